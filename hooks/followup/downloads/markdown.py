"""Markdown, for notebooks and note-taking programs: CommonMark with task lists, no HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from followup.downloads.document import (
    Blank,
    Block,
    BulletList,
    Form,
    Inline,
    Paragraph,
    Strong,
    TaskList,
    inline_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from followup.downloads.document import Document

_WRITING_LINE = "_" * 40

_MARK = re.compile(r"[\\`*_\[\]~]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")
"""What means something anywhere in a line."""

_LINE_START = re.compile(r"^(?:(\d+)(?=[.)])|(?=[#>|=]|:-|[-+](?:[\s:|-]|$)))", re.MULTILINE)
"""What may open a heading, a quote, a list, a table or a rule at the beginning of a line."""

_LINE_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_CLOSING_HASHES = re.compile(r"(?<![^ \t])(?=#+$)")


def render_markdown(document: Document) -> bytes:
    r"""Return ``document`` as UTF-8 Markdown with ``\n`` line ends.

    A line break is two spaces at a line's end: all dialects know it, and it does not show where the source is
    pasted.
    """
    return ("\n\n".join(_chunks(document)) + "\n").encode()


def _chunks(document: Document) -> Iterator[str]:
    yield "# " + _heading(document.title)
    for section in document.sections:
        if section.heading:
            yield "## " + _heading(section.heading)
        if section.is_task:
            yield "- [ ] Done"
        yield from (_block(block) for block in section.blocks)


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _inline(block.parts)
        case BulletList():
            return "\n".join("- " + _inline(item).replace("\n", "\n  ") for item in block.items)
        case TaskList():
            return "\n".join(f"- [ ] {_inline((item,))}" for item in block.items)
        case Form():
            return "\n".join(f"- {_inline((field.label,))}: {_WRITING_LINE}" for field in block.fields)
        case _:
            assert_never(block)


def _heading(text: str) -> str:
    return _CLOSING_HASHES.sub(r"\\", _escape(text.strip()))


def _inline(parts: Sequence[Inline]) -> str:
    followers = [inline_text(part) for part in parts[1:]] + [""]
    text = "".join(_part(part, follower) for part, follower in zip(parts, followers, strict=True))
    lines = _LINE_BREAK.sub(r"\n", text.strip())
    return _LINE_START.sub(r"\1\\", lines).replace("\n", "  \n")


def _part(part: Inline, follower: str) -> str:
    text = _escape(inline_text(part))
    match part:
        case Strong():
            return f"**{text}**"
        case Blank() if not follower.startswith(("(", "[", ":")):
            # Brackets alone mean nothing: left bare, they paste as they look.
            return f"[{_escape(part.label)}]"
        case _:
            return text


def _escape(text: str) -> str:
    return _MARK.sub(r"\\\g<0>", text)
