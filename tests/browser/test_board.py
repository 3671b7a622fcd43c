"""The plans that a reader keeps, side by side, and what can be done to them there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import icalendar
import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.kept import (
    DOCUMENT_KEY,
    Plan,
    change_kept_plan,
    come_back_to,
    format_document,
    keep,
    kept_document,
    make_plan,
)
from tests.browser.network import lose_components, part_lost
from tests.browser.pages.board_page import MY_FOLLOW_UPS, BoardPage
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, HOME, TimelinePage
from tests.browser.visitors import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page

    from tests.browser.visitors import OpenPage

TODAY = Visitor(today="2026-11-24")
SENT = "thank-you"
CHECK_IN = "Check in, briefly"


def kept(name: str, start: str, **changes: object) -> Plan:
    """Return a plan with the thank-you note sent on its first day."""
    plan = make_plan(
        name[0].lower() * 24,
        name=name,
        values={"company": name, "start": start},
        done={SENT: start},
    )
    return plan | changes


ACME = kept("Acme", "2026-11-17")
BOREALIS = kept("Borealis", "2026-11-12", done={}, asked=False)
COBALT = kept("Cobalt", "2026-11-20", notes="Likes sailing.")
DELTA = kept("Delta", "2026-11-13", reasons={"check-in": "no-date-given"})
ECHO = kept("Echo", "2026-11-02", ended={"kind": "declined", "on": "2026-11-18"})
FOXTROT = kept(
    "Foxtrot",
    "2026-10-20",
    done={SENT: "2026-10-20", "check-in": "2026-10-27", "share": "2026-11-03", "close": "2026-11-10"},
)
GOLF = kept("Golf", "2026-11-02", timeline="after-coffee")
HOTEL = kept("Hotel", "2024-11-02")
INDIA = kept("India", "2026-11-16", archived=True)
EACH = (ACME, BOREALIS, COBALT, DELTA, ECHO, FOXTROT, GOLF, HOTEL, INDIA)

# Once: what is kept stays when the page is loaded again.
_KEEP = "([key, text]) => localStorage.getItem(key) ?? localStorage.setItem(key, text)"
_BLOCK_STORAGE = """
  const refuse = () => { throw new DOMException("No storage here", "SecurityError"); };
  Object.defineProperty(window, "localStorage", {get: refuse});
"""
_FILL_STORAGE = """
  const {setItem} = Storage.prototype;
  Storage.prototype.setItem = function (...item) {
    if (window.isFull) {
      throw new DOMException("No room", "QuotaExceededError");
    }
    setItem.apply(this, item);
  };
"""


def keep_before(page: Page, text: str) -> None:
    """Have the browser keep a document before the page is loaded."""
    page.add_init_script(f"({_KEEP})({json.dumps([DOCUMENT_KEY, text])})")


def open_board(open_page: OpenPage, *plans: Plan, visitor: Visitor = TODAY) -> BoardPage:
    page = open_page(visitor)
    keep_before(page, format_document(*plans))
    return BoardPage.visit(page)


def stored(board: BoardPage) -> dict[str, Any]:
    """Return the plans in the storage, by name."""
    plans = json.loads(kept_document(board.page) or '{"plans": {}}')["plans"].values()
    return {plan["name"]: plan for plan in plans}


def entries_of(download: Download) -> dict[str, Any]:
    """Return the entries of a calendar file, by what they say."""
    calendar = icalendar.Calendar.from_ical(Path(download.path()).read_bytes())
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


class TestWithoutScript:
    def test_it_says_what_stands_here_and_how_to_do_without(self, open_page: OpenPage) -> None:
        board = BoardPage.open(open_page(Visitor(script=False)), MY_FOLLOW_UPS)
        assert board.title == "My follow-ups"
        for words in ("this page needs JavaScript", "In your calendar:", "With a link:", "On paper:"):
            expect(board.board).to_contain_text(words)
        assert [control for control in board.live_controls() if "fu-" in control] == []
        board.follow("After an interview")
        assert SitePage(board.page).title == "After an interview"

    def test_if_the_script_never_comes_the_page_says_so_too(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        lose_components(page)
        page.goto(MY_FOLLOW_UPS)
        expect(page.get_by_text("this page needs JavaScript")).to_be_visible()


class TestBoard:
    def test_every_plan_has_its_place(self, open_page: OpenPage) -> None:
        board = open_board(open_page, *EACH)
        assert board.groups() == [
            ["Today (3)", "Borealis", "Delta", "Acme"],
            ["Coming up (1)", "Cobalt"],
            ["Needs a look (2)", "Golf", "Hotel"],
            ["Nothing left to send (1)", "Foxtrot"],
            ["Ended (1)", "Echo"],
        ]
        expect(board.counts).to_have_text("6 waiting, 3 of them due today. 2 closed.")
        expect(board.plan("Delta")).to_contain_text("Since Fri Nov 20, 4 days ago")
        expect(board.plan("Cobalt")).to_contain_text("Fri Nov 27, in 3 days")
        expect(board.plan("Golf")).to_contain_text("no plan called “after-coffee” any more")
        expect(board.plan("Hotel")).to_contain_text("Interview date: This is more than a year ago.")
        board.press(board.board.get_by_role("button", name="Show the archived (1)"))
        assert board.groups()[-1] == ["Archived (1)", "India"]

    def test_more_plans_than_are_drawn_at_once_all_come_in_their_order(self, open_page: OpenPage) -> None:
        names = [f"Plan {number}" for number in range(1, 61)]
        plans = [make_plan(f"{number:024x}", name=name) for number, name in enumerate(reversed(names))]
        board = open_board(open_page, *plans)
        expect(board.board.get_by_role("heading", level=3)).to_have_text(names)
        search = board.filter.get_by_label("Search")
        search.fill("Plan 6")
        expect(board.board.get_by_role("heading", level=3)).to_have_text(["Plan 6", "Plan 60"])
        search.fill("")
        expect(board.board.get_by_role("heading", level=3)).to_have_text(names)

    def test_a_plan_opens_as_it_is_kept(self, open_page: OpenPage) -> None:
        board = open_board(open_page, *EACH)
        board.press(board.plan("Borealis").get_by_role("link", name="Say what you have sent"))
        plan = TimelinePage(board.page).awake()
        expect(plan.question).to_be_visible()
        plan.tell_what_was_sent({"Send a thank-you note": "2026-11-12"})
        expect(plan.kept).to_contain_text("Your plan “Borealis”.")
        plan.follow("All my follow-ups")
        board.awake()
        expect(board.plan("Borealis")).to_contain_text(CHECK_IN)

    def test_a_message_needs_its_reason_first(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, DELTA)
        expect(board.plan("Acme").get_by_role("link", name="Open the message")).to_have_count(0)
        board.press(board.plan("Acme").get_by_role("link", name="Choose a reason"))
        plan = TimelinePage(board.page).awake()
        plan.choose_reason("You agreed on no date, and some time has passed")
        plan.follow("All my follow-ups")
        board.awake()
        for name in ("Acme", "Delta"):
            expect(board.plan(name).get_by_role("link", name="Open the message")).to_be_visible()
        board.press(board.plan("Delta").get_by_role("link", name="Open the message"))
        expect(board.page).to_have_url(
            re.compile(r"/messages/check-in/#fu=1.*company=Delta.*reason=no-date-given")
        )

    def test_without_plans_it_asks_the_question_of_the_home_page(self, open_page: OpenPage) -> None:
        board = BoardPage.visit(open_page(TODAY))
        expect(board.board).to_contain_text("You keep no plan in this browser yet.")
        board.follow("What happened, and when?")
        assert TimelinePage(board.page).awake().first_tab_stop()

    def test_keeping_a_plan_leads_here(self, open_page: OpenPage) -> None:
        plan = TimelinePage.open(open_page(TODAY), HOME, "fu=1&start=2026-11-24&company=Acme").planned()
        plan.keep()
        plan.press(plan.keep_status.get_by_role("link", name="All my follow-ups"))
        board = BoardPage(plan.page).awake()
        expect(board.plan("Acme")).to_contain_text("Send a thank-you note")


class TestChanges:
    def test_sent_and_taken_back(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, COBALT)
        before = kept_document(board.page)
        board.act("Acme", "I sent it")
        expect(board.receipt).to_contain_text("Acme: “Check in, briefly” is marked as sent today.")
        assert board.groups() == [["Coming up (2)", "Cobalt", "Acme"]]
        expect(board.counts).to_have_text("2 waiting, nothing due today. 0 closed.")
        assert stored(board)["Acme"]["done"]["check-in"] == "2026-11-24"
        board.undo()
        expect(board.receipt).to_be_hidden()
        assert board.names() == ["Acme", "Cobalt"]
        assert kept_document(board.page) == before
        expect(board.plan("Acme").get_by_role("link", name="Acme", exact=True)).to_be_focused()

    def test_skipped(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME)
        board.unfold("Acme")
        board.act("Acme", "Skip this step")
        expect(board.receipt).to_contain_text("is left out")
        assert stored(board)["Acme"]["skipped"] == ["check-in"]

    def test_a_no_ends_it_and_offers_what_follows(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, COBALT)
        board.hear_back("Acme", "It is a no", on="2026-11-23")
        expect(board.receipt).to_contain_text("Acme: this plan has ended.")
        assert board.groups()[-1] == ["Ended (1)", "Acme"]
        expect(board.plan("Acme")).to_contain_text("It is a no. That hurts, and it is an answer.")
        following = board.receipt.get_by_role("link", name="Next: After a no")
        expect(following).to_have_attribute(
            "href", re.compile(r"after-rejection/#fu=1&start=2026-11-23&company=Acme$")
        )
        board.undo()
        expect(board.plan("Acme")).to_contain_text(CHECK_IN)
        assert stored(board)["Acme"] == ACME

    def test_more_time_plans_it_again(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME)
        board.hear_back("Acme", "They need more time", on="2026-11-20", reply_by="2026-11-19")
        when = board.plan("Acme").get_by_label("When will they reply?")
        expect(when).to_have_accessible_description(re.compile("before the day you heard"))
        expect(when).to_be_focused()
        when.fill("2026-12-04")
        board.act("Acme", "Plan it again")
        expect(board.receipt).to_contain_text("Acme: planned again.")
        expect(board.plan("Acme")).to_contain_text("Tue Dec 8, in 14 days")
        assert stored(board)["Acme"]["answers"] == [{"on": "2026-11-20", "replyBy": "2026-12-04"}]

    def test_more_time_is_taken_back_with_what_was_skipped_and_why_it_was_written(
        self, open_page: OpenPage
    ) -> None:
        before = kept(
            "Acme",
            "2026-11-10",
            done={SENT: "2026-11-10", "check-in": "2026-11-17"},
            skipped=["share"],
            reasons={"check-in": "no-date-given"},
        )
        board = open_board(open_page, before)
        board.hear_back("Acme", "They need more time", reply_by="2026-12-04")
        expect(board.receipt).to_be_visible()
        assert stored(board)["Acme"]["skipped"] == []
        board.unfold("Acme")
        board.plan("Acme").get_by_label("Notes").fill("Called me back.")
        board.undo()
        expect(board.receipt).to_be_hidden()
        assert stored(board)["Acme"] == before | {"notes": "Called me back."}

    def test_an_answer_that_is_not_chosen_is_asked_for(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME)
        board.act("Acme", "I heard back")
        answer = board.plan("Acme").get_by_role("radio").first
        # Enter sends a form from any of its fields, whatever they hold.
        board.plan("Acme").locator("form").evaluate("form => form.requestSubmit()")
        expect(answer).to_be_focused()
        assert stored(board)["Acme"] == ACME

    def test_a_double_click_marks_one_plan(self, open_page: OpenPage) -> None:
        # Mended: the second click met the plan that had come in the first one's place.
        kilo = kept("Kilo", "2026-11-13", reasons={"check-in": "no-date-given"})
        board = open_board(open_page, DELTA, kilo)
        place = board.plan("Delta").get_by_role("button", name="I sent it").bounding_box()
        assert place is not None
        mouse = board.page.mouse
        mouse.click(place["x"] + 10, place["y"] + 10)
        expect(board.receipt).to_contain_text("Delta")
        assert board.plan("Kilo").get_by_role("button", name="I sent it").bounding_box() == place
        mouse.down(click_count=2)
        mouse.up(click_count=2)
        # The next click by itself counts again, and comes after the one before it.
        board.unfold("Kilo")
        expect(board.plan("Kilo").get_by_label("Notes")).to_be_visible()
        assert [name for name, plan in stored(board).items() if "check-in" in plan["done"]] == ["Delta"]

    def test_named_and_noted(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, COBALT)
        board.unfold("Cobalt")
        panel = board.plan("Cobalt")
        expect(panel.get_by_label("Notes")).to_have_value("Likes sailing.")
        panel.get_by_label("Notes").fill("  Two lines,\n<b>as typed</b> ")
        panel.get_by_label("What to call this plan").fill("")
        panel.get_by_label("What to call this plan").press_sequentially("The good one")
        board.page.reload()
        board.awake()
        expect(board.plan("The good one")).to_be_visible()
        assert stored(board)["The good one"]["notes"] == "  Two lines,\n<b>as typed</b> "
        board.unfold("The good one")
        expect(board.board.get_by_label("Notes")).to_have_value("  Two lines,\n<b>as typed</b> ")

    def test_archived_and_brought_back(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, COBALT)
        board.unfold("Acme")
        board.act("Acme", "Archive it")
        expect(board.receipt).to_contain_text("Acme is archived.")
        assert board.names() == ["Cobalt"]
        expect(board.counts).to_have_text("1 waiting, nothing due today. 0 closed.")
        board.press(board.board.get_by_role("button", name="Show the archived (1)"))
        board.unfold("Acme")
        board.act("Acme", "Bring it back")
        expect(board.receipt).to_contain_text("Acme is back among your plans.")
        assert board.names() == ["Acme", "Cobalt"]
        assert stored(board)["Acme"] == ACME

    @pytest.mark.parametrize(
        "plan", [ACME, GOLF, HOTEL], ids=["any", "of an unknown timeline", "of wrong dates"]
    )
    def test_erased_and_brought_back(self, open_page: OpenPage, plan: Plan) -> None:
        board = open_board(open_page, plan, COBALT)
        before, name = kept_document(board.page), plan["name"]
        board.unfold(name)
        board.act(name, "Erase it from this browser")
        expect(board.receipt).to_contain_text(f"{name} is erased from this browser.")
        assert board.names() == ["Cobalt"]
        assert set(stored(board)) == {"Cobalt"}
        board.undo()
        expect(board.plan(name)).to_be_visible()
        assert json.loads(kept_document(board.page) or "") == json.loads(before or "")

    def test_the_only_plan_too_can_be_brought_back(self, open_page: OpenPage) -> None:
        # Mended: the undo went with the board.
        board = open_board(open_page, ACME)
        board.unfold("Acme")
        board.act("Acme", "Erase it")
        expect(board.board).to_contain_text("You keep no plan in this browser yet.")
        board.undo()
        expect(board.plan("Acme")).to_be_visible()
        expect(board.board.get_by_text("You keep no plan")).to_be_hidden()

    def test_erased_and_here_again_it_is_not_put_over(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME)
        board.unfold("Acme")
        board.act("Acme", "Erase it")
        expect(board.receipt).to_contain_text("Acme")
        newer = ACME | {"notes": "From another device."}
        keep(board.page, format_document(newer))
        board.undo()
        expect(board.receipt).to_contain_text("This plan is here again already")
        expect(board.receipt.get_by_role("button", name="Close")).to_be_focused()
        expect(board.plan("Acme")).to_be_visible()
        assert stored(board)["Acme"] == newer

    def test_a_name_that_cannot_be_seen_is_none(self, open_page: OpenPage) -> None:
        unseen = [
            make_plan(f"{number:024x}", name=name, values={"company": f"Company {number}"})
            for number, name in enumerate(["   ", "\u200b", "\u3000\ufeff"])
        ]
        board = open_board(open_page, *unseen)
        assert board.names() == ["Company 0", "Company 1", "Company 2"]


class TestComingBack:
    def test_the_plans_are_read_again(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME)
        change_kept_plan(board.page, ACME["id"], done=ACME["done"] | {"check-in": "2026-11-24"})
        come_back_to(board.page)
        expect(board.plan("Acme").get_by_role("button", name="I sent it")).to_have_count(0)

    def test_another_day_is_drawn_on_the_picture_too(self, open_page: OpenPage) -> None:
        board = open_board(open_page, COBALT)
        picture = board.board.get_by_role("img")
        expect(picture).to_have_accessible_name(re.compile("in 3 days"))
        board.page.clock.set_fixed_time("2026-11-25T12:00:00")
        board.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(board.plan("Cobalt")).to_contain_text("in 2 days")
        expect(picture).to_have_accessible_name(re.compile("in 2 days"))


class TestLostParts:
    def test_a_board_that_lost_its_part_says_so_and_comes_with_the_line(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        keep_before(page, format_document(ACME))
        with part_lost(page, "board-editor.mjs"):
            board = BoardPage.open(page, MY_FOLLOW_UPS)
            expect(board.board).to_contain_text(
                "Your plans are still here. A part of this page did not arrive."
            )
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(board.plan("Acme")).to_be_visible()
        expect(board.board.get_by_text("Your plans are still here.")).to_be_hidden()

    def test_a_calendar_that_lost_its_part_says_so_and_works_the_next_time(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME)
        with part_lost(board.page, "board-calendar.mjs"):
            board.press(board.board.get_by_text("Put everything in your calendar", exact=True))
            expect(board.board.get_by_text("A part of this page did not arrive.")).to_be_visible()
        assert board.download_calendar().suggested_filename == "my-follow-ups.ics"


class TestFilter:
    def test_is_not_there_for_a_few(self, open_page: OpenPage) -> None:
        expect(open_board(open_page, *EACH[:5]).filter).to_be_hidden()

    def test_by_word_by_state_and_sorted(self, open_page: OpenPage) -> None:
        board = open_board(open_page, *EACH)
        search = board.filter.get_by_label("Search")
        search.fill("SAIL")
        assert board.groups() == [["Coming up (1)", "Cobalt"]]
        search.fill("nobody")
        expect(board.board.get_by_text("No plan fits that.")).to_be_visible()
        board.press(board.board.get_by_role("button", name="Show all plans"))
        expect(search).to_be_focused()
        board.choose("Show", "Closed")
        assert board.names() == ["Foxtrot", "Echo"]
        board.choose("Show", "Archived")
        assert board.names() == ["India"]
        board.choose("Show", "Due today")
        board.choose("Sort", "By name")
        assert board.groups() == [["All of them (3)", "Acme", "Borealis", "Delta"]]
        board.choose("Sort", "Newest first")
        assert board.names() == ["Acme", "Delta", "Borealis"]

    def test_signs_alone_are_looked_for_as_they_are(self, open_page: OpenPage) -> None:
        party = kept("Party", "2026-11-20") | {"name": "Party 🎉"}
        board = open_board(open_page, *EACH, party)
        search = board.filter.get_by_label("Search")
        search.fill("🎉")
        assert board.names() == ["Party 🎉"]
        search.fill("???")
        expect(board.board.get_by_text("No plan fits that.")).to_be_visible()


class TestWeeksAhead:
    def test_the_picture_says_its_gist_and_the_table_says_all(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, COBALT, BOREALIS)
        picture = board.board.get_by_role("img")
        expect(picture).to_have_accessible_name(
            re.compile(r"^The next 6 weeks: 7 steps for 3 plans\. The first: ")
        )
        board.press(board.board.get_by_text("As a table"))
        expect(board.board.get_by_role("row")).to_have_count(8)
        rows = board.board.get_by_role("row").all_inner_texts()
        assert rows[0].split() == ["Day", "Plan", "Step"]
        assert ["Fri Nov 27", "Cobalt", CHECK_IN] in [row.split("\t") for row in rows]
        board.act("Acme", "I sent it")
        expect(picture).to_have_accessible_name(re.compile("^The next 6 weeks: 6 steps"))
        expect(board.board.get_by_role("row")).to_have_count(7)

    def test_without_anything_to_come_there_is_none(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ECHO, FOXTROT)
        expect(board.board.get_by_role("img")).to_have_count(0)
        expect(board.board.get_by_text("The weeks ahead")).to_be_hidden()


class TestCalendar:
    def test_everything_to_come_in_one_file(self, open_page: OpenPage) -> None:
        exported = {"sequence": 900_000, "alarm": "morning", "entries": []}
        board = open_board(open_page, ACME, BOREALIS, COBALT | {"calendar": exported}, ECHO, HOTEL)
        download = board.download_calendar()
        assert download.suggested_filename == "my-follow-ups.ics"
        entries = entries_of(download)
        steps = (CHECK_IN, "Send something worth reading", "Stop waiting")
        assert set(entries) == {f"{step} ({name})" for step in steps for name in ("Acme", "Cobalt")}
        check_in = entries[f"{CHECK_IN} (Cobalt)"]
        assert str(check_in["UID"]) == f"{COBALT['id']}-check-in@after-the-interview"
        assert check_in["SEQUENCE"] == 900_001
        assert check_in.decoded("DTSTART").isoformat() == "2026-11-27"
        assert str(check_in["URL"]).startswith(
            f"{board.page.url.removesuffix(MY_FOLLOW_UPS)}{AFTER_INTERVIEW}#fu=1"
        )
        assert len(check_in.walk("VALARM")) == 1
        acme = entries[f"{CHECK_IN} (Acme)"]
        calendars = {name: plan["calendar"] for name, plan in stored(board).items()}
        assert calendars["Acme"]["sequence"] == acme["SEQUENCE"] < 900_000
        assert [entry["step"] for entry in calendars["Cobalt"]["entries"]] == ["check-in", "share", "close"]
        assert calendars["Echo"] is None
        expect(board.board).to_contain_text("1 plan must wait until you say what you have sent.")

    def test_what_is_gone_is_canceled(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, COBALT)
        board.download_calendar()
        board.hear_back("Acme", "It is a no", on="2026-11-24")
        expect(board.board.get_by_text("Stop waiting (Acme), Tue Dec 8")).to_be_visible()
        canceled = entries_of(board.download_calendar("What is canceled (.ics)"))
        assert {str(event["STATUS"]) for event in canceled.values()} == {"CANCELLED"}
        assert {summary.partition("(")[2] for summary in canceled} == {"Acme)"}
        expect(board.board.get_by_text("Stop waiting (Acme), Tue Dec 8")).to_be_hidden()
        assert stored(board)["Acme"]["calendar"]["entries"] == []


class TestTwoTabs:
    def test_a_change_in_one_is_drawn_in_the_other_without_taking_what_is_typed(
        self, open_page: OpenPage
    ) -> None:
        one = open_board(open_page, ACME, COBALT, DELTA)
        two = BoardPage.visit(one.page.context.new_page())
        one.unfold("Acme")
        notes = one.plan("Acme").get_by_label("Notes")
        notes.press_sequentially("Half a sen")
        two.act("Acme", "I sent it")
        expect(one.plan("Acme")).to_contain_text("Send something worth reading")
        expect(notes).to_be_focused()
        one.page.keyboard.type("tence")
        expect(notes).to_have_value("Half a sentence")
        two.act("Delta", "I sent it")
        expect(one.counts).to_have_text("3 waiting, nothing due today. 0 closed.")
        two.unfold("Acme")
        expect(two.plan("Acme").get_by_label("Notes")).to_have_value("Half a sentence")
        assert stored(one)["Acme"]["done"]["check-in"] == "2026-11-24"

    def test_erased_in_one_it_is_gone_from_the_other(self, open_page: OpenPage) -> None:
        one = open_board(open_page, ACME, COBALT)
        two = BoardPage.visit(one.page.context.new_page())
        two.unfold("Acme")
        two.act("Acme", "Erase it from this browser")
        expect(one.plan("Acme")).to_have_count(0)
        expect(one.counts).to_have_text("1 waiting, nothing due today. 0 closed.")

    def test_the_first_plan_kept_elsewhere_comes_to_an_empty_board(self, open_page: OpenPage) -> None:
        empty = BoardPage.visit(open_page(TODAY))
        page = empty.page.context.new_page()
        TimelinePage.open(page, AFTER_INTERVIEW, "fu=1&start=2026-11-24&company=Acme").planned().keep()
        expect(empty.plan("Acme")).to_be_visible()


class TestStorage:
    def test_blocked(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        page.add_init_script(_BLOCK_STORAGE)
        board = BoardPage.visit(page)
        expect(board.board).to_contain_text("does not let this page keep anything")
        expect(board.counts).to_be_hidden()

    def test_full(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        keep_before(page, format_document(ACME, COBALT))
        page.add_init_script(_FILL_STORAGE)
        board = BoardPage.visit(page)
        before = kept_document(page)
        page.evaluate("window.isFull = true")
        board.act("Acme", "I sent it")
        expect(board.receipt).to_contain_text("storage is full")
        expect(board.receipt.get_by_role("button", name="Undo")).to_be_hidden()
        assert board.groups()[0] == ["Today (1)", "Acme"]
        assert kept_document(page) == before
        page.evaluate("window.isFull = false")
        board.act("Acme", "I sent it")
        expect(board.receipt).to_contain_text("is marked as sent today")

    def test_damaged_it_is_set_aside_to_be_taken_away_or_erased(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        page.goto(MY_FOLLOW_UPS)
        page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DOCUMENT_KEY, "{half a docu"])
        page.reload()
        board = BoardPage(page).awake()
        expect(board.board).to_contain_text("could not be read. It is set aside, not deleted")
        expect(board.board).to_contain_text("You keep no plan in this browser yet.")
        page.reload()
        with page.expect_download() as download:
            board.press(board.board.get_by_role("button", name="Download it"))
        assert Path(download.value.path()).read_text(encoding="utf-8") == "{half a docu"
        board.press(board.board.get_by_role("button", name="Erase this copy"))
        expect(board.board.get_by_text("could not be read")).to_be_hidden()
        assert page.evaluate("Object.keys(localStorage).filter(key => key.includes('damaged'))") == []

    def test_newer_is_left_alone(self, open_page: OpenPage) -> None:
        newer = '{"version": 99, "plans": {}}'
        page = open_page(TODAY)
        keep_before(page, newer)
        board = BoardPage.visit(page)
        expect(board.board).to_contain_text("A newer version of this site")
        assert kept_document(page) == newer

    def test_from_the_first_version(self, open_page: OpenPage) -> None:
        page = open_page(TODAY)
        keep_before(page, json.dumps({"version": 1, "plans": {ACME["id"]: ACME | {"color": "red"}}}))
        board = BoardPage.visit(page)
        board.act("Acme", "I sent it")
        expect(board.receipt).to_be_visible()
        document = json.loads(kept_document(page) or "")
        assert (document["version"], document["checklists"]) == (2, {})
        assert stored(board)["Acme"]["color"] == "red"


class TestReach:
    def test_by_keyboard_from_one_plan_to_the_next(self, open_page: OpenPage) -> None:
        board = open_board(open_page, ACME, DELTA)
        keyboard = board.page.keyboard
        board.tab_to(board.plan("Delta").get_by_role("button", name="I sent it"))
        keyboard.press("Enter")
        expect(board.receipt.get_by_role("button", name="Undo")).to_be_focused()
        board.tab_to(board.plan("Acme").get_by_role("button", name="More"))
        keyboard.press("Space")
        board.tab_to(board.plan("Acme").get_by_label("Notes"))
        keyboard.type("Call on Monday")
        board.page.reload()
        board.awake()
        expect(board.plan("Acme")).to_be_visible()
        assert stored(board)["Acme"]["notes"] == "Call on Monday"

    def test_the_buttons_of_the_rows_name_their_plan(self, open_page: OpenPage) -> None:
        board = open_board(open_page, *EACH)
        names = (
            board.board.locator("li")
            .locator("a, button")
            .evaluate_all(
                "all => all.filter(one => one.checkVisibility()).map(one => one.ariaLabel ?? one.textContent)"
            )
        )
        assert len(names) > 20
        assert len(names) == len(set(names))

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_no_violation(self, open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
        board = open_board(open_page, *EACH, visitor=Visitor(today="2026-11-24", scheme=scheme))
        board.press(board.board.get_by_text("As a table"))
        board.press(board.board.get_by_text("Put everything in your calendar").first)
        board.unfold("Cobalt")
        board.hear_back("Acme", "It is a no", on="2026-12-24")
        expect(board.board.get_by_text("still to come")).to_be_visible()
        board.act("Delta", "I sent it")
        expect(board.receipt).to_be_visible()
        assert find_violations(board.page) == []

    def test_nothing_is_wider_than_the_narrowest_phone(self, open_page: OpenPage) -> None:
        long = kept("W" * 200, "2026-11-20", notes="n" * 2000)
        visitor = Visitor(today="2026-11-24", phone=True, width=320)
        board = open_board(open_page, *EACH, long, visitor=visitor)
        board.unfold("Acme")
        board.act("Acme", "I heard back")
        board.press(board.board.get_by_text("As a table"))
        board.act("Delta", "I sent it")
        expect(board.receipt).to_be_visible()
        assert board.overflow() == []

    def test_the_receipt_leaves_room_where_there_is_little(self, open_page: OpenPage) -> None:
        # 400 percent of 1280 by 1024 (WCAG 2.2, 1.4.10): nothing that has the focus is under it (2.4.11).
        long = kept("A" + " very long name" * 12, "2026-11-17")
        board = open_board(open_page, long, DELTA, COBALT, visitor=Visitor(today="2026-11-24", width=320))
        page = board.page
        page.set_viewport_size({"width": 320, "height": 256})
        board.act(long["name"], "I sent it")
        receipt = board.receipt.bounding_box()
        assert receipt is not None
        assert receipt["y"] > 256 / 2
        for name in ("Delta", "Cobalt"):
            for control in board.plan(name).get_by_role("button").all():
                board.tab_to(control)
                box = control.bounding_box()
                assert box is not None
                assert box["y"] + box["height"] <= receipt["y"]
