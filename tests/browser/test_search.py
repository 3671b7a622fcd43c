"""What readers find, as the theme's own search ranks it, and how a result reads."""

from __future__ import annotations

import json
import re
from typing import Any, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import HOME
from tests.browser.site import PROJECT
from tests.browser.visitors import OpenPage, Visitor

SEARCH = json.loads((PROJECT / "tests/cases/search.json").read_text("utf-8"))

# The theme's search runs in a worker, which takes the index (0) and then queries (2), and answers each.
ASK_THE_WORKER = """async queries => {
  const {base, search} = JSON.parse(document.getElementById("__config").textContent);
  const home = new URL(base, location.href);
  const index = await (await fetch(new URL("search/search_index.json", `${home}/`))).json();
  const worker = new Worker(new URL(search, location.href));
  const ask = message => new Promise(resolve => {
    worker.onmessage = event => resolve(event.data.data);
    worker.postMessage(message);
  });
  await ask({type: 0, data: {...index, options: {suggest: false}}});
  const found = {};
  for (const query of queries) {
    const {items} = await ask({type: 2, data: query});
    found[query] = items.map(group => group.map(item => item.location));
  }
  worker.terminate();
  return found;
}"""


def missing(case: dict[str, Any], found: list[list[str]]) -> list[str]:
    """Return which pages and parts are not where the case has them."""
    first = {group[0].partition("#")[0]: group for group in found[: SEARCH["first"]]}
    absent = [page for page in case["finds"] if page not in first]
    if "best" in case and not absent:
        parts = [place for place in first[case["finds"][0]] if "#" in place]
        best = f"{case['finds'][0]}#{case['best']}"
        absent = [best] if parts[:1] != [best] else []
    return absent


def test_what_readers_type_leads_to_what_they_need(open_page: OpenPage) -> None:
    page = open_page(Visitor(searches=True))
    SitePage.open(page, HOME)
    found = page.evaluate(ASK_THE_WORKER, [case["query"] for case in SEARCH["cases"]])
    absent = {case["query"]: missing(case, found[case["query"]]) for case in SEARCH["cases"]}
    assert {query: places for query, places in absent.items() if places} == {}


def test_a_result_reads_well_and_opens_the_step(open_page: OpenPage) -> None:
    page = open_page(Visitor(searches=True))
    SitePage.open(page, HOME)
    # The theme opens its results after a moment, which does not pass while the clock stands still.
    page.clock.set_system_time(Visitor().now)
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("recruiter ghosted me")
    plan = page.get_by_role("dialog", name="Search").get_by_role("listitem").first
    expect(plan.get_by_role("heading", level=1)).to_have_text("After a recruiter’s call")
    step = plan.get_by_role("link").nth(1)
    # The words that found it are not shown; what it says of itself is.
    expect(step).to_contain_text("Move on to other calls")
    expect(step).to_contain_text("Spend the hour on another opening.")
    expect(plan).not_to_contain_text("disappeared")
    step.click()
    page.wait_for_url(re.compile(r"/timelines/after-recruiter-screen/\?h=[a-z+]+#step-close$"))
    expect(page.locator("#step-close")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_was_found_can_be_used_by_all(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    page = open_page(Visitor(scheme=scheme, searches=True))
    SitePage.open(page, HOME)
    page.clock.set_system_time(Visitor().now)
    query = page.get_by_role("textbox", name="Search")
    query.focus()
    dialog = page.get_by_role("dialog", name="Search")
    page.keyboard.type("thank-you note")
    # Each letter draws the list anew: this is the last one.
    first = dialog.get_by_role("link").first
    expect(first).to_have_attribute("href", re.compile(r"\?h=thank\+note"))
    expect(dialog.get_by_role("status")).to_have_text(re.compile(r"\d+ matching documents"))
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    assert find_violations(page) == []
    page.keyboard.press("Escape")
    expect(query).not_to_be_focused()
    expect(first).not_to_be_in_viewport()
