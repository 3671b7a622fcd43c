"""Prefilled links, held to the cases that the browser's module is held to, and to that module itself."""

from __future__ import annotations

import json
import os
import shutil
import string
import subprocess
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup.prefilled_links import (
    LINK_KEYS,
    MAX_FRAGMENT_LENGTH,
    LinkError,
    check_values,
    format_fragment,
    parse_fragment,
)

TESTS = Path(__file__).parents[1]
MODULE = TESTS.parent / "overrides/components/shared/fragment.mjs"
CASES: dict[str, list[dict[str, Any]]] = {
    **json.loads((TESTS / "cases/fragment.json").read_text(encoding="utf-8")),
    "hostile": json.loads((TESTS / "cases/hostile-fragments.json").read_text(encoding="utf-8"))["fragments"],
}

Text: TypeAlias = "str | list[str | dict[str, Any]]"
Values: TypeAlias = "dict[str, str]"

FIELDS = ["topic", "mutual_contact"]


def expand(text: Text) -> str:
    """Return a case's text, which may be a list of parts and of parts to repeat."""
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part["repeat"] * part["times"] for part in text)


def expand_all(texts: dict[str, Text | None]) -> dict[str, str | None]:
    return {key: None if text is None else expand(text) for key, text in texts.items()}


def in_good_form(text: str) -> str:
    """Return what a page would show of ``text``: halves of characters are not to be shown."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def named(kind: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", CASES[kind], ids=lambda case: case["name"])


@named("parse")
def test_a_link_is_read_as_its_case_says(case: dict[str, Any]) -> None:
    link = parse_fragment(expand(case["hash"]), case.get("fields", ()))
    if "expect" in case:
        assert link is case["expect"] is None
        return
    assert link is not None
    assert link.values == expand_all(case.get("values", {}))
    assert [{"key": problem.key, "code": problem.code} for problem in link.problems] == case.get(
        "problems", []
    )
    assert link.go == case.get("go")


@named("hostile")
def test_what_is_good_in_a_hostile_fragment_is_read(case: dict[str, Any]) -> None:
    link = parse_fragment(expand(case["fragment"]))
    assert (link.values if link else {}).items() >= expand_all(case.get("works", {})).items()


@named("format")
def test_a_link_is_written_as_its_case_says(case: dict[str, Any]) -> None:
    values, fields = expand_all(case["values"]), case.get("fields", ())
    if "fragment" in case:
        assert format_fragment(values, fields) == expand(case["fragment"])
        return
    with pytest.raises(LinkError) as refused:
        format_fragment(values, fields)
    problem = refused.value.problem
    assert {"key": problem.key, "code": problem.code} == case["problem"]
    assert str(refused.value) == f"{problem.key}: {problem.message}"


def test_every_problem_is_found_at_once() -> None:
    values = {"start": "soon", "note": "a" * 1001, "company": "Acme", "go": "#x"}
    assert [problem.code for problem in check_values(values)] == ["bad-date", "too-long", "bad-anchor"]


# --- there and back -----------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=40)
KEBAB = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)
DATE = st.dates(min_value=date(1, 1, 1)).map(date.isoformat)
MARKS = st.lists(st.tuples(KEBAB, DATE).map(".".join), min_size=1, max_size=3).map("_".join)
GOOD: st.SearchStrategy[Values] = st.fixed_dictionaries(
    {},
    optional={
        "start": DATE,
        "reply-by": DATE,
        "pace": st.sampled_from(["standard", "patient"]),
        "country": st.sampled_from(["none", "US", "US-CA", "GB-SCT", "FR-75"]),
        "company": TEXT,
        "role": TEXT,
        "contact": TEXT,
        "name": TEXT,
        "reason": KEBAB,
        "plan": st.from_regex(r"[0-9a-f]{24}", fullmatch=True),
        "done": MARKS,
        "skipped": st.lists(KEBAB, min_size=1, max_size=3).map("_".join),
        "earlier": MARKS,
        "heard": st.lists(st.lists(DATE, min_size=1, max_size=2).map(".".join), min_size=1, max_size=3).map(
            "_".join
        ),
        "topic": TEXT,
        "mutual-contact": TEXT,
        "from": TEXT,
        "note": TEXT,
        "go": KEBAB,
    },
)


@given(GOOD)
def test_what_is_written_is_read_again_all_of_it(values: Values) -> None:
    link = parse_fragment(format_fragment(values, FIELDS), FIELDS)
    assert link is not None
    assert link.problems == ()
    assert link.values | ({"go": link.go} if link.go else {}) == {
        key: value for key, value in values.items() if value
    }


# --- held to the browser's module ---------------------------------------------------------------------------

# Reads a batch of values to write and of fragments to read, and answers with what the module makes of each.
SCRIPT = """
import { text } from "node:stream/consumers";
const { LINK_KEYS, formatFragment, parseFragment } = await import(process.argv[1]);
const { values, hashes, fields } = JSON.parse(await text(process.stdin));
const write = (given) => {
  try {
    return formatFragment(given, { fields });
  } catch (error) {
    return error.message;
  }
};
const read = (hash) => {
  const link = parseFragment(hash, { fields });
  return link && { values: link.values, problems: link.problems.map(({ message }) => message), go: link.go };
};
console.log(JSON.stringify({ keys: LINK_KEYS, written: values.map(write), read: hashes.map(read) }));
"""

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=30)
LONG_TEXT = st.builds(lambda text, times: text * times, ANY_TEXT, st.integers(1, 60))
KEYS = st.sampled_from(
    [*(known.key for known in LINK_KEYS), *FIELDS, "mutual-contact", "fu", "__proto__", "x"]
)
ANY: st.SearchStrategy[Values] = st.dictionaries(
    KEYS, ANY_TEXT | LONG_TEXT | KEBAB | DATE | MARKS, max_size=6
)
ESCAPED = st.binary(max_size=6).map(lambda raw: "".join(f"%{byte:02x}" for byte in raw))
# As `location.hash` has it, escaped. Node.js 20 misreads what is not ASCII, raw and beside a broken escape.
ADDRESSED = ANY_TEXT.map(lambda text: quote(in_good_form(text), safe=string.punctuation))
PIECES = st.one_of(
    ADDRESSED, ESCAPED, KEYS.map("&{}=".format), KEBAB, DATE, MARKS, st.sampled_from([*"&=%+#?", "%0", "%fF"])
)
HASHES = st.lists(PIECES, max_size=30).map(lambda pieces: "#fu=1" + "".join(pieces))


@pytest.fixture(scope="module")
def batch() -> dict[str, list[Any]]:
    """Values to write and fragments to read: one of everything that could be thought of."""
    values: list[Values] = []
    hashes: list[str] = []

    @settings(max_examples=400, database=None)
    @given(GOOD | ANY, HASHES)
    def collect(some_values: Values, some_hash: str) -> None:
        # A text of both halves of a character is one of a character to JavaScript, as JSON hands it over.
        values.append(json.loads(json.dumps(some_values)))
        hashes.append(some_hash)

    collect()
    return {"values": values, "hashes": hashes, "fields": FIELDS}


@pytest.fixture(scope="module")
def answers(batch: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What the browser's module makes of the batch."""
    node = os.environ.get("NODE") or shutil.which("node")
    assert node, "Node.js was not found: put node on PATH, or name it in NODE"
    done = subprocess.run(  # noqa: S603 - Node.js, with a script named here
        [node, "--input-type=module", "--eval", SCRIPT, MODULE.as_uri()],
        input=json.dumps(batch),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, list[Any]] = json.loads(done.stdout)
    return answers


def test_both_have_the_same_table(answers: dict[str, list[Any]]) -> None:
    own = [(known.key, known.kind, known.max_length, known.label, known.meaning) for known in LINK_KEYS]
    names = ("key", "kind", "maxLength", "label", "meaning")
    assert own == [tuple(key[name] for name in names) for key in answers["keys"]]


def test_both_write_the_same_string_or_refuse_in_the_same_words(
    batch: dict[str, list[Any]], answers: dict[str, list[Any]]
) -> None:
    def write(values: Values) -> str:
        try:
            return format_fragment(values, FIELDS)
        except LinkError as error:
            return str(error)

    own = [write(values) for values in batch["values"]]
    assert own == [in_good_form(text) for text in answers["written"]]
    written = [text for text in own if text.startswith("#")]
    assert 100 < len(written) < len(own)
    assert max(map(len, written)) <= MAX_FRAGMENT_LENGTH + 1


def test_both_read_the_same_values_and_problems(
    batch: dict[str, list[Any]], answers: dict[str, list[Any]]
) -> None:
    for fragment, theirs in zip(batch["hashes"], answers["read"], strict=True):
        link = parse_fragment(fragment, FIELDS)
        own = link and {
            "values": link.values,
            "problems": [problem.message for problem in link.problems],
            "go": link.go,
        }
        assert own == theirs, fragment
