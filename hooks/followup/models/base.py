"""What every content model shares: strictness, slugs, and faults that say where they are."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Content(BaseModel):
    """A piece of content: cannot change once read, and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fault(NamedTuple):
    """What a model's own check found: where in the model, what, and where within a text value."""

    location: tuple[str | int, ...]
    message: str
    offset: int | None = None


_LONGEST_SLUG = 60


def is_slug(value: str) -> bool:
    """Return whether ``value`` is kebab-case and at most 60 characters long."""
    return len(value) <= _LONGEST_SLUG and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) is not None


def _check_slug(value: str) -> str:
    if not is_slug(value):
        raise PydanticCustomError(
            "slug",
            "'{value}' is not an id; write lower-case letters, digits and single hyphens, "
            "60 at most, as in 'thank-you'",
            {"value": value},
        )
    return value


def _check_field_id(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", value):
        raise PydanticCustomError(
            "field_id",
            "'{value}' is not a field's id; write lower-case letters, digits and single underscores, "
            "as in 'their_topic'",
            {"value": value},
        )
    return value


def _check_text(value: str) -> str:
    text = value.strip()
    if not text:
        raise PydanticCustomError("text", "must be text; it is empty")
    return text


def _check_line(value: str) -> str:
    line = _check_text(value)
    if "\n" in line:
        raise PydanticCustomError("line", "must be one line of text; it has a line break")
    return line


Slug = Annotated[str, AfterValidator(_check_slug)]
"""Kebab-case: a file's stem, an id, an address and a fragment's value are all the same slug."""

FieldId = Annotated[str, AfterValidator(_check_field_id)]
"""Snake_case in YAML; the same words in kebab-case are the key in a link."""

Line = Annotated[str, AfterValidator(_check_line)]
"""One line of plain text, never markup."""

Text = Annotated[str, AfterValidator(_check_text)]
"""Plain text, never markup; line breaks within it are kept."""


def _is_empty(value: object) -> bool:
    return not value


FormerIds = Annotated[
    tuple[Slug, ...],
    Field(description="what it was called before: links to the old name go on working", exclude_if=_is_empty),
]
"""Names that have been published, and that something else carries on. In data only where there are any."""

RetiredAnchors = Annotated[
    tuple[Slug, ...],
    Field(
        description="parts gone for good, as in step-share: links to them lead to the top",
        exclude_if=_is_empty,
    ),
]
"""Whole anchors, without ``#``: nothing carries them on."""

Retired = Annotated[
    bool,
    Field(description="true keeps its page, out of every list, and says so there", exclude_if=_is_empty),
]
