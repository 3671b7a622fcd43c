import pytest
from playwright.sync_api import expect

from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.site import Site
from tests.browser.visitors import OpenPage, Visitor

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
    assert message.variants() == VARIANTS
    for name in VARIANTS:
        expect(message.variant(name)).to_be_visible()
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


@pytest.fixture
def unwoken(open_page: OpenPage) -> MessagePage:
    """The message in a browser that runs scripts, but never gets the one that wakes the form."""
    page = open_page()
    page.route("**/*.mjs", lambda route: route.abort("aborted"))
    page.goto(THANK_YOU)
    return MessagePage(page)


def test_a_script_that_never_arrives_leaves_every_text(unwoken: MessagePage) -> None:
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
    assert "The text is selected" in message.copy("body", "E-mail, warm")
    assert message.selection() == message.text_of("E-mail, warm")


def test_the_keyboard_reaches_the_first_field_and_the_buttons(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    message.tab_to(message.field("Who you spoke with"))
    message.page.keyboard.type("Sam")
    message.tab_to(message.variant("E-mail, warm").get_by_role("button", name="Copy subject"))
    message.page.keyboard.press("Enter")
    expect(message.variant("E-mail, warm").get_by_role("status")).to_have_text("Copied.")
    assert message.clipboard() == "Thank you, Sam"
