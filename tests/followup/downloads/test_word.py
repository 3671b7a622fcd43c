"""Word files, as a Word library reads them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.downloads.content import (
    build_checklist_document,
    build_message_document,
    build_timeline_document,
)
from followup.downloads.document import Blank, Document, Paragraph, Section
from followup.downloads.word import render_word

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from followup.catalog import Catalog
    from followup.models.message import Message

LONG_PARAGRAPH = (
    "[Your reason for writing] I’d still love the [The job] job, *and* the _team_. "
    "This line is longer than any mail program would leave it, and must come back whole."
)

# XML 1.0, production [2].
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def opened(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def part(content: bytes, path: str) -> str:
    with ZipFile(io.BytesIO(content)) as package:
        return package.read(path).decode()


def test_message_has_its_title_headings_subject_and_body(message: Message) -> None:
    word = opened(render_word(build_message_document(message)))
    assert word.core_properties.title == "The check-in"
    texts = [
        (paragraph.style.name if paragraph.style else None, paragraph.text) for paragraph in word.paragraphs
    ]
    assert texts[0] == ("Title", "The check-in")
    assert [text for style, text in texts if style == "Heading 1"] == [
        "Your reason for writing",
        "E-mail, warm",
        "E-mail, plain",
        "LinkedIn, warm (at most 300 characters)",
        "The blanks",
    ]
    start = texts.index(("Heading 1", "E-mail, warm"))
    assert texts[start + 1 : start + 6] == [
        ("Normal", "Subject: The [The job] job – a question"),
        ("Normal", "Hi [Who you spoke with],"),
        ("Normal", LONG_PARAGRAPH),
        ("Normal", "[Something they said, as a sentence]"),
        ("Normal", "Warm regards,\nAlex"),
    ]


def test_blanks_have_a_character_style_of_their_own(message: Message) -> None:
    word = opened(render_word(build_message_document(message)))
    blanks = {run.text for p in word.paragraphs for run in p.runs if run.style.name == "Placeholder"}
    assert blanks == {
        "[like this]",
        "[Who you spoke with]",
        "[The job]",
        "[Something they said, as a sentence]",
        "[Your reason for writing]",
    }
    assert word.styles["Placeholder"].type == WD_STYLE_TYPE.CHARACTER


def test_styles_an_editor_expects_are_there(message: Message) -> None:
    names = {style.name for style in opened(render_word(build_message_document(message))).styles}
    assert {"Normal", "Title", "Heading 1", "Heading 2", "List Bullet"} <= names


def test_every_style_in_use_is_defined(catalog: Catalog) -> None:
    documents = [
        *map(build_message_document, catalog.messages.values()),
        *(build_timeline_document(timeline, catalog.messages) for timeline in catalog.timelines.values()),
        *map(build_checklist_document, catalog.checklists.values()),
    ]
    for document in documents:
        content = render_word(document)
        used = set(re.findall(r'<w:[pr]Style w:val="(\w+)"', part(content, "word/document.xml")))
        defined = set(re.findall(r'w:styleId="(\w+)"', part(content, "word/styles.xml")))
        assert used
        assert used <= defined


def test_each_step_has_a_box_and_lines_to_write_on_and_stays_whole(catalog: Catalog) -> None:
    timeline = catalog.timelines["after-a-call"]
    content = render_word(build_timeline_document(timeline, catalog.messages))
    assert part(content, "word/document.xml").count("<w14:checkbox>") == len(timeline.steps)
    paragraphs = opened(content).paragraphs
    step = [p.text for p in paragraphs].index(" 2. Check in")
    assert [p.text for p in paragraphs[step + 1 : step + 8]] == [
        "When: A week after the call\nIf they gave you a date: 2 working days after the date they gave you",
        "Ask once.",
        "What to send: The check-in",
        "Date: \t",
        "Your reason for writing: \t",
        "Notes: \t",
        " \t",
    ]
    kept = [bool(p.paragraph_format.keep_with_next) for p in paragraphs[step : step + 8]]
    assert kept == [*[True] * 7, False]


def test_each_item_of_a_checklist_has_a_box(catalog: Catalog) -> None:
    content = render_word(build_checklist_document(catalog.checklists["keep-active"]))
    tasks = [p.text.strip() for p in opened(content).paragraphs if p.style and p.style.name == "Task"]
    assert tasks == [
        "Begin here.",
        "Read the plan & do step 1.",
        "Don't stop; apply for R&D too.",
        "Write to someone@example.com.",
    ]
    assert part(content, "word/document.xml").count("☐") == len(tasks)


def test_word_opens_it_without_compatibility_mode(message: Message) -> None:
    settings = part(render_word(build_message_document(message)), "word/settings.xml")
    assert re.search(r'compatibilityMode"[^>]*w:val="15"', settings)


def test_the_same_document_is_rendered_once(message: Message) -> None:
    assert render_word(build_message_document(message)) is render_word(build_message_document(message))


@settings(deadline=None)
@given(text=st.text(), label=st.text(), title=st.text())
def test_any_text_gives_a_file_that_opens(text: str, label: str, title: str) -> None:
    document = Document(title, (Section("", (Paragraph((text, Blank(label))),)),))
    word = opened(render_word(document))

    def held(text: str) -> str:
        return NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))

    assert [p.text for p in word.paragraphs] == [held(title), held(text) + held(f"[{label}]")]
    assert word.paragraphs[1].runs[-1].style.name == "Placeholder"
