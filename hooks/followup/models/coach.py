"""The coach: who publishes this site, and the rules that go with where they work."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from followup.models.base import Content

NO_HOLIDAYS = "none"
"""In place of a country: public holidays do not count, and the weekend is Saturday and Sunday."""


def _check_quiet_day(value: str) -> str:
    month, dash, day = value.partition("-")
    lengths = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    right = value.isascii() and dash and len(value) == len("12-24") and month.isdecimal() and day.isdecimal()
    if not right or not 1 <= int(day) <= lengths.get(int(month), 0):
        raise PydanticCustomError(
            "quiet_day", "'{value}' is not a day of the year; write month-day, as in 12-24", {"value": value}
        )
    return value


def _check_country(value: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", value):
        raise PydanticCustomError(
            "country",
            "'{value}' is not a country's code; write two capital letters, as in US",
            {"value": value},
        )
    return value


def _check_place(value: str) -> str:
    if value != NO_HOLIDAYS and not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", value):
        raise PydanticCustomError(
            "place",
            "'{value}' is not a country's code; write two capital letters, as in US, "
            "add a state or province, as in US-CA, or write none",
            {"value": value},
        )
    return value


QuietDay = Annotated[str, AfterValidator(_check_quiet_day)]

Country = Annotated[str, AfterValidator(_check_country)]
"""ISO 3166-1 alpha-2."""

Place = Annotated[str, AfterValidator(_check_place)]
"""ISO 3166-1 alpha-2, alone or with an ISO 3166-2 subdivision; or ``none``: what ``country`` is in a link."""


class Coach(Content):
    """Settings of the site's publisher."""

    country: Annotated[
        Place,
        Field(description="whose public holidays and weekend count at first: US, US-CA, or none"),
    ] = "US"
    countries: Annotated[
        tuple[Country, ...],
        Field(description="countries a reader can choose; the site's own is always among them"),
    ] = (
        *("AE", "AU", "CA", "CH", "DE", "ES", "FR", "GB", "IE", "IL"),
        *("IN", "KE", "NG", "NL", "NZ", "PH", "SA", "SG", "US", "ZA"),
    )
    quiet_days: Annotated[
        tuple[QuietDay, ...], Field(description="days of the year on which no one should chase, as month-day")
    ] = ("12-24", "12-31")

    @property
    def holiday_countries(self) -> tuple[str, ...]:
        """The countries whose holidays the site publishes, sorted: those to choose from, and its own."""
        own = () if self.country == NO_HOLIDAYS else (self.country.partition("-")[0],)
        return tuple(sorted({*self.countries, *own}))
