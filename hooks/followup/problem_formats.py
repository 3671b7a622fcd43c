"""Problems as others read them: a person, a code host's list of annotations, a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.problems import Problem


def format_text(problems: Iterable[Problem]) -> str:
    """Return one line for each problem, as ``path:line:column: message``."""
    return "".join(f"{problem}\n" for problem in problems)


def format_github(problems: Iterable[Problem]) -> str:
    """Return one line for each problem, as GitHub Actions reads them from a step's output.

    The form is that of https://docs.github.com/actions/reference/workflow-commands-for-github-actions.
    """
    return "".join(
        f"::{problem.severity} file={_escape_property(problem.path)},line={problem.line},"
        f"col={problem.column}::{_escape(problem.message)}\n"
        for problem in problems
    )


def format_json(problems: Iterable[Problem], checked: Mapping[str, int]) -> str:
    """Return the problems as one JSON object in a line, its keys sorted.

    Args:
        problems: what was found.
        checked: how many of each kind of content there are.
    """
    found = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "severity": problem.severity,
            "message": problem.message,
        }
        for problem in problems
    ]
    data = {"checked": dict(checked), "problems": found}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
