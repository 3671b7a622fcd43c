"""A plan is made of dates: wherever the reader is, the same today gives the same plan."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.site import PROJECT
from tests.browser.visitors import Visitor

if TYPE_CHECKING:
    from tests.browser.visitors import OpenPage

# Behind Greenwich, half an hour off the hour, and the first to see a new day.
ZONES = ["America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia"]
AROUND_MIDNIGHT = ["00:01", "23:59"]

# The engine's own cases that begin today and have holidays all of which the built site knows too.
GROUPS = ["worked examples: nothing done, today = start", "shift and gap"]

# The clocks go back and forward in Los Angeles on the Sundays that these plans begin on or run across.
ACROSS_CLOCK_CHANGES = {
    "2026-10-26": ["Mon Oct 26", "Mon Nov 2", "Mon Nov 9", "Mon Nov 16"],
    "2026-11-01": ["Sun Nov 1", "Mon Nov 9", "Mon Nov 16", "Mon Nov 23"],
    "2027-03-08": ["Mon Mar 8", "Mon Mar 15", "Mon Mar 22", "Mon Mar 29"],
    "2027-03-14": ["Sun Mar 14", "Mon Mar 22", "Mon Mar 29", "Mon Apr 5"],
}


def engine_cases() -> list[dict[str, Any]]:
    groups = json.loads((PROJECT / "tests/cases/schedule.json").read_text(encoding="utf-8"))["groups"]
    return [
        case
        for group in groups
        if group["name"] in GROUPS
        for case in group["cases"]
        if "timeline" not in case
    ]


def written(day: str, today: str) -> str:
    """Return a date in the page's words: ``Mon Jan 4, 2027``, without the year when it is this one."""
    planned = date.fromisoformat(day)
    year = "" if day[:4] == today[:4] else f", {planned.year}"
    return f"{planned:%a %b} {planned.day}{year}"


def plans_to_come() -> dict[str, tuple[str, str, list[str]]]:
    """Return start, reply date and expected dates of each plan, by its name; today is the start."""
    plans = {start: (start, "", dates) for start, dates in ACROSS_CLOCK_CHANGES.items()}
    for case in engine_cases():
        inputs, steps = case["inputs"], case["expect"]["steps"].values()
        assert inputs["start"] == inputs["today"]
        dates = [written(step["date"], inputs["today"]) for step in steps]
        plans[case["name"]] = (inputs["start"], inputs.get("replyBy", ""), dates)
    return plans


def test_the_leap_day_the_years_end_and_the_worked_examples_are_among_the_plans() -> None:
    plans = plans_to_come()
    assert len([name for name in plans if name not in ACROSS_CLOCK_CHANGES]) >= 10
    dates = [day for _, _, planned in plans.values() for day in planned]
    assert "Tue Feb 29" in dates
    assert any(day.endswith(", 2027") for day in dates)


@pytest.mark.parametrize("clock", AROUND_MIDNIGHT)
@pytest.mark.parametrize("zone", ZONES)
def test_the_same_today_gives_the_same_dates(open_page: OpenPage, zone: str, clock: str) -> None:
    plans = plans_to_come()
    plan = TimelinePage.open(open_page(Visitor(time=clock, timezone=zone)), AFTER_INTERVIEW)
    seen = {}
    for name, (start, reply_by, _) in plans.items():
        moment = datetime.combine(date.fromisoformat(start), time.fromisoformat(clock), ZoneInfo(zone))
        plan.enter_interview_date("")
        plan.enter_reply_date(reply_by)
        plan.page.clock.set_fixed_time(moment)
        plan.enter_interview_date(start)
        first, *_ = steps = plan.steps()
        assert (first.distance, first.state) == ("today", "today"), name
        seen[name] = [step.date for step in steps]
    assert seen == {name: dates for name, (_, _, dates) in plans.items()}


@pytest.mark.parametrize("zone", ZONES)
def test_a_minute_makes_tomorrow_today(open_page: OpenPage, zone: str) -> None:
    late = Visitor(today="2026-11-26", time="23:59", timezone=zone)
    fragment = "fu=1&start=2026-11-19&done=thank-you.2026-11-19"
    plan = TimelinePage.open(open_page(late), AFTER_INTERVIEW, fragment).planned()
    assert plan.steps()[1].distance == "tomorrow"
    assert plan.now() == "Nothing to do today."
    plan.page.clock.set_fixed_time(datetime(2026, 11, 27, 0, 0, tzinfo=ZoneInfo(zone)))
    plan.page.reload()
    plan.awake().planned()
    assert plan.steps()[1].distance == "today"
    assert plan.now() == "Today: Check in, briefly"


@pytest.mark.parametrize("clock", AROUND_MIDNIGHT)
@pytest.mark.parametrize("zone", ZONES)
def test_what_is_sent_stands_on_the_readers_own_day(open_page: OpenPage, zone: str, clock: str) -> None:
    visitor = Visitor(today="2028-02-29", time=clock, timezone=zone)
    plan = TimelinePage.open(open_page(visitor), AFTER_INTERVIEW)
    plan.enter_interview_date("2028-02-29")
    plan.sent_it()
    assert plan.steps()[0].date == "Tue Feb 29"
    assert plan.sent_on("Send a thank-you note").input_value() == "2028-02-29"
    assert plan.page.url.endswith("#fu=1&start=2028-02-29&done=thank-you.2028-02-29")
