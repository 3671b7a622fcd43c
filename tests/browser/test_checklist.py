"""Checklists that remember what has been ticked, and what happens where nothing can be kept."""

import json
import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import find_violations
from tests.browser.pages.checklist_page import DOCUMENT_KEY, STOP_DWELLING, ChecklistPage, ticks_by_id
from tests.browser.site import Site
from tests.browser.visitors import OpenPage, Visitor

WRITE = "Set a timer for ten minutes"
REASONS = "Read why they may not have called"
FRIEND = "Tell one friend how it went"
THREE_THINGS = "Write down three things you do well"

FIRST_DAY = Visitor(today="2026-11-19")

_BLOCK_STORAGE = """
  const refuse = () => { throw new DOMException("No storage here", "SecurityError"); };
  Object.defineProperty(window, "localStorage", {get: refuse});
"""
_FILL_STORAGE = """
  Storage.prototype.setItem = () => { throw new DOMException("No room", "QuotaExceededError"); };
"""
_HOLD_THE_LOCK = """key => new Promise(held =>
  navigator.locks.request(key, () => new Promise(() => held())))"""


def open_list(page: Page, fragment: str = "") -> ChecklistPage:
    return ChecklistPage.open(page, STOP_DWELLING, fragment)


def come_back(checklist: ChecklistPage, fragment: str = "") -> ChecklistPage:
    checklist.page.goto("about:blank")
    return open_list(checklist.page, fragment)


def open_with_ticks(page: Page, **ticks: str) -> ChecklistPage:
    """Open the list in a browser that keeps these ticks already; ``_`` stands for ``-`` in an id."""
    document = {"version": 2, "plans": {}, "checklists": {"stop-dwelling": ticks_by_id(ticks)}}
    return open_with_stored(page, json.dumps(document))


def open_with_stored(page: Page, text: str) -> ChecklistPage:
    page.goto("404.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [DOCUMENT_KEY, text])
    return open_list(page)


class TestWithoutScript:
    def test_it_is_a_list_with_boxes_for_paper_and_files_to_take_along(
        self, open_page: OpenPage, site: Site
    ) -> None:
        checklist = open_list(open_page(Visitor(script=False)))
        assert len(checklist.boxes()) == 9
        for box in checklist.boxes():
            expect(box).to_be_visible()
            expect(box).to_be_disabled()
            expect(box).not_to_be_checked()
        expect(checklist.box(REASONS)).to_have_accessible_name(re.compile("not about you.$"))
        assert checklist.live_controls() == []
        expect(checklist.count).to_be_hidden()
        downloads = checklist.downloads()
        assert list(downloads) == ["Word", "PDF", "Markdown"]
        assert {site.get(address).status for address in downloads.values()} == {200}

    def test_an_item_has_a_link(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page(Visitor(script=False, phone=True)))
        checklist.press(checklist.link_to(FRIEND))
        expect(checklist.page).to_have_url(re.compile("#item-tell-one-friend$"))
        assert checklist.is_marked(FRIEND)
        assert not checklist.is_marked(WRITE)


class TestTicking:
    def test_what_is_ticked_is_there_the_next_day(self, open_page: OpenPage) -> None:
        page = open_page(FIRST_DAY)
        checklist = open_list(page)
        checklist.tick(WRITE)
        checklist.tick(FRIEND)
        expect(checklist.count).to_have_text("2 of 9 done")
        expect(checklist.checklist.get_by_role("progressbar")).to_have_accessible_name("2 of 9 done")
        expect(checklist.checklist.get_by_role("progressbar")).to_have_js_property("value", 2)
        checklist.tick(WRITE)
        expect(checklist.count).to_have_text("1 of 9 done")
        checklist.wait_until_kept(tell_one_friend="2026-11-19")

        page.clock.set_fixed_time("2026-11-20T09:00:00-05:00")
        again = come_back(checklist)
        expect(again.count).to_have_text("1 of 9 done")
        assert again.ticked() == ["tell-one-friend"]
        again.tick(THREE_THINGS)
        expect(again.count).to_have_text("2 of 9 done")
        again.wait_until_kept(tell_one_friend="2026-11-19", three_true_things="2026-11-20")

    def test_a_link_in_an_item_is_followed_and_ticks_nothing(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page(Visitor(phone=True)))
        checklist.follow("why they may not have called")
        checklist.page.wait_for_url("**/why-didnt-they-call/")
        checklist.page.go_back()
        assert checklist.awake().ticked() == []

    def test_the_room_around_a_box_ticks_it(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page(Visitor(phone=True)))
        checklist.box(FRIEND).scroll_into_view_if_needed()
        box = checklist.box(FRIEND).bounding_box()
        assert box is not None
        checklist.page.touchscreen.tap(box["x"] + box["width"] + 8, box["y"] + box["height"] + 12)
        expect(checklist.box(FRIEND)).to_be_checked()

    def test_by_keyboard(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page())
        keyboard = checklist.page.keyboard
        checklist.tab_to(checklist.box(REASONS))
        keyboard.press("Space")
        expect(checklist.box(REASONS)).to_be_checked()
        keyboard.press("Tab")
        link = checklist.row(REASONS).get_by_role("link", name="why they may not have called", exact=True)
        expect(link).to_be_focused()
        keyboard.press("Tab")
        expect(checklist.link_to(REASONS)).to_be_focused()
        checklist.tab_to(checklist.button("Start over"))
        keyboard.press("Enter")
        expect(checklist.button("Undo")).to_be_focused()
        keyboard.press("Enter")
        expect(checklist.button("Start over")).to_be_focused()
        expect(checklist.box(REASONS)).to_be_checked()

    def test_all_done_is_said_once_and_warmly(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page())
        *others, last = checklist.boxes()
        for box in others:
            box.check()
        expect(checklist.finished).to_be_empty()
        last.check()
        expect(checklist.finished).to_have_text(re.compile("Well done"))
        expect(checklist.count).to_have_text("9 of 9 done")

    def test_the_store_is_fetched_for_who_keeps_something_or_comes_to_the_list(
        self, open_page: OpenPage
    ) -> None:
        page = open_page()
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
        checklist = open_list(page)
        expect(checklist.box(WRITE)).to_be_enabled()
        assert "store.mjs" not in fetched
        with page.expect_request("**/store.mjs"):
            checklist.tick(WRITE)
        checklist.wait_until_kept(write_it_down="2026-11-19")
        with page.expect_request("**/store.mjs"):
            come_back(checklist)

    def test_a_change_is_told_to_the_page(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page())
        checklist.page.evaluate("""() => {
          window.changes = [];
          document.addEventListener("check-list:change", ({detail}) => window.changes.push(detail));
        }""")
        checklist.tick(WRITE)
        checklist.tick(FRIEND)
        expect(checklist.count).to_have_text("2 of 9 done")
        changes = checklist.page.evaluate("window.changes")
        assert changes == [{"done": 1, "total": 9}, {"done": 2, "total": 9}]


class TestStartingOver:
    def test_undo_brings_back_each_tick_with_its_day(self, open_page: OpenPage) -> None:
        kept = {
            "write_it_down": "2026-11-02",
            "tell_one_friend": "2026-11-18",
            "once_on_the_list": "2026-11-01",
        }
        checklist = open_with_ticks(open_page(), **kept)
        expect(checklist.count).to_have_text("2 of 9 done")
        checklist.press(checklist.button("Start over"))
        expect(checklist.count).to_have_text("0 of 9 done")
        expect(checklist.button("Start over")).to_be_hidden()
        assert checklist.ticked() == []
        checklist.wait_until_kept(once_on_the_list="2026-11-01")
        checklist.press(checklist.button("Undo"))
        expect(checklist.count).to_have_text("2 of 9 done")
        expect(checklist.button("Undo")).to_be_hidden()
        checklist.wait_until_kept(**kept)

    def test_the_next_change_takes_undo_away(self, open_page: OpenPage) -> None:
        checklist = open_with_ticks(open_page(), write_it_down="2026-11-02")
        checklist.press(checklist.button("Start over"))
        expect(checklist.button("Undo")).to_be_visible()
        checklist.tick(FRIEND)
        expect(checklist.button("Undo")).to_be_hidden()
        expect(checklist.button("Start over")).to_be_visible()

    def test_another_tab_does_not_take_undo_away(self, open_page: OpenPage) -> None:
        checklist = open_with_ticks(open_page(), write_it_down="2026-11-02")
        other = ChecklistPage.open(checklist.page.context.new_page(), STOP_DWELLING).awake()
        checklist.press(checklist.button("Start over"))
        expect(other.count).to_have_text("0 of 9 done")
        other.tick(FRIEND)
        expect(checklist.count).to_have_text("1 of 9 done")
        checklist.press(checklist.button("Undo"))
        expect(checklist.count).to_have_text("2 of 9 done")


class TestTakingAlong:
    def test_copied_as_text(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page())
        checklist.tick(WRITE)
        checklist.press(checklist.button("Copy as text"))
        expect(checklist.copied).to_have_text("Copied.")
        text: str = checklist.page.evaluate("navigator.clipboard.readText()")
        title, first_group, *_ = text.split("\n\n")
        assert title == checklist.title
        assert [line[:30] for line in first_group.splitlines()] == [
            "Get it out of your head, once",
            "[x] Set a timer for ten minute",
            "[ ] Pick the one answer you wo",
            "[ ] Read why they may not have",
        ]
        assert "#" not in text

    def test_copied_by_hand_where_the_browser_refuses(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page(Visitor(clipboard=False)))
        checklist.press(checklist.button("Copy as text"))
        by_hand = checklist.copied.get_by_label("Text to copy by hand")
        expect(by_hand).to_be_focused()
        expect(by_hand).to_have_value(re.compile(r"^Stop dwelling\n\nGet it out"))
        assert find_violations(checklist.page) == []

    def test_on_paper_the_boxes_are_as_they_stand(self, open_page: OpenPage) -> None:
        checklist = open_list(open_page(Visitor(scheme="dark")), "item-tell-one-friend")
        checklist.tick(WRITE)
        checklist.page.evaluate("window.print = () => { document.title = 'printed'; }")
        checklist.press(checklist.button("Print"))
        expect(checklist.page).to_have_title("printed")
        checklist.page.emulate_media(media="print")
        for box in checklist.boxes():
            expect(box).to_be_visible()
        expect(checklist.box(WRITE)).to_be_checked()
        content = "box => getComputedStyle(box, '::before').content"
        assert checklist.box(WRITE).evaluate(content) == '""'
        assert checklist.box(FRIEND).evaluate(content) == "none"
        for gone in (checklist.link_to(FRIEND), checklist.count, checklist.button("Print")):
            expect(gone).to_be_hidden()


class TestTwoTabs:
    def test_a_tick_in_one_shows_in_the_other(self, open_page: OpenPage) -> None:
        one = open_list(open_page())
        other = open_list(one.page.context.new_page())
        other.tick(FRIEND)
        expect(one.box(FRIEND)).to_be_checked()
        expect(one.count).to_have_text("1 of 9 done")
        one.tick(WRITE)
        expect(other.count).to_have_text("2 of 9 done")
        other.page.evaluate("localStorage.clear()")
        expect(one.count).to_have_text("0 of 9 done")

    def test_a_tab_that_is_closed_at_once_loses_nothing(self, open_page: OpenPage) -> None:
        busy = open_with_ticks(open_page(), write_it_down="2026-11-02")
        closed = open_list(busy.page.context.new_page())
        expect(closed.count).to_have_text("1 of 9 done")
        busy.page.evaluate(_HOLD_THE_LOCK, DOCUMENT_KEY)
        closed.tick(FRIEND)
        expect(closed.count).to_have_text("2 of 9 done")
        busy.wait_until_kept(write_it_down="2026-11-02")
        closed.page.goto("about:blank")
        busy.wait_until_kept(write_it_down="2026-11-02", tell_one_friend="2026-11-19")

    def test_nor_does_one_that_is_closed_before_it_can_keep_anything(self, open_page: OpenPage) -> None:
        page = open_page()
        # It is never answered.
        page.route("**/store.mjs", lambda _: None)
        checklist = open_list(page)
        checklist.tick(FRIEND)
        expect(checklist.count).to_have_text("1 of 9 done")
        page.goto("about:blank")
        page.unroute("**/store.mjs")
        again = open_list(page)
        expect(again.count).to_have_text("1 of 9 done")
        assert again.ticked() == ["tell-one-friend"]


@pytest.mark.parametrize("fragment", ["item-tell-one-friend", "fu=1&from=Your+coach&go=item-tell-one-friend"])
def test_a_link_leads_to_its_item_and_marks_it(open_page: OpenPage, fragment: str) -> None:
    checklist = open_list(open_page(Visitor(phone=True)), fragment)
    expect(checklist.box(FRIEND)).to_be_in_viewport()
    assert checklist.is_marked(FRIEND)
    assert not checklist.is_marked(WRITE)
    checklist.page.goto(f"{STOP_DWELLING}#item-three-true-things")
    assert checklist.is_marked(THREE_THINGS)
    assert not checklist.is_marked(FRIEND)


class TestStorage:
    """Whatever the browser allows, a box can be ticked, and the page says what is not kept."""

    def test_blocked(self, open_page: OpenPage) -> None:
        page = open_page(Visitor(phone=True, width=320))
        page.add_init_script(_BLOCK_STORAGE)
        checklist = open_list(page)
        expect(checklist.notice).to_be_hidden()
        checklist.tick(WRITE)
        expect(checklist.notice).to_contain_text(
            "not kept. Your browser does not let this page keep anything."
        )
        expect(checklist.notice).to_be_in_viewport()
        assert checklist.ticked() == ["write-it-down"]
        assert checklist.overflow() == []

    def test_full(self, open_page: OpenPage) -> None:
        page = open_page()
        page.add_init_script(_FILL_STORAGE)
        checklist = open_list(page)
        checklist.tick(WRITE)
        expect(checklist.notice).to_contain_text("storage is full")
        checklist.tick(FRIEND)
        expect(checklist.count).to_have_text("2 of 9 done")

    def test_damaged(self, open_page: OpenPage) -> None:
        checklist = open_with_stored(open_page(), "{half a docu")
        expect(checklist.notice).to_contain_text("could not be read")
        expect(checklist.notice).not_to_contain_text("not kept")
        checklist.tick(WRITE)
        checklist.wait_until_kept(write_it_down="2026-11-19")
        expect(come_back(checklist).count).to_have_text("1 of 9 done")

    def test_written_by_a_newer_version(self, open_page: OpenPage) -> None:
        newer = '{"version": 99, "plans": {}}'
        checklist = open_with_stored(open_page(), newer)
        expect(checklist.notice).to_contain_text("A newer version of this site")
        checklist.tick(WRITE)
        expect(checklist.box(WRITE)).to_be_checked()
        assert checklist.page.evaluate("key => localStorage.getItem(key)", DOCUMENT_KEY) == newer


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_list_in_use_has_no_violation(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    page = open_page(Visitor(scheme=scheme, phone=True, width=320))
    page.add_init_script(_FILL_STORAGE)
    checklist = open_list(page)
    for box in checklist.boxes():
        box.check()
    expect(checklist.notice).to_be_visible()
    expect(checklist.finished).not_to_be_empty()
    # Anywhere else, the header with its buttons lies close upon some box.
    page.evaluate("scrollTo(0, 0)")
    assert find_violations(page) == []
    assert checklist.overflow() == []
    for control in (checklist.box(WRITE), checklist.link_to(WRITE), checklist.button("Start over")):
        size = control.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) >= 24
