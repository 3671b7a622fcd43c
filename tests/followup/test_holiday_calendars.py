"""The calendars, held against the cases that the browser's module reads too, and against the package."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from holidays import country_holidays
from holidays.registry import EntityLoader

from followup.catalog import load_catalog
from followup.holiday_calendars import HolidayCalendar, build_holiday_calendar, check_countries
from followup.models.base import Fault
from followup.models.coach import Coach
from followup.problems import ContentError

CASES: Mapping[str, Any] = json.loads(
    (Path(__file__).parents[1] / "cases" / "holidays.json").read_text(encoding="utf-8")
)
YEARS = tuple(CASES["years"])


def load_package_days(country: str, subdivision: str | None) -> set[date]:
    return set(country_holidays(country, subdiv=subdivision, years=YEARS))


def why_off(country: str, day: date) -> dict[str, str] | None:
    """Return why ``day`` is off, as the browser's module is to say it."""
    code, _, subdivision = country.partition("-")
    weekend: tuple[int, ...] = (6, 7)
    days: dict[date, str] = {}
    if code != "none":
        calendar = build_holiday_calendar(code, YEARS)
        weekend, days = calendar.weekend, calendar.days
        own = calendar.subdivisions.get(subdivision)
        if own is not None:
            weekend = own.weekend or weekend
            days = {**{day: days[day] for day in days.keys() - set(own.remove)}, **own.add}
    if day in days:
        return {"kind": "holiday", "name": days[day]}
    if day.isoweekday() in weekend:
        return {"kind": "weekend", "name": "weekend"}
    quiet = f"{day:%m-%d}"
    return {"kind": "quiet", "name": quiet} if quiet in CASES["quiet_days"] else None


def is_part(part: object, whole: object) -> bool:
    match part, whole:
        case dict(), dict():
            return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
        case list(), list():
            return set(part) <= set(whole)
        case _:
            return part == whole


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_case(case: Mapping[str, Any]) -> None:
    assert why_off(case["country"], date.fromisoformat(case["date"])) == case["off"]


@pytest.mark.parametrize("excerpt", CASES["files"].values(), ids=CASES["files"])
def test_excerpt_is_part_of_the_whole_file(excerpt: Mapping[str, Any]) -> None:
    whole = build_holiday_calendar(excerpt["country"], YEARS).model_dump(mode="json")
    assert is_part(excerpt, whole)


@pytest.mark.parametrize("country", Coach().holiday_countries)
class TestEveryCountryOfTheDefaultList:
    @pytest.fixture
    def calendar(self, country: str) -> HolidayCalendar:
        return build_holiday_calendar(country, YEARS)

    def test_has_the_days_of_the_package(self, country: str, calendar: HolidayCalendar) -> None:
        assert calendar.days.keys() == load_package_days(country, None)
        for code, own in calendar.subdivisions.items():
            days = (calendar.days.keys() - set(own.remove)) | own.add.keys()
            assert days == load_package_days(country, code), code

    def test_names_are_for_reading(self, calendar: HolidayCalendar) -> None:
        names = [*calendar.days.values()]
        for own in calendar.subdivisions.values():
            names += [own.name, *own.add.values()]
        assert [name for name in names if not name.strip() or ";" in name] == []

    def test_subdivisions_differ_and_are_named(self, calendar: HolidayCalendar) -> None:
        for code, own in calendar.subdivisions.items():
            assert own.add or own.remove or own.weekend, code
            assert own.name != code

    def test_keeps_to_its_years_and_their_order(self, calendar: HolidayCalendar) -> None:
        days = list(calendar.days)
        assert days == sorted(days)
        assert {day.year for day in days} == set(YEARS)

    def test_has_a_weekend(self, calendar: HolidayCalendar) -> None:
        assert calendar.weekend in {(6, 7), (5, 6)}


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("US", date(2026, 11, 26), "Thanksgiving Day"),
        # Both fell on the same day.
        ("PK", date(2026, 5, 28), "Eid al-Adha and Youm-e-Takbeer"),
        ("DE", date(2026, 12, 26), "Second Day of Christmas"),
    ],
)
def test_name(country: str, day: date, name: str) -> None:
    assert build_holiday_calendar(country, YEARS).days[day] == name


def test_days_that_wait_for_the_moon_say_so() -> None:
    last_year = [
        name for day, name in build_holiday_calendar("SG", YEARS).days.items() if day.year == YEARS[-1]
    ]
    assert "Eid al-Adha (estimated)" in last_year


def test_three_names_on_one_day_are_not_listed() -> None:
    assam = build_holiday_calendar("IN", YEARS).subdivisions["AS"]
    assert "Bahag Bihu and others" in assam.add.values()


def test_names_do_not_follow_the_machines_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    build_holiday_calendar.cache_clear()
    assert build_holiday_calendar("DE", YEARS).days[date(2026, 4, 6)] == "Easter Monday"
    build_holiday_calendar.cache_clear()


def test_codes_outside_iso_3166_are_left_out() -> None:
    assert "Augsburg" not in build_holiday_calendar("DE", YEARS).subdivisions


def test_the_same_calendar_is_worked_out_once() -> None:
    assert build_holiday_calendar("IE", YEARS) is build_holiday_calendar("IE", YEARS)


def test_every_default_has_a_calendar() -> None:
    assert list(check_countries(Coach())) == []


@pytest.mark.parametrize("country", ["none", "IE", "US-CA", "MY-02"])
def test_known_country(country: str) -> None:
    assert list(check_countries(Coach(country=country, countries=()))) == []


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("XX", "no public holidays are known for 'XX'; write a code of ISO 3166-1, as in US"),
        ("UK", "'UK' is not a code of ISO 3166-1; did you mean 'GB'?"),
        ("GB-XYZ", "no part of GB is called 'XYZ'; allowed: ENG, NIR, SCT, WLS"),
        ("IE-D", "no part of IE is called 'D'; allowed: none"),
    ],
)
def test_unknown_country(country: str, words: str) -> None:
    assert list(check_countries(Coach(country=country, countries=()))) == [Fault(("country",), words)]


def test_unknown_and_repeated_countries_to_choose_from() -> None:
    assert list(check_countries(Coach(countries=("US", "XX", "US")))) == [
        Fault(
            ("countries", 1), "no public holidays are known for 'XX'; write a code of ISO 3166-1, as in US"
        ),
        Fault(("countries", 2), "'US' stands twice; keep one"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "country: us\n",
            (
                "1:1: country: 'us' is not a country's code; write two capital letters, as in US, "
                "add a state or province, as in US-CA, or write none"
            ),
        ),
        (
            "country: US\ncountries: [US, US-CA]\n",
            "2:17: countries[1]: 'US-CA' is not a country's code; write two capital letters, as in US",
        ),
        (
            "countries:\n  - US\n  - UK\n",
            "3:5: countries[1]: 'UK' is not a code of ISO 3166-1; did you mean 'GB'?",
        ),
        (
            "country: US-ZZ\ncountries: []\nquiet_days: [13-01]\n",
            "3:14: quiet_days[0]: '13-01' is not a day of the year; write month-day, as in 12-24",
        ),
    ],
)
def test_a_fault_in_the_file_is_named_at_its_place(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/coach.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_catalog(tmp_path)
    assert str(caught.value) == f"data/coach.yml:{problem}"


def test_a_code_that_is_taken_without_a_look_has_a_calendar_of_its_own() -> None:
    codes = list(EntityLoader.get_country_codes(include_aliases=False))
    assert len(codes) > 200
    assert [code for code in codes if country_holidays(code).country != code] == []
