"""The site in a browser whose processor is slowed down to a phone's, on a day that stays the same."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.chromium import find_chromium, this_machine
from tests.browser.site import build_sites, serve_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

SLOWER = 4
"""How many times slower than this machine a phone's page runs: what Lighthouse takes for one."""

VIEWPORT: ViewportSize = {"width": 390, "height": 844}

# Only the date stands still. Playwright's own clock would put its timers, and a count of whole milliseconds,
# in the place of the browser's.
_STOP_THE_DATE = """{
  const Clock = Date;
  const now = "2026-11-23T12:00:00";
  globalThis.Date = class extends Clock {
    constructor(...parts) {
      super(...(parts.length === 0 ? [now] : parts));
    }
    static now() {
      return Clock.parse(now);
    }
  };
}"""


@contextmanager
def browse_the_site() -> Iterator[tuple[Browser, str]]:
    """Build the site, serve it, and start a browser.

    Yields:
        The browser, and the address of the site, which only this browser can resolve.
    """
    path = find_chromium(this_machine())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        built = build_sites(Path(folder))
        with serve_site("root", built / "root") as site:
            hosts = f"MAP {site.host}:80 127.0.0.1:{site.port}, MAP * ~NOTFOUND"
            browser = playwright.chromium.launch(
                executable_path=path, args=[f"--host-resolver-rules={hosts}"]
            )
            yield browser, site.address
            browser.close()


def open_page(browser: Browser, address: str, *, slower: int = SLOWER) -> Page:
    """Open a page as wide as a phone, on November 23, 2026.

    Args:
        browser: From :func:`browse_the_site`.
        address: Of the page.
        slower: How many times slower than this machine its processor runs, once it has loaded.
    """
    page = browser.new_page(viewport=VIEWPORT)
    page.add_init_script(_STOP_THE_DATE)
    page.goto(address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return page
