"""The note that a coach's link brings, above any page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Locator


class PageWithNote(SitePage):
    """A page, and what stands above it."""

    @property
    def note(self) -> Locator:
        """The note, found as assistive technology finds it."""
        return self.page.get_by_role("complementary").filter(has=self.page.locator("[data-part='source']"))

    @property
    def note_title(self) -> Locator:
        """Who the note says it is from."""
        return self.note.locator("[data-part='title']")

    @property
    def note_text(self) -> Locator:
        """What the note says."""
        return self.note.locator("[data-part='text']")

    @property
    def announcement(self) -> Locator:
        """What a screen reader says of the note, unasked."""
        return self.page.locator("coach-note [role='status']")

    def close_note(self) -> None:
        """Close the note."""
        self.press(self.note.get_by_role("button", name="Close the note"))

    def focused(self) -> str:
        """Return the name of the element that has the focus."""
        name: str = self.page.evaluate("document.activeElement.localName")
        return name
