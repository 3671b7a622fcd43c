"""What a machine can check of WCAG 2.2 and of good practice, on each kind of page."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.pages.message_page import THANK_YOU
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, HOME, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

Scheme = Literal["light", "dark"]
in_both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@in_both_schemes
@pytest.mark.parametrize(
    "address", [HOME, AFTER_INTERVIEW, THANK_YOU, ARTICLE, "about/", "checklists/stop-dwelling/"]
)
def test_a_page_has_no_violation(open_page: OpenPage, address: str, scheme: Scheme) -> None:
    assert find_violations(SitePage.open(open_page(Visitor(scheme=scheme)), address).page) == []


@in_both_schemes
def test_a_drawn_plan_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    timeline = TimelinePage.open(open_page(Visitor(scheme=scheme, today="2026-11-24")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-12")
    timeline.tell_what_was_sent()
    assert {step.state for step in timeline.steps()} == {"dropped", "today", "next", "later"}
    assert find_violations(timeline.page) == []


@in_both_schemes
def test_the_question_to_a_late_reader_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    timeline = TimelinePage.open(open_page(Visitor(scheme=scheme, today="2026-11-24")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-12")
    assert not timeline.is_planned()
    assert "First, what have you sent already?" in timeline.text()
    assert find_violations(timeline.page) == []


@in_both_schemes
def test_a_complaint_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    timeline = TimelinePage.open(open_page(Visitor(scheme=scheme)), AFTER_INTERVIEW, "fu=1&start=2026-02-30")
    expect(timeline.content.get_by_text("is not a date")).to_be_visible()
    assert find_violations(timeline.page) == []


def test_the_check_can_fail(open_page: OpenPage) -> None:
    page = SitePage.open(open_page(), HOME)
    page.content.evaluate("content => content.append(document.createElement('button'))")
    assert [violation.partition(" ")[0] for violation in find_violations(page.page)] == ["button-name"]
