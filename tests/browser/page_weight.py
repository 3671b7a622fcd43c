"""What a page makes a browser fetch of ours before anybody touches it, as it crosses the network."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

KINDS_OF_PAGE = {
    "home": "./",
    "article": "articles/why-didnt-they-call/",
    "timeline": "timelines/after-interview/",
    "message": "messages/thank-you/",
    "gallery": "messages/",
    "checklist": "checklists/stop-dwelling/",
    "board": "my-follow-ups/",
    "client link": "coaches/",
    "page to read": "privacy/",
}
"""An address of each, by what it is."""

SCRIPT_LIMIT_KB = 15.0
STYLE_LIMIT_KB = 10.0

# The theme's own files stand under `assets/`.
_SCRIPT = re.compile(r"/(?:components|vendor)/[^?#]+\.mjs$")
_STYLE = re.compile(r"/components/[^?#]+\.css$")
# What web hosts use unless told otherwise.
_GZIP_LEVEL = 6
_KB = 1000


@dataclass(frozen=True, slots=True)
class PageWeight:
    """Our part of a page.

    Attributes:
        script: Kilobytes of JavaScript, each file compressed.
        style: Kilobytes of CSS, each file compressed.
        files: How many files those are.
    """

    script: float
    style: float
    files: int


def weigh(page: Page, address: str) -> PageWeight:
    """Open an address in a browser that has cached nothing, and weigh what it fetches until it is at rest."""
    answers: dict[str, Response] = {}

    def note(response: Response) -> None:
        if response.ok:
            answers[response.url] = response

    page.on("response", note)
    SitePage.open(page, address)
    page.wait_for_load_state("networkidle")
    page.remove_listener("response", note)
    scripts, styles = (
        [_compressed(answer.body()) for url, answer in answers.items() if kind.search(url)]
        for kind in (_SCRIPT, _STYLE)
    )
    return PageWeight(sum(scripts) / _KB, sum(styles) / _KB, len(scripts) + len(styles))


def _compressed(content: bytes) -> int:
    return len(gzip.compress(content, _GZIP_LEVEL))
