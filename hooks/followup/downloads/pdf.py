"""PDF sheets to print, tick and write on: Letter paper, black and gray, fonts inside the file."""

from __future__ import annotations

import io
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, assert_never
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, KeepTogether, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as PdfParagraph

from followup.downloads.document import (
    Block,
    BulletList,
    Form,
    Inline,
    Paragraph,
    Strong,
    TaskList,
    inline_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportlab.pdfgen.canvas import Canvas

    from followup.downloads.document import Document, FormField, Section

# All lengths are in points, 1/72 inch.
_MARGIN = 54.0
_FRAME_PADDING = 6.0
_INDENT = 24.0
_BOX = 10.0
_MIDDLE = 0.36
"""Half the height of a capital, as a share of the font size."""
_HANDWRITING = 24.0
_FOOTER = 30.0
_INK = HexColor(0x1F2933)
_GRAY = HexColor(0x6B7280)

_REGULAR, _BOLD = "Vera", "VeraBd"
"""Bitstream Vera, which reportlab brings along: free to embed, Latin-1 and the usual typographic signs."""

_BODY = ParagraphStyle("Body", fontName=_REGULAR, fontSize=10, leading=14.5, textColor=_INK, spaceAfter=6)
_TITLE = ParagraphStyle("Title", _BODY, fontName=_BOLD, fontSize=20, leading=25, spaceAfter=8)
_HEADING = ParagraphStyle(
    "Heading", _BODY, fontName=_BOLD, fontSize=12, leading=16, spaceBefore=16, spaceAfter=5, keepWithNext=1
)

_STAND_INS = {"\u2010": "-", "\u2011": "-"}
_UNKNOWN = "?"


@lru_cache(maxsize=1024)
def render_pdf(document: Document) -> bytes:
    """Return ``document`` as a PDF. A character its fonts lack gives way to the nearest one, or to ``?``."""
    _fonts()
    buffer = io.BytesIO()
    template = SimpleDocTemplate(
        buffer,
        pagesize=letter,
        leftMargin=_MARGIN - _FRAME_PADDING,
        rightMargin=_MARGIN - _FRAME_PADDING,
        topMargin=_MARGIN - _FRAME_PADDING,
        bottomMargin=_MARGIN - _FRAME_PADDING,
        title=document.title,
        author="",
        subject="",
        creator="",
        lang="en-US",
        initialFontName=_REGULAR,
        invariant=1,  # no date, and an identifier made from the content
        pageCompression=0,  # implementations of deflate differ in the bytes they choose
    )

    def draw_footer(canvas: Canvas, _: object) -> None:
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setFont(_REGULAR, 8)
        canvas.setFillColor(_GRAY)
        canvas.drawString(_MARGIN, _FOOTER, _drawable(document.title))
        canvas.drawRightString(letter[0] - _MARGIN, _FOOTER, f"Page {canvas.getPageNumber()}")

    template.build(list(_flowables(document)), onFirstPage=draw_footer, onLaterPages=draw_footer)
    return buffer.getvalue()


class _TickedParagraph(PdfParagraph):
    """A paragraph with a box to tick beside its first line, in the room that its indent leaves."""

    def draw(self) -> None:
        super().draw()
        first_line = self.height - self.style.fontSize * (1 - _MIDDLE)
        self.canv.setStrokeColor(_INK)
        self.canv.setLineWidth(0.8)
        self.canv.rect(self.style.leftIndent - _INDENT, first_line - _BOX / 2, _BOX, _BOX)


class _WritingLines(Flowable):
    """A label, and lines to write on."""

    def __init__(self, field: FormField, indent: float) -> None:
        super().__init__()
        self._label = _drawable(f"{field.label}:")
        self._lines = field.lines
        self._indent = indent

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:  # noqa: ARG002 - as the base class
        self.width, self.height = available_width, self._lines * _HANDWRITING
        return self.width, self.height

    def draw(self) -> None:
        self.canv.setFont(_REGULAR, _BODY.fontSize)
        self.canv.setFillColor(_INK)
        self.canv.setStrokeColor(_GRAY)
        self.canv.setLineWidth(0.5)
        label_end = self._indent + stringWidth(self._label, _REGULAR, _BODY.fontSize) + 6
        for number in range(1, self._lines + 1):
            y = self.height - number * _HANDWRITING + 4
            if number == 1:
                self.canv.drawString(self._indent, y + 2, self._label)
            self.canv.line(label_end if number == 1 else self._indent, y, self.width, y)


def _flowables(document: Document) -> Iterator[Flowable]:
    yield _paragraph((document.title,), _TITLE)
    for section in document.sections:
        flowables = list(_section(section))
        if section.is_task:
            yield KeepTogether(flowables)
        else:
            yield from flowables


def _section(section: Section) -> Iterator[Flowable]:
    indent = _INDENT if section.is_task else 0
    if section.heading:
        yield _paragraph((section.heading,), _HEADING, indent, ticked=section.is_task)
    for block in section.blocks:
        yield from _block(block, indent)


def _block(block: Block, indent: float) -> Iterator[Flowable]:
    match block:
        case Paragraph():
            yield _paragraph(block.parts, _BODY, indent)
        case BulletList():
            for item in block.items:
                yield _paragraph(("• ", *item), _BODY, indent)
        case TaskList():
            for task in block.items:
                yield KeepTogether([_paragraph((task,), _BODY, indent + _INDENT, ticked=True)])
        case Form():
            for field in block.fields:
                yield _WritingLines(field, indent)
            yield Spacer(0, 8)
        case _:
            assert_never(block)


def _paragraph(
    parts: Iterable[Inline], style: ParagraphStyle, indent: float = 0, *, ticked: bool = False
) -> Flowable:
    make = _TickedParagraph if ticked else PdfParagraph
    markup = "".join(_markup(part) for part in parts)
    return make(markup, ParagraphStyle(style.name, style, leftIndent=indent) if indent else style)


def _markup(part: Inline) -> str:
    text = escape(_drawable(inline_text(part))).replace("\n", "<br/>")
    return f"<b>{text}</b>" if isinstance(part, Strong) else text


def _drawable(text: str) -> str:
    """Return ``text`` in characters that the fonts have; line breaks stay."""
    return "".join(_nearest(character) for character in unicodedata.normalize("NFC", text))


@cache
def _nearest(character: str) -> str:
    known = _characters()
    for candidate in (character, _STAND_INS.get(character, ""), unicodedata.normalize("NFKD", character)):
        found = "".join(sign for sign in candidate if sign in known)
        if found:
            return found
    return "" if unicodedata.category(character)[0] in "CM" else _UNKNOWN


@cache
def _characters() -> frozenset[str]:
    """Return the characters that all fonts have a glyph for, and the line break."""
    glyphs = (frozenset(map(chr, font.face.charToGlyph)) for font in _fonts())
    return frozenset.intersection(*glyphs) | {"\n"}


@cache
def _fonts() -> tuple[TTFont, ...]:
    """Read the fonts and make them known to reportlab, under their own names."""
    fonts = tuple(TTFont(name, f"{name}.ttf") for name in (_REGULAR, _BOLD))
    for font in fonts:
        registerFont(font)
    registerFontFamily(_REGULAR, normal=_REGULAR, bold=_BOLD, italic=_REGULAR, boldItalic=_BOLD)
    return fonts
