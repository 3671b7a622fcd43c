"""Plain data with positions to a typed model, or to problems an author can act on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError

from followup.problems import ContentError, Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import ErrorDetails

    from followup.yaml_source import Location, Plain, YamlSource

ModelT = TypeVar("ModelT", bound=BaseModel)

_WORDS = {
    "int_parsing": "{value} is not a whole number; write one, as in 7",
    "int_parsing_size": "{value} is not a whole number; write one, as in 7",
    "int_type": "must be a whole number; it is {kind}",
    "bool_parsing": "{value} is neither true nor false; write one of the two",
    "bool_type": "must be true or false; it is {kind}",
    "greater_than_equal": "{value} is too small; {ge} at least",
    "less_than_equal": "{value} is too large; {le} at most",
    "too_short": "must have an entry; it is empty",
    "too_long": "has {actual_length} entries; {max_length} at most",
    "string_type": "must be text; it is {kind}",
    "tuple_type": "must be a list, each entry after '- '; it is {kind}",
    "dict_type": "must be 'key: value' lines; it is {kind}",
    "model_type": "must be 'key: value' lines; it is {kind}",
}
"""By pydantic's names for them."""

_OF_TEXT = {"text", "line"}
"""What may be wrong with a text that may hold any character."""

_NO_SPACE = re.compile(r"[A-Za-z_][\w-]*:(?!//)(?=[^\s:])")
_MOST_SHOWN = 40


def parse_model(source: YamlSource, model: type[ModelT], **given: Plain) -> ModelT:
    """Return ``source`` as a ``model``.

    Args:
        source: the data and where it stands.
        model: the class to make.
        given: values that the file does not hold and may not, such as the slug that its name gives.

    Raises:
        ContentError: with one problem for each fault, at its place in the file.
    """
    problems = [_unknown_key(source, (key,), model, hidden=given) for key in source.data if key in given]
    told: set[Location] = set()
    parsed = None
    try:
        parsed = model.model_validate({**source.data, **given})
    except ValidationError as error:
        faults = [details for details in error.errors(include_url=False) if not _miscounts(details)]
        problems += [_problem(source, model, details, given) for details in faults]
        told.update(details["loc"] for details in faults)
    # What may be left out is None in a model, and may be no more empty than the rest.
    problems += [
        _no_value(source, model, location)
        for location in _find_empty(source.data)
        if not any(location[:end] in told for end in range(1, len(location) + 1))
    ]
    if parsed is None or problems:
        raise ContentError(problems)
    return parsed


def _find_empty(value: Plain, location: Location = ()) -> Iterator[Location]:
    """Yield the way to each key and entry that has nothing after it."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _find_empty(one, (*location, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _find_empty(one, (*location, place))
    elif value is None:
        yield location


def _no_value(source: YamlSource, model: type[BaseModel], location: Location) -> Problem:
    needed = _is_required(model, location)
    return source.problem(location, f"has no value; write one{'' if needed else ', or remove it'}")


def _problem(
    source: YamlSource, model: type[BaseModel], error: ErrorDetails, given: Mapping[str, Plain]
) -> Problem:
    # Pydantic points at a mapping's key by one more step, which is no place in the file.
    location = error["loc"][:-1] if error["loc"][-1:] == ("[key]",) else error["loc"]
    if location == ("slug",) and "slug" in given:
        return Problem(source.path, 1, 1, f"the file's name: {_words(error)}")
    if error["type"] == "extra_forbidden":
        return _unknown_key(source, location, model, hidden=given)
    if error["type"] == "missing":
        return source.problem(location[:-1], f"missing key '{location[-1]}'")
    if error["input"] is None:
        return _no_value(source, model, location)
    slip = _find_slip(source, location, error) if isinstance(error["input"], str) else None
    return slip or source.problem(location, _words(error))


def _find_slip(source: YamlSource, location: Location, error: ErrorDetails) -> Problem | None:
    """Return what cannot be seen to be wrong with a text that is none of those allowed; None where it can."""
    if error["type"] in _OF_TEXT:
        return None
    key = _NO_SPACE.match(error["input"].strip()) if error["type"] in {"dict_type", "model_type"} else None
    if key is not None:
        return source.problem(location, "write a space after ':'", offset=key.end())
    return source.slip_in_value(location, error["input"])


def _miscounts(error: ErrorDetails) -> bool:
    """Return whether a list is called too short because its entries with faults are not counted."""
    return error["type"] == "too_short" and len(error["input"]) >= error.get("ctx", {})["min_length"]


def _words(error: ErrorDetails) -> str:
    value, context = error["input"], error.get("ctx", {})
    if error["type"] == "too_short" and value:
        return f"has too few entries; {context['min_length']} at least"
    if error["type"] == "literal_error":
        allowed = [choice.strip("'") for choice in context["expected"].replace(" or ", ", ").split(", ")]
        nearest = did_you_mean(str(value), allowed)
        return f"{_shown(value)} is not allowed; allowed: {', '.join(allowed)}{nearest}"
    if error["type"] in _WORDS:
        return _WORDS[error["type"]].format(value=_shown(value), kind=_kind(value), **context)
    return error["msg"]


def _unknown_key(
    source: YamlSource, location: Location, model: type[BaseModel], *, hidden: Mapping[str, Plain]
) -> Problem:
    key = str(location[-1])
    parent = _model_at(model, location[:-1])
    allowed = [
        name
        for name in (parent.model_fields if parent is not None else ())
        if parent is not model or name not in hidden
    ]
    words = f"unknown key '{key}'; allowed: {', '.join(allowed)}{did_you_mean(key, allowed)}"
    place = source.problem(location, "")
    where = source.problem(location[:-1], words)
    return Problem(place.path, place.line, place.column, where.message)


def _is_required(model: type[BaseModel], location: Location) -> bool:
    parent = _model_at(model, location[:-1])
    field = parent.model_fields.get(str(location[-1])) if parent is not None else None
    return field is not None and field.is_required()


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """Return the model class that stands at ``location`` of a ``model``, through lists and options."""
    here: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, str) and here is not None:
            field = here.model_fields.get("root" if issubclass(here, RootModel) else part)
            here = _model_in(field.annotation) if field else None
    return here


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else _kind(value)
    return f"'{text[:_MOST_SHOWN]}…'" if len(text) > _MOST_SHOWN else f"'{text}'"


def _kind(value: object) -> str:
    kinds: dict[type, str] = {dict: "'key: value' lines", list: "a list", str: "text"}
    return kinds.get(type(value), "something else")
