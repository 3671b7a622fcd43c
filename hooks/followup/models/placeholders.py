"""Message text with ``{{ field }}`` in it, as parts: nothing else of Jinja is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIELD = re.compile(r"(?<!\{)\{\{\s*([a-z][a-z0-9_]*)\s*\}\}(?!\})")
_STRAY = re.compile(r"\{\{.*?\}\}+|\{%.*?%\}|\{#.*?#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
_SINGLE = re.compile(r"(?<!\{)\{[ \t]*(?P<word>[^\W\d][\w -]{0,40}?)[ \t]*\}(?!\})")
_LONGEST_STRAY = 30

MOST_TOLD = 20
"""Most faults to tell of in one text: one with more is not mended line by line."""


@dataclass(frozen=True, slots=True)
class FieldPart:
    """A place in a text where a field's value goes.

    Attributes:
        field: the field's id.
        offset: the index in the text at which ``{{`` stands.
    """

    field: str
    offset: int


@dataclass(frozen=True, slots=True)
class StrayPart:
    """Something that looks like a template's code and is not ``{{ field }}``.

    Attributes:
        text: what stands there, at most 30 characters of it.
        offset: the index in the text at which it stands.
    """

    text: str
    offset: int


Part: TypeAlias = str | FieldPart


@lru_cache(maxsize=16_384)
def parse_placeholders(text: str) -> tuple[Part, ...]:
    """Return ``text`` as literal text and fields, in order. What is no field stays literal."""
    parts: list[Part] = []
    end = 0
    for match in _FIELD.finditer(text):
        if match.start() > end:
            parts.append(text[end : match.start()])
        parts.append(FieldPart(match[1], match.start()))
        end = match.end()
    if end < len(text):
        parts.append(text[end:])
    return tuple(parts)


def find_stray_code(text: str) -> tuple[StrayPart, ...]:
    """Return what looks like Jinja's ``{{ }}``, ``{% %}`` or ``{# #}`` and is not ``{{ field }}``.

    20 at most: one that is never closed is looked for up to its line's end, and thousands would take long.
    """
    masked = _FIELD.sub(lambda match: "\n" * len(match[0]), text)
    found = islice(_STRAY.finditer(masked), MOST_TOLD)
    return tuple(StrayPart(one[0][:_LONGEST_STRAY], one.start()) for one in found)


def find_single_braces(text: str) -> tuple[tuple[str, int], ...]:
    """Return each word that stands in one brace instead of two, and the index of its brace."""
    return tuple((found["word"], found.start()) for found in _SINGLE.finditer(text))


def fill_placeholders(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` with each field replaced by its value; every field in the text must have one."""
    return "".join(part if isinstance(part, str) else values[part.field] for part in parse_placeholders(text))
