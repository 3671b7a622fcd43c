"""What an editor knows of the files in ``data/``: JSON Schemas, written from the models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from followup.models.coach import Coach
from followup.models.link import Links
from followup.models.message import Message
from followup.models.reason import Reasons
from followup.models.source import Sources
from followup.models.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

FOLDER = "data/schemas"

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: Mapping[str, type[BaseModel]] = {
    "coach": Coach,
    "links": Links,
    "message": Message,
    "reasons": Reasons,
    "sources": Sources,
    "timeline": Timeline,
}
_GIVEN = "slug"
"""What a file's name says, and the file does not."""


def build_schemas() -> dict[str, str]:
    """Return JSON Schemas (draft 2020-12) by path from the project's root.

    They say what can be said of one value or one mapping. Whether a name leads somewhere, and whether days
    are in order, only ``check`` can tell. Values are typed as YAML 1.2 reads them.
    """
    return {f"{FOLDER}/{name}.json": _format(_build(model)) for name, model in _MODELS.items()}


def _build(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema()
    if "properties" in schema and _GIVEN in schema["properties"]:
        del schema["properties"][_GIVEN]
        schema["required"].remove(_GIVEN)
    if "patternProperties" in schema:
        schema["additionalProperties"] = False
    return {"$schema": _DIALECT, **_tidy(schema)}


def _tidy(schema: dict[str, Any]) -> dict[str, Any]:
    """Return ``schema`` without the titles and nulls that pydantic adds: an author leaves a key out."""
    kept = {
        key: value for key, value in schema.items() if key != "title" and (key, value) != ("default", None)
    }
    choices = kept.get("anyOf", [])
    if {"type": "null"} in choices:
        del kept["anyOf"]
        kept = {**next(choice for choice in choices if choice != {"type": "null"}), **kept}
    if "properties" in kept or "patternProperties" in kept:
        # A class's docstring: its first paragraph is for everybody.
        kept["description"] = kept["description"].partition("\n\n")[0].replace("``", "`")
    if "`" in kept.get("description", ""):
        # Visual Studio Code shows the one with code in it, others the plain one.
        kept["markdownDescription"] = kept["description"]
        kept["description"] = kept["description"].replace("`", "")
    for key in ("$defs", "properties", "patternProperties"):
        if key in kept:
            kept[key] = {name: _tidy(value) if value else value for name, value in kept[key].items()}
    if "items" in kept:
        kept["items"] = _tidy(kept["items"])
    return kept


def _format(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
