"""What people read of the content, as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup.models.placeholders import fill_placeholders

if TYPE_CHECKING:
    from followup.markdown_source import MarkdownSource
    from followup.models.message import Message

_LEFT_OUT = re.compile(
    r"<!--.*?-->|^/{3}[^\n]*$|^\|[^\n]*$|\[@[^\]]*\]|\{[#:][^}]*\}|(?<=\])\([^)]*\)|<[^>]*>|`|\*+",
    re.DOTALL | re.MULTILINE,
)
_NEW_PARAGRAPH = re.compile(r"^[ \t]*(?:[-*+>]|\d+\.|#+)[ \t]+(?:\[[ x]\][ \t]+)?", re.MULTILINE)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)


def page_text(source: MarkdownSource) -> str:
    """Return the text of a page without headings, tables and blocks; an item is a paragraph of its own."""
    text = "\n".join(line for _, line in source.lines)
    text = _LEFT_OUT.sub("", _HEADING.sub("\n", text))
    return _NEW_PARAGRAPH.sub("\n\n", text).replace("[", "").replace("]", "").strip()


def message_text(message: Message) -> str:
    """Return all of a message's versions, with its examples filled in."""
    return "\n\n".join(fill_placeholders(variant.body, message.examples) for variant in message.variants)
