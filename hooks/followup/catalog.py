"""Everything the site is made of, read from ``data/`` and ``docs/checklists/`` and checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from followup.holiday_calendars import check_countries
from followup.markdown_source import Item, parse_markdown
from followup.models.base import Content, Fault, is_slug
from followup.models.checklist import Checklist
from followup.models.coach import Coach
from followup.models.link import Link, Links
from followup.models.message import Message
from followup.models.timeline import Timeline
from followup.pictures import is_picture
from followup.problems import ContentError, Problem, did_you_mean
from followup.validation import parse_model
from followup.yaml_source import Plain, YamlSource, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

ContentT = TypeVar("ContentT", bound=Content)
FileT = TypeVar("FileT", Coach, Links)
_RenamedT = TypeVar("_RenamedT", Timeline, Message)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All content, cross-checked: every slug that one part names, another part has.

    Attributes:
        timelines: by slug, in the order of their slugs.
        messages: by slug, in the order of their slugs.
        checklists: by slug, in the order of their slugs.
        coach: who publishes the site.
        links: short names, in the order of their file.
        links_source: where each of them stands.
        reminders: what an author should know of, though the site can be built.
    """

    timelines: Mapping[str, Timeline]
    messages: Mapping[str, Message]
    checklists: Mapping[str, Checklist]
    coach: Coach
    links: Mapping[str, Link] = field(default_factory=dict)
    links_source: YamlSource | None = None
    reminders: tuple[Problem, ...] = ()

    @property
    def sections(self) -> Mapping[str, Mapping[str, Timeline | Message | Checklist]]:
        """All that has a page of its own with parts to link to, by the folder of its address."""
        return {"timelines": self.timelines, "messages": self.messages, "checklists": self.checklists}

    def steps_using(self, message: Message) -> Iterator[tuple[Timeline, str]]:
        """Yield the timelines in use, and the ids of their steps, that send ``message`` in time or late."""
        for timeline in self.timelines.values():
            if timeline.retired:
                continue
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
    coach = reader.read_file("data/coach.yml", Coach, lambda coach: _check_coach(coach, root))
    links = reader.read_file("data/links.yml", Links, lambda _: ())
    checklists = reader.read_checklists("docs/checklists")
    reader.problems.extend(_check_references(timelines, messages, reader))
    reader.problems.extend(_check_answers(timelines, reader.slugs[Timeline]))
    reader.problems.extend(_check_names("timeline", timelines, reader.slugs[Timeline]))
    reader.problems.extend(_check_names("message", messages, reader.slugs[Message]))
    reader.problems.extend(_check_retired(timelines, messages))
    if reader.problems:
        raise ContentError(reader.problems)
    return Catalog(
        timelines=MappingProxyType({slug: timeline for slug, (timeline, _) in timelines.items()}),
        messages=MappingProxyType({slug: message for slug, (message, _) in messages.items()}),
        checklists=MappingProxyType(checklists),
        coach=coach[0] if coach else Coach(),
        links=MappingProxyType(dict(links[0].root) if links else {}),
        links_source=links[1] if links else None,
        reminders=tuple(_remind_of_the_example(*coach)) if coach else (),
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
        self, name: str, model: type[FileT], check: Callable[[FileT], Iterable[Fault]]
    ) -> tuple[FileT, YamlSource] | None:
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
        return parsed, source

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


def _check_coach(coach: Coach, root: Path) -> Iterator[Fault]:
    yield from check_countries(coach)
    yield from coach.check()
    for key, (name, folders) in coach.pictures.items():
        folder = " or ".join(folders)
        path = root / name
        if not name.startswith(folders) or ".." in name.split("/"):
            words = f"'{name}' is not in {folder}; put the picture there, and write {folders[0]}{path.name}"
            yield Fault((key,), words)
        elif not path.is_file():
            yield Fault((key,), f"there is no file '{name}'; put it there, or remove this line")
        elif not is_picture(path.read_bytes()):
            words = f"'{name}' is not a picture that browsers show; save it as JPEG, PNG, WebP, GIF or SVG"
            yield Fault((key,), words)


def _remind_of_the_example(coach: Coach, source: YamlSource) -> Iterator[Problem]:
    if coach.example:
        words = "the site still shows the example; put yourself in this file, and remove this line"
        yield source.problem(("example",), words)


def _read_checklist(text: str, name: str, slug: str) -> Checklist:
    source = parse_markdown(text, name)
    items = list(source.items())
    problems = list(_check_items(items, name))
    rows: list[Plain] = [
        {"id": item.id, "text": item.text, "group": item.group, "formerly": list(item.formerly)}
        for item in items
    ]
    if source.front_matter is None:
        message = "a checklist begins with '---', its 'title: …', its 'description: …', and '---'"
        raise ContentError([Problem(name, 1, 1, message), *problems])
    # MkDocs and its theme have keys of their own there.
    head = source.front_matter.only({"title", "description", *("formerly", "retired", "retired_anchors")})
    try:
        checklist = parse_model(head, Checklist, slug=slug, items=[] if problems else rows)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    problems += [head.problem(fault.location, fault.message) for fault in checklist.check()]
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
    for item in items:
        for old in item.formerly:
            if not is_slug(old):
                message = f"'{old}' is not an id; write lower-case letters, digits and single hyphens"
            elif old in first:
                message = (
                    f"the id '{old}' is in use (first on line {first[old]}); formerly names old ids alone"
                )
            else:
                first[old] = item.line
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
    timelines: Mapping[str, tuple[Timeline, YamlSource]], known: Collection[str]
) -> Iterator[Problem]:
    for timeline, source in timelines.values():
        for answer, slug in timeline.heard_back or ():
            if slug is not None and slug not in known:
                yield source.problem(
                    ("heard_back", answer),
                    f"no timeline is called '{slug}'{_in_folder('timelines', slug, known)}",
                )


def _check_names(
    kind: str, contents: Mapping[str, tuple[_RenamedT, YamlSource]], known: Collection[str]
) -> Iterator[Problem]:
    """Yield old names that are in use or claimed twice, and what is named instead but cannot be used."""
    claimed: dict[str, str] = {}
    for content, source in contents.values():
        for place, name in enumerate(content.formerly):
            where = ("formerly", place)
            if name in known:
                words = f"'{name}' is in use: a {kind} is called that; remove it here, or rename that {kind}"
                yield source.problem(where, words)
            elif name in claimed:
                words = f"'{name}' is claimed by {claimed[name]} already; keep it in one of the two"
                yield source.problem(where, words)
            claimed.setdefault(name, source.path)
        slug = content.instead
        if slug is not None and slug not in known:
            words = f"no {kind} is called '{slug}'{_in_folder(f'{kind}s', slug, known)}"
            yield source.problem(("instead",), words)
        elif slug is not None and slug in contents and slug != content.slug and contents[slug][0].retired:
            yield source.problem(("instead",), f"'{slug}' is retired itself; name one that is not")


def _check_retired(
    timelines: Mapping[str, tuple[Timeline, YamlSource]], messages: Mapping[str, tuple[Message, YamlSource]]
) -> Iterator[Problem]:
    """Yield where a timeline in use sends its reader to what is retired."""
    for timeline, source in timelines.values():
        if timeline.retired:
            continue
        for index, step in enumerate(timeline.steps):
            for key, slug in (("message", step.message), ("late_message", step.late_message)):
                if slug is not None and slug in messages and messages[slug][0].retired:
                    yield source.problem(("steps", index, key), f"'{slug}' is retired; name another message")
        for answer, slug in timeline.heard_back or ():
            if slug is not None and slug in timelines and timelines[slug][0].retired:
                yield source.problem(("heard_back", answer), f"'{slug}' is retired; name another timeline")


def _in_folder(folder: str, slug: str, known: Collection[str]) -> str:
    return f"; data/{folder} has: {', '.join(sorted(known)) or 'none'}{did_you_mean(slug, known)}"
