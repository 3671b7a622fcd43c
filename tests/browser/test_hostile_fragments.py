"""Fragments that mean harm: nothing runs, throws or is sent, and what is good in them arrives."""

from __future__ import annotations

import json
from itertools import cycle
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, TimelinePage
from tests.browser.site import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visitors import OpenPage

CHECKLIST = "checklists/stop-dwelling/"

LONG = 10_000
"""More characters than a page need be opened with: one that is open takes them as well."""

CASES: list[dict[str, Any]] = json.loads(
    (PROJECT / "tests/cases/hostile-fragments.json").read_text(encoding="utf-8")
)["fragments"]

# Waits until the page holds the values that must arrive; answers with what it holds. A field has one line.
_READ = """async json => {
  const {fragment, works} = JSON.parse(json);
  if (fragment !== undefined) {
    location.hash = fragment;
  }
  const flat = text => text.replaceAll("\\n", "").trim();
  const shown = element => element?.checkVisibility() ? element : null;
  const note = name => shown(document.querySelector(`coach-note [data-part='${name}']`));
  const readers = {
    from: () => note("title")?.querySelector("bdi")?.textContent,
    note: () => note("text")?.textContent,
  };
  const field = key => document.querySelector(`[data-part='form'] [name='${key}']`);
  const read = key => readers[key] ? readers[key]() : field(key) ? field(key).value : works[key];
  const nextFrame = () => new Promise(requestAnimationFrame);
  let seen;
  for (let frame = 0; frame < 300; frame += 1) {
    await nextFrame();
    seen = Object.fromEntries(Object.keys(works).map(key => [key, flat(read(key) ?? "")]));
    if (Object.entries(works).every(([key, value]) => seen[key] === flat(value))) {
      break;
    }
  }
  await nextFrame();
  const made = "coach-note p :not(bdi), [onerror], [onload], [onfocus], [onclick], [src='x']";
  return {seen, expected: Object.fromEntries(Object.entries(works).map(([key, value]) => [key, flat(value)])),
    canary: window.canary ?? Object.prototype.canary ?? null, made: document.querySelectorAll(made).length};
}"""


def expand(text: str | list[Any]) -> str:
    """Return a case's text, which may be a list of parts and of parts to repeat."""
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part["repeat"] * part["times"] for part in text)


def complaints(page: Page, case: dict[str, Any], fragment: str | None = None) -> list[str]:
    """Give the page a fragment, if it does not have it yet, and say what is wrong with the outcome."""
    works = {key: expand(value) for key, value in case.get("works", {}).items()}
    # As JSON with every sign escaped: half a character would not get there otherwise.
    seen = page.evaluate(
        _READ, json.dumps({"works": works} | ({} if fragment is None else {"fragment": fragment}))
    )
    harm = [f"{key}: {seen[key]}" for key in ("canary", "made") if seen[key]]
    lost = [] if seen["seen"] == seen["expected"] else [f"{seen['seen']} instead of {seen['expected']}"]
    return [f"{case['name']}: {text[:300]}" for text in (*harm, *lost)]


@pytest.mark.parametrize("address", [AFTER_INTERVIEW, THANK_YOU, CHECKLIST, ARTICLE])
def test_no_fragment_does_harm_and_what_is_good_arrives(open_page: OpenPage, address: str) -> None:
    page = SitePage.open(open_page(), address).page
    assert [text for case in CASES for text in complaints(page, case, expand(case["fragment"]))] == []
    assert page.url.partition("#")[0].endswith(address)
    # The page lives: another link opens as ever, and a field can be filled.
    plain = {"name": "a plain link", "works": {"company": "Acme", "from": "Kim", "note": "Hello"}}
    assert complaints(page, plain, "fu=1&start=2026-11-19&company=Acme&from=Kim&note=Hello") == []
    if address == AFTER_INTERVIEW:
        assert TimelinePage(page).dates()[0] == "Thu Nov 19"
    if address == THANK_YOU:
        MessagePage(page).fill("Who you spoke with", "Sam")
        assert MessagePage(page).text_of("E-mail, warm").startswith("Hi Sam,")


def test_nor_does_it_on_arrival(open_page: OpenPage) -> None:
    page = open_page()
    addresses = cycle([AFTER_INTERVIEW, THANK_YOU, CHECKLIST, ARTICLE])
    # Those that the theme may take for its own, and some of the others.
    cases = [case for number, case in enumerate(CASES) if "works" not in case or number % 12 == 0]
    found = []
    for address, case in zip(addresses, cases, strict=False):
        fragment = expand(case["fragment"])
        if len(fragment) < LONG:
            SitePage.open(page, address, fragment)
            found += complaints(page, case)
    assert found == []
