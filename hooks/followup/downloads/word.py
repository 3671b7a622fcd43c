"""Word files (Office Open XML, ISO/IEC 29500): a package whose parts are ready but for text and title.

The ready parts stand in ``word_package``, laid out as in the file: styles, settings, bullets, and what ties
them together.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
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

    from followup.downloads.document import Document, Section

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
        "docProps/core.xml": _serialize(_core_properties(document)),
        "word/document.xml": _serialize(_document(document)),
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


def _serialize(root: ET.Element) -> bytes:
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


def _core_properties(document: Document) -> ET.Element:
    root = ET.Element("cp:coreProperties", _CORE_PROPERTIES)
    _add(root, "dc:title").text = _xml_text(document.title)
    _add(root, "dc:language").text = "en-US"
    return root


def _document(document: Document) -> ET.Element:
    root = ET.Element("w:document", _DOCUMENT)
    body = _add(root, "w:body")
    _add_runs(_add_paragraph(body, "Title"), [document.title])
    for section in document.sections:
        _add_section(body, section)
    layout = _add(body, "w:sectPr")
    _add(layout, "w:pgSz", _PAGE)
    _add(layout, "w:pgMar", {f"w:{side}": width for side, width in {**_MARGINS, "gutter": "0"}.items()})
    return root


def _add_section(body: ET.Element, section: Section) -> None:
    first = len(body)
    if section.heading:
        heading = _add_paragraph(body, "Heading1")
        if section.is_task:
            _add_box(heading)
            _add_runs(heading, [" "])
        _add_runs(heading, [section.heading])
    for block in section.blocks:
        _add_block(body, block)
    if section.is_task:
        for paragraph in body[first:-1]:
            _keep_with_next(paragraph)


def _add_block(body: ET.Element, block: Block) -> None:
    match block:
        case Paragraph():
            _add_runs(_add_paragraph(body), block.parts)
        case BulletList():
            for item in block.items:
                _add_runs(_add_paragraph(body, "ListBullet"), item)
        case TaskList():
            for task in block.items:
                paragraph = _add_paragraph(body, "Task")
                _add_box(paragraph)
                _add(_add(paragraph, "w:r"), "w:tab")
                _add_runs(paragraph, [task])
        case Form():
            for field in block.fields:
                # The space: LibreOffice misplaces a line that holds a tab alone.
                for label in [f"{field.label}: ", *[" "] * (field.lines - 1)]:
                    paragraph = _add_paragraph(body, "WritingLine")
                    _add_runs(paragraph, [label])
                    _add(_add(paragraph, "w:r"), "w:tab")
        case _:
            assert_never(block)


def _add_paragraph(body: ET.Element, style: str = "Normal") -> ET.Element:
    paragraph = _add(body, "w:p")
    _add(_add(paragraph, "w:pPr"), "w:pStyle", {"w:val": style})
    return paragraph


def _keep_with_next(paragraph: ET.Element) -> None:
    properties = paragraph[0]
    for name in ("w:keepNext", "w:keepLines"):
        _add(properties, name)


def _add_runs(paragraph: ET.Element, parts: Iterable[Inline]) -> None:
    for part in parts:
        run = _add(paragraph, "w:r")
        match part:
            case Strong():
                _add(_add(run, "w:rPr"), "w:rStyle", {"w:val": "Strong"})
            case Blank():
                _add(_add(run, "w:rPr"), "w:rStyle", {"w:val": "Placeholder"})
            case str():
                pass
            case _:
                assert_never(part)
        for number, line in enumerate(_xml_text(inline_text(part)).split("\n")):
            if number:
                _add(run, "w:br")
            _add(run, "w:t", {"xml:space": "preserve"}).text = line


def _add_box(paragraph: ET.Element) -> None:
    """Add a box that a click ticks in Word and LibreOffice, and that prints as an empty box."""
    control = _add(paragraph, "w:sdt")
    properties = _add(control, "w:sdtPr")
    _add(properties, "w:alias", {"w:val": "Done"})
    box = _add(properties, "w14:checkbox")
    _add(box, "w14:checked", {"w14:val": "0"})
    _add(box, "w14:checkedState", {"w14:val": "2612", "w14:font": "MS Gothic"})
    _add(box, "w14:uncheckedState", {"w14:val": "2610", "w14:font": "MS Gothic"})
    run = _add(_add(control, "w:sdtContent"), "w:r")
    fonts = {f"w:{script}": "MS Gothic" for script in ("ascii", "eastAsia", "hAnsi")}
    _add(_add(run, "w:rPr"), "w:rFonts", {"w:hint": "eastAsia", **fonts})
    _add(run, "w:t").text = "☐"


def _add(parent: ET.Element, tag: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    """Add an element; names carry the prefixes that the root declares."""
    return ET.SubElement(parent, tag, dict(attributes or {}))


def _xml_text(text: str) -> str:
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
