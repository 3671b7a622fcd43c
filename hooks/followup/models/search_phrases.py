"""Other words for the same thing: what readers type into the search when they don't know our title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from followup.models.base import Fault, Line

if TYPE_CHECKING:
    from collections.abc import Iterator

ALSO_SEARCHED_AS = "also_searched_as"


def _is_empty(value: object) -> bool:
    return not value


SearchPhrases = Annotated[
    tuple[Line, ...],
    Field(
        description="What readers may type into the search and don't find in the title: other words for the "
        "same thing. Nobody sees them.",
        examples=[["no reply", "ghosted"]],
        exclude_if=_is_empty,
    ),
]
"""Phrases that lead to something in the search, beside its own words."""


def check_search_phrases(
    phrases: tuple[str, ...], title: str, where: tuple[str | int, ...] = ()
) -> Iterator[Fault]:
    """Yield which phrases do nothing: those that stand there twice, and those that the title has.

    Args:
        phrases: what is found by them.
        title: what it is called; the search knows that already.
        where: the mapping within the model that has both; its own where left out.
    """
    seen: set[str] = set()
    for index, phrase in enumerate(phrases):
        plain = _plain(phrase)
        if plain in seen:
            yield Fault((*where, ALSO_SEARCHED_AS, index), f"'{phrase}' stands here twice; remove one")
        elif f" {plain} " in f" {_plain(title)} ":
            yield Fault(
                (*where, ALSO_SEARCHED_AS, index), f"the title says '{phrase}' already; remove it here"
            )
        seen.add(plain)


def _plain(text: str) -> str:
    """Return ``text`` as the search compares it: words without case, hyphens and kinds of apostrophes."""
    return " ".join(text.casefold().replace("’", "'").replace("-", " ").split())
