"""What a machine can check of WCAG 2.2 and of good practice, on each kind of page.

The states that a component can be in are checked where it is tested.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.kept import format_document, keep, make_plan
from tests.browser.pages.board_page import MY_FOLLOW_UPS, BoardPage
from tests.browser.pages.coaches_pages import ADDRESSES
from tests.browser.pages.gallery_page import GALLERY, GalleryPage
from tests.browser.pages.kinds import CHECKLIST, EVERY_KIND_OF_PAGE
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, HOME, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

_STOPS = 60

Scheme = Literal["light", "dark"]
in_both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


# What shows a focus: an outline, around the control itself or around what stands for it: the label after the
# theme's radio buttons, and the form of its search.
_FIND_UNMARKED_FOCUS = """() => {
  const isOutlined = element => {
    const {outlineStyle, outlineWidth} = getComputedStyle(element);
    return outlineStyle !== "none" && parseFloat(outlineWidth) > 0;
  };
  const controls = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
  const stops = [...controls]
    .filter(element => element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true}));
  return stops.filter(element => {
    element.focus();
    const shown = element.matches(".md-option") ? element.nextElementSibling
      : element.matches(".md-search__input") ? element.form : element;
    return document.activeElement === element && !isOutlined(shown);
  }).map(element => element.outerHTML.slice(0, 120));
}"""

# Behind text whose colors it has set, the browser lays the color of paper; text of that color cannot be read.
_FIND_VANISHED = """() => {
  const probe = document.body.appendChild(document.createElement("p"));
  probe.style.color = "Canvas";
  const paper = getComputedStyle(probe).color;
  probe.remove();
  const isText = ({nodeType, data}) => nodeType === Node.TEXT_NODE && data.trim();
  const hasText = element => [...element.childNodes].some(isText);
  const vanished = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility({visibilityProperty: true})) continue;
    for (const pseudo of [null, "::before", "::after"]) {
      const {borderBottomStyle, borderBottomWidth, color, content, forcedColorAdjust} =
        getComputedStyle(element, pseudo);
      const isWritten = pseudo === null ? hasText(element) : !["none", "normal", '""'].includes(content);
      if (isWritten && color === paper && forcedColorAdjust !== "none")
        vanished.push(`text of ${element.localName}.${element.className}${pseudo ?? ""}`);
      if (pseudo === null && element.matches(".fu-button, .fu-field__input")
          && (borderBottomStyle === "none" || parseFloat(borderBottomWidth) === 0))
        vanished.push(`edge of ${element.localName}.${element.className}`);
    }
  }
  return vanished;
}"""

# The browser gives text and edges the reader's colors, and leaves those of pictures to the page.
_FIND_COLORS_OF_ITS_OWN = """() => {
  const probe = document.body.appendChild(document.createElement("p"));
  const asComputed = name => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  };
  const allowed = ["Canvas", "CanvasText", "LinkText", "ButtonText", "GrayText", "Highlight"].map(asComputed);
  probe.remove();
  return [...document.querySelectorAll("main svg *")].filter(element => element.checkVisibility())
    .flatMap(element => ["fill", "stroke"].map(property => [element, property]))
    .map(([element, property]) => [element, property, getComputedStyle(element)[property]])
    .filter(([, , color]) => color !== "none" && !allowed.includes(color))
    .map(([element, property, color]) =>
      `${property} of ${element.localName}.${element.getAttribute("class")}: ${color}`);
}"""

_FIND_MOVEMENT = """() => [...document.querySelectorAll("*")].filter(element => {
  const {animationDuration, animationName, scrollBehavior, transitionDuration} = getComputedStyle(element);
  const lasts = durations => durations.split(",").some(duration => parseFloat(duration) > 0);
  return scrollBehavior === "smooth" || lasts(transitionDuration)
    || animationName !== "none" && lasts(animationDuration);
}).map(element => `${element.localName}.${element.className}`)"""


# Going backwards: whether the focus is in the page still, and whether the header leaves any of it to be seen.
_LOOK_AT_FOCUS = """() => {
  const element = document.activeElement;
  if (!element.matches("main *, footer *")) return {isBelow: false};
  const {bottom} = element.getBoundingClientRect();
  const isCovered = bottom <= document.querySelector(".md-header").getBoundingClientRect().bottom;
  return {isBelow: true, covered: isCovered ? element.outerHTML.slice(0, 120) : null};
}"""

_APPEND_WHAT_NOBODY_SEES = """content => {
  const button = content.appendChild(document.createElement("button"));
  button.className = "fu-button";
  button.textContent = "Press me";
  const styles = {border: "0", color: "Canvas", outline: "none", transition: "color 1s"};
  for (const [name, value] of Object.entries(styles)) button.style.setProperty(name, value, "important");
}"""


def look_back(page: Page) -> list[str]:
    """Go backwards by keyboard, and return what the header hides wholly while it has the focus."""
    covered = []
    # The longest page lists some hundred addresses one like the other.
    for _ in range(_STOPS):
        page.keyboard.press("Shift+Tab")
        focus = page.evaluate(_LOOK_AT_FOCUS)
        if not focus["isBelow"]:
            break
        if focus["covered"] is not None:
            covered.append(focus["covered"])
    return covered


@pytest.mark.parametrize(
    "visitor",
    [
        pytest.param(Visitor(), id="at a desk"),
        pytest.param(Visitor(scheme="dark", phone=True, width=320), id="on a phone in the dark"),
    ],
)
def test_no_kind_of_page_has_a_violation(open_page: OpenPage, visitor: Visitor) -> None:
    page = open_page(visitor)
    found = {address: find_violations(SitePage.open(page, address).page) for address in EVERY_KIND_OF_PAGE}
    assert {address: violations for address, violations in found.items() if violations} == {}


def test_nothing_vanishes_where_the_reader_has_colors_of_their_own(open_page: OpenPage) -> None:
    page = open_page(Visitor(today="2026-11-24"))
    page.emulate_media(forced_colors="active")
    found = {
        address: SitePage.open(page, address).page.evaluate(_FIND_VANISHED) for address in EVERY_KIND_OF_PAGE
    }
    plan = "fu=1&start=2026-11-12&done=thank-you.2026-11-12"
    found[plan] = TimelinePage.open(page, AFTER_INTERVIEW, plan).planned().page.evaluate(_FIND_VANISHED)
    assert {address: vanished for address, vanished in found.items() if vanished} == {}


@in_both_schemes
def test_pictures_take_the_colors_that_the_reader_has_set(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page(Visitor(scheme=scheme, today="2026-11-24"))
    page.emulate_media(forced_colors="active")
    found = {}
    for address in EVERY_KIND_OF_PAGE:
        found[address] = SitePage.open(page, address).page.evaluate(_FIND_COLORS_OF_ITS_OWN)
    keep(page, format_document(make_plan("kept")))
    board = BoardPage.visit(page)
    expect(board.content.get_by_role("img", name="The next 6 weeks")).to_be_visible()
    found["kept"] = page.evaluate(_FIND_COLORS_OF_ITS_OWN)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_every_tab_stop_shows_the_focus_and_nothing_moves(open_page: OpenPage) -> None:
    # The visitor has asked their system for less motion.
    page = open_page()
    found = {}
    for address in EVERY_KIND_OF_PAGE:
        SitePage.open(page, address)
        # From here on it is the keyboard that moves the focus.
        page.keyboard.press("Tab")
        found[address] = [*page.evaluate(_FIND_MOVEMENT), *page.evaluate(_FIND_UNMARKED_FOCUS)]
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "window",
    [
        pytest.param({"width": 1280, "height": 700}, id="at a desk"),
        # WCAG 2.2, 1.4.10: what 400 percent zoom makes of a desk's window.
        pytest.param({"width": 320, "height": 500}, id="zoomed in"),
    ],
)
def test_the_header_hides_no_focus_on_the_way_back(open_page: OpenPage, window: ViewportSize) -> None:
    page = open_page()
    page.set_viewport_size(window)
    found = {}
    for address in (AFTER_INTERVIEW, ARTICLE, CHECKLIST, GALLERY, MY_FOLLOW_UPS, ADDRESSES):
        SitePage.open(page, address)
        page.get_by_role("contentinfo").get_by_role("link").last.focus()
        found[address] = look_back(page)
    assert {address: covered for address, covered in found.items() if covered} == {}


@in_both_schemes
def test_a_gallery_that_has_been_filtered_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    gallery = GalleryPage.open(open_page(Visitor(scheme=scheme)), GALLERY)
    gallery.search("panel")
    assert len(gallery.titles()) == 1
    assert find_violations(gallery.page) == []


def test_the_keyboard_skips_to_the_content_and_goes_through_the_tabs(open_page: OpenPage) -> None:
    home = SitePage.open(open_page(), HOME)
    keyboard = home.page.keyboard
    skip = home.page.get_by_role("link", name="Skip to content")
    keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    home.tab_to(home.page.get_by_role("navigation", name="Tabs").get_by_role("link", name="About"))
    keyboard.press("Enter")
    home.page.wait_for_url("**/about/")
    about = SitePage(home.page).awake()
    keyboard.press("Tab")
    keyboard.press("Enter")
    home.page.wait_for_url("**/about/#about-this-site")
    keyboard.press("Tab")
    assert about.content.locator(":focus").count() == 1


@in_both_schemes
def test_a_drawn_plan_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    timeline = TimelinePage.open(open_page(Visitor(scheme=scheme, today="2026-11-24")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-12")
    timeline.tell_what_was_sent()
    assert {step.state for step in timeline.steps()} == {"dropped", "today", "next", "later"}
    assert find_violations(timeline.page) == []


@in_both_schemes
def test_the_question_to_a_late_reader_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    timeline = TimelinePage.open(open_page(Visitor(scheme=scheme, today="2026-11-24")), AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-12")
    assert not timeline.is_planned()
    assert "First, what have you sent already?" in timeline.text()
    assert find_violations(timeline.page) == []


@in_both_schemes
def test_a_complaint_has_no_violation(open_page: OpenPage, scheme: Scheme) -> None:
    timeline = TimelinePage.open(open_page(Visitor(scheme=scheme)), AFTER_INTERVIEW, "fu=1&start=2026-02-30")
    expect(timeline.content.get_by_text("is not a date")).to_be_visible()
    assert find_violations(timeline.page) == []


def test_the_check_can_fail(open_page: OpenPage) -> None:
    page = SitePage.open(open_page(), HOME)
    page.content.evaluate("content => content.append(document.createElement('button'))")
    assert [violation.partition(" ")[0] for violation in find_violations(page.page)] == ["button-name"]


def test_the_checks_of_colors_focus_and_motion_can_fail(open_page: OpenPage) -> None:
    page = open_page()
    page.emulate_media(forced_colors="active")
    SitePage.open(page, "about/").content.evaluate(_APPEND_WHAT_NOBODY_SEES)
    page.keyboard.press("Tab")
    found = [page.evaluate(check) for check in (_FIND_VANISHED, _FIND_MOVEMENT, _FIND_UNMARKED_FOCUS)]
    assert found[:2] == [["text of button.fu-button", "edge of button.fu-button"], ["button.fu-button"]]
    assert len(found[2]) == 1
