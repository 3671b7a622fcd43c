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


class Browsers:
    """The browsers of one process.

    Whoever opens one finds nothing in it that a reader could have left there: no page, no storage. What stays
    is what the site's server has sent, which is the same for every test.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: defaultdict[_Kind, list[BrowserContext]] = defaultdict(list)
        self._in_use: dict[BrowserContext, _Kind] = {}

    def open(self, visitor: Visitor, site: Site) -> BrowserContext:
        """Return an empty browser of the visitor's, at the moment they are in."""
        kind = (site.address, replace(visitor, today="", time=""))
        idle = self._idle[kind]
        context = idle.pop() if idle else visitor.open_browser(self._browser, site)
        if visitor.script:
            context.clock.set_fixed_time(visitor.now)
        self._in_use[context] = kind
        return context

    def give_back(self, context: BrowserContext) -> None:
        """Close its pages and erase what they have stored."""
        for page in context.pages:
            page.close()
        context.unroute_all(behavior="ignoreErrors")
        context.set_storage_state({"cookies": [], "origins": []})
        self._idle[self._in_use.pop(context)].append(context)
