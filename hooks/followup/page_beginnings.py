"""What is wrong with the first lines of a Markdown page, where MkDocs would take them for something else.

Front matter that does not begin and end as MkDocs wants it is printed, and its ``draft: true`` is not heard.
Of a page without it, MkDocs takes a first line like ``Key: value`` for a key, and shows none of it.
"""

from __future__ import annotations

import re

from followup.problems import Problem

_OPENING = re.compile(r"---[ \t]*(?:\n|\Z)")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*\n", re.DOTALL | re.MULTILINE)
_KEY_OF_MKDOCS = re.compile(r" {0,3}(?P<key>[A-Za-z0-9_-]+):")
_ABOVE = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_NEARLY_AN_OPENING = re.compile(
    r"(?P<sign>-{2,}|[\u2010-\u2015\u2212]+|\+{3})[^\w\n]*\n"
    r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*[A-Za-z][\w-]*:(?!\S)"
)
"""Dashes of any kind, below which keys stand; plus signs are the front matter of other programs."""

_NO_KEYS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")


def find_front_matter(text: str) -> tuple[str, int]:
    """Return a page's front matter, and how many lines it takes with its ``---``; "" and 0 for none.

    Args:
        text: what the page's file holds; its lines end in a line feed alone.
    """
    found = _FRONT_MATTER.match(text)
    return ("", 0) if found is None else (found["yaml"], found[0].count("\n"))


def check_beginning(text: str, path: str) -> Problem | None:
    """Return what keeps MkDocs from reading a page's front matter, or its first line as text, or None.

    Args:
        text: what the page's file holds; its lines end in a line feed alone.
        path: the file, for messages.
    """
    found = _find_fault(text)
    if found is None:
        return None
    place, words = found
    return Problem(path, text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place), words)


def _find_fault(text: str) -> tuple[int, str] | None:
    """Return the index of what is wrong, and what to say of it."""
    if _OPENING.match(text):
        return _find_fault_in_front_matter(text)
    key = _KEY_OF_MKDOCS.match(text)
    if key is not None:
        words = f"'{key['key'][:_LONGEST_SHOWN]}:' on the first line is taken for a key, and not shown"
        advice = "begin the page with a heading, or write '---' alone above its keys and below them"
        return key.start("key"), f"{words}; {advice}"
    above = _ABOVE.match(text)
    opening = None if above is None else _NEARLY_AN_OPENING.match(text, above.end())
    if opening is None:
        return None
    words = "front matter begins with '---' alone on the page's very first line; write it there"
    return opening.start("sign"), words


def _find_fault_in_front_matter(text: str) -> tuple[int, str] | None:
    found = _FRONT_MATTER.match(text)
    if found is not None:
        words = "nothing stands between these two '---', and both would be shown"
        advice = "write the page's keys there, or remove both"
        return (0, f"{words}; {advice}") if _NO_KEYS.fullmatch(found["yaml"]) else None
    if text.endswith(("\n---", "\n...")):
        return text.rfind("\n") + 1, "nothing stands below the front matter; write the page's text there"
    return 0, "the front matter is not closed; write '---' on a line of its own"


_LONGEST_SHOWN = 40
