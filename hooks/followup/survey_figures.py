"""What counts as the figure of a survey, which must not stand without its source.

- A percentage: ``61 percent``, ``3.1%``.
- A share in digits: ``4 of 5``, ``1 in 3``, ``2 out of 7``.
- A number in a sentence that speaks of an average or a median: ``25.1 days on average``.
- A number of at least 1,000 that is no year: ``2,500 workers``, ``3 million``.

Numbers in words are an author's own way of speaking: ``one in three`` may be a joke.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGE = 1000
_YEARS = range(1900, 2100)

_NUMBER = r"(?<![\w.,/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d/]|-\d)"
_PERCENTAGE = re.compile(
    r"(?<!\d)(?<!\d[.,])\d+(?:[.,]\d+)*(?=[\s-]?(?:%|per\s?cent\b|percentage\b))", re.IGNORECASE
)
_SHARE = re.compile(rf"{_NUMBER}\s+(?:(?:out\s+)?of|in)\s+(?:every\s+)?\d+(?:,\d{{3}})*(?![\d.,]*\d|[\w/-])")
_MANY = re.compile(rf"{_NUMBER}(?=\s+(?:thousand|million|billion)\b)", re.IGNORECASE)
_ANY = re.compile(_NUMBER)
_AVERAGE = re.compile(r"\b(?:averag\w+|medians?)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…]['\"”’)*_]*\s+(?=[^a-z])")


def find_survey_figures(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each figure of a survey begins in ``text``, and the figure, in order and each once."""
    found = {
        one.start(): one[0] for pattern in (_SHARE, _MANY, _PERCENTAGE) for one in pattern.finditer(text)
    }
    for one in _ANY.finditer(text):
        if one.start() not in found and _is_large(one[0]):
            found[one.start()] = one[0]
    for start, end in _sentences(text):
        if _AVERAGE.search(text, start, end):
            for one in _ANY.finditer(text, start, end):
                if not _is_year(one[0]):
                    found.setdefault(one.start(), one[0])
    return iter(sorted((start, " ".join(figure.split())) for start, figure in found.items()))


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
