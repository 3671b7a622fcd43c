"""Everything the site is made of, read from ``data/`` and ``docs/checklists/`` and checked as a whole."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from followup.edition import PUBLISHED, Edition
from followup.holiday_calendars import check_countries
from followup.markdown_source import Item, read_markdown
from followup.models.base import Content, Fault, is_slug
from followup.models.checklist import Checklist
from followup.models.coach import Coach
from followup.models.link import Link, Links
from followup.models.message import Message
from followup.models.reason import REASONS_ADDRESS, Reasons
from followup.models.source import Source, Sources
from followup.models.timeline import Timeline
from followup.pictures import is_picture
from followup.problems import ContentError, Problem, did_you_mean
from followup.validation import parse_model
from followup.yaml_source import Plain, YamlSource, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from pydantic import BaseModel

    from followup.yaml_source import Location

SHORT_NAMES = "go"
"""In ``Catalog.broken``, all short names: their file cannot be read."""

REASONS = "reasons"
"""In ``Catalog.broken``, all reasons: their file cannot be read."""

ContentT = TypeVar("ContentT", bound=Content)
FileT = TypeVar("FileT", Coach, Links, Sources, Reasons)
_ModelT = TypeVar("_ModelT", bound="BaseModel")
_RenamedT = TypeVar("_RenamedT", Timeline, Message)
_ShownT = TypeVar("_ShownT", Timeline, Message, Checklist)


@dataclass(frozen=True, slots=True)
class Catalog:
    """All content, cross-checked: every slug that one part names, another part has.

    Attributes:
        timelines: by slug, in the order of their slugs.
        messages: by slug, in the order of their slugs.
        checklists: by slug, in the order of their slugs.
        coach: who publishes the site.
        coach_source: where each value of that stands; None where nothing is said.
        reasons: why they did not call; None where the site does not say.
        links: short names, in the order of their file.
        links_source: where each of them stands.
        sources: what articles may cite, by name, in the order of their file; None where it cannot be read.
        reminders: what an author should know of, though the site can be built.
        left_out: drafts that are not shown, as in ``timelines/after-a-trial-day``.
        broken: in the same form, what cannot be read, or depends on what cannot; empty in what is built.
    """

    timelines: Mapping[str, Timeline]
    messages: Mapping[str, Message]
    checklists: Mapping[str, Checklist]
    coach: Coach
    reasons: Reasons | None = None
    coach_source: YamlSource | None = None
    links: Mapping[str, Link] = field(default_factory=dict)
    links_source: YamlSource | None = None
    sources: Mapping[str, Source] | None = field(default_factory=dict)
    reminders: tuple[Problem, ...] = ()
    left_out: frozenset[str] = frozenset()
    broken: frozenset[str] = frozenset()

    @property
    def sections(self) -> Mapping[str, Mapping[str, Timeline | Message | Checklist]]:
        """All that has a page of its own with parts to link to, by the folder of its address."""
        return {"timelines": self.timelines, "messages": self.messages, "checklists": self.checklists}

    def count(self) -> dict[str, int]:
        """Return how many there are of each of the ``sections``: drafts and what cannot be read count too."""
        used = {f"{folder}/{slug}" for folder, contents in self.sections.items() for slug in contents}
        folders = Counter(name.partition("/")[0] for name in used | self.left_out | self.broken)
        return {folder: folders[folder] for folder in self.sections}

    def pages_with_parts(self) -> Iterator[tuple[str, Timeline | Message | Checklist | Reasons]]:
        """Yield all that has parts to link to, after its page's address with a slash at either end."""
        for folder, contents in self.sections.items():
            for slug, content in contents.items():
                yield f"/{folder}/{slug}/", content
        if self.reasons is not None:
            yield REASONS_ADDRESS, self.reasons

    def describe_misnamed(
        self, kind: str, slug: str, *, in_draft: bool = False, in_retired: bool = False
    ) -> str | None:
        """Return what is wrong with leading readers to a timeline, message or checklist, or None.

        Args:
            kind: ``timeline``, ``message`` or ``checklist``.
            slug: its name.
            in_draft: whether what names it is left out of the site, and may name what is left out too.
            in_retired: whether what names it is retired, and may name what is retired too.
        """
        folder = f"{kind}s"
        contents = self.sections[folder]
        name = f"{folder}/{slug}"
        if name in self.broken or (name in self.left_out and in_draft):
            return None
        if name in self.left_out:
            return f"the {kind} '{slug}' is a draft; publish it (remove its 'draft: true'), or name another"
        if slug in contents:
            is_misnamed = contents[slug].retired and not in_retired
            return f"'{slug}' is retired; name another {kind}" if is_misnamed else None
        broken = (name.partition("/") for name in self.broken)
        in_use = [one for one, content in contents.items() if not content.retired]
        allowed = sorted([*in_use, *(one for where, _, one in broken if where == folder)])
        listed = ", ".join(allowed) or "none"
        return f"no {kind} is called '{slug}'; allowed: {listed}{did_you_mean(slug, allowed)}"

    def steps_using(self, message: Message) -> Iterator[tuple[Timeline, str]]:
        """Yield the timelines in use, and the ids of their steps, that send ``message`` in time or late."""
        for timeline in self.timelines.values():
            if timeline.retired:
                continue
            for step in timeline.steps:
                if message.slug in (step.message, step.late_message):
                    yield timeline, step.id


def load_catalog(root: Path, edition: Edition = PUBLISHED) -> Catalog:
    """Read and check all content under the project's ``root``.

    Args:
        root: the project's root.
        edition: whether drafts are shown; those that are not are checked all the same.

    Raises:
        ContentError: with every problem of every file.
    """
    catalog, problems = read_catalog(root, edition)
    if problems:
        raise ContentError(problems)
    return catalog


def read_catalog(root: Path, edition: Edition = PUBLISHED) -> tuple[Catalog, list[Problem]]:
    """Read all content under the project's ``root`` as far as it can be read.

    Args:
        root: as for ``load_catalog``.
        edition: as for ``load_catalog``.

    Returns:
        What can be used, with the rest named as ``broken``; and every problem, those of ``reminders`` aside.
    """
    reader = _Reader(root)
    timelines = reader.read_folder("data/timelines", Timeline, Timeline.check)
    messages = reader.read_folder("data/messages", Message, Message.check)
    coach = reader.read_file("data/coach.yml", Coach, lambda coach: _check_coach(coach, root))
    links = reader.read_file("data/links.yml", Links, lambda _: ())
    sources = reader.read_file("data/sources.yml", Sources, lambda _: ())
    reasons = reader.read_file("data/reasons.yml", Reasons, Reasons.check)
    checklists = reader.read_checklists("docs/checklists")
    reader.check_other_files()
    reader.problems.extend(_check_references(timelines, messages, reader))
    reader.problems.extend(_check_answers(timelines, reader.slugs[Timeline]))
    for source in reader.unusable:
        reader.problems.extend(_check_names_in_unusable(source, reader))
    reader.problems.extend(_check_names("timeline", timelines, reader.slugs[Timeline]))
    reader.problems.extend(_check_names("message", messages, reader.slugs[Message]))
    reader.problems.extend(_check_retired(timelines, messages))
    if not edition.drafts:
        reader.problems.extend(_check_drafts(timelines, messages))
    drafts = {
        f"{folder}/{content.slug}"
        for folder, contents in (
            ("timelines", (timeline for timeline, _ in timelines.values())),
            ("messages", (message for message, _ in messages.values())),
            ("checklists", checklists.values()),
        )
        for content in contents
        if content.draft and not edition.drafts
    }
    shown_messages = _connected_messages(
        _shown({slug: message for slug, (message, _) in messages.items()}, edition)
    )
    shown_timelines = _connected_timelines(
        _shown({slug: timeline for slug, (timeline, _) in timelines.items()}, edition), shown_messages
    )
    catalog = Catalog(
        timelines=MappingProxyType(shown_timelines),
        messages=MappingProxyType(shown_messages),
        checklists=MappingProxyType(_shown(checklists, edition)),
        coach=coach[0] if coach else Coach(),
        coach_source=coach[1] if coach else None,
        reasons=reasons[0] if reasons else None,
        links=MappingProxyType(dict(links[0].root) if links else {}),
        links_source=links[1] if links else None,
        sources=_used_sources(root, sources),
        reminders=tuple(_remind_of_the_example(*coach)) if coach else (),
        left_out=frozenset(drafts),
    )
    known = {
        f"{folder}/{slug}"
        for folder, model in (("timelines", Timeline), ("messages", Message), ("checklists", Checklist))
        for slug in reader.slugs[model]
    }
    used = {f"{folder}/{slug}" for folder, contents in catalog.sections.items() for slug in contents}
    unread = {
        name
        for name, file, read in ((SHORT_NAMES, "links.yml", links), (REASONS, "reasons.yml", reasons))
        if read is None and is_there(root / "data" / file)
    }
    catalog = replace(catalog, broken=frozenset(known - used - drafts | unread))
    if reasons is not None:
        reader.problems.extend(_check_reasons(*reasons, catalog))
    return catalog, reader.problems


def _used_sources(root: Path, read: tuple[Sources, YamlSource] | None) -> Mapping[str, Source] | None:
    """Return the sources that can be cited: none without their file, and None where it cannot be read."""
    if read is not None:
        return MappingProxyType(dict(read[0].root))
    return None if is_there(root / "data/sources.yml") else {}


def _connected_messages(messages: dict[str, Message]) -> dict[str, Message]:
    """Return the messages that name nothing but one another."""
    kept = {slug: one for slug, one in messages.items() if one.instead is None or one.instead in messages}
    return kept if len(kept) == len(messages) else _connected_messages(kept)


def _connected_timelines(
    timelines: dict[str, Timeline], messages: Mapping[str, Message]
) -> dict[str, Timeline]:
    """Return the timelines that name nothing but one another, and ``messages``."""

    def is_connected(timeline: Timeline) -> bool:
        others = {timeline.instead, *(slug for _, slug in timeline.heard_back or ())} - {None}
        sent = {slug for step in timeline.steps for slug in (step.message, step.late_message)} - {None}
        return others <= timelines.keys() and sent <= messages.keys()

    kept = {slug: timeline for slug, timeline in timelines.items() if is_connected(timeline)}
    return kept if len(kept) == len(timelines) else _connected_timelines(kept, messages)


def is_there(path: Path) -> bool:
    """Return whether a name is taken: by a file, a folder, or a link, though it may lead nowhere."""
    return path.exists() or path.is_symlink()


def describe_no_file(path: Path) -> str | None:
    """Return why what has a file's name is none; None where it is one."""
    if path.is_dir():
        return "this is a folder; a file belongs here; rename or move it"
    if path.is_symlink() and not path.exists():
        return "this is a link that leads to nothing; put here what it is meant to lead to, or remove it"
    return None


def read_text(path: Path, name: str) -> str:
    """Return a content file's text, its lines ended by a line feed, without a byte-order mark.

    Raises:
        ContentError: it cannot be read, or is not UTF-8.
    """
    words = describe_no_file(path)
    if words is not None:
        raise ContentError([Problem(name, 1, 1, words)])
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ContentError([Problem(name, 1, 1, f"this file cannot be read: {error.strerror}")]) from None
    encoding = _other_encoding(content)
    if encoding is not None:
        raise ContentError([Problem(name, 1, 1, f"this file is saved as {encoding}; save it as UTF-8")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        read = error.object[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = read.count(b"\n") + 1
        column = len(read.rpartition(b"\n")[2].decode("utf-8-sig")) + 1
        message = "not UTF-8 text; save the file with the encoding UTF-8"
        raise ContentError([Problem(name, line, column, message)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _other_encoding(content: bytes) -> str | None:
    """Return the name of the wide encoding that a file is saved in, or None where it is none of those.

    Without a byte-order mark, the zeros tell: three quarters of English text in UTF-32, half of it in UTF-16.
    """
    # UTF-32's mark begins as UTF-16's does.
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    zeros = content.count(0) / len(content) if content else 0
    # A zero that a slip or a broken disk brings stands alone, and is told where it stands.
    halves = sorted((content[::2].count(0), content[1::2].count(0)))
    if len(content) % 4 == 0 and zeros > _ZEROS_OF_UTF_32:
        return "UTF-32"
    return "UTF-16" if zeros > _ZEROS_OF_UTF_16 and halves[0] * 4 < halves[1] else None


_ZEROS_OF_UTF_32 = 0.6
_ZEROS_OF_UTF_16 = 0.2


class _Reader:
    """Reads files and gathers what is wrong with them, so that one build reports it all."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.slugs: dict[type[Content], set[str]] = {}
        self.unusable: list[YamlSource] = []

    def read_folder(
        self, folder: str, model: type[ContentT], check: Callable[[ContentT], Iterable[Fault]]
    ) -> dict[str, tuple[ContentT, YamlSource]]:
        """Read every ``.yml`` of ``folder``; a broken file keeps its slug, so that references to it hold."""
        found = {}
        slugs = self.slugs[model] = set()
        for path in _visible(self.root / folder):
            name = f"{folder}/{path.name}"
            if path.suffix != ".yml":
                self.problems.append(_misplaced(name, "only .yml files belong in this folder"))
                continue
            if path.stem == _INDEX:
                words = f"the file's name: '{_INDEX}' is kept for the page of all of them; choose another"
                self.problems.append(Problem(name, 1, 1, words))
                continue
            slugs.add(_meant_slug(path.stem))
            read = self._read(name, model, path.stem)
            if read is None:
                continue
            faults = list(check(read[0]))
            self._add_faults(read[1], faults)
            if all(fault.location[-1:] != ("id",) for fault in faults):
                found[path.stem] = read
            elif model is Timeline:  # which of its parts is called what is not known
                self.unusable.append(read[1])
        return found

    def read_file(
        self, name: str, model: type[FileT], check: Callable[[FileT], Iterable[Fault]]
    ) -> tuple[FileT, YamlSource] | None:
        """Read one YAML file that may be missing."""
        if not is_there(self.root / name):
            return None
        read = self._read(name, model, None)
        if read is not None:
            self._add_faults(read[1], check(read[0]))
        return read

    def _read(self, name: str, model: type[_ModelT], slug: str | None) -> tuple[_ModelT, YamlSource] | None:
        try:
            text = read_text(self.root / name, name)
        except ContentError as error:
            self.problems.extend(error.problems)
            return None
        parsed, source, problems = _parse_content(text, name, model, slug)
        self.problems.extend(problems)
        if parsed is None and source is not None and model is Timeline:
            self.unusable.append(source)
        return None if parsed is None or source is None else (cast("_ModelT", parsed), source)

    def _add_faults(self, source: YamlSource, faults: Iterable[Fault]) -> None:
        self.problems.extend(
            source.problem(fault.location, fault.message, offset=fault.offset) for fault in faults
        )

    def read_checklists(self, folder: str) -> dict[str, Checklist]:
        """Read the task lists of every Markdown page of ``folder`` but its index."""
        found = {}
        slugs = self.slugs[Checklist] = set()
        for path in _visible(self.root / folder):
            name = f"{folder}/{path.name}"
            if path.suffix != ".md":
                words = "only .md files belong in this folder; pictures go to docs/assets/"
                self.problems.append(_misplaced(name, words))
                continue
            if path.stem == _INDEX:
                continue
            slugs.add(_meant_slug(path.stem))
            try:
                checklist = _read_checklist(read_text(path, name), name, path.stem)
            except ContentError as error:
                self.problems.extend(error.problems)
                continue
            found[path.stem] = checklist
        return found

    def check_other_files(self) -> None:
        """Note what stands beside the files and folders that are read, where nothing would ever read it."""
        for path in _visible(self.root / "data"):
            name = f"data/{path.name}"
            if path.name in _FILES or (path.name in _FOLDERS and path.is_dir()):
                continue  # what is no file there has been told
            allowed = ", ".join([*_FILES, *(f"{folder}/" for folder in _FOLDERS)])
            nearest = did_you_mean(path.stem, [file.removesuffix(".yml") for file in _FILES] + [*_FOLDERS])
            misplaced = f"nothing reads this; data/ holds: {allowed}{nearest}"
            words = None if path.is_dir() else describe_no_file(path)
            self.problems.append(Problem(name, 1, 1, words or misplaced))


_INDEX = "index"
"""The name under which a folder has its own page; nothing in the folder can be called that, now or before."""

_FILES = ("coach.yml", "links.yml", "reasons.yml", "sources.yml")
_FOLDERS = ("messages", "schemas", "timelines")


def _visible(folder: Path) -> list[Path]:
    """Return what stands in ``folder``, in the order of names; hidden files are the system's business."""
    paths = (path for path in folder.glob("*") if not path.name.startswith("."))
    return sorted(paths, key=lambda path: (path.stem, path.suffix))


def _meant_slug(stem: str) -> str:
    """Return what others call a file whose name is no slug, so that none of them is blamed for that."""
    return stem if is_slug(stem) else "-".join(re.findall("[a-z0-9]+", stem.lower())) or stem


def _misplaced(name: str, rule: str) -> Problem:
    advice = "rename or move it"
    nearest = f"; did you mean '{name.rpartition('/')[2].removesuffix('.yaml')}.yml'?"
    return Problem(name, 1, 1, f"{rule}; {advice}{nearest if name.endswith('.yaml') else ''}")


_MOST_REMEMBERED = 4096


@lru_cache(maxsize=_MOST_REMEMBERED)
def _parse_content(
    text: str, name: str, model: type[BaseModel], slug: str | None
) -> tuple[BaseModel | None, YamlSource | None, tuple[Problem, ...]]:
    """Return what a YAML file says, where, and what is wrong with it; remembered from build to build."""
    source, problems = read_yaml(text, name)
    if source is None:
        return None, None, tuple(problems)
    given: dict[str, Plain] = {} if slug is None else {"slug": slug}
    try:
        parsed = parse_model(source, model, **given)
    except ContentError as error:
        # What is left of a line with a fault in its YAML is not the author's doing.
        told = {problem.line for problem in problems}
        return None, source, (*problems, *(found for found in error.problems if found.line not in told))
    # A file with a fault of its own is not used, as if it could not be read.
    return None if problems else parsed, source, tuple(problems)


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
        yield replace(source.problem(("example",), words), severity="warning")


def _read_checklist(text: str, name: str, slug: str) -> Checklist:
    source, problems = read_markdown(text, name)
    items = list(source.items())
    if problems and source.front_matter is None:
        # The rest of the page may be what is wrong with its beginning.
        raise ContentError([*problems, *(_check_items(items, name) if items else ())])
    problems += _check_items(items, name)
    problems += [Problem(name, line, column, words) for line, column, words in source.near_items()]
    rows: list[Plain] = [
        {"id": item.id, "text": item.text, "group": item.group, "formerly": list(item.formerly)}
        for item in items
    ]
    if source.front_matter is None:
        message = "a checklist begins with '---', its 'title: …', its 'description: …', and '---'"
        raise ContentError([Problem(name, 1, 1, message), *problems])
    # MkDocs and its theme have keys of their own there.
    head = source.front_matter.only(
        {"title", "description", *("draft", "formerly", "retired", "retired_anchors")}
    )
    try:
        checklist = parse_model(head, Checklist, slug=slug, items=[] if problems else rows)
    except ContentError as error:
        raise ContentError([*error.problems, *problems]) from None
    problems += [head.problem(fault.location, fault.message) for fault in checklist.check()]
    if problems:
        raise ContentError(problems)
    return checklist


_CODE = re.compile(r"`[^`]*`")
_STRAY_ID = re.compile(r"(?:^|\s)\{:?[ \t]*#[^{}]*\}")
"""One that stands right behind a link or a word in bold is theirs."""


def _check_items(items: list[Item], name: str) -> Iterator[Problem]:
    if not items:
        yield Problem(name, 1, 1, "a checklist needs items; write '- [ ] What to do {#its-id}'")
    first: dict[str, int] = {}
    for item in items:
        message = _describe_item(item, first)
        if message is None:
            first[item.id] = item.line
        else:
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


def _describe_item(item: Item, first: Mapping[str, int]) -> str | None:
    """Return what is wrong with an item; ``first`` has the lines of the ids above it."""
    stray = _STRAY_ID.search(_CODE.sub("", item.text))
    if not item.text:
        return "this item says nothing; write what to do between its box and its id"
    if stray is not None:
        return f"an item has one id, at its end; remove '{stray[0].strip()}', which would be shown"
    if not item.id:
        return "this item has no id; end it with one, as in '{#send-thank-you}'"
    if not is_slug(item.id):
        return f"'{item.id}' is not an id; write lower-case letters, digits and single hyphens"
    if item.id in first:
        return f"the id '{item.id}' stands twice (first on line {first[item.id]}); choose another"
    return None


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
                if slug is None or slug not in messages:
                    continue
                declared = [reason.id for reason in messages[slug][0].reasons]
                for place, reason in enumerate(step.reasons):
                    if reason not in declared:
                        which = "message" if key == "message" else "late message"
                        allowed = ", ".join(declared) or "none"
                        words = f"'{reason}' is not a reason of the {which} '{slug}'; allowed: {allowed}"
                        where = ("steps", index, "reasons", place)
                        yield source.problem(where, f"{words}{did_you_mean(reason, declared)}")


def _check_names_in_unusable(source: YamlSource, reader: _Reader) -> Iterator[Problem]:
    """Yield the messages and timelines that a timeline names and that are not there, for one with faults."""
    steps, answers = source.data.get("steps"), source.data.get("heard_back")
    named: list[tuple[Location, type[Content], Plain]] = [
        (("steps", index, key), Message, step.get(key))
        for index, step in enumerate(steps if isinstance(steps, list) else ())
        if isinstance(step, dict)
        for key in ("message", "late_message")
    ]
    if isinstance(answers, dict):
        named += [(("heard_back", answer), Timeline, slug) for answer, slug in answers.items()]
    for where, model, slug in named:
        known = reader.slugs[model]
        # What is no slug at all has been told.
        if isinstance(slug, str) and is_slug(slug) and slug not in known:
            kind = model.__name__.lower()
            words = f"no {kind} is called '{slug}'{_in_folder(f'{kind}s', slug, known)}"
            yield source.problem(where, words)


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
            if name == _INDEX:
                words = f"'{name}' is the page that lists every {kind}; no {kind} was called that; remove it"
                yield source.problem(where, words)
            elif name in known:
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


def _check_reasons(reasons: Reasons, source: YamlSource, catalog: Catalog) -> Iterator[Problem]:
    """Yield what the reasons name and readers would not find, or should no longer use."""
    named: list[tuple[Location, str, str]] = [
        (("reasons", index, kind), kind, slug)
        for index, reason in enumerate(reasons.reasons)
        for kind, slug in reason.links
    ]
    for where, kind, slug in (*named, (("ending", "timeline"), "timeline", reasons.ending.timeline)):
        words = catalog.describe_misnamed(kind, slug)
        if words is not None:
            yield source.problem(where, words)


def _check_drafts(
    timelines: Mapping[str, tuple[Timeline, YamlSource]], messages: Mapping[str, tuple[Message, YamlSource]]
) -> Iterator[Problem]:
    """Yield where what is published names a draft, which its readers would not find."""
    advice = "publish it (remove its 'draft: true'), or make this one a draft too"
    for timeline, source in timelines.values():
        if timeline.draft:
            continue
        for index, step in enumerate(timeline.steps):
            for key, slug in (("message", step.message), ("late_message", step.late_message)):
                if slug is not None and slug in messages and messages[slug][0].draft:
                    yield source.problem(("steps", index, key), f"the message '{slug}' is a draft; {advice}")
        named = [(("heard_back", answer), slug) for answer, slug in timeline.heard_back or ()]
        for where, slug in (*named, (("instead",), timeline.instead)):
            if slug is not None and slug in timelines and timelines[slug][0].draft:
                yield source.problem(where, f"the timeline '{slug}' is a draft; {advice}")
    for message, source in messages.values():
        slug = message.instead
        if not message.draft and slug is not None and slug in messages and messages[slug][0].draft:
            yield source.problem(("instead",), f"the message '{slug}' is a draft; {advice}")


def _shown(contents: Mapping[str, _ShownT], edition: Edition) -> dict[str, _ShownT]:
    return {
        slug: content for slug, content in contents.items() if not edition.leaves_out(draft=content.draft)
    }


def _in_folder(folder: str, slug: str, known: Collection[str]) -> str:
    return f"; data/{folder} has: {', '.join(sorted(known)) or 'none'}{did_you_mean(slug, known)}"
