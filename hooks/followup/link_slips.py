"""Links, pictures and citations that are written nearly right: a page would show their signs as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from followup.link_targets import find_openings, read_linking_text
from followup.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.markdown_source import MarkdownSource

    _Slip: TypeAlias = tuple[int, str]
    """Where it stands in the text, and what is wrong."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_PRE = re.compile(r"<(?P<tag>pre|code)\b[^<>]*>.*?</(?P=tag)>", re.DOTALL | re.IGNORECASE)

_SCHEME = r"(?:https?:|mailto:|tel:|www\.)"
_FILE = r"[\w./-]+\.(?:md|html?|pdf|docx?|jpe?g|png|webp|gif|svg|avif)(?:#[\w-]*)?"
_ADDRESS = rf"(?:{_SCHEME}[^\s()\[\]]*|[/#][\w./#-]*|{_FILE})"
"""What an author means to lead to; in a text without links, brackets hold other things."""

_APART = re.compile(rf"(?<!\\)\](?P<gap>[^\S\n]+)\([^\S\n]*{_ADDRESS}[^\S\n]*\)")
_TURNED = re.compile(rf"(?<!\\)\((?P<words>[^()\[\]\n]+)\)\[(?P<target>{_ADDRESS})\]")
_NAMED = re.compile(r"(?<!\\)\[(?P<words>[^\[\]]*)\]\[(?P<label>[^\[\]\n]*)\]")
_NAME = re.compile(r"^[ \t>]*\[(?P<label>[^\[\]\n]+)\]:", re.MULTILINE)
_OPENING = re.compile(r"(?<!\\)\]\(")
_PARENTHESIS = re.compile(r"(?<!\\)[()]")
_CITATION_NOT_CLOSED = re.compile(r"(?<!\\)\[@(?P<name>[\w-]+)[^\[\]\n]*(?=\n|\[|\Z)")
_FOOTNOTE = re.compile(r"(?<!\\)\[\^(?P<name>[^\[\]\s]+)\]")
_BOX = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]?\]$")
_LONGEST_SHOWN = 60


def check_link_slips(source: MarkdownSource) -> Iterator[Problem]:
    """Yield each link, picture and citation of a page that is none, though it is meant to be one."""
    written = read_linking_text(source)
    if "[" not in written.text:
        return
    text = _PRE.sub(lambda found: " " * len(found[0]), written.text) if "</" in written.text else written.text
    openings = find_openings(text)
    looks = (_find_apart, _find_not_closed, _find_turned, _find_unnamed, _find_citations, _find_footnotes)
    for look in looks:
        for index, words in look(text, openings):
            yield Problem(source.path, *written.place(index), words)


def _find_apart(text: str, openings: dict[int, int]) -> Iterator[_Slip]:
    for found in _APART.finditer(text):
        opening = openings.get(found.start())
        if opening is None or text.startswith(("@", "^"), opening + 1):
            continue
        if not _BOX.match(text, text.rfind("\n", 0, opening) + 1, found.start() + 1):
            yield found.start("gap"), "no space may stand between ']' and '(' of a link or picture; remove it"


def _find_not_closed(text: str, openings: dict[int, int]) -> Iterator[_Slip]:
    begun = [found.end() - 1 for found in _OPENING.finditer(text) if found.start() in openings]
    never_closed = _find_never_closed(text) if begun else frozenset()
    for index in begun:
        if index in never_closed:
            yield index, "this '(' is never closed; write ')' at the end of the link's address"


def _find_never_closed(text: str) -> frozenset[int]:
    """Return where the parentheses stand that no other closes in their paragraph."""
    still_open: list[int] = []
    never_closed: list[int] = []
    ends = [*(found.start() for found in _PARAGRAPH_END.finditer(text)), len(text)]
    place = 0
    for found in _PARENTHESIS.finditer(text):
        while found.start() > ends[place]:
            place += 1
            never_closed += still_open
            still_open.clear()
        if found[0] == "(":
            still_open.append(found.start())
        elif still_open:
            still_open.pop()
    return frozenset((*never_closed, *still_open))


def _find_turned(text: str, openings: dict[int, int]) -> Iterator[_Slip]:
    del openings
    for found in _TURNED.finditer(text):
        words = f"[{found['words']}]({found['target']})"[:_LONGEST_SHOWN]
        yield found.start(), f"the words of a link stand in '[…]', its address in '(…)'; write '{words}'"


def _find_unnamed(text: str, openings: dict[int, int]) -> Iterator[_Slip]:
    """Yield the links whose address is to stand elsewhere on the page, under a name, and does not."""
    del openings
    names = {_fold(found["label"]) for found in _NAME.finditer(text)}
    for found in _NAMED.finditer(text):
        words, label = found["words"], found["label"] or found["words"]
        is_meant = not words.startswith(("@", "^")) and not label.startswith(("@", "^"))
        # Two numbers in brackets count something.
        if is_meant and not (words.isdigit() and label.isdigit()) and _fold(label) not in names:
            shown = label[:_LONGEST_SHOWN]
            advice = f"write its address in '(…)' instead, or '[{shown}]: ' and it on a line of its own"
            yield found.start(), f"no line of this page says where '[{shown}]' leads; {advice}"


def _fold(label: str) -> str:
    return " ".join(label.lower().split())


def _find_citations(text: str, openings: dict[int, int]) -> Iterator[_Slip]:
    del openings
    for found in _CITATION_NOT_CLOSED.finditer(text):
        name = found["name"][:_LONGEST_SHOWN]
        yield found.start(), f"this citation is not closed; write '[@{name}]'"


def _find_footnotes(text: str, openings: dict[int, int]) -> Iterator[_Slip]:
    del openings
    told = set()
    for found in _FOOTNOTE.finditer(text):
        if found["name"] not in told:
            told.add(found["name"])
            words = "footnotes are not used here; write the note into the text"
            yield found.start(), f"{words}, or cite a source by its name, as in '[@nace-2024]'"
