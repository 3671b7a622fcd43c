"""Every component in every state of its examples: what a machine can check, and the narrowest phone."""

from __future__ import annotations

import re

import pytest

from followup.catalog import load_catalog
from followup.example_files import FOLDER, load_examples
from tests.browser.axe import find_violations
from tests.browser.kept import format_document, keep, make_plan
from tests.browser.pages.site_page import SitePage
from tests.browser.site import PROJECT, Site
from tests.browser.visitors import OpenPage, Visitor

NARROWEST = 320
TODAY = "2026-11-23"  # the day of the build
WITHOUT_EXAMPLES = {"shared", "sharing"}  # parts of others, and what stands in a page's head


pytestmark = pytest.mark.parametrize("site", ["previews"], indirect=True)


def read_links(site: Site) -> list[str]:
    """Return the addresses that the preview's page leads to, relative to the site."""
    answer = site.get(f"{site.address}preview/")
    assert answer.status == 200
    links = re.findall(r'<li><a href="\.\./([^"]+)"', answer.content.decode())
    return [link.replace("&amp;", "&") for link in links]


def test_every_component_has_examples_and_each_is_shown(site: Site) -> None:
    components = {path.name for path in (PROJECT / FOLDER).iterdir() if path.is_dir()}
    examples = load_examples(PROJECT, load_catalog(PROJECT))
    assert set(examples) == components - WITHOUT_EXAMPLES
    written = [
        path.read_text("utf-8").count("- name: ") for path in (PROJECT / FOLDER).glob("*/examples.yml")
    ]
    links = read_links(site)
    assert len(links) == sum(written)
    for link in links:
        assert site.get(site.address + link.partition("#")[0]).status == 200, link


def test_no_example_has_a_violation_or_is_wider_than_the_narrowest_phone(
    open_page: OpenPage, site: Site
) -> None:
    page = open_page(Visitor(phone=True, width=NARROWEST, today=TODAY))
    found: dict[str, list[str]] = {}
    for link in read_links(site):
        # A fragment alone would load nothing.
        page.goto("about:blank")
        address, _, fragment = link.partition("#")
        shown = SitePage.open(page, address, fragment)
        found[link] = [*shown.overflow(), *find_violations(page)]
    assert {link: wrong for link, wrong in found.items() if wrong} == {}


def test_a_full_board_is_no_different(open_page: OpenPage, site: Site) -> None:
    (board,) = (link for link in read_links(site) if "follow-up-board" in link)
    page = open_page(Visitor(phone=True, width=NARROWEST, today=TODAY))
    shown = SitePage.open(page, board)
    plans = [
        make_plan(f"{number:024x}", name="W" * 80, values={"start": f"2026-11-{number + 1:02}"})
        for number in range(20)
    ]
    keep(page, format_document(*plans))
    page.reload()
    shown.awake()
    assert shown.overflow() == []
    assert find_violations(page) == []
