"""Content as files to keep: every address under ``downloads/`` and its bytes.

A model becomes a ``Document`` (``content``), which says what stands in the file; a format turns that into
bytes. The same content gives the same bytes, whatever the day, the process or the machine.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from followup.downloads.archive import build_archive
from followup.downloads.content import (
    build_checklist_document,
    build_message_document,
    build_timeline_document,
)
from followup.downloads.email_draft import render_email_draft
from followup.downloads.markdown import render_markdown
from followup.downloads.pdf import render_pdf
from followup.downloads.text import render_text
from followup.downloads.word import render_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from followup.catalog import Catalog
    from followup.downloads.document import Document
    from followup.models.checklist import Checklist
    from followup.models.message import Message

    Format = Callable[[Document], bytes]

__all__ = ["build_downloads"]

_TO_COPY: Mapping[str, Format] = {"txt": render_text, "md": render_markdown, "docx": render_word}
"""Formats of a message, by suffix: texts to copy from."""

_TO_PRINT: Mapping[str, Format] = {"md": render_markdown, "docx": render_word, "pdf": render_pdf}
"""Formats of a timeline and of a checklist, by suffix: sheets to fill in by hand."""


def build_downloads(catalog: Catalog) -> dict[str, bytes]:
    """Return every download of ``catalog``: bytes by address, without a leading slash."""
    messages = dict(_message_files(catalog))
    return {
        **{f"downloads/messages/{name}": content for name, content in messages.items()},
        "downloads/messages.zip": build_archive(messages),
        **dict(_sheets(catalog)),
    }


def _message_files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    for message in catalog.messages.values():
        yield from _files_of(message)


@lru_cache(maxsize=256)
def _files_of(message: Message) -> tuple[tuple[str, bytes], ...]:
    """Return a message's files, by name; kept for the next build of a site that is being written."""
    files = tuple(_render(message.slug, build_message_document(message), _TO_COPY))
    if message.email is None:
        return files
    return (*files, (f"{message.slug}.eml", render_email_draft(message.email, message.labels)))


def _sheets(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    for timeline in catalog.timelines.values():
        document = build_timeline_document(timeline, catalog.messages)
        yield from _render(f"downloads/timelines/{timeline.slug}", document, _TO_PRINT)
    for checklist in catalog.checklists.values():
        yield from _sheets_of(checklist)


@lru_cache(maxsize=64)
def _sheets_of(checklist: Checklist) -> tuple[tuple[str, bytes], ...]:
    """Return a checklist's files, by address; kept as those of messages are."""
    return tuple(
        _render(f"downloads/checklists/{checklist.slug}", build_checklist_document(checklist), _TO_PRINT)
    )


def _render(stem: str, document: Document, formats: Mapping[str, Format]) -> Iterator[tuple[str, bytes]]:
    for suffix, render in formats.items():
        yield f"{stem}.{suffix}", render(document)
