"""Plans that a reader keeps in the browser, and what happens where nothing can be kept."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.kept import change_kept_plan, come_back_to
from tests.browser.network import part_lost
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, HOME, INTERVIEW_DATE, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

CHECK_IN = "Check in, briefly"
THANKED = "fu=1&start=2026-11-19&done=thank-you.2026-11-19"
TODAY = Visitor(today="2026-11-24")

DOCUMENT_KEY = "after-the-interview"

# A change each, the next before the one before it is kept.
_CHANGE_QUICKLY = """field => {
  for (const value of ["A", "An", "Ana"]) {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}"""

_BLOCK_STORAGE = """
  const refuse = () => { throw new DOMException("No storage here", "SecurityError"); };
  Object.defineProperty(window, "localStorage", {get: refuse});
"""
# Only when the test says so: what is kept before must be written first.
_FILL_STORAGE = """
  const {setItem} = Storage.prototype;
  Storage.prototype.setItem = function (...item) {
    if (window.isFull ?? true) {
      throw new DOMException("No room", "QuotaExceededError");
    }
    setItem.apply(this, item);
  };
"""


def open_plan(page: Page, fragment: str = THANKED, address: str = AFTER_INTERVIEW) -> TimelinePage:
    return TimelinePage.open(page, address, fragment).planned()


def come_back(plan: TimelinePage, address: str = AFTER_INTERVIEW) -> TimelinePage:
    """Open the page again without its link, as from a bookmark."""
    plan.page.goto("about:blank")
    return TimelinePage.open(plan.page, address)


def days_and_states(plan: TimelinePage) -> list[tuple[str, str | None]]:
    return [(step.date, step.state) for step in plan.steps()]


def stored_plans(page: Page) -> list[dict[str, object]]:
    text = page.evaluate("key => localStorage.getItem(key)", DOCUMENT_KEY)
    return [] if text is None else list(json.loads(text)["plans"].values())


class TestKept:
    def test_one_click_keeps_it_under_a_name(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        assert stored_plans(plan.page) == []
        plan.keep()
        expect(plan.plan_name).to_have_value("Acme")
        expect(plan.plan_name).to_be_focused()
        expect(plan.keep_button).to_be_hidden()
        expect(plan.keep_status).to_contain_text("Kept in this browser.")
        expect(plan.kept).to_contain_text("Your plan “Acme”.")

    def test_it_is_there_without_the_link(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme&country=US-CA")
        before = days_and_states(plan)
        plan.keep()
        again = come_back(plan)
        expect(again.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
        assert days_and_states(again) == before
        expect(again.field("Company")).to_have_value("Acme")
        expect(again.field("State or region")).to_have_value("CA")
        expect(again.kept).to_contain_text("Your plan “Acme”.")

    def test_it_is_there_after_a_reload(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        plan.page.reload()
        expect(plan.awake().plan_name).to_have_value("Acme")
        expect(plan.kept).to_contain_text("Your plan “Acme”.")

    def test_without_a_company_it_has_the_timelines_name(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY))
        plan.keep()
        expect(plan.plan_name).to_have_value("After an interview")

    def test_what_changes_is_kept(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY))
        plan.keep()
        plan.mark_sent(CHECK_IN)
        plan.tell_more(company="Acme", contact="Sam")
        plan.plan_name.fill("The good one")
        expect(plan.kept).to_contain_text("Your plan “The good one”.")
        changed = days_and_states(plan)
        again = come_back(plan)
        expect(again.field("Company")).to_have_value("Acme")
        assert days_and_states(again) == changed
        expect(again.plan_name).to_have_value("The good one")

    def test_a_reload_after_a_change_finds_the_plan_and_asks_nothing(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        plan.mark_sent(CHECK_IN)
        plan.page.reload()
        expect(plan.awake().plan_name).to_have_value("Acme")
        expect(plan.notice).to_be_hidden()

    def test_what_is_typed_fast_is_kept_to_the_last_key(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY))
        plan.keep()
        plan.tell_more(company="")
        plan.field("Company").press_sequentially("Acme and daughters")
        again = come_back(plan)
        expect(again.field("Company")).to_have_value("Acme and daughters")

    def test_what_a_late_reader_has_answered_is_kept(self, open_page: OpenPage) -> None:
        plan = TimelinePage.open(open_page(Visitor(today="2026-12-01")), AFTER_INTERVIEW)
        plan.enter_interview_date("2026-11-19")
        plan.tell_what_was_sent()
        plan.keep()
        again = come_back(plan)
        expect(again.panel).to_contain_text("Today: Check in, briefly")
        expect(again.question).to_be_hidden()

    def test_the_reason_is_kept(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(Visitor(today="2026-11-27")))
        plan.keep()
        plan.choose_reason("You agreed on no date, and some time has passed")
        again = come_back(plan)
        expect(again.reason).to_have_value("no-date-given")
        expect(again.message_link(CHECK_IN)).to_be_visible()

    def test_the_home_page_has_it_too(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        home = come_back(plan, HOME)
        expect(home.kept).to_contain_text("Your plan “Acme”.")


class TestSeveral:
    def test_two_plans_are_a_choice(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        plan.press(plan.kept.get_by_role("button", name="Start another"))
        expect(plan.field(INTERVIEW_DATE)).to_be_focused()
        expect(plan.field("Company")).to_have_value("")
        plan.enter_interview_date("2026-11-23")
        plan.tell_what_was_sent()
        plan.tell_more(company="Borealis")
        plan.keep()
        expect(plan.kept).to_contain_text("Your plan “Borealis”.")
        expect(plan.kept.get_by_role("button", name="Acme")).to_be_visible()

        again = come_back(plan)
        expect(again.kept).to_contain_text("You have kept:")
        expect(again.field(INTERVIEW_DATE)).to_have_value("")
        assert not again.is_planned()
        again.open_kept("Acme")
        expect(again.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
        assert again.dates()[0] == "Thu Nov 19"
        again.open_kept("Borealis")
        expect(again.field(INTERVIEW_DATE)).to_have_value("2026-11-23")
        assert len(stored_plans(again.page)) == 2

    def test_a_plan_that_is_reloaded_still_shows_the_others(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        second = open_plan(plan.page, "fu=1&start=2026-11-24&company=Borealis")
        second.keep()
        second.page.reload()
        expect(second.awake().kept).to_contain_text("Your plan “Borealis”.")
        expect(second.kept.get_by_role("button", name="Acme")).to_be_visible()


class TestErased:
    def test_it_is_gone_but_stays_on_the_page(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        before = days_and_states(plan)
        plan.erase()
        expect(plan.keep_status).to_contain_text("Erased from this browser.")
        expect(plan.keep_button).to_be_focused()
        expect(plan.kept).to_be_hidden()
        assert days_and_states(plan) == before
        assert stored_plans(plan.page) == []
        again = come_back(plan)
        assert not again.is_planned()
        expect(again.field(INTERVIEW_DATE)).to_have_value("")


class TestLinkOfAKeptPlan:
    """Opening a link never overwrites what the reader has kept: it asks."""

    def keep_and_open_older_link(self, open_page: OpenPage) -> TimelinePage:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        older = plan.page.url.replace("2026-11-19", "2026-11-18").replace("Acme", "Borealis")
        plan.page.goto("about:blank")
        plan.page.goto(older)
        return plan.awake().planned()

    def test_other_dates_are_shown_and_nothing_is_overwritten(self, open_page: OpenPage) -> None:
        plan = self.keep_and_open_older_link(open_page)
        expect(plan.notice).to_contain_text("This link differs from the plan “Acme”")
        expect(plan.field(INTERVIEW_DATE)).to_have_value("2026-11-18")
        plan.mark_sent(CHECK_IN)
        plan.tell_more(role="Analyst")
        [kept] = stored_plans(plan.page)
        assert kept["values"] == {"start": "2026-11-19", "company": "Acme"}
        assert kept["done"] == {"thank-you": "2026-11-19"}

    def test_the_readers_own_can_be_opened_instead(self, open_page: OpenPage) -> None:
        plan = self.keep_and_open_older_link(open_page)
        plan.press(plan.notice.get_by_role("button", name="Open mine"))
        expect(plan.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
        expect(plan.notice).to_be_hidden()
        expect(plan.plan_name).to_have_value("Acme")
        assert "start=2026-11-19" in plan.page.url

    def test_the_links_can_take_its_place_when_the_reader_says_so(self, open_page: OpenPage) -> None:
        plan = self.keep_and_open_older_link(open_page)
        expect(plan.notice).to_contain_text("Keeping this one replaces yours.")
        plan.keep()
        expect(plan.notice).to_be_hidden()
        [kept] = stored_plans(plan.page)
        assert kept["values"] == {"start": "2026-11-18", "company": "Borealis"}

    def test_a_link_without_the_plans_id_is_a_plan_of_its_own(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        plan.page.goto("about:blank")
        other = open_plan(plan.page, "fu=1&start=2026-11-24")
        expect(other.keep_button).to_be_visible()
        expect(other.notice).to_be_hidden()
        other.keep()
        assert len(stored_plans(other.page)) == 2


def test_what_is_entered_before_a_kept_plan_is_open_does_not_change_it(open_page: OpenPage) -> None:
    plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
    plan.keep()
    plan.page.goto("about:blank")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    plan.page.route("**/plan-editor.mjs", hold)
    plan.page.goto(AFTER_INTERVIEW)
    again = TimelinePage(plan.page)
    # The form waits for the plan, but not for ever.
    again.enter_interview_date("2026-11-24")
    for route in held:
        route.continue_()
    assert again.dates()[0] == "Tue Nov 24"
    expect(again.kept.get_by_role("button", name="Acme")).to_be_visible()
    [kept] = stored_plans(again.page)
    assert kept["values"] == {"start": "2026-11-19", "company": "Acme"}


class TestStorage:
    """Whatever the browser allows, the plan works, and the page says what is not kept."""

    def test_blocked(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        page.add_init_script(_BLOCK_STORAGE)
        plan = TimelinePage.open(page, AFTER_INTERVIEW)
        plan.enter_interview_date("2026-11-24")
        plan.sent_it()
        plan.press(plan.keep_button)
        expect(plan.keep_status).to_contain_text("does not let this page keep anything")
        expect(plan.keep_button).to_be_visible()
        plan.skip_step(CHECK_IN)
        assert [step.state for step in plan.steps()] == ["done", "skipped", "next", "later"]

    def test_full(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        page.add_init_script(_FILL_STORAGE)
        plan = open_plan(page)
        plan.press(plan.keep_button)
        expect(plan.keep_status).to_contain_text("storage is full")
        expect(plan.keep_button).to_be_visible()
        plan.mark_sent(CHECK_IN)
        assert plan.steps()[1].state == "done"

    def test_full_later(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        page.add_init_script(f"window.isFull = false; {_FILL_STORAGE}")
        plan = open_plan(page)
        plan.keep()
        page.evaluate("window.isFull = true")
        plan.mark_sent(CHECK_IN)
        expect(plan.keep_status).to_contain_text("the last change is not kept")
        assert plan.steps()[1].state == "done"
        page.evaluate("window.isFull = false")
        plan.tell_more(company="Acme")
        expect(plan.keep_status).not_to_contain_text("is not kept")
        [kept] = stored_plans(page)
        assert kept["done"] == {"thank-you": "2026-11-19", "check-in": "2026-11-24"}

    @pytest.mark.parametrize("text", ["{half a docu", '{"version": 1, "plans": {"x": 1}}', "[]"])
    def test_a_damaged_document_is_set_aside_and_said(self, open_page: OpenPage, text: str) -> None:
        page = open_page(TODAY)
        # Awake: a page that is still starting would be the one to find it.
        TimelinePage.open(page, AFTER_INTERVIEW)
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DOCUMENT_KEY, text])
        page.reload()
        plan = TimelinePage(page).awake()
        expect(plan.notice).to_contain_text("could not be read")
        plan.enter_interview_date("2026-11-24")
        assert plan.is_planned()
        plan.keep()
        assert page.evaluate("key => localStorage.getItem(key)", f"{DOCUMENT_KEY}.damaged-1") == text
        assert len(stored_plans(page)) == 1

    def test_what_a_newer_version_wrote_is_left_alone(self, open_page: OpenPage) -> None:
        newer = '{"version": 99, "plans": {}}'
        page = open_page(TODAY)
        # Awake: a page that is still starting would be the one to find it.
        TimelinePage.open(page, AFTER_INTERVIEW)
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DOCUMENT_KEY, newer])
        page.reload()
        plan = TimelinePage(page).awake()
        plan.enter_interview_date("2026-11-24")
        plan.press(plan.keep_button)
        expect(plan.keep_status).to_contain_text("A newer version of this site")
        assert page.evaluate("key => localStorage.getItem(key)", DOCUMENT_KEY) == newer


class TestTwoTabs:
    def open_in_another_tab(self, plan: TimelinePage) -> TimelinePage:
        other = TimelinePage.open(plan.page.context.new_page(), AFTER_INTERVIEW)
        expect(other.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
        assert other.is_planned()
        return other

    def test_a_change_in_one_is_taken_over_in_the_other(self, open_page: OpenPage) -> None:
        one = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        one.keep()
        other = self.open_in_another_tab(one)
        other.mark_sent(CHECK_IN)
        expect(one.step(CHECK_IN)).to_contain_text("Done")
        assert days_and_states(one) == days_and_states(other)
        one.enter_reply_date("2026-12-04")
        expect(other.field("They said they would reply by")).to_have_value("2026-12-04")
        assert days_and_states(one) == days_and_states(other)

    def test_erased_in_one_it_is_no_longer_kept_in_the_other(self, open_page: OpenPage) -> None:
        one = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        one.keep()
        other = self.open_in_another_tab(one)
        other.erase()
        expect(one.keep_button).to_be_visible()
        expect(one.kept).to_be_hidden()
        one.mark_sent(CHECK_IN)
        assert one.steps()[1].state == "done"
        assert stored_plans(one.page) == []
        expect(one.page).to_have_url(re.compile("check-in.2026-11-24"))


class TestComingBack:
    """A page that comes back from the browser's memory has heard of nothing that changed meanwhile."""

    def change_elsewhere(self, plan: TimelinePage) -> None:
        (kept,) = stored_plans(plan.page)
        done = {"thank-you": "2026-11-19", "check-in": "2026-11-24"}
        change_kept_plan(plan.page, str(kept["id"]), name="Renamed", notes="Mind the gap.", done=done)

    def test_the_plan_is_read_again(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        self.change_elsewhere(plan)
        come_back_to(plan.page)
        expect(plan.plan_name).to_have_value("Renamed")
        expect(plan.step(CHECK_IN)).to_contain_text("Done")

    def test_a_change_leaves_alone_what_another_page_has_changed(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        self.change_elsewhere(plan)
        plan.tell_more(role="Analyst")
        expect(plan.plan_name).to_have_value("Renamed")
        expect(plan.step(CHECK_IN)).to_contain_text("Done")
        (kept,) = stored_plans(plan.page)
        assert kept["notes"] == "Mind the gap."
        assert kept["name"] == "Renamed"
        assert kept["values"] == {"company": "Acme", "role": "Analyst", "start": "2026-11-19"}

    def test_changes_that_follow_each_other_at_once_leave_it_alone_too(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        plan.tell_more(role="A")
        expect(plan.keep_status).to_be_empty()
        self.change_elsewhere(plan)
        plan.field("The job").press_sequentially("nalyst for the whole of the northern region")
        plan.field("The job").evaluate(_CHANGE_QUICKLY)
        expect(plan.kept).to_contain_text("Your plan “Renamed”.")
        (kept,) = stored_plans(plan.page)
        assert (kept["name"], kept["notes"]) == ("Renamed", "Mind the gap.")
        assert kept["done"] == {"thank-you": "2026-11-19", "check-in": "2026-11-24"}

    def test_what_a_link_replaces_keeps_its_notes(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY), f"{THANKED}&company=Acme")
        plan.keep()
        (kept,) = stored_plans(plan.page)
        change_kept_plan(plan.page, str(kept["id"]), notes="Mind the gap.", archived=True)
        plan.page.goto("about:blank")
        other = open_plan(plan.page, f"fu=1&start=2026-11-20&done=thank-you.2026-11-20&plan={kept['id']}")
        other.keep()
        expect(other.keep_status).to_contain_text("Kept in this browser.")
        (replaced,) = stored_plans(other.page)
        assert replaced["values"] == {"start": "2026-11-20"}
        assert replaced["notes"] == "Mind the gap."
        assert "archived" not in replaced


class TestLostParts:
    @pytest.mark.parametrize("part", ["store.mjs", "calendar.mjs"])
    def test_keeping_says_so_and_works_the_next_time(self, open_page: OpenPage, part: str) -> None:
        plan = open_plan(open_page(TODAY))
        with part_lost(plan.page, part):
            plan.press(plan.keep_button)
            expect(plan.keep_status).to_contain_text("A part of this page did not arrive.")
        plan.keep()
        expect(plan.kept).to_contain_text("Your plan “After an interview”.")

    def test_a_date_form_that_lost_its_part_says_so_and_works_the_next_time(
        self, open_page: OpenPage
    ) -> None:
        plan = TimelinePage.open(open_page(TODAY), AFTER_INTERVIEW)
        with part_lost(plan.page, "plan-editor.mjs"):
            plan.field(INTERVIEW_DATE).focus()
            expect(plan.timeline.get_by_text("The date form did not load.")).to_be_visible()
        plan.enter_interview_date("2026-11-19")
        expect(plan.timeline.get_by_text("The date form did not load.")).to_be_hidden()
        expect(plan.question).to_be_visible()

    def test_a_calendar_that_lost_its_part_says_so(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page(TODAY))
        with part_lost(plan.page, "plan-calendar.mjs"):
            plan.open_calendar()
            expect(plan.timeline.get_by_text("A part of this page did not arrive.")).to_be_visible()
        assert plan.download_calendar().suggested_filename == "after-interview.ics"
