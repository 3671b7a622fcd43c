"""What a reader meets when something is not there: a page, a script, a place to keep things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.incidents import Incidents, Kind
from tests.browser.network import lose_components
from tests.browser.pages.coaches_pages import ADDRESSES, COACHES
from tests.browser.pages.kinds import CHECKLIST
from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.pages.reasons_page import REASONS
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

_BLOCK_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  const get = () => { throw new DOMException("No storage here", "SecurityError"); };
  Object.defineProperty(window, name, {get});
}
"""

_TELL_OF_NO_PAINT = "window.PerformanceObserver = class { observe() {} disconnect() {} };"

NOWHERE = "timelines/long-gone/and/deeper/"


def open_nowhere(page: Page, site: Site, incidents: Incidents) -> SitePage:
    """Go to an address that leads nowhere, on a host that answers as hosts of static sites do."""
    incidents.expect(Kind.FAILED_REQUEST, f"404 {site.address}{NOWHERE}")
    answer = site.get(f"{site.address}404.html")
    page.route(
        f"**/{NOWHERE}",
        lambda route: route.fulfill(status=404, content_type=answer.media_type, body=answer.content),
    )
    return SitePage.open(page, NOWHERE)


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
def test_an_address_that_leads_nowhere_leads_on_from_any_depth(
    open_page: OpenPage, site: Site, incidents: Incidents
) -> None:
    page = open_page(Visitor(phone=True))
    nowhere = open_nowhere(page, site, incidents)
    assert nowhere.title == "There is nothing at this address"
    assert find_violations(page) == []
    links = nowhere.content.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 5
    assert {site.get(link).status for link in links} == {200}
    nowhere.follow("Timelines")
    page.wait_for_url("**/timelines/")
    assert nowhere.awake().title == "Timelines"


def test_without_script_it_leads_on_too(open_page: OpenPage, site: Site, incidents: Incidents) -> None:
    nowhere = open_nowhere(open_page(Visitor(script=False)), site, incidents)
    nowhere.follow("My follow-ups")
    nowhere.page.wait_for_url("**/my-follow-ups/")
    assert nowhere.title == "My follow-ups"


def search(page: Page, words: str) -> None:
    """Search, and see that something is found."""
    # The theme opens its results after a moment, which does not pass while the clock stands still.
    page.clock.set_system_time(Visitor().now)
    page.get_by_role("textbox", name="Search").press_sequentially(words)
    expect(page.get_by_role("dialog", name="Search").get_by_role("link").first).to_be_visible()


def test_where_the_browser_does_not_tell_of_a_paint_the_search_still_works(open_page: OpenPage) -> None:
    page = open_page(Visitor(searches=True))
    page.add_init_script(_TELL_OF_NO_PAINT)
    SitePage.open(page, "about/")
    search(page, "ghosted")


@pytest.mark.parametrize("address", ["checklists/stop-dwelling/", "messages/", COACHES])
def test_where_the_scripts_do_not_arrive_the_page_is_still_of_use(open_page: OpenPage, address: str) -> None:
    plain = SitePage.open(open_page(Visitor(script=False)), address).text()
    page = open_page()
    lose_components(page)
    page.goto(address)
    if address == COACHES:
        expect(
            page.get_by_text("The form that makes links needs JavaScript, which isn’t running.")
        ).to_be_visible()
    words = SitePage(page).text()
    assert [line for line in plain.splitlines() if line.strip() and line not in words] == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (AFTER_INTERVIEW, "The date form did not load."),
        (THANK_YOU, "The form did not load."),
        ("messages/", "The search did not load."),
        (REASONS, "The questions did not load."),
        (CHECKLIST, "The boxes did not load"),
        (ADDRESSES, "The search did not load."),
    ],
)
def test_what_never_arrives_is_named_and_takes_no_room(open_page: OpenPage, address: str, words: str) -> None:
    page = open_page(Visitor(phone=True))
    lose_components(page)
    page.goto(address)
    expect(page.get_by_text(words)).to_be_visible()
    rooms = page.locator(".fu-awaits-script").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert rooms
    assert max(rooms) == 0


def test_where_nothing_can_be_kept_the_search_and_the_colors_work(open_page: OpenPage) -> None:
    page = open_page(Visitor(searches=True))
    page.add_init_script(_BLOCK_STORAGE)
    SitePage.open(page, "about/")
    search(page, "ghosted")
    page.keyboard.press("Escape")
    page.get_by_title("Switch to dark mode").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_where_a_link_cannot_be_read_a_message_is_still_of_use(
    open_page: OpenPage, incidents: Incidents
) -> None:
    page = open_page()
    page.route("**/fragment.mjs", lambda route: route.abort())
    incidents.expect(Kind.FAILED_REQUEST, "fragment.mjs")
    message = MessagePage.open(page, THANK_YOU, "fu=1&contact=Sam&from=Alex")
    expect(message.content.get_by_text("What this link brings cannot be filled in just now")).to_be_visible()
    message.field("Who you spoke with").fill("Sam")
    assert "Hi Sam" in message.text_of("E-mail, warm")
