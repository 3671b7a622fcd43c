"""The way through the site in WebKitGTK, where Playwright's own WebKit is not to be had.

`make test-browsers` runs it by its name. Its clock is the machine's, and so is the day of the interview.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from followup.embeds import embed_snippet
from tests.browser.proxy import serve_proxy
from tests.browser.webdriver import WebKit, open_webkit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.browser.site import Site

TIMELINE = "timelines/after-interview/"
TODAY = "new Date().toLocaleDateString('sv')"
KEPT = "JSON.parse(localStorage.getItem('after-the-interview'))"


@pytest.fixture
def webkit(sites: Mapping[str, Site]) -> Iterator[WebKit]:
    with serve_proxy(sites.values()) as proxy, open_webkit(proxy) as webkit:
        yield webkit


def value(name: str) -> str:
    return f"document.querySelector('article form [name=\"{name}\"]').value"


def shown(selector: str) -> str:
    return f"(document.querySelector({json.dumps(selector)})?.checkVisibility() ?? false)"


def test_a_reader_plans_writes_keeps_and_ticks(webkit: WebKit, site: Site) -> None:
    webkit.open(site.address + TIMELINE)
    webkit.enter_date("article [name='start']", webkit.evaluate(TODAY))
    webkit.wait(shown("[data-part='now-title']"))
    assert webkit.evaluate("document.querySelector(\"[data-part='now-title']\").innerText") == (
        "Today: Send a thank-you note"
    )
    webkit.click("[data-part='keep']")
    webkit.wait(f"Object.keys({KEPT}?.plans ?? {{}}).length === 1")

    webkit.open(f"{site.address}my-follow-ups/")
    webkit.wait("document.querySelector('follow-up-board h3')?.innerText === 'After an interview'")

    webkit.open(f"{site.address}messages/thank-you/")
    webkit.type("article [name='contact']", "Sam")
    webkit.wait("document.querySelector(\"[data-part='body']\").innerText.startsWith('Hi Sam,')")

    webkit.open(f"{site.address}checklists/stop-dwelling/")
    webkit.click("#item-tell-one-friend [type='checkbox']")
    webkit.wait(f"'tell-one-friend' in ({KEPT}.checklists['stop-dwelling'] ?? {{}})")
    webkit.open(f"{site.address}checklists/stop-dwelling/")
    webkit.wait("document.querySelector(\"#item-tell-one-friend [type='checkbox']\").checked")


def test_a_coach_makes_a_link_that_opens_filled_in(webkit: WebKit, site: Site) -> None:
    webkit.open(f"{site.address}coaches/")
    webkit.type("article form [name='company']", "Acme & Söhne")
    webkit.type("article form [name='note']", "100% yours")
    link = "document.querySelector(\"[data-part='link']\").value"
    webkit.wait(f"{link}.includes('note=')")
    address = webkit.evaluate(link)

    webkit.open(address.replace("/timelines/after-interview/", "/go/interview/"))
    webkit.wait("location.pathname === '/timelines/after-interview/'")
    assert webkit.evaluate("location.hash") == "#" + address.partition("#")[2]
    webkit.wait(shown("[data-part='note']"))
    assert webkit.evaluate("document.querySelector(\"[data-part='note'] [data-part='text']\").innerText") == (
        "100% yours"
    )
    webkit.wait(f"{value('company')} === 'Acme & Söhne'")


def test_an_embed_takes_the_height_of_what_is_in_it(
    webkit: WebKit, sites: Mapping[str, Site], site: Site
) -> None:
    webkit.open(f"{sites['sub-path'].address}downloads/messages/thank-you.txt")
    html = f'<div style="width: 280px">{embed_snippet(f"{site.address}embed/{TIMELINE}", "My plan")}</div>'
    webkit.evaluate(
        f"""(html => {{
          addEventListener("message", ({{data}}) => {{ window.told = data.height; }});
          document.body.replaceChildren(document.createRange().createContextualFragment(html));
        }})({json.dumps(html)})"""
    )
    webkit.wait("Math.abs(document.querySelector('iframe').clientHeight - (window.told ?? 0)) < 1")
