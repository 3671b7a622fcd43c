"""A source: who counted what, whom they asked, and where that can be read."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, RootModel
from pydantic_core import PydanticCustomError

from followup.models.base import Content, Line, Slug, text_schema
from followup.models.coach import WebAddress

NO_SOURCE = "none"
"""In place of a source's name: the figure comes from no survey."""

_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_EARLIEST, _LATEST = 1900, 2100


def _read_day(value: object) -> object:
    if not isinstance(value, str):
        return value
    # ISO 8601 has other forms of a day, which Python reads too.
    if not re.fullmatch(_DAY, value):
        raise PydanticCustomError(
            "day", "'{value}' is not a date; write year, month and day, as in 2026-11-23", {"value": value}
        )
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError(
            "day", "'{value}' is not a date on the calendar", {"value": value}
        ) from None


def _check_name(value: str) -> str:
    if value == NO_SOURCE:
        raise PydanticCustomError(
            "no_source", f"'[@{NO_SOURCE}]' says that a figure has no source; choose another name"
        )
    return value


Day = Annotated[
    date, BeforeValidator(_read_day), text_schema(_DAY, "Write year, month and day, as in 2026-11-23.")
]
"""A day of the calendar."""

SourceName = Annotated[Slug, BeforeValidator(_check_name)]
"""What an article writes after ``@`` to cite a source."""


class Source(Content):
    """What an article may cite."""

    publisher: Annotated[
        Line, Field(description="Who says so: a firm, an office, a columnist.", examples=["NACE"])
    ]
    title: Annotated[
        Line, Field(description="What the report or page is called.", examples=["Recruiting Benchmarks"])
    ]
    year: Annotated[
        int | None,
        Field(
            description="When it came out. Leave it out where nothing says so: the page calls it undated.",
            ge=_EARLIEST,
            le=_LATEST,
            examples=[2024],
        ),
    ] = None
    asked: Annotated[
        Line,
        Field(
            description="Who was asked or what was counted, where and when. It stands beside the figure.",
            examples=["334 US organizations that hire graduates, spring 2023"],
        ),
    ]
    url: Annotated[
        WebAddress,
        Field(
            description="Where the figure can be read: the whole address.",
            examples=["https://example.com/report"],
        ),
    ]
    checked: Annotated[
        Day, Field(description="The day on which someone last read it there.", examples=[date(2026, 11, 23)])
    ]
    figures: Annotated[
        tuple[Line, ...],
        Field(
            description="What it says. Figures of articles are compared with it. The site does not show "
            "them.",
            min_length=1,
            examples=[["25.1 days on average from the first interview to an offer or a rejection"]],
        ),
    ]


class Sources(RootModel[dict[SourceName, Source]]):
    """All sources: each key is the name that a citation writes, as in `[@nace-2024]`."""
