"""What a reader tells of a plan's steps, and how the plan follows."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.incidents import Incidents, Kind
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, INTERVIEW_DATE, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

THANK_YOU = "Send a thank-you note"
CHECK_IN = "Check in, briefly"
SHARE = "Send something worth reading"
CLOSE = "Stop waiting"

PUBLIC_HOLIDAYS = "Public holidays"
THANKED_ON_THE_DAY = "fu=1&start=2026-11-19&done=thank-you.2026-11-19"


def open_plan(open_page: OpenPage, today: str, fragment: str = "") -> TimelinePage:
    plan = TimelinePage.open(open_page(Visitor(today=today)), AFTER_INTERVIEW, fragment)
    return plan.planned() if fragment else plan


def start_today(open_page: OpenPage, today: str) -> TimelinePage:
    plan = open_plan(open_page, today)
    plan.enter_interview_date(today)
    assert plan.is_planned()
    return plan


def days_and_states(plan: TimelinePage) -> list[tuple[str, str | None]]:
    return [(step.date, step.state) for step in plan.steps()]


class TestDone:
    def test_what_was_due_is_sent_today_and_the_next_step_is_named(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        plan.sent_it()
        assert days_and_states(plan)[:2] == [("Thu Nov 19", "done"), ("Fri Nov 27", "next")]
        assert plan.now() == "Nothing to do today."
        expect(plan.panel).to_contain_text(
            "Next: Check in, briefly, on Friday, November 27, 2026, in 8 days."
        )

    def test_sent_early_at_its_row_the_rest_counts_from_that_day(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-24", THANKED_ON_THE_DAY)
        plan.mark_sent(CHECK_IN)
        assert days_and_states(plan) == [
            ("Thu Nov 19", "done"),
            ("Tue Nov 24", "done"),
            ("Tue Dec 1", "next"),
            ("Tue Dec 8", "later"),
        ]

    def test_the_day_it_was_sent_can_be_corrected(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-24", f"{THANKED_ON_THE_DAY}_check-in.2026-11-24")
        plan.sent_on(CHECK_IN).fill("2026-11-23")
        assert plan.dates() == ["Thu Nov 19", "Mon Nov 23", "Mon Nov 30", "Mon Dec 7"]

    def test_the_day_it_was_sent_can_be_corrected_key_by_key(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-24", f"{THANKED_ON_THE_DAY}_check-in.2026-11-24")
        plan.sent_on(CHECK_IN).press_sequentially("11232026")
        expect(plan.sent_on(CHECK_IN)).to_have_value("2026-11-23")
        assert plan.dates() == ["Thu Nov 19", "Mon Nov 23", "Mon Nov 30", "Mon Dec 7"]

    def test_a_day_to_come_is_no_day_it_was_sent(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-24", f"{THANKED_ON_THE_DAY}_check-in.2026-11-24")
        plan.sent_on(CHECK_IN).fill("2026-11-25")
        expect(plan.sent_on(CHECK_IN)).to_have_accessible_description(re.compile("still to come"))
        expect(plan.sent_on(CHECK_IN)).to_have_attribute("aria-invalid", "true")
        assert not plan.is_planned()
        plan.sent_on(CHECK_IN).fill("2026-11-24")
        assert plan.is_planned()
        expect(plan.sent_on(CHECK_IN)).to_have_accessible_description("")

    def test_every_step_done_there_is_nothing_left(self, open_page: OpenPage) -> None:
        done = f"{THANKED_ON_THE_DAY}_check-in.2026-11-27_share.2026-12-04"
        plan = open_plan(open_page, "2026-12-11", done)
        assert plan.now() == "Today: Stop waiting"
        plan.press(plan.panel.get_by_role("button", name="Done"))
        assert plan.now() == "You have done your part."
        plan.undo_step(CLOSE)
        assert plan.now() == "Today: Stop waiting"


class TestSkipped:
    def test_what_is_due_can_be_left_out(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        plan.skip_it()
        assert days_and_states(plan)[:2] == [("Thu Nov 19", "skipped"), ("Fri Nov 27", "next")]
        assert plan.now() == "Nothing to do today."

    def test_after_a_step_left_out_the_rest_keeps_its_days(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        plan.skip_step(CHECK_IN)
        assert days_and_states(plan) == [
            ("Thu Nov 19", "today"),
            ("Fri Nov 27", "skipped"),
            ("Fri Dec 4", "next"),
            ("Fri Dec 11", "later"),
        ]

    def test_done_and_left_out_can_be_taken_back(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        before = days_and_states(plan)
        plan.sent_it()
        plan.skip_step(CHECK_IN)
        assert [step.state for step in plan.steps()] == ["done", "skipped", "next", "later"]
        plan.undo_step(CHECK_IN)
        plan.undo_step(THANK_YOU)
        assert days_and_states(plan) == before
        assert plan.now() == "Today: Send a thank-you note"


class TestStartCorrected:
    def test_what_was_done_stays_done(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-20", "fu=1&start=2026-11-17&done=thank-you.2026-11-19")
        plan.enter_interview_date("2026-11-18")
        assert days_and_states(plan)[:2] == [("Thu Nov 19", "done"), ("Wed Nov 25", "next")]

    def test_a_day_before_the_new_start_is_said_at_its_field_and_nothing_is_lost(
        self, open_page: OpenPage
    ) -> None:
        plan = open_plan(open_page, "2026-11-20", THANKED_ON_THE_DAY)
        assert plan.is_planned()
        plan.enter_interview_date("2026-11-20")
        sent_on = plan.sent_on(THANK_YOU)
        expect(sent_on).to_be_visible()
        expect(sent_on).to_have_value("2026-11-19")
        expect(sent_on).to_have_accessible_description(re.compile("before the interview date"))
        assert not plan.is_planned()
        sent_on.fill("2026-11-20")
        assert days_and_states(plan)[:2] == [("Fri Nov 20", "done"), ("Fri Nov 27", "next")]

    def test_an_answer_before_the_new_start_is_said_and_goes_when_it_is_mended(
        self, open_page: OpenPage
    ) -> None:
        fragment = "fu=1&start=2026-11-12&done=thank-you.2026-11-19&heard=2026-11-18"
        plan = open_plan(open_page, "2026-11-20", fragment)
        assert plan.is_planned()
        plan.enter_interview_date("2026-11-19")
        expect(plan.notice).to_have_text(
            "The day you heard from them, Wed Nov 18: This is before the interview date. Check both dates."
        )
        plan.enter_interview_date("2026-11-12")
        assert plan.is_planned()
        expect(plan.notice).to_be_hidden()


class TestLate:
    """A reader who comes late is asked first: nothing is named as due before that."""

    def test_nothing_is_due_before_the_answer(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-12-01")
        plan.enter_interview_date("2026-11-19")
        expect(plan.question).to_be_visible()
        assert plan.now() is None
        assert not plan.is_planned()
        expect(plan.timeline.locator("[aria-current]")).to_have_count(0)
        expect(plan.keep_button).to_be_hidden()

    def test_nothing_was_sent(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-12-01")
        plan.enter_interview_date("2026-11-19")
        plan.tell_what_was_sent()
        expect(plan.question).to_be_hidden()
        assert plan.now() == "Today: Check in, briefly"
        assert [step.state for step in plan.steps()] == ["dropped", "today", "next", "later"]

    def test_the_thank_you_was_sent(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-24")
        plan.enter_interview_date("2026-11-19")
        plan.tell_what_was_sent({THANK_YOU: "2026-11-23"})
        # Five days after the thank-you is a Saturday.
        assert days_and_states(plan)[:2] == [("Mon Nov 23", "done"), ("Mon Nov 30", "next")]
        assert plan.now() == "Nothing to do today."

    def test_each_step_is_asked_about_with_the_day_it_was_planned_for(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-12-02")
        plan.enter_interview_date("2026-11-19")
        expect(plan.question.get_by_label(f"{THANK_YOU}: on which day?")).to_have_value("2026-11-19")
        expect(plan.question.get_by_label(f"{CHECK_IN}: on which day?")).to_have_value("2026-11-27")
        plan.enter_interview_date("2026-11-17")
        expect(plan.question.get_by_label(f"{THANK_YOU}: on which day?")).to_have_value("2026-11-17")

    def test_a_wrong_day_is_said_at_its_field_and_asked_again(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-24")
        plan.enter_interview_date("2026-11-19")
        plan.tell_what_was_sent({THANK_YOU: "2026-11-18"})
        day = plan.question.get_by_label(f"{THANK_YOU}: on which day?")
        expect(day).to_have_accessible_description(re.compile("before the plan begins"))
        assert not plan.is_planned()
        plan.tell_what_was_sent({THANK_YOU: "2026-11-19"})
        assert plan.now() == "Nothing to do today."

    def test_who_has_answered_is_not_asked_again_by_the_plans_link(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-12-01")
        plan.enter_interview_date("2026-11-19")
        plan.tell_what_was_sent({THANK_YOU: "2026-11-19"})
        assert plan.now() == "Today: Check in, briefly"
        plan.page.reload()
        assert plan.awake().planned().now() == "Today: Check in, briefly"

    def test_who_has_heard_back_is_not_asked(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-12-14", "fu=1&start=2026-11-19&heard=2026-12-02")
        assert plan.is_planned()
        expect(plan.question).to_be_hidden()


class TestReason:
    def test_the_message_waits_for_the_reason(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        expect(plan.message_link(THANK_YOU)).to_be_hidden()
        plan.choose_reason("They told you something useful about the job")
        expect(plan.message_link(THANK_YOU)).to_be_visible()

    def test_with_no_honest_reason_the_advice_is_not_to_write(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-27", THANKED_ON_THE_DAY)
        assert plan.now() == "Today: Check in, briefly"
        advice = plan.panel.get_by_text("Then don’t write.")
        expect(advice).to_be_hidden()
        plan.choose_reason("None of these")
        expect(advice).to_be_visible()
        expect(plan.message_link(CHECK_IN)).to_be_hidden()
        plan.skip_it()
        assert days_and_states(plan)[1:3] == [("Fri Nov 27", "skipped"), ("Fri Dec 4", "next")]

    def test_the_reason_and_the_names_are_in_the_message(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        plan.tell_more(company="Acme", role="Analyst", contact="Sam", name="Alex")
        plan.choose_reason("They went out of their way for you")
        message = plan.open_message_of(THANK_YOU)
        text = message.text_of("E-mail, warm")
        assert text.startswith("Hi Sam,\n\nThank you for making me feel so welcome.")
        assert "about the Analyst job" in text
        assert "liking Acme even more" in text
        assert text.endswith("Alex")

    def test_the_names_stand_beside_the_closed_form(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-19", f"{THANKED_ON_THE_DAY}&company=Acme&contact=Sam")
        expect(plan.timeline.get_by_text("Acme, Sam", exact=True)).to_be_visible()
        expect(plan.field("Company")).to_be_hidden()

    def test_names_too_long_for_a_link_harm_nothing(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        long = "🌱" * 100
        plan.tell_more(company=long, role=long, contact=long, name=long)
        plan.choose_reason("They went out of their way for you")
        plan.sent_it()
        assert plan.now() == "Nothing to do today."
        plan.undo_step(THANK_YOU)
        message = plan.open_message_of(THANK_YOU)
        assert "Thank you for making me feel so welcome." in message.text_of("E-mail, warm")


class TestPaceAndHolidays:
    def test_patience_waits_longer_before_the_first_check_in(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-02")
        assert plan.dates() == ["Mon Nov 2", "Mon Nov 9", "Mon Nov 16", "Mon Nov 23"]
        plan.choose("Pace", "Patient: wait longer before the first check-in")
        assert plan.dates() == ["Mon Nov 2", "Mon Nov 16", "Mon Nov 23", "Mon Nov 30"]
        plan.choose("Pace", "Standard")
        assert plan.dates()[1] == "Mon Nov 9"

    def test_a_holiday_is_named_as_the_reason(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        assert plan.steps()[1].moved == "Moved from Thu Nov 26: Thanksgiving Day"

    def test_a_state_has_holidays_of_its_own(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        plan.choose("State or region", "California")
        check_in = plan.steps()[1]
        assert check_in.date == "Mon Nov 30"
        assert check_in.moved == ("Moved from Thu Nov 26: Thanksgiving Day; Day After Thanksgiving; weekend")
        expect(plan.page).to_have_url(re.compile("country=US-CA"))
        plan.page.reload()
        assert plan.awake().planned().dates()[1] == "Mon Nov 30"
        expect(plan.field("State or region")).to_have_value("CA")
        plan.choose("State or region", "The whole country")
        assert plan.dates()[1] == "Fri Nov 27"

    def test_no_holidays_leaves_the_weekend(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        plan.choose(PUBLIC_HOLIDAYS, "None: weekends only")
        assert plan.dates()[1] == "Thu Nov 26"
        expect(plan.field("State or region")).to_be_hidden()
        plan.enter_interview_date("2026-11-21")
        assert plan.dates()[1] == "Mon Nov 30"

    @pytest.mark.parametrize("country", ["Saudi Arabia", "Israel"])
    def test_another_country_has_another_weekend(self, open_page: OpenPage, country: str) -> None:
        plan = start_today(open_page, "2026-11-20")
        plan.choose(PUBLIC_HOLIDAYS, country)
        expect(plan.step(CHECK_IN)).to_contain_text("Sun Nov 29")
        assert [(step.date, step.moved) for step in plan.steps()[:2]] == [
            ("Fri Nov 20", ""),
            ("Sun Nov 29", "Moved from Fri Nov 27: weekend"),
        ]

    def test_holidays_that_can_not_be_had_are_owned_up_to(
        self, open_page: OpenPage, incidents: Incidents
    ) -> None:
        incidents.expect(Kind.FAILED_REQUEST, "US.json")
        plan = open_plan(open_page, "2026-11-19")
        plan.page.route("**/data/holidays/US.json", lambda route: route.abort())
        plan.enter_interview_date("2026-11-19")
        assert plan.dates() == ["Thu Nov 19", "Thu Nov 26", "Thu Dec 3", "Thu Dec 10"]
        expect(plan.holidays_note).to_be_visible()
        expect(plan.holidays_note).to_contain_text("could not be loaded")

    def test_the_last_year_of_the_holidays_is_named_where_the_plan_goes_beyond(
        self, open_page: OpenPage
    ) -> None:
        plan = start_today(open_page, "2029-12-27")
        assert plan.dates()[1] == "Thu Jan 3, 2030"
        expect(plan.holidays_note).to_be_visible()
        expect(plan.holidays_note).to_contain_text("known to the end of 2029")

    def test_nothing_is_said_of_holidays_that_are_known(self, open_page: OpenPage) -> None:
        plan = start_today(open_page, "2026-11-19")
        expect(plan.holidays_note).to_be_hidden()


class TestLink:
    @pytest.mark.parametrize(
        ("value", "label", "words"),
        [
            pytest.param("company=" + "A" * 201, "Company", "201 characters", id="company"),
            pytest.param("pace=hasty", "Pace", "is not a pace", id="pace"),
            pytest.param("country=Texas", PUBLIC_HOLIDAYS, "is not a country code", id="country"),
        ],
    )
    def test_a_bad_value_is_named_at_its_field_until_it_is_mended(
        self, open_page: OpenPage, value: str, label: str, words: str
    ) -> None:
        plan = open_plan(open_page, "2026-11-19", f"fu=1&start=2026-11-19&{value}")
        assert plan.is_planned()
        field = plan.field(label)
        expect(field).to_be_visible()
        expect(field).to_have_accessible_description(re.compile(words))
        if label == "Company":
            field.fill("Acme")
        else:
            field.select_option(index=1)
        expect(field).to_have_accessible_description("")

    def test_a_bad_mark_is_named_and_the_plan_still_drawn(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "2026-11-19", "fu=1&start=2026-11-19&done=yes")
        assert plan.is_planned()
        expect(plan.notice).to_contain_text("is not a list of steps and days")
        expect(plan.field(INTERVIEW_DATE)).to_have_value("2026-11-19")

    def test_what_is_entered_before_the_script_counts_more_than_the_link(self, open_page: OpenPage) -> None:
        page = open_page(Visitor(today="2026-11-19"))
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        page.route("**/plan-editor.mjs", hold)
        page.goto(f"{AFTER_INTERVIEW}#fu=1&start=2026-11-12&contact=Sam")
        plan = TimelinePage(page)
        # The form waits for the plan, but not for ever.
        plan.enter_interview_date("2026-11-19")
        for route in held:
            route.continue_()
        assert plan.planned().dates()[0] == "Thu Nov 19"
        expect(plan.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
        expect(plan.field("Who you write to")).to_have_value("Sam")
