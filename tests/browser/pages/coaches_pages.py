"""The pages for coaches: the form that makes links, the handout, and the list of addresses."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import FrameLocator, Locator

COACHES = "coaches/"
HANDOUT = "coaches/handout/"
ADDRESSES = "coaches/links/"


def decode(picture: bytes) -> zxingcpp.Barcode:
    """Read the only code of a picture, as a phone's camera would."""
    (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))
    return code


class _FormPage(SitePage):
    """A page with the coach's form."""

    @property
    def form(self) -> Locator:
        return self.content.get_by_role("form")

    def choose(self, page: str) -> None:
        """Choose the page, or the plan, by its address."""
        self.form.locator("[data-part='page']").select_option(page)

    def field(self, key: str) -> Locator:
        """The field that a key of the link is filled in at."""
        return self.form.locator(f"[name='{key}']")

    def fill(self, values: dict[str, str]) -> None:
        """Fill in values by key of the link: choices by their value."""
        for key, value in values.items():
            field = self.field(key)
            if field.evaluate("field => field.localName") == "select":
                field.select_option(value)
            else:
                field.fill(value)

    def error(self, key: str) -> Locator:
        """What is said to be wrong with a field."""
        return self.form.locator(f"[data-error='{key}']")

    def kept(self) -> str:
        """Return all that this browser keeps of the site, but for the theme's own."""
        kept: str = self.page.evaluate(
            """() => JSON.stringify([localStorage, sessionStorage].flatMap(storage =>
              Object.entries(storage).filter(([key]) => !key.startsWith("/"))))"""
        )
        return "" if kept == "[]" else kept


class CoachesPage(_FormPage):
    """The page that makes links."""

    @property
    def link_field(self) -> Locator:
        return self.content.get_by_label("The link for your client")

    @property
    def link(self) -> str:
        """The link that it has made."""
        return self.link_field.input_value()

    @property
    def link_problem(self) -> Locator:
        return self.content.locator("[data-part='link-error']")

    @property
    def status(self) -> Locator:
        return self.content.locator("[data-part='copied']")

    def button(self, name: str) -> Locator:
        return self.content.get_by_role("button", name=name, exact=True)

    def clipboard(self) -> str:
        text: str = self.page.evaluate("navigator.clipboard.readText()")
        return text

    @property
    def client_view(self) -> FrameLocator:
        """The page in the frame that is on show."""
        return self.page.frame_locator("iframe:not([data-coming])")

    def view_shows(self, fragment: str) -> None:
        """Wait until the view of this link has taken the place of the one before."""
        ready = self.page.locator("iframe:not([data-coming])")
        expect(ready).to_have_attribute("src", self.link)
        expect(self.page.locator("iframe")).to_have_count(1)
        assert fragment in self.link

    @property
    def code(self) -> Locator:
        return self.content.get_by_role("img", name="QR code of the link")

    def open_code(self) -> None:
        self.press(self.content.locator("summary").filter(has_text="QR code"))

    def download(self, button: str) -> Path:
        """Press a button that saves a file."""
        with self.page.expect_download() as download:
            self.press(self.button(button))
        return download.value.path()


class HandoutPage(_FormPage):
    """The plan on one sheet of paper."""

    @property
    def sheet(self) -> Locator:
        return self.content.get_by_role("region", name="The handout")

    @property
    def steps(self) -> Locator:
        """The steps, each with its date or relative words."""
        return self.sheet.locator("ol .fu-sheet__step-title")

    @property
    def problem(self) -> Locator:
        return self.content.locator("[data-part='problem']")

    @property
    def code(self) -> Locator:
        return self.sheet.get_by_role("img", name="QR code of the plan’s link")
