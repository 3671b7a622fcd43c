"""Pages that are read: the home page's words, the article, checklists, lists of pages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import ARTICLE, HOME
from tests.browser.visitors import OpenPage, Visitor

CHECKLIST = "checklists/stop-dwelling/"
LISTS_AND_PAGES_ABOUT = [
    "articles/",
    "checklists/",
    "messages/",
    "timelines/",
    "about/",
    "privacy/",
    "accessibility/",
]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ("Stop dwelling.", "Stop dwelling"),
        ("the check-in", "The check-in"),
        ("It went so well. Why didn’t they call?", "It went so well. Why didn’t they call?"),
    ],
)
def test_without_script_the_home_page_leads_on(open_page: OpenPage, link: str, title: str) -> None:
    home = SitePage.open(open_page(Visitor(script=False)), HOME)
    home.follow(link)
    assert home.awake().title == title


def test_without_script_the_article_can_be_read_from_its_opening_to_its_credit(open_page: OpenPage) -> None:
    article = SitePage.open(open_page(Visitor(script=False)), ARTICLE)
    assert article.title == "It went so well. Why didn’t they call?"
    text = article.text()
    in_order = ["butterflies", "Then, dead air", "Send a thank-you note", "Career Polish, Inc."]
    assert [words for words in in_order if words not in text] == []
    assert sorted(in_order, key=text.index) == in_order


def test_without_script_a_checklist_is_a_list_to_read(open_page: OpenPage) -> None:
    checklist = SitePage.open(open_page(Visitor(script=False)), CHECKLIST)
    assert "Tell one friend how it went" in checklist.text()
    boxes = checklist.content.get_by_role("checkbox").all()
    assert boxes
    for box in boxes:
        expect(box).to_be_disabled()
        expect(box).to_have_accessible_name(re.compile(r"\w"))


def test_without_script_nothing_pretends_to_work(open_page: OpenPage) -> None:
    page = open_page(Visitor(script=False))
    for address in [ARTICLE, CHECKLIST, *LISTS_AND_PAGES_ABOUT]:
        assert (address, SitePage.open(page, address).live_controls()) == (address, [])


def test_a_link_to_an_item_of_a_checklist_finds_it(open_page: OpenPage) -> None:
    checklist = SitePage.open(open_page(), CHECKLIST, "item-tell-one-friend")
    expect(checklist.content.get_by_text("Tell one friend how it went")).to_be_in_viewport()
