"""What a coach writes into a link: shown as theirs, above any page."""

import re
from typing import Literal
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.network import scripts_held_back
from tests.browser.pages.coach_note import PageWithNote
from tests.browser.pages.message_page import THANK_YOU
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, HOME
from tests.browser.visitors import OpenPage, Visitor

CHECKLIST = "checklists/stop-dwelling/"
ABOUT = "about/"
LETTER = "Hi Alex,\n\nhere is your plan.\n  Call me on Friday: https://coach.example/\n\nSam"
MARKUP = "<b>bold</b><script>window.canary = 1</script>\n[a](https://evil.example) {{ 7 * 7 }} &amp;"

BLOCK_STORAGE = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});"""


def link(**values: str) -> str:
    return urlencode({"fu": "1"} | {key.rstrip("_"): value for key, value in values.items()})


def test_without_script_there_is_no_note_and_no_room_for_one(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(Visitor(script=False)), ABOUT, link(from_="Sam Field", note=LETTER))
    expect(page.note).to_have_count(0)
    assert page.live_controls() == []
    box = page.page.locator("coach-note").bounding_box()
    assert box is None or box["height"] == 0


@pytest.mark.parametrize("address", [HOME, AFTER_INTERVIEW, THANK_YOU, CHECKLIST, ARTICLE, ABOUT])
def test_a_note_stands_above_any_page_as_the_coachs_own(open_page: OpenPage, address: str) -> None:
    page = PageWithNote.open(open_page(), address, link(from_="Sam Field", note=LETTER))
    expect(page.note).to_have_accessible_name("A note from Sam Field")
    expect(page.note_text).to_be_visible()
    assert page.note_text.inner_text() == LETTER
    expect(page.note).to_contain_text("It came with the link that you opened. It is not from this site.")
    expect(page.note.get_by_role("link")).to_have_count(0)
    expect(page.announcement).to_have_text("A note from Sam Field, above the page.")
    assert page.focused() == "body"


def test_a_note_from_nobody_says_where_it_came_from(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(), ABOUT, link(note="Good luck"))
    expect(page.note_title).to_have_text("A note came with this link")
    expect(page.note_text).to_have_text("Good luck")


def test_a_name_alone_says_who_sent_the_link(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(), ABOUT, link(from_="Sam Field"))
    expect(page.note_title).to_have_text("Sam Field sent you this link")
    expect(page.note_text).to_be_hidden()
    expect(page.note).to_contain_text("The name came with the link that you opened.")


@pytest.mark.parametrize(
    "fragment", ["", "fu=1&company=Acme", "fu=1&from=+&note=%00%0A", "note=Hi", "then-dead-air"]
)
def test_without_a_note_nothing_shows(open_page: OpenPage, fragment: str) -> None:
    page = PageWithNote.open(open_page(), ARTICLE, fragment)
    expect(page.note).to_have_count(0)
    expect(page.announcement).to_be_empty()


def test_without_a_link_nothing_is_fetched_to_read_one(open_page: OpenPage) -> None:
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    PageWithNote.open(page, ABOUT)
    assert not [url for url in requests if url.endswith(("note-banner.mjs", "fragment.mjs"))]


def test_markup_in_a_note_is_text(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(), ABOUT, link(from_=MARKUP[:60], note=MARKUP))
    assert page.note_text.inner_text() == MARKUP
    expect(page.note_title.locator("bdi")).to_have_text(MARKUP[:60])
    assert page.page.evaluate("window.canary") is None


def test_a_thousand_characters_fit_on_the_narrowest_phone(open_page: OpenPage) -> None:
    page = PageWithNote.open(
        open_page(Visitor(phone=True, width=320)), ABOUT, link(from_="W" * 200, note="W" * 1000)
    )
    expect(page.note_text).to_have_text("W" * 1000)
    assert page.overflow() == []


@pytest.mark.parametrize("address", [AFTER_INTERVIEW, THANK_YOU, ABOUT])
def test_a_note_too_long_is_said_once(open_page: OpenPage, address: str) -> None:
    page = PageWithNote.open(open_page(), address, link(from_="Sam Field", note="a" * 1001))
    words = "Note: this is 1,001 characters long. 1,000 is the most that fits."
    expect(page.note).to_contain_text(words)
    expect(page.note_title).to_have_text("A note from Sam Field")
    expect(page.page.get_by_text(words)).to_have_count(1)


def test_a_plan_that_writes_its_own_address_takes_no_note_away(open_page: OpenPage) -> None:
    page = open_page()
    with scripts_held_back(page, re.compile(r"/note-banner\.mjs$")):
        fragment = link(start="2026-11-19", from_="Sam Field", note="a" * 1001)
        page.goto(f"{AFTER_INTERVIEW}#{fragment}")
        expect(page).not_to_have_url(re.compile("note="))
    expect(PageWithNote(page).awake().note).to_contain_text("Note: this is 1,001 characters long.")


def test_a_closed_note_stays_closed_in_this_tab_and_for_this_link(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(), ABOUT, link(from_="Sam Field", note="One"))
    page.close_note()
    expect(page.note).to_have_count(0)
    expect(page.announcement).to_have_text("The note is closed.")
    page.page.reload()
    expect(page.awake().note).to_have_count(0)
    expect(PageWithNote.open(page.page, ABOUT, link(from_="Sam Field", note="Two")).note).to_be_visible()
    page.close_note()
    expect(PageWithNote.open(page.page, ARTICLE, link(from_="Sam Field", note="One")).note).to_have_count(0)
    another_tab = page.page.context.new_page()
    expect(PageWithNote.open(another_tab, ABOUT, link(from_="Sam Field", note="One")).note).to_be_visible()


def test_a_note_can_be_closed_where_nothing_is_stored(open_page: OpenPage) -> None:
    tab = open_page()
    tab.add_init_script(BLOCK_STORAGE)
    page = PageWithNote.open(tab, ABOUT, link(note="One"))
    page.tab_to(page.note.get_by_role("button", name="Close the note"))
    tab.keyboard.press("Enter")
    expect(page.note).to_have_count(0)
    tab.evaluate("location.hash = '#fu=1&note=Two'")
    expect(page.note_text).to_have_text("Two")
    tab.evaluate("location.hash = '#fu=1&note=One'")
    expect(page.note).to_have_count(0)


def test_a_link_within_the_page_leaves_the_note(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(), ARTICLE, link(note="One"))
    expect(page.note).to_be_visible()
    page.page.evaluate("location.hash = '#then-dead-air'")
    expect(page.content.get_by_role("heading", name="Then, dead air")).to_be_in_viewport()
    expect(page.note_text).to_have_text("One")


def test_a_note_is_printed_without_its_button(open_page: OpenPage) -> None:
    page = PageWithNote.open(open_page(), AFTER_INTERVIEW, link(from_="Sam Field", note=LETTER))
    expect(page.note).to_be_visible()
    page.page.emulate_media(media="print")
    expect(page.note_text).to_be_visible()
    expect(page.note.get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_note_has_no_violation(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    page = PageWithNote.open(open_page(Visitor(scheme=scheme)), ABOUT, link(from_="Sam Field", note=LETTER))
    expect(page.note).to_be_visible()
    assert find_violations(page.page) == []
