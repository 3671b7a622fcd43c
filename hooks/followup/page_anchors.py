"""The places of a page that a link may go to: its headings, and what its blocks and task lists put there."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from markdown import Markdown

from followup.checklist_items import ChecklistItems
from followup.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.catalog import Catalog
    from followup.markdown_source import MarkdownSource

_MOST_REMEMBERED = 1024

_THAT_MAKE_IDS = ("admonition", "attr_list", "md_in_html", "smarty", "toc")
"""Of the extensions that mkdocs.yml names, those that have a say in an anchor."""

_UNDERLINE = re.compile(r"[ >]*(?:=+|-+)[ ]*$")
_GIVEN_ID = re.compile(r"\{:?[ \t]*(?:[^{}\n]*[ \t])?#(?P<id>[^\s{}#]+)[^{}\n]*\}[ \t]*#*[ \t]*$")
_DEFINITION = re.compile(r"[ >]*\[[^\]]+\]:")
_LONGEST_HEADING = 1000

_ID = re.compile(r'\bid="([^"]+)"')
_OF_A_HEADING = re.compile(r'<h[1-6]\b[^>]*\bid="([^"]+)"')
_OF_AN_ITEM_ALONE = re.compile(r"item[-_].+_(?:box|text|link)|item_\d+_box")
"""What a task list's item needs for itself, and no link goes to."""


def find_anchors(source: MarkdownSource, catalog: Catalog) -> frozenset[str]:
    """Return the anchors of a page, without ``#``; its components are not rendered for it.

    Args:
        source: the page's Markdown.
        catalog: what its blocks show; those of a timeline or message that it does not have are left out.
    """
    in_blocks = {
        number
        for block in source.blocks()
        for number in (block.line, *(number for number, _ in block.body), block.last_line)
    }
    text = "\n".join("" if number in in_blocks else line for number, line in source.lines)
    return _written_anchors(_without_links(text)) | frozenset(_block_anchors(source, catalog))


def find_heading_anchors(source: MarkdownSource) -> frozenset[str]:
    """Return the anchors of a page's own headings, without ``#``: all that the blog knows of a page."""
    text = "\n".join(line for _, line in source.lines)
    return frozenset(_OF_A_HEADING.findall(_render(_without_links(text))))


def check_anchors(source: MarkdownSource, *, is_checklist: bool) -> Iterator[Problem]:
    """Yield the ids that an author gives to more than one heading, or more than one item, of a page.

    Args:
        source: the page's Markdown.
        is_checklist: whether it is a checklist, whose items have been looked through.
    """
    items = [] if is_checklist else list(source.items())
    given = [(item.line, item.column, item.id, f"item-{item.id}") for item in items if item.id]
    first: dict[str, int] = {}
    for line, column, written, anchor in sorted([*given, *_find_ids_of_headings(source)]):
        if anchor in first:
            words = f"the id '{written}' stands twice (first on line {first[anchor]}); choose another"
            yield Problem(source.path, line, column, words)
        first.setdefault(anchor, line)


def _find_ids_of_headings(source: MarkdownSource) -> Iterator[tuple[int, int, str, str]]:
    lines = list(source.lines_outside_comments())
    for (number, line), (_, below) in pairwise([*lines, (0, "")]):
        if line.lstrip(" >").startswith("#") or _UNDERLINE.match(below) is not None:
            found = _GIVEN_ID.search(line)
            if found is not None:
                yield number, found.start("id") + 1, found["id"], found["id"]


def _without_links(text: str) -> str:
    """Return Markdown in which links and open tags that have no say in an anchor are none.

    Python-Markdown looks for the end of each, through all that follows, and there may be thousands.
    """
    closed = text.rfind(">") + 1
    lines = (text[:closed] + text[closed:].replace("<", " ")).split("\n")
    below = [*lines[1:], ""]
    return "\n".join(
        line if _may_name(line, under) else line.replace("[", "(")
        for line, under in zip(lines, below, strict=True)
    )


def _may_name(line: str, below: str) -> bool:
    """Return whether a line is a heading, what a heading's link needs, or has attributes."""
    if len(line) > _LONGEST_HEADING:
        return False
    is_heading = line.lstrip(" >").startswith("#") or _UNDERLINE.match(below) is not None
    return is_heading or "{" in line or _DEFINITION.match(line) is not None


@lru_cache(maxsize=_MOST_REMEMBERED)
def _written_anchors(text: str) -> frozenset[str]:
    return frozenset(found for found in _ID.findall(_render(text)) if not _OF_AN_ITEM_ALONE.fullmatch(found))


def _render(text: str) -> str:
    return Markdown(extensions=[*_THAT_MAKE_IDS, ChecklistItems()]).convert(text)


def _block_anchors(source: MarkdownSource, catalog: Catalog) -> Iterator[str]:
    seen: set[str] = set()
    for block in source.blocks():
        contents = catalog.sections.get(f"{block.name}s", {})
        # The second of its kind on a page says whose its places are.
        prefix = f"{block.argument}-" if block.name in seen else ""
        seen.add(block.name)
        if block.argument in contents:
            content = contents[block.argument]
            yield from (f"{prefix}{anchor}" for anchor in (*content.anchors, *content.former_anchors))
        if block.name == "reasons" and catalog.reasons is not None:
            yield from (*catalog.reasons.anchors, *catalog.reasons.former_anchors)
        if block.name == "coach" and catalog.coach.is_named:
            yield "coach"
