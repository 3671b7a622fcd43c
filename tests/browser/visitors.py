"""Who opens the page: the device, the day, and what their browser allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.site import Site

PATIENCE_MS = 10_000
"""How long a page may take over anything before the test fails."""

# What the theme says to its search goes nowhere.
_IDLE_WORKER = "window.Worker = class extends EventTarget { postMessage() {} terminate() {} };"


@dataclass(frozen=True)
class Visitor:
    """A person at a browser.

    Attributes:
        today: The date on their calendar, as ``2026-11-19``.
        time: The time on their clock, as ``09:00``.
        timezone: Where they are.
        script: Whether their browser runs scripts.
        phone: Whether they hold a phone and tap, or sit at a desk and click.
        width: Pixels of CSS across the window, where it matters.
        scheme: The colors their system asks for.
        clipboard: Whether the browser lets the page copy.
        searches: Whether they may search. The theme reads the whole site for it on every page: a tenth of a
            test's work.
    """

    today: str = "2026-11-19"
    time: str = "09:00"
    timezone: str = "America/New_York"
    script: bool = True
    phone: bool = False
    width: int | None = None
    scheme: Literal["light", "dark"] = "light"
    clipboard: bool = True
    searches: bool = False

    @property
    def now(self) -> datetime:
        """The moment they are in."""
        day, clock = date.fromisoformat(self.today), time.fromisoformat(self.time)
        return datetime.combine(day, clock, ZoneInfo(self.timezone))

    def open_browser(self, browser: Browser, site: Site) -> BrowserContext:
        """Return a fresh browser of theirs, whose relative addresses are those of ``site``."""
        width, height = (390, 844) if self.phone else (1280, 800)
        context = browser.new_context(
            base_url=site.address,
            locale="en-US",
            timezone_id=self.timezone,
            java_script_enabled=self.script,
            viewport={"width": self.width or width, "height": height},
            is_mobile=self.phone and browser.browser_type.name != "firefox",
            has_touch=self.phone,
            color_scheme=self.scheme,
            reduced_motion="reduce",
            permissions=self._permissions(browser.browser_type.name),
        )
        context.set_default_timeout(PATIENCE_MS)
        if not self.searches:
            context.add_init_script(_IDLE_WORKER)
        return context

    def _permissions(self, engine: str) -> list[str]:
        # Chromium asks before it lets a page copy; WebKit before a page reads; Firefox is told otherwise.
        of_engine = {"chromium": ["clipboard-read", "clipboard-write"], "webkit": ["clipboard-read"]}
        known = of_engine.get(engine, [])
        return known if self.clipboard else [one for one in known if one != "clipboard-write"]


class OpenPage(Protocol):
    """The fixture ``open_page``."""

    def __call__(self, visitor: Visitor = ...) -> Page:
        """Return an empty page in a fresh browser: the visitor's, or that of somebody at a desk."""
