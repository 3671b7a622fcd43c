"""What editors know of the files: current, right for every shipped file, and quick to say what is not."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from followup import models
from followup.models.base import Content
from followup.schemas import build_schemas
from tests.followup.conftest import PROJECT
from tests.followup.content_cases import CASES, load_case

SCHEMAS = {Path(path).stem: json.loads(text) for path, text in build_schemas().items()}

KINDS = {
    "data/timelines/*.yml": "timeline",
    "data/messages/*.yml": "message",
    "data/coach.yml": "coach",
    "data/links.yml": "links",
    "data/sources.yml": "sources",
    "data/reasons.yml": "reasons",
}
SHIPPED = [(path, kind) for pattern, kind in KINDS.items() for path in sorted(PROJECT.glob(pattern))]

FOUND_IN_AN_EDITOR = [
    "coach-accent",
    "coach-contact",
    "coach-values",
    "coach-without-name",
    "file-crlf",
    "file-several-problems",
    "file-slug-as-a-key",
    "formerly-in-use",
    "ids-bad",
    "keys-missing",
    "keys-unknown",
    "keys-without-value",
    "link-names",
    "link-targets",
    "message-email-without-subject",
    "message-not-allowed",
    "message-reserved-field",
    "retired",
    "reasons-values",
    "sources-values",
    "timeline-broken-message",
    "timeline-close-sends-something",
    "timeline-contact-without-reason",
    "timeline-due-with-both-or-neither",
    "timeline-late-without-expiry",
    "timeline-silent-step-with-message",
    "types-empty-list",
    "types-wrong",
    "yaml-comments-alone",
    "yaml-empty-file",
    "yaml-list-at-the-top",
]
"""Cases of ``tests/cases/errors`` that a schema can tell: the rest is no YAML, or is about more."""


class Yaml12(yaml.SafeLoader):
    """Types as editors see them: YAML 1.2 (10.3), in which ``no`` and 12-24 are text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's way


for tag, pattern, first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def faults(kind: str, text: str) -> list[str]:
    data = yaml.load(text, Loader=Yaml12)  # noqa: S506 - it is a SafeLoader
    found = Draft202012Validator(SCHEMAS[kind]).iter_errors(data)
    return [f"{error.json_path}: {error.message}" for error in found]


def models_of_content() -> list[type[Content]]:
    for module in pkgutil.iter_modules(models.__path__):
        importlib.import_module(f"followup.models.{module.name}")
    found = list(Content.__subclasses__())
    for model in found:
        found += model.__subclasses__()
    return [model for model in found if model.__module__.startswith("followup.models.")]


def test_the_files_are_current() -> None:
    for path, text in build_schemas().items():
        assert (PROJECT / path).read_text(encoding="utf-8") == text, "run: make schemas"
    assert {path.name for path in (PROJECT / "data/schemas").iterdir()} == {
        f"{name}.json" for name in SCHEMAS
    }


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("model", models_of_content(), ids=lambda model: model.__name__)
def test_every_key_says_what_it_is(model: type[Content]) -> None:
    missing = [key for key, field in model.model_fields.items() if not field.description]
    assert missing == []


def test_every_key_has_an_example_that_is_right() -> None:
    keys = 0
    for kind, schema in SCHEMAS.items():
        for part in [schema, *schema["$defs"].values()]:
            for key, value in part.get("properties", {}).items():
                [example] = value["examples"]
                rules = {"$defs": schema["$defs"], **value}
                assert list(Draft202012Validator(rules).iter_errors(example)) == [], f"{kind}: {key}"
                keys += 1
    assert keys > 50


@pytest.mark.parametrize(("path", "kind"), SHIPPED, ids=lambda value: getattr(value, "stem", ""))
def test_shipped_files_are_right_and_name_their_schema(path: Path, kind: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults(kind, text) == []
    first, name = text.partition("\n")[0].split("=")
    assert first == "# yaml-language-server: $schema"
    assert (path.parent / name).resolve() == PROJECT / f"data/schemas/{kind}.json"


@pytest.mark.parametrize("name", [path.stem for path in sorted((CASES / "errors").glob("*.yml"))])
def test_what_an_editor_underlines(name: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    case = load_case(CASES / "errors" / f"{name}.yml")
    case.lay_out(root)
    found = []
    for place, kind in KINDS.items():
        for path in filter(Path.is_file, sorted(root.glob(place))):
            with suppress(yaml.YAMLError, UnicodeDecodeError):  # no schema is asked about what is no YAML
                found += faults(kind, path.read_text(encoding="utf-8-sig"))
    if name in FOUND_IN_AN_EDITOR:
        assert found, "the schema lets it pass"
    elif not case.expect:
        assert found == [], "the schema finds fault with what is right"


def test_visual_studio_code_knows_which_file_has_which_schema() -> None:
    settings: dict[str, Any] = json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"] == {f"./data/schemas/{kind}.json": place for place, kind in KINDS.items()}
