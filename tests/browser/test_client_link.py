"""The coaches' pages: links that open filled in, their codes, the handout, and the list of addresses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Literal

import pytest
from playwright.sync_api import expect

from followup.prefilled_links import LINK_KEYS
from tests.browser.axe import find_violations
from tests.browser.pages.coaches_pages import (
    ADDRESSES,
    COACHES,
    HANDOUT,
    CoachesPage,
    HandoutPage,
    decode,
)
from tests.browser.pages.site_page import SitePage
from tests.browser.site import PROJECT
from tests.browser.visitors import OpenPage, Visitor

if TYPE_CHECKING:
    from tests.browser.site import Site

FORM_KEY = "after-the-interview.client-link"
MARKUP = """"><img src=x onerror="window.canary=1"><script>window.canary=2</script>&amp;`*_[a](b)"""
LETTER = "You did well.\nCall me on Friday, 100% sure: 2 + 2 = 4 & “quotes” 👍"

INTERVIEW = "/timelines/after-interview/"
FILLED = {"start": "2026-11-19", "company": "Acme & Söhne", "name": "Alex", "from": "Sam Field"}

LINKS: list[tuple[str, dict[str, str], dict[str, Any]]] = [
    (
        INTERVIEW,
        FILLED
        | {"reply-by": "2026-12-04", "pace": "patient", "country": "DE", "role": "Analyst (m/f)"}
        | {"contact": "Kim*~'!", "note": LETTER, "go": "step-check-in"},
        {"timeline": "after-interview"},
    ),
    (
        "/messages/thank-you/",
        {"contact": "Kim", "takeaway": "the new plant\nin Ghent", "reason": "learned-something"}
        | {"from": "Sam Field", "go": "card-plain"},
        {"message": "thank-you"},
    ),
    (
        "/checklists/stop-dwelling/",
        {"note": "One a day.", "go": "item-count-the-reasons"},
        {"checklist": "stop-dwelling"},
    ),
    ("/articles/why-didnt-they-call/", {"from": "Sam"}, {"page": "/articles/why-didnt-they-call/"}),
]
OPTIONS = {known.key for known in LINK_KEYS}


def links_of_the_command(base: str) -> list[str]:
    """Return what the command line makes of the same values."""
    entries = [
        target
        | {key: value for key, value in values.items() if key in OPTIONS}
        | {"set": {key: value for key, value in values.items() if key not in OPTIONS}}
        for _, values, target in LINKS
    ]
    command = [sys.executable, "-m", "followup", "link", "--base", base, "--json", "-"]
    done = subprocess.run(  # noqa: S603 - a command named here, without a shell
        command, cwd=PROJECT, input=json.dumps(entries), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def open_form(open_page: OpenPage, visitor: Visitor = Visitor()) -> CoachesPage:  # noqa: B008 - it never changes
    return CoachesPage.open(open_page(visitor), COACHES)


class TestWithoutScript:
    def test_the_form_gives_way_to_an_explanation_and_every_key(self, open_page: OpenPage) -> None:
        page = CoachesPage.open(open_page(Visitor(script=False)), COACHES)
        assert page.live_controls() == []
        table = page.content.get_by_role("table", name="The keys of a link, in order")
        keys = [key.inner_text() for key in table.get_by_role("row").locator("code").all()]
        assert keys == [known.key for known in LINK_KEYS]
        expect(page.content).to_contain_text("/timelines/after-interview/#fu=1&start=2026-11-19")
        page.follow("the list of all addresses")
        assert page.title == "Every address that stays"

    def test_the_list_of_addresses_is_whole(self, open_page: OpenPage) -> None:
        page = SitePage.open(open_page(Visitor(script=False)), ADDRESSES)
        assert page.live_controls() == []
        lock = (PROJECT / "permalinks.lock").read_text(encoding="utf-8")
        addresses = page.content.locator(".fu-links__address").all_inner_texts()
        assert set(addresses) == {line for line in lock.splitlines() if not line.startswith("#")}
        page.follow("/timelines/after-interview/#step-check-in")
        assert page.page.url.endswith("/timelines/after-interview/#step-check-in")

    def test_the_handout_gives_way_to_blank_plans(self, open_page: OpenPage) -> None:
        page = HandoutPage.open(open_page(Visitor(script=False)), HANDOUT)
        assert page.live_controls() == []
        expect(page.sheet).to_be_hidden()
        expect(page.content.get_by_role("link", name="After an interview (PDF)")).to_be_visible()


@pytest.mark.parametrize("site", ["sub-path"], indirect=True)
def test_a_link_is_the_one_the_command_prints_and_opens_filled_in(open_page: OpenPage, site: Site) -> None:
    page = open_form(open_page)
    made = []
    for address, values, _ in LINKS:
        page.press(page.button("Start over"))
        page.choose(address)
        page.fill(values)
        made.append(page.link)
    assert made == links_of_the_command(site.address)

    client = open_page()
    for link, (_, values, _) in zip(made, LINKS, strict=True):
        # Within a page a new fragment opens nothing anew.
        client.goto("about:blank")
        opened = SitePage(client)
        client.goto(link)
        opened.awake()
        for key in ("start", "reply-by", "company", "contact", "takeaway", "reason", "pace", "country"):
            if key in values:
                expect(opened.content.locator(f"form [name='{key}']").first).to_have_value(values[key])
        note = client.get_by_role("complementary")
        assert all(values[key] in note.inner_text() for key in ("from", "note") if key in values)


def test_each_page_takes_its_own_fields_and_keeps_what_it_shares_with_the_last(open_page: OpenPage) -> None:
    page = open_form(open_page)
    expect(page.field("start")).to_be_visible()
    page.fill(FILLED | {"go": "step-share"})
    page.choose("/messages/check-in/")
    expect(page.field("start")).to_have_count(0)
    expect(page.field("company")).to_have_value(FILLED["company"])
    assert "start=" not in page.link
    assert "go=" not in page.link
    page.choose("/articles/why-didnt-they-call/")
    expect(page.field("company")).to_have_count(0)
    expect(page.field("go")).to_be_hidden()
    assert page.link.endswith("/articles/why-didnt-they-call/#fu=1&from=Sam+Field")
    page.choose(INTERVIEW)
    expect(page.field("start")).to_have_value(FILLED["start"])


def test_the_link_is_copied_in_three_forms(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.fill(FILLED)
    for button, form, said in (
        ("Copy link", "{link}", "Copied."),
        ("Copy as Markdown", "[After an interview]({link})", "Copied as Markdown."),
        ("Copy as HTML", '<a href="{html}">After an interview</a>', "Copied as HTML."),
    ):
        page.press(page.button(button))
        expect(page.status).to_have_text(said)
        assert page.clipboard() == form.format(link=page.link, html=page.link.replace("&", "&amp;"))
    mail = page.content.get_by_role("link", name="Open in mail").get_attribute("href") or ""
    assert mail.startswith("mailto:?subject=After%20an%20interview&body=Hi%20Alex%2C%0D%0A")
    assert len(mail) <= 1800


def test_where_the_clipboard_is_refused_the_text_can_be_taken_by_hand(open_page: OpenPage) -> None:
    page = open_form(open_page, Visitor(clipboard=False))
    page.tab_to(page.button("Copy as HTML"))
    page.page.keyboard.press("Enter")
    by_hand = page.content.get_by_label("Text to copy by hand")
    expect(by_hand).to_be_focused()
    expect(by_hand).to_have_value(f'<a href="{page.link}">After an interview</a>')


def test_what_is_too_long_is_said_where_it_matters(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.open_code()
    page.fill({"note": "é" * 600})
    expect(page.content.get_by_role("link", name="Open in mail")).to_be_hidden()
    expect(page.content).to_contain_text("Too long to hand to a mail program: copy it instead.")
    expect(page.content.locator("[data-part='qr-status']")).to_contain_text("too long for a QR code")
    expect(page.code).to_have_count(0)
    page.fill({"note": "a" * 1001})
    expect(page.error("note")).to_have_text(
        "Note: this is 1,001 characters long. 1,000 is the most that fits."
    )
    expect(page.field("note")).to_have_accessible_description(re.compile("1,001 characters"))
    expect(page.link_problem).to_have_text("There is no link yet: something above needs another look.")
    expect(page.link_field).to_be_empty()
    expect(page.button("Copy link")).to_be_disabled()
    page.fill({"note": "👍" * 350})
    expect(page.error("note")).to_be_hidden()
    expect(page.link_problem).to_contain_text("more than 4,000 characters")
    page.fill({"note": ""})
    expect(page.link_problem).to_be_hidden()
    expect(page.code).to_be_visible()


def test_an_unfinished_date_is_no_date(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.field("start").focus()
    page.page.keyboard.type("0231")
    page.page.keyboard.press("Tab")
    page.page.keyboard.press("Tab")
    expect(page.error("start")).to_contain_text("This date is not finished.")
    expect(page.link_field).to_be_empty()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_opens_the_link_on_screen_and_as_a_file(
    open_page: OpenPage, scheme: Literal["light", "dark"]
) -> None:
    page = open_form(open_page, Visitor(scheme=scheme))
    requests: list[str] = []
    page.page.on("request", lambda request: requests.append(request.url))
    page.fill(FILLED)
    assert not [url for url in requests if "lean-qr" in url]
    page.open_code()
    expect(page.code).to_be_visible()
    on_screen = decode(page.code.screenshot())
    assert (on_screen.text, on_screen.ec_level) == (page.link, "M")
    if scheme == "dark":
        return
    assert decode(page.download("Download PNG").read_bytes()).text == page.link
    svg = page.download("Download SVG").read_text("utf-8")
    viewer = open_page()
    viewer.set_content(f"<body style='margin:0'>{svg}")
    assert decode(viewer.locator("svg").screenshot()).text == page.link
    # The quiet zone: four light modules on each side.
    assert re.match(r"M4 4h7v1", re.findall(r' d="([^"]*)"', svg)[0])
    page.fill({"company": "Another"})
    expect(page.code).to_have_count(1)
    page.page.wait_for_function("() => document.querySelector('[data-part=code] svg')")
    assert decode(page.code.screenshot()).text == page.link


def test_the_coach_sees_what_the_client_sees_and_nothing_of_it_is_kept(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.page.evaluate(
        "sessionStorage.setItem('after-the-interview.visit', '{\"company\": \"The coach’s own\"}')"
    )
    before = page.kept()
    page.fill(FILLED | {"note": LETTER})
    page.view_shows("company=Acme")
    view = page.client_view
    expect(view.get_by_role("complementary")).to_contain_text("A note from Sam Field")
    expect(view.get_by_label("Interview date")).to_have_value("2026-11-19")
    view.get_by_role("button", name="Keep this plan in this browser").click()
    expect(view.get_by_text("Your plan “Acme & Söhne”")).to_be_visible()
    page.fill({"company": ""})
    page.view_shows("#fu=1&start=2026-11-19&name=Alex")
    expect(page.client_view.locator("[name='company']")).to_have_value("")
    expect(page.client_view.get_by_role("button", name="Keep this plan in this browser")).to_be_visible()
    assert page.kept() == before
    assert page.page.evaluate("history.length") == 2  # the empty page, and this one


def test_on_a_phone_the_view_waits_to_be_asked_for(open_page: OpenPage) -> None:
    page = open_form(open_page, Visitor(phone=True))
    page.fill(FILLED)
    expect(page.page.locator("iframe")).to_have_count(0)
    page.press(page.content.locator("summary").filter(has_text="See what your client sees"))
    page.view_shows("company=Acme")
    expect(page.client_view.get_by_label("Interview date")).to_have_value("2026-11-19")


def test_nothing_typed_is_kept_unless_the_coach_asks(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.fill(FILLED)
    page.view_shows("company=Acme")
    assert page.kept() == ""
    page.page.reload()
    page.awake()
    assert page.link.endswith("#fu=1")

    page.choose("/messages/check-in/")
    page.fill({"company": "Acme"})
    remember = page.content.get_by_label("Remember what I typed in this browser")
    remember.check()
    page.fill({"from": "Sam"})
    made = page.link
    page.page.reload()
    page.awake()
    assert page.link == made
    expect(remember).to_be_checked()
    remember.uncheck()
    assert page.kept() == ""
    assert page.page.evaluate("key => localStorage.getItem(key)", FORM_KEY) is None
    page.press(page.button("Start over"))
    assert page.link.endswith("/messages/check-in/#fu=1") or page.link.endswith(f"{INTERVIEW}#fu=1")
    expect(page.field("from")).to_have_value("")


def test_whatever_is_typed_stays_text(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.page.evaluate("addEventListener('client-link:change', ({detail}) => { window.heard = detail.url; })")
    for address in (INTERVIEW, "/messages/thank-you/"):
        page.choose(address)
        texts = page.form.locator("input[type=text], textarea")
        for field in texts.all():
            field.fill(MARKUP)
            expect(field).to_have_value(MARKUP)
        page.view_shows("from=%22%3E%3Cimg")
        expect(page.client_view.get_by_role("complementary")).to_contain_text(MARKUP)
        assert page.page.evaluate("window.heard") == page.link
    page.open_code()
    page.press(page.button("Copy as HTML"))
    expect(page.status).to_have_text("Copied as HTML.")
    assert "<img" not in page.clipboard()
    assert [frame.evaluate("window.canary") for frame in page.page.frames] == [None, None]
    expect(page.content.locator("img")).to_have_count(0)


# --- the handout ------------------------------------------------------------------------------------------

_PAGE_OBJECT = re.compile(rb"/Type\s*/Page\b")
LONGEST = "/timelines/after-final-round/"
CROWDED = {"start": "2026-11-19", "reply-by": "2026-12-04", "note": "Call me. I mean it. " * 50}
CROWDED |= dict.fromkeys(("company", "role", "name", "from"), "Wide words " * 18)


def test_the_link_page_hands_over_to_the_handout(open_page: OpenPage) -> None:
    page = open_form(open_page)
    page.fill(FILLED | {"note": LETTER})
    link = page.link
    page.follow("Make a handout")
    handout = HandoutPage(page.page).awake()
    assert "#fu=1&start=2026-11-19&" in handout.page.url
    assert "&timeline=after-interview&" in handout.page.url
    expect(handout.steps).to_have_text(
        [
            "Thu Nov 19 Send a thank-you note",
            "Fri Nov 27 Check in, briefly",
            "Fri Dec 4 Send something worth reading",
            "Fri Dec 11 Stop waiting",
        ]
    )
    expect(handout.sheet).to_contain_text("For Alex · Acme & Söhne")
    expect(handout.sheet).to_contain_text("Interview date: Thursday, November 19, 2026")
    expect(handout.sheet).to_contain_text("root.localhost/go/interview")
    # The note stands on the sheet, and is not announced as one from somebody else.
    expect(handout.page.get_by_role("complementary")).to_have_count(0)
    expect(handout.code).to_be_visible()
    assert decode(handout.code.screenshot()).text == link


def test_a_handout_without_a_date_speaks_in_relative_words(open_page: OpenPage) -> None:
    page = HandoutPage.open(open_page(), HANDOUT)
    page.choose("/timelines/after-applying/")
    expect(page.sheet.get_by_role("heading")).to_have_text("After applying")
    assert "after the application" in " ".join(page.steps.all_inner_texts())
    page.fill({"start": "2026-11-19", "reply-by": "2026-11-01"})
    expect(page.problem).to_have_text("This is before the date you applied. Check both dates.")
    assert "after the application" in " ".join(page.steps.all_inner_texts())
    page.fill({"reply-by": ""})
    expect(page.problem).to_be_hidden()
    expect(page.sheet.get_by_role("listitem").first).to_contain_text("Nov")
    page.page.evaluate("location.hash = '#fu=1&start=2026-02-31&timeline=after-offer'")
    expect(page.problem).to_contain_text("“2026-02-31” is not a date on the calendar.")
    expect(page.sheet.get_by_role("heading")).to_have_text("After an offer")


def test_a_handout_of_days_gone_by_leaves_nothing_out(open_page: OpenPage) -> None:
    page = HandoutPage.open(open_page(Visitor(today="2026-11-29")), HANDOUT, "fu=1&start=2026-11-19")
    expect(page.steps.first).to_contain_text("Thu Nov 19")
    expect(page.sheet).to_contain_text("Check off what was sent")
    expect(page.sheet).not_to_contain_text("Left out")


@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_longest_plan_with_the_longest_words_is_one_page(open_page: OpenPage, paper: str) -> None:
    page = HandoutPage.open(open_page(), HANDOUT)
    page.choose(LONGEST)
    page.fill(CROWDED)
    expect(page.code).to_be_visible()
    expect(page.sheet).to_contain_text("Call me. I mean it.")
    assert len(_PAGE_OBJECT.findall(page.page.pdf(format=paper))) == 1
    page.page.emulate_media(media="print")
    assert page.live_controls() == []
    expect(page.sheet).to_be_visible()
    expect(page.content.get_by_role("heading", name="Blank plans")).to_be_hidden()


# --- the list of addresses, and both forms ----------------------------------------------------------------


def test_an_address_is_found_and_copied(open_page: OpenPage, site: Site) -> None:
    page = SitePage.open(open_page(), ADDRESSES)
    page.content.get_by_label("Search the addresses").fill("check-in brief timelines")
    entry = page.content.get_by_role("listitem").filter(visible=True).filter(has_text="#step-check-in").first
    page.press(entry.get_by_role("link", name="Copy the link: Check in, briefly"))
    expect(page.content.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert copied == site.address + entry.locator(".fu-links__address").inner_text().removeprefix("/")
    page.content.get_by_label("Search the addresses").fill("zzz")
    expect(page.content.get_by_role("status")).to_have_text("No address fits all of that. Try fewer words.")
    expect(page.content.get_by_role("listitem").filter(visible=True)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [COACHES, HANDOUT])
def test_each_form_can_be_used_by_all_and_on_the_narrowest_phone(
    open_page: OpenPage, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = CoachesPage.open(open_page(Visitor(scheme=scheme, phone=True, width=320)), address)
    page.fill(FILLED | {"note": "W" * 300, "company": "W" * 201})
    expect(page.error("company")).to_be_visible()
    assert find_violations(page.page) == []
    page.fill({"company": "W" * 200})
    if address == COACHES:
        page.open_code()
        expect(page.code).to_be_visible()
    assert find_violations(page.page) == []
    assert page.overflow() == []
