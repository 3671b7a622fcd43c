"""Texts in which nothing is filled in: a blank would be published as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel

from followup.models.base import Fault
from followup.models.placeholders import MOST_TOLD, FieldPart, find_stray_code, parse_placeholders

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def find_blanks(
    value: object, location: tuple[str | int, ...] = (), *, but: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield the blanks in every text of a model, and what looks like one.

    Args:
        value: the model, or what stands in it.
        location: where it stands.
        but: keys under which blanks are filled in, or checked by a rule of their own.
    """
    if isinstance(value, str):
        yield from _find_in_text(value, location)
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            if key not in but:
                yield from find_blanks(getattr(value, key), (*location, key), but=but)
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from find_blanks(one, (*location, index), but=but)


def _find_in_text(text: str, location: tuple[str | int, ...]) -> Iterator[Fault]:
    if "{" not in text and "}" not in text:
        return
    fields = ((part.field, part.offset) for part in parse_placeholders(text) if isinstance(part, FieldPart))
    found = [
        *((f"{{{{ {name} }}}}", offset) for name, offset in fields),
        *((stray.text, stray.offset) for stray in find_stray_code(text)),
    ]
    for shown, offset in sorted(found, key=lambda one: one[1])[:MOST_TOLD]:
        words = f"no blanks here; only the 'subject' and 'body' of a message have them; found '{shown}'"
        yield Fault(location, words, offset)
