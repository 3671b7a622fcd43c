"""What is read, sent or ticked, on paper: how many pages it takes, what is on them, and what is left out."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages.board_page import MY_FOLLOW_UPS
from tests.browser.pages.checklist_page import STOP_DWELLING, ChecklistPage
from tests.browser.pages.message_page import CHECK_IN, THANK_YOU, MessagePage
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

# One object for each page; the tree that holds them is of type /Pages.
_PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")

# Points of 1/72 inch, as Chromium writes them (ISO 32000-1, 14.11.2).
_PAPER = {"A4": rb"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", "Letter": rb"/MediaBox \[0 0 612 792\]"}

_LEFT_OUT = [".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".fu-awaits-script", ".fu-permalink"]

# What would be cut where a page ends, and is short enough not to be.
_KEPT_WHOLE = ".fu-timeline__step, .fu-item, .fu-message__variant, .fu-coach"


@dataclass(frozen=True)
class Sheet:
    """A kind of page, as someone prints it.

    Attributes:
        address: Where it is.
        pages: How many sheets of paper it may take.
        words: What is on them, among other things.
    """

    address: str
    pages: range
    words: tuple[str, ...]


SHEETS = {
    "article": Sheet(ARTICLE, range(3, 6), ("butterflies", "Then, dead air", "Career Polish, Inc.")),
    "plan": Sheet(AFTER_INTERVIEW, range(1, 2), ("Send a thank-you note", "Stop waiting", "Done on")),
    "message": Sheet(CHECK_IN, range(1, 2), ("Subject", "[Who you spoke with]", "Honest reasons")),
    "checklist": Sheet(STOP_DWELLING, range(1, 2), ("Stop dwelling", "Tell one friend how it went")),
}


def open_sheet(open_page: OpenPage, kind: str) -> Page:
    page = open_page(Visitor(today="2026-11-27"))
    SitePage.open(page, SHEETS[kind].address)
    return page


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("kind", SHEETS)
def test_it_takes_as_many_sheets_as_it_needs(open_page: OpenPage, kind: str, paper: str) -> None:
    pdf = open_sheet(open_page, kind).pdf(format=paper)
    assert re.search(_PAPER[paper], pdf)
    assert len(_PAGE_OBJECT.findall(pdf)) in SHEETS[kind].pages


@pytest.mark.parametrize("kind", SHEETS)
def test_the_words_are_on_paper_and_what_is_for_the_screen_is_not(open_page: OpenPage, kind: str) -> None:
    page = open_sheet(open_page, kind)
    page.emulate_media(media="print")
    text = SitePage(page).text()
    assert [words for words in SHEETS[kind].words if words not in text] == []
    expect(page.locator(", ".join(_LEFT_OUT)).filter(visible=True)).to_have_count(0)
    boxes = page.locator(".fu-item__box").count()
    assert len(SitePage(page).live_controls()) == boxes
    for part in page.locator(_KEPT_WHOLE).filter(visible=True).all():
        expect(part).to_have_css("break-inside", "avoid")


def test_of_a_message_only_the_version_on_view_is_printed_filled_in(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), CHECK_IN)
    message.fill("Who you spoke with", "Sam")
    message.page.emulate_media(media="print")
    assert message.shown() == ["E-mail, warm"]
    expect(message.content.get_by_text("Hi Sam,")).to_be_visible()


@pytest.mark.parametrize("address", [THANK_YOU, MY_FOLLOW_UPS])
def test_nothing_is_printed_that_has_lost_what_it_belongs_to(open_page: OpenPage, address: str) -> None:
    page = open_page()
    content = SitePage.open(page, address).content
    page.emulate_media(media="print")
    component = content.locator("message-template, follow-up-board")
    expect(component).to_be_visible()
    expect(component.locator("~ *").filter(visible=True)).to_have_count(0)


def test_without_script_every_version_of_a_message_is_printed(open_page: OpenPage) -> None:
    page = open_page(Visitor(script=False))
    message = SitePage.open(page, CHECK_IN)
    page.emulate_media(media="print")
    assert {"E-mail, warm", "Voicemail, plain"} <= set(message.text().splitlines())


def test_what_was_ticked_stays_ticked_on_paper(open_page: OpenPage) -> None:
    checklist = ChecklistPage.open(open_page(), STOP_DWELLING)
    checklist.tick("Tell one friend how it went")
    checklist.page.emulate_media(media="print", color_scheme="dark")
    box = checklist.box("Tell one friend how it went")
    expect(box).to_be_checked()
    # Browsers print no backgrounds: a tick that was light on dark would be lost.
    tick = box.evaluate("box => getComputedStyle(box, '::before').borderBottomColor")
    assert tick == "rgb(0, 0, 0)"


def test_sources_and_the_booking_have_their_addresses_on_paper_and_nothing_else_has(
    open_page: OpenPage,
) -> None:
    page = open_sheet(open_page, "article")
    page.emulate_media(media="print")
    after = """links => links.filter(link => link.checkVisibility())
      .filter(link => getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
      .map(link => link.closest("section").getAttribute("aria-labelledby"))"""
    spelled_out = page.locator("main article a").evaluate_all(after)
    assert set(spelled_out) == {"fu-sources", "coach-name"}


def test_a_dark_page_prints_black_on_white(open_page: OpenPage) -> None:
    plan = TimelinePage.open(open_page(Visitor(today="2026-11-27")), AFTER_INTERVIEW)
    plan.page.emulate_media(media="print", color_scheme="dark")
    heading = plan.content.get_by_role("heading", level=1)
    expect(heading).to_have_css("color", "rgb(0, 0, 0)")
    expect(plan.page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
