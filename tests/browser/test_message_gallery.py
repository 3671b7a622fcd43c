"""The list of all messages: whole without script; with it, searched as one types."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.pages.gallery_page import GALLERY, GalleryPage
from tests.browser.site import Site
from tests.browser.visitors import OpenPage, Visitor

MOMENTS = ["Right after", "While you wait", "After an answer", "Keeping in touch"]


def test_without_script_the_list_is_whole(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(Visitor(script=False)), GALLERY)
    assert gallery.groups() == MOMENTS
    assert len(gallery.titles()) >= 22
    assert gallery.live_controls() == []
    gallery.follow("The check-in")
    assert gallery.title == "The check-in"


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
def test_all_messages_can_be_had_as_one_archive(open_page: OpenPage, site: Site) -> None:
    gallery = GalleryPage.open(open_page(Visitor(script=False)), GALLERY)
    link = gallery.content.get_by_role("link", name="All messages as one archive (.zip)")
    answer = site.get(link.evaluate("link => link.href"))
    assert (answer.status, answer.media_type) == (200, "application/zip")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("panel", "The thank-you note to a panel", id="a word of the title"),
        pytest.param("THÁNK", "The thank-you note", id="case and accents"),
        pytest.param("reject", "The reply to a no", id="the beginning of a word"),
        pytest.param("  no   reply ", "The reply to a no", id="words in any order"),
        pytest.param("didnt call", "When they set a time and didn’t call", id="an apostrophe"),
        pytest.param("linkedin withdraw", "Withdrawing your application", id="a channel"),
    ],
)
def test_a_search_finds_what_it_should(open_page: OpenPage, words: str, title: str) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    before = len(gallery.titles())
    gallery.search(words)
    assert title in gallery.titles()
    assert len(gallery.titles()) < before


def test_what_is_found_is_counted_aloud(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    expect(gallery.count).to_have_attribute("role", "status")
    expect(gallery.count).to_have_text(f"{len(gallery.titles())} messages")
    gallery.search("panel")
    expect(gallery.count).to_have_text("1 message")
    assert gallery.groups() == ["Right after"]


def test_filters_narrow_the_list_together(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    gallery.choose("Moment", "Right after")
    assert gallery.groups() == ["Right after"]
    gallery.choose("Channel", "Card")
    assert gallery.titles() == [
        "Thanks after a networking chat",
        "The thank-you note",
        "The thank-you note to a panel",
    ]
    gallery.choose("Tone", "Plain")
    assert gallery.titles() == ["The thank-you note"]


def test_channel_and_tone_must_meet_in_one_version(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    gallery.choose("Channel", "Card")
    gallery.choose("Tone", "Formal")
    assert gallery.titles() == []


def test_who_finds_nothing_is_told_what_to_do(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    before = gallery.titles()
    gallery.search("xylophone")
    gallery.choose("Channel", "Card")
    expect(gallery.count).to_have_text("0 messages")
    expect(gallery.content.get_by_text("Try fewer words")).to_be_visible()
    gallery.press(gallery.content.get_by_role("button", name="Show all messages"))
    assert gallery.titles() == before
    expect(gallery.query).to_be_focused()
    expect(gallery.query).to_have_value("")


def test_enter_keeps_the_page(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    gallery.search("panel")
    gallery.query.press("Enter")
    assert gallery.page.url.endswith("/messages/")
    assert gallery.titles() == ["The thank-you note to a panel"]


def test_markup_in_the_search_is_text(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(), GALLERY)
    gallery.search("<img src=x onerror=alert(1)> [(.*+?")
    assert gallery.titles() == []
    gallery.search("[(.*+?")
    assert len(gallery.titles()) >= 22


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_gallery_has_no_violation(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    gallery = GalleryPage.open(open_page(Visitor(scheme=scheme)), GALLERY)
    assert find_violations(gallery.page) == []
    gallery.search("xylophone")
    assert find_violations(gallery.page) == []


def test_a_gallery_is_no_wider_than_the_narrowest_phone(open_page: OpenPage) -> None:
    gallery = GalleryPage.open(open_page(Visitor(phone=True, width=320)), GALLERY)
    gallery.search("xylophone" * 20)
    assert gallery.overflow() == []
