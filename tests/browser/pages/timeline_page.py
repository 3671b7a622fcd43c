"""A page with a timeline on it: its own, the home page, an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from tests.browser.pages.message_page import MessagePage
from tests.browser.pages.site_page import SitePage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Download, Locator

HOME = "./"
AFTER_INTERVIEW = "timelines/after-interview/"
ARTICLE = "articles/why-didnt-they-call/"

INTERVIEW_DATE = "Interview date"
REPLY_DATE = "They said they would reply by"

# What a date needs is fetched when the first one is there. Then there is a plan, a question or a complaint.
_HAS_ANSWERED = """timeline => {
  const shows = selector => [...timeline.querySelectorAll(selector)].some(part => part.checkVisibility());
  // A link that brings a date has been opened when the date is in its field.
  const isLinked = /^#fu=[1-9].*&start=./.test(location.hash);
  return timeline.querySelector("[name='start']").value === "" && !isLinked
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
        self._wait_for_answer()
        self.press(self.message_link(title))
        self.page.wait_for_url("**/messages/**")
        return MessagePage(self.page).awake()

    def _wait_for_answer(self) -> None:
        self.page.wait_for_function(_HAS_ANSWERED, arg=self.timeline.element_handle())

    def planned(self) -> Self:
        """Wait until the steps have dates: those of a link, or of a plan that is kept."""
        self.timeline.locator("li[data-step][data-state]").first.wait_for()
        return self

    @property
    def panel(self) -> Locator:
        """What the page says is to be done now, with its controls."""
        return self.timeline.locator("[data-part='now']")

    @property
    def reason(self) -> Locator:
        """The question for the reason of what is to be sent now."""
        return self.field("Why are you writing?")

    def sent_it(self) -> None:
        """Say that what is due now has been sent."""
        self.press(self.panel.get_by_role("button", name="I sent it"))

    def skip_it(self) -> None:
        """Leave out what is due now."""
        self.press(self.panel.get_by_role("button", name="Skip it"))

    def undo_the_end(self) -> None:
        """Take back the answer that ended the plan."""
        self.press(self.panel.get_by_role("button", name="Undo: I have not heard back"))

    def undo_the_answer(self) -> None:
        """Take back that they asked for more time."""
        self.press(self.panel.get_by_role("button", name="Undo: they have not asked for more time"))

    @property
    def question(self) -> Locator:
        """What a late reader is asked first."""
        return self.timeline.get_by_role("form", name="First, what have you sent already?")

    @property
    def announcement(self) -> Locator:
        """What a screen reader says of the plan, unasked."""
        return self.timeline.locator("[data-part='announcement'][role='status']")

    @property
    def notice(self) -> Locator:
        """What the page has to say about the plan as a whole, above the steps."""
        return self.timeline.locator("[data-part='notice']")

    def mark_sent(self, title: str) -> None:
        """Say at a contact's own row that it has been sent."""
        self.press(self._button_of(title, "I already sent it"))

    def mark_done(self, title: str) -> None:
        """Say at the row of a step that sends nothing that it is done."""
        self.press(self._button_of(title, "Mark it done"))

    def skip_step(self, title: str) -> None:
        """Leave a step out, at its own row."""
        self.press(self._button_of(title, "Skip it"))

    def undo_step(self, title: str) -> None:
        """Take back that a step was done or left out."""
        self.press(self._button_of(title, "Undo"))

    def sent_on(self, title: str) -> Locator:
        """Return the field with the day on which a contact was made."""
        return self.field(f"Sent on: {title}")

    def tell_more(self, **told: str) -> None:
        """Type the company, the role, the contact and the name: what the messages are filled with."""
        labels = {
            "company": "Company",
            "role": "The job",
            "contact": "Who you write to",
            "name": "Your name",
        }
        self._unfold("Names, pace and public holidays")
        for name, value in told.items():
            self.field(labels[name]).fill(value)

    def choose(self, label: str, choice: str) -> None:
        """Choose the pace, whose public holidays count, or the state, in the words of the list."""
        self._unfold("Names, pace and public holidays")
        self.field(label).select_option(label=choice)

    @property
    def holidays_note(self) -> Locator:
        """What the page has to say about the public holidays."""
        return self.timeline.locator("[data-part='holidays-note']")

    def hear_back(self, answer: str, **days: str) -> None:
        """Tell the page what they said.

        Args:
            answer: In the words of the choice, as ``It is a no``.
            days: ``on``, when it was; ``reply_by``, when they will reply; ``next_on``, when the next one is.
        """
        labels = {
            "on": "When did you hear?",
            "reply_by": "When will they reply?",
            "next_on": "When is it?",
        }
        self._unfold("I heard back")
        self.timeline.get_by_role("radio", name=answer).check()
        for name, day in days.items():
            self.field(labels[name]).fill(day)
        submit = self.timeline.get_by_role("button", name="Plan it again")
        self.press(submit.or_(self.timeline.get_by_role("button", name="End this plan")))

    def open_calendar(self) -> None:
        """Open the panel that puts the plan into a calendar."""
        self._unfold("Put it in your calendar")

    def choose_reminder(self, choice: str) -> None:
        """Choose when the calendar reminds the reader, in the words of the list."""
        self.field("Reminder").select_option(label=choice)

    def download_calendar(self, button: str = "Download for your calendar (.ics)") -> Download:
        """Download a calendar file by the button of that name."""
        with self.page.expect_download() as download:
            self.press(self.timeline.get_by_role("button", name=button, exact=True))
        return download.value

    def download_entry(self, title: str) -> Download:
        """Download the calendar entry of one step."""
        with self.page.expect_download() as download:
            self.press(self._button_of(title, "Add to calendar"))
        return download.value

    def to_delete_by_hand(self) -> list[str]:
        """Return the entries that the page says to delete, with the dates they stand on."""
        return self.timeline.locator("[data-part='calendar-delete-list'] li").all_inner_texts()

    @property
    def keep_button(self) -> Locator:
        """The button that keeps the plan in this browser."""
        return self.timeline.get_by_role("button", name="Keep this plan in this browser")

    @property
    def keep_status(self) -> Locator:
        """How keeping went, in the page's words."""
        return self.timeline.locator("[data-part='keep-status']")

    @property
    def kept(self) -> Locator:
        """What the page says about the plans that are kept."""
        return self.timeline.locator("[data-part='kept']")

    @property
    def plan_name(self) -> Locator:
        """The field with the kept plan's name."""
        return self.field("What to call this plan")

    def keep(self) -> None:
        """Keep the plan, and wait until it is kept."""
        self.press(self.keep_button)
        self.plan_name.wait_for()

    def erase(self) -> None:
        """Erase the plan from this browser, and wait until it is gone."""
        self.press(self.timeline.get_by_role("button", name="Erase it from this browser"))
        self.keep_button.wait_for()

    def open_kept(self, name: str) -> None:
        """Open the kept plan of that name."""
        self.press(self.kept.get_by_role("button", name=name, exact=True))

    def _button_of(self, title: str, action: str) -> Locator:
        # Its name goes on with the step's, out of sight.
        name = re.compile(rf"^{re.escape(action)} ?: {re.escape(title)}$")
        return self.timeline.get_by_role("button", name=name)

    def _unfold(self, summary: str) -> None:
        details = self.timeline.locator("details").filter(has=self.page.locator("summary", has_text=summary))
        if details.first.get_attribute("open") is None:
            self.press(details.first.locator("summary").first)
