"""What they said, and what becomes of the plan."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

MORE_TIME = "They need more time"
INVITED = "They invited me to the next round"
NO = "It is a no"
OFFER = "They made an offer"
SOMETHING_ELSE = "Something else: this plan is over"

CHECKED_IN = "fu=1&start=2026-11-19&done=thank-you.2026-11-19_check-in.2026-11-27"
NAMES = "company=Acme&role=Analyst&contact=Sam&name=Alex"


def open_plan(open_page: OpenPage, fragment: str = CHECKED_IN) -> TimelinePage:
    return TimelinePage.open(open_page(Visitor(today="2026-12-01")), AFTER_INTERVIEW, fragment).planned()


def days_and_states(plan: TimelinePage) -> list[tuple[str, str | None]]:
    return [(step.date, step.state) for step in plan.steps()]


class TestMoreTime:
    def test_a_new_date_begins_a_fresh_silence(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.hear_back(MORE_TIME, on="2026-12-01", reply_by="2026-12-09")
        assert days_and_states(plan) == [
            ("Thu Nov 19", "done"),
            ("Fri Dec 11", "next"),
            ("Fri Dec 18", "later"),
            ("Mon Dec 28", "later"),
        ]
        assert plan.now() == "Nothing to do today."

    def test_without_a_date_the_silence_counts_from_the_answer(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.hear_back(MORE_TIME, on="2026-12-01")
        assert plan.dates() == ["Thu Nov 19", "Tue Dec 8", "Tue Dec 15", "Tue Dec 22"]

    def test_the_contact_before_still_keeps_its_distance(self, open_page: OpenPage) -> None:
        done_today = CHECKED_IN.replace("check-in.2026-11-27", "check-in.2026-12-01")
        plan = open_plan(open_page, done_today)
        plan.hear_back(MORE_TIME, on="2026-12-01", reply_by="2026-12-02")
        check_in = plan.steps()[1]
        assert check_in.date == "Mon Dec 7"
        assert check_in.moved == "Moved from Fri Dec 4: 5 days after the check-in; weekend"

    def test_it_can_be_taken_back(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        before = days_and_states(plan)
        plan.hear_back(MORE_TIME, on="2026-12-01", reply_by="2026-12-09")
        assert days_and_states(plan) != before
        plan.undo_the_answer()
        assert days_and_states(plan) == before
        expect(plan.page).to_have_url(re.compile(f"#{re.escape(CHECKED_IN)}$"))

    def test_the_last_answer_is_taken_back_first(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, f"{CHECKED_IN}&heard=2026-11-30.2026-12-09")
        before = days_and_states(plan)
        plan.hear_back(MORE_TIME, on="2026-12-01", reply_by="2026-12-16")
        assert days_and_states(plan) != before
        plan.undo_the_answer()
        assert days_and_states(plan) == before

    def test_it_comes_back_with_the_plans_link(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.hear_back(MORE_TIME, on="2026-12-01", reply_by="2026-12-09")
        before = days_and_states(plan)
        plan.page.reload()
        assert days_and_states(plan.awake().planned()) == before

    @pytest.mark.parametrize(
        ("days", "label", "words"),
        [
            ({"on": "2026-12-02"}, "When did you hear?", "still to come"),
            ({"on": "2026-11-18"}, "When did you hear?", "before the plan begins"),
            ({"on": ""}, "When did you hear?", "Enter the day."),
            (
                {"on": "2026-12-01", "reply_by": "2026-11-30"},
                "When will they reply?",
                "before the day you heard",
            ),
        ],
        ids=["to come", "before the start", "none", "reply first"],
    )
    def test_a_day_that_can_not_be_is_said_at_its_field(
        self, open_page: OpenPage, days: dict[str, str], label: str, words: str
    ) -> None:
        plan = open_plan(open_page)
        before = days_and_states(plan)
        plan.hear_back(MORE_TIME, **days)
        expect(plan.field(label)).to_have_accessible_description(re.compile(words))
        expect(plan.field(label)).to_have_attribute("aria-invalid", "true")
        assert days_and_states(plan) == before


class TestInvited:
    def test_the_next_timeline_opens_with_its_start_and_the_names(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, f"{CHECKED_IN}&{NAMES}&reply-by=2026-11-25")
        plan.hear_back(INVITED, next_on="2026-12-08")
        assert plan.now() == "They invited you. That is what all this was for."
        plan.follow("Next: After a final round")
        following = plan.awake()
        assert following.title == "After a final round"
        expect(following.field("Date of the final round")).to_have_value("2026-12-08")
        assert following.dates()[0] == "Tue Dec 8"
        expect(following.field("They said they would reply by")).to_have_value("")
        expect(following.timeline.get_by_text("Acme, Analyst, Sam", exact=True)).to_be_visible()
        message = following.open_message_of("Ask where things stand")
        assert message.text_of("E-mail, warm").startswith("Hi Sam,")

    def test_the_day_is_asked_for(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.hear_back(INVITED)
        expect(plan.field("When is it?")).to_have_accessible_description(re.compile("Enter the day"))
        assert plan.now() == "Nothing to do today."


@pytest.mark.parametrize(
    ("answer", "now", "following", "label"),
    [
        (NO, "It is a no. That hurts, and it is an answer.", "After a no", "Date they said no"),
        (OFFER, "They made you an offer. Well done.", "After an offer", "Date of the offer"),
    ],
    ids=["a no", "an offer"],
)
def test_an_end_leads_to_what_comes_next(
    open_page: OpenPage, answer: str, now: str, following: str, label: str
) -> None:
    plan = open_plan(open_page)
    plan.hear_back(answer, on="2026-11-30")
    assert plan.now() == now
    plan.follow(f"Next: {following}")
    assert plan.awake().title == following
    expect(plan.field(label)).to_have_value("2026-11-30")


class TestEnd:
    def test_something_else_ends_the_plan_too(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.hear_back(SOMETHING_ELSE, on="2026-12-01")
        assert plan.now() == "This plan is over."
        expect(plan.panel).to_contain_text("Nothing is left to send.")

    def test_nothing_is_to_be_sent_any_more(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page, "fu=1&start=2026-11-24&done=thank-you.2026-11-24")
        assert plan.now() == "Today: Check in, briefly"
        plan.hear_back(NO, on="2026-12-01")
        assert [step.state for step in plan.steps()] == ["done", "dropped", "dropped", "dropped"]
        expect(plan.timeline.get_by_text("Not needed")).to_have_count(3)
        expect(plan.timeline.locator("[aria-current]")).to_have_count(0)
        expect(plan.timeline.get_by_role("link", name="Open the message")).to_have_count(0)
        expect(plan.timeline.get_by_text("I heard back", exact=True)).to_be_hidden()

    def test_it_can_be_taken_back(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        before = days_and_states(plan)
        plan.hear_back(NO, on="2026-12-01")
        assert days_and_states(plan) != before
        plan.undo_the_end()
        assert days_and_states(plan) == before
        assert plan.now() == "Nothing to do today."

    def test_a_kept_plan_stays_ended(self, open_page: OpenPage) -> None:
        plan = open_plan(open_page)
        plan.keep()
        plan.hear_back(SOMETHING_ELSE, on="2026-12-01")
        assert plan.now() == "This plan is over."
        plan.page.goto(AFTER_INTERVIEW)
        expect(plan.awake().panel).to_contain_text("This plan is over.")
