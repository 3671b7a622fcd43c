"""What a reader sees jump or spill over: on the narrowest phone, and while the scripts wake."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.kept import format_document, keep, make_plan
from tests.browser.network import scripts_held_back
from tests.browser.pages.board_page import MY_FOLLOW_UPS
from tests.browser.pages.coaches_pages import COACHES
from tests.browser.pages.kinds import CHECKLIST, EVERY_KIND_OF_PAGE
from tests.browser.pages.message_page import THANK_YOU
from tests.browser.pages.reasons_page import REASONS
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, HOME, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Page

# WCAG 2.2, 1.4.10: no scrolling in two directions at this width, to which 400 % narrows a desk's 1280.
NARROWEST = 320

EMBED = "embed/timelines/after-interview/"

_COLLECT_PAINTS_AND_SHIFTS = """
  window.seen = {paint: [], "layout-shift": []};
  for (const type of Object.keys(window.seen)) {
    const observer = new PerformanceObserver(list => window.seen[type].push(...list.getEntries()));
    observer.observe({type, buffered: true});
  }
"""
_IS_PAINTED = "() => window.seen.paint.some(({name}) => name === 'first-contentful-paint')"
_READ_SHIFTS = """async () => {
  const nextFrame = () => new Promise(requestAnimationFrame);
  await nextFrame();
  await nextFrame();
  return window.seen["layout-shift"].map(({value, sources}) =>
    [value, ...sources.map(({node}) => node?.outerHTML?.slice(0, 100) ?? "gone")]);
}"""


@pytest.mark.parametrize("script", [False, True], ids=["without script", "with script"])
def test_nothing_is_wider_than_the_narrowest_phone(open_page: OpenPage, *, script: bool) -> None:
    page = open_page(Visitor(phone=True, width=NARROWEST, script=script))
    overflow = {address: SitePage.open(page, address).overflow() for address in EVERY_KIND_OF_PAGE}
    assert {address: found for address, found in overflow.items() if found} == {}


def test_a_drawn_plan_is_no_wider_than_the_narrowest_phone(open_page: OpenPage) -> None:
    page = open_page(Visitor(phone=True, width=NARROWEST, today="2026-12-17"))
    timeline = TimelinePage.open(page, AFTER_INTERVIEW, f"fu=1&start=2026-12-17&company={'A' * 200}")
    assert timeline.is_planned()
    assert timeline.overflow() == []


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "address",
    [
        *(HOME, AFTER_INTERVIEW, THANK_YOU, CHECKLIST, "messages/", "privacy/", MY_FOLLOW_UPS, ARTICLE),
        *(COACHES, "coaches/links/", EMBED),
    ],
)
def test_nothing_shifts_when_the_script_wakes(open_page: OpenPage, address: str, *, phone: bool) -> None:
    assert_nothing_shifts(open_page(Visitor(phone=phone)), address)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("address", [HOME, AFTER_INTERVIEW, ARTICLE, EMBED])
def test_nothing_shifts_for_a_reader_who_keeps_a_plan(
    open_page: OpenPage, address: str, *, phone: bool
) -> None:
    page = open_page(Visitor(phone=phone, today="2026-11-24"))
    page.goto("privacy/")
    keep(page, format_document(make_plan("0" * 24, name="Acme")))
    assert_nothing_shifts(page, address)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize(
    "address", [AFTER_INTERVIEW, EMBED, "messages/check-in/", "checklists/stop-dwelling/"]
)
def test_nothing_shifts_when_a_coachs_link_is_opened(
    open_page: OpenPage, address: str, *, phone: bool
) -> None:
    note = "Send+this+one+first,+and+then+call+me.+You+did+well."
    page = open_page(Visitor(phone=phone, today="2026-11-29"))
    assert_nothing_shifts(page, f"{address}#fu=1&start=2026-11-19&company=Acme&from=Sam&note={note}")


def assert_nothing_shifts(page: Page, address: str) -> None:
    page.add_init_script(_COLLECT_PAINTS_AND_SHIFTS)
    # Without this, the scripts would often be there before the first paint, and nothing could shift.
    with scripts_held_back(page):
        page.goto(address, wait_until="commit")
        page.wait_for_function(_IS_PAINTED)
        # The page shows after three seconds what it keeps unseen till then: on a busy machine, too soon.
        animations = page.context.new_cdp_session(page)
        animations.send("Animation.enable")
        animations.send("Animation.setPlaybackRate", {"playbackRate": 0})
    SitePage(page).awake()
    shifts: list[list[float]] = page.evaluate(_READ_SHIFTS)
    assert sum(value for value, *_ in shifts) < 0.01, shifts


@pytest.mark.parametrize(
    ("address", "fetched"),
    [
        (HOME, {"follow-up-timeline"}),
        (AFTER_INTERVIEW, {"follow-up-timeline"}),
        (ARTICLE, {"follow-up-timeline"}),
        (THANK_YOU, {"message-template"}),
        ("messages/", {"message-gallery"}),
        (CHECKLIST, {"check-list"}),
        (REASONS, {"reason-explorer"}),
        (MY_FOLLOW_UPS, {"follow-up-board", "plan-backup"}),
    ],
)
def test_a_component_is_fetched_only_where_it_stands(
    open_page: OpenPage, address: str, fetched: set[str]
) -> None:
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    SitePage.open(page, address)
    components = re.findall(r"/components/([\w-]+)/[\w-]+\.mjs", " ".join(requests))
    assert set(components) - {"shared", "coach-note", "color-scheme", "site-menu"} == fetched
