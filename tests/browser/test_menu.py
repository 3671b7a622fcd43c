"""The menu of small screens, and the search beside it: by keyboard, and on the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.kept import come_back_to
from tests.browser.pages.site_page import SitePage
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MESSAGE = "messages/check-in/"
ABOUT = "about/"  # has headings of its own, which stand in the menu too

# 400 percent of 1280 pixels.
ZOOMED = Visitor(width=320)

# Everything that has the focus, from the first press of the Tab key on, and whether it can be seen.
_IS_SEEN = """() => {
  const one = document.activeElement;
  const { left, right, width, height } = one.getBoundingClientRect();
  const isSeen = one.checkVisibility({ visibilityProperty: true }) && right > 0 && left < innerWidth;
  return [one.localName, one.textContent.trim().slice(0, 30), isSeen && width > 0 && height > 0];
}"""


def menu_button(page: Page) -> Locator:
    return page.get_by_role("banner").get_by_role("button", name="Menu", exact=True)


def menu(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("navigation", name="Navigation", exact=True)


def stops(page: Page, count: int) -> list[tuple[str, str, bool]]:
    """Return what the Tab key reaches, and whether it can be seen there."""
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(tuple(page.evaluate(_IS_SEEN)))
    return found


class TestWithoutScript:
    def test_the_keyboard_opens_it(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(Visitor(script=False, width=320)), MESSAGE).page
        box = page.get_by_role("checkbox", name="Menu")
        page.keyboard.press("Tab")
        expect(box).to_be_focused()
        expect(menu(page).get_by_role("link", name="Checklists")).to_be_hidden()
        page.keyboard.press("Space")
        expect(menu(page).get_by_role("link", name="Checklists")).to_be_visible()


class TestMenu:
    def test_nothing_that_is_closed_takes_the_focus(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(ZOOMED), MESSAGE).page
        assert [stop for stop in stops(page, 12) if not stop[2]] == []

    def test_opened_and_left_by_keyboard(self, open_page: OpenPage) -> None:
        site_page = SitePage.open(open_page(ZOOMED), MESSAGE)
        page = site_page.page
        site_page.tab_to(menu_button(page))
        expect(menu_button(page)).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(menu(page).get_by_role("link", name="Home")).to_be_focused()
        expect(menu_button(page)).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(menu_button(page)).to_be_focused()
        expect(menu_button(page)).to_have_attribute("aria-expanded", "false")
        expect(menu(page).get_by_role("link", name="Home")).to_be_hidden()

    def test_it_closes_behind_whoever_goes_on(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(ZOOMED), MESSAGE).page
        menu_button(page).press("Enter")
        about = menu(page).get_by_role("link", name="About")
        about.focus()
        page.keyboard.press("Tab")
        expect(about).to_be_hidden()
        assert page.evaluate(_IS_SEEN)[2]

    def test_a_finger_opens_it_and_closes_it_beside_it(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(Visitor(phone=True)), MESSAGE).page
        menu_button(page).tap()
        expect(menu(page).get_by_role("link", name="Articles")).to_be_visible()
        page.touchscreen.tap(380, 400)
        expect(menu(page).get_by_role("link", name="Articles")).to_be_hidden()
        expect(menu_button(page)).to_have_attribute("aria-expanded", "false")

    @pytest.mark.parametrize("address", ["articles/", "articles/why-didnt-they-call/"])
    def test_it_is_the_same_on_every_page(self, open_page: OpenPage, address: str) -> None:
        page = SitePage.open(open_page(Visitor(phone=True)), address).page
        menu_button(page).tap()
        expect(menu(page).get_by_role("link", name="For coaches")).to_be_visible()

    def test_the_headings_of_a_page_unfold_by_keyboard(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(ZOOMED), "coaches/").page
        menu_button(page).press("Enter")
        unfold = menu(page).get_by_role("button", name="For coaches")
        expect(unfold).to_have_attribute("aria-expanded", "false")
        unfold.press("Enter")
        contents = page.get_by_role("navigation", name="On this page")
        expect(contents.get_by_role("link").first).to_be_focused()
        contents.get_by_role("button").press("Space")
        expect(unfold).to_be_focused()
        expect(unfold).to_have_attribute("aria-expanded", "false")

    def test_it_is_closed_when_a_reader_comes_back(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(Visitor(phone=True)), MESSAGE).page
        menu_button(page).tap()
        menu(page).get_by_role("link", name="Checklists").tap()
        page.wait_for_url("**/checklists/")
        page.go_back()
        SitePage(page).awake()
        expect(menu(page).get_by_role("link", name="Checklists")).to_be_hidden()
        # From the browser's memory it would come as it was left.
        menu_button(page).tap()
        come_back_to(page)
        expect(menu(page).get_by_role("link", name="Checklists")).to_be_hidden()


class TestSearch:
    def test_what_is_found_takes_no_focus_while_it_is_closed(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(Visitor(searches=True)), ABOUT).page
        assert [stop for stop in stops(page, 8) if not stop[2]] == []

    def test_the_keyboard_goes_through_what_is_found_and_on(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(Visitor(searches=True)), ABOUT).page
        # The theme opens its results after a moment, which does not pass while the clock stands still.
        page.clock.set_system_time(Visitor().now)
        field = page.get_by_role("textbox", name="Search")
        field.press_sequentially("ghosted")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
        expect(field).to_have_accessible_description("The arrow keys go through what is found.")
        page.keyboard.press("ArrowDown")
        expect(page.locator(".md-search-result__link:focus")).to_have_count(1)
        field.focus()
        page.keyboard.press("Tab")
        assert page.evaluate(_IS_SEEN)[2]

    def test_where_the_themes_script_does_not_arrive_it_says_so(self, open_page: OpenPage) -> None:
        page = open_page(Visitor(searches=True))
        page.route("**/bundle.*.min.js", lambda route: route.abort("aborted"))
        page.goto(ABOUT)
        expect(page.locator(".md-search-result__meta")).to_have_text(
            "The search did not load. Reload the page."
        )
