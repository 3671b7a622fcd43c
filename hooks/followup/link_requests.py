"""A prefilled link as somebody asks for it, checked against the page that it is to open.

The browser takes what it can of any link, years from now. Who writes one is told at once what its page would
not know: a field it lacks, a reason that is not its, a place it does not have.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from followup.prefilled_links import LINK_KEYS, check_values, field_key, format_fragment
from followup.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from followup.models.message import Message
    from followup.models.timeline import Timeline

Option: TypeAlias = tuple[str, ...]
"""Where a value was given: ``("start",)``, or ``("set", "topic")`` for what ``--set topic=…`` says."""

PageKind: TypeAlias = Literal["timeline", "message", "checklist", "page"]

_ANYWHERE = ("from", "note", "go")
"""What every page takes; the other keys need a timeline or a message to take them."""

_TABLE = tuple(known.key for known in LINK_KEYS)


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """What one link should open, and hold.

    Attributes:
        kind: what is named: a slug of data/ or docs/checklists/, or the address of any page.
        name: the slug, or the address.
        values: by key of a link.
        own: by what ``set`` names: fields that the message declares, and keys of a link.
    """

    kind: PageKind
    name: str
    values: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a request, in words that say what is allowed; no option when all of it is."""

    option: Option
    words: str


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The page that a link opens.

    Attributes:
        address: in the site, without a leading slash.
        anchors: the places it can go to.
        timelines: those on the page; the first takes the link.
        messages: those on the page; the first takes the link.
    """

    address: str
    anchors: Collection[str]
    timelines: tuple[Timeline, ...] = ()
    messages: tuple[Message, ...] = ()

    @property
    def fields(self) -> list[str]:
        """The ids of the fields that its message declares."""
        return [declared.id for declared in self.messages[0].fields] if self.messages else []

    @property
    def reasons(self) -> list[str]:
        """The reasons it knows, by id."""
        ids = [reason.id for message in self.messages for reason in message.reasons]
        ids += [reason for timeline in self.timelines for step in timeline.steps for reason in step.reasons]
        return list(dict.fromkeys(ids))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it does something with, the declared fields among them."""
        if not self.timelines and not self.messages:
            return _ANYWHERE
        return tuple(dict.fromkeys([*_TABLE, *map(field_key, self.fields)]))


def check_link_request(request: LinkRequest, target: LinkTarget) -> Iterator[Fault]:
    """Yield what is wrong with a request, in the order of the link's keys."""
    given = _gather(request)
    yield from _check_own(request, target)
    for key, (option, _) in given.items():
        if key not in target.keys and option == (key,):
            yield Fault(option, f"means nothing on this page; it takes: {', '.join(target.keys)}")
    values = {key: value for key, (_, value) in given.items() if key in target.keys}
    bad = set()
    for problem in check_values(values, target.fields):
        bad.add(problem.key)
        yield Fault(given[problem.key][0] if problem.key in given else (), problem.words)
    for key, allowed, what in (
        ("reason", target.reasons, "reason"),
        ("go", sorted(target.anchors), "place"),
    ):
        value = values.get(key)
        if value and key not in bad and value not in allowed:
            words = f"this page has no {what} '{value}'; allowed: {', '.join(allowed) or 'none'}"
            yield Fault(given[key][0], f"{words}{did_you_mean(value, allowed)}")


def format_link(base: str, request: LinkRequest, target: LinkTarget) -> str:
    """Return the link of a request that has no faults.

    Args:
        base: the site's address, with a slash at its end.
        request: what to write.
        target: the page it opens.
    """
    values = {key: value for key, (_, value) in _gather(request).items()}
    return base + target.address + format_fragment(values, target.fields)


def _gather(request: LinkRequest) -> dict[str, tuple[Option, str]]:
    """Return every value that was given, and where, by key of the link."""
    given: dict[str, tuple[Option, str]] = {
        field_key(name): (("set", name), value) for name, value in request.own.items()
    }
    return given | {key: ((key,), value) for key, value in request.values.items()}


def _check_own(request: LinkRequest, target: LinkTarget) -> Iterator[Fault]:
    seen: dict[str, str] = {key: key for key, value in request.values.items() if value}
    for name in request.own:
        key = field_key(name)
        if key not in target.keys:
            words = f"this page has no such field; allowed: {', '.join(target.keys)}"
            yield Fault(("set", name), f"{words}{did_you_mean(key, target.keys)}")
        elif key in seen:
            yield Fault(("set", name), f"this was given already, as '{seen[key]}'; give it once")
        seen.setdefault(key, name)
