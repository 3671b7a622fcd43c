"""The page of a message: its fields, its texts by channel and tone, what can be taken along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator

THANK_YOU = "messages/thank-you/"
CHECK_IN = "messages/check-in/"

_NAMES = "headings => headings.map(heading => heading.textContent.trim())"
_LABELS = "links => links.map(link => link.ariaLabel)"
_SELECTED = """() => {
  const box = document.activeElement;
  return box instanceof HTMLTextAreaElement
    ? box.value.slice(box.selectionStart, box.selectionEnd)
    : getSelection().toString();
}"""


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

    def leave_out(self, label: str) -> None:
        """Tick the box that leaves an optional blank out."""
        self.content.get_by_role("checkbox", name=f"Leave it out ({label})", exact=True).check()

    def variants(self) -> list[str]:
        """Return the name of every version of the message, as ``E-mail, warm``, on view or not."""
        names: list[str] = self.content.locator("[data-variant] h2").evaluate_all(_NAMES)
        return names

    def shown(self) -> list[str]:
        """Return the name of every version that is on view."""
        return [heading.inner_text() for heading in self._visible_variants.get_by_role("heading").all()]

    def tab(self, name: str) -> Locator:
        """Return the link that shows the version of that name."""
        return self.content.get_by_role("navigation").get_by_role("link", name=name, exact=True)

    def current_tabs(self) -> list[str]:
        """Return the name of each version that is marked as the one on view."""
        names: list[str] = self.content.locator("nav [aria-current='true']").evaluate_all(_LABELS)
        return names

    def show(self, name: str) -> None:
        """Show the version of that name, where it is not on view already."""
        if name not in self.shown():
            self.press(self.tab(name))

    def variant(self, name: str) -> Locator:
        """Return the version of that name, which must be on view."""
        return self.content.get_by_role("region", name=name, exact=True)

    def text_of(self, name: str) -> str:
        """Return the text of a version, without its subject."""
        self.show(name)
        return self.variant(name).locator("[data-part='body']").inner_text()

    def subject_of(self, name: str) -> str:
        """Return the subject of a version."""
        self.show(name)
        return self.variant(name).locator("[data-part='subject']").inner_text()

    @property
    def blanks(self) -> Locator:
        """What the page says of the blanks that are left."""
        return self.content.locator("[data-part='left']")

    @property
    def length(self) -> Locator:
        """What the page says of the length of the version on view."""
        return self._visible_variants.locator("[data-part='length']")

    @property
    def warning(self) -> Locator:
        """What the page says to who takes a text along that is not finished."""
        return self.content.locator("[data-part='warning']")

    @property
    def mail_link(self) -> Locator:
        """The link that opens the version on view in a mail program."""
        return self.content.get_by_role("link", name="Open in your mail program")

    def copy_button(self, what: str) -> Locator:
        """Return the button "Copy subject", "Copy body" or "Copy text"."""
        return self.content.get_by_role("button", name=f"Copy {what}", exact=True)

    def copy(self, what: str, name: str) -> str:
        """Press "Copy subject", "Copy body" or "Copy text" of a version, and return what the page answers."""
        self.show(name)
        self.press(self.copy_button(what))
        answer = self.content.locator("[data-part='copied']")
        answer.filter(has_text=re.compile(r"\S")).wait_for()
        return answer.inner_text()

    def clipboard(self) -> str:
        """Return what the clipboard holds."""
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    def selection(self) -> str:
        """Return the text that is selected, on the page or in a field."""
        text: str = self.page.evaluate(_SELECTED)
        return text

    def downloads(self) -> dict[str, str]:
        """Return the absolute address of every blank download, by the name of its link."""
        links = self.content.get_by_role("link").and_(self.page.locator("[download]"))
        return {link.inner_text(): link.evaluate("link => link.href") for link in links.all()}

    def download(self, link: str) -> Download:
        """Download the file behind the link with that name, as ``Word (.docx)``."""
        with self.page.expect_download() as download:
            self.follow(link)
        return download.value

    def save_button(self, kind: str) -> Locator:
        """Return the button that saves the version on view, as ``Word (.docx)``."""
        return self.content.get_by_role("button", name=f"Save as {kind}", exact=True)

    def save(self, kind: str) -> Download:
        """Save the version on view, filled in, as ``Word (.docx)``."""
        with self.page.expect_download() as download:
            self.press(self.save_button(kind))
        return download.value

    @property
    def _visible_variants(self) -> Locator:
        return self.content.locator("[data-variant]").filter(visible=True)
