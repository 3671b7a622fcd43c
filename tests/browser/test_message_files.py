"""What a reader takes along: a value is text wherever it goes, and comes out of a file as it was typed."""

from __future__ import annotations

import email
import io
import re
from email.policy import default
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from docx import Document
from markdown import Markdown
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.incidents import Incidents, Kind
from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.site import Site
from tests.browser.visitors import OpenPage, Visitor

OPTIONAL = "Something they said that stayed with you, as a sentence"

HOSTILE = (
    "<script>alert('x')</script> \"quoted\" & 'so' &amp; {{ name }} $& ]]> 👩‍👧 שלום %0D%0A =?utf-8?q?x?= ِ"
)
TWO_LINES = f"{HOSTILE}\n\n<img src=x onerror=alert(1)>\n# No heading.\n\n\n- No list.\n1. Nor this. *_`~["
LONG = (TWO_LINES + " word" * 2000)[:10_000]


@pytest.fixture
def filled(open_page: OpenPage) -> MessagePage:
    """A message whose every field holds what could do harm, and whose long one holds 10,000 characters."""
    message = MessagePage.open(open_page(), THANK_YOU)
    for label in ("Who you spoke with", "The job", "The company", "Your name"):
        message.fill(label, HOSTILE)
    message.fill(OPTIONAL, LONG)
    message.choose_reason("They went out of their way for you")
    return message


def subject_and_body(message: MessagePage) -> tuple[str, str]:
    """Return the texts on view, sign by sign."""
    variant = message.variant("E-mail, warm")
    subject = variant.locator("[data-part='subject']").text_content()
    body = variant.locator("[data-part='body']").text_content()
    assert subject is not None
    assert body is not None
    assert body.count(HOSTILE) >= 4
    assert LONG in body
    return subject, body


def test_what_was_typed_is_shown_as_text(filled: MessagePage) -> None:
    subject, _ = subject_and_body(filled)
    assert subject == f"Thank you, {HOSTILE}"
    expect(filled.content.get_by_role("img")).to_have_count(0)
    assert filled.page.locator("article script:not([src])").count() == 0
    assert filled.overflow() == []


def test_what_was_typed_is_copied_unchanged(filled: MessagePage) -> None:
    subject, body = subject_and_body(filled)
    assert filled.copy("body", "E-mail, warm") == "Copied."
    assert filled.clipboard() == body
    assert filled.copy("subject", "E-mail, warm") == "Copied."
    assert filled.clipboard() == subject


def test_where_copying_is_refused_it_is_selected_unchanged(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(Visitor(clipboard=False)), THANK_YOU)
    message.fill(OPTIONAL, LONG)
    message.copy("body", "E-mail, warm")
    assert message.selection() == message.variant("E-mail, warm").locator("[data-part='body']").text_content()


def test_what_was_typed_is_remembered_unchanged(filled: MessagePage) -> None:
    texts = subject_and_body(filled)
    filled.page.reload()
    assert subject_and_body(filled.awake()) == texts


def save(message: MessagePage, kind: str) -> tuple[str, bytes]:
    download = message.save(kind)
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_it_can_be_saved_as_text(filled: MessagePage) -> None:
    subject, body = subject_and_body(filled)
    name, content = save(filled, "Text (.txt)")
    assert name == "thank-you-email-warm.txt"
    assert content.decode() == f"Subject: {subject}\n\n{body}\n"


def test_it_can_be_saved_as_markdown(filled: MessagePage) -> None:
    subject, body = subject_and_body(filled)
    name, content = save(filled, "Markdown (.md)")
    assert name == "thank-you-email-warm.md"
    shown = ReaderOfText(content.decode())
    # Python-Markdown takes even an escaped "&amp;" for its sign.
    assert shown.words == f"Subject: {subject} {body}".replace("&amp;", "&").split()
    assert shown.tags <= {"p", "strong", "br"}


def test_it_can_be_saved_as_an_email_draft(filled: MessagePage) -> None:
    subject, body = subject_and_body(filled)
    name, content = save(filled, "E-mail draft (.eml)")
    assert name == "thank-you-email-warm.eml"
    content.decode("ascii")
    assert max(len(line) for line in content.split(b"\r\n")) <= 76
    assert b"\n" not in content.replace(b"\r\n", b"")
    draft = email.message_from_bytes(content, policy=default)
    assert draft.defects == []
    assert {key: draft[key] for key in ("From", "To", "Date", "X-Unsent")} == {
        "From": None,
        "To": None,
        "Date": None,
        "X-Unsent": "1",
    }
    assert draft["Subject"] == subject
    assert draft.get_content_type() == "text/plain"
    assert draft.get_content().replace("\r\n", "\n") == f"{body}\n"


def test_it_can_be_saved_for_word(filled: MessagePage) -> None:
    subject, body = subject_and_body(filled)
    name, content = save(filled, "Word (.docx)")
    assert name == "thank-you-email-warm.docx"
    first, *others = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert first == f"Subject: {subject}"
    assert "\n\n".join(others) == body


def test_blanks_stay_marked_in_word(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU, "fu=1&contact=Sam&go=card-plain")
    name, content = save(message, "Word (.docx)")
    assert name == "thank-you-card-plain.docx"
    document = Document(io.BytesIO(content))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    marked = {run.text for run in runs if run.style.style_id == "Placeholder"}
    assert marked == {"[Your reason for writing]", "[The job]", "[Your name]"}
    assert "Dear Sam," in [paragraph.text for paragraph in document.paragraphs]
    expect(message.warning).to_contain_text("3 blanks are left")


def test_only_an_email_can_be_saved_as_a_draft(open_page: OpenPage) -> None:
    message = MessagePage.open(open_page(), THANK_YOU)
    expect(message.save_button("E-mail draft (.eml)")).to_be_visible()
    message.show("Card, plain")
    expect(message.save_button("E-mail draft (.eml)")).to_be_hidden()
    name, content = save(message, "Text (.txt)")
    assert name == "thank-you-card-plain.txt"
    assert content.decode() == message.text_of("Card, plain") + "\n"


@pytest.mark.parametrize("missing", ["**/downloads/messages/thank-you.docx", "**/vendor/fflate.mjs"])
def test_where_a_part_does_not_arrive_the_reader_is_told(
    open_page: OpenPage, incidents: Incidents, missing: str
) -> None:
    incidents.expect(Kind.FAILED_REQUEST, "")
    message = MessagePage.open(open_page(), THANK_YOU)
    message.page.route(missing, lambda route: route.fulfill(status=503))
    message.press(message.save_button("Word (.docx)"))
    expect(message.content.get_by_text("This file cannot be made just now")).to_be_visible()


def test_what_makes_files_is_fetched_when_a_file_is_asked_for(open_page: OpenPage) -> None:
    page = open_page()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    def fetched() -> set[str]:
        return set(re.findall(r"filled-file|message-files|word-file|fflate|save-file", " ".join(requests)))

    message = MessagePage.open(page, THANK_YOU)
    message.fill("Your name", "Alex")
    assert fetched() == set()
    message.save("Text (.txt)")
    assert fetched() == {"filled-file", "message-files", "save-file"}
    message.save("Word (.docx)")
    assert fetched() == {"filled-file", "message-files", "save-file", "word-file", "fflate"}


def test_a_library_is_published_with_its_license(site: Site) -> None:
    assert site.get(f"{site.address}vendor/fflate.mjs").media_type == "text/javascript"
    assert b"Permission is hereby granted" in site.get(f"{site.address}vendor/fflate.LICENSE.txt").content


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_letter_under_way_has_no_violation(open_page: OpenPage, scheme: Literal["light", "dark"]) -> None:
    message = MessagePage.open(open_page(Visitor(scheme=scheme, clipboard=False)), THANK_YOU)
    message.fill("Who you spoke with", "Sam")
    message.copy("body", "E-mail, warm")
    expect(message.warning).not_to_be_empty()
    message.save("Text (.txt)")
    assert find_violations(message.page) == []
    message.show("LinkedIn, warm")
    message.fill("Your name", "A" * 300)
    expect(message.length).to_contain_text("too long")
    assert find_violations(message.page) == []


class ReaderOfText(HTMLParser):
    """What a reader sees of some Markdown."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self._texts: list[str] = []
        converter = Markdown()
        # Python-Markdown lets fewer signs be escaped than CommonMark does.
        converter.ESCAPED_CHARS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
        self.feed(converter.convert(source))
        self.close()

    @property
    def words(self) -> list[str]:
        """Its words, as spaces part them."""
        return "".join(self._texts).split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self._texts.append(data)
