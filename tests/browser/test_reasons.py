"""Why they did not call: a list to read, and with script three questions that sort it."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.pages.reasons_page import REASONS, ReasonsPage
from tests.browser.visitors import OpenPage, Visitor

STAGE, SAID, SINCE = "How far had you come?", "What did they say last?", "And since then?"
CALL_SET, SILENT = "A time for a call, and no call came", "Nothing, from that day on"

MISSED, BUS, MONEY = "You have missed each other", "The bus", "The money was never approved"

FITS = "Fits what you said"
FITS_PARTLY = "Fits part of what you said"
FITS_NOT = "Doesn’t fit what you said, and happens all the same"

_NOTE_CHANGES = """explorer => {
  window.changes = [];
  document.addEventListener("reason-explorer:change", event => window.changes.push(event.detail));
}"""


def test_without_script_all_of_it_can_be_read(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(Visitor(script=False)), REASONS)
    assert 14 <= len(reasons.titles()) <= 20
    assert reasons.live_controls() == []
    for words in ("Signs that fit, and prove nothing", "What you can do", "What you can’t"):
        expect(reasons.reason(BUS).get_by_text(words)).to_be_visible()
    expect(reasons.content.get_by_role("heading", level=2).last).to_have_text("You may never know")
    reasons.press(reasons.reason(MISSED).get_by_role("link", name=f"Link to: {MISSED}"))
    assert reasons.page.url.endswith("/reasons/#reason-missed-each-other")
    reasons.follow("See what to do today")
    assert reasons.title == "After an interview"


def test_what_fits_is_put_first_and_nothing_is_taken_away(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(), REASONS)
    before = reasons.titles()
    expect(reasons.count).to_have_text(f"{len(before)} reasons. It may be any of them.")
    assert set(reasons.fits().values()) == {""}
    reasons.choose(SAID, CALL_SET)
    expect(reasons.count).to_have_text(
        "4 reasons fit what you said. Listed first, and still only guesses: you may never know."
    )
    fits = reasons.fits()
    assert sorted(fits) == sorted(before)
    assert [title for title, words in fits.items() if words == FITS] == list(fits)[:4]
    assert fits[MISSED] == FITS
    assert fits[MONEY] == FITS_NOT
    expect(reasons.content.get_by_role("heading", level=2).last).to_have_text("You may never know")


def test_answers_are_given_in_any_order_and_taken_back(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(), REASONS)
    before = reasons.titles()
    reasons.choose(SAID, CALL_SET)
    alone = reasons.fits()
    reasons.choose(SINCE, SILENT)
    both = reasons.fits()
    assert set(both.values()) == {FITS, FITS_PARTLY, FITS_NOT}
    assert both != alone
    reasons.press(reasons.start_over)
    assert reasons.titles() == before
    expect(reasons.start_over).to_be_hidden()
    expect(reasons.answer(STAGE, "I can’t say")).to_be_focused()
    reasons.choose(SINCE, SILENT)
    reasons.choose(SAID, CALL_SET)
    assert reasons.fits() == both
    reasons.choose(SINCE, "I can’t say")
    assert reasons.fits() == alone


def test_by_keyboard(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(), REASONS)
    keyboard = reasons.page.keyboard
    reasons.tab_to(reasons.answer(SAID, "I can’t say"))
    keyboard.press("ArrowUp")
    expect(reasons.answer(SAID, CALL_SET)).to_be_checked()
    expect(reasons.answer(SAID, CALL_SET)).to_be_focused()
    expect(reasons.count).to_contain_text("4 reasons fit")
    reasons.tab_to(reasons.start_over)
    keyboard.press("Enter")
    expect(reasons.count).to_contain_text("any of them")


def test_on_the_narrowest_phone_it_answers_to_taps_and_nothing_juts_out(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(Visitor(phone=True, width=320)), REASONS)
    reasons.choose(STAGE, "One interview or call")
    reasons.choose(SAID, CALL_SET)
    expect(reasons.answer(STAGE, "One interview or call")).to_be_checked()
    expect(reasons.count).to_contain_text("fit what you said")
    assert reasons.overflow() == []


def test_a_prefilled_link_leads_to_a_reason(open_page: OpenPage) -> None:
    fragment = "fu=1&from=Sam&note=This+one%2C+I+think.&go=reason-swamped"
    reasons = ReasonsPage.open(open_page(Visitor(phone=True)), REASONS, fragment)
    title = "They are up to their necks in work"
    expect(reasons.reason(title)).to_have_attribute("data-arrived", "")
    assert reasons.is_at_the_top(title)
    expect(reasons.page.get_by_text("This one, I think.")).to_have_count(1)


def test_a_reason_has_a_link_to_copy(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(), REASONS)
    reasons.choose(SAID, CALL_SET)
    reasons.press(reasons.reason(BUS).get_by_role("link", name="Link to: The bus"))
    expect(reasons.page.get_by_role("status").filter(has_text="Copied.")).to_have_count(1)
    copied: str = reasons.page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("/reasons/#reason-the-bus")


def test_other_components_hear_what_has_been_answered(open_page: OpenPage) -> None:
    reasons = ReasonsPage.open(open_page(), REASONS)
    reasons.content.evaluate(_NOTE_CHANGES)
    reasons.choose(SAID, CALL_SET)
    reasons.choose(SAID, CALL_SET)
    reasons.press(reasons.start_over)
    [answered, none] = reasons.page.evaluate("window.changes")
    assert answered["answers"] == {"said": "call-set"}
    assert "missed-each-other" in answered["fitting"]
    assert none == {"answers": {}, "fitting": []}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_no_violation(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    reasons = ReasonsPage.open(open_page(Visitor(scheme=scheme)), REASONS, "reason-the-bus")
    assert find_violations(reasons.page) == []
    reasons.choose(SINCE, SILENT)
    assert find_violations(reasons.page) == []
