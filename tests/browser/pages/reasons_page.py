"""The page of reasons why they did not call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from playwright.sync_api import Locator

REASONS = "reasons/"

_IS_AT_THE_TOP = """section => {
  const {top} = section.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 3;
}"""


class ReasonsPage(SitePage):
    """The page of reasons. A reason is named by its title, a question and an answer by their words."""

    @property
    def count(self) -> Locator:
        """What the page says of how many reasons fit."""
        return self.content.get_by_role("status").filter(has_text="reason")

    @property
    def start_over(self) -> Locator:
        """The button that takes all answers back."""
        return self.content.get_by_role("button", name="Start over")

    def answer(self, question: str, answer: str) -> Locator:
        """Return an answer to a question, to be chosen."""
        return self.content.get_by_role("group", name=question).get_by_role("radio", name=answer, exact=True)

    def choose(self, question: str, answer: str) -> None:
        """Tap or click the words of an answer."""
        group = self.content.get_by_role("group", name=question)
        self.press(group.get_by_text(answer, exact=True))

    def titles(self) -> list[str]:
        """Return the title of every reason on view, in order."""
        return self._sections.locator("h2 > span").all_inner_texts()

    def fits(self) -> dict[str, str]:
        """Return what is said of how each reason fits, by its title, in order; nothing where nothing is."""
        return {
            section.locator("h2 > span").inner_text(): "".join(
                section.locator("[data-part='fit']").filter(visible=True).all_inner_texts()
            )
            for section in self._sections.all()
        }

    def reason(self, title: str) -> Locator:
        """Return all that stands about a reason."""
        heading = self.page.get_by_role("heading", name=title)
        return self._sections.filter(has=heading)

    def is_at_the_top(self, title: str) -> bool:
        """Whether a reason is what the reader sees first."""
        return bool(self.reason(title).evaluate(_IS_AT_THE_TOP))

    @property
    def _sections(self) -> Locator:
        return self.content.locator("reason-explorer [data-reason]")
