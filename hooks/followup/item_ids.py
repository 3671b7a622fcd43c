"""The ids that checklist items lack: made of an item's first words, and written where they belong."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from followup.markdown_source import read_markdown

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST_WORDS = 4
_LONGEST = 60
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_APOSTROPHES = str.maketrans("", "", "'’‘")
_LINE_END = re.compile(r"\r\n|\r|\n")


class WrittenId(NamedTuple):
    """An id that was missing, and where it stands now: its 1-based line and column."""

    line: int
    column: int
    id: str


def write_missing_ids(text: str, path: str, taken: Collection[str] = ()) -> tuple[str, list[WrittenId]]:
    """Return a checklist's text with an id for every item that had none, and which those are.

    All else stays as it is: line ends, spaces at their ends, a byte-order mark.

    Args:
        text: what the file holds, its line ends as they are.
        path: the file, for messages.
        taken: ids that may not be used.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rest = text.removeprefix(mark)
    ends = [*_LINE_END.findall(rest), ""]
    lines = _LINE_END.split(rest)
    source, _ = read_markdown("\n".join(lines), path)
    items = list(source.items())
    used = {*taken, *(item.id for item in items), *(old for item in items for old in item.formerly)}
    written = []
    for item in items:
        if item.id:
            continue
        name = _choose(item.text, used)
        used.add(name)
        line, place = lines[item.line - 1], item.column - 1
        # An item may end in a place for an id that is empty.
        has_place = line[:place].endswith("#") and line[place:].lstrip(" \t").startswith("}")
        added = name if has_place else f" {{#{name}}}"
        lines[item.line - 1] = line[:place] + added + line[place:]
        written.append(WrittenId(item.line, place + 1 + added.index(name), name))
    return mark + "".join(line + end for line, end in zip(lines, ends, strict=True)), written


def _choose(text: str, used: Collection[str]) -> str:
    """Return the first words of ``text`` as an id that is not ``used``."""
    plain = _LINK.sub(r"\1", text).translate(_APOSTROPHES)
    ascii_text = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_text) or ["item"]
    name: str = words[0][:_LONGEST]
    for word in words[1:_MOST_WORDS]:
        if len(name) + 1 + len(word) <= _LONGEST:
            name += f"-{word}"
    number, stem = 1, name
    while name in used:
        number += 1
        ending = f"-{number}"
        name = stem[: _LONGEST - len(ending)].rstrip("-") + ending
    return name
