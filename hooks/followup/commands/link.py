"""``python -m followup link``: prefilled links, one a line and nothing else on standard output."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Annotated, NoReturn, TypeAlias, get_args

import typer

from followup.commands import Root
from followup.commands.build_day import read_build_day
from followup.edition import Edition
from followup.link_requests import (
    Fault,
    LinkRequest,
    LinkTarget,
    PageKind,
    check_link_request,
    format_link,
)
from followup.page_anchors import find_anchors
from followup.problems import ContentError, did_you_mean
from followup.site import Site, load_site

_BAD_VALUE = 1
_COULD_NOT_RUN = 2

_KINDS: tuple[PageKind, ...] = get_args(PageKind)
_KEYS = (
    *("start", "reply-by", "pace", "country", "company", "role", "contact", "name", "reason"),
    *("from", "note", "go"),
)
"""The keys of a link that have an option of their own; ``--set`` takes the rest."""

# RFC 3986, 3, without what no site's address has: a user's name, a query, a fragment.
_BASE = re.compile(
    r"(?i:https?)://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:/[^\s?#\"<>\\^`{|}\x00-\x1f\x7f]*)?"
)

Text: TypeAlias = str | None


def link(  # noqa: PLR0913 - one for each option
    *,
    base: Annotated[str, typer.Option(help="the site's address, http or https")],
    timeline: Annotated[Text, typer.Option(metavar="SLUG", help="opens a timeline")] = None,
    message: Annotated[Text, typer.Option(metavar="SLUG", help="opens a message")] = None,
    checklist: Annotated[Text, typer.Option(metavar="SLUG", help="opens a checklist")] = None,
    page: Annotated[Text, typer.Option(metavar="PATH", help="opens any page, as /about/")] = None,
    start: Annotated[Text, typer.Option(help="the day it happened, as 2026-11-19")] = None,
    reply_by: Annotated[Text, typer.Option(help="the day they said they would reply by")] = None,
    pace: Annotated[Text, typer.Option(help="standard or patient")] = None,
    country: Annotated[Text, typer.Option(help="whose holidays count: US, US-CA or none")] = None,
    company: Annotated[Text, typer.Option(help="the company")] = None,
    role: Annotated[Text, typer.Option(help="the job")] = None,
    contact: Annotated[Text, typer.Option(help="the person written to")] = None,
    name: Annotated[Text, typer.Option(help="the reader's own name")] = None,
    reason: Annotated[Text, typer.Option(help="the id of one of the message's reasons")] = None,
    from_: Annotated[Text, typer.Option("--from", help="your name, shown with the note")] = None,
    note: Annotated[Text, typer.Option(help="what you want to say, 1,000 characters at most")] = None,
    go: Annotated[Text, typer.Option(help="the place to open, as step-check-in")] = None,
    own: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="a field that the message declares"),
    ] = None,
    many: Annotated[
        typer.FileText | None,
        typer.Option("--json", encoding="utf-8", help="many at once: a list of objects; - for stdin"),
    ] = None,
    root: Root = Path(),
) -> None:
    """Print a prefilled link, checked against the page it opens; nothing else goes to standard output.

    The keys of an object in --json are the names of these options; "set" holds an object of its own.

    Its links come one a line, in order, and none of them unless all are right.
    """
    entry: dict[str, object] = dict(zip(_KINDS, (timeline, message, checklist, page), strict=True))
    values = (start, reply_by, pace, country, company, role, contact, name, reason, from_, note, go)
    entry |= dict(zip(_KEYS, values, strict=True))
    entry["set"] = _split_own(own) if own else None
    if many is None:
        entries: list[object] = [entry]
    elif any(value is not None for value in entry.values()):
        _stop(["--json: the file says it all; leave out the options of a single link"], _COULD_NOT_RUN)
    else:
        entries = _read_entries(many)

    if not _BASE.fullmatch(base):
        _stop([f"--base: '{base}' is no address of a site; write one as https://coach.example/"], _BAD_VALUE)
    writer = _LinkWriter(_load(root), base.removesuffix("/") + "/")
    links: list[str] = []
    faults: list[str] = []
    for index, one in enumerate(entries):
        written = writer.write(one)
        if isinstance(written, str):
            links.append(written)
        else:
            faults += [_describe(fault, None if many is None else index) for fault in written]
    if faults:
        _stop(faults, _BAD_VALUE)
    for written in links:
        typer.echo(written)


class _LinkWriter:
    """Writes the links of one site, and reads each page that they open once."""

    def __init__(self, site: Site, base: str) -> None:
        self._site = site
        self._base = base
        self._sources = site.page_sources()
        self._targets: dict[str, LinkTarget] = {}

    def write(self, entry: object) -> str | list[Fault]:
        """Return the link that an entry asks for, or all that is wrong with it."""
        request = _read_request(entry)
        if isinstance(request, list):
            return request
        target = self._find_target(request)
        if isinstance(target, Fault):
            return [target]
        return list(check_link_request(request, target)) or format_link(self._base, request, target)

    def _find_target(self, request: LinkRequest) -> LinkTarget | Fault:
        catalog = self._site.catalog
        if request.kind == "page":
            address = f"{request.name.strip('/')}/".removeprefix("/")
            known = [f"/{known}" for known in self._sources]
            if address not in self._sources:
                nearest = did_you_mean(f"/{address}", known)
                return Fault(("page",), f"the site has no page '{request.name}'{nearest}")
        else:
            folder = f"{request.kind}s"
            slugs = {
                "timeline": catalog.timelines,
                "message": catalog.messages,
                "checklist": catalog.checklists,
            }[request.kind]
            if request.name not in slugs:
                words = f"no {request.kind} is called '{request.name}'; allowed: {', '.join(slugs) or 'none'}"
                return Fault((request.kind,), f"{words}{did_you_mean(request.name, slugs)}")
            address = f"{folder}/{request.name}/"
        if address not in self._targets:
            self._targets[address] = self._read_target(address)
        return self._targets[address]

    def _read_target(self, address: str) -> LinkTarget:
        source, catalog = self._sources[address], self._site.catalog
        blocks = list(source.blocks())
        return LinkTarget(
            address,
            find_anchors(source, self._site.catalog),
            tuple(catalog.timelines[block.argument] for block in blocks if block.name == "timeline"),
            tuple(catalog.messages[block.argument] for block in blocks if block.name == "message"),
        )


def _read_request(entry: object) -> LinkRequest | list[Fault]:
    if not isinstance(entry, dict):
        return [Fault((), 'must be an object, as in {"timeline": "after-interview"}')]
    entry = {key: value for key, value in entry.items() if value is not None}
    own = entry.pop("set", {})
    allowed = [*_KINDS, *_KEYS, "set"]
    faults = [
        Fault((key,), f"there is no such option; allowed: {', '.join(allowed)}{did_you_mean(key, allowed)}")
        for key in entry
        if key not in allowed
    ]
    if not isinstance(own, dict):
        faults.append(Fault(("set",), 'must be an object, as in {"topic": "…"}'))
        own = {}
    texts: dict[tuple[str, ...], object] = {(key,): value for key, value in entry.items() if key in allowed}
    texts |= {("set", key): value for key, value in own.items()}
    faults += [Fault(where, "must be text") for where, value in texts.items() if not isinstance(value, str)]
    kinds = [kind for kind in _KINDS if kind in entry]
    if len(kinds) != 1:
        faults.append(Fault((), f"name the page to open, one of: {', '.join(_KINDS)}"))
    if faults:
        return faults
    values = {key: entry[key] for key in _KEYS if key in entry}
    return LinkRequest(kinds[0], entry[kinds[0]], values, own)


def _split_own(pairs: list[str]) -> dict[str, str]:
    own: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or not name:
            _stop([f"--set: '{pair}' sets nothing; write --set field=value"], _BAD_VALUE)
        if name in own:
            _stop([f"--set {name}: this was given already; give it once"], _BAD_VALUE)
        own[name] = value
    return own


def _read_entries(file: typer.FileText) -> list[object]:
    try:
        entries = json.load(file)
    except ValueError as error:
        _stop([f"--json: {file.name} is not JSON in UTF-8: {error}"], _COULD_NOT_RUN)
    if not isinstance(entries, list):
        _stop([f"--json: {file.name} must hold a list of objects"], _COULD_NOT_RUN)
    return entries


def _load(root: Path) -> Site:
    try:
        return load_site(root, root / "docs", Edition(read_build_day()))
    except ContentError as error:
        _stop([str(error)], _COULD_NOT_RUN)


def _describe(fault: Fault, index: int | None) -> str:
    """Return ``--start: …`` for a command, ``[2].start: …`` for the third object of a list."""
    if index is None:
        where = f"--{' '.join(fault.option)}" if fault.option else "link"
    else:
        where = "".join([f"[{index}]", *(f".{name}" for name in fault.option)])
    return f"{where}: {fault.words}"


def _stop(lines: list[str], code: int) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)
