"""The calendar files of calendar.mjs, read by a second, independent parser."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

TESTS = Path(__file__).parents[1]
MODULE = TESTS.parent / "overrides" / "components" / "shared" / "calendar.mjs"
CASES: Mapping[str, Any] = json.loads((TESTS / "cases" / "calendar.json").read_text(encoding="utf-8"))

# Reads the options of several calendars as JSON, answers with their texts.
SCRIPT = """
import { text } from "node:stream/consumers";
const { buildCalendar } = await import(process.argv[1]);
const build = (options) => buildCalendar({ ...options, now: new Date(options.now) });
console.log(JSON.stringify(JSON.parse(await text(process.stdin)).map(build)));
"""

ALARM_TRIGGERS = {"none": [], "morning": [timedelta(hours=9)], "day-before": [timedelta(hours=-15)]}


def build_calendars(options: Sequence[Mapping[str, Any]]) -> list[bytes]:
    node = os.environ.get("NODE") or shutil.which("node")
    assert node, "Node.js was not found: put node on PATH, or name it in NODE"
    done = subprocess.run(  # noqa: S603
        [node, "--input-type=module", "--eval", SCRIPT, MODULE.as_uri()],
        input=json.dumps(options),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    texts: list[str] = json.loads(done.stdout)
    return [text.encode() for text in texts]


def build_all(cases: Sequence[Mapping[str, Any]]) -> dict[str, bytes]:
    names = ("events", "now", "sequence", "alarm", "method")
    options = [{name: case[name] for name in names if name in case} for case in cases]
    return dict(zip([case["name"] for case in cases], build_calendars(options), strict=True))


def name_of(case: Mapping[str, Any]) -> str:
    return str(case["name"])


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return build_all(CASES["files"])


@pytest.fixture(scope="module")
def files_of_one_day() -> dict[str, bytes]:
    event = CASES["files"][0]["events"][0]
    base = {"now": "2026-11-23T09:05:06Z", "sequence": 0}
    return build_all(
        [{"name": case["name"], **base, "events": [event | {"date": case["date"]}]} for case in CASES["ends"]]
    )


def events_of(file: bytes) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(file).events


@pytest.mark.parametrize("case", CASES["files"], ids=name_of)
class TestFile:
    def test_lines_end_in_crlf_and_hold_at_most_75_octets(
        self, case: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> None:
        file = files[case["name"]]
        assert file.endswith(b"\r\n")
        assert file.count(b"\r") == file.count(b"\n") == file.count(b"\r\n")
        for line in file.split(b"\r\n"):
            assert len(line) <= 75
            line.decode()  # raises where a character was split

    def test_unfolded_lines(self, case: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
        unfolded = files[case["name"]].replace(b"\r\n ", b"").decode()
        assert unfolded.removesuffix("\r\n").split("\r\n") == case["lines"]

    def test_read_without_complaint_as_it_was_meant(
        self, case: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> None:
        calendar = icalendar.Calendar.from_ical(files[case["name"]])
        method = case.get("method", "PUBLISH")
        assert calendar["METHOD"] == method
        events = calendar.events
        assert calendar.errors == []
        assert [event.errors for event in events] == [[] for _ in events]
        shown = [{"summary": event.summary, "description": event.description} for event in events]
        assert shown == case["shown"]
        for event, given in zip(events, case["events"], strict=True):
            day = date.fromisoformat(given["date"])
            assert (event.start, event.end) == (day, day + timedelta(days=1))
            stamp = datetime.fromisoformat(case["now"]).astimezone(UTC).replace(microsecond=0)
            assert stamp == event.DTSTAMP
            assert event.sequence == case["sequence"]
            assert event["TRANSP"] == "TRANSPARENT"
            assert event["STATUS"] == ("CANCELLED" if method == "CANCEL" else "CONFIRMED")
            alarm = "none" if method == "CANCEL" else case.get("alarm", "none")
            triggers = [part.TRIGGER for part in event.subcomponents if isinstance(part, icalendar.Alarm)]
            assert triggers == ALARM_TRIGGERS[alarm]


@pytest.mark.parametrize("case", CASES["ends"], ids=name_of)
def test_an_entry_ends_the_day_after(case: Mapping[str, Any], files_of_one_day: Mapping[str, bytes]) -> None:
    (event,) = events_of(files_of_one_day[case["name"]])
    assert event.start == date.fromisoformat(case["date"])
    assert event.end == date.fromisoformat(case["dtend"])
    assert event.duration == timedelta(days=1)


def test_exported_twice_an_entry_keeps_its_uid() -> None:
    first = CASES["files"][1]
    later = [event | {"date": "2027-01-04", "summary": "Moved"} for event in first["events"]]
    again = first | {"name": "again", "events": later, "now": "2026-12-24T00:00:00Z", "sequence": 999_999}
    before, after = (events_of(file) for file in build_all([first, again]).values())
    assert [event["UID"] for event in after] == [event["UID"] for event in before]
    assert len({event["UID"] for event in after}) == len(later)
