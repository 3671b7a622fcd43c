"""Firefox and WebKit for the journeys, driven through the same pages as Chromium.

The environment variable ``ENGINE`` says which: ``firefox`` or ``webkit``, as Playwright has downloaded them.
With ``FIREFOX``, the path of an unchanged Firefox, that one is driven instead, over WebDriver BiDi. Scripts
can not be turned off in it, and it names downloads as their pages do.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Download, Playwright, ProxySettings

    from tests.browser.site import Site
    from tests.browser.visitors import Visitor

CHROMIUM = "chromium"

# Reading the clipboard asks nobody.
_FIREFOX_PREFERENCES: dict[str, str | float | bool] = {"dom.events.testing.asyncClipboard": True}

_REFUSE_COPYING = """
  if (navigator.clipboard) {
    navigator.clipboard.writeText = async () => { throw new DOMException("Refused", "NotAllowedError"); };
  }
"""


def engine() -> str:
    """Return the engine to test with: ``chromium`` unless ``ENGINE`` names another."""
    return os.environ.get("ENGINE", CHROMIUM)


class OtherBrowsers:
    """Browsers of another engine than Chromium: whoever opens one gets a new one."""

    def __init__(self, playwright: Playwright, proxy: int, downloads: Path) -> None:
        """Start the browser that they are windows of.

        Args:
            playwright: What drives them.
            proxy: The port of the proxy through which they reach the sites, and nothing else.
            downloads: An empty folder for what they save.
        """
        self._playwright = playwright
        self._port = proxy
        self._proxy: ProxySettings = {"server": f"http://127.0.0.1:{proxy}"}
        self._downloads = downloads
        self._browser = self._start(os.environ.get("FIREFOX"))

    def open(self, visitor: Visitor, site: Site) -> BrowserContext:
        """Return an empty browser of the visitor's, at the moment they are in."""
        context = visitor.open_browser(self._browser, site)
        if visitor.script:
            context.clock.set_fixed_time(visitor.now)
        if not visitor.clipboard:
            context.add_init_script(_REFUSE_COPYING)
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Close it."""
        context.close()

    def close(self) -> None:
        """End what has been started."""
        self._browser.close()

    def _start(self, unchanged: str | None) -> Browser:
        if engine() == "webkit":
            return self._playwright.webkit.launch(proxy=self._proxy, downloads_path=self._downloads)
        if not unchanged:
            return self._playwright.firefox.launch(
                proxy=self._proxy, downloads_path=self._downloads, firefox_user_prefs=_FIREFOX_PREFERENCES
            )
        return self._playwright.firefox.launch(
            channel="moz-firefox",
            executable_path=unchanged,
            downloads_path=self._downloads,
            # Over WebDriver BiDi, Playwright sets no proxy, and waits in vain for a page that comes back as
            # it was left.
            firefox_user_prefs={
                **_FIREFOX_PREFERENCES,
                "browser.sessionhistory.max_total_viewers": 0,
                "fission.bfcacheInParent": False,
                "network.proxy.type": 1,
                "network.proxy.http": "127.0.0.1",
                "network.proxy.http_port": self._port,
                "network.proxy.allow_hijacking_localhost": True,
            },
        )


def read_download(download: Download) -> bytes:
    """Return the content of a file that the page has saved."""
    path = download.path()
    if not path.exists():
        # An unchanged Firefox gives it the name that the page asks for; the next one of that name needs room.
        path = path.with_name(download.suggested_filename)
    content = path.read_bytes()
    path.unlink()
    return content
