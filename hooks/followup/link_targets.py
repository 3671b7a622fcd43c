"""The links and pictures of a Markdown page as its author wrote them, and where each stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING

from followup.markdown_source import blank, blank_comments

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.markdown_source import MarkdownSource

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_CODE = re.compile(r"(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_WORD = r"(?:[^\s()<>]|\([^()<>\n]*\))++"
_TITLE = r"(?:\"[^\"\n]*\"|'[^'\n]*')"
_GAP = r"(?:[ \t]+|[ \t]*\n[ \t]*)"
_INLINE = re.compile(
    # Python-Markdown takes words with spaces between them for one address, up to the title.
    r"(?<!\\)\]\([ \t\n]*(?:<(?P<angled>[^<>\n]*)>"
    rf"|(?P<bare>(?:{_WORD}(?:{_GAP}(?!{_TITLE}[ \t\n]*\)){_WORD})*)?))"
    rf"(?:[ \t\n]+{_TITLE})?[ \t\n]*\)"
)
_LISTED = re.compile(
    r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<(?P<angled>[^<>\n]+)>|(?P<bare>\S+))", re.MULTILINE
)
_AUTOMATIC = re.compile(r"<(?P<bare>(?:https?|mailto|tel|ftp):[^\s<>]*)>", re.IGNORECASE)
_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*?"
_HTML = re.compile(
    rf"<(?:(?P<tag>[A-Za-z][\w-]*)(?=\s){_ATTRIBUTES}\s(?:href|src)|object(?=\s){_ATTRIBUTES}\sdata)"
    r"\s*=\s*(?:\"(?P<angled>[^\"<>]*)\"|'(?P<bare>[^'<>]*)'|(?P<unquoted>[^\s\"'<>=`]+))",
    re.IGNORECASE,
)
_GROUPS = ("angled", "bare", "unquoted")
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
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


@dataclass(frozen=True, slots=True)
class LinkingText:
    """What of a page may hold links.

    Attributes:
        text: its lines outside code, with spaces in place of code within a line and of comments.
        numbers: the 1-based numbers of its lines.
        starts: the index at which each begins.
    """

    text: str
    numbers: tuple[int, ...]
    starts: tuple[int, ...]

    def place(self, index: int) -> tuple[int, int]:
        """Return the 1-based line and column of the sign at ``index``."""
        above = bisect_right(self.starts, index) - 1
        return self.numbers[above], index - self.starts[above] + 1


def read_linking_text(source: MarkdownSource) -> LinkingText:
    """Return what of a page may hold links."""
    lines = [line for _, line in source.lines]
    return LinkingText(
        _blank_code(blank_comments("\n".join(lines))),
        tuple(number for number, _ in source.lines),
        (0, *accumulate(len(line) + 1 for line in lines)),
    )


def names_picture(target: str) -> bool:
    """Return whether ``target`` ends as a picture's name does."""
    return target.partition("#")[0].partition("?")[0].lower().endswith(_PICTURE_SUFFIXES)


def find_link_targets(source: MarkdownSource) -> Iterator[LinkTarget]:
    """Yield the links and pictures of a page, outside code and comments."""
    written = read_linking_text(source)
    text, openings = written.text, find_openings(written.text)
    for pattern in (_INLINE, _LISTED, _AUTOMATIC, _HTML):
        for found in pattern.finditer(text):
            groups = found.groupdict()
            group = next(name for name in _GROUPS if groups.get(name) is not None)
            target = unescape(found[group])
            is_html = pattern is _HTML
            tag = (found["tag"] or "object").lower() if is_html else ""
            is_picture = tag in _PICTURE_TAGS
            if pattern is _INLINE:
                opening = openings.get(found.start())
                if opening is None:
                    continue
                is_picture = text[opening - 1 : opening] == "!"
            elif pattern is _LISTED:
                is_picture = names_picture(target)
            line, column = written.place(found.start(group))
            loaded_by = "" if is_picture or tag in _LINK_TAGS else tag
            yield LinkTarget(target, line, column, is_picture, is_html, loaded_by)


def find_openings(text: str) -> dict[int, int]:
    """Return where each bracket stands that another closes, by where that one stands."""
    found: dict[int, int] = {}
    still_open: list[int] = []
    for bracket in _BRACKET.finditer(text):
        if bracket[0] == "[":
            still_open.append(bracket.start())
        elif still_open:
            opening = still_open.pop()
            if bracket.start() - opening < _LONGEST_LINK_TEXT:
                found[bracket.start()] = opening
    return found


def _blank_code(text: str) -> str:
    """Return ``text`` with spaces in place of its code; a span of code ends with its paragraph."""
    parts, end = [], 0
    for gap in _PARAGRAPH_END.finditer(text):
        parts += [_blank_spans(text[end : gap.start()]), gap[0]]
        end = gap.end()
    return "".join([*parts, _blank_spans(text[end:])])


def _blank_spans(paragraph: str) -> str:
    return _CODE.sub(lambda found: blank(found[0]), paragraph)
