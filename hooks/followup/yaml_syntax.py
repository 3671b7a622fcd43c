"""What the YAML parser complains of, in an author's words and at the place to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import yaml

from followup.problems import Problem

_AT_ITS_PLACE = {
    "did not find expected key": "this line does not fit the ones above it; check its indentation",
    "did not find expected '-' indicator": "this line does not fit the list above it; check its indentation",
    "did not find expected <document start>": (
        "this line does not fit the ones above it; check its indentation"
    ),
    "did not find expected ',' or ']'": "a ',' or ']' is missing before this",
    "did not find expected ',' or '}'": "a ',' or '}' is missing before this",
    "found unknown escape character": "inside \"…\" a backslash is written twice, as in '\\\\'",
    "found invalid Unicode character escape code": (
        "this escape makes no character; write the character itself"
    ),
    "but found another document": "this line begins a second document; remove it",
}
"""By the parser's complaint."""

_AT_ITS_BEGINNING = {
    "could not find expected ':'": (
        "this line has no ':'; write 'key: value', or indent it if it belongs to the text above"
    ),
    "found unexpected end of stream": "this quote is never closed; write the same one at the end of the text",
    "did not find expected ',' or ']'": "this '[' is never closed; write ']' at the end of the list",
    "did not find expected ',' or '}'": "this '{' is never closed; write '}' at its end",
    "did not find expected comment or line break": (
        "nothing may follow this sign on its line; begin the text on the next line, or put it in quotes"
    ),
}
"""By the parser's complaint, where what began further up says more than where the parser gave up."""

_SIGN_OF = {"while scanning an alias": "*", "while scanning an anchor": "&"}
_NO_SPACE = re.compile(r"[ \t]*(?:-[ \t]+)*[A-Za-z_][\w-]*:(?!//)(?=[^\s:])")
"""A key whose value follows at once, which makes one text of the two; a web address is none."""

_KEY_WITH_COLON = re.compile(r":(?:[ \t]|$)")
_INVISIBLE = re.compile("[\u00a0\u1680\u2000-\u200f\u202f\u205f-\u2064\u3000]")
"""What looks like a space, or like nothing, and is neither to YAML."""

_AROUND_KEY = re.compile(f"[^:'\"#]*:[ \t]*(?:{_INVISIBLE.pattern})?|[ \t-]*(?:{_INVISIBLE.pattern})")
_BLANK_AS_VALUE = re.compile(r"(?:^|[:-])\s+(\{\{)")


class Place(NamedTuple):
    """A 0-based line and column."""

    line: int
    column: int


class _Mark(Protocol):
    """A place as the parser notes it; its two implementations share no class."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


def place_of(mark: _Mark | None) -> Place:
    """Return where ``mark`` is, and the text's beginning where the parser left none."""
    return Place(0, 0) if mark is None else Place(mark.line, mark.column)


def describe_syntax_error(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Problem:
    """Return what is wrong with ``text``, which is not YAML.

    Args:
        error: what the parser said.
        text: the document.
        path: where it came from.
        first_line: the line of ``path`` on which ``text`` begins.
    """
    place = place_of(error.problem_mark)
    fault = _Fault(
        complaint=error.problem or "",
        context=error.context or "",
        place=place,
        beginning=place_of(error.context_mark) if error.context_mark else place,
        line=[*text.split("\n"), ""][place.line],
        text=text,
    )
    looks = (
        _look_for_tab,
        _look_for_slip,
        _look_for_blank,
        _look_for_quote,
        _look_for_colon,
        _look_for_sign,
        _look_up,
    )
    place, words = next(found for look in looks if (found := look(fault)) is not None)
    return Problem(path, place.line + first_line, place.column + 1, words)


def find_slip(line: str) -> tuple[int, str] | None:
    """Return what a line has that no one sees to be wrong, with its index; None where there is nothing.

    That is a character that looks like a space, in its indentation or around its key, or no space after the
    key's colon.
    """
    around = _AROUND_KEY.match(line)
    invisible = None if around is None else find_invisible(around[0])
    if invisible is not None:
        return invisible
    found = _NO_SPACE.match(line)
    return None if found is None else (found.end(), "write a space after ':'")


def find_invisible(text: str) -> tuple[int, str] | None:
    """Return where something stands that only looks like a space, or like nothing, and what to say of it."""
    found = _INVISIBLE.search(text)
    if found is None:
        return None
    code = f"U+{ord(found[0]):04X}"
    if found[0] == "\u00a0":
        return found.start(), f"a no-break space ({code}) stands here; type an ordinary space"
    if found[0].isspace():
        return found.start(), f"a special space ({code}) stands here; type an ordinary space"
    return found.start(), f"an invisible character ({code}) stands here; delete it"


def without_invisible(text: str) -> str:
    """Return ``text`` without what only looks like a space, or like nothing."""
    return _INVISIBLE.sub("", text)


def quotes_needed(sign: str) -> str:
    """Return what to say of a value that begins with a ``sign`` that YAML takes for its own."""
    return f"a value that begins with '{sign}' must be in quotes"


@dataclass(frozen=True, slots=True)
class _Fault:
    """What the parser said.

    Attributes:
        complaint: what it did not like.
        context: what it was doing.
        place: where it gave up.
        beginning: where that began which it was doing.
        line: the line on which it gave up.
        text: the document.
    """

    complaint: str
    context: str
    place: Place
    beginning: Place
    line: str
    text: str


_Found = tuple[Place, str]


def _look_for_tab(fault: _Fault) -> _Found | None:
    if not fault.line[: fault.place.column + 1].lstrip(" ").startswith("\t"):
        return None
    return Place(fault.place.line, fault.line.index("\t")), "a tab in the indentation; write spaces"


def _look_for_slip(fault: _Fault) -> _Found | None:
    lines = fault.text.split("\n")
    numbers = [fault.place.line, fault.beginning.line]
    if fault.complaint == "mapping values are not allowed in this context":
        # The lines above, from the last key on, are one text to YAML, and what is wrong stands in its first.
        first = fault.place.line - 1
        while first > 0 and not _KEY_WITH_COLON.search(lines[first]):
            first -= 1
        numbers += range(max(first, 0), fault.place.line)
    for number in numbers:
        slip = find_slip(lines[number]) if number < len(lines) else None
        if slip is not None:
            return Place(number, slip[0]), slip[1]
    return None


def _look_for_blank(fault: _Fault) -> _Found | None:
    """A text that begins with ``{{ field }}`` is a mapping to YAML."""
    blank = _BLANK_AS_VALUE.search(fault.line)
    return None if blank is None else (Place(fault.place.line, blank.start(1)), quotes_needed("{{"))


def _look_for_quote(fault: _Fault) -> _Found | None:
    """After a quoted value only a new key may follow: mostly a quote is missing, or one too many."""
    if fault.complaint != "did not find expected key":
        return None
    last = _last_scalar(fault.text)
    if last is None or last.style not in {"'", '"'}:
        return None
    start, end = place_of(last.start_mark), place_of(last.end_mark)
    if end.line != fault.place.line:
        return None
    if start.line < end.line:
        return start, f"this quote is closed only on line {end.line + 1}; is its own closing quote missing?"
    inside = (
        "an apostrophe inside '…' is written twice: ''"
        if last.style == "'"
        else 'a quote inside "…" is written \\"'
    )
    return end, f"the quoted text ends here, but the line goes on; {inside}"


def _look_for_colon(fault: _Fault) -> _Found | None:
    if fault.complaint != "mapping values are not allowed in this context":
        return None
    if re.search(r":\s", fault.line[: fault.place.column]):
        return fault.place, "a second ':' in one line; put the value in quotes"
    words = "this line does not fit the one above it; check the indentation, and that both have their ':'"
    return Place(fault.place.line, len(fault.line) - len(fault.line.lstrip())), words


def _look_for_sign(fault: _Fault) -> _Found | None:
    if fault.complaint == "found character that cannot start any token":
        return fault.place, quotes_needed(fault.line[fault.place.column :][:1])
    sign = _SIGN_OF.get(fault.context)
    return None if sign is None else (fault.beginning, quotes_needed(sign))


def _look_up(fault: _Fault) -> _Found:
    begins_above = fault.beginning.line < fault.place.line or fault.complaint not in _AT_ITS_PLACE
    if begins_above and fault.complaint in _AT_ITS_BEGINNING:
        return fault.beginning, _AT_ITS_BEGINNING[fault.complaint]
    return fault.place, _AT_ITS_PLACE.get(fault.complaint, f"not valid YAML: {fault.complaint}")


def _last_scalar(text: str) -> yaml.ScalarEvent | None:
    """Return the last value that the parser reads before it gives up."""
    last = None
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.ScalarEvent):
                last = event
    except yaml.YAMLError:
        pass
    return last
