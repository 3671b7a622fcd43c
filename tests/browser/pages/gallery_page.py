"""The page of all messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Locator

GALLERY = "messages/"


class GalleryPage(SitePage):
    """The page of all messages."""

    @property
    def query(self) -> Locator:
        """The field to search in."""
        return self.content.get_by_role("searchbox", name="Search the messages")

    @property
    def count(self) -> Locator:
        """What the page says of how many messages it has found."""
        return self.content.locator("[data-part='count']")

    def search(self, words: str) -> None:
        """Search for words."""
        self.query.fill(words)

    def choose(self, filter_label: str, choice: str) -> None:
        """Choose in one of the filters, in the words of its list."""
        self.content.get_by_label(filter_label, exact=True).select_option(label=choice)

    def groups(self) -> list[str]:
        """Return the name of every moment on view."""
        return self.content.get_by_role("region").get_by_role("heading").all_inner_texts()

    def titles(self) -> list[str]:
        """Return the title of every message on view, in order."""
        return (
            self.content.get_by_role("region").get_by_role("listitem").get_by_role("link").all_inner_texts()
        )
