"""The worked examples of the date engine's own tests, as a reader sees them on the page."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.site import PROJECT
from tests.browser.visitors import Visitor

if TYPE_CHECKING:
    from tests.browser.visitors import OpenPage

Case = dict[str, Any]


def worked_examples() -> list[Case]:
    cases = json.loads((PROJECT / "tests/cases/schedule.json").read_text(encoding="utf-8"))
    [group] = [group for group in cases["groups"] if group["name"].startswith("worked examples")]
    examples: list[Case] = group["cases"]
    return examples


def written(day: str, today: str) -> str:
    """Return a date in the page's words: ``Mon Jan 4, 2027``, without the year when it is this one."""
    planned = date.fromisoformat(day)
    year = "" if planned.year == date.fromisoformat(today).year else f", {planned.year}"
    return f"{planned:%a %b} {planned.day}{year}"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in worked_examples()])
def test_worked_example(open_page: OpenPage, case: Case) -> None:
    inputs, expected = case["inputs"], case["expect"]["steps"].values()
    timeline = TimelinePage.open(open_page(Visitor(today=inputs["today"])), AFTER_INTERVIEW)
    timeline.enter_interview_date(inputs["start"])
    timeline.enter_reply_date(inputs.get("replyBy", ""))
    assert [(step.date, step.state, bool(step.moved)) for step in timeline.steps()] == [
        (written(step["date"], inputs["today"]), step["state"], "moves" in step) for step in expected
    ]
