"""PDF sheets: read as bytes, since they are not compressed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from followup.downloads.content import build_checklist_document, build_timeline_document
from followup.downloads.document import Document, Paragraph, Section, TaskList
from followup.downloads.pdf import render_pdf

if TYPE_CHECKING:
    from followup.catalog import Catalog


def words(pdf: bytes) -> str:
    """Return the text that is drawn, in order; signs beyond ASCII are coded by the font and left out."""
    pieces = re.findall(rb"\(((?:\\.|[^\\()])*)\) Tj", pdf)
    return b" ".join(re.sub(rb"\\([()\\])", rb"\1", piece) for piece in pieces).decode("ascii", "ignore")


def boxes(pdf: bytes) -> int:
    return len(re.findall(rb" 10 10 re", pdf))


def test_plan_holds_every_step_with_a_box(catalog: Catalog) -> None:
    timeline = catalog.timelines["after-a-call"]
    pdf = render_pdf(build_timeline_document(timeline, catalog.messages))
    text = words(pdf)
    for expected in (
        "After a call",
        "Date of the call:",
        "They said they would reply by:",
        "Leave at least 6 days",
        "1. Send a note",
        "2. Check in",
        "3. Stop waiting",
        "A week after the call",
        "10 days after step 2",
        "Notes:",
    ):
        assert expected in text
    assert boxes(pdf) == len(timeline.steps)


def test_checklist_holds_every_item_with_a_box(catalog: Catalog) -> None:
    pdf = render_pdf(build_checklist_document(catalog.checklists["keep-active"]))
    assert "Read the plan & do step 1." in words(pdf)
    assert boxes(pdf) == 4


def test_it_is_a_letter_page_with_title_and_language(catalog: Catalog) -> None:
    pdf = render_pdf(build_checklist_document(catalog.checklists["keep-active"]))
    assert b"/Title (Keep active)" in pdf
    assert b"/Lang (en-US)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"/MediaBox [ 0 0 612 792 ]" in pdf
    assert b"/Count 1" in pdf


def test_every_font_is_in_the_file(catalog: Catalog) -> None:
    pdf = render_pdf(build_checklist_document(catalog.checklists["keep-active"]))
    assert len(re.findall(rb"/Type /FontDescriptor", pdf)) == len(re.findall(rb"/FontFile2", pdf)) == 2
    assert b"/Helvetica" not in pdf


def test_signs_the_fonts_lack_give_way_to_the_nearest() -> None:
    text = "ﬀ ő \u2011 \u202f \u200b 漢 \U0001f600 end"
    pdf = render_pdf(Document("T", (Section("", (Paragraph((text,)),)),)))
    assert "ff o - ? ? end" in words(pdf)


def test_quotes_dashes_and_accents_are_drawn() -> None:
    pdf = render_pdf(Document("T", (Section("", (Paragraph(("“Zoë” – l’été — naïve…",)),)),)))
    assert "?" not in words(pdf)


def test_a_long_plan_breaks_between_steps() -> None:
    blocks = (*[Paragraph(("A line.",))] * 12, Paragraph(("The end.",)))
    pdf = render_pdf(Document("T", (Section("A step", blocks, is_task=True),) * 5))
    pages = [words(page) for page in pdf.split(b"endstream") if b" Tj" in page]
    assert [page.count("A step") for page in pages] == [page.count("The end.") for page in pages] == [2, 2, 1]


@settings(deadline=None, max_examples=40)
@given(st.text(), st.text())
def test_any_text_gives_a_file(text: str, title: str) -> None:
    pdf = render_pdf(Document(title, (Section(title, (Paragraph((text,)), TaskList((text,)))),)))
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
