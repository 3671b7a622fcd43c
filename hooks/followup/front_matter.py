"""What is wrong with a page's front matter, beyond the values that the models check."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from followup.models.checklist import Checklist
from followup.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.markdown_pages import MarkdownPage
    from followup.yaml_source import Location, Plain

_KEYS = (
    *("title", "description", "hide", "draft", "formerly", "retired", "date", "slug", "status", "search"),
    *("categories", "tags", "authors", "pin", "links", "readtime", "icon", "template", "subtitle", "image"),
    *("social", "robots", "comments", "related", "also_searched_as"),
)
"""What this project, MkDocs, its theme or a plugin of it reads; others are an author's own."""

_MISSPELLED = 0.8
"""How like a known key an unknown one must be: others are an author's own."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII)


def check_front_matter(page: MarkdownPage) -> Iterator[Problem]:
    """Yield the keys that look misspelled, and what an article's date must be."""
    is_article = page.is_article
    head = page.source.front_matter
    if head is None:
        if is_article:
            yield Problem(
                page.source.path,
                1,
                1,
                "an article begins with '---', its 'date: …', its 'title: …', and '---'",
            )
        return
    allowed = [*_KEYS, *(key for key in Checklist.model_fields if key not in {"slug", "items"})]
    for key in head.data:
        nearest = "" if key in allowed else did_you_mean(key.lower(), allowed, likeness=_MISSPELLED)
        if nearest:
            place = head.problem((key,), "")
            words = f"unknown key '{key}'; keys of pages: {', '.join(dict.fromkeys(allowed))}{nearest}"
            yield Problem(place.path, place.line, place.column, words)
    if is_article and "date" not in head.data:
        yield head.problem(
            (), "missing key 'date'; an article needs the day it appears, as in 'date: 2026-11-23'"
        )
    for where, written in _dates(head.data.get("date")):
        fault = _describe_date(written)
        if fault is not None and "date" in head.data:
            yield head.problem(where, fault)


def _dates(written: Plain) -> Iterator[tuple[Location, Plain]]:
    if isinstance(written, dict):
        yield from ((("date", key), value) for key, value in written.items())
    else:
        yield ("date",), written


def _describe_date(written: Plain) -> str | None:
    if written is None:
        return "has no value; write the day, as in 2026-11-23"
    if not isinstance(written, str) or not _DATE.fullmatch(written.strip()):
        shown = f"'{written[:40]}' is" if isinstance(written, str) else "this is"
        return f"{shown} not a date; write year, month and day, as in 2026-11-23"
    try:
        date.fromisoformat(written.strip()[:10])
        datetime.fromisoformat(written.strip())
    except ValueError:
        return f"'{written.strip()}' is not a date on the calendar"
    return None
