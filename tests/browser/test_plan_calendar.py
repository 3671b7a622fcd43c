"""The calendar files that a reader takes away, read by two parsers that are not this project's."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.site import PROJECT
from tests.browser.visitors import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Download

    from tests.browser.visitors import OpenPage

THANK_YOU = "Send a thank-you note"
CHECK_IN = "Check in, briefly"
SHARE = "Send something worth reading"
CLOSE = "Stop waiting"

THANKED = "fu=1&start=2026-11-19&done=thank-you.2026-11-19"
HARD_NAMES = {
    "company": "Café Zoë & Søn; 100% \\ „Größe“, 🏳️‍🌈🌱 株式会社",
    "role": "Opérateur·rice",
    "contact": "Łukasz 👩🏽‍💻",
    "name": "Ünal, “Alex”; 🐝",
}

NEW_DATES = "The new dates (.ics)"
CANCELED = "What is canceled (.ics)"

READ_WITH_ICAL_JS = """
import ICAL from "ical.js";
import { text } from "node:stream/consumers";
const calendar = new ICAL.Component(ICAL.parse(await text(process.stdin)));
const read = (component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    sequence: event.sequence,
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    is_all_day: event.startDate.isDate && event.endDate.isDate,
    summary: event.summary,
    description: event.description,
    link: component.getFirstPropertyValue("url"),
    status: component.getFirstPropertyValue("status"),
    alarms: component.getAllSubcomponents("valarm")
      .map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
  };
};
console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map(read)));
"""


@dataclass(frozen=True)
class Entry:
    """An entry of a calendar file, as both parsers read it; the dates are ISO, the end is the day after."""

    uid: str
    sequence: int
    start: str
    end: str
    is_all_day: bool
    summary: str
    description: str
    link: str
    status: str
    alarms: list[int]


def open_plan(open_page: OpenPage, fragment: str = THANKED, today: str = "2026-11-20") -> TimelinePage:
    return TimelinePage.open(open_page(Visitor(today=today)), AFTER_INTERVIEW, fragment).planned()


def read_file(download: Download) -> list[Entry]:
    """Read a calendar file with icalendar and with ical.js, which must agree."""
    content = Path(download.path()).read_bytes()
    entries = read_with_icalendar(content)
    assert read_with_ical_js(content) == entries
    return entries


def read_with_icalendar(content: bytes) -> list[Entry]:
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar.errors == []
    for event in calendar.events:
        assert event.errors == []
    return [
        Entry(
            uid=str(event["UID"]),
            sequence=event.sequence,
            start=event.start.isoformat(),
            end=event.end.isoformat(),
            is_all_day=not isinstance(event.start, datetime) and not isinstance(event.end, datetime),
            summary=str(event.summary),
            description=str(event.description),
            link=str(event["URL"]),
            status=str(event["STATUS"]),
            alarms=[
                int(part.TRIGGER.total_seconds())
                for part in event.subcomponents
                if isinstance(part, icalendar.Alarm)
            ],
        )
        for event in calendar.events
    ]


def read_with_ical_js(content: bytes) -> list[Entry]:
    node = os.environ.get("NODE") or shutil.which("node")
    assert node, "Node.js was not found: put node on PATH, or name it in NODE"
    done = subprocess.run(  # noqa: S603 - a program named here, without a shell
        [node, "--input-type=module", "--eval", READ_WITH_ICAL_JS],
        input=content.decode(),
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Entry(**event) for event in json.loads(done.stdout)]


def day_of(entry: Entry) -> date:
    return date.fromisoformat(entry.start)


def dates_of(entries: list[Entry]) -> list[tuple[str, str]]:
    """Return the title of each entry and its date in the page's words."""
    return [(entry.summary, f"{day_of(entry):%a %b} {day_of(entry).day}") for entry in entries]


def dates_to_come(plan: TimelinePage) -> list[tuple[str, str]]:
    return [(step.title, step.date) for step in plan.steps() if step.state in {"today", "next", "later"}]


class TestFile:
    def test_the_plan_has_the_dates_of_the_page(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        download = plan.download_calendar()
        assert download.suggested_filename == "after-interview.ics"
        entries = read_file(download)
        assert dates_of(entries) == dates_to_come(plan)
        assert [title for title, _ in dates_of(entries)] == [CHECK_IN, SHARE, CLOSE]
        for entry in entries:
            assert entry.is_all_day
            assert date.fromisoformat(entry.end) == day_of(entry) + timedelta(days=1)
            assert entry.status == "CONFIRMED"
        expect(plan.timeline.get_by_text("Saved. Open the file")).to_be_visible()

    def test_one_step_is_a_file_of_its_own(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        download = plan.download_entry(SHARE)
        assert download.suggested_filename == "after-interview-share.ics"
        assert dates_of(read_file(download)) == [(SHARE, "Fri Dec 4")]

    def test_the_day_before_a_leap_day_ends_on_it(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "fu=1&start=2028-02-28", today="2028-02-28")
        thank_you, check_in, *_ = read_file(plan.download_entry(THANK_YOU)) + read_file(
            plan.download_entry(CHECK_IN)
        )
        assert (thank_you.start, thank_you.end) == ("2028-02-28", "2028-02-29")
        assert (check_in.start, check_in.end) == ("2028-03-06", "2028-03-07")

    def test_hard_names_keep_to_the_rules_of_the_format(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "fu=1&start=2026-11-20")
        plan.tell_more(**HARD_NAMES)
        plan.choose_reason("They went out of their way for you")
        plan.open_calendar()
        download = plan.download_calendar()
        content = Path(download.path()).read_bytes()
        assert content.endswith(b"\r\n")
        assert content.count(b"\r") == content.count(b"\n") == content.count(b"\r\n")
        for line in content.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()  # raises where a character was split
        first, *_ = entries = read_file(download)
        assert [entry.summary for entry in entries] == [
            f"{title} ({HARD_NAMES['company']})" for title in (THANK_YOU, CHECK_IN, SHARE, CLOSE)
        ]
        assert f"Hi {HARD_NAMES['contact']},\n\nThank you for making me feel so welcome." in first.description
        assert f"about the {HARD_NAMES['role']} job" in first.description
        assert f"Warm regards,\n{HARD_NAMES['name']}" in first.description

    def test_the_entry_holds_the_message_and_the_plans_link(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, f"{THANKED}&company=Acme&role=Analyst&contact=Sam")
        [entry] = read_file(plan.download_entry(CHECK_IN))
        assert entry.summary == "Check in, briefly (Acme)"
        assert "Subject: The Analyst job at Acme" in entry.description
        assert "Hi Sam,\n\nThank you again for talking with me" in entry.description
        assert "[Your reason for writing]" in entry.description
        assert entry.description.endswith(f"Your plan: {entry.link}")

    def test_names_too_long_for_a_link_leave_an_entry_that_brings_the_dates_back(
        self, open_page: OpenPage
    ) -> None:
        plan = open_plan(open_page)
        long = "🌱" * 100
        plan.tell_more(company=long, role=long, contact=long, name=long)
        [entry] = read_file(plan.download_entry(CHECK_IN))
        dates = plan.dates()
        elsewhere = open_page(Visitor(today="2026-11-20"))
        elsewhere.goto(entry.link)
        assert TimelinePage(elsewhere).awake().planned().dates() == dates


class TestExportedAgain:
    def test_entries_keep_their_ids_and_their_sequence_grows(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        first, second = read_file(plan.download_calendar()), read_file(plan.download_calendar())
        assert [entry.uid for entry in second] == [entry.uid for entry in first]
        assert len({entry.uid for entry in first}) == len(first)
        for before, after in zip(first, second, strict=True):
            assert after.sequence > before.sequence

    def test_also_after_the_plan_was_opened_again_by_its_link(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        [before] = read_file(plan.download_entry(CHECK_IN))
        plan.page.clock.set_fixed_time(datetime(2026, 11, 21, 9, tzinfo=ZoneInfo("America/New_York")))
        plan.page.reload()
        [after] = read_file(plan.awake().planned().download_entry(CHECK_IN))
        assert after.uid == before.uid
        assert after.sequence > before.sequence


class TestReminder:
    @pytest.mark.parametrize(
        ("choice", "alarms"),
        [
            ("None", []),
            ("That morning, at 9", [9 * 3600]),
            ("The day before, at 9", [-15 * 3600]),
        ],
    )
    def test_there_is_one_only_if_it_was_asked_for(
        self, open_page: OpenPage, choice: str, alarms: list[int]
    ) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        plan.choose_reminder(choice)
        assert [entry.alarms for entry in read_file(plan.download_calendar())] == [alarms] * 3

    def test_a_kept_plan_remembers_it(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.keep()
        plan.open_calendar()
        plan.choose_reminder("That morning, at 9")
        plan.download_calendar()
        expect(plan.timeline.get_by_text("Saved. Open the file")).to_be_visible()
        plan.page.reload()
        plan.awake().open_calendar()
        expect(plan.field("Reminder")).to_have_value("morning")


class TestChanged:
    """The calendar has old dates once the plan has changed."""

    def test_nothing_is_said_while_it_has_the_plans_dates(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        plan.download_calendar()
        expect(plan.timeline.get_by_text("Saved. Open the file")).to_be_visible()
        expect(plan.timeline.get_by_text("Your calendar still has the old dates.")).to_be_hidden()

    def test_moved_dates_are_offered_and_the_old_ones_listed(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        before = read_file(plan.download_calendar())
        plan.enter_reply_date("2026-12-04")
        expect(plan.timeline.get_by_text("Your calendar still has the old dates.")).to_be_visible()
        assert plan.to_delete_by_hand() == [
            "Check in, briefly, Fri Nov 27",
            "Send something worth reading, Fri Dec 4",
            "Stop waiting, Fri Dec 11",
        ]
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_hidden()
        after = read_file(plan.download_calendar(NEW_DATES))
        assert dates_of(after) == dates_to_come(plan)
        assert [entry.uid for entry in after] == [entry.uid for entry in before]
        assert all(new.sequence > old.sequence for new, old in zip(after, before, strict=True))
        expect(plan.timeline.get_by_text("Your calendar still has the old dates.")).to_be_hidden()

    def test_what_is_left_out_is_canceled(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        before = read_file(plan.download_calendar())
        plan.skip_step(SHARE)
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_visible()
        assert plan.to_delete_by_hand() == ["Send something worth reading, Fri Dec 4"]
        download = plan.download_calendar(CANCELED)
        assert download.suggested_filename == "after-interview-canceled.ics"
        [entry] = read_file(download)
        assert (entry.summary, entry.status, entry.start) == (SHARE, "CANCELLED", "2026-12-04")
        assert entry.uid == before[1].uid
        assert entry.sequence > before[1].sequence
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_hidden()

    def test_what_was_sent_before_its_day_is_canceled(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        plan.download_calendar()
        plan.mark_sent(CHECK_IN)
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_visible()
        assert "Check in, briefly, Fri Nov 27" in plan.to_delete_by_hand()
        assert [entry.summary for entry in read_file(plan.download_calendar(CANCELED))] == [CHECK_IN]

    def test_an_ended_plan_is_canceled_whole(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.open_calendar()
        before = read_file(plan.download_calendar())
        plan.hear_back("They made an offer", on="2026-11-20")
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_visible()
        expect(plan.timeline.get_by_role("button", name=NEW_DATES)).to_be_hidden()
        expect(
            plan.timeline.get_by_role("button", name="Download for your calendar (.ics)", exact=True)
        ).to_be_hidden()
        assert len(plan.to_delete_by_hand()) == 3
        canceled = read_file(plan.download_calendar(CANCELED))
        assert [entry.uid for entry in canceled] == [entry.uid for entry in before]
        assert {entry.status for entry in canceled} == {"CANCELLED"}

    def test_an_ended_plan_offers_no_new_dates_days_later(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.keep()
        plan.open_calendar()
        plan.download_calendar()
        plan.hear_back("They made an offer", on="2026-11-20")
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_visible()
        plan.page.clock.set_fixed_time(datetime(2026, 11, 30, 9, tzinfo=ZoneInfo("America/New_York")))
        plan.page.reload()
        plan.awake().open_calendar()
        expect(plan.timeline.get_by_role("button", name=CANCELED)).to_be_visible()
        expect(plan.timeline.get_by_role("button", name=NEW_DATES)).to_be_hidden()

    def test_a_kept_plan_knows_what_the_calendar_holds(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.keep()
        plan.open_calendar()
        plan.download_calendar()
        expect(plan.timeline.get_by_text("Saved. Open the file")).to_be_visible()
        plan.page.reload()
        plan.awake().planned().enter_reply_date("2026-12-04")
        plan.open_calendar()
        expect(plan.timeline.get_by_text("Your calendar still has the old dates.")).to_be_visible()


def test_an_entrys_link_brings_the_plan_back_with_what_was_done(open_page: OpenPage) -> None:
    fragment = f"{THANKED}_check-in.2026-11-27&reply-by=2026-11-24&company=Acme"
    plan = open_plan(open_page, fragment, today="2026-11-28")
    plan.skip_step(SHARE)
    before = plan.steps()
    [entry] = read_file(plan.download_entry(CLOSE))
    elsewhere = open_page(Visitor(today="2026-11-28"))
    elsewhere.goto(entry.link)
    again = TimelinePage(elsewhere).awake().planned()
    assert again.steps() == before
    expect(again.field("Company")).to_have_value("Acme")
    [same] = read_file(again.download_entry(CLOSE))
    assert same.uid == entry.uid


def test_other_calendars_get_links_that_say_where_they_lead(open_page: OpenPage) -> None:
    plan = open_plan(open_page, f"{THANKED}&company=Acme")
    plan.open_calendar()
    plan.press(plan.timeline.get_by_text("Other calendars"))
    expect(plan.timeline.get_by_text("send that firm the entry")).to_be_visible()
    # They are drawn once the messages' texts have been fetched.
    expect(plan.timeline.get_by_role("link", name="Google Calendar")).to_have_count(3)
    links: dict[str, list[Any]] = {
        name: [
            urlsplit(str(link.get_attribute("href")))
            for link in plan.timeline.get_by_role("link", name=name).all()
        ]
        for name in ("Google Calendar", "Outlook")
    }
    google = [(link.hostname, parse_qs(link.query)["dates"]) for link in links["Google Calendar"]]
    assert google == [
        ("calendar.google.com", ["20261127/20261128"]),
        ("calendar.google.com", ["20261204/20261205"]),
        ("calendar.google.com", ["20261211/20261212"]),
    ]
    outlook = [(link.hostname, parse_qs(link.query)["startdt"]) for link in links["Outlook"]]
    assert outlook == [
        ("outlook.live.com", ["2026-11-27"]),
        ("outlook.live.com", ["2026-12-04"]),
        ("outlook.live.com", ["2026-12-11"]),
    ]


def test_an_entry_can_be_copied(open_page: OpenPage) -> None:
    plan = open_plan(open_page, f"{THANKED}&company=Acme")
    plan.open_calendar()
    plan.press(plan.timeline.get_by_text("Other calendars"))
    plan.press(plan.timeline.get_by_role("button", name=re.compile("^Copy$")).first)
    expect(plan.timeline.get_by_text("Copied.")).to_be_visible()
    text: str = plan.page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Check in, briefly (Acme)\nFri Nov 27\n\n")
    assert "Hi [Who you spoke with]," in text
