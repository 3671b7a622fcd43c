"""Markdown files as authors write them: front matter, blocks and checklist items, and where each stands.

Only what the checks need is read here; Python-Markdown renders the text.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.page_beginnings import check_beginning, find_front_matter
from followup.problems import ContentError
from followup.yaml_source import YamlSource, read_yaml
from followup.yaml_syntax import find_invisible, without_invisible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.problems import Problem

_FENCE = re.compile(r"^[ \t>]*(?P<sign>`{3,}(?!.*`)|~{3,})(?P<info>.*)$")
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_QUOTE_MARK = r">(?! {5}| ?\t)"
"""Begins a line of a quote; more space after it than this would make the line code."""
_BLOCK = re.compile(
    rf"^(?P<before>(?:[ \t]|{_QUOTE_MARK}|(?P<opens>(?:[-*+]|\d+\.)[ \t]|{_TAG.pattern}))*)"
    r"(?P<fence>/{3,})(?P<rest>.*)$"
)
"""May stand in a quote, in a list and in HTML that holds Markdown."""
_HEADER = re.compile(r"^[ \t]*(?P<name>[\w-]+)?[ \t]*(?:\|[ \t]*(?P<argument>.*?)[ \t]*)?$")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+\[[ xX]\][ \t]+(?P<text>.*?)[ \t]*$")
_LIKE_A_SPACE = r"[ \t\u00a0\u2000-\u200b\u202f\u3000]"
_NEARLY_AN_ITEM = re.compile(
    rf"^{_LIKE_A_SPACE}*(?P<sign>(?:[-*+\u00b7\u2010-\u2015\u2022\u2043\u2212]|\d+[.)]){_LIKE_A_SPACE}*)?"
    rf"(?P<box>\[(?:[^\[\]]?|{_LIKE_A_SPACE}+)\](?![(:\[])|[\u2610-\u2612\u25a1])"
)
"""With dashes and dots that word processors make of a hyphen, and with drawn boxes."""
_EMPTY_BOX = re.compile(rf"\[{_LIKE_A_SPACE}*\]|[^\[]")
"""Is meant without a sign before it, too; what else stands in brackets may be text."""
_ITEM_ID = re.compile(
    r"[ \t]*\{:?[ \t]*#(?P<id>[^{}]*?)(?:[ \t]+formerly=(?P<formerly>[^{}\s]*))?[ \t]*\}[ \t]*$"
)
_NOT_MORE_OF_AN_ITEM = re.compile(r"^[ \t]*(?:$|[-*+][ \t]|\d+\.[ \t]|#|/{3})")
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<text>.*?)[ \t]*#*$")

CITATION = re.compile(r"(?<!\\)\[@(?P<name>[^\[\]\n]*)\](?!\()")
"""``[@nace-2024]``; what has an address after it, as in ``[@them](https://…)``, is a link."""


_COMMENT = re.compile(r"<!--")
_COMMENT_OF_ITS_OWN = re.compile(r"^ {0,3}<!--", re.MULTILINE)
"""One that begins a line: it may go on over paragraphs, and any other ends with its own."""
_NOT_A_LINE_END = re.compile(r"[^\n]")


def blank(text: str) -> str:
    """Return spaces in place of ``text``, with its line ends: what is blanked moves nothing after it."""
    return _NOT_A_LINE_END.sub(" ", text)


def blank_comments(text: str, opening: re.Pattern[str] = _COMMENT) -> str:
    """Return Markdown with spaces in place of its comments; one that is never closed is none.

    A regular expression for a whole comment would look through the rest of the text at each of those.

    Args:
        text: the Markdown.
        opening: what begins a comment.
    """
    parts, end = [], 0
    while (found := opening.search(text, end)) is not None:
        closing = text.find("-->", found.end())
        if closing < 0:
            break
        closing += len("-->")
        parts += [text[end : found.start()], blank(text[found.start() : closing])]
        end = closing
    return "".join([*parts, text[end:]])


@dataclass(frozen=True, slots=True)
class Block:
    """A ``/// name | argument`` line and what stands under it, up to ``///``.

    Attributes:
        name: the block's name, or an empty string where none is written; all that follows ``///`` where it
            has not the form of ``name | argument``.
        argument: what follows ``|``, or an empty string.
        line: 1-based line of its opening.
        column: 1-based column of ``///``.
        argument_column: 1-based column of the argument.
        body: its lines, with their numbers.
        closed: whether a closing ``///`` follows.
        last_line: 1-based line of its end.
        quotes: how many quotes it stands in: the ``>`` before it.
    """

    name: str
    argument: str
    line: int
    column: int
    argument_column: int
    body: tuple[tuple[int, str], ...]
    closed: bool
    last_line: int = 0
    quotes: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A task-list item; ``id`` is empty where the author wrote none.

    Attributes:
        id: what ``{#…}`` at its end says, or an empty string.
        text: its Markdown, without the box and the id.
        group: the heading above it, or an empty string.
        line: 1-based line.
        column: 1-based column of the id, or of the line's end where there is none.
        formerly: ids it had before, as ``{#… formerly=one,another}`` says.
    """

    id: str
    text: str
    group: str
    line: int
    column: int
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkdownSource:
    """One Markdown file.

    Attributes:
        path: the file, relative to the project's root, for messages.
        lines: its numbered lines outside front matter and code, fenced or indented.
        front_matter: its front matter, or None where it has none.
        text: all of it; empty where it could not be read.
    """

    path: str
    lines: tuple[tuple[int, str], ...]
    front_matter: YamlSource | None
    text: str = ""

    def lines_outside_comments(self) -> Iterator[tuple[int, str]]:
        """Yield its lines, with spaces in place of comments that begin one: Markdown reads nothing there."""
        text = blank_comments("\n".join(line for _, line in self.lines), _COMMENT_OF_ITS_OWN)
        # No lines at all make an empty text, and that is one line.
        return zip((number for number, _ in self.lines), text.split("\n"), strict=False)

    def block_slips(self) -> Iterator[tuple[int, int, str]]:
        """Yield where something beside a ``///`` only looks like a space: line, column, and what to say."""
        for number, line in self.lines_outside_comments():
            mended, found = _mend_block_line(line)
            if found is not None and _BLOCK.match(mended):
                yield number, found[0] + 1, found[1]

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks, in order; what only looks like a space in their lines is one here."""
        waiting = deque((number, _mend_block_line(line)[0]) for number, line in self.lines_outside_comments())
        while waiting:
            number, line = waiting.popleft()
            opening = _BLOCK.match(line)
            if opening is None:
                continue
            header = _HEADER.match(opening["rest"])
            body = []
            while waiting and _BLOCK.match(waiting[0][1]) is None:
                body.append(waiting.popleft())
            closed = bool(waiting) and _closes(waiting[0][1], opening)
            last_line = body[-1][0] if body else number
            if closed:
                last_line = waiting.popleft()[0]
            if header is None:
                name, argument, argument_start = opening["rest"].strip(), "", 0
            else:
                name, argument = header["name"] or "", header["argument"] or ""
                argument_start = max(header.start("argument"), 0)
            yield Block(
                name=name,
                argument=argument,
                line=number,
                column=opening.start("fence") + 1,
                argument_column=opening.start("rest") + argument_start + 1,
                body=tuple(body),
                closed=closed,
                last_line=last_line,
                quotes=_count_quotes(opening),
            )

    def block_signs(self) -> Iterator[tuple[int, int, str]]:
        """Yield the line and column of every ``///`` that begins a line, and what follows it.

        What seems to be code comes last: where Markdown takes it for text, this is where it stands.
        """
        outside = {number for number, _ in self.lines}
        numbered = enumerate(self.text.split("\n"), start=1)
        for number, line in sorted(numbered, key=lambda one: one[0] not in outside):
            found = _BLOCK.match(line)
            if found is not None:
                yield number, found.start("fence") + 1, found["rest"].strip()

    def near_items(self) -> Iterator[tuple[int, int, str]]:
        """Yield the line and column of each box that is not written as one, and what to say of it."""
        for number, line in self.lines_outside_comments():
            found = None if _ITEM.match(line) else _NEARLY_AN_ITEM.match(line)
            if found is None or not (found["sign"] or _EMPTY_BOX.fullmatch(found["box"])):
                continue
            start, words = find_invisible(line[: found.end() + 1]) or (found.start("box"), _NOT_A_BOX)
            yield number, start + 1, words

    def items(self) -> Iterator[Item]:
        """Yield the task-list items, in order; one may run over several lines."""
        group = ""
        waiting = deque(self.lines_outside_comments())
        while waiting:
            number, line = waiting.popleft()
            heading = _HEADING.match(line)
            if heading is not None:
                group = heading["text"] if line.startswith("##") else ""
            found = _ITEM.match(line)
            if found is None:
                continue
            texts = [found["text"]]
            while waiting and waiting[0][0] == number + 1 and not _NOT_MORE_OF_AN_ITEM.match(waiting[0][1]):
                number, line = waiting.popleft()
                texts.append(line.strip())
            identity = _ITEM_ID.search(line)
            if identity is not None:
                texts[-1] = _ITEM_ID.sub("", texts[-1])
            column = identity.start("id") if identity else len(line.rstrip())
            text = " ".join(text for text in texts if text)
            former = identity["formerly"] if identity else None
            yield Item(
                identity["id"] if identity else "",
                text,
                group,
                number,
                column + 1,
                () if former is None else tuple(former.split(",")),
            )


def parse_markdown(text: str, path: str) -> MarkdownSource:
    """Read a Markdown file's front matter and set its code aside.

    Raises:
        ContentError: the front matter is not what YAML files here may hold.
    """
    source, problems = read_markdown(text, path)
    if problems:
        raise ContentError(problems)
    return source


def read_markdown(text: str, path: str) -> tuple[MarkdownSource, list[Problem]]:
    """Read a Markdown file as far as it can be read, and say what is wrong with it.

    Args:
        text: what it holds; its lines end in a line feed alone.
        path: the file, relative to the project's root.

    Returns:
        Its lines, with its front matter where that can be read; and every problem.
    """
    front_matter = None
    wrong = check_beginning(text, path)
    problems = [] if wrong is None else [wrong]
    written, skipped = find_front_matter(text)
    if problems and not skipped and text.startswith("---"):
        # Where it ends is not known.
        return MarkdownSource(path, (), None, text), problems
    if skipped and not problems:
        front_matter, problems = read_yaml(written, path, first_line=2)
    return MarkdownSource(path, tuple(_lines_outside_code(text, skipped)), front_matter, text), problems


_NOT_A_BOX = "this is not read as a box; write '- [ ] What to do {#its-id}', with each of its spaces"
_NO_BREAK = "&nbsp;"


def _mend_block_line(line: str) -> tuple[str, tuple[int, str] | None]:
    """Return a line of a block's sign as it was meant, and the index of its first slip with what to say."""
    if "///" not in line:
        return line, None
    slips = [] if (found := find_invisible(line)) is None else [found]
    if _NO_BREAK in line:
        slips.append((line.index(_NO_BREAK), f"'{_NO_BREAK}' stands here; type an ordinary space"))
    if not slips:
        return line, None
    spaced = "".join(
        " " if sign.isspace() else sign for sign in line.replace(_NO_BREAK, " " * len(_NO_BREAK))
    )
    return without_invisible(spaced), min(slips)


def _count_quotes(found: re.Match[str]) -> int:
    return _TAG.sub("", found["before"]).count(">")


def _closes(line: str, opening: re.Match[str]) -> bool:
    """Return whether a line ends the block that ``opening`` has begun, in the same quote."""
    found = _BLOCK.match(line)
    return (
        found is not None
        and found["opens"] is None
        and _count_quotes(found) == _count_quotes(opening)
        and found["fence"] == opening["fence"]
        and not found["rest"].strip(" \t")
    )


_CONTAINER = re.compile(r"^[ \t]*(?:[-*+]|\d+\.|!!!|\?\?\?\+?|\[\^[^\]]+\]:|:)[ \t]")
"""What may hold more lines, indented under it: list items, notes, footnotes, definitions."""

_TAB = 4
"""Columns that Python-Markdown counts for a level."""


def _lines_outside_code(text: str, skipped: int) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside code, fenced or indented."""
    depth = 0
    """How many containers the last line stood in."""
    after_blank, is_code = True, False
    for number, line in _lines_outside_fences(text, skipped):
        if not line.strip():
            after_blank = True
            yield number, line
            continue
        indent = len(line.expandtabs(_TAB)) - len(line.expandtabs(_TAB).lstrip(" "))
        if after_blank:
            depth = min(depth, indent // _TAB)
        # Under a line of text, an indented line belongs to it.
        is_code = indent >= _TAB * (depth + 1) and (after_blank or is_code)
        after_blank = False
        if is_code:
            continue
        if _CONTAINER.match(line):
            depth = indent // _TAB + 1
        yield number, line


def _lines_outside_fences(text: str, skipped: int) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside fenced code; a fence that is never closed makes no code."""
    fence = ""
    inside: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if number <= skipped:
            continue
        found = _FENCE.match(line)
        if fence:
            inside.append((number, line))
            if found and found["sign"] == fence and not found["info"].strip():
                fence, inside = "", []
        elif found:
            fence = found["sign"]
        else:
            yield number, line
    yield from inside
