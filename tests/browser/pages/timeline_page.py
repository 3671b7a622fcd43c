"""A page with a timeline on it: its own, the home page, an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.browser.pages.message_page import MessagePage
from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Locator

HOME = "./"
AFTER_INTERVIEW = "timelines/after-interview/"
ARTICLE = "articles/why-didnt-they-call/"

INTERVIEW_DATE = "Interview date"
REPLY_DATE = "They said they would reply by"

# What a date needs is fetched when the first one is there. Then there is a plan, a question or a complaint.
_HAS_ANSWERED = """timeline => {
  const shows = selector => [...timeline.querySelectorAll(selector)].some(part => part.checkVisibility());
  return timeline.querySelector("[name='start']").value === ""
    || shows("[data-step][data-state]") || shows("[data-part='ask']") || shows("[data-error]");
}"""

# A step's parts have no accessible handles: what is read is what can be seen of them.
_READ_STEPS = """steps => steps.map(step => {
  const text = name => {
    const part = step.querySelector(`[data-part='${name}']`);
    return part?.checkVisibility() ? part.innerText.trim() : "";
  };
  return {
    title: text("title"),
    date: text("date"),
    distance: text("distance"),
    state: step.dataset.state ?? null,
    moved: text("moves"),
  };
})"""


@dataclass(frozen=True)
class Step:
    """A step of the plan as it stands on the page.

    Attributes:
        title: What to do.
        date: When, as ``Thu Nov 26``, or in words while no date has been entered.
        distance: How far away that is, as ``in 7 days``.
        state: ``today``, ``next``, ``later``, ``done``, ``skipped`` or ``dropped``; None without a plan.
        moved: Why it has another date than the offset says, or why it is left out.
    """

    title: str
    date: str
    distance: str
    state: str | None
    moved: str


class TimelinePage(SitePage):
    """A page with a timeline on it."""

    @property
    def timeline(self) -> Locator:
        """The timeline itself."""
        return self.content.locator("follow-up-timeline")

    def field(self, label: str) -> Locator:
        """Return the field with that label."""
        return self.timeline.get_by_label(label, exact=True)

    def enter_interview_date(self, date: str) -> None:
        """Enter a date that exists, as ``2026-11-19``; an empty one clears the field."""
        self.field(INTERVIEW_DATE).fill(date)

    def enter_reply_date(self, date: str) -> None:
        """Enter the date they said they would reply by, as ``2026-11-19``; an empty one clears the field."""
        self.field(REPLY_DATE).fill(date)

    def type_date(self, label: str, keys: str) -> None:
        """Type a date key by key, month first, as ``02302027``, and go on to what comes next.

        Unlike entering, this takes dates that do not exist.
        """
        self.field(label).press_sequentially(keys)
        self.tab_away_from(self.field(label))

    def tell_what_was_sent(self, sent: Mapping[str, str] | None = None) -> None:
        """Answer the question that a late reader is asked first.

        Args:
            sent: The day on which each step was done, by its title; nothing was, if there are none.
        """
        question = self.timeline.get_by_role("form", name="First, what have you sent already?")
        for title, day in (sent or {}).items():
            question.get_by_role("checkbox", name=title).check()
            question.get_by_label(f"{title}: on which day?").fill(day)
        self.press(question.get_by_role("button"))

    def steps(self) -> list[Step]:
        """Return the steps in their order, once the page has answered what was entered."""
        self._wait_for_answer()
        return [
            Step(**step) for step in self.timeline.locator("[data-step]:is(li)").evaluate_all(_READ_STEPS)
        ]

    def dates(self) -> list[str]:
        """Return when each step is due, in words or as dates."""
        return [step.date for step in self.steps()]

    def is_planned(self) -> bool:
        """Whether the steps have dates."""
        return any(step.state is not None for step in self.steps())

    def now(self) -> str | None:
        """Return what the page says is to be done now, without its explanation; None if it says nothing."""
        self._wait_for_answer()
        title = self.timeline.locator("[data-part='now-title']")
        return title.inner_text() if title.is_visible() else None

    def choose_reason(self, reason: str) -> None:
        """Choose a reason for what is to be sent now, in the words of the list."""
        self.field("Why are you writing?").select_option(label=reason)

    def step(self, title: str) -> Locator:
        """Return the step with that title."""
        return self.timeline.get_by_role("listitem").filter(has=self.page.get_by_text(title, exact=True))

    def message_link(self, title: str) -> Locator:
        """Return the link to the message of the step with that title, or of what is to be sent now."""
        now = self.timeline.get_by_role("region", name=f"Today: {title}")
        return self.step(title).or_(now).get_by_role("link", name="Open the message")

    def open_message_of(self, title: str) -> MessagePage:
        """Open the message of a step; what is to be sent now needs its reason chosen first."""
        self.press(self.message_link(title))
        self.page.wait_for_url("**/messages/**")
        return MessagePage(self.page).awake()

    def _wait_for_answer(self) -> None:
        self.page.wait_for_function(_HAS_ANSWERED, arg=self.timeline.element_handle())
