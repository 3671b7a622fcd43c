"""The links to single places of a page: steps, versions, items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Locator

# A listener for the whole page leaves this as its trace.
_STATUS = "body > [role='status']"

_SELECTED = "field => field.value.slice(field.selectionStart, field.selectionEnd)"


class PageWithPermalinks(SitePage):
    """A page with links to its own places."""

    def permalink(self, name: str) -> Locator:
        """Return the link to the place of that name."""
        return self.content.get_by_role("link", name=f"Link to: {name}", exact=True)

    @property
    def permalinks(self) -> Locator:
        """All of them that are on view."""
        return self.content.get_by_role("link", name="Link to:").filter(visible=True)

    @property
    def answer(self) -> Locator:
        """What a screen reader says when a link has been copied."""
        return self.page.locator(_STATUS)

    def listening(self) -> PageWithPermalinks:
        """Wait until the links copy themselves."""
        self.answer.wait_for(state="attached")
        # A plan or a note that is still being fetched would move the link away from under the finger.
        self.page.wait_for_load_state("networkidle")
        return self

    @property
    def by_hand(self) -> Locator:
        """The field to copy a link from."""
        return self.content.get_by_label("Copy the link from here")

    def selected(self) -> str:
        """Return what is selected of that field."""
        text: str = self.by_hand.evaluate(_SELECTED)
        return text

    def clipboard(self) -> str:
        """Return what the clipboard holds."""
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text
