"""What every content model shares: strictness, slugs, and faults that say where they are."""

from __future__ import annotations

import re
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError


class Content(BaseModel):
    """A piece of content: cannot change once read, and takes no key it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Fault(NamedTuple):
    """What a model's own check found: where in the model, what, and where within a text value."""

    location: tuple[str | int, ...]
    message: str
    offset: int | None = None


_OPENING_QUOTE = re.compile(r"(?<![^\s(\[–—])\"(?=\S)")
_OPENING_APOSTROPHE = re.compile(r"(?<![^\s(\[–—“])'(?=[^\W\d])")

_LONGEST_SLUG = 60
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_FIELD_ID = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
SLUG_RULE = "lower-case letters, digits and single hyphens, 60 at most, as in 'thank-you'"
_FIELD_ID_RULE = "lower-case letters, digits and single underscores, as in 'their_topic'"


def text_schema(pattern: str, rule: str, *, most: int | None = None) -> WithJsonSchema:
    """Return what an editor is told of a text that a validator checks.

    Args:
        pattern: a regular expression for all of it, in what Python and ECMAScript have in common.
        rule: what to write instead, shown where the text does not match.
        most: the most characters it may have.
    """
    # Visual Studio Code shows patternErrorMessage; to JSON Schema itself (2020-12, 6.5) it is a note.
    schema: dict[str, Any] = {"type": "string", "pattern": f"^(?:{pattern})$", "patternErrorMessage": rule}
    return WithJsonSchema(schema if most is None else {**schema, "maxLength": most})


def is_slug(value: str) -> bool:
    """Return whether ``value`` is kebab-case and at most 60 characters long."""
    return len(value) <= _LONGEST_SLUG and re.fullmatch(_SLUG, value) is not None


def _check_slug(value: str) -> str:
    if not is_slug(value):
        raise PydanticCustomError(
            "slug",
            f"'{{value}}' is not an id; write {SLUG_RULE}",
            {"value": value},
        )
    return value


def _check_field_id(value: str) -> str:
    if not re.fullmatch(_FIELD_ID, value):
        raise PydanticCustomError(
            "field_id",
            f"'{{value}}' is not a field's id; write {_FIELD_ID_RULE}",
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


Slug = Annotated[
    str, AfterValidator(_check_slug), text_schema(_SLUG, f"Write {SLUG_RULE}.", most=_LONGEST_SLUG)
]
"""Kebab-case: a file's stem, an id, an address and a fragment's value are all the same slug."""

FieldId = Annotated[str, AfterValidator(_check_field_id), text_schema(_FIELD_ID, f"Write {_FIELD_ID_RULE}.")]
"""Snake_case in YAML; the same words in kebab-case are the key in a link."""

Line = Annotated[str, AfterValidator(_check_line), text_schema(r"\s*\S[^\n]*\s*", "Write one line of text.")]
"""One line of plain text, never markup."""

Text = Annotated[str, AfterValidator(_check_text), text_schema(r"\s*\S[\s\S]*", "Write some text.")]
"""Plain text, never markup; line breaks within it are kept."""


def set_quotes(text: str) -> str:
    """Return ``text`` with the apostrophes and quotation marks of print, as Markdown's pages have them.

    A mark opens a quotation where a word begins with it, and else closes one or is an apostrophe.
    """
    text = _OPENING_QUOTE.sub("“", text).replace('"', "”")
    return _OPENING_APOSTROPHE.sub("‘", text).replace("'", "’")


ShownLine = Annotated[Line, AfterValidator(set_quotes)]
"""One line that the site shows. What goes into a message stays as it is typed: `Line`."""

ShownText = Annotated[Text, AfterValidator(set_quotes)]
"""Text that the site shows. What goes into a message stays as it is typed: `Text`."""


def _is_empty(value: object) -> bool:
    return not value


FormerIds = Annotated[
    tuple[Slug, ...],
    Field(
        description="What it was called before. Links to the old name go on working.",
        examples=[["old-name"]],
        exclude_if=_is_empty,
    ),
]
"""Names that have been published, and that something else carries on. In data only where there are any."""

RetiredAnchors = Annotated[
    tuple[Slug, ...],
    Field(
        description="Parts of its page that are gone for good. Links to them lead to the top of the page.",
        examples=[["step-share"]],
        exclude_if=_is_empty,
    ),
]
"""Whole anchors, without ``#``: nothing carries them on."""

Draft = Annotated[
    bool,
    Field(
        description="Write `true` while it is not ready: `make serve` shows it, the published site does not.",
        examples=[True],
        exclude_if=_is_empty,
    ),
]
"""What is not ready: to be seen while writing, and nowhere else."""

Retired = Annotated[
    bool,
    Field(
        description="Write `true` when it is no longer to be used: its page stays for those who have a link, "
        "and leaves every list.",
        examples=[True],
        exclude_if=_is_empty,
    ),
]
