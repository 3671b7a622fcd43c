"""Word files (Office Open XML, ISO/IEC 29500): a package whose parts are ready but for text and title.

The ready parts stand in ``word_package``, laid out as in the file: styles, settings, bullets, and what ties
them together.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, assert_never

from followup.downloads.archive import build_archive
from followup.downloads.document import (
    Blank,
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
    from collections.abc import Iterable, Iterator, Mapping
    from importlib.resources.abc import Traversable
    from typing import TypeAlias

    from followup.downloads.document import Document, Section

    _Paragraph: TypeAlias = tuple[str, str]
    """A paragraph's runs as XML, and its style."""

_DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>\n"
_DOCUMENT = {
    "xmlns:w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "xmlns:w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "xmlns:mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "mc:Ignorable": "w14",
}
_CORE_PROPERTIES = {
    "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
}

# Letter paper and margins, in twentieths of a point; the writing lines of styles.xml end at the right one.
_PAGE = {"w:w": "12240", "w:h": "15840"}
_MARGINS = {
    "top": "1080",
    "right": "1080",
    "bottom": "1080",
    "left": "1080",
    "header": "720",
    "footer": "720",
}

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped (2.2)."""


@lru_cache(maxsize=1024)
def render_word(document: Document) -> bytes:
    """Return ``document`` as a .docx file, on Letter paper; its boxes can be ticked on the screen."""
    parts = {
        **_ready_parts(),
        "docProps/core.xml": (_DECLARATION + _core_properties(document)).encode(),
        "word/document.xml": (_DECLARATION + _document(document)).encode(),
    }
    return build_archive(parts)


@cache
def _ready_parts() -> Mapping[str, bytes]:
    return dict(_read_parts(files("followup.downloads") / "word_package"))


def _read_parts(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _read_parts(entry, f"{above}{entry.name}/")
        elif entry.name.endswith((".xml", ".rels")):  # not what a file manager leaves
            yield above + entry.name, entry.read_bytes()


def _core_properties(document: Document) -> str:
    title = _element("dc:title", {}, _escape(document.title))
    return _element("cp:coreProperties", _CORE_PROPERTIES, title, _element("dc:language", {}, "en-US"))


def _document(document: Document) -> str:
    margins = {f"w:{side}": width for side, width in {**_MARGINS, "gutter": "0"}.items()}
    layout = _element("w:sectPr", {}, _element("w:pgSz", _PAGE), _element("w:pgMar", margins))
    title = _paragraph(_runs([document.title]), "Title")
    sections = (paragraph for section in document.sections for paragraph in _section(section))
    return _element("w:document", _DOCUMENT, _element("w:body", {}, title, *sections, layout))


def _section(section: Section) -> Iterator[str]:
    """Yield the paragraphs of a section; those of a task stay together on one page."""
    paragraphs: list[_Paragraph] = []
    if section.heading:
        box = _BOX + _runs([" "]) if section.is_task else ""
        paragraphs.append((box + _runs([section.heading]), "Heading1"))
    for block in section.blocks:
        paragraphs.extend(_block(block))
    last = len(paragraphs) - 1
    for number, (runs, style) in enumerate(paragraphs):
        yield _paragraph(runs, style, keep=section.is_task and number < last)


def _block(block: Block) -> Iterator[_Paragraph]:
    match block:
        case Paragraph():
            yield _runs(block.parts), "Normal"
        case BulletList():
            for item in block.items:
                yield _runs(item), "ListBullet"
        case TaskList():
            for task in block.items:
                yield _BOX + _TAB + _runs([task]), "Task"
        case Form():
            for field in block.fields:
                # The space: LibreOffice misplaces a line that holds a tab alone.
                for label in [f"{field.label}: ", *[" "] * (field.lines - 1)]:
                    yield _runs([label]) + _TAB, "WritingLine"
        case _:
            assert_never(block)


def _paragraph(runs: str, style: str, *, keep: bool = False) -> str:
    kept = "<w:keepNext /><w:keepLines />" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}" />{kept}</w:pPr>{runs}</w:p>'


def _runs(parts: Iterable[Inline]) -> str:
    return "".join(_run(part) for part in parts)


def _run(part: Inline) -> str:
    match part:
        case Strong():
            properties = '<w:rPr><w:rStyle w:val="Strong" /></w:rPr>'
        case Blank():
            properties = '<w:rPr><w:rStyle w:val="Placeholder" /></w:rPr>'
        case str():
            properties = ""
        case _:
            assert_never(part)
    lines = _escape(inline_text(part)).split("\n")
    text = "<w:br />".join(_element("w:t", {"xml:space": "preserve"}, line) for line in lines)
    return f"<w:r>{properties}{text}</w:r>"


def _element(name: str, attributes: Mapping[str, str], *content: str) -> str:
    """Return an element; its name carries a prefix that the root declares, its content is XML already."""
    head = name + "".join(f' {key}="{value}"' for key, value in attributes.items())
    inner = "".join(content)
    return f"<{head}>{inner}</{name}>" if inner else f"<{head} />"


def _escape(text: str) -> str:
    """Return plain text as XML content, without what XML cannot hold."""
    clean = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


_TAB = "<w:r><w:tab /></w:r>"

_BOX = (
    '<w:sdt><w:sdtPr><w:alias w:val="Done" /><w14:checkbox><w14:checked w14:val="0" />'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic" />'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic" /></w14:checkbox></w:sdtPr>'
    '<w:sdtContent><w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="MS Gothic" w:eastAsia="MS Gothic" '
    'w:hAnsi="MS Gothic" /></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
)
"""A box that a click ticks in Word and LibreOffice, and that prints as an empty box."""
