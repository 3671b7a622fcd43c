"""Lines that are worse than this machine's: scripts that come late, or never."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page, Route

_SCRIPT = re.compile(r"\.m?js$")
_MODULE = re.compile(r"\.mjs$")


@contextmanager
def scripts_held_back(page: Page, scripts: re.Pattern[str] = _SCRIPT) -> Iterator[None]:
    """Let no script, or none of those, arrive on the page before the block ends."""
    held: list[Route] = []
    arrive = False

    def hold(route: Route) -> None:
        if arrive:
            route.continue_()
        else:
            held.append(route)

    page.route(scripts, hold)
    yield
    arrive = True
    for route in held:
        route.continue_()


@contextmanager
def part_lost(page: Page, name: str) -> Iterator[None]:
    """Let the module of that name not arrive on the page until the block ends."""

    def lose(route: Route) -> None:
        route.abort("aborted")

    pattern = re.compile(rf"/{re.escape(name)}(?:\?|$)")
    page.route(pattern, lose)
    yield
    page.unroute(pattern, lose)


def lose_components(page: Page) -> None:
    """Let no script of the site's own components arrive on the page; the theme's do."""
    page.route(_MODULE, lambda route: route.abort("aborted"))
