import re

import pytest
from playwright.sync_api import expect

from tests.browser.network import lose_components, scripts_held_back
from tests.browser.pages.timeline_page import (
    AFTER_INTERVIEW,
    ARTICLE,
    HOME,
    INTERVIEW_DATE,
    REPLY_DATE,
    TimelinePage,
)
from tests.browser.visitors import OpenPage, Visitor

IN_WORDS = [
    ("Send a thank-you note", "The day of the interview", ""),
    ("Check in, briefly", "A week after the interview", "or 2 working days after the date they gave you"),
    ("Send something worth reading", "A week after step 2", ""),
    ("Stop waiting", "A week after step 3", ""),
]
THEIR_TIME = "You met, and they gave you their time"


def in_words(timeline: TimelinePage) -> list[tuple[str, str, str]]:
    return [(step.title, step.date, step.distance) for step in timeline.steps()]


@pytest.mark.parametrize("address", [HOME, AFTER_INTERVIEW, ARTICLE])
def test_without_script_it_is_a_plan_in_words_and_nothing_pretends_to_work(
    open_page: OpenPage, address: str
) -> None:
    timeline = TimelinePage.open(open_page(Visitor(script=False)), address)
    assert in_words(timeline) == IN_WORDS
    assert timeline.now() is None
    assert "At most 2 messages that nobody asked for" in timeline.text()
    assert timeline.live_controls() == []


def test_without_script_a_step_opens_its_message(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(Visitor(script=False)), AFTER_INTERVIEW)
    assert timeline.open_message_of("Check in, briefly").title == "The check-in"


def test_a_script_that_never_arrives_leaves_the_plan_in_words(open_page: OpenPage) -> None:
    page = open_page()
    lose_components(page)
    page.goto(AFTER_INTERVIEW)
    timeline = TimelinePage(page)
    assert in_words(timeline) == IN_WORDS
    expect(timeline.field(INTERVIEW_DATE)).to_be_hidden()


def test_an_interview_date_gives_each_step_its_date(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(Visitor(today="2027-02-27")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2027-02-27")
    assert [(step.title, step.date, step.distance, step.state) for step in timeline.steps()] == [
        ("Send a thank-you note", "Sat Feb 27", "today", "today"),
        ("Check in, briefly", "Mon Mar 8", "in 9 days", "next"),
        ("Send something worth reading", "Mon Mar 15", "in 16 days", "later"),
        ("Stop waiting", "Mon Mar 22", "in 23 days", "later"),
    ]
    assert [step.moved for step in timeline.steps()] == ["", "Moved from Sat Mar 6: weekend", "", ""]
    assert timeline.now() == "Today: Send a thank-you note"


def test_a_date_that_is_there_before_the_script_is_not_lost(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    with scripts_held_back(timeline.page):
        timeline.enter_interview_date("2026-11-19")
    assert timeline.dates()[0] == "Thu Nov 19"


def test_a_reply_date_moves_what_waits_for_it(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(Visitor(today="2026-11-23")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-23")
    assert timeline.dates() == ["Mon Nov 23", "Mon Nov 30", "Mon Dec 7", "Mon Dec 14"]
    timeline.enter_reply_date("2026-12-04")
    assert timeline.dates() == ["Mon Nov 23", "Tue Dec 8", "Tue Dec 15", "Tue Dec 22"]


@pytest.mark.parametrize(
    ("time", "timezone"),
    [("23:30", "America/Los_Angeles"), ("00:30", "Pacific/Auckland")],
    ids=["west", "east"],
)
def test_the_day_is_the_one_on_the_readers_own_calendar(
    open_page: OpenPage, time: str, timezone: str
) -> None:
    visitor = Visitor(today="2026-11-19", time=time, timezone=timezone)
    timeline = TimelinePage.open(open_page(visitor), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    assert timeline.steps()[0].distance == "today"


def test_a_cleared_date_brings_the_words_back(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    assert timeline.is_planned()
    timeline.enter_interview_date("")
    assert in_words(timeline) == IN_WORDS
    assert timeline.now() is None
    expect(timeline.page).to_have_url(re.compile("^[^#]+$"))


def test_what_is_to_be_sent_now_asks_for_its_reason_first(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    assert timeline.is_planned()
    expect(timeline.message_link("Send a thank-you note")).to_be_hidden()
    timeline.choose_reason(THEIR_TIME)
    assert timeline.open_message_of("Send a thank-you note").title == "The thank-you note"


def test_a_late_reader_is_asked_what_was_sent_and_gets_the_late_note(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(Visitor(today="2026-11-19")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-13")
    assert timeline.now() is None
    timeline.tell_what_was_sent()
    assert timeline.now() == "Today: The late thank-you note"
    timeline.choose_reason(THEIR_TIME)
    assert timeline.open_message_of("The late thank-you note").title == "The late thank-you note"


def test_what_was_sent_stands_on_its_day(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(Visitor(today="2026-11-19")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-13")
    timeline.tell_what_was_sent({"Send a thank-you note": "2026-11-14"})
    assert [(step.date, step.state) for step in timeline.steps()[:2]] == [
        ("Sat Nov 14", "done"),
        ("Fri Nov 20", "next"),
    ]
    assert timeline.now() == "Nothing to do today."


def test_a_step_that_is_left_out_says_why_and_offers_no_message(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(Visitor(today="2026-11-24")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-12")
    timeline.tell_what_was_sent()
    assert [step.state for step in timeline.steps()] == ["dropped", "today", "next", "later"]
    assert timeline.steps()[0].moved.startswith("The moment for this note has passed.")
    expect(timeline.message_link("Send a thank-you note")).to_be_hidden()


@pytest.mark.parametrize("label", [INTERVIEW_DATE, REPLY_DATE])
def test_a_date_that_does_not_exist_is_explained_at_its_field(open_page: OpenPage, label: str) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    if label == REPLY_DATE:
        timeline.enter_interview_date("2026-11-19")
        assert timeline.is_planned()
    timeline.type_date(label, "02302027")
    expect(timeline.field(label)).to_have_attribute("aria-invalid", "true")
    expect(timeline.field(label)).to_have_accessible_description(re.compile("date does not exist"))
    expect(timeline.content.get_by_text("date does not exist")).to_be_visible()
    assert not timeline.is_planned()


@pytest.mark.parametrize(
    ("start", "reply_by", "label", "words"),
    [
        pytest.param("2025-11-18", "", INTERVIEW_DATE, "more than a year ago", id="long ago"),
        pytest.param("2027-11-20", "", INTERVIEW_DATE, "more than a year away", id="far away"),
        pytest.param("2026-11-19", "2026-11-18", REPLY_DATE, "before the interview date", id="reply first"),
    ],
)
def test_a_date_that_makes_no_plan_is_explained_at_its_field(
    open_page: OpenPage, start: str, reply_by: str, label: str, words: str
) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    timeline.enter_interview_date(start)
    timeline.enter_reply_date(reply_by)
    expect(timeline.content.get_by_text(words)).to_be_visible()
    expect(timeline.field(label)).to_have_accessible_description(re.compile(words))
    assert not timeline.is_planned()


def test_a_corrected_date_leaves_no_complaint_behind(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    date = timeline.field(INTERVIEW_DATE)
    timeline.enter_interview_date("2025-11-18")
    expect(date).to_have_accessible_description(re.compile("more than a year ago"))
    timeline.enter_interview_date("2026-11-19")
    assert timeline.is_planned()
    expect(date).to_have_accessible_description("")
    expect(date).not_to_have_attribute("aria-invalid", "true")


def test_the_keyboard_comes_to_the_date_first(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    assert timeline.first_tab_stop() == INTERVIEW_DATE


@pytest.mark.parametrize("address", [HOME, AFTER_INTERVIEW, ARTICLE])
def test_the_date_can_be_typed_without_a_mouse(open_page: OpenPage, address: str) -> None:
    timeline = TimelinePage.open(open_page(), address)
    timeline.tab_to(timeline.field(INTERVIEW_DATE))
    timeline.page.keyboard.type("11192026")
    assert timeline.dates()[0] == "Thu Nov 19"
