"""The prose of a Markdown page in passages: a paragraph, a list item, a quote or a table row each.

Headings, blocks and their bodies are none. What is no prose within a passage (code, comments, HTML, the
addresses of links) is blanked, so that every sign keeps its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from followup.markdown_source import MarkdownSource, blank

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_REMEMBERED = 1024

_HEADING = re.compile(r"[ \t>]*#{1,6}[ \t]")
_ITEM = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]")
_NOTE = re.compile(r"[ \t]*(?:!!!|\?\?\?\+?)[ \t]")
_EMPTY = re.compile(r"[ \t>]*$")
_UNDERLINE = re.compile(r"(?:[ \t]*>[ \t]?)*[=-]+ *$")
_TABLE_RULE = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)+$")
_NO_PROSE = re.compile(
    r"<!--.*?-->"
    r"|(?<![`\\])(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|(?<=\]\()[^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*(?=\))"
    r"|</?[A-Za-z][^<>]*>|<[a-z]+:[^<>\s]*>"
    r"|\bhttps?://[^\s<>)]+"
    r"|\{[:#.][^{}\n]*\}"
    r"|^[ \t]*\[[^\]\n]+\]:[ \t]*\S+[^\n]*$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of prose that is read in one go.

    Attributes:
        text: its lines as they are written, joined by line feeds, what is no prose blanked.
        lines: the 1-based numbers of its lines.
        is_heading: whether it is a heading.
    """

    text: str
    lines: tuple[int, ...]
    is_heading: bool = False

    def place(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of the sign at ``offset`` of its text."""
        above = self.text.count("\n", 0, offset)
        return self.lines[above], offset - self.text.rfind("\n", 0, offset)


def find_passages(source: MarkdownSource) -> Iterator[Passage]:
    """Yield the passages of a page, in order, its headings included."""
    yield from _passages(source.lines)


# A page is read again at each save of any file.
@lru_cache(maxsize=_MOST_REMEMBERED)
def _passages(lines: tuple[tuple[int, str], ...]) -> tuple[Passage, ...]:
    return tuple(_find_passages(MarkdownSource("", lines, None)))


def _find_passages(source: MarkdownSource) -> Iterator[Passage]:
    in_blocks = {
        number
        for block in source.blocks()
        for number in (block.line, *(number for number, _ in block.body), block.last_line)
    }
    group: list[tuple[int, str]] = []
    first = last = 0
    was_apart = True
    for number, line in source.lines_outside_comments():
        if was_apart or number != last + 1:
            first = number
        # Only a paragraph of one line can be a heading.
        is_underline = number == first + 1 and _UNDERLINE.match(line) is not None
        is_heading = number not in in_blocks and _HEADING.match(line) is not None
        is_apart = is_underline or is_heading or number in in_blocks or _EMPTY.match(line) is not None
        if is_apart or number != last + 1 or _ITEM.match(line) or _NOTE.match(line):
            yield from _read(group, is_heading=is_underline)
            group = []
        if is_heading:
            yield from _read([(number, line)], is_heading=True)
        elif not is_apart:
            group.append((number, line))
        last, was_apart = number, is_apart
    yield from _read(group)


def _read(group: list[tuple[int, str]], *, is_heading: bool = False) -> Iterator[Passage]:
    """Yield what a run of lines is: the rows of a table, or one passage."""
    if any(_TABLE_RULE.match(line) for _, line in group):
        for number, line in group:
            yield Passage(_blank_all(line), (number,))
    elif group:
        text = "\n".join(line for _, line in group)
        yield Passage(_blank_all(text), tuple(number for number, _ in group), is_heading)


def _blank_all(text: str) -> str:
    # At each comment that is never closed, the expression would look through the rest.
    closed = text.rfind("-->") + 1
    text = text[:closed] + text[closed:].replace("<!--", "    ")
    return _NO_PROSE.sub(lambda found: blank(found[0]), text)
