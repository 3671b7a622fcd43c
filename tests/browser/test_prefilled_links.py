"""Links that a coach sends: they open the page filled in, and do no harm whatever stands in them."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.pages.timeline_page import (
    AFTER_INTERVIEW,
    ARTICLE,
    HOME,
    INTERVIEW_DATE,
    REPLY_DATE,
    TimelinePage,
)
from tests.browser.visitors import OpenPage, Visitor

HOSTILE = "<img src=x onerror=\"alert('here')\"><script>alert('there')</script>{{ 7 * 7 }}&amp;\"'"


def link(**values: str) -> str:
    """Return the fragment of a prefilled link, version 1."""
    return urlencode({"fu": "1"} | {key.replace("_", "-"): value for key, value in values.items()})


@pytest.mark.parametrize("address", [HOME, AFTER_INTERVIEW, ARTICLE])
def test_a_link_opens_with_the_dates_drawn(open_page: OpenPage, address: str) -> None:
    fragment = link(start="2026-11-23", reply_by="2026-12-04")
    timeline = TimelinePage.open(open_page(Visitor(today="2026-11-23")), address, fragment)
    expect(timeline.field(INTERVIEW_DATE)).to_have_value("2026-11-23")
    expect(timeline.field(REPLY_DATE)).to_have_value("2026-12-04")
    assert timeline.dates() == ["Mon Nov 23", "Tue Dec 8", "Tue Dec 15", "Tue Dec 22"]


def test_what_is_typed_goes_into_the_address_and_comes_back_with_it(open_page: OpenPage) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    dates = timeline.dates()
    expect(timeline.page).to_have_url(re.compile("/#fu=1&start=2026-11-19$"))
    timeline.page.reload()
    assert timeline.awake().dates() == dates


def test_what_a_coach_wrote_stays_in_the_address(open_page: OpenPage) -> None:
    fragment = link(start="2026-11-19", **{"from": "Your coach", "note": "Good luck"})
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    timeline.enter_interview_date("2026-11-20")
    timeline.dates()
    expect(timeline.page).to_have_url(re.compile("start=2026-11-20&from=Your[+]coach&note=Good[+]luck$"))


def test_a_link_without_a_date_keeps_what_it_brought(open_page: OpenPage) -> None:
    fragment = link(reply_by="2026-12-04", company="Acme", role="Analyst", contact="Sam", note="Hello")
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    expect(timeline.field("Company")).to_have_value("Acme")
    # Before there is a plan: the messages are filled in all the same.
    message = timeline.open_message_of("Check in, briefly")
    assert message.subject_of("E-mail, warm") == "The Analyst job at Acme"
    message.page.go_back()
    timeline.awake()
    expect(timeline.field(REPLY_DATE)).to_have_value("2026-12-04")
    timeline.page.reload()
    expect(timeline.awake().field("Company")).to_have_value("Acme")
    expect(timeline.page).to_have_url(re.compile(f"/#{re.escape(fragment)}$"))


def test_a_link_with_a_bad_date_stays_until_it_is_mended(open_page: OpenPage) -> None:
    fragment = link(start="2026-02-31", company="Acme")
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    for _ in range(2):
        expect(timeline.content.get_by_text("is not a date on the calendar")).to_be_visible()
        expect(timeline.page).to_have_url(re.compile(f"/#{fragment}$"))
        timeline.page.reload()
    timeline.awake().enter_interview_date("2026-11-19")
    expect(timeline.page).to_have_url(re.compile("/#fu=1&start=2026-11-19&company=Acme$"))


def test_a_late_reader_finds_their_messages_filled_before_they_answer(open_page: OpenPage) -> None:
    fragment = link(start="2026-11-19", company="Acme", role="Analyst", contact="Sam")
    timeline = TimelinePage.open(open_page(Visitor(today="2026-11-29")), AFTER_INTERVIEW, fragment)
    expect(timeline.question).to_be_visible()
    message = timeline.open_message_of("Check in, briefly")
    assert message.subject_of("E-mail, warm") == "The Analyst job at Acme"


def test_what_the_link_says_about_the_job_reaches_the_message(open_page: OpenPage) -> None:
    fragment = link(start="2026-11-19", company="Acme", role="Operations Analyst", contact="Sam", name="Alex")
    message = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment).open_message_of("Check in, briefly")
    assert message.subject_of("E-mail, warm") == "The Operations Analyst job at Acme"
    text = message.text_of("E-mail, warm")
    assert text.startswith("Hi Sam,")
    assert text.endswith("Alex")


def test_a_message_link_fills_the_fields_that_the_message_declares(open_page: OpenPage) -> None:
    fragment = link(contact="Sam", takeaway="Pairs work.", reason="felt-welcome")
    message = MessagePage.open(open_page(), THANK_YOU, fragment)
    expect(message.field("Who you spoke with")).to_have_value("Sam")
    text = message.text_of("E-mail, warm")
    assert "Thank you for making me feel so welcome." in text
    assert "\n\nPairs work.\n\n" in text


def test_a_link_can_go_to_a_step(open_page: OpenPage) -> None:
    phone = Visitor(phone=True)
    timeline = TimelinePage.open(open_page(phone), AFTER_INTERVIEW, link(start="2026-11-19", go="step-close"))
    expect(timeline.step("Stop waiting")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("start", "reply_by", "label", "words"),
    [
        pytest.param("2026-02-30", "", INTERVIEW_DATE, "“2026-02-30” is not a date", id="start"),
        pytest.param("11/19/2026", "", INTERVIEW_DATE, "“11/19/2026” is not a date", id="start, as spoken"),
        pytest.param("2026-11-19", "2026-11-31", REPLY_DATE, "“2026-11-31” is not a date", id="reply-by"),
        pytest.param("2026-11-19", "2026-11-18", REPLY_DATE, "before the interview date", id="reply first"),
    ],
)
def test_a_bad_date_is_named_beside_its_field_and_no_plan_is_drawn(
    open_page: OpenPage, start: str, reply_by: str, label: str, words: str
) -> None:
    fragment = link(start=start, reply_by=reply_by, company="Acme")
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    expect(timeline.content.get_by_text(words)).to_be_visible()
    expect(timeline.field(label)).to_have_attribute("aria-invalid", "true")
    assert not timeline.is_planned()


def test_a_bad_date_can_be_corrected_and_the_rest_of_the_link_still_works(open_page: OpenPage) -> None:
    fragment = link(start="2026-02-30", contact="Sam")
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    timeline.enter_interview_date("2026-11-19")
    assert timeline.dates()[0] == "Thu Nov 19"
    expect(timeline.content.get_by_text("is not a date")).to_be_hidden()
    assert timeline.open_message_of("Check in, briefly").text_of("E-mail, warm").startswith("Hi Sam,")


def test_a_value_too_long_is_named_beside_its_field(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU, link(contact="Sam", company="A" * 201))
    expect(message.content.get_by_text("201 characters")).to_be_visible()
    expect(message.field("Who you spoke with")).to_have_value("Sam")
    expect(message.field("The company")).to_have_value("")


def test_hostile_values_are_text_in_a_message(open_page: OpenPage) -> None:
    fragment = link(contact=HOSTILE, role=HOSTILE, company=HOSTILE, name=HOSTILE, takeaway=HOSTILE)
    message = MessagePage.open(open_page(), THANK_YOU, fragment)
    expect(message.field("Your name")).to_have_value(HOSTILE)
    for name in message.variants():
        assert message.text_of(name).count(HOSTILE) >= 2
    assert message.subject_of("E-mail, warm") == f"Thank you, {HOSTILE}"
    expect(message.content.get_by_role("img")).to_have_count(0)


def test_hostile_values_are_text_in_a_timeline(open_page: OpenPage) -> None:
    hostile = HOSTILE[:30]
    fragment = link(start=hostile, reply_by=hostile, pace=hostile, company=hostile, go=hostile)
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    for label in (INTERVIEW_DATE, REPLY_DATE):
        expect(timeline.field(label)).to_have_accessible_description(re.compile(re.escape(hostile)))
    expect(timeline.content.get_by_role("img")).to_have_count(0)


@pytest.mark.parametrize(
    "fragment", ["step-share", "fu=0&start=2026-11-19", "start=2026-11-19", "fu=1&start=%E0%A4%A"]
)
def test_a_fragment_that_is_no_good_link_leaves_the_page_usable(open_page: OpenPage, fragment: str) -> None:
    timeline = TimelinePage.open(open_page(), AFTER_INTERVIEW, fragment)
    assert not timeline.is_planned()
    timeline.enter_interview_date("2026-11-19")
    assert timeline.is_planned()
