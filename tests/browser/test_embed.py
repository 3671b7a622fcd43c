"""Timelines and messages framed in another site: at any width, without script, with nothing kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from followup.embeds import embed_snippet
from tests.browser.axe import find_violations
from tests.browser.incidents import Incidents, Kind
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Page, Route

    from tests.browser.site import Site

TIMELINE = "embed/timelines/after-interview/"
MESSAGE = "embed/messages/thank-you/"
PLAN = "#fu=1&start=2026-11-19&done=thank-you.2026-11-19"
IN_A_PLAN = Visitor(today="2026-11-24")

HOST = "http://a-coach.example/"
NARROWEST = 280

_BLOCK_STORAGE = """
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {get() { throw new DOMException("Blocked", "SecurityError"); }});
  }
"""
_LISTEN = "window.heard = []; addEventListener('message', ({data}) => window.heard.push(data));"


def open_host(
    page: Page, site: Site, incidents: Incidents, embed: str, *, sandbox: str | None = None
) -> FrameLocator:
    """Open a page of another site that frames ``embed`` as its author was told to."""
    incidents.expect(Kind.FOREIGN_REQUEST, HOST)
    snippet = embed_snippet(site.address + embed, "My plan")
    if sandbox is not None:
        snippet = snippet.replace("<iframe ", f'<iframe sandbox="{sandbox}" ')
    html = f'<!doctype html><title>A coach</title><div style="width: {NARROWEST}px">{snippet}</div>'
    page.context.route(f"{HOST}**", lambda route: route.fulfill(content_type="text/html", body=html))
    page.context.route(f"{site.address}**", lambda route: answer_any_site(route, site))
    page.goto(HOST)
    return page.frame_locator("iframe")


def answer_any_site(route: Route, site: Site) -> None:
    """Answer as a public host would that lets any site load its modules, as GitHub Pages does.

    The browser keeps pages of the Internet away from a server on this machine, and a sandboxed frame, having
    no origin, away from modules that are not meant for all.
    """
    answer = site.get(route.request.url.partition("#")[0])
    headers = {"access-control-allow-origin": "*", "content-type": answer.media_type}
    route.fulfill(status=answer.status, headers=headers, body=answer.content)


def overflow(frame: FrameLocator) -> int:
    """Return by how many pixels the frame's content is wider than the frame."""
    width: int = frame.locator("html").evaluate("root => root.scrollWidth - root.clientWidth")
    return width


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
def test_without_script_it_is_whole_and_leads_to_its_page(open_page: OpenPage, site: Site) -> None:
    page = open_page(Visitor(script=False))
    page.goto(TIMELINE)
    expect(page.get_by_role("heading", level=1)).to_have_text("After an interview")
    expect(page.get_by_role("listitem").first).to_contain_text("The day of the interview")
    assert page.locator("form, button").filter(visible=True).count() == 0
    full = page.get_by_role("contentinfo").get_by_role("link", name="Open the full page")
    assert full.evaluate("link => link.href") == f"{site.address}timelines/after-interview/"
    with page.context.expect_page() as opened:
        full.click()
    assert opened.value.url == f"{site.address}timelines/after-interview/"
    assert page.url == f"{site.address}{TIMELINE}"


def test_a_link_within_it_stays_within_it(open_page: OpenPage) -> None:
    page = open_page(Visitor(script=False))
    page.goto(MESSAGE)
    opened = len(page.context.pages)
    page.get_by_role("link", name="Card, plain", exact=True).click()
    assert page.url.endswith(f"{MESSAGE}#card-plain")
    assert len(page.context.pages) == opened


@pytest.mark.parametrize("embed", [TIMELINE + PLAN, MESSAGE])
def test_a_narrow_frame_grows_with_what_is_in_it(
    open_page: OpenPage, site: Site, incidents: Incidents, embed: str
) -> None:
    page = open_page(IN_A_PLAN)
    page.add_init_script(_LISTEN)
    frame = open_host(page, site, incidents, embed)
    expect(frame.locator("li[data-state], [data-part='left']:not([hidden])").first).to_be_visible()
    page.wait_for_function(
        """() => {
          const frame = document.querySelector("iframe");
          return Math.abs(frame.clientHeight - (window.heard.at(-1)?.height ?? 0)) < 1;
        }"""
    )
    root = frame.locator("html")
    assert root.evaluate("root => root.scrollHeight <= root.clientHeight")
    assert overflow(frame) == 0
    heard: list[dict[str, object]] = page.evaluate("window.heard")
    assert all(set(data) == {"type", "height"} for data in heard)
    assert all(isinstance(data["height"], int) for data in heard)


def test_a_date_gives_a_plan_whose_links_leave_the_frame(
    open_page: OpenPage, site: Site, incidents: Incidents
) -> None:
    page = open_page(Visitor(today="2026-11-19"))
    frame = open_host(page, site, incidents, TIMELINE)
    frame.get_by_label("Interview date").fill("2026-11-19")
    expect(frame.locator("[data-step='check-in'] [data-part='date']")).to_have_text("Fri Nov 27")
    assert overflow(frame) == 0
    with page.context.expect_page() as opened:
        frame.locator("[data-step='check-in']").get_by_role("link", name="Open the message").click()
    assert opened.value.url.startswith(f"{site.address}messages/check-in/#fu=1&")
    assert page.url == HOST
    # What is copied brings the plan back on its own page, and not in a bare one.
    frame.get_by_role("button", name="Copy a link to it").click()
    status = frame.locator("[data-part='keep-status']")
    expect(status).not_to_be_empty()
    by_hand = status.get_by_role("textbox")
    expect(by_hand).to_have_value(f"{site.address}timelines/after-interview/#fu=1&start=2026-11-19")


def test_what_a_frame_keeps_is_said_to_be_kept_there_and_leads_to_the_plans_own_page(
    open_page: OpenPage, site: Site, incidents: Incidents
) -> None:
    page = open_page(IN_A_PLAN)
    frame = open_host(page, site, incidents, TIMELINE + PLAN)
    frame.get_by_role("button", name="Keep this plan in this browser").click()
    status = frame.locator("[data-part='keep-status']")
    expect(status).to_contain_text("Kept in this browser, for this website alone.")
    expect(frame.get_by_role("link", name="All my follow-ups")).to_have_count(0)
    own = status.get_by_role("link", name="Open this plan on its own page")
    address = own.evaluate("link => link.href")
    assert address.startswith(f"{site.address}timelines/after-interview/#fu=1&start=")


@pytest.mark.parametrize("way", ["refused", "sandboxed"])
def test_where_nothing_can_be_kept_it_works_and_says_so(
    open_page: OpenPage, site: Site, incidents: Incidents, way: str
) -> None:
    page = open_page(IN_A_PLAN)
    if way == "refused":
        page.add_init_script(_BLOCK_STORAGE)
    sandbox = "allow-scripts" if way == "sandboxed" else None
    frame = open_host(page, site, incidents, f"{TIMELINE}{PLAN}&from=Sam+Field&note=Hello.", sandbox=sandbox)
    expect(frame.locator("[data-step='check-in'] [data-part='date']")).to_have_text("Fri Nov 27")
    expect(frame.get_by_role("complementary")).to_contain_text("A note from Sam Field")
    frame.get_by_role("button", name="Keep this plan in this browser").click()
    expect(frame.get_by_text("Your browser does not let this page keep anything.")).to_be_visible()
    frame.locator("[data-step='check-in']").get_by_role("button", name="Skip it").click()
    expect(frame.locator("[data-step='check-in']")).to_have_attribute("data-state", "skipped")


@pytest.mark.parametrize("embed", [TIMELINE + PLAN, MESSAGE])
def test_it_can_be_used_by_all_in_light_and_dark(open_page: OpenPage, embed: str) -> None:
    papers = []
    for scheme in ("light", "dark"):
        page = open_page(Visitor(today="2026-11-24", scheme=scheme, width=NARROWEST))
        page.goto(embed)
        expect(page.locator("li[data-state], [data-part='left']:not([hidden])").first).to_be_visible()
        assert find_violations(page) == []
        papers.append(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))
    assert papers == ["rgb(251, 247, 240)", "rgb(18, 24, 27)"]
