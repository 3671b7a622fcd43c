"""The places of a page that a link may go to: its headings, and what its blocks and task lists put there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown import Markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown.extensions import Extension

    from followup.markdown_blocks import ComponentBlocks
    from followup.markdown_source import MarkdownSource

_THAT_MAKE_IDS = ("attr_list", "md_in_html", "smarty", "toc")
"""Of the extensions that mkdocs.yml names, those that have a say in an anchor."""

_ITEM_ID = re.compile(r'\bid="(item-[a-z0-9-]+)"')


def find_anchors(
    source: MarkdownSource, address: str, blocks: ComponentBlocks, extensions: Sequence[Extension]
) -> frozenset[str]:
    """Return the anchors of a page, without ``#``.

    Args:
        source: the page's Markdown.
        address: the page's address in the site, without a leading slash.
        blocks: the extension that renders components, one of ``extensions``.
        extensions: the site's own Markdown extensions.
    """
    blocks.start_page(address)
    markdown = Markdown(extensions=[*_THAT_MAKE_IDS, *extensions])
    html = markdown.convert("\n".join(line for _, line in source.lines))
    headings: list[dict[str, Any]] = getattr(markdown, "toc_tokens", [])
    return frozenset({*_heading_ids(headings), *_ITEM_ID.findall(html), *blocks.page.anchors})


def _heading_ids(headings: list[dict[str, Any]]) -> Iterator[str]:
    for heading in headings:
        yield heading["id"]
        yield from _heading_ids(heading["children"])
