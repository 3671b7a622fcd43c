from __future__ import annotations

import string
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st

from followup.problems import ContentError
from followup.yaml_source import Location, Plain, describe_location, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

# A tree's shape: None is a text, a list a list, a tuple a mapping.
SHAPES = st.recursive(
    st.none(),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4) | st.lists(inner, min_size=1, max_size=4).map(tuple)
    ),
    max_leaves=12,
)
# Without those that no text may have, written or as an escape.
CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cc", "Cf", "Zl", "Zp"],
    include_characters="\t\n",
    exclude_characters="\ufffe\uffff",
)
WORDS = st.text(CHARACTERS, max_size=20)
STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, "'", '"', "|", ">"]),
        "width": st.sampled_from([10, 80]),
        "indent": st.sampled_from([2, 4]),
        "allow_unicode": st.booleans(),
    }
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Plain]:
    """Return a mapping in which every key and every text begins with a word that stands nowhere else."""
    numbers = count()

    def fill(shape: object) -> Plain:
        if isinstance(shape, tuple):
            return {f"key{next(numbers)}.": fill(inner) for inner in shape}
        if isinstance(shape, list):
            return [fill(inner) for inner in shape]
        return f"text{next(numbers)}. {draw(WORDS)}"

    filled = fill(draw(st.lists(SHAPES, min_size=1, max_size=3).map(tuple)))
    assert isinstance(filled, dict)
    return filled


def dump(data: Plain, style: dict[str, Any]) -> str:
    text: str = yaml.safe_dump(data, sort_keys=False, **style)
    # Deep inside a narrow page PyYAML writes what it does not read back itself.
    assume(yaml.safe_load(text) == data)
    return text


def walk(data: Plain, location: Location = ()) -> Iterator[tuple[Location, Plain]]:
    yield location, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, (*location, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from walk(value, (*location, index))


def index_of(text: str, line: int, column: int) -> int:
    return sum(len(above) + 1 for above in text.split("\n")[: line - 1]) + column - 1


@given(data=documents(), style=STYLES)
def test_data_come_back_as_they_were_written(data: dict[str, Plain], style: dict[str, Any]) -> None:
    text = dump(data, style)
    assert parse_yaml(text, "x.yml").data == data


@given(data=documents(), style=STYLES, first_line=st.integers(1, 100))
def test_keys_and_entries_are_found_where_they_stand(
    data: dict[str, Plain], style: dict[str, Any], first_line: int
) -> None:
    text = dump(data, style)
    source = parse_yaml(text, "x.yml", first_line=first_line)
    for location, value in walk(data):
        if not location:
            continue
        problem = source.problem(location, "wrong")
        found = text[index_of(text, problem.line - first_line + 1, problem.column) :]
        if isinstance(location[-1], str):
            assert found.lstrip("'\"").startswith(location[-1])
        elif isinstance(value, str) and found[0] not in "|>":
            assert found.lstrip("'\"").startswith(value.split()[0])


@given(
    words=st.lists(st.text(string.ascii_letters + "é{ \n'\"\\", max_size=12), min_size=2, max_size=8),
    style=STYLES,
)
def test_a_sign_within_a_text_is_found_in_every_style(words: list[str], style: dict[str, Any]) -> None:
    value = "{%".join(words).strip()
    text = dump({"above": "x", "list": [{"text": value}]}, style)
    source = parse_yaml(text, "x.yml")
    signs = [index for index in range(len(value)) if value.startswith("{%", index)]
    places = [index for index in range(len(text)) if text.startswith("{%", index)]
    for offset, place in zip(signs, places, strict=True):
        problem = source.problem(("list", 0, "text"), "wrong", offset=offset)
        assert index_of(text, problem.line, problem.column) == place


@given(text=st.text() | st.text(alphabet="ab:-[]{}|>&*!#%@`'\"\\, \n\t", max_size=40))
@example("a: |\n")
@example("\ufeffa: b")
@example("%YAML 1.1\n---\na: b\n")
@example("? a\n")
@example("a: " + "[" * 5000 + "]" * 5000)
@example("- " * 5000)
@example("---")
def test_any_text_is_data_or_problems_within_it(text: str) -> None:
    try:
        parse_yaml(text, "x.yml")
    except ContentError as error:
        lines = [*text.split("\n"), ""]
        for problem in error.problems:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
            assert problem.message
            assert "\n" not in problem.message


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "12:30", "1.0", "007", "2026-11-19", "1e3", "0x1F", "true"]
)
def test_plain_values_stay_the_text_that_was_written(text: str) -> None:
    assert parse_yaml(f"key: {text}\n", "x.yml").data == {"key": text}


@pytest.mark.parametrize("text", ["", "~", "null", "# comment"])
def test_no_value_is_none(text: str) -> None:
    assert parse_yaml(f"key: {text}\n", "x.yml").data == {"key": None}


@pytest.mark.parametrize("text", ['""', "''", '"~"', "'null'"])
def test_a_quoted_value_is_text(text: str) -> None:
    assert parse_yaml(f"key: {text}\n", "x.yml").data == {"key": text[1:-1]}


def test_a_missing_value_is_told_at_its_nearest_parent() -> None:
    source = parse_yaml("a:\n  - b: 1\n    c: 2\n", "x.yml")
    places = {
        location: str(source.problem(location, "wrong"))
        for location in [("a", 0, "c"), ("a", 0, "d", "e"), ("a", 7), ("z",)]
    }
    assert places == {
        ("a", 0, "c"): "x.yml:3:5: a[0].c: wrong",
        ("a", 0, "d", "e"): "x.yml:2:5: a[0].d.e: wrong",
        ("a", 7): "x.yml:1:1: a[7]: wrong",
        ("z",): "x.yml:1:1: z: wrong",
    }


def test_only_some_keys_stay_where_they_stand() -> None:
    source = parse_yaml("a: 1\nb: 2\n", "x.yml").only({"b", "c"})
    assert source.data == {"b": "2"}
    assert source.problem(("b",), "wrong").line == 2


def test_a_location_reads_as_a_path() -> None:
    assert describe_location(("steps", 1, "due", "days")) == "steps[1].due.days"
    assert describe_location(()) == ""


LOADED_OTHERWISE = st.sampled_from(
    [
        *("2026-02-30", "2026-02-03", "2026-11-23 25:00:00", "2026-11-23 10:00:00 +99:00", "0000-01-01"),
        *("=", "<<", "{a: 1}", "0x_", "0b_", "0b2", "08", "1_", "1:60", "190:20:30", ".inf", "1e9"),
        *("9" * 5000, "no", "~", "''", "'2026-02-30'", "[2026-02-30]", "{=: =}", "{<<: {b: 1}}"),
    ]
)


@given(st.dictionaries(LOADED_OTHERWISE, LOADED_OTHERWISE, min_size=1, max_size=3))
def test_what_others_cannot_read_is_told(written: dict[str, str]) -> None:
    text = "".join(f"{key}: {value}\n" for key, value in written.items())
    try:
        source = parse_yaml(text, "x.yml")
    except ContentError:
        return
    if not list(source.unread_by_others()):
        assert isinstance(yaml.load(text, yaml.CSafeLoader), dict)
        assert [source.read_by_others((key,)) for key in source.data]
