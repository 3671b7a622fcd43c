"""Short names, said on the phone and typed by hand: each leads to its page, and brings what it should."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from followup.catalog import load_catalog
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import TimelinePage
from tests.browser.site import PROJECT
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.site import Site

LINKS = load_catalog(PROJECT).links
OF_EACH_KIND = ["interview", "patient", "stop", "why"]
"""Names that bring nothing, values, a place; and one of an article."""

at_a_root_and_under_a_path = pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)


def arrive(page: Page, site: Site, name: str, fragment: str = "") -> tuple[str, str]:
    """Go to a short name, and return the path in the site and the fragment of where that ends."""
    page.goto(f"go/{name}/#{fragment}" if fragment else f"go/{name}/", wait_until="commit")
    page.wait_for_url(lambda url: "/go/" not in url, wait_until="domcontentloaded")
    end = urlsplit(page.url)
    return "/" + end.path.removeprefix(site.path), end.fragment


@at_a_root_and_under_a_path
def test_without_script_a_short_name_leads_to_its_page(open_page: OpenPage, site: Site) -> None:
    page = open_page(Visitor(script=False))
    for name in OF_EACH_KIND:
        assert arrive(page, site, name) == (LINKS[name].to, "")


@at_a_root_and_under_a_path
def test_a_short_name_hands_on_what_the_readers_own_link_says(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    for name in OF_EACH_KIND:
        assert arrive(page, site, name, "fu=1&note=100%25+yours") == (
            LINKS[name].to,
            "fu=1&note=100%25+yours",
        )


def test_a_short_name_that_brings_nothing_leads_to_the_page_alone(open_page: OpenPage, site: Site) -> None:
    assert arrive(open_page(), site, "thanks") == ("/messages/thank-you/", "")


@at_a_root_and_under_a_path
def test_a_short_name_goes_to_its_place_on_the_page(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    arrive(page, site, "stop")
    SitePage(page).awake()
    expect(page.locator("#step-close")).to_be_in_viewport()


def test_a_short_name_fills_in_its_values(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    assert arrive(page, site, "patient") == ("/timelines/after-interview/", "fu=1&pace=patient")
    expect(TimelinePage(page).content.get_by_label("Pace")).to_have_value("patient")


def test_the_readers_own_link_wins_as_a_whole(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    assert arrive(page, site, "patient", "fu=1&company=Acme")[1] == "fu=1&company=Acme"
    expect(TimelinePage(page).content.get_by_label("Pace")).not_to_have_value("patient")


def test_the_back_button_does_not_end_in_the_short_name(open_page: OpenPage, site: Site) -> None:
    page = open_page()
    page.goto("about/")
    arrive(page, site, "thanks")
    page.go_back()
    expect(page).to_have_url(f"{site.address}about/")
