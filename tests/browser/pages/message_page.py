"""The page of a message: its fields, its texts by channel and tone, its downloads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator

THANK_YOU = "messages/thank-you/"


class MessagePage(SitePage):
    """The page of a message."""

    def field(self, label: str) -> Locator:
        """Return the field with that label, which may be marked as optional."""
        return self.content.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$"))

    def fill(self, label: str, value: str) -> None:
        """Fill in a field."""
        self.field(label).fill(value)

    def choose_reason(self, reason: str) -> None:
        """Choose a reason for writing, in the words of the list."""
        self.field("Your reason for writing").select_option(label=reason)

    def variants(self) -> list[str]:
        """Return the name of every version of the message, as ``E-mail, warm``."""
        return [
            heading.inner_text()
            for heading in self.content.get_by_role("region").get_by_role("heading").all()
        ]

    def variant(self, name: str) -> Locator:
        """Return the version of that name."""
        return self.content.get_by_role("region", name=name, exact=True)

    def text_of(self, name: str) -> str:
        """Return the text of a version, without its subject."""
        return self.variant(name).locator("[data-part='body']").inner_text()

    def subject_of(self, name: str) -> str:
        """Return the subject of a version."""
        return self.variant(name).locator("[data-part='subject']").inner_text()

    def copy(self, what: str, name: str) -> str:
        """Press "Copy subject", "Copy body" or "Copy text" of a version, and return what the page answers."""
        self.press(self.variant(name).get_by_role("button", name=f"Copy {what}", exact=True))
        answer = self.variant(name).get_by_role("status")
        answer.filter(has_text=re.compile(r"\S")).wait_for()
        return answer.inner_text()

    def clipboard(self) -> str:
        """Return what the clipboard holds."""
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def selection(self) -> str:
        """Return the text that is selected."""
        text: str = self.page.evaluate("getSelection().toString()")
        return text

    def downloads(self) -> dict[str, str]:
        """Return the absolute address of every download, by the name of its link."""
        links = self.content.get_by_role("link").and_(self.page.locator("[download]"))
        return {link.inner_text(): link.evaluate("link => link.href") for link in links.all()}

    def download(self, link: str) -> Download:
        """Download the file behind the link with that name, as ``Word (.docx)``."""
        with self.page.expect_download() as download:
            self.follow(link)
        return download.value
