from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.network import lose_components
from tests.browser.pages.message_page import CHECK_IN, THANK_YOU, MessagePage
from tests.browser.site import Site
from tests.browser.visitors import OpenPage, Visitor

OPTIONAL = "Something they said that stayed with you, as a sentence"
TAKEAWAY = "What you said about training new people in pairs has stayed with me."

BLOCK_STORAGE = """Object.defineProperty(window, "sessionStorage", {
  get() { throw new DOMException("blocked", "SecurityError"); },
});"""

VARIANTS = [
    "E-mail, warm",
    "E-mail, plain",
    "E-mail, formal",
    "LinkedIn, warm",
    "LinkedIn, plain",
    "Card, warm",
    "Card, plain",
]

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
}


def test_without_script_every_text_is_there_with_its_blanks_named(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(script=False)), THANK_YOU)
    assert message.shown() == VARIANTS
    for name in VARIANTS:
        assert "[Who you spoke with]" in message.text_of(name)
        assert message.text_of(name).endswith("[Your name]")
    assert message.subject_of("E-mail, warm") == "Thank you, [Who you spoke with]"


def test_without_script_the_reasons_can_be_read(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(script=False)), THANK_YOU)
    assert "You met, and they gave you their time: “Thank you for the time you gave me.”" in message.text()


def test_without_script_nothing_pretends_to_work(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(script=False)), THANK_YOU)
    assert message.live_controls() == []


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
def test_without_script_every_download_can_be_had(open_page: OpenPage, site: Site) -> None:
    message = MessagePage.open(open_page(Visitor(script=False)), THANK_YOU)
    addresses = message.downloads().values()
    assert [address.removeprefix(site.address) for address in addresses] == [
        f"downloads/messages/thank-you{suffix}" for suffix in MEDIA_TYPES
    ]
    answers = [site.get(address) for address in addresses]
    assert [(answer.status, answer.media_type) for answer in answers] == [
        (200, media_type) for media_type in MEDIA_TYPES.values()
    ]
    assert all(answer.content for answer in answers)


def test_without_script_the_versions_can_be_gone_to(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(script=False, phone=True)), THANK_YOU)
    message.press(message.tab("Card, plain"))
    expect(message.variant("Card, plain")).to_be_in_viewport()


@pytest.fixture
def unwoken(open_page: OpenPage) -> MessagePage:
    """The message in a browser that runs scripts, but never gets the one that wakes the form."""
    page = open_page()
    lose_components(page)
    page.goto(THANK_YOU)
    return MessagePage(page)


def test_a_script_that_never_arrives_leaves_every_text(unwoken: MessagePage) -> None:
    assert unwoken.shown() == VARIANTS
    assert all("[Who you spoke with]" in unwoken.text_of(name) for name in VARIANTS)
    expect(unwoken.field("Your name")).to_be_hidden()


def test_a_script_that_never_arrives_leaves_the_reasons(unwoken: MessagePage) -> None:
    reason = unwoken.content.get_by_role("listitem").filter(has_text="You met, and they gave you their time")
    expect(reason).to_be_visible()


def test_a_field_fills_its_blank_in_every_text(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    message.fill("Your name", "Alex")
    for name in VARIANTS:
        assert "Sam" in message.text_of(name)
        assert message.text_of(name).endswith("Alex")
    assert message.subject_of("E-mail, warm") == "Thank you, Sam"


def test_an_emptied_field_names_its_blank_again(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    before = message.text_of("E-mail, warm")
    message.fill("Your name", "Alex")
    message.fill("Your name", "")
    assert message.text_of("E-mail, warm") == before


def test_a_reason_puts_its_sentence_into_the_text(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.choose_reason("They went out of their way for you")
    for name in VARIANTS:
        assert "Thank you for making me feel so welcome." in message.text_of(name)


def test_subject_and_text_are_copied_apart(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    assert message.copy("subject", "E-mail, warm") == "Copied."
    assert message.clipboard() == "Thank you, Sam"
    assert message.copy("body", "E-mail, warm") == "Copied."
    assert message.clipboard() == message.text_of("E-mail, warm")
    assert message.copy("text", "Card, plain") == "Copied."
    assert message.clipboard() == message.text_of("Card, plain")


def test_where_the_browser_refuses_to_copy_the_text_is_selected(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(clipboard=False)), THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    assert "selected: copy it from here" in message.copy("body", "E-mail, warm")
    assert message.selection() == message.text_of("E-mail, warm")
    expect(message.content.get_by_label("Text to copy by hand")).not_to_be_editable()


def test_a_text_that_has_changed_is_no_longer_offered_for_copying(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(clipboard=False)), THANK_YOU)
    message.copy("body", "E-mail, warm")
    message.fill("Who you spoke with", "Sam")
    expect(message.content.get_by_label("Text to copy by hand")).to_have_count(0)


def test_the_keyboard_reaches_the_first_field_and_the_buttons(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.tab_to(message.field("Who you spoke with"))
    message.page.keyboard.type("Sam")
    message.tab_to(message.copy_button("subject"))
    message.page.keyboard.press("Enter")
    expect(message.content.get_by_text("Copied.")).to_be_visible()
    assert message.clipboard() == "Thank you, Sam"


# --- one version at a time ---------------------------------------------------------------------------------


def test_the_first_version_is_on_view_and_marked(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    assert message.variants() == VARIANTS
    assert message.shown() == message.current_tabs() == ["E-mail, warm"]


@pytest.mark.parametrize("fragment", ["card-warm", "fu=1&contact=Sam&go=card-warm"])
def test_an_address_of_a_version_shows_it(open_page: OpenPage, fragment: str) -> None:
    message = MessagePage.open(open_page(Visitor(phone=True)), THANK_YOU, fragment)
    assert message.shown() == message.current_tabs() == ["Card, warm"]
    expect(message.variant("Card, warm")).to_be_in_viewport()


@pytest.mark.parametrize("fragment", ["no-such-place", "%E0%A4%A", "fu=1&go=no-such-place", "fu=1&go=%22%5D"])
def test_an_address_of_no_version_shows_the_first(open_page: OpenPage, fragment: str) -> None:
    message = MessagePage.open(open_page(), THANK_YOU, fragment)
    assert message.shown() == ["E-mail, warm"]


def test_a_version_chosen_stands_in_the_address(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.show("LinkedIn, plain")
    assert message.shown() == message.current_tabs() == ["LinkedIn, plain"]
    assert message.page.url.endswith("/messages/thank-you/#linkedin-plain")
    message.page.reload()
    assert message.awake().shown() == ["LinkedIn, plain"]


def test_a_prefilled_link_stays_one_when_a_version_is_chosen(open_page: OpenPage) -> None:
    message = MessagePage.open(
        open_page(), THANK_YOU, "fu=1&contact=Sam&takeaway=Pairs+work.&from=Your+coach"
    )
    message.show("Card, plain")
    assert message.page.url.endswith("#fu=1&contact=Sam&takeaway=Pairs+work.&from=Your+coach&go=card-plain")


def test_a_new_fragment_is_read_without_a_new_page(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU, "fu=1&contact=Sam")
    message.page.evaluate("location.hash = '#fu=1&contact=Kim&go=card-warm'")
    expect(message.variant("Card, warm")).to_be_visible()
    assert message.text_of("Card, warm").startswith("Dear Kim,")


def test_the_versions_can_be_chosen_with_the_keyboard(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.tab_to(message.tab("Card, warm"))
    message.page.keyboard.press("Enter")
    assert message.shown() == ["Card, warm"]
    expect(message.tab("Card, warm")).to_be_focused()
    message.tab_to(message.copy_button("text"))


# --- what is left to fill in -------------------------------------------------------------------------------


def test_blanks_are_counted_and_marked(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    expect(message.blanks).to_have_attribute("role", "status")
    expect(message.blanks).to_have_text("E-mail, warm: 6 blanks left, 1 of which you may leave out.")
    for label, value in {"Who you spoke with": "Sam", "The job": "Analyst", "Your name": "Alex"}.items():
        message.fill(label, value)
    message.choose_reason("They went out of their way for you")
    expect(message.blanks).to_have_text("E-mail, warm: 2 blanks left, 1 of which you may leave out.")
    message.fill("The company", "Acme")
    expect(message.blanks).to_have_text("E-mail, warm: 1 blank left, which you may leave out.")
    message.show("Card, plain")
    expect(message.blanks).to_have_text("Card, plain: nothing is left blank.")


def test_an_optional_blank_can_be_left_out_and_leaves_no_gap(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.leave_out(OPTIONAL)
    expect(message.blanks).to_have_text("E-mail, warm: 5 blanks left.")
    text = message.text_of("E-mail, warm")
    assert OPTIONAL not in text
    assert "\n\n\n" not in text
    assert message.copy("body", "E-mail, warm") == "Copied."
    assert message.clipboard() == text


def test_typing_brings_back_what_was_left_out(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.leave_out(OPTIONAL)
    message.fill(OPTIONAL, TAKEAWAY)
    assert f"\n\n{TAKEAWAY}\n\n" in message.text_of("E-mail, warm")


def test_who_copies_an_unfinished_text_is_told_what_is_missing(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU, "fu=1&contact=Sam&role=Analyst&reason=felt-welcome")
    assert message.copy("text", "Card, plain") == "Copied."
    expect(message.warning).to_have_text("Before you send it: 1 blank is left. [Your name]")
    message.fill("Your name", "Alex")
    expect(message.warning).to_be_empty()
    message.copy("text", "Card, plain")
    expect(message.warning).to_be_empty()


def test_the_characters_are_counted_against_what_the_channel_takes(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    expect(message.length).to_have_count(0)
    message.show("LinkedIn, plain")
    expect(message.length).to_contain_text("so far")
    for label in ("Who you spoke with", "The job", "Your name"):
        message.fill(label, "A")
    message.choose_reason("They went out of their way for you")
    count = len(message.text_of("LinkedIn, plain"))
    expect(message.length).to_have_text(f"{count} characters, {300 - count} more fit: LinkedIn takes 300.")
    message.fill("Your name", "A" * (301 - count + 1))
    expect(message.length).to_have_text("1 character too long: LinkedIn takes 300.")


def test_an_email_can_be_opened_in_a_mail_program(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU, "fu=1&contact=Sam+%26+%C3%89va")
    link = urlsplit(message.mail_link.get_attribute("href") or "")
    assert (link.scheme, link.path) == ("mailto", "")
    assert "+" not in link.query
    parts = parse_qs(link.query)
    assert parts["subject"] == [message.subject_of("E-mail, warm")]
    assert parts["body"] == [message.text_of("E-mail, warm").replace("\n", "\r\n")]


def test_a_long_email_is_not_handed_to_a_mail_program(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.fill(OPTIONAL, "é" * 300)
    expect(message.mail_link).to_have_count(0)
    instead = message.content.get_by_text("Too long to hand to a mail program: copy it instead.")
    expect(instead).to_be_visible()
    message.fill(OPTIONAL, "")
    expect(message.mail_link).to_be_visible()


# --- what was told before ----------------------------------------------------------------------------------


def test_what_is_filled_in_once_is_there_in_the_next_message(open_page: OpenPage) -> None:
    page = open_page()
    message = MessagePage.open(page, THANK_YOU)
    values = {"Who you spoke with": "Sam", "The job": "Analyst", "The company": "Acme", "Your name": "Alex"}
    for label, value in values.items():
        message.fill(label, value)
    message.fill(OPTIONAL, TAKEAWAY)
    message.choose_reason("They went out of their way for you")
    other = MessagePage.open(page, CHECK_IN)
    for label, value in values.items():
        expect(other.field(label)).to_have_value(value)
    expect(other.field("Your reason for writing")).to_have_value("")
    back = MessagePage.open(page, THANK_YOU)
    expect(back.field(OPTIONAL)).to_have_value(TAKEAWAY)
    expect(back.field("Your reason for writing")).to_have_value("felt-welcome")


def test_an_emptied_field_is_forgotten(open_page: OpenPage) -> None:
    page = open_page()
    message = MessagePage.open(page, THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    message.fill("Who you spoke with", "")
    expect(MessagePage.open(page, CHECK_IN).field("Who you spoke with")).to_have_value("")


def test_a_link_wins_over_what_was_told_before(open_page: OpenPage) -> None:
    page = open_page()
    message = MessagePage.open(page, THANK_YOU)
    for label, value in {"Who you spoke with": "Sam", "The company": "Acme", "Your name": "Alex"}.items():
        message.fill(label, value)
    page.goto("./")
    linked = MessagePage.open(page, CHECK_IN, "fu=1&contact=Kim&role=Buyer")
    expect(linked.field("Who you spoke with")).to_have_value("Kim")
    expect(linked.field("Your name")).to_have_value("Alex")
    # Another person is another interview, and nobody has said that it was at Acme.
    expect(linked.field("The company")).to_have_value("")
    expect(MessagePage.open(page, THANK_YOU).field("The job")).to_have_value("Buyer")


def test_blocked_storage_is_no_error(open_page: OpenPage) -> None:
    page = open_page()
    page.add_init_script(BLOCK_STORAGE)
    message = MessagePage.open(page, THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    assert message.text_of("E-mail, warm").startswith("Hi Sam,")
