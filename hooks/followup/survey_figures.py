"""What counts as the figure of a survey, which must not stand without its source.

- A percentage: ``61 percent``, ``**3.1**%``, ``12 pct``.
- A share in digits: ``4 of 5``, ``1 in 3``, ``2 out of 7``; not ``round 2 of 3`` or ``May 1 in 2026``.
- A number in a sentence that speaks of an average or a median: ``25.1 days on average``.
- A number of at least 1,000 that is no year, 1700 to 2099 without a comma: ``2,500 workers``, ``3 million``.

Numbers in words are an author's own way of speaking: ``one in three`` may be a joke.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_REMEMBERED = 4096

_LARGE = 1000
_YEARS = range(1700, 2100)

_NO_SIGNS = re.compile(r"&(?:[A-Za-z]\w*|#\d+|#[xX][0-9A-Fa-f]+);|\*+|(?<![^\W_])_+|_+(?![^\W_])")
"""What may stand between a number and its unit: characters by their HTML name, and Markdown's emphasis."""

_NUMBER = r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d/]|-\d)"
_PERCENTAGE = re.compile(
    r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*(?=[\s-]*(?:%|(?:per\s?cent|percentage|pct)\b))", re.IGNORECASE
)
_SHARE = re.compile(
    rf"{_NUMBER}\s+(?:(?P<out>out\s+)?of|in)\s+(?P<every>every\s+)?"
    r"(?P<whole>\d+(?:,\d{3})*)(?![\d.,]*\d|[\w/-])"
)
_IN_A_ROW = re.compile(
    r"\b(?:chapter|interview|page|part|phase|question|round|section|stage|step)\s+$", re.IGNORECASE
)
"""What is counted off before a number that is no share."""

_LONGEST_BEFORE = 100
"""How far before a number that is looked for, in characters: a word and the white space after it."""

_MANY = re.compile(rf"{_NUMBER}(?=\s+(?:thousand|million|billion)\b)", re.IGNORECASE)
_ANY = re.compile(_NUMBER)
_AVERAGE = re.compile(r"\b(?:averag\w+|medians?)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)*_]*\s+(?=[^a-z\s])")


# A page is read again at each save of any file.
@lru_cache(maxsize=_MOST_REMEMBERED)
def find_survey_figures(text: str) -> tuple[tuple[int, str], ...]:
    """Return where each figure of a survey begins in Markdown text, and the figure: in order, each once."""
    text = _NO_SIGNS.sub(lambda found: " " * len(found[0]), text)
    found = {
        one.start(): one[0]
        for pattern in (_SHARE, _MANY, _PERCENTAGE)
        for one in pattern.finditer(text)
        if pattern is not _SHARE or _is_share(one)
    }
    for one in _ANY.finditer(text):
        if one.start() not in found and _is_large(one[0]):
            found[one.start()] = one[0]
    for start, end in _sentences(text):
        if _AVERAGE.search(text, start, end):
            for one in _ANY.finditer(text, start, end):
                if not _is_year(one[0]):
                    found.setdefault(one.start(), one[0])
    return tuple(sorted((start, " ".join(figure.split())) for start, figure in found.items()))


def _is_share(found: re.Match[str]) -> bool:
    if found["out"] or found["every"]:
        return True
    return not _is_year(found["whole"]) and not _IN_A_ROW.search(
        found.string, max(0, found.start() - _LONGEST_BEFORE), found.start()
    )


def _is_large(number: str) -> bool:
    return float(number.replace(",", "")) >= _LARGE and not _is_year(number)


def _is_year(number: str) -> bool:
    return number.isdecimal() and int(number) in _YEARS


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.end()
        start = end.end()
    yield start, len(text)
