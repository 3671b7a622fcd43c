"""What an author is told, word for word and at its place, for every way to get the content wrong.

``UPDATE_GOLDEN=1`` in the environment writes what is said into the cases instead: read the change before you
keep it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from followup.problems import ContentError, Problem
from followup.site import load_site
from tests.followup.content_cases import CASES, ErrorCase, load_case


def find_problems(root: Path) -> tuple[Problem, ...]:
    try:
        load_site(root, root / "docs")
    except ContentError as error:
        return error.problems
    return ()


@pytest.mark.parametrize(
    "case", [pytest.param(load_case(path), id=path.stem) for path in sorted((CASES / "errors").glob("*.yml"))]
)
def test_problems_are_as_expected(case: ErrorCase, tmp_path: Path) -> None:
    root = tmp_path / "site"
    case.lay_out(root)
    problems = find_problems(root)
    said = "".join(f"{problem}\n" for problem in problems)
    if os.environ.get("UPDATE_GOLDEN"):
        case.accept(said)
    else:
        assert said == case.expect
    for problem in problems:
        if not (root / problem.path).is_file():
            assert (problem.line, problem.column) == (1, 1)
            continue
        lines = (root / problem.path).read_bytes().decode("utf-8-sig", "replace").splitlines() or [""]
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert "\n" not in problem.message
