"""Light and dark: as the system has it, until the reader chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import HOME
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from typing import Literal

    from playwright.sync_api import Page

ARTICLE = "articles/why-didnt-they-call/"

# As the first scripts of the page leave it, before anything of it has been painted.
_NOTE_FIRST_COLORS = """new MutationObserver((_, observer) => {
  if (document.querySelector("main")) {
    window.firstScheme = document.body.dataset.mdColorScheme;
    observer.disconnect();
  }
}).observe(document, { childList: true, subtree: true });"""


def first_scheme(page: Page) -> str:
    scheme: str = page.evaluate("window.firstScheme")
    return scheme


def test_without_script_there_is_no_switch(open_page: OpenPage) -> None:
    page = SitePage.open(open_page(Visitor(script=False)), ARTICLE)
    expect(page.color_switch).to_have_count(0)
    assert page.live_controls() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_at_first_the_page_is_as_the_system_is(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    tab = open_page(Visitor(scheme=scheme))
    tab.add_init_script(_NOTE_FIRST_COLORS)
    page = SitePage.open(tab, ARTICLE)
    assert page.is_dark() == (scheme == "dark")
    assert first_scheme(tab) == {"light": "default", "dark": "slate"}[scheme]
    other = {"light": "dark", "dark": "light"}[scheme]
    expect(page.color_switch).to_have_accessible_name(f"Switch to {other} mode")
    assert page.page.evaluate("localStorage.length") == 0


def test_it_goes_with_the_system_while_nothing_is_chosen(open_page: OpenPage) -> None:
    page = SitePage.open(open_page(), ARTICLE)
    page.page.emulate_media(color_scheme="dark")
    expect(page.color_switch).to_have_accessible_name("Switch to light mode")
    assert page.is_dark()
    page.color_switch.click()
    assert not page.is_dark()
    page.page.emulate_media(color_scheme="light")
    page.page.emulate_media(color_scheme="dark")
    expect(page.color_switch).to_have_accessible_name("Switch to dark mode")
    assert not page.is_dark()


def test_a_choice_holds_on_every_page_from_the_first_moment(open_page: OpenPage) -> None:
    tab = open_page(Visitor(phone=True))
    tab.add_init_script(_NOTE_FIRST_COLORS)
    page = SitePage.open(tab, HOME)
    page.color_switch.tap()
    assert page.is_dark()
    page = SitePage.open(tab, ARTICLE)
    assert page.is_dark()
    assert first_scheme(tab) == "slate"
    page.color_switch.tap()
    tab.reload()
    assert not page.awake().is_dark()


def test_the_keyboard_switches_and_keeps_its_place(open_page: OpenPage) -> None:
    page = SitePage.open(open_page(), ARTICLE)
    page.tab_to(page.color_switch)
    page.page.keyboard.press("Enter")
    assert page.is_dark()
    expect(page.color_switch).to_be_focused()
    page.page.keyboard.press("Space")
    assert not page.is_dark()


def bar_color(page: Page) -> str:
    """Return the color that the page asks for the browser's own bar."""
    bars = page.locator("meta[name='theme-color']")
    color: str = bars.evaluate_all("bars => bars.find(bar => matchMedia(bar.media).matches).content")
    return color


def test_the_browsers_bar_goes_with_the_page(open_page: OpenPage) -> None:
    page = SitePage.open(open_page(), ARTICLE)
    light = bar_color(page.page)
    page.color_switch.click()
    dark = bar_color(page.page)
    assert dark != light
    page.page.reload()
    page.awake()
    assert bar_color(page.page) == dark
    page.color_switch.click()
    assert bar_color(page.page) == light


def test_a_choice_is_taken_over_in_other_tabs(open_page: OpenPage) -> None:
    one = SitePage.open(open_page(), ARTICLE)
    other = SitePage.open(one.page.context.new_page(), HOME)
    one.color_switch.click()
    expect(other.color_switch).to_have_accessible_name("Switch to light mode")
    assert other.is_dark()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_sheet_of_paper_is_white_to_its_edges(
    open_page: OpenPage, scheme: Literal["light", "dark"]
) -> None:
    page = SitePage.open(open_page(Visitor(scheme=scheme)), ARTICLE).page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
