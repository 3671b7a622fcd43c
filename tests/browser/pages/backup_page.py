"""The page of the reader's own plans, as far as files of them go; and the page that erases everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Download, Locator

MY_FOLLOW_UPS = "my-follow-ups/"
PRIVACY = "privacy/"


class BackupPage(SitePage):
    """The page of the reader's own plans: files out, files in."""

    @property
    def backup(self) -> Locator:
        """What is there to do with files."""
        return self.content.locator("plan-backup")

    @property
    def file_field(self) -> Locator:
        """Where a file is chosen, or dropped."""
        return self.backup.get_by_label("Bring a file back")

    @property
    def preview(self) -> Locator:
        """What the chosen file would do."""
        return self.backup.get_by_role("form")

    @property
    def refusal(self) -> Locator:
        """Why a file is not brought in."""
        return self.backup.get_by_role("alert")

    @property
    def status(self) -> Locator:
        """What the page says in passing."""
        return self.backup.get_by_role("status")

    @property
    def outcome(self) -> Locator:
        """What the last import, or its undoing, has done."""
        return self.backup.locator("[data-part='outcome']")

    @property
    def undo_button(self) -> Locator:
        """The button that undoes the last import."""
        return self.backup.get_by_role("button", name="Undo")

    def download_everything(self) -> Download:
        """Download all there is as JSON."""
        return self._download("Download everything (JSON)")

    def download_spreadsheet(self) -> Download:
        """Download the plans as a spreadsheet."""
        return self._download("Download as a spreadsheet (CSV)")

    def choose_file(self, name: str, content: str | bytes) -> None:
        """Choose a file of that name, and with that content, to bring back."""
        content = content.encode() if isinstance(content, str) else content
        self.file_field.set_input_files({"name": name, "mimeType": "", "buffer": content})

    def choose_path(self, path: Path) -> None:
        """Choose a file of this machine to bring back."""
        self.file_field.set_input_files(path)

    def prefer(self, choice: str) -> None:
        """Choose whose plan counts where they differ, in the words of the choice."""
        self.preview.get_by_role("group", name="Where a plan differs").get_by_label(choice).check()

    def bring_in(self) -> None:
        """Say that the file be brought in."""
        self.press(self.preview.get_by_role("button", name="Bring it in"))

    def leave_it(self) -> None:
        """Say that the file be left alone."""
        self.press(self.preview.get_by_role("button", name="Leave it"))

    def undo(self) -> None:
        """Undo the last import."""
        self.press(self.undo_button)

    def _download(self, button: str) -> Download:
        with self.page.expect_download() as download:
            self.press(self.backup.get_by_role("button", name=button))
        return download.value


class ErasePage(SitePage):
    """The page about privacy, where everything can be erased."""

    @property
    def eraser(self) -> Locator:
        """What erases everything."""
        return self.content.locator("erase-all")

    @property
    def ask_button(self) -> Locator:
        """The button that asks before it erases."""
        return self.eraser.get_by_role("button", name="Erase everything this site keeps here")

    @property
    def confirmation(self) -> Locator:
        """The question whether everything is to be erased."""
        return self.eraser.get_by_role("group", name="Erase all of this?")

    @property
    def status(self) -> Locator:
        """What has become of it."""
        return self.eraser.get_by_role("status")

    def ask(self) -> None:
        """Press the button, and see what would go."""
        self.press(self.ask_button)

    def confirm(self) -> None:
        """Say that everything be erased."""
        self.press(self.confirmation.get_by_role("button", name="Erase it all"))

    def leave_it(self) -> None:
        """Say that nothing be erased."""
        self.press(self.confirmation.get_by_role("button", name="Leave it"))

    def download_copy(self) -> Download:
        """Download a copy before anything is erased."""
        with self.page.expect_download() as download:
            self.press(self.confirmation.get_by_role("button", name="Download a copy first"))
        return download.value
