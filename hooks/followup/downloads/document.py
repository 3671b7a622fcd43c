"""What stands in a download, whatever its format: headings, text, lists, boxes to tick, lines to write on.

All text is plain: each format escapes it for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Blank:
    """A place for the reader's own words.

    Attributes:
        label: what goes there.
    """

    label: str

    @property
    def text(self) -> str:
        """How it looks in running text."""
        return f"[{self.label}]"


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out, such as those that introduce a paragraph."""

    text: str


Inline: TypeAlias = str | Strong | Blank
r"""A piece of running text; ``\n`` in it is a line break."""


def inline_text(part: Inline) -> str:
    """Return ``part`` as plain text."""
    return part if isinstance(part, str) else part.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list of running texts."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class TaskList:
    """Things to do, each with a box to tick."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """Room to write by hand.

    Attributes:
        label: what to write there.
        lines: how many lines there are for it, at least 1.
    """

    label: str
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to fill in by hand."""

    fields: tuple[FormField, ...]


Block: TypeAlias = Paragraph | BulletList | TaskList | Form


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document.

    Attributes:
        heading: one line, or an empty string for a part without one.
        blocks: what stands in it.
        is_task: whether the whole part is something to do: it gets a box to tick and stays on one page.
    """

    heading: str
    blocks: tuple[Block, ...]
    is_task: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content. Hashable, so that a format can remember what it has rendered."""

    title: str
    sections: tuple[Section, ...]
