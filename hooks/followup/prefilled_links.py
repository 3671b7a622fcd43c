"""Prefilled links: values to ``#fu=1&start=2026-11-19&company=Acme…`` and back.

``overrides/components/shared/fragment.mjs`` reads and writes the same links in the browser and explains the
rules; ``tests/cases/fragment.json`` holds both to one string, byte for byte. The form is that of the URL
Standard's application/x-www-form-urlencoded, https://url.spec.whatwg.org/#application/x-www-form-urlencoded.
"""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Kind: TypeAlias = Literal[
    "date", "pace", "country", "text", "reason", "plan", "marks", "steps", "answers", "anchor"
]
"""What a value must look like."""

VERSION_KEY = "fu"
VERSION = "1"

MAX_FRAGMENT_LENGTH = 4000
"""Most characters of a fragment, the ``#`` not counted."""

_MAX_VALUE_LENGTH = 200
_MAX_LIST_LENGTH = 400
_MAX_NOTE_LENGTH = 1000


@dataclass(frozen=True, slots=True)
class LinkKey:
    """What one key of a link may hold.

    Attributes:
        key: as written in the link, kebab-case.
        kind: what its value must look like.
        label: begins the message about a bad value.
        meaning: what it is for.
        max_length: in code points.
    """

    key: str
    kind: Kind
    label: str
    meaning: str
    max_length: int = _MAX_VALUE_LENGTH


LINK_KEYS: tuple[LinkKey, ...] = (
    LinkKey("start", "date", "Start date", "the day it happened"),
    LinkKey("reply-by", "date", "Reply date", "the date they said they would reply by"),
    LinkKey("pace", "pace", "Pace", "standard, or patient"),
    LinkKey(
        "country",
        "country",
        "Public holidays",
        "whose public holidays and weekend count; none for no holidays",
    ),
    LinkKey("company", "text", "Company", "the company"),
    LinkKey("role", "text", "Role", "the job"),
    LinkKey("contact", "text", "Contact", "the person written to"),
    LinkKey("name", "text", "Your name", "the reader's name"),
    LinkKey("reason", "reason", "Reason", "id of the chosen reason for writing"),
    LinkKey("plan", "plan", "Plan", "id of the plan, for its calendar entries"),
    LinkKey("done", "marks", "Steps done", "each step done, and the day", _MAX_LIST_LENGTH),
    LinkKey("skipped", "steps", "Steps skipped", "ids of the steps left out", _MAX_LIST_LENGTH),
    LinkKey("earlier", "marks", "Earlier contacts", "those made before the last answer", _MAX_LIST_LENGTH),
    LinkKey(
        "heard", "answers", "Answers", "the day of each answer, and the reply date it gave", _MAX_LIST_LENGTH
    ),
    LinkKey("from", "text", "From", "the coach's name, shown with the note"),
    LinkKey("note", "text", "Note", "what the coach wants to say", _MAX_NOTE_LENGTH),
    LinkKey("go", "anchor", "Place on the page", "the anchor to scroll to on arrival"),
)
"""Every key after ``fu``, in the order of writing. A message's own fields go before ``from``."""

_FIRST_KEY_AFTER_FIELDS = "from"
_KNOWN_KEYS = frozenset({VERSION_KEY, *(known.key for known in LINK_KEYS)})


@dataclass(frozen=True, slots=True)
class LinkProblem:
    """What is wrong with one value, in the words that its reader would be met with.

    Attributes:
        key: the key whose value is bad; ``fu`` when the link as a whole is.
        code: a name for it, for programs.
        label: what the page calls the value; empty for the link as a whole.
        words: what is wrong and what is allowed, in a sentence or two.
    """

    key: str
    code: str
    label: str
    words: str

    @property
    def message(self) -> str:
        """Label and words, as they stand beside the field."""
        return f"{self.label}: {self.words}" if self.label else self.words


class LinkError(ValueError):
    """A link cannot be written: its page would call a value, or the whole of it, a problem."""

    def __init__(self, problem: LinkProblem) -> None:
        super().__init__(f"{problem.key}: {problem.message}")
        self.problem = problem


@dataclass(frozen=True, slots=True)
class PrefilledLink:
    """What a link says.

    Attributes:
        values: the good values by key, none of them empty, in the order of writing.
        problems: in the same order.
        go: the anchor to scroll to on arrival, or None.
    """

    values: dict[str, str]
    problems: tuple[LinkProblem, ...]
    go: str | None


def parse_fragment(fragment: str, fields: Sequence[str] = ()) -> PrefilledLink | None:
    """Read a prefilled link, never refusing all of it because of one value.

    Args:
        fragment: what stands after an address, with its ``#`` or without.
        fields: ids of the fields that the page's message declares, in snake_case or kebab-case.

    Returns:
        None when the fragment is not a prefilled link.
    """
    pairs, is_cut = _read_pairs(_well_formed(fragment.removeprefix("#")))
    if not pairs or pairs[0][0] != VERSION_KEY or not re.fullmatch(r"[1-9][0-9]*", pairs[0][1]):
        return None
    given: dict[str, str] = {}
    for key, value in pairs:
        given.setdefault(key, value)
    values: dict[str, str] = {}
    problems = [_link_too_long()] if is_cut else []
    for known in link_keys(fields):
        value = _normalize(known, given.get(known.key, ""))
        problem = _check(known, value)
        if problem is not None:
            problems.append(problem)
        elif value:
            values[known.key] = value
    go = values.pop("go", None)
    return PrefilledLink(values, tuple(problems), go)


def read_values(fragment: str) -> dict[str, str] | None:
    """Return all that a prefilled link says by key, known or not; None when it is not one.

    Args:
        fragment: as for ``parse_fragment``.
    """
    pairs, _ = _read_pairs(_well_formed(fragment.removeprefix("#")))
    if parse_fragment(fragment) is None:
        return None
    values: dict[str, str] = {}
    for key, value in pairs[1:]:
        values.setdefault(key, value)
    return values


def format_fragment(values: Mapping[str, str | None], fields: Sequence[str] = ()) -> str:
    """Write a prefilled link. What is empty, or neither in the table nor declared, is left out.

    Args:
        values: by key; ``go`` among them.
        fields: as for ``parse_fragment``, in the order of writing.

    Returns:
        The fragment, starting ``#fu=1``.

    Raises:
        LinkError: for the first of what ``check_values`` finds.
    """
    problem = next(check_values(values, fields), None)
    if problem is not None:
        raise LinkError(problem)
    return _serialize(values, fields)


def check_values(values: Mapping[str, str | None], fields: Sequence[str] = ()) -> Iterator[LinkProblem]:
    """Yield what keeps a link of these values from being written, in the order of writing.

    Args:
        values: as for ``format_fragment``.
        fields: as for ``format_fragment``.
    """
    is_good = True
    for known in link_keys(fields):
        problem = _check(known, _normalize(known, values.get(known.key) or ""))
        if problem is not None:
            is_good = False
            yield problem
    if is_good and len(_serialize(values, fields)) > MAX_FRAGMENT_LENGTH + len("#"):
        yield _link_too_long()


def link_keys(fields: Sequence[str] = ()) -> tuple[LinkKey, ...]:
    """Return every key that counts, in the order of writing.

    Args:
        fields: as for ``parse_fragment``; one that has the name of a key of the table is that key.
    """
    keys = dict.fromkeys(field_key(field) for field in fields)
    declared = [_declared_key(key) for key in keys if key not in _KNOWN_KEYS]
    place = next(index for index, known in enumerate(LINK_KEYS) if known.key == _FIRST_KEY_AFTER_FIELDS)
    return (*LINK_KEYS[:place], *declared, *LINK_KEYS[place:])


def field_key(field: str) -> str:
    """Return the key, ``mutual-contact``, of the field that a message declares as ``mutual_contact``."""
    return field.replace("_", "-")


def _declared_key(key: str) -> LinkKey:
    words = key.replace("-", " ")
    return LinkKey(key, "text", words[:1].upper() + words[1:], "a field the message declares")


# --- the URL Standard's form --------------------------------------------------------------------------------

_LITERAL = frozenset((string.ascii_letters + string.digits + "*-._").encode())


def _serialize(values: Mapping[str, str | None], fields: Sequence[str]) -> str:
    pairs = [(VERSION_KEY, VERSION)]
    for known in link_keys(fields):
        value = _normalize(known, values.get(known.key) or "")
        if value:
            pairs.append((known.key, value))
    return "#" + "&".join(f"{_escape(key)}={_escape(value)}" for key, value in pairs)


def _escape(text: str) -> str:
    return "".join(
        chr(byte) if byte in _LITERAL else "+" if byte == ord(" ") else f"%{byte:02X}"
        for byte in text.encode()
    )


def _unescape(text: str) -> str:
    raw = text.replace("+", " ").encode()
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), raw).decode(
        errors="replace"
    )


def _well_formed(text: str) -> str:
    """Return ``text`` with U+FFFD for each surrogate that has no partner, as a browser hands text on."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _read_pairs(text: str) -> tuple[list[tuple[str, str]], bool]:
    """Return the decoded pairs that end within the limit, and whether more came after."""
    whole = text.split("&")
    kept, end = [], 0
    for pair in whole:
        end += len(pair)
        if end > MAX_FRAGMENT_LENGTH:
            break
        end += len("&")
        kept.append(pair)
    pairs = [pair.partition("=") for pair in kept if pair]
    return [(_unescape(key), _unescape(value)) for key, _, value in pairs], len(kept) < len(whole)


# --- what a value may be ------------------------------------------------------------------------------------

_KEBAB_CASE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLAN_ID_LENGTHS = range(16, 64 + 1)
_LIST_SEPARATOR = "_"
_PAIR_SEPARATOR = "."
_MOST_QUOTED = 40


def _is_id(value: str) -> bool:
    return _KEBAB_CASE.fullmatch(value) is not None


def _is_date(value: str) -> bool:
    """Return whether ``value`` is ``YYYY-MM-DD`` and exists, in the years 0000 to 9999."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    try:
        # Python's dates begin with the year 1; the year 0 has the days of 400.
        date(year or 400, month, day)
    except ValueError:
        return False
    return True


def _is_mark(value: str) -> bool:
    step, separator, day = value.partition(_PAIR_SEPARATOR)
    return separator != "" and _is_id(step) and _is_date(day)


def _is_answer(value: str) -> bool:
    dates = value.split(_PAIR_SEPARATOR)
    return len(dates) <= 2 and all(map(_is_date, dates))  # noqa: PLR2004 - its day, and the reply date it gave


def _is_list_of(is_good: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda value: all(map(is_good, value.split(_LIST_SEPARATOR)))


_RULES: Mapping[Kind, tuple[Callable[[str], bool], str]] = {
    "date": (_is_date, "is not a date on the calendar. A date looks like 2026-11-19."),
    "pace": (
        lambda value: value in {"standard", "patient"},
        "is not a pace. Choose standard or patient.",
    ),
    # ISO 3166-1 alpha-2, with an ISO 3166-2 subdivision or without.
    "country": (
        lambda value: re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?|none", value) is not None,
        "is not a country code. Use one such as US or US-CA, or none.",
    ),
    "reason": (_is_id, "is not one of the reasons. Choose one from the list."),
    "plan": (
        lambda value: len(value) in _PLAN_ID_LENGTHS and _is_id(value),
        "is not a plan’s id. Calendar entries you saved before will not be matched.",
    ),
    "marks": (
        _is_list_of(_is_mark),
        "is not a list of steps and days. One looks like thank-you.2026-11-19.",
    ),
    "steps": (_is_list_of(_is_id), "is not a list of steps. One looks like check-in_share."),
    "answers": (_is_list_of(_is_answer), "is not a list of days. One looks like 2026-12-01.2026-12-15."),
    "anchor": (_is_id, "is not the name of a place on this page."),
}
"""Of each strict kind: whether a value is good, and what to say of one that is not."""


def _normalize(known: LinkKey, value: str) -> str:
    value = _well_formed(value)
    if known.kind != "text":
        return value
    lines = re.sub(r"\r\n?", "\n", value)
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "", lines)


def _check(known: LinkKey, value: str) -> LinkProblem | None:
    if value == "":
        return None
    if len(value) > known.max_length:
        words = f"this is {len(value):,} characters long. {known.max_length:,} is the most that fits."
        return LinkProblem(known.key, "too-long", known.label, words)
    if known.kind == "text":
        return None
    is_good, advice = _RULES[known.kind]
    if is_good(value):
        return None
    quoted = f"{value[:_MOST_QUOTED]}…" if len(value) > _MOST_QUOTED else value
    return LinkProblem(known.key, f"bad-{known.kind}", known.label, f"“{quoted}” {advice}")


def _link_too_long() -> LinkProblem:
    words = (
        f"This link holds more than {MAX_FRAGMENT_LENGTH:,} characters. What comes after that does not fit."
    )
    return LinkProblem(VERSION_KEY, "link-too-long", "", words)
