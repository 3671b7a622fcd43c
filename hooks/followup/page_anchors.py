"""The places of a page that a link may go to: its headings, and what its blocks and task lists put there."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown import Markdown

from followup.checklist_items import ChecklistItems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.catalog import Catalog
    from followup.markdown_source import MarkdownSource

_MOST_REMEMBERED = 1024

_THAT_MAKE_IDS = ("admonition", "attr_list", "md_in_html", "smarty", "toc")
"""Of the extensions that mkdocs.yml names, those that have a say in an anchor."""

_ID = re.compile(r'\bid="([^"]+)"')
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
    return _written_anchors(text) | frozenset(_block_anchors(source, catalog))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _written_anchors(text: str) -> frozenset[str]:
    html = Markdown(extensions=[*_THAT_MAKE_IDS, ChecklistItems()]).convert(text)
    return frozenset(found for found in _ID.findall(html) if not _OF_AN_ITEM_ALONE.fullmatch(found))


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
