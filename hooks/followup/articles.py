"""Articles: what their front matter says of them, and whether what they lead to is there."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from followup.models.article import Article
from followup.passages import find_passages
from followup.problems import ContentError, Problem, did_you_mean
from followup.validation import parse_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.catalog import Catalog
    from followup.markdown_pages import MarkdownPage
    from followup.models.article import Related
    from followup.yaml_source import Location

_KEYS = ("description", "categories", "related")
"""What is read here; the rest is every page's, or the blog's."""

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_WORDS_A_MINUTE = 265
"""As the blog reckons, which would count the words of plans and messages too."""

_FOLDERS = {"timeline": "timelines", "message": "messages", "checklist": "checklists"}


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
    try:
        article = read_article(page)
    except ContentError as error:
        yield from error.problems
        return
    if article.related is None:
        return
    for location, kind, slug in _named(article.related):
        words = _describe(kind, slug, catalog, is_draft=page.is_draft)
        if words is not None:
            yield head.problem(location, words)


def _named(related: Related) -> Iterator[tuple[Location, str, str]]:
    yield ("related", "timeline"), "timeline", related.timeline
    for place, slug in enumerate(related.messages):
        yield ("related", "messages", place), "message", slug
    yield ("related", "checklist"), "checklist", related.checklist


def _describe(kind: str, slug: str, catalog: Catalog, *, is_draft: bool) -> str | None:
    """Return what is wrong with naming a content, or None."""
    folder = _FOLDERS[kind]
    contents = catalog.sections[folder]
    name = f"{folder}/{slug}"
    if name in catalog.broken:
        return None
    if name in catalog.left_out:
        words = f"the {kind} '{slug}' is a draft; publish it, or make this page a draft too"
        return None if is_draft else words
    if slug not in contents:
        known = [one for one, content in contents.items() if not content.retired]
        return (
            f"no {kind} is called '{slug}'; allowed: {', '.join(known) or 'none'}{did_you_mean(slug, known)}"
        )
    return f"'{slug}' is retired; name another {kind}" if contents[slug].retired else None
