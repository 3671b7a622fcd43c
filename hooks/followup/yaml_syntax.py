"""What the YAML parser complains of, in an author's words and at the place to mend."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import yaml

from followup.problems import Problem

_NOTHING = "did not find expected node content"
_AT_ITS_PLACE = {
    "did not find expected key": "this line does not fit the ones above it; check its indentation",
    "did not find expected '-' indicator": "this line does not fit the list above it; check its indentation",
    "did not find expected <document start>": (
        "this line does not fit the ones above it; check its indentation"
    ),
    _NOTHING: "something is missing before this; write it, or remove this sign",
    "did not find expected ',' or ']'": "a ',' or ']' is missing before this",
    "did not find expected ',' or '}'": "a ',' or '}' is missing before this",
    "found unknown escape character": "inside \"…\" a backslash is written twice, as in '\\\\'",
    "found invalid Unicode character escape code": (
        "this escape makes no character; write the character itself"
    ),
    "but found another document": "this line begins a second document; remove it",
    "block sequence entries are not allowed in this context": (
        "a value that begins with '-' must be in quotes, and a list begins on the next line"
    ),
    "mapping keys are not allowed in this context": "a value that begins with '?' must be in quotes",
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
_GOES_ON = {"did not find expected key", "did not find expected '-' indicator"}

LOST = "what follows ' #' is a comment, and lost; put the value in quotes, or a space after '#'"
"""What to say of a text that ends in a comment without a space after its sign."""

_IN_BRACKETS = {"did not find expected ',' or ']'", "did not find expected ',' or '}'"}
_SECOND_COLON = "mapping values are not allowed in this context"
_LOST = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|(?:^|[\s\[{,])(?P<sign>#)(?=\w)")
"""Texts in quotes, and a sign after which a line is lost."""

_CURLY = {"“": "”", "„": "“", "«": "»", "‘": "’"}
"""What word processors write for quotes: the first sign, and the last."""

_CURLY_VALUE = re.compile(f"(?:^|[:-][ \t]|[\\[{{,])[ \t]*([{''.join(_CURLY)}])")
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
        _look_for_comment,
        _look_for_curly_quotes,
        _look_for_end_of_value,
        _look_for_text,
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


def find_curly_quote(value: str) -> str | None:
    """Return what to say of a ``value`` that opens a curly quote and does not close it, or None."""
    closing = _CURLY.get(value[:1])
    return None if closing is None or closing in value[1:] else _describe_curly_quote(value[0])


def _describe_curly_quote(sign: str) -> str:
    return f"'{sign}' is no quote here; write straight ones around the value, as in \"…\""


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
    if fault.complaint == _SECOND_COLON:
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


def _look_for_comment(fault: _Fault) -> _Found | None:
    """In brackets, a comment takes the rest of the line with it, and mostly what closes them."""
    if fault.complaint not in _IN_BRACKETS:
        return None
    lines = fault.text.split("\n")
    for number, line in enumerate(lines[: fault.place.line + 1]):
        sign = next((found for found in _LOST.finditer(line) if found["sign"]), None)
        if sign is not None and number >= fault.beginning.line:
            is_value = line[: sign.start("sign")].rstrip().endswith((":", ",", "[", "{"))
            return Place(number, sign.start("sign")), quotes_needed("#") if is_value else LOST
    return None


def _look_for_curly_quotes(fault: _Fault) -> _Found | None:
    if fault.complaint not in {_SECOND_COLON, *_IN_BRACKETS}:
        return None
    signs = list(_CURLY_VALUE.finditer(fault.line, 0, fault.place.column))
    if not signs:
        return None
    return Place(fault.place.line, signs[-1].start(1)), _describe_curly_quote(signs[-1][1])


def _look_for_end_of_value(fault: _Fault) -> _Found | None:
    """After a value in quotes or brackets only a new key or entry may follow.

    Mostly a quote is missing, or one too many; or a text begins with a bracket.
    """
    values = _read_values(fault.text) if fault.complaint in _GOES_ON else []
    if not values or values[-1].end.line != fault.place.line:
        return None
    last = values[-1]
    if last.sign in {"[", "{"}:
        return last.start, f"this '{last.sign}' is closed before the line ends; {quotes_needed(last.sign)}"
    if last.sign not in {"'", '"'}:
        return None
    if last.start.line < last.end.line:
        words = f"this quote is closed only on line {last.end.line + 1}; is its own closing quote missing?"
        return last.start, words
    inside = (
        "an apostrophe inside '…' is written twice: ''"
        if last.sign == "'"
        else 'a quote inside "…" is written \\"'
    )
    return last.end, f"the quoted text ends here, but the line goes on; {inside}"


def _look_for_text(fault: _Fault) -> _Found | None:
    """A line of a text under ``|`` that is not indented and has a colon is a key, and the rest its value."""
    values = _read_values(fault.text)[-3:] if fault.complaint == _SECOND_COLON else []
    if [value.sign for value in values] not in (["|", "", ""], [">", "", ""]):
        return None
    block, key, value = values
    lines = fault.text.split("\n")
    first, following = (
        next((line for line in lines[number + 1 :] if line.strip()), "")
        for number in (block.start.line, key.start.line)
    )
    is_text = " " in lines[key.start.line][key.start.column : key.end.column]
    if value.start.line == fault.place.line or not (
        is_text or _indentation(first) == _indentation(following)
    ):
        return None
    return key.start, "this line stands left of the text that it belongs to; indent it as the lines above"


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _look_for_colon(fault: _Fault) -> _Found | None:
    if fault.complaint != "mapping values are not allowed in this context":
        return None
    if re.search(r":\s", fault.line[: fault.place.column]):
        return fault.place, "a second ':' in one line; put the value in quotes"
    words = "this line does not fit the one above it; check the indentation, and that both have their ':'"
    return Place(fault.place.line, len(fault.line) - len(fault.line.lstrip())), words


def _look_for_sign(fault: _Fault) -> _Found | None:
    begins_text = fault.context == "while parsing a block node" and fault.complaint == _NOTHING
    if begins_text or fault.complaint == "found character that cannot start any token":
        return fault.place, quotes_needed(fault.line[fault.place.column :][:1])
    sign = _SIGN_OF.get(fault.context)
    return None if sign is None else (fault.beginning, quotes_needed(sign))


def _look_up(fault: _Fault) -> _Found:
    begins_above = fault.beginning.line < fault.place.line or fault.complaint not in _AT_ITS_PLACE
    if begins_above and fault.complaint in _AT_ITS_BEGINNING:
        return fault.beginning, _AT_ITS_BEGINNING[fault.complaint]
    return fault.place, _AT_ITS_PLACE.get(fault.complaint, f"not valid YAML: {fault.complaint}")


@dataclass(frozen=True, slots=True)
class _Value:
    """A text, or what stands in brackets.

    Attributes:
        sign: what it begins with: a quote, a bracket, ``|`` or ``>``; empty for a text without any.
        start: where it begins.
        end: where it ends.
    """

    sign: str
    start: Place
    end: Place


def _read_values(text: str) -> list[_Value]:
    """Return the keys and values that the parser reads before it gives up, each where it ends."""
    values, opened = [], []
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                opened.append(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                begins = opened.pop()
                if begins.flow_style:
                    sign = "[" if isinstance(begins, yaml.SequenceStartEvent) else "{"
                    values.append(_Value(sign, place_of(begins.start_mark), place_of(event.end_mark)))
            elif isinstance(event, yaml.ScalarEvent):
                values.append(_Value(event.style or "", place_of(event.start_mark), place_of(event.end_mark)))
    except yaml.YAMLError:
        pass
    return values
