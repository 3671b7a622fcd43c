"""What is wrong with the content, and where: the one shape every check reports in."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity: TypeAlias = Literal["error", "warning"]
"""An error stops the build; a warning is something to know of."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One fault in one file.

    Attributes:
        path: the file, relative to the project's root, with forward slashes.
        line: 1-based line.
        column: 1-based column, counted in characters.
        message: one line of plain words: where in the data, what is wrong, what is allowed.
        severity: whether it stops the build.
    """

    path: str
    line: int
    column: int
    message: str
    severity: Severity = "error"

    def __post_init__(self) -> None:
        """Keep the message on one line: it may quote a key or a value that has line breaks."""
        if len(self.message.splitlines()) > 1:
            words = " ".join(line.strip() for line in self.message.splitlines())
            object.__setattr__(self, "message", words)

    def __str__(self) -> str:
        """Return ``path:line:column: message``, which editors turn into a link."""
        severity = "" if self.severity == "error" else f"{self.severity}: "
        return f"{self.path}:{self.line}:{self.column}: {severity}{self.message}"


class ContentError(Exception):
    """The content cannot be built. Carries every problem found, in the order of files and lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep ``problems`` sorted and without repeats; there must be at least one."""
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, allowed: Iterable[str], *, likeness: float = 0.6) -> str:
    """Return ``"; did you mean 'x'?"`` for the allowed word nearest to ``word``, or an empty string.

    Args:
        word: what was written.
        allowed: what may be written.
        likeness: how alike the two must be, from 0 to 1.
    """
    # What is much longer than a name is none, and would take long to compare.
    return _find_nearest(word[:_LONGEST_WORD], tuple(allowed), likeness)


@lru_cache(maxsize=4096)
def _find_nearest(word: str, allowed: tuple[str, ...], likeness: float) -> str:
    """Return what is said of the nearest word; remembered, since a mistake is often made more than once."""
    close = get_close_matches(word, allowed, n=1, cutoff=likeness)
    return f"; did you mean '{close[0]}'?" if close else ""


_LONGEST_WORD = 100
