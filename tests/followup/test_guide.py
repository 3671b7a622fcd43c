"""The guide for authors: current, complete, and true where it quotes."""

from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from pydantic import BaseModel

from followup.guide import BEGIN, END, build_guide_page, insert_guide
from followup.models.article import Article, Related
from followup.models.base import SLUG_RULE
from followup.models.checklist import Checklist
from followup.models.coach import Accent, Coach, Contact, Profile
from followup.models.link import Link
from followup.models.message import Message, MessageField, MessageReason, Variant
from followup.models.reason import Answer, Ending, Question, Reason, Reasons
from followup.models.source import Source
from followup.models.timeline import Due, HeardBack, Step, Timeline
from followup.new_content import build_new_file, path_of, read_name
from followup.problems import ContentError
from followup.validation import parse_model
from followup.yaml_source import parse_yaml
from tests.followup.conftest import PROJECT

TABLES: list[tuple[str, type[BaseModel]]] = [
    ("### A plan", Timeline),
    ("#### Each of the `steps`", Step),
    ("#### In `due`, `due_if_reply_by` and `due_if_patient`", Due),
    ("#### In `heard_back`", HeardBack),
    ("### A message", Message),
    ("#### Each of the `fields`", MessageField),
    ("#### Each of the `reasons`", MessageReason),
    ("#### Each of the `variants`", Variant),
    ("### A checklist", Checklist),
    ("### An article", Article),
    ("#### In `related`", Related),
    ("### Why they did not call", Reasons),
    ("#### Each of the `questions`", Question),
    ("#### Each of the `answers`", Answer),
    ("### Why they did not call > #### Each of the `reasons`", Reason),
    ("#### In `ending`", Ending),
    ("### You", Coach),
    ("#### In `contact`", Contact),
    ("#### Each of the `social`", Profile),
    ("#### In `accent`", Accent),
    ("### Sources", Source),
    ("### Short names", Link),
]


def test_it_says_how_files_are_named() -> None:
    said = " ".join(build_guide_page().split())
    rule = SLUG_RULE.partition(", as in")[0]
    assert f"write a file's name in {rule}" in said
    assert "end it in `.yml` in `data/` and in `.md` in `docs/`" in said


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table that follows a heading, or one heading after another."""
    below = build_guide_page()
    for step in heading.split(" > "):
        _, _, below = below.partition(f"\n{step}\n")
    lines = re.split(r"\n#", below, maxsplit=1)[0].splitlines()
    return [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]


def test_contributing_holds_what_the_models_say() -> None:
    text = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert insert_guide(text) == text, "run: make schemas"


def test_the_rest_of_a_file_stays_as_it_is() -> None:
    text = insert_guide(f"# One\n\n{BEGIN}\nold\n{END}\n\n# Two\n")
    assert text.startswith(f"# One\n\n{BEGIN}\n")
    assert text.endswith(f"\n{END}\n\n# Two\n")
    assert "\nold\n" not in text
    assert "\n### Every key of every file\n" in text
    with pytest.raises(ValueError, match="no place for the guide"):
        insert_guide(f"# One\n\n{BEGIN}\n")


def test_every_table_is_one_of_these() -> None:
    assert [heading.rpartition(" > ")[2] for heading, _ in TABLES] == re.findall(
        r"^(?:### (?:An? .+|Why .+|You|Sources|Short names)|#### .+)$", build_guide_page(), flags=re.MULTILINE
    )


@pytest.mark.parametrize(("heading", "model"), TABLES)
def test_every_key_stands_there_with_an_example(heading: str, model: type[BaseModel]) -> None:
    keys = [f"`{key}`" for key in model.model_fields if key not in {"slug", "items"}]
    assert [key for key, *_ in rows(heading)] == keys
    for key, about, example in rows(heading):
        name = key.strip("`")
        assert re.match(r"[A-Z`].*[.*]$", about)
        assert about.endswith(" *Needed.*") == model.model_fields[name].is_required()
        assert example == "see below" or list(yaml.safe_load(example.strip("`"))) == [name]


def test_the_error_it_quotes_is_said_in_these_words() -> None:
    [quoted] = re.findall(r"^data/timelines/.*$", build_guide_page(), flags=re.MULTILINE)
    name = read_name("After a trial day")
    text = build_new_file("timeline", name, today=date(2026, 11, 19)).replace(
        "first-step, days", "first-step, dayz"
    )
    with pytest.raises(ContentError) as caught:
        parse_model(parse_yaml(text, path_of("timeline", name.slug)), Timeline, slug=name.slug)
    assert [str(problem) for problem in caught.value.problems] == [quoted]


def test_the_files_that_it_names_are_there() -> None:
    _, _, below = build_guide_page().partition("## Where things are")
    places = re.findall(r"^\|[^|]+\| `([^`]+\.(?:yml|md))` \|$", below, flags=re.MULTILINE)
    assert len(places) == 8
    assert [place for place in places if not (PROJECT / place).exists()] == []
