"""Links to a step, a version or an item: they go there without script, and copy themselves with it."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages.checklist_page import STOP_DWELLING
from tests.browser.pages.message_page import THANK_YOU
from tests.browser.pages.permalinks import PageWithPermalinks
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, HOME
from tests.browser.site import Site
from tests.browser.visitors import OpenPage, Visitor

PLACES = [
    pytest.param(AFTER_INTERVIEW, "Check in, briefly", "step-check-in", id="step"),
    pytest.param(THANK_YOU, "E-mail, warm", "email-warm", id="version"),
    pytest.param(
        STOP_DWELLING,
        "Tell one friend how it went, once, and ask them not to ask again until you bring it up.",
        "item-tell-one-friend",
        id="item",
    ),
]
PLAN = "fu=1&start=2026-11-19&company=Acme&from=Sam"


@pytest.mark.parametrize(("address", "name", "anchor"), PLACES)
def test_without_script_it_leads_to_its_place(
    open_page: OpenPage, site: Site, address: str, name: str, anchor: str
) -> None:
    page = PageWithPermalinks.open(open_page(Visitor(script=False, phone=True)), address)
    page.press(page.permalink(name))
    assert page.page.url == f"{site.address}{address}#{anchor}"
    expect(page.page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
@pytest.mark.parametrize("phone", [False, True], ids=["click", "tap"])
@pytest.mark.parametrize(("address", "name", "anchor"), PLACES)
def test_it_copies_its_address_and_nothing_of_the_plan(  # noqa: PLR0913 - what differs, and the fixtures
    open_page: OpenPage, site: Site, address: str, name: str, anchor: str, *, phone: bool
) -> None:
    page = PageWithPermalinks.open(open_page(Visitor(phone=phone)), address, PLAN).listening()
    before = page.page.url
    page.press(page.permalink(name))
    expect(page.answer).to_have_text("Copied.")
    expect(page.content.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.clipboard() == f"{site.address}{address}#{anchor}"
    assert page.page.url == before


def test_the_keyboard_copies_too_and_nothing_moves(open_page: OpenPage) -> None:
    page = PageWithPermalinks.open(open_page(), AFTER_INTERVIEW).listening()
    link = page.permalink("Check in, briefly")
    page.tab_to(link)
    places = [below.bounding_box() for below in (page.permalinks.last, page.content)]
    page.page.keyboard.press("Enter")
    expect(page.content.get_by_text("Copied", exact=True)).to_be_visible()
    expect(link).to_be_focused()
    assert [below.bounding_box() for below in (page.permalinks.last, page.content)] == places
    assert page.overflow() == []


@pytest.mark.parametrize(("address", "name", "anchor"), PLACES)
def test_where_the_clipboard_is_refused_there_is_a_field(
    open_page: OpenPage, site: Site, address: str, name: str, anchor: str
) -> None:
    narrow = Visitor(clipboard=False, phone=True, width=320)
    page = PageWithPermalinks.open(open_page(narrow), address).listening()
    page.press(page.permalink(name))
    expect(page.by_hand).to_be_focused()
    assert page.selected() == f"{site.address}{address}#{anchor}"
    assert page.overflow() == []
    page.page.keyboard.press("Escape")
    expect(page.by_hand).to_have_count(0)
    expect(page.permalink(name)).to_be_focused()
    expect(page.answer).to_be_empty()


@pytest.mark.parametrize(("address", "count"), [(AFTER_INTERVIEW, 4), (HOME, 4), (THANK_YOU, 1)])
def test_each_is_large_enough_to_hit(open_page: OpenPage, address: str, count: int) -> None:
    page = PageWithPermalinks.open(open_page(Visitor(phone=True, width=320)), address)
    expect(page.permalinks).to_have_count(count)
    for link in page.permalinks.all():
        box = link.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def test_none_is_printed(open_page: OpenPage) -> None:
    page = PageWithPermalinks.open(open_page(), THANK_YOU)
    page.page.emulate_media(media="print")
    expect(page.permalinks).to_have_count(0)
