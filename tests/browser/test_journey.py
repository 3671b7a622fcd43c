"""The ways of a reader and of a coach through the site, in every browser that it is tested with."""

from __future__ import annotations

import os
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx import Document
from playwright.sync_api import expect

from followup.embeds import embed_snippet
from tests.browser.engines import read_download
from tests.browser.incidents import Incidents, Kind
from tests.browser.pages.board_page import BoardPage
from tests.browser.pages.checklist_page import STOP_DWELLING, ChecklistPage
from tests.browser.pages.coach_note import PageWithNote
from tests.browser.pages.coaches_pages import COACHES, CoachesPage
from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.pages.timeline_page import (
    AFTER_INTERVIEW,
    ARTICLE,
    INTERVIEW_DATE,
    REPLY_DATE,
    TimelinePage,
)
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.browser.site import Site

FRIEND = "Tell one friend how it went"

_FITS_ITS_FRAME = """() => Math.abs(
  document.querySelector("iframe").clientHeight - (window.heard.at(-1) ?? 0)) < 1"""
_LISTEN = "window.heard = []; addEventListener('message', ({data}) => window.heard.push(data.height));"

UNCHANGED = "FIREFOX" in os.environ
of_files_made_on_the_page = pytest.mark.skipif(
    UNCHANGED, reason="an unchanged Firefox saves them, and Playwright is not told"
)


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_from_the_article_to_a_message_to_send(open_page: OpenPage, *, phone: bool) -> None:
    article = TimelinePage.open(open_page(Visitor(today="2026-11-17", phone=phone)), ARTICLE)
    article.enter_interview_date("2026-11-17")
    assert article.dates() == ["Tue Nov 17", "Tue Nov 24", "Tue Dec 1", "Tue Dec 8"]
    assert article.now() == "Today: Send a thank-you note"

    article.choose_reason("You met, and they gave you their time")
    message = article.open_message_of("Send a thank-you note")
    assert message.title == "The thank-you note"
    message.fill("Who you spoke with", "Sam")
    message.fill("Your name", "Alex")
    text = message.text_of("E-mail, warm")
    assert text.startswith("Hi Sam,\n\nThank you for the time you gave me.")
    assert text.endswith("Warm regards,\nAlex")

    assert message.copy("body", "E-mail, warm") == "Copied."
    assert message.clipboard() == text

    download = message.download("Text file (.txt)")
    assert download.suggested_filename == "thank-you.txt"
    assert "[Who you spoke with]" in read_download(download).decode("utf-8")


def test_where_copying_is_refused_the_journey_still_ends_well(open_page: OpenPage) -> None:
    article = TimelinePage.open(open_page(Visitor(phone=True, clipboard=False)), ARTICLE)
    article.enter_interview_date("2026-11-19")
    message = article.open_message_of("Check in, briefly")
    assert "copy it from here" in message.copy("body", "E-mail, warm")
    assert message.selection() == message.text_of("E-mail, warm")


def test_the_way_back_finds_the_plan_again(open_page: OpenPage) -> None:
    plan = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    plan.enter_interview_date("2026-11-19")
    dates = plan.dates()
    plan.open_message_of("Check in, briefly")
    plan.page.go_back()
    assert plan.awake().dates() == dates


def test_a_plan_that_is_kept_stands_on_the_board(open_page: OpenPage) -> None:
    plan = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    plan.enter_interview_date("2026-11-19")
    dates = plan.dates()
    plan.tell_more(company="Acme")
    plan.keep()
    # Nothing of it comes with an address: the browser has kept it.
    plan.page.goto("about:blank")
    board = BoardPage.visit(plan.page)
    assert board.names() == ["Acme"]
    again = TimelinePage.open(plan.page, AFTER_INTERVIEW)
    expect(again.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
    assert again.dates() == dates


def test_what_is_ticked_stays_ticked(open_page: OpenPage) -> None:
    checklist = ChecklistPage.open(open_page(), STOP_DWELLING)
    checklist.tick(FRIEND)
    expect(checklist.box(FRIEND)).to_be_checked()
    checklist.wait_until_kept(tell_one_friend="2026-11-19")
    checklist.page.reload()
    expect(checklist.awake().box(FRIEND)).to_be_checked()
    expect(checklist.count).to_contain_text("1 of 9")


@pytest.mark.parametrize("site", ["sub-path"], indirect=True)
def test_the_link_that_a_coach_makes_opens_filled_in_under_a_note(open_page: OpenPage, site: Site) -> None:
    coach = CoachesPage.open(open_page(), COACHES)
    coach.choose("/timelines/after-interview/")
    values = {"start": "2026-11-19", "reply-by": "2026-12-04", "company": "Acme & Söhne", "from": "Sam Field"}
    coach.fill(values | {"note": "Good luck.\n100% yours"})
    assert coach.link.startswith(f"{site.address}timelines/after-interview/#fu=1&start=2026-11-19")
    coach.press(coach.button("Copy link"))
    expect(coach.status).to_contain_text("Copied")
    assert coach.clipboard() == coach.link

    client = open_page()
    client.goto(coach.clipboard())
    note = PageWithNote(client).awake()
    expect(note.note).to_have_accessible_name("A note from Sam Field")
    assert note.note_text.inner_text() == "Good luck.\n100% yours"
    plan = TimelinePage(client).planned()
    expect(plan.field(INTERVIEW_DATE)).to_have_value("2026-11-19")
    expect(plan.field(REPLY_DATE)).to_have_value("2026-12-04")
    expect(plan.field("Company")).to_have_value("Acme & Söhne")


def test_a_short_name_hands_on_what_the_link_says(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto("go/patient/#fu=1&start=2026-11-19&note=100%25+yours", wait_until="commit")
    page.wait_for_url("**/timelines/**")
    assert page.url == f"{site.address}timelines/after-interview/#fu=1&start=2026-11-19&note=100%25+yours"
    expect(TimelinePage(page).awake().field(INTERVIEW_DATE)).to_have_value("2026-11-19")


def test_an_embed_takes_the_height_of_what_is_in_it(
    open_page: OpenPage, sites: Mapping[str, Site], site: Site, incidents: Incidents
) -> None:
    """A page of another host frames a timeline as its author was told to."""
    host = f"{sites['sub-path'].address}downloads/messages/thank-you.txt"
    incidents.expect(Kind.FOREIGN_REQUEST, host)
    page = open_page()
    # Any page of that host will do: browsers let one from nowhere frame nothing on this machine.
    page.goto(host)
    snippet = embed_snippet(f"{site.address}embed/timelines/after-interview/", "My plan")
    page.set_content(f'<script>{_LISTEN}</script><div style="width: 280px">{snippet}</div>')
    page.wait_for_function(_FITS_ITS_FRAME)
    frame = page.frame_locator("iframe")
    frame.get_by_label(INTERVIEW_DATE, exact=True).fill("2026-11-19")
    expect(frame.locator("[data-step='check-in'] [data-part='date']")).to_have_text("Fri Nov 27")
    page.wait_for_function(_FITS_ITS_FRAME)


@of_files_made_on_the_page
def test_a_plan_can_be_put_into_a_calendar(open_page: OpenPage) -> None:
    plan = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    plan.enter_interview_date("2026-11-19")
    plan.dates()
    plan.open_calendar()
    calendar = plan.download_calendar()
    assert calendar.suggested_filename.endswith(".ics")
    assert b"\r\nDTSTART;VALUE=DATE:20261127\r\n" in read_download(calendar)


@of_files_made_on_the_page
def test_a_message_can_be_saved_filled_in(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    letter = message.save("Word (.docx)")
    assert letter.suggested_filename.endswith(".docx")
    paragraphs = Document(BytesIO(read_download(letter))).paragraphs
    assert "Hi Sam," in [paragraph.text for paragraph in paragraphs]


@pytest.mark.skipif(UNCHANGED, reason="Playwright can not turn scripts off in an unchanged Firefox")
@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
def test_without_script_the_way_leads_as_far(open_page: OpenPage, site: Site) -> None:
    page = open_page(Visitor(script=False))
    page.goto("go/interview/", wait_until="commit")
    page.wait_for_url("**/timelines/**")
    plan = TimelinePage(page)
    assert plan.live_controls() == []
    expect(plan.step("Check in, briefly")).to_contain_text("after the interview")
    plan.press(plan.message_link("Check in, briefly"))
    page.wait_for_url(f"{site.address}messages/check-in/")
    message = MessagePage(page)
    assert message.live_controls() == []
    # All versions stand one below the other, with what is to be filled in.
    assert message.shown() == message.variants()
    assert b"[Your name]" in read_download(message.download("Text file (.txt)"))
    page.goto(STOP_DWELLING)
    assert len(ChecklistPage(page).boxes()) == 9
