"""The content as JSON, for the browser and for other tools: every address under ``data/`` and its bytes.

The same content gives the same bytes: keys are sorted, and the year of the build decides only which
years of holidays there are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from followup.catalog import Catalog
from followup.holiday_calendars import build_holiday_calendar
from followup.models.base import Content
from followup.models.message import Message, Variant
from followup.models.placeholders import FieldPart, Part

_YEARS_BEFORE = 1
_YEARS_AFTER = 3


def build_data_files(catalog: Catalog, year: int) -> dict[str, bytes]:
    """Return every data file of ``catalog``: bytes by address, without a leading slash.

    Args:
        catalog: the content.
        year: the year of the build; holidays are those of the year before it to the third after it.
    """
    years = tuple(range(year - _YEARS_BEFORE, year + _YEARS_AFTER + 1))
    return {f"data/{path}.json": _json(data) for path, data in _data(catalog, years)}


def _data(catalog: Catalog, years: tuple[int, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for country in catalog.coach.holiday_countries:
        yield f"holidays/{country}", _plain(build_holiday_calendar(country, years))
    for timeline in catalog.timelines.values():
        yield f"timelines/{timeline.slug}", _plain(timeline)
    for message in catalog.messages.values():
        yield f"messages/{message.slug}", _message(message)


def _message(message: Message) -> dict[str, Any]:
    return {**_plain(message), "variants": [_variant(variant) for variant in message.variants]}


def _variant(variant: Variant) -> dict[str, Any]:
    parts = {"subject": variant.subject_parts, "body": variant.body_parts}
    return {
        "channel": variant.channel,
        "tone": variant.tone,
        "anchor": variant.anchor,
        **{key: _parts(parts[key]) for key in variant.texts},
    }


def _parts(parts: Iterable[Part]) -> list[str | dict[str, str]]:
    return [{"field": part.field} if isinstance(part, FieldPart) else part for part in parts]


def _plain(content: Content) -> dict[str, Any]:
    return content.model_dump(mode="json", exclude_none=True)


def _json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
