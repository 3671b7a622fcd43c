"""Everything that is kept, as a file and back; and all of it erased."""

import csv
import io
import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.axe import find_violations
from tests.browser.kept import (
    DOCUMENT_KEY,
    Plan,
    format_backup,
    format_document,
    keep,
    kept_document,
    make_plan,
)
from tests.browser.network import lose_components, part_lost
from tests.browser.pages.backup_page import MY_FOLLOW_UPS, PRIVACY, BackupPage, ErasePage
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.visitors import OpenPage, Visitor

Scheme = Literal["light", "dark"]
in_both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])

NARROWEST = 320
MEBIBYTE = 1024 * 1024
ON_SCREEN_AT_MOST = 10

A, B, C = ("a" * 24, "b" * 24, "c" * 24)
TICKS = {"stay-upbeat": {"take-a-walk": "2026-11-20"}, "stop-dwelling": {"tell-a-friend": "2026-11-21"}}
ACME = make_plan(A, name="Acme", values={"company": "Acme", "start": "2026-11-19"})
# All that a plan can hold, and what only a later version of the site would know.
RICH = make_plan(
    B,
    name="Café 日本 👩‍💻 \"=1+1\", 'so'",
    values={"company": "Borealis", "reply-by": "2026-12-04", "start": "2026-11-12"},
    done={"thank-you": "2026-11-12"},
    skipped=["check-in"],
    reasons={"share": "saw-this"},
    earlier=[{"step": "thank-you", "on": "2026-11-01"}],
    answers=[{"on": "2026-11-10", "replyBy": None}],
    ended={"kind": "declined", "on": "2026-11-18"},
    calendar={
        "sequence": 7,
        "alarm": "morning",
        "entries": [{"step": "share", "date": "2026-12-04", "title": "Share"}],
    },
    note="You did well.",
    archived=True,
    notes="Two lines,\nand a <b>third</b>.",
    color="red",
)

# Only when the test says so: what is kept before must be written first.
_FILL_STORAGE = """
  const {setItem} = Storage.prototype;
  Storage.prototype.setItem = function (...item) {
    if (window.isFull) {
      throw new DOMException("No room", "QuotaExceededError");
    }
    setItem.apply(this, item);
  };
"""
_BLOCK_STORAGE = """
  const refuse = () => { throw new DOMException("No storage here", "SecurityError"); };
  Object.defineProperty(window, "localStorage", {get: refuse});
"""
_COLLECT_CHANGES = """
  window.changes = [];
  for (const name of ["plan-backup", "erase-all"]) {
    addEventListener(`${name}:change`, ({detail}) => window.changes.push([name, detail]));
  }
"""


def open_backup(page: Page, document: str | None = None) -> BackupPage:
    """Open the page in a browser that keeps ``document``."""
    backup = BackupPage.open(page, MY_FOLLOW_UPS)
    if document is not None:
        keep(page, document)
        page.reload()
    return backup.awake()


def read(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def kept_plans(page: Page) -> dict[str, Plan]:
    plans: dict[str, Plan] = json.loads(kept_document(page) or '{"plans": {}}')["plans"]
    return plans


class TestWithoutScript:
    @pytest.mark.parametrize("is_lost", [False, True], ids=["switched off", "lost on the way"])
    def test_both_say_what_they_would_do(self, open_page: OpenPage, *, is_lost: bool) -> None:
        page = open_page(Visitor(script=is_lost))
        if is_lost:
            lose_components(page)
        for address, element, words in [
            (MY_FOLLOW_UPS, "plan-backup", "so it takes JavaScript"),
            (PRIVACY, "erase-all", "your browser’s settings do the same"),
        ]:
            component = SitePage(page).content.locator(element)
            page.goto(address)
            if is_lost:
                # It is given a moment to arrive.
                expect(component.get_by_text(words)).to_be_hidden()
                page.evaluate("document.getAnimations().forEach(animation => animation.finish())")
            expect(component.get_by_text(words)).to_be_visible()
            expect(component.locator("button, input").filter(visible=True)).to_have_count(0)


class TestLostParts:
    @pytest.mark.parametrize("part", ["backup-desk.mjs", "plans-csv.mjs", "dsv.mjs"])
    def test_a_file_that_cannot_be_made_yet_is_made_the_next_time(
        self, open_page: OpenPage, part: str
    ) -> None:
        page = open_page()
        with part_lost(page, part):
            backup = open_backup(page, format_document(ACME))
            button = backup.backup.get_by_role("button", name="Download as a spreadsheet (CSV)")
            backup.press(button)
            expect(backup.status).to_contain_text("A part of this page did not arrive.")
        with page.expect_download() as download:
            backup.press(button)
        assert download.value.suggested_filename == "follow-ups.csv"
        expect(backup.status).to_contain_text("follow-ups.csv holds 1 plan.")

    def test_a_file_that_could_not_be_read_may_be_chosen_again(self, open_page: OpenPage) -> None:
        page = open_page()
        with part_lost(page, "backup-desk.mjs"):
            backup = open_backup(page)
            backup.choose_file("follow-ups.json", format_backup(ACME))
            expect(backup.status).to_contain_text("A part of this page did not arrive.")
        backup.choose_file("follow-ups.json", format_backup(ACME))
        expect(backup.preview).to_contain_text("1 plan is new: Acme")

    def test_nothing_is_erased_before_the_question_and_it_is_asked_the_next_time(
        self, open_page: OpenPage
    ) -> None:
        page = open_page()
        with part_lost(page, "eraser.mjs"):
            privacy = SitePage.open(page, PRIVACY).awake()
            keep(page, format_document(ACME))
            button = privacy.content.locator("erase-all").get_by_role("button").first
            privacy.press(button)
            expect(privacy.content.locator("erase-all")).to_contain_text(
                "A part of this page did not arrive."
            )
        privacy.press(button)
        expect(privacy.content.locator("erase-all")).to_contain_text("1 plan, with its notes")


class TestThereAndBack:
    def test_a_file_brings_back_all_that_was_erased(self, open_page: OpenPage) -> None:
        document = format_document(ACME, RICH, checklists=TICKS)
        page = open_page()
        page.add_init_script(_COLLECT_CHANGES)
        backup = open_backup(page, document)
        download = backup.download_everything()
        assert download.suggested_filename == "follow-ups.json"
        first = read(download)
        expect(backup.status).to_contain_text("follow-ups.json holds 2 plans and 2 checked boxes.")

        erase = ErasePage.open(page, PRIVACY)
        erase.ask()
        erase.confirm()
        expect(erase.status).to_contain_text("Erased: 2 plans, 2 checked boxes")
        assert kept_document(page) is None

        backup = open_backup(page)
        backup.choose_file("follow-ups.json", first)
        expect(backup.preview).to_contain_text("2 plans are new: Acme, Café 日本")
        expect(backup.preview).to_contain_text("2 boxes on your checklists would be checked in addition")
        assert kept_document(page) is None
        backup.bring_in()
        expect(backup.outcome).to_have_text("Brought in: 2 plans added, 2 boxes checked.")
        expect(backup.outcome).to_be_focused()
        assert kept_document(page) == document
        assert page.evaluate("window.changes") == [["plan-backup", {"added": 2, "replaced": 0, "ticks": 2}]]
        expect(page.locator("follow-up-board")).to_contain_text("Acme")
        assert read(backup.download_everything()) == first

    def test_bringing_the_same_again_changes_nothing(self, open_page: OpenPage) -> None:
        document = format_document(ACME, RICH, checklists=TICKS)
        backup = open_backup(open_page(), document)
        backup.choose_file("follow-ups.json", format_backup(ACME, RICH, checklists=TICKS))
        expect(backup.status).to_contain_text("is here already, the very same. Nothing was changed.")
        expect(backup.preview).to_be_hidden()
        assert kept_document(backup.page) == document

    def test_a_spreadsheet_comes_back_edited(self, open_page: OpenPage) -> None:
        backup = open_backup(open_page(), format_document(ACME, RICH, checklists=TICKS))
        download = backup.download_spreadsheet()
        assert download.suggested_filename == "follow-ups.csv"
        text = read(download).decode("utf-8-sig")
        backup.choose_file("follow-ups.csv", text)
        expect(backup.status).to_contain_text("is here already, the very same.")

        acme, rich = csv.DictReader(io.StringIO(text, newline=""))
        acme["notes"] = "Ask about the budget."
        edited = io.StringIO(newline="")
        writer = csv.DictWriter(edited, [*acme], delimiter=";")
        writer.writeheader()
        writer.writerows(
            [acme, rich, {"timeline": "after-interview", "plan": "Cirrus", "start": "2026-11-20"}]
        )
        backup.choose_file("Kopie.csv", edited.getvalue())
        expect(backup.preview).to_contain_text("1 plan is new: Cirrus")
        expect(backup.preview).to_contain_text("1 plan differs from yours: Acme")
        expect(backup.preview).to_contain_text("1 plan is here already, the very same: Café")
        backup.prefer("Take the file’s")
        backup.bring_in()
        expect(backup.outcome).to_have_text("Brought in: 1 plan added, 1 plan replaced by the file’s.")
        plans = kept_plans(backup.page)
        cirrus = next(plan for plan in plans.values() if plan["name"] == "Cirrus")
        assert plans == {A: ACME | {"notes": "Ask about the budget."}, B: RICH, cirrus["id"]: cirrus}

    def test_nothing_kept_is_nothing_to_download(self, open_page: OpenPage) -> None:
        backup = open_backup(open_page())
        backup.press(backup.backup.get_by_role("button", name="Download everything (JSON)"))
        expect(backup.status).to_contain_text("there is nothing to download")


class TestPreview:
    def test_names_the_first_and_counts_the_rest(self, open_page: OpenPage) -> None:
        backup = open_backup(open_page(Visitor(phone=True)))
        many = [make_plan(f"{number:024x}", name=f"Plan {number}") for number in range(1, 23)]
        backup.choose_file("follow-ups.json", format_backup(*many))
        expect(backup.preview).to_contain_text("22 plans are new: Plan 1, Plan 2")
        expect(backup.preview).to_contain_text("Plan 10, and 12 more")
        expect(backup.preview.get_by_role("heading")).to_be_focused()
        expect(backup.preview.get_by_role("radio")).to_have_count(0)
        backup.leave_it()
        expect(backup.preview).to_be_hidden()
        expect(backup.status).to_contain_text("Nothing was changed.")
        expect(backup.file_field).to_be_focused()
        assert kept_document(backup.page) is None

    @pytest.mark.parametrize("choice", ["Take the file’s", "Keep mine"])
    def test_asks_whose_plan_counts_and_can_be_undone(self, open_page: OpenPage, choice: str) -> None:
        before = format_document(ACME, RICH)
        theirs = ACME | {"name": "Acme, later"}
        added = make_plan(C, name="Cirrus")
        backup = open_backup(open_page(), before)
        backup.choose_file("follow-ups.json", format_backup(theirs, added, checklists=TICKS))
        expect(backup.preview).to_contain_text("1 plan differs from yours: Acme")
        # No choice has been made, and so none is made for the reader.
        backup.bring_in()
        expect(backup.preview).to_be_visible()
        assert kept_document(backup.page) == before
        backup.prefer(choice)
        backup.bring_in()
        expect(backup.outcome).to_contain_text("Brought in: 1 plan added, 1 plan")
        expected = theirs if choice == "Take the file’s" else ACME
        assert kept_document(backup.page) == format_document(expected, RICH, added, checklists=TICKS)
        backup.undo()
        expect(backup.outcome).to_contain_text("Undone.")
        expect(backup.undo_button).to_be_hidden()
        assert kept_document(backup.page) == before

    def test_undo_leaves_what_has_changed_since(self, open_page: OpenPage) -> None:
        backup = open_backup(open_page())
        added = [make_plan(A, name="Acme"), make_plan(B, name="Borealis")]
        backup.choose_file("follow-ups.json", format_backup(*added))
        backup.bring_in()
        expect(backup.undo_button).to_be_visible()
        changed = added[0] | {"notes": "Typed since."}
        keep(backup.page, format_document(changed, added[1]))
        backup.undo()
        expect(backup.outcome).to_contain_text("which stays as it is: Acme.")
        assert kept_plans(backup.page) == {A: changed}

    def test_what_is_written_is_what_was_shown(self, open_page: OpenPage) -> None:
        backup = open_backup(open_page())
        backup.choose_file("follow-ups.json", format_backup(ACME))
        expect(backup.preview).to_contain_text("1 plan is new: Acme")
        in_between = format_document(ACME | {"name": "Acme, from another tab"})
        keep(backup.page, in_between)
        backup.bring_in()
        expect(backup.preview).to_contain_text("has changed in the meantime")
        expect(backup.preview).to_contain_text("1 plan differs from yours: Acme, from another tab")
        assert kept_document(backup.page) == in_between
        backup.prefer("Take the file’s")
        backup.bring_in()
        expect(backup.outcome).to_contain_text("1 plan replaced by the file’s")
        assert kept_document(backup.page) == format_document(ACME)


class TestRefused:
    """What can not be brought in is named, and nothing is changed."""

    def test_files_that_are_not_what_they_should_be(self, open_page: OpenPage, tmp_path: Path) -> None:
        before = format_document(ACME, RICH, checklists=TICKS)
        backup = open_backup(open_page(), before)
        whole = format_backup(RICH, checklists=TICKS).encode()
        wrong_rows = "id,timeline,plan,start\r\n" + ",no-such-plan,A,soon\r\n" * 12
        refused = {
            **{whole[:length]: "" for length in (1, 40, len(whole) // 2, len(whole) - 3)},
            b"": "empty",
            b" \r\n": "empty",
            whole.replace(b'"version": 2', b'"version": 99'): "newer version of this site",
            b'{"name": "package", "version": 2}': "not a file that was saved here",
            b"[1, 2]": "not a file that was saved here",
            b"\x89PNG\r\n\x1a\n\x00\x00": "not a file that was made here",
            whole.replace(b'"2026-11-12"', b'"2026-02-30"'): "Café",
            wrong_rows.encode(): "Line 2, column “timeline”",
        }
        for content, words in refused.items():
            backup.choose_file("follow-ups.json", content)
            expect(backup.refusal).to_contain_text("Nothing was changed.")
            expect(backup.refusal).to_contain_text(words)
            expect(backup.preview).to_be_hidden()
            assert kept_document(backup.page) == before, content[:40]
        expect(backup.refusal.get_by_role("listitem")).to_have_count(ON_SCREEN_AT_MOST)
        expect(backup.refusal).to_contain_text("more like these")
        huge = tmp_path / "follow-ups.json"
        with huge.open("wb") as file:
            file.truncate(32 * MEBIBYTE + 1)
        backup.choose_path(huge)
        expect(backup.refusal).to_contain_text("larger than 32 MB")
        assert kept_document(backup.page) == before
        backup.choose_file("follow-ups.json", format_backup(make_plan(C, name="Cirrus")))
        expect(backup.preview).to_contain_text("1 plan is new: Cirrus")
        expect(backup.refusal).to_be_empty()

    def test_full(self, open_page: OpenPage) -> None:
        page = open_page()
        page.add_init_script(_FILL_STORAGE)
        before = format_document(ACME)
        backup = open_backup(page, before)
        backup.choose_file("follow-ups.json", format_backup(RICH))
        expect(backup.preview).to_be_visible()
        page.evaluate("window.isFull = true")
        backup.bring_in()
        expect(backup.refusal).to_contain_text("storage is full")
        assert kept_document(page) == before
        page.evaluate("window.isFull = false")
        backup.bring_in()
        expect(backup.outcome).to_contain_text("1 plan added")

    def test_newer(self, open_page: OpenPage) -> None:
        newer = '{"version":99,"plans":{}}'
        backup = open_backup(open_page(), newer)
        backup.choose_file("follow-ups.json", format_backup(ACME))
        expect(backup.refusal).to_contain_text("A newer version of this site")
        expect(backup.preview).to_be_hidden()
        assert kept_document(backup.page) == newer

    def test_damaged_is_set_aside_and_said(self, open_page: OpenPage) -> None:
        backup = open_backup(open_page())
        keep(backup.page, "{half a docu")
        backup.choose_file("follow-ups.json", format_backup(ACME))
        expect(backup.status).to_contain_text("It is set aside, not deleted")
        backup.bring_in()
        expect(backup.outcome).to_contain_text("1 plan added")
        key = f"{DOCUMENT_KEY}.damaged-1"
        assert backup.page.evaluate("key => localStorage.getItem(key)", key) == "{half a docu"

    def test_blocked(self, open_page: OpenPage) -> None:
        page = open_page()
        page.add_init_script(_BLOCK_STORAGE)
        backup = open_backup(page)
        backup.choose_file("follow-ups.json", format_backup(ACME))
        expect(backup.refusal).to_contain_text("does not let this page keep anything")
        backup.press(backup.backup.get_by_role("button", name="Download everything (JSON)"))
        expect(backup.status).to_contain_text("does not let this page keep anything")
        erase = ErasePage.open(page, PRIVACY)
        erase.ask()
        expect(erase.confirmation).to_contain_text("your browser does not let this page look")
        erase.confirm()
        expect(erase.status).to_contain_text("did not let this page erase: the plans and checked boxes")
        expect(erase.status).to_contain_text("In your browser’s settings")


class TestTabs:
    def test_a_tab_closed_in_the_middle_leaves_the_old_or_the_new(self, open_page: OpenPage) -> None:
        many = [make_plan(f"{number:024x}", name=f"Plan {number}") for number in range(1000)]
        old, new = format_document(ACME), format_document(*many, ACME)
        page = open_page()
        watcher = page.context.new_page()
        watcher.goto(PRIVACY)
        backup = open_backup(page, old)
        backup.choose_file("follow-ups.json", format_backup(*many))
        expect(backup.preview).to_contain_text("1,000 plans are new")
        button = backup.preview.get_by_role("button", name="Bring it in")
        button.evaluate("button => { setTimeout(() => button.click()); }")
        page.close()
        assert kept_document(watcher) in {old, new}

    def test_the_other_tab_hears_of_an_import(self, open_page: OpenPage) -> None:
        page = open_page(Visitor(today="2026-11-24"))
        backup = open_backup(page, format_document(ACME))
        other = TimelinePage.open(page.context.new_page(), AFTER_INTERVIEW)
        expect(other.kept).to_contain_text("Your plan “Acme”.")
        backup.choose_file("follow-ups.json", format_backup(ACME | {"name": "Acme, later"}))
        backup.prefer("Take the file’s")
        backup.bring_in()
        expect(other.kept).to_contain_text("Your plan “Acme, later”.")
        backup.undo()
        expect(other.kept).to_contain_text("Your plan “Acme”.")


class TestEraseAll:
    def test_asks_first_and_can_be_left(self, open_page: OpenPage) -> None:
        before = format_document(ACME, RICH, checklists=TICKS)
        page = open_page()
        erase = ErasePage.open(page, PRIVACY)
        keep(page, before)
        erase.ask()
        expect(erase.confirmation).to_contain_text("2 plans, with their notes")
        expect(erase.confirmation).to_contain_text("2 checked boxes on your checklists")
        expect(erase.eraser.get_by_text("Erase all of this?")).to_be_focused()
        copy = read(erase.download_copy())
        assert copy == format_backup(ACME, RICH, checklists=TICKS).encode()
        erase.leave_it()
        expect(erase.confirmation).to_be_hidden()
        expect(erase.ask_button).to_be_focused()
        assert kept_document(page) == before

    @pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
    def test_leaves_nothing_of_this_site(self, open_page: OpenPage) -> None:
        page = open_page()
        page.add_init_script(_COLLECT_CHANGES)
        timeline = TimelinePage.open(page, AFTER_INTERVIEW)
        timeline.enter_interview_date("2026-11-19")
        timeline.tell_more(company="Acme")
        timeline.keep()
        SitePage.open(page, PRIVACY)
        page.get_by_title("Switch to dark mode").click()
        page.evaluate("key => localStorage.setItem(`${key}.damaged-1`, '{')", DOCUMENT_KEY)
        page.evaluate("key => localStorage.setItem(`${key}.client-link`, '{}')", DOCUMENT_KEY)
        page.evaluate("localStorage.setItem('/elsewhere/.__palette', '{}')")
        erase = ErasePage(page).awake()
        erase.ask()
        expect(erase.confirmation).to_contain_text("1 copy of something that could not be read")
        expect(erase.confirmation).to_contain_text("What you have typed into messages during this visit")
        expect(erase.confirmation).to_contain_text("links you make for clients")
        expect(erase.confirmation).to_contain_text("The colors this site shows you")
        erase.confirm()
        expect(erase.status).to_be_focused()
        expect(erase.status).to_contain_text("This site keeps nothing of yours in this browser now.")
        assert page.evaluate("Object.keys(localStorage)") == ["/elsewhere/.__palette"]
        assert page.evaluate("Object.keys(sessionStorage)") == []
        assert page.evaluate("window.changes") == [
            ["erase-all", {"erased": ["plans", "visit", "clientLink", "settings"], "left": []}]
        ]
        erase.ask()
        expect(erase.status).to_contain_text("There is nothing to erase")


@in_both_schemes
def test_nothing_keeps_anybody_out(open_page: OpenPage, scheme: Scheme) -> None:
    page = open_page(Visitor(scheme=scheme, phone=True, width=NARROWEST))
    long_name = "A" * 200
    backup = open_backup(page, format_document(ACME))
    backup.choose_file("follow-ups.csv", f"timeline,start\r\nafter-interview,{long_name}\r\n")
    expect(backup.refusal).to_contain_text("Line 2, column “start”")
    assert (find_violations(page), backup.overflow()) == ([], [])
    backup.choose_file(
        f"{long_name}.json", format_backup(ACME | {"name": "Another"}, make_plan(C, name=long_name))
    )
    expect(backup.preview).to_be_visible()
    assert (find_violations(page), backup.overflow()) == ([], [])
    backup.prefer("Keep mine")
    backup.bring_in()
    expect(backup.outcome).to_be_visible()
    assert find_violations(page) == []
    erase = ErasePage.open(page, PRIVACY)
    erase.ask()
    expect(erase.confirmation).to_be_visible()
    assert (find_violations(page), erase.overflow()) == ([], [])


def test_all_of_it_can_be_done_by_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    backup = open_backup(page, format_document(ACME))
    backup.choose_file("follow-ups.json", format_backup(ACME | {"name": "Another"}))
    expect(backup.preview.get_by_role("heading")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(backup.preview.get_by_label("Keep mine")).to_be_checked()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(backup.outcome).to_contain_text("1 plan replaced")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(backup.outcome).to_contain_text("Undone.")
    expect(backup.outcome).to_be_focused()
    erase = ErasePage.open(page, PRIVACY)
    erase.tab_to(erase.ask_button)
    page.keyboard.press("Enter")
    erase.tab_to(erase.confirmation.get_by_role("button", name="Erase it all"))
    page.keyboard.press("Enter")
    expect(erase.status).to_be_focused()
    assert kept_document(page) is None
