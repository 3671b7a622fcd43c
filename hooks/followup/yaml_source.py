"""YAML text to plain data that remembers where each value stands.

Read with libyaml's base loader: ten times faster than the pure Python one, and every scalar stays the text
that was written, so that ``no`` and ``12:30`` are never turned into something else. Types are the models'
business.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import yaml

from followup.problems import ContentError, Problem
from followup.yaml_syntax import (
    LOST,
    describe_syntax_error,
    find_curly_quote,
    find_invisible,
    find_slip,
    place_of,
    quotes_needed,
    without_invisible,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
Location: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys and list indexes from the top, as in ``("steps", 1, "due")``."""

_NULLS = {"", "~", "null"}
_NOT_ALLOWED = re.compile(
    "[^\t\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
"""What YAML 1.1 (5.1) calls not printable, the line breaks that no editor shows as one, and the signs that
turn the direction of the text after them (Unicode Standard Annex 9, 2), which can hide what a line says."""

_LOST = re.compile(r"[ \t]+(?P<text>#\w.*)")
"""What follows a value and was hardly meant as a comment, which has a space after its sign."""

_CONFLICT = "<<<<<<< "
_CONFLICT_MARKS = "'<<<<<<<', '=======' and '>>>>>>>'"
"""Around what two people have changed at once."""

_DEEPEST = 30
"""Most mappings and lists within one another; content has six."""

_MOST_SIGNS = 20
"""Most invisible characters to tell of in one file: one with more is no text."""


def describe_location(location: Location) -> str:
    """Return ``location`` as an author reads it: ``steps[1].due``."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


@dataclass(frozen=True, slots=True)
class YamlSource:
    """One YAML file: its plain data, and the place of every value in the text.

    Attributes:
        path: the file, relative to the project's root, for messages.
        data: the plain data: mappings, lists, strings and None.
        first_line: the line of the file on which the text begins.
    """

    path: str
    data: dict[str, Plain]
    first_line: int
    _text: str = field(repr=False)
    _nodes: dict[Location, yaml.Node] = field(repr=False)
    _keys: dict[Location, yaml.Node] = field(repr=False)

    def only(self, keys: Collection[str]) -> YamlSource:
        """Return the same file with no other top-level keys than ``keys``."""
        return replace(self, data={key: value for key, value in self.data.items() if key in keys})

    def is_tagged(self, location: Location) -> bool:
        """Return whether a value says of what kind it is, and is another once it has been read."""
        node = self._nodes.get(location)
        return node is not None and bool(node.tag)

    def read_by_others(self, location: Location) -> object:
        """Return a value with the type that MkDocs and its plugins give it: ``2026-01-01`` is a date to them.

        Args:
            location: the way to it, which ``unread_by_others`` does not name. A mapping or a list is given as
                in ``data``, its texts texts.
        """
        node = self._nodes[location]
        if _is_plain(node):
            return _construct(node)
        value: Plain = self.data
        for step in location:
            value = value[step]  # type: ignore[index] # the way to it is there
        return value

    def unread_by_others(self) -> Iterator[tuple[Location, str]]:
        """Yield each key and value that MkDocs and its plugins cannot read, by the way to it, and why.

        One of them is enough for MkDocs to read nothing of the whole text, and to say nothing of it.
        """
        for location, node in (*self._keys.items(), *self._nodes.items()):
            is_key = node is self._keys.get(location)
            words = _describe_unread(node, is_key=is_key) if _is_plain(node) else None
            if words is not None:
                yield location, words

    def slip_in_value(self, location: Location, value: str) -> Problem | None:
        """Return the problem of a text that is no word for what only looks like a space in it, or None.

        Args:
            location: the way to it.
            value: the text, as in ``data``.
        """
        found, node = find_invisible(value), self._nodes.get(location)
        if found is None or node is None:
            return None
        problem = self.problem(location, found[1])
        index = self._text.find(value[found[0]], node.start_mark.index, node.end_mark.index)
        line, column = self._place(max(index, node.start_mark.index))
        return replace(problem, line=line, column=column)

    def problem(self, location: Location, message: str, *, offset: int | None = None) -> Problem:
        """Return a problem at ``location``, named in front of ``message``.

        An existing key is pointed at itself, a list item at its start, a missing value at its nearest parent.

        Args:
            location: the way to the value.
            message: what is wrong and what is allowed.
            offset: for a text value, the index of the character meant, within the text stripped of the white
                space around it.
        """
        line, column = self._position(location, offset)
        where = describe_location(location)
        return Problem(self.path, line, column, f"{where}: {message}" if where else message)

    def _position(self, location: Location, offset: int | None) -> tuple[int, int]:
        node = self._nodes.get(location)
        index = None if offset is None or not isinstance(node, yaml.ScalarNode) else self._find(node, offset)
        if index is None:
            nearest = (location[:end] for end in range(len(location), -1, -1))
            index = next(
                found.start_mark.index
                for place in nearest
                if (found := self._keys.get(place) or self._nodes.get(place)) is not None
            )
        return self._place(index)

    def _place(self, index: int) -> tuple[int, int]:
        starts = _line_starts(self._text)
        line = bisect_right(starts, index) - 1
        return line + self.first_line, index - starts[line] + 1

    def _find(self, node: yaml.ScalarNode, offset: int) -> int | None:
        """Return the index in the file's text of the sign that stands at ``offset`` of a value's text.

        Quotes, folding and indentation move characters, but they keep their order: the n-th sign of its kind
        in the value is the n-th in the file. None where it was written as an escape and cannot be found.
        """
        value = node.value.strip()
        written = value[offset : offset + 2]
        count = bisect_right(_find_all(written, value, 0, len(value)), offset)
        places = _find_all(written, self._text, node.start_mark.index, node.end_mark.index)
        return places[count - 1] if 0 < count <= len(places) else None


_DATE_TAG = "tag:yaml.org,2002:timestamp"
_MERGE_TAG = "tag:yaml.org,2002:merge"
_VALUE_TAG = "tag:yaml.org,2002:value"


def _is_plain(node: yaml.Node) -> TypeGuard[yaml.ScalarNode]:
    """Return whether a node is a text without quotes, which may be more than text to others."""
    return isinstance(node, yaml.ScalarNode) and not node.style


def _find_tag(node: yaml.ScalarNode) -> str:
    tag = yaml.SafeLoader("").resolve(yaml.ScalarNode, node.value, (True, False))  # type: ignore[no-untyped-call] # PyYAML's own
    return str(tag)


def _construct(node: yaml.ScalarNode) -> object:
    """Return what a plain text is to those who ask for its type, or raise what its constructor raises."""
    typed = yaml.ScalarNode(_find_tag(node), node.value)
    return yaml.SafeLoader("").construct_object(typed)


def _describe_unread(node: yaml.ScalarNode, *, is_key: bool) -> str | None:
    """Return why others cannot read a plain text; None where they can."""
    tag, shown = _find_tag(node), f"'{node.value[:_LONGEST_SHOWN]}'"
    if tag == _MERGE_TAG or (tag == _VALUE_TAG and not is_key):
        return f"{shown} is a sign of YAML's own; put it in quotes"
    if tag == _VALUE_TAG:
        return None
    try:
        _construct(node)
    except Exception:  # noqa: BLE001 - each type has a constructor with errors of its own
        is_date = tag == _DATE_TAG
        words = "is not a date on the calendar" if is_date else "looks like a number, and is none"
        return f"{shown} {words}; correct it, or put it in quotes"
    return None


_LONGEST_SHOWN = 60


# A text with thousands of faults is looked through once, and not for each.
@lru_cache(maxsize=64)
def _line_starts(text: str) -> tuple[int, ...]:
    """Return the index at which each line begins."""
    return (0, *(found.end() for found in re.finditer("\n", text)))


@lru_cache(maxsize=64)
def _find_all(sign: str, text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the indexes between ``start`` and ``end`` at which ``sign`` stands, overlapping or not."""
    return tuple(found.start() for found in re.compile(f"(?={re.escape(sign)})").finditer(text, start, end))


class _UntypedLoader(yaml.CBaseLoader):
    """Composes nodes without asking what type each is: every scalar is text here."""

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: type[yaml.Node], value: object, implicit: object) -> str:  # noqa: ARG002 - PyYAML's names
        return ""


def parse_yaml(text: str, path: str, *, first_line: int = 1) -> YamlSource:
    """Parse one YAML document.

    Args:
        text: the document; its lines end in a line feed alone.
        path: where it came from, for messages.
        first_line: the line of ``path`` on which ``text`` begins, for front matter.

    Raises:
        ContentError: the text is not YAML, or uses what content files may not: duplicate keys, anchors, tags.
    """
    source, problems = read_yaml(text, path, first_line=first_line)
    if problems:
        raise ContentError(problems)
    assert source is not None  # noqa: S101 - what cannot be read has a problem
    return source


def read_yaml(
    text: str, path: str, *, first_line: int = 1, allows_tags: bool = False
) -> tuple[YamlSource | None, list[Problem]]:
    """Read one YAML document as far as it can be read, and say what is wrong with it.

    Args:
        text: as for ``parse_yaml``.
        path: as for ``parse_yaml``.
        first_line: as for ``parse_yaml``.
        allows_tags: whether a value may say of what kind it is, as the settings of MkDocs do.

    Returns:
        The data without what is at fault, or None where the text is no mapping; and every problem.
    """
    problems = check_characters(text, path, first_line=first_line)
    if problems:
        return None, problems
    try:
        problems = list(_check_features(text, path, first_line, allows_tags=allows_tags))
        root = None if problems else yaml.compose(text, Loader=_UntypedLoader)
    except yaml.MarkedYAMLError as error:
        return None, [describe_syntax_error(error, text, path, first_line)]
    if problems:
        return None, problems
    # A document that begins with '---' and ends there is an empty text.
    if root is None or (_is_plain(root) and not root.value):
        return None, [Problem(path, first_line, 1, "the file is empty; write its keys, or delete it")]
    if not isinstance(root, yaml.MappingNode):
        place = place_of(root.start_mark)
        column, message = place.column, "the file must be 'key: value' lines at its top level"
        line = text.split("\n")[place.line]
        if isinstance(root, yaml.ScalarNode) and not root.style:
            column, message = find_slip(line) or (column, message)
        return None, [Problem(path, place.line + first_line, column + 1, message)]
    builder = _Builder(path, first_line, text)
    data = builder.build_mapping(root, ())
    return YamlSource(path, data, first_line, text, builder.nodes, builder.keys), builder.problems


def check_characters(text: str, path: str, *, first_line: int = 1) -> list[Problem]:
    """Return where characters stand that no one sees and that do harm, and marks that Git has left.

    20 places at most.

    Args:
        text: what a file holds; its lines end in a line feed alone.
        path: the file, for messages.
        first_line: its line on which ``text`` begins.
    """
    if _NOT_ALLOWED.search(text) is None and _CONFLICT not in text:
        return []
    return list(islice(_find_signs(text, path, first_line), _MOST_SIGNS))


def _find_signs(text: str, path: str, first_line: int) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=first_line):
        for sign in _NOT_ALLOWED.finditer(line):
            words = f"an invisible character (U+{ord(sign[0]):04X}) stands here; delete it"
            yield Problem(path, number, sign.start() + 1, words)
        if line.startswith(_CONFLICT):
            words = f"Git has left two versions here; keep one, and delete its lines of {_CONFLICT_MARKS}"
            yield Problem(path, number, 1, words)


def _check_features(text: str, path: str, first_line: int, *, allows_tags: bool) -> Iterator[Problem]:
    """Refuse anchors, aliases and tags: an author who meets one in a file cannot tell what it does.

    Depth is refused here too: what reads the nodes goes down into them, and would run out of stack.
    """
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.AliasEvent):
            message = f"{quotes_needed('*')} (aliases of YAML are not used here)"
        elif isinstance(event, yaml.NodeEvent) and event.anchor:
            message = f"{quotes_needed('&')} (anchors of YAML are not used here)"
        elif (
            not allows_tags and isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag
        ):
            message = f"{quotes_needed('!')} (tags of YAML are not used here)"
        else:
            message = ""
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                message = f"lists and keys stand {_DEEPEST} deep at most; close some before this"
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if message:
            place = place_of(event.start_mark)
            yield Problem(path, place.line + first_line, place.column + 1, message)
        if depth > _DEEPEST:
            return


def _describe_rest(text: str, *, is_first: bool) -> str:
    """Return what to say of a ``text`` in braces that is no key with a value."""
    if is_first:
        return f"'{text}' has no value; write 'key: value', or put a text that begins with '{{' in quotes"
    return f"'{text}' has no value; where the comma before it is part of a text, put that text in quotes"


def _begins_blank(node: yaml.Node) -> bool:
    """Return whether a node is what YAML makes of ``{{ field }}``: a mapping with a mapping as its key."""
    if not isinstance(node, yaml.MappingNode) or not node.flow_style or not node.value:
        return False
    key = node.value[0][0]
    return isinstance(key, yaml.MappingNode) and bool(key.flow_style)


@dataclass(slots=True)
class _Builder:
    """Turns nodes into plain data, and notes where each value and each key stands."""

    path: str
    first_line: int
    text: str
    problems: list[Problem] = field(default_factory=list)
    nodes: dict[Location, yaml.Node] = field(default_factory=dict)
    keys: dict[Location, yaml.Node] = field(default_factory=dict)

    def build(self, node: yaml.Node, location: Location) -> Plain:
        if isinstance(node, yaml.MappingNode):
            return self.build_mapping(node, location)
        self.nodes[location] = node
        if isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value if node.flow_style else ()):
                self._check_quote(item, (*location, index))
            return [self.build(item, (*location, index)) for index, item in enumerate(node.value)]
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        lost = self._note_lost(node, location) if is_plain else ""
        if is_plain and not lost and node.value in _NULLS:
            return None
        self._check_escapes(node, location)
        return f"{node.value}{lost}"

    def build_mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Plain]:
        self.nodes[location] = node
        data: dict[str, Plain] = {}
        is_cut = False
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                # The value of 'body: {{ contact }}' is a mapping, and its own beginning is what to quote.
                blank = next((one for one in (node, key_node) if _begins_blank(one)), None)
                words = quotes_needed("{{") if blank else "a key must be plain text"
                self._add(blank or key_node, location, words)
                continue
            if node.flow_style and self._is_cut_off(key_node, value_node):
                if not is_cut:  # or its beginning has been told
                    self._add(key_node, location, _describe_rest(key_node.value, is_first=not data))
                continue
            key = self._read_key(key_node, location)
            here = (*location, key)
            is_cut = node.flow_style and (
                self._check_quote(key_node, here) or self._check_quote(value_node, here)
            )
            if key in data:
                first = self.keys[here].start_mark.line + self.first_line
                self._add(key_node, here, f"the key '{key}' stands twice (first on line {first}); keep one")
                continue
            self.keys[here] = key_node
            self._check_escapes(key_node, location)
            data[key] = self.build(value_node, here)
        return data

    def _is_cut_off(self, key: yaml.ScalarNode, value: yaml.Node) -> bool:
        """Return whether braces hold a text where a key and its value belong."""
        is_alone = isinstance(value, yaml.ScalarNode) and not (value.style or value.value)
        return (
            is_alone
            and not key.style
            and not self.text.startswith(":", key.end_mark.index)
            and find_slip(key.value) is None
        )

    def _check_quote(self, node: yaml.Node, location: Location) -> bool:
        """Note where brackets have cut a text in two that its author took for quoted; return whether."""
        is_plain = isinstance(node, yaml.ScalarNode) and not node.style
        words = find_curly_quote(node.value) if is_plain else None
        if words is not None:
            self._add(node, location, words)
        return words is not None

    def _read_key(self, node: yaml.ScalarNode, location: Location) -> str:
        """Return a key without what is wrong with it and cannot be seen, which is noted."""
        key = str(node.value)
        # In braces, a key whose value follows at once is a key alone.
        slip = find_invisible(key) or (None if node.style else find_slip(key))
        if slip is None:
            return key
        place = place_of(node.start_mark)
        column = place.column + slip[0] + bool(node.style)
        self._note(place.line, column, location, slip[1])
        return without_invisible(key)

    def _note_lost(self, node: yaml.Node, location: Location) -> str:
        """Return the end of a text that is a comment to YAML, noted, so that the value is what was meant."""
        found = _LOST.match(self.text, node.end_mark.index)
        if found is None:
            return ""
        words = LOST if node.value else f"has no value; {quotes_needed('#')}"
        place = place_of(node.end_mark)
        self._note(place.line, place.column + found.start("text") - found.start(), location, words)
        return found[0] if node.value else found["text"]

    def _check_escapes(self, node: yaml.Node, location: Location) -> None:
        """Note what an escape brings in that may not stand in the file itself."""
        found = _NOT_ALLOWED.search(node.value)
        if found is not None:
            words = f"an escape makes an invisible character (U+{ord(found[0]):04X}); remove it"
            self._add(node, location, words)

    def _add(self, node: yaml.Node, location: Location, message: str) -> None:
        place = place_of(node.start_mark)
        self._note(place.line, place.column, location, message)

    def _note(self, line: int, column: int, location: Location, message: str) -> None:
        where = describe_location(location)
        words = f"{where}: {message}" if where else message
        self.problems.append(Problem(self.path, line + self.first_line, column + 1, words))
