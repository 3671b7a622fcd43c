"""A checklist: a title and things to tick."""

from __future__ import annotations

from followup.models.base import Content, Line, Slug


class ChecklistItem(Content):
    """One thing to do.

    Attributes:
        id: its address is ``#item-<id>``; ticks are kept under it.
        text: what to do, in Markdown, as it is written.
        group: the heading it stands under, or an empty string.
    """

    id: Slug
    text: str
    group: str


class Checklist(Content):
    """A checklist, as its Markdown page holds it."""

    slug: Slug
    title: Line
    description: Line
    items: tuple[ChecklistItem, ...]
