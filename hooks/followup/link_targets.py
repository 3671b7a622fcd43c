"""The links and pictures of a Markdown page as its author wrote them, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.markdown_source import MarkdownSource

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(
    r"(?<!\\)\]\([ \t\n]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*))"
    r"(?:[ \t\n]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t\n]*\)"
)
_LISTED = re.compile(
    r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>\S+))", re.MULTILINE
)
_AUTOMATIC = re.compile(r"<(?P<bare>(?:https?|mailto|tel|ftp):[^\s<>]*)>", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:(?P<tag>[A-Za-z][\w-]*)(?=\s)[^<>]*?\s(?:href|src)|object\s(?:[^<>]*?\s)?data)"
    r"\s*=\s*(?:\"(?P<angled>[^\"<>]*)\"|'(?P<bare>[^'<>]*)')"
)
_LINK_TAGS = {"a", "area"}
_PICTURE_TAGS = {"img"}
_PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".avif")
_LONGEST_LINK_TEXT = 2000


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads, or where a picture lies.

    Attributes:
        target: as written, character references resolved.
        line: 1-based line.
        column: 1-based column of the target.
        is_picture: whether it is shown on the page.
        is_html: whether it stands in HTML, where MkDocs leaves addresses as they are.
        loaded_by: the HTML tag by which the page loads it, in lower case: ``iframe``, ``video``; empty for
            links and pictures.
    """

    target: str
    line: int
    column: int
    is_picture: bool = False
    is_html: bool = False
    loaded_by: str = ""


def names_picture(target: str) -> bool:
    """Return whether ``target`` ends as a picture's name does."""
    return target.partition("#")[0].partition("?")[0].lower().endswith(_PICTURE_SUFFIXES)


def find_link_targets(source: MarkdownSource) -> Iterator[LinkTarget]:
    """Yield the links and pictures of a page, outside code and comments."""
    lines = [line for _, line in source.lines]
    text = _blank_code(_COMMENT.sub(_blank, "\n".join(lines)))
    numbers = [number for number, _ in source.lines]

    def place(index: int) -> tuple[int, int]:
        above = text.count("\n", 0, index)
        return numbers[above], index - text.rfind("\n", 0, index)

    for pattern in (_INLINE, _LISTED, _AUTOMATIC, _HTML):
        for found in pattern.finditer(text):
            group = "angled" if found.groupdict().get("angled") is not None else "bare"
            target = unescape(found[group])
            is_html = pattern is _HTML
            tag = (found["tag"] or "object").lower() if is_html else ""
            is_picture = tag in _PICTURE_TAGS
            if pattern is _INLINE:
                opening = _find_opening(text, found.start())
                if opening is None:
                    continue
                is_picture = text[opening - 1 : opening] == "!"
            elif pattern is _LISTED:
                is_picture = names_picture(target)
            line, column = place(found.start(group))
            loaded_by = "" if is_picture or tag in _LINK_TAGS else tag
            yield LinkTarget(target, line, column, is_picture, is_html, loaded_by)


def _find_opening(text: str, closing: int) -> int | None:
    """Return where the bracket stands that the one at ``closing`` closes."""
    depth = 0
    for index in range(closing, max(closing - _LONGEST_LINK_TEXT, -1), -1):
        if text[index - 1 : index] == "\\":
            continue
        depth += (text[index] == "]") - (text[index] == "[")
        if depth == 0:
            return index
    return None


def _blank_code(text: str) -> str:
    """Return ``text`` with spaces in place of its code; a span of code ends with its paragraph."""
    parts, end = [], 0
    for gap in _PARAGRAPH_END.finditer(text):
        parts += [_CODE.sub(_blank, text[end : gap.start()]), gap[0]]
        end = gap.end()
    return "".join([*parts, _CODE.sub(_blank, text[end:])])


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
