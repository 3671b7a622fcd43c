"""What is wrong with the content, and where: the one shape every check reports in."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in one file.

    Attributes:
        path: the file, relative to the project's root, with forward slashes.
        line: 1-based line.
        column: 1-based column, counted in characters.
        message: one line of plain words: where in the data, what is wrong, what is allowed.
    """

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return ``path:line:column: message``, which editors turn into a link."""
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class ContentError(Exception):
    """The content cannot be built. Carries every problem found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep ``problems`` sorted and without repeats; there must be at least one."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the allowed word nearest to ``word``, or an empty string."""
    close = get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""
