"""The weekends and public holidays of a country and of its states, from the ``holidays`` package.

They follow the law as the package knows it. Half days, optional days and the days of single cities are left
out; a weekend day that is worked in exchange for another stays a weekend day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from holidays import HolidayBase, country_holidays
from holidays.constants import HOLIDAY_NAME_DELIMITER
from holidays.registry import EntityLoader

from followup.models.base import Content, Fault
from followup.models.coach import NO_HOLIDAYS, Coach

_LANGUAGE = "en_US"
"""Named each time, or the package follows the machine's. Countries without translations are in English."""

_ISO_SUBDIVISION = re.compile(r"[A-Z0-9]{1,3}")
"""The package has codes of its own beside those of ISO 3166-2, for cities and school districts."""

_DAYS_IN_WEEK = 7


class Subdivision(Content):
    """How a state or province departs from its country.

    Attributes:
        name: what it is called there, or its code where the package has no name.
        add: holidays by date that the country does not have, or has by another name.
        remove: holidays of the country that are working days there.
        weekend: ISO weekdays, where they are others than the country's.
    """

    name: str
    add: dict[date, str]
    remove: tuple[date, ...]
    weekend: tuple[int, ...] | None = None


class HolidayCalendar(Content):
    """The days off of a country.

    Attributes:
        country: ISO 3166-1 alpha-2.
        years: the years it covers.
        weekend: ISO weekdays, 1 (Monday) to 7 (Sunday).
        days: names of the holidays by date. "(observed)" marks a day in place of one that falls on a weekend,
            "(estimated)" a day that depends on the moon being seen.
        subdivisions: by ISO 3166-2 code without the country, those that differ from it.
    """

    country: str
    years: tuple[int, ...]
    weekend: tuple[int, ...]
    days: dict[date, str]
    subdivisions: dict[str, Subdivision]


@cache
def build_holiday_calendar(country: str, years: tuple[int, ...]) -> HolidayCalendar:
    """Return the days off of ``country``.

    Args:
        country: ISO 3166-1 alpha-2, one that ``check_countries`` has nothing against.
        years: the years to cover.
    """
    national = _load(country, years=years)
    weekend, days = _weekend(national, years), _days(national)
    subdivisions = {}
    for code in filter(_ISO_SUBDIVISION.fullmatch, national.subdivisions):
        regional = _load(country, code, years)
        own_weekend, own_days = _weekend(regional, years), _days(regional)
        if own_weekend != weekend or own_days != days:
            subdivisions[code] = Subdivision(
                name=_subdivision_name(regional, code),
                add={day: name for day, name in own_days.items() if days.get(day) != name},
                remove=tuple(sorted(days.keys() - own_days.keys())),
                weekend=None if own_weekend == weekend else own_weekend,
            )
    return HolidayCalendar(
        country=country, years=years, weekend=weekend, days=days, subdivisions=subdivisions
    )


def check_countries(coach: Coach) -> Iterator[Fault]:
    """Yield the countries of ``coach`` that have no calendar."""
    message = None if coach.country == NO_HOLIDAYS else _fault(coach.country)
    if message is not None:
        yield Fault(("country",), message)
    for index, code in enumerate(coach.countries):
        message = f"'{code}' stands twice; keep one" if code in coach.countries[:index] else _fault(code)
        if message is not None:
            yield Fault(("countries", index), message)


def _fault(code: str) -> str | None:
    country, _, subdivision = code.partition("-")
    if not subdivision and country in EntityLoader.get_country_codes(include_aliases=False):
        # The package loads all its countries for the first calendar, which is most of the time of a check.
        return None
    try:
        found = _load(country)
    except NotImplementedError:
        return f"no public holidays are known for '{country}'; write a code of ISO 3166-1, as in US"
    if found.country != country:
        return f"'{country}' is not a code of ISO 3166-1; did you mean '{found.country}'?"
    known = [known for known in found.subdivisions if _ISO_SUBDIVISION.fullmatch(known)]
    if subdivision and subdivision not in known:
        return f"no part of {country} is called '{subdivision}'; allowed: {', '.join(known) or 'none'}"
    return None


def _load(country: str, subdivision: str | None = None, years: tuple[int, ...] = ()) -> HolidayBase:
    """Return the package's calendar; ``NotImplementedError`` when it has none."""
    return country_holidays(country, subdiv=subdivision, years=years, language=_LANGUAGE)


def _weekend(calendar: HolidayBase, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the ISO weekdays of the weekend that is in force in the last of ``years``."""
    week = (date(years[-1], 1, day) for day in range(1, _DAYS_IN_WEEK + 1))
    return tuple(sorted(day.isoweekday() for day in week if calendar.is_weekend(day)))


def _days(calendar: HolidayBase) -> dict[date, str]:
    return {day: _short_name(name) for day, name in sorted(calendar.items())}


def _short_name(name: str) -> str:
    """Return the names of one day, which the package joins and sorts, as words."""
    first, *others = name.split(HOLIDAY_NAME_DELIMITER)
    match others:
        case []:
            return first
        case [second]:
            return f"{first} and {second}"
        case _:
            return f"{first} and others"


def _subdivision_name(calendar: HolidayBase, code: str) -> str:
    """Return the first of the package's aliases that is no abbreviation."""
    aliases = calendar.get_subdivision_aliases()[code]
    return next((alias for alias in aliases if not alias.isupper()), code)
