"""The plan by keyboard alone, as a screen reader speaks it, and to axe-core in each of its states."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.pages.message_page import MessagePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, INTERVIEW_DATE, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

THANK_YOU = "Send a thank-you note"
CHECK_IN = "Check in, briefly"
THANKED = "fu=1&start=2026-11-19&done=thank-you.2026-11-19"

NOTHING_TODAY = "Nothing to do today. Next: Check in, briefly, on Friday, November 27, 2026, in 8 days."


def open_plan(open_page: OpenPage, fragment: str = "", today: str = "2026-11-19") -> TimelinePage:
    return TimelinePage.open(open_page(Visitor(today=today)), AFTER_INTERVIEW, fragment)


class TestKeyboard:
    def test_from_the_date_to_the_message(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        keyboard = plan.page.keyboard
        plan.tab_to(plan.field(INTERVIEW_DATE))
        keyboard.type("11192026")
        assert plan.now() == "Today: Send a thank-you note"
        plan.tab_to(plan.reason)
        keyboard.press("ArrowDown")
        expect(plan.reason).to_have_value("thank-them")
        plan.tab_to(plan.message_link(THANK_YOU))
        keyboard.press("Enter")
        plan.page.wait_for_url("**/messages/**")
        assert MessagePage(plan.page).awake().title == "The thank-you note"

    def test_from_the_panel_to_the_calendar_and_to_a_kept_plan(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "fu=1&start=2026-11-19").planned()
        keyboard = plan.page.keyboard
        plan.tab_to(plan.panel.get_by_role("button", name="I sent it"))
        keyboard.press("Enter")
        assert plan.now() == "Nothing to do today."
        plan.tab_to(plan.keep_button)
        keyboard.press("Space")
        expect(plan.plan_name).to_be_focused()
        plan.tab_to(plan.timeline.get_by_text("Put it in your calendar"))
        keyboard.press("Enter")
        plan.tab_to(plan.timeline.get_by_role("button", name="Download for your calendar (.ics)"))
        with plan.page.expect_download() as download:
            keyboard.press("Enter")
        assert download.value.suggested_filename == "after-interview.ics"

    def test_a_late_reader_answers_and_hears_back_without_a_mouse(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "fu=1&start=2026-11-19", today="2026-11-24")
        keyboard = plan.page.keyboard
        plan.tab_to(plan.question.get_by_role("checkbox", name=THANK_YOU))
        keyboard.press("Space")
        keyboard.press("Enter")
        assert plan.now() == "Nothing to do today."
        plan.tab_to(plan.timeline.get_by_text("I heard back", exact=True))
        keyboard.press("Enter")
        plan.tab_to(plan.timeline.get_by_role("radio").first)
        keyboard.press("ArrowDown")
        keyboard.press("ArrowDown")
        expect(plan.timeline.get_by_role("radio", name="It is a no")).to_be_checked()
        keyboard.press("Enter")
        assert plan.now() == "It is a no. That hurts, and it is an answer."
        expect(plan.timeline.locator("[data-part='now-title']")).to_be_focused()


class TestSpoken:
    def test_a_date_is_answered_with_what_to_do(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.enter_interview_date("2026-11-19")
        expect(plan.announcement).to_have_text(
            "Today: Send a thank-you note Thank them for their time while they still remember yours. "
            "Three or four sentences are plenty."
        )
        plan.sent_it()
        expect(plan.announcement).to_have_text(NOTHING_TODAY)

    def test_the_question_to_a_late_reader_is_spoken(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.enter_interview_date("2026-11-12")
        expect(plan.announcement).to_have_text("First, what have you sent already?")

    def test_the_same_plan_entered_again_is_spoken_again(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.enter_interview_date("2026-11-19")
        expect(plan.announcement).not_to_be_empty()
        plan.enter_interview_date("")
        expect(plan.announcement).to_be_empty()

    def test_the_step_that_is_due_is_the_current_one(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, THANKED, today="2026-11-27").planned()
        assert plan.now() == "Today: Check in, briefly"
        expect(plan.timeline.locator("[aria-current='step']")).to_have_count(1)
        expect(plan.step(CHECK_IN)).to_have_attribute("aria-current", "step")
        plan.sent_it()
        expect(plan.timeline.locator("[aria-current]")).to_have_count(0)

    def test_a_button_of_a_row_names_its_step(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, THANKED).planned()
        names = plan.timeline.get_by_role("button").evaluate_all(
            "buttons => buttons.filter(button => button.closest('li') && button.checkVisibility())"
            ".map(button => button.textContent.trim())"
        )
        assert len(names) > 4
        assert len(names) == len(set(names))

    @pytest.mark.parametrize(
        "act",
        [
            pytest.param(TimelinePage.sent_it, id="sent"),
            pytest.param(TimelinePage.skip_it, id="skipped"),
            pytest.param(lambda plan: plan.mark_sent("Send something worth reading"), id="sent, at its row"),
            pytest.param(
                lambda plan: plan.skip_step("Send something worth reading"), id="skipped, at its row"
            ),
            pytest.param(lambda plan: plan.undo_step(THANK_YOU), id="undone"),
            pytest.param(lambda plan: plan.hear_back("They need more time"), id="more time"),
            pytest.param(lambda plan: plan.hear_back("It is a no"), id="a no"),
        ],
    )
    def test_the_reader_goes_on_from_the_panel(
        self, open_page: OpenPage, act: Callable[[TimelinePage], None]
    ) -> None:
        plan = open_plan(open_page, THANKED, today="2026-11-27").planned()
        assert plan.now() == "Today: Check in, briefly"
        act(plan)
        expect(plan.timeline.locator("[data-part='now-title']")).to_be_focused()


def asking(plan: TimelinePage) -> None:
    plan.enter_interview_date("2026-11-19")
    expect(plan.question).to_be_visible()


def asked_for_a_day(plan: TimelinePage) -> None:
    asking(plan)
    plan.tell_what_was_sent({THANK_YOU: ""})
    expect(plan.question.get_by_text("Enter the day.")).to_be_visible()


def due_with_reason(plan: TimelinePage) -> None:
    asking(plan)
    plan.tell_what_was_sent({THANK_YOU: "2026-11-19"})
    plan.choose_reason("You agreed on no date, and some time has passed")
    expect(plan.message_link(CHECK_IN)).to_be_visible()


def without_a_reason(plan: TimelinePage) -> None:
    due_with_reason(plan)
    plan.choose_reason("None of these")


def done(plan: TimelinePage) -> None:
    due_with_reason(plan)
    plan.sent_it()
    plan.skip_step("Send something worth reading")
    expect(plan.panel).to_contain_text("Nothing to do today.")


def hearing(plan: TimelinePage) -> None:
    due_with_reason(plan)
    plan.hear_back("They need more time", on="2026-12-01", reply_by="2026-11-01")
    expect(plan.timeline.get_by_text("This is before the day you heard from them.")).to_be_visible()


def ended(plan: TimelinePage) -> None:
    due_with_reason(plan)
    plan.hear_back("They made an offer")
    expect(plan.panel).to_contain_text("They made you an offer.")


def calendar_open(plan: TimelinePage) -> None:
    due_with_reason(plan)
    plan.open_calendar()
    plan.download_calendar()
    plan.enter_reply_date("2026-12-04")
    expect(plan.timeline.get_by_text("Your calendar still has the old dates.")).to_be_visible()
    plan.press(plan.timeline.get_by_text("Other calendars"))


def kept(plan: TimelinePage) -> None:
    due_with_reason(plan)
    plan.choose("Public holidays", "United States")
    plan.keep()
    expect(plan.keep_status).not_to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "reach",
    [asking, asked_for_a_day, due_with_reason, without_a_reason, done, hearing, ended, calendar_open, kept],
    ids=lambda reach: reach.__name__.replace("_", " "),
)
def test_no_state_has_a_violation(
    open_page: OpenPage, reach: Callable[[TimelinePage], None], scheme: Literal["light", "dark"]
) -> None:
    visitor = Visitor(today="2026-12-01", scheme=scheme)
    plan = TimelinePage.open(open_page(visitor), AFTER_INTERVIEW)
    reach(plan)
    assert find_violations(plan.page) == []
