"""The Flesch–Kincaid grade: how many years of school a text asks for."""

from __future__ import annotations

import re

from pyphen import Pyphen

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)|\n\n+")
_SILENT_E = re.compile(r"(?<=[^aeiouyl])e$")

_hyphens = Pyphen(lang="en_US")


def reading_level(text: str) -> float:
    """Return the grade in US schools at which most can read ``text``.

    From J. P. Kincaid and others, "Derivation of new readability formulas for Navy enlisted personnel",
    Research Branch Report 8-75 (1975): 0.39 times the words in a sentence, plus 11.8 times the syllables in a
    word, less 15.59. It can be below 0.

    Args:
        text: plain text. An empty line ends a sentence, too.

    Raises:
        ValueError: there is no word in it.
    """
    sentences = [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
    if not sentences:
        message = "there is no word in this text"
        raise ValueError(message)
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(count_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def count_syllables(word: str) -> int:
    """Return about how many syllables an English word has, at least 1.

    Places to hyphenate miss some ("over" has none), groups of vowels miss others ("being" has one): the
    higher number counts.
    """
    groups = re.findall(r"[aeiouy]+", _SILENT_E.sub("", word.lower()))
    return max(len(_hyphens.positions(word.lower())) + 1, len(groups))
