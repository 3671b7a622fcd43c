"""What every page of the site has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

# A custom element has done its first work as soon as it is defined. A note or a plan comes a moment later, as
# does the theme's script, which tells the page that it knows a keyboard's focus.
_IS_AWAKE = """() => document.querySelector(
  ":not(:defined), .fu-opens-note coach-note, .fu-opens-plan follow-up-timeline,"
  + " #__config:not(.js-focus-visible *)") === null"""

# What juts out of the window and can not be reached by scrolling a part of the page.
_FIND_OVERFLOW = """body => {
  const scrolls = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const isReached = element => element !== body && (scrolls(element) || isReached(element.parentElement));
  const width = window.screen.width;
  const found = [...body.querySelectorAll("*")]
    .filter(element => element.checkVisibility() && element.getBoundingClientRect().right > width + 1)
    .filter(element => !isReached(element))
    .map(element => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`);
  const page = document.documentElement.scrollWidth;
  return page > width ? [`the page is ${page} px wide, the window ${width} px`, ...found] : found;
}"""

_FIND_FIRST_TAB_STOP = """content => {
  const first = [...content.querySelectorAll("*")].find(element =>
    element.tabIndex >= 0 && !element.disabled && element.checkVisibility({visibilityProperty: true}));
  return first?.labels?.[0]?.innerText ?? first?.innerText ?? "";
}"""

_COLOR_SWITCH = re.compile("^Switch to (light|dark) mode$")

_IS_DARK = """() => {
  const { color, backgroundColor } = getComputedStyle(document.body);
  const light = text => text.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  const isDark = light(color) > light(backgroundColor);
  const { colorScheme } = getComputedStyle(document.documentElement);
  if (isDark !== (colorScheme === "dark")) {
    throw new Error(`the page is ${isDark ? "dark" : "light"}, and its scroll bars are ${colorScheme}`);
  }
  return isDark;
}"""

# More presses of the Tab key than any page needs from its top to its end.
_TAB_LIMIT = 100


class SitePage:
    """A page of the site, in an open browser.

    Its methods say what a reader does and sees; what they touch is found by role and label, as assistive
    technology finds it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    def open(cls, page: Page, address: str, fragment: str = "") -> Self:
        """Go to an address of the site and wait until its components are awake.

        Args:
            page: Where to open it.
            address: Relative to the site: ``timelines/after-interview/``, and ``./`` for the home page.
            fragment: What stands after the ``#``.
        """
        page.goto(f"{address}#{fragment}" if fragment else address)
        return cls(page).awake()

    def awake(self) -> Self:
        """Wait until every component of the page has started, where scripts run at all."""
        self.page.wait_for_load_state()
        if self.page.evaluate("document.documentElement.classList.contains('js')"):
            self.page.wait_for_function(_IS_AWAKE)
        return self

    @property
    def content(self) -> Locator:
        """What the page is about, without header, navigation and footer."""
        return self.page.get_by_role("main").get_by_role("article")

    @property
    def title(self) -> str:
        """Its main heading."""
        return self.content.get_by_role("heading", level=1).inner_text().removesuffix("¶").strip()

    @property
    def color_switch(self) -> Locator:
        """The button in the header that changes between light and dark."""
        return self.page.get_by_role("banner").get_by_role("button", name=_COLOR_SWITCH)

    def is_dark(self) -> bool:
        """Whether the text is lighter than its ground, and the browser's own parts go with it."""
        is_dark: bool = self.page.evaluate(_IS_DARK)
        return is_dark

    def text(self) -> str:
        """All the text of its content that can be seen."""
        return self.content.inner_text()

    def follow(self, link: str) -> None:
        """Follow the first link of the content with that name."""
        self.press(self.content.get_by_role("link", name=link).first)

    def press(self, control: Locator) -> None:
        """Tap or click, whichever the visitor's device does."""
        if self.page.evaluate("navigator.maxTouchPoints > 0"):
            control.tap()
        else:
            control.click()

    def live_controls(self) -> list[str]:
        """Return the markup of every control on the whole page that is there to be used."""
        controls = self.page.locator("form, button, input, select, textarea").filter(visible=True)
        return [
            control.evaluate("control => control.outerHTML.slice(0, 100)")
            for control in controls.all()
            if control.is_enabled()
        ]

    def first_tab_stop(self) -> str:
        """Return the label or the text of what the Tab key reaches first in the content."""
        name: str = self.content.evaluate(_FIND_FIRST_TAB_STOP)
        return name

    def tab_to(self, control: Locator) -> None:
        """Press the Tab key until the control has the focus."""
        for _ in range(_TAB_LIMIT):
            if self._has_focus(control):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not reach {control}")

    def tab_away_from(self, control: Locator) -> None:
        """Press the Tab key until the control has lost the focus: a date has parts to go through."""
        for _ in range(_TAB_LIMIT):
            if not self._has_focus(control):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key is caught in {control}")

    def overflow(self) -> list[str]:
        """Say what of the page is wider than the screen."""
        found: list[str] = self.page.locator("body").evaluate(_FIND_OVERFLOW)
        return found

    def _has_focus(self, control: Locator) -> bool:
        return bool(control.evaluate("control => control === document.activeElement"))
