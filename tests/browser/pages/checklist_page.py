"""The page of a checklist: items to tick, how far it is, what can be taken along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Locator

STOP_DWELLING = "checklists/stop-dwelling/"

DOCUMENT_KEY = "after-the-interview"

_KEEPS = """([key, ticks]) => {
  const {checklists} = JSON.parse(localStorage.getItem(key) ?? '{"checklists": {}}');
  const sorted = ticks => JSON.stringify(Object.entries(ticks).sort());
  return sorted(checklists["stop-dwelling"] ?? {}) === sorted(ticks);
}"""

_BACKGROUND = "item => getComputedStyle(item).backgroundColor"


class ChecklistPage(SitePage):
    """The page of a checklist. Items are named by the words they begin with."""

    @property
    def checklist(self) -> Locator:
        """The list, with what stands around it."""
        return self.content.locator("check-list")

    def box(self, item: str) -> Locator:
        """Return the box of an item."""
        return self.row(item).get_by_role("checkbox")

    def row(self, item: str) -> Locator:
        """Return an item, with its box and its link."""
        box = self.page.get_by_role("checkbox", name=re.compile(rf"^{re.escape(item)}"))
        return self.checklist.get_by_role("listitem").filter(has=box)

    def boxes(self) -> list[Locator]:
        """Return all boxes, in the order of the list."""
        return self.checklist.get_by_role("checkbox").all()

    def tick(self, item: str) -> None:
        """Tap or click the words of an item, which ticks it, or takes its tick away."""
        self.press(self.checklist.get_by_text(item))

    def ticked(self) -> list[str]:
        """Return the ids of the ticked items, in the order of the list."""
        ids: list[str] = self.checklist.locator("li:has(> :checked)").evaluate_all(
            "items => items.map(i => i.id)"
        )
        return [identity.removeprefix("item-") for identity in ids]

    def link_to(self, item: str) -> Locator:
        """Return the link of an item to itself."""
        return self.checklist.get_by_role("link", name=re.compile(rf"^Link to: {re.escape(item)}"))

    def is_marked(self, item: str) -> bool:
        """Whether an item stands out as the one that a link has led to."""
        background: str = self.row(item).evaluate(_BACKGROUND)
        return background != "rgba(0, 0, 0, 0)"

    @property
    def count(self) -> Locator:
        """How much is done, in words."""
        return self.checklist.locator("[data-part='count']")

    @property
    def finished(self) -> Locator:
        """What the page says when all is done."""
        return self.checklist.locator("[data-part='finished']")

    @property
    def notice(self) -> Locator:
        """What the page says about what it keeps, where something is wrong with that."""
        return self.checklist.locator("[data-part='notice']")

    @property
    def copied(self) -> Locator:
        """What the page says about copying."""
        return self.checklist.locator("[data-part='copied']")

    def button(self, name: str) -> Locator:
        """Return the button "Start over", "Undo", "Copy as text" or "Print"."""
        return self.checklist.get_by_role("button", name=name, exact=True)

    def downloads(self) -> dict[str, str]:
        """Return the absolute address of every download, by the name of its link."""
        links = self.checklist.locator("a[download]").all()
        return {link.inner_text(): link.evaluate("link => link.href") for link in links}

    def wait_until_kept(self, **ticks: str) -> None:
        """Wait until the browser keeps these ticks of "Stop dwelling" and no others.

        Args:
            ticks: Days by item; ``_`` stands for ``-`` in an id.
        """
        self.page.wait_for_function(_KEEPS, arg=[DOCUMENT_KEY, ticks_by_id(ticks)])


def ticks_by_id(ticks: dict[str, str]) -> dict[str, str]:
    """Return days by item, from names with ``_`` where an id has ``-``."""
    return {name.replace("_", "-"): day for name, day in ticks.items()}
