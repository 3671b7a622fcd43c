"""Everything the site is made of, read from ``data/`` and ``docs/checklists/`` and checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from followup.holiday_calendars import check_countries
from followup.markdown_source import Item, parse_markdown
from followup.models.base import Content, Fault, is_slug
from followup.models.checklist import Checklist
from followup.models.coach import Coach
from followup.models.message import Message
from followup.models.timeline import Timeline
from followup.problems import ContentError, Problem, did_you_mean
from followup.validation import parse_model
from followup.yaml_source import Plain, YamlSource, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

ContentT = TypeVar("ContentT", bound=Content)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All content, cross-checked: every slug that one part names, another part has.

    Attributes:
        timelines: by slug, in the order of their slugs.
        messages: by slug, in the order of their slugs.
        checklists: by slug, in the order of their slugs.
        coach: who publishes the site.
    """

    timelines: Mapping[str, Timeline]
    messages: Mapping[str, Message]
    checklists: Mapping[str, Checklist]
    coach: Coach

    def steps_using(self, message: Message) -> Iterator[tuple[Timeline, str]]:
        """Yield the timelines and step ids that send ``message``, in time or late."""
        for timeline in self.timelines.values():
            for step in timeline.steps:
                if message.slug in (step.message, step.late_message):
                    yield timeline, step.id


def load_catalog(root: Path) -> Catalog:
    """Read and check all content under the project's ``root``.

    Raises:
        ContentError: with every problem of every file.
    """
    reader = _Reader(root)
    timelines = reader.read_folder("data/timelines", Timeline, Timeline.check)
    messages = reader.read_folder("data/messages", Message, Message.check)
    coach = reader.read_file("data/coach.yml", Coach, check_countries)
    checklists = reader.read_checklists("docs/checklists")
    reader.problems.extend(_check_references(timelines, messages, reader))
    reader.problems.extend(_check_answers(timelines, reader.slugs[Timeline]))
    if reader.problems:
        raise ContentError(reader.problems)
    return Catalog(
        timelines=MappingProxyType({slug: timeline for slug, (timeline, _) in timelines.items()}),
        messages=MappingProxyType({slug: message for slug, (message, _) in messages.items()}),
        checklists=MappingProxyType(checklists),
        coach=coach or Coach(),
    )


def read_text(path: Path, name: str) -> str:
    """Return a content file's text, its lines ended by a line feed, without a byte-order mark.

    Raises:
        ContentError: the file is not UTF-8.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read = error.object[: error.start]
        line = read.count(b"\n") + 1
        column = len(read.rpartition(b"\n")[2].decode("utf-8-sig")) + 1
        message = "not UTF-8 text; save the file with the encoding UTF-8"
        raise ContentError([Problem(name, line, column, message)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _Reader:
    """Reads files and gathers what is wrong with them, so that one build reports it all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.slugs: dict[type[Content], set[str]] = {}

    def read_folder(
        self, folder: str, model: type[ContentT], check: Callable[[ContentT], Iterable[Fault]]
    ) -> dict[str, tuple[ContentT, YamlSource]]:
        """Read every ``.yml`` of ``folder``; a broken file keeps its slug, so that references to it hold."""
        found = {}
        slugs = self.slugs[model] = set()
        for path in sorted((self.root / folder).glob("*"), key=lambda path: (path.stem, path.suffix)):
            name = f"{folder}/{path.name}"
            if path.name.startswith("."):
                continue
            if path.suffix != ".yml":
                self.problems.append(
                    Problem(name, 1, 1, "only .yml files belong in this folder; rename or move it")
                )
                continue
            slugs.add(path.stem)
            try:
                source = parse_yaml(read_text(path, name), name)
                parsed = parse_model(source, model, slug=path.stem)
            except ContentError as error:
                self.problems.extend(error.problems)
                continue
            self._add_faults(source, check(parsed))
            found[path.stem] = (parsed, source)
        return found

    def read_file(
        self, name: str, model: type[ContentT], check: Callable[[ContentT], Iterable[Fault]]
    ) -> ContentT | None:
        """Read one YAML file that may be missing."""
        path = self.root / name
        if not path.exists():
            return None
        try:
            source = parse_yaml(read_text(path, name), name)
            parsed = parse_model(source, model)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        self._add_faults(source, check(parsed))
        return parsed

    def _add_faults(self, source: YamlSource, faults: Iterable[Fault]) -> None:
        self.problems.extend(
            source.problem(fault.location, fault.message, offset=fault.offset) for fault in faults
        )

    def read_checklists(self, folder: str) -> dict[str, Checklist]:
        """Read the task lists of every Markdown page of ``folder`` but its index."""
        found = {}
        for path in sorted((self.root / folder).glob("*.md")):
            if path.stem == "index":
                continue
            name = f"{folder}/{path.name}"
            try:
                checklist = _read_checklist(read_text(path, name), name, path.stem)
            except ContentError as error:
                self.problems.extend(error.problems)
                continue
            found[path.stem] = checklist
        return found


def _read_checklist(text: str, name: str, slug: str) -> Checklist:
    source = parse_markdown(text, name)
    items = list(source.items())
    problems = list(_check_items(items, name))
    rows: list[Plain] = [{"id": item.id, "text": item.text, "group": item.group} for item in items]
    if source.front_matter is None:
        message = "a checklist begins with '---', its 'title: …', its 'description: …', and '---'"
        raise ContentError([Problem(name, 1, 1, message), *problems])
    # MkDocs and its theme have keys of their own there.
    head = source.front_matter.only({"title", "description"})
    try:
        checklist = parse_model(head, Checklist, slug=slug, items=[] if problems else rows)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    if problems:
        raise ContentError(problems)
    return checklist


def _check_items(items: list[Item], name: str) -> Iterator[Problem]:
    if not items:
        yield Problem(name, 1, 1, "a checklist needs items; write '- [ ] What to do {#its-id}'")
    first: dict[str, int] = {}
    for item in items:
        if not item.id:
            message = "this item has no id; end it with one, as in '{#send-thank-you}'"
        elif not is_slug(item.id):
            message = f"'{item.id}' is not an id; write lower-case letters, digits and single hyphens"
        elif item.id in first:
            message = f"the id '{item.id}' stands twice (first on line {first[item.id]}); choose another"
        else:
            first[item.id] = item.line
            continue
        yield Problem(name, item.line, item.column, message)


def _check_references(
    timelines: Mapping[str, tuple[Timeline, YamlSource]],
    messages: Mapping[str, tuple[Message, YamlSource]],
    reader: _Reader,
) -> Iterator[Problem]:
    known = reader.slugs[Message]
    for timeline, source in timelines.values():
        for index, step in enumerate(timeline.steps):
            for key, slug in (("message", step.message), ("late_message", step.late_message)):
                if slug is not None and slug not in known:
                    words = f"no message is called '{slug}'{_in_folder('messages', slug, known)}"
                    yield source.problem(("steps", index, key), words)
            if step.message is None or step.message not in messages:
                continue
            declared = [reason.id for reason in messages[step.message][0].reasons]
            for place, reason in enumerate(step.reasons):
                if reason not in declared:
                    allowed = ", ".join(declared) or "none"
                    words = f"'{reason}' is not a reason of the message '{step.message}'; allowed: {allowed}"
                    where = ("steps", index, "reasons", place)
                    yield source.problem(where, f"{words}{did_you_mean(reason, declared)}")


def _check_answers(
    timelines: Mapping[str, tuple[Timeline, YamlSource]], known: Iterable[str]
) -> Iterator[Problem]:
    for timeline, source in timelines.values():
        for answer, slug in timeline.heard_back or ():
            if slug is not None and slug not in known:
                yield source.problem(
                    ("heard_back", answer),
                    f"no timeline is called '{slug}'{_in_folder('timelines', slug, known)}",
                )


def _in_folder(folder: str, slug: str, known: Iterable[str]) -> str:
    return f"; data/{folder} has: {', '.join(sorted(known)) or 'none'}{did_you_mean(slug, known)}"
