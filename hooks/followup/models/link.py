"""A short name: an address that can be said on the phone, and where it leads."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field, RootModel
from pydantic_core import PydanticCustomError

from followup.models.base import Content, Slug, text_schema

_PAGE_ADDRESS = r"/(?:[^\s/?#]+/)*"


def _check_page_address(value: str) -> str:
    page, mark, _ = value.partition("#")
    if mark:
        raise PydanticCustomError(
            "anchor",
            "'{value}' names a place on the page; write '{page}' alone, and the place as 'go'",
            {"value": value, "page": page},
        )
    if not re.fullmatch(_PAGE_ADDRESS, value):
        raise PydanticCustomError(
            "page_address",
            "'{value}' is not a page's address; write it from '/' to '/', as in /timelines/after-interview/",
            {"value": value},
        )
    return value


PageAddress = Annotated[
    str,
    AfterValidator(_check_page_address),
    text_schema(
        _PAGE_ADDRESS, "Write a page's address from slash to slash, as in /timelines/after-interview/."
    ),
]
"""A page of this site, with a slash at either end."""


class Link(Content):
    """Where a short name leads.

    What stands after ``#`` in the reader's own link wins over ``values`` and ``go``, as a whole.
    """

    to: Annotated[
        PageAddress,
        Field(
            description="The page of this site, from slash to slash.",
            examples=["/timelines/after-interview/"],
        ),
    ]
    values: dict[str, str] = Field(
        default_factory=dict,
        description="What is filled in there, by the keys of a prefilled link.",
        examples=[{"pace": "patient"}],
    )
    go: Annotated[
        Slug | None,
        Field(
            description="The place on the page to go to: a step, a text, an item.", examples=["step-check-in"]
        ),
    ] = None


class Links(RootModel[dict[Slug, Link]]):
    """All short names: each is the address ``/go/<name>/``."""
