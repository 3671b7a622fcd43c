"""Browsers, handed on from test to test: making one and fetching the site anew is most of a test's work."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.browser.site import Site
    from tests.browser.visitors import Visitor

    _Kind: TypeAlias = tuple[str, Visitor]


_ALL_BUT_WHAT_WAS_FETCHED = "cookies,file_systems,indexeddb,local_storage,service_workers"


class Browsers:
    """The browsers of one process.

    Whoever opens one finds nothing in it that a reader could have left there: no page, no storage. What stays
    is what the site's server has sent, which is the same for every test.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: defaultdict[_Kind, list[BrowserContext]] = defaultdict(list)
        self._in_use: dict[BrowserContext, _Kind] = {}
        self._erasers: dict[BrowserContext, _Eraser] = {}

    def open(self, visitor: Visitor, site: Site) -> BrowserContext:
        """Return an empty browser of the visitor's, at the moment they are in."""
        kind = (site.origin, replace(visitor, today="", time=""))
        idle = self._idle[kind]
        context = idle.pop() if idle else visitor.open_browser(self._browser, site)
        if visitor.script:
            context.clock.set_fixed_time(visitor.now)
        self._in_use[context] = kind
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Close its pages and erase what they have stored."""
        kind = self._in_use.pop(context)
        context.unroute_all(behavior="ignoreErrors")
        eraser = self._erasers.get(context)
        # What a page still writes while it is left comes before the erasing.
        for page in context.pages:
            if eraser is None or page is not eraser.page:
                page.close()
        if eraser is None:
            eraser = self._erasers[context] = _Eraser(context)
        origin, _ = kind
        eraser.erase(origin)
        self._idle[kind].append(context)


class _Eraser:
    """An empty page, open as long as its browser, through which all that is stored there is erased.

    Playwright's own way opens a page of the site each time.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self._session = context.new_cdp_session(self.page)

    def erase(self, origin: str) -> None:
        what = {"origin": origin, "storageTypes": _ALL_BUT_WHAT_WAS_FETCHED}
        self._session.send("Storage.clearDataForOrigin", what)
