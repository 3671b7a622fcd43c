"""Articles: what their front matter says of them, and whether what they lead to is there."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from followup.markdown_source import blank_comments
from followup.models.article import Article
from followup.models.search_phrases import check_search_phrases
from followup.passages import find_passages
from followup.problems import ContentError, Problem
from followup.validation import parse_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.catalog import Catalog
    from followup.markdown_pages import MarkdownPage
    from followup.models.article import Related
    from followup.yaml_source import Location, YamlSource

_KEYS = ("description", "categories", "also_searched_as", "related")
"""What is read here; the rest is every page's, or the blog's."""

_HEADING = re.compile(r"#(?!#)|<h1\b|[^\n]+\n=+[ \t]*(?:\n|\Z)", re.IGNORECASE)
"""An article's first: what stands above it would stand above its date and its author, too."""

_BLANK_LINES = re.compile(r"(?:[ \t]*\n)+")

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_WORDS_A_MINUTE = 265
"""As the blog reckons, which would count the words of plans and messages too."""


def read_article(page: MarkdownPage) -> Article:
    """Return what an article says of itself.

    Args:
        page: an article with front matter.

    Raises:
        ContentError: a value there is not what it must be.
    """
    head = page.source.front_matter
    assert head is not None  # noqa: S101 - said above
    # The blog takes its date in several forms.
    return parse_model(head.only(_KEYS), Article, date=str(head.data.get("date")))


def reading_minutes(page: MarkdownPage) -> int:
    """Return how long its text takes to read, in whole minutes, one at least; its blocks are not counted."""
    words = sum(len(_WORD.findall(passage.text)) for passage in find_passages(page.source))
    return max(1, math.ceil(words / _WORDS_A_MINUTE))


def check_article(page: MarkdownPage, catalog: Catalog) -> Iterator[Problem]:
    """Yield what is wrong with what an article says of itself, its date aside.

    Args:
        page: any page.
        catalog: what it may lead to.
    """
    head = page.source.front_matter
    if not page.is_article or head is None:
        return
    yield from _check_heading(page, head)
    try:
        article = read_article(page)
    except ContentError as error:
        yield from error.problems
        return
    name = page.path.rpartition("/")[2].removesuffix(".md")
    if head.data.get("slug") not in (None, name):
        advice = "leave this out, or rename the file"
        yield head.problem(("slug",), f"the address is made of the file's name, '{name}'; {advice}")
    title = str(head.data.get("title", ""))
    for fault in check_search_phrases(article.also_searched_as, title):
        yield head.problem(fault.location, fault.message)
    if article.related is None:
        return
    for location, kind, slug in _named(article.related):
        words = catalog.describe_misnamed(kind, slug, in_draft=page.is_draft, in_retired=page.is_retired)
        if words is not None:
            yield head.problem(location, words)


def _check_heading(page: MarkdownPage, head: YamlSource) -> Iterator[Problem]:
    """Yield where an article's text begins with something else than its heading."""
    lines = page.source.lines
    text = blank_comments("\n".join(line for _, line in lines))
    if not text.strip():
        yield head.problem((), "this article has no text; it begins with its heading, '# …'")
        return
    blank = _BLANK_LINES.match(text)
    start = 0 if blank is None else blank.end()
    if not _HEADING.match(text, start):
        number, _ = lines[text.count("\n", 0, start)]
        words = "an article begins with its heading; write '# …' with its title above this"
        yield Problem(page.source.path, number, 1, words)


def _named(related: Related) -> Iterator[tuple[Location, str, str]]:
    yield ("related", "timeline"), "timeline", related.timeline
    for place, slug in enumerate(related.messages):
        yield ("related", "messages", place), "message", slug
    yield ("related", "checklist"), "checklist", related.checklist
