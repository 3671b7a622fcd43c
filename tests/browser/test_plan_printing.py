"""A plan on paper: one page, dates, boxes to tick and lines to write on."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

THANKED = "fu=1&start=2026-11-19&done=thank-you.2026-11-19&company=Acme&role=Analyst"

# One object for each page; the tree that holds them is of type /Pages.
_PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")


def open_plan(open_page: OpenPage, fragment: str, today: str = "2026-11-27") -> TimelinePage:
    return TimelinePage.open(open_page(Visitor(today=today)), AFTER_INTERVIEW, fragment).planned()


def pages_on_paper(plan: TimelinePage, paper: str) -> int:
    return len(_PAGE_OBJECT.findall(plan.page.pdf(format=paper)))


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_plan_is_one_page(open_page: OpenPage, paper: str) -> None:
    assert pages_on_paper(open_plan(open_page, THANKED), paper) == 1


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_a_kept_plan_with_everything_open_is_one_page(open_page: OpenPage, paper: str) -> None:
    plan = open_plan(open_page, THANKED)
    plan.keep()
    plan.open_calendar()
    plan.choose("Public holidays", "United States")
    assert pages_on_paper(plan, paper) == 1


def test_a_plan_without_a_date_is_one_page(open_page: OpenPage) -> None:
    plan = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    assert pages_on_paper(plan, "Letter") == 1


def test_the_count_can_fail(open_page: OpenPage) -> None:
    plan = open_plan(open_page, THANKED)
    plan.content.evaluate("content => content.style.setProperty('padding-top', '40cm')")
    assert pages_on_paper(plan, "Letter") > 1


def test_paper_has_dates_boxes_and_lines_and_nothing_to_press(open_page: OpenPage) -> None:
    plan = open_plan(open_page, THANKED)
    plan.keep()
    plan.page.emulate_media(media="print")
    assert [step.date for step in plan.steps()] == ["Thu Nov 19", "Fri Nov 27", "Fri Dec 4", "Fri Dec 11"]
    assert plan.live_controls() == []
    expect(plan.timeline.get_by_role("link").filter(visible=True)).to_have_count(0)
    assert plan.now() is None
    expect(plan.timeline.locator(".fu-timeline__print-head")).to_have_text(
        "Acme · Analyst · Interview date: Thursday, November 19, 2026"
    )
    for part in ("box", "blank--long"):
        places = plan.timeline.locator(f".fu-timeline__{part}")
        expect(places).to_have_count(4)
        for place in places.all():
            expect(place).to_be_visible()
            box = place.bounding_box()
            assert box is not None
            assert box["width"] > 10
    days = plan.timeline.locator("[data-part='done-by-hand']").all_text_contents()
    assert days == ["Thu Nov 19", "", "", ""]
    checks = """boxes => boxes.map(box => getComputedStyle(box, "::before").content)"""
    assert plan.timeline.locator(".fu-timeline__box").evaluate_all(checks) == ['"✓"', *["none"] * 3]


def test_the_boxes_are_for_paper_alone(open_page: OpenPage) -> None:
    plan = open_plan(open_page, THANKED)
    expect(plan.timeline.locator(".fu-timeline__by-hand").filter(visible=True)).to_have_count(0)


def test_the_button_prints(open_page: OpenPage) -> None:
    plan = open_plan(open_page, THANKED)
    plan.page.evaluate("window.print = () => { document.title = 'printed'; }")
    plan.press(plan.timeline.get_by_role("button", name="Print it"))
    expect(plan.page).to_have_title("printed")
