"""The guide for authors: a written part, and every key of every file from the models themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel, RootModel

from followup.models.article import Article
from followup.models.checklist import Checklist
from followup.models.coach import Coach
from followup.models.link import Links
from followup.models.message import Message
from followup.models.reason import Reasons
from followup.models.source import Sources
from followup.models.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

BEGIN = "<!-- Written by `make schemas`, from hooks/followup/guide/ and hooks/followup/models/. -->"
END = "<!-- The end of what `make schemas` writes. -->"


@dataclass(frozen=True, slots=True)
class _File:
    """A kind of file.

    Attributes:
        heading: what it is.
        model: what it holds.
        about: where it is and what else it holds, in Markdown.
        given: fields of the model that no key of the file gives.
    """

    heading: str
    model: type[BaseModel]
    about: str
    given: frozenset[str] = frozenset({"slug"})


_FILES = (
    _File("A plan", Timeline, "A file in `data/timelines/`."),
    _File("A message", Message, "A file in `data/messages/`."),
    _File(
        "A checklist",
        Checklist,
        "A page in `docs/checklists/`. These keys stand in its front matter, between two lines of `---`. "
        "Then come a heading, a few words, and the task lists. Each item ends in its id: "
        "`- [ ] Send the thank-you note {#send-thank-you}`.",
        frozenset({"slug", "items"}),
    ),
    _File(
        "An article",
        Article,
        "A page in `docs/articles/posts/`. These keys stand in its front matter, between two lines of `---`.",
    ),
    _File(
        "Why they did not call",
        Reasons,
        "The file `data/reasons.yml`: the reasons of `/reasons/`, and what that page asks.",
    ),
    _File("You", Coach, "The file `data/coach.yml`. All of it can be left out."),
    _File(
        "Sources",
        Sources,
        "The file `data/sources.yml`. Each key is the name that a citation writes: `nace-2024` is cited as "
        "`[@nace-2024]`.",
    ),
    _File(
        "Short names",
        Links,
        "The file `data/links.yml`. Each key is a short name, and below it stands where that leads: the name "
        "`interview` is the address `/go/interview/`. What stands after `#` in the reader's own link wins "
        "over `values` and `go`, both of them.",
    ),
)


@cache
def build_guide_page() -> str:
    """Return the guide as a page of the site, in Markdown without front matter."""
    return f"{_written()}\n{_keys()}"


def insert_guide(text: str) -> str:
    """Return a Markdown ``text`` with the guide between its two marks, a level further down.

    Raises:
        ValueError: a mark is missing.
    """
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the text has no place for the guide: between '{BEGIN}' and '{END}'")
    guide = re.sub(r"^(?=##+ )", "#", build_guide_page(), flags=re.MULTILINE)
    return f"{before}{begin}\n\n{guide}\n{end}{after}"


@cache
def _written() -> str:
    return (files("followup.guide") / "authoring.md").read_text(encoding="utf-8")


def _keys() -> str:
    parts = [
        "## Every key of every file",
        "The last column is an example. What is not needed can be left out.",
    ]
    for file in _FILES:
        parts += [f"### {file.heading}", file.about, *_tables(file)]
    return "\n\n".join(parts) + "\n"


def _tables(file: _File) -> Iterator[str]:
    """Yield the table of a file's own keys, then one for each kind of mapping within it."""
    model = file.model
    if issubclass(model, RootModel):
        [model] = _models_in(model.model_fields["root"].annotation)
    yield from _tables_of(model, file.given)


def _tables_of(model: type[BaseModel], given: frozenset[str] = frozenset()) -> Iterator[str]:
    fields = {key: field for key, field in model.model_fields.items() if key not in given}
    yield _table(fields)
    within: dict[type[BaseModel], list[str]] = {}
    for key, field in fields.items():
        for inner in _models_in(field.annotation):
            within.setdefault(inner, []).append(f"`{key}`")
    for inner, keys in within.items():
        is_list = get_origin(fields[keys[0].strip("`")].annotation) is tuple
        yield f"#### {'Each of the' if is_list else 'In'} {_and(keys)}"
        yield from _tables_of(inner)


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _table(fields: dict[str, FieldInfo]) -> str:
    rows = ["| key | what it is | example |", "|---|---|---|"]
    for key, field in fields.items():
        cells = (f"`{key}`", f"{_describe(field)}{_describe_default(field)}", _example(key, field))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _describe(field: FieldInfo) -> str:
    words = field.description or ""
    choices = [f"`{choice}`" for choice in _choices(field.annotation)]
    if any(choice not in words for choice in choices):
        words += f" One of {', '.join(choices)}."
    least, most = (_bound(field, name) for name in ("ge", "le"))
    return words if most is None else f"{words} From {least} to {most}."


def _describe_default(field: FieldInfo) -> str:
    if field.is_required():
        return " *Needed.*"
    default = field.get_default(call_default_factory=True, validated_data={})
    if default is None or default in ((), {}) or isinstance(default, BaseModel):
        return ""
    return f" Left out: `{_format('', default)}`."


def _example(key: str, field: FieldInfo) -> str:
    """Return ``key: value`` as it stands in a file; what holds mappings or lists has a table of its own."""
    [value] = field.examples or [None]
    inner = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    is_long = any(isinstance(one, dict | list) for one in inner) and _models_in(field.annotation) != []
    return "see below" if is_long else f"`{key}: {_format(key, value)}`"


def _format(key: str, value: object) -> str:
    """Return a value as an author would write it after ``key:``."""
    plain = list(value) if isinstance(value, tuple) else value
    is_flat = isinstance(plain, list | dict)
    text = yaml.safe_dump(
        plain if is_flat else {key: plain},
        default_flow_style=is_flat,
        width=float("inf"),
        sort_keys=False,
        allow_unicode=True,
    )
    return text.strip() if is_flat else text.partition(":")[2].strip()


def _models_in(annotation: Any) -> list[type[BaseModel]]:  # noqa: ANN401 - what a field is annotated with
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _choices(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - as above
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return ()


def _bound(field: FieldInfo, name: str) -> int | None:
    return next((getattr(part, name) for part in field.metadata if hasattr(part, name)), None)
