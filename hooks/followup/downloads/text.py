"""Plain text, to open anywhere and copy from. Lines are never wrapped: people paste them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from followup.downloads.document import Block, BulletList, Form, Inline, Paragraph, TaskList, inline_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.downloads.document import Document

_WRITING_LINE = "_" * 40


def render_text(document: Document) -> bytes:
    r"""Return ``document`` as UTF-8 text with ``\n`` line ends, which every editor in use reads."""
    return ("\n\n".join(_chunks(document)) + "\n").encode()


def _chunks(document: Document) -> Iterator[str]:
    yield _underlined(document.title, "=")
    for section in document.sections:
        if section.heading:
            box = "[ ] " if section.is_task else ""
            yield "\n" + _underlined(box + section.heading, "-")
        for block in section.blocks:
            yield _block(block)


def _block(block: Block) -> str:
    match block:
        case Paragraph():
            return _inline(block.parts)
        case BulletList():
            return "\n".join("- " + _inline(item).replace("\n", "\n  ") for item in block.items)
        case TaskList():
            return "\n".join(f"[ ] {item}" for item in block.items)
        case Form():
            return "\n".join(f"{field.label}: {_WRITING_LINE}" for field in block.fields)
        case _:
            assert_never(block)


def _inline(parts: Iterable[Inline]) -> str:
    return "".join(inline_text(part) for part in parts)


def _underlined(line: str, sign: str) -> str:
    return f"{line}\n{sign * len(line)}"
