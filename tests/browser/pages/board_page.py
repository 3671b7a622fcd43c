"""The page of the plans that a reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Download, Locator, Page

MY_FOLLOW_UPS = "my-follow-ups/"

# Groups and their plans.
_READ_GROUPS = """groups => groups.map(group => [
  group.querySelector("h2").textContent.trim(),
  ...[...group.querySelectorAll("h3")].map(name => name.textContent.trim()),
])"""


# The first rows come at once, the others a moment later; a group says how many it has.
_IS_WHOLE = """() => [...document.querySelectorAll("follow-up-board section[data-group]")].every(group => {
  const count = group.querySelector("[data-part='group-count']").textContent.replaceAll(/[^0-9]/g, "");
  return group.querySelectorAll("[data-part='plans'] > li").length === Number(count);
})"""


class BoardPage(SitePage):
    """The page "My follow-ups"."""

    @classmethod
    def visit(cls, page: Page) -> Self:
        """Open the page, and wait until it shows all that is kept."""
        board = cls.open(page, MY_FOLLOW_UPS)
        said = ("board", "empty", "fault")
        board.board.locator(
            ", ".join(f"[data-part='{part}']:not([hidden])" for part in said)
        ).first.wait_for()
        page.wait_for_function(_IS_WHOLE)
        return board

    @property
    def board(self) -> Locator:
        """The board itself, without the rest of the page."""
        return self.content.locator("follow-up-board")

    @property
    def counts(self) -> Locator:
        """How many plans wait, are due and are closed, in the page's words; a screen reader says it."""
        return self.board.locator("[data-part='counts'][role='status']")

    def groups(self) -> list[list[str]]:
        """Return each group in its order: its heading with its count, then the names of its plans."""
        groups: list[list[str]] = self.board.locator("section[data-group]").evaluate_all(_READ_GROUPS)
        return groups

    def names(self) -> list[str]:
        """Return the names of all plans that are shown, in their order."""
        return [name for _, *names in self.groups() for name in names]

    def plan(self, name: str) -> Locator:
        """Return the row of the plan with that name."""
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.board.get_by_role("listitem").filter(has=heading)

    def act(self, name: str, button: str) -> None:
        """Press a button of a plan's row, or of what has been opened beneath it."""
        self.press(self.plan(name).get_by_role("button", name=button).first)

    def unfold(self, name: str) -> None:
        """Open what else there is to a plan: its name, its notes, and what is rarely needed."""
        self.act(name, "More")

    def hear_back(self, name: str, answer: str, **days: str) -> None:
        """Tell what they said.

        Args:
            name: Of the plan.
            answer: In the words of the choice, as ``It is a no``.
            days: ``on``, when it was; ``reply_by``, when they will reply; ``next_on``, when the next one is.
        """
        labels = {
            "on": "When did you hear?",
            "reply_by": "When will they reply?",
            "next_on": "When is it?",
        }
        self.act(name, "I heard back")
        form = self.plan(name)
        form.get_by_role("radio", name=answer).check()
        for day, value in days.items():
            form.get_by_label(labels[day]).fill(value)
        submit = form.get_by_role("button", name="End this plan")
        self.press(submit.or_(form.get_by_role("button", name="Plan it again")))

    @property
    def receipt(self) -> Locator:
        """What has just changed, or could not be kept."""
        return self.board.get_by_role("group", name="What has changed")

    def undo(self) -> None:
        """Take the last change back."""
        self.press(self.receipt.get_by_role("button", name="Undo"))

    @property
    def filter(self) -> Locator:
        """The search and the choices beside it."""
        return self.board.get_by_role("search")

    def choose(self, label: str, choice: str) -> None:
        """Choose what to show, or how to sort it, in the words of the list."""
        self.filter.get_by_label(label, exact=True).select_option(label=choice)

    def download_calendar(self, button: str = "Put everything in your calendar (.ics)") -> Download:
        """Download a calendar file by the button of that name, from its panel."""
        panel = self.board.locator("details").filter(has_text="Put everything in your calendar").last
        if panel.get_attribute("open") is None:
            self.press(panel.locator("summary"))
        with self.page.expect_download() as download:
            self.press(panel.get_by_role("button", name=button, exact=True))
        return download.value
