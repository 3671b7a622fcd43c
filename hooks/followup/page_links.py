"""What the links and pictures of the pages lead to: whether it is there, before anything is built."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from followup.link_requests import LinkRequest, LinkTarget, check_link_request
from followup.link_targets import LinkTarget as Written
from followup.link_targets import find_link_targets, names_picture
from followup.models.coach import find_links
from followup.page_anchors import find_heading_anchors
from followup.prefilled_links import LinkProblem, parse_fragment, read_values
from followup.problems import Problem, did_you_mean
from followup.web_addresses import (
    decode_percent,
    describe_fault,
    find_beginning,
    find_own_path,
    has_scheme,
    is_own_file,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from followup.catalog import Catalog
    from followup.markdown_pages import MarkdownPage
    from followup.markdown_source import MarkdownSource
    from followup.yaml_source import Location, Plain, YamlSource

PICTURES = "docs/assets/"
_CURLY = ("“", "”", "„", "‘", "’")
_NOT_SHOWN = {".heic", ".heif", ".tif", ".tiff", ".psd", ".ai", ".eps", ".pdf"}
"""Endings of pictures as cameras and drawing programs save them."""

_ON_OWN_MACHINE = "is on your own machine, where no reader finds it"
_NEVER_SHOWN = {"object", "embed"}
_MOST_NAMED = 20
_MOST_TOLD = 50
_HOLIDAYS = re.compile(r"data/holidays/(?P<country>[A-Z]{2})\.json")
_MADE = re.compile(
    r"(?P<kind>downloads|data|embed)/(?P<folder>timelines|messages|checklists)/(?P<slug>[a-z0-9-]+)(?P<rest>/index\.html|\.\w+)"
)
_MADE_KINDS = {
    ("downloads", "timelines"): (".md", ".docx", ".pdf"),
    ("downloads", "checklists"): (".md", ".docx", ".pdf"),
    ("downloads", "messages"): (".txt", ".md", ".docx", ".eml"),
    ("data", "timelines"): (".json",),
    ("data", "messages"): (".json",),
    ("embed", "timelines"): ("/index.html",),
    ("embed", "messages"): ("/index.html",),
}


@dataclass(frozen=True, slots=True)
class Places:
    """All that a link may lead to.

    Attributes:
        catalog: what has pages and parts.
        addresses: the address of every page of the site, a slash at either end, by its file under ``docs/``.
        drafts: the files of those that are left out of it.
        files: the other files that are there: under ``docs/``, or the theme's, as the site has them.
        source_of: returns a page's Markdown by its file under ``docs/``; None where it cannot be read.
        anchors_of: returns its anchors; None where they are not known.
    """

    catalog: Catalog
    addresses: Mapping[str, str]
    drafts: Collection[str]
    files: Collection[str]
    source_of: Callable[[str], MarkdownSource | None]
    anchors_of: Callable[[str], Collection[str] | None]

    def has_file(self, path: str) -> bool:
        """Return whether the site publishes a file, beside its pages, at ``path``."""
        return path in self.files or _is_made(path, self.catalog)


def check_links(page: MarkdownPage, places: Places) -> Iterator[Problem]:
    """Yield which links of a page lead nowhere, and which of its pictures are not there."""
    yield from _check_written(page, places)
    head = page.source.front_matter
    if head is None:
        return
    for key, value in head.data.items():
        if isinstance(value, str) and names_picture(value) and len(value.split()) == 1:
            link = Written(value.strip(), 1, 1, is_picture=True)
            for words in _find_faults(link, page, places):
                yield head.problem((key,), words)
    if page.is_article:
        yield from _check_listed(head, places, in_draft=page.is_draft)


def _check_listed(head: YamlSource, places: Places, *, in_draft: bool) -> Iterator[Problem]:
    """Yield what is wrong with the pages that an article lists under ``links``."""
    for where, target in _find_listed(head.data.get("links"), ("links",)):
        if target.startswith("/") or (in_draft and target.partition("#")[0] in places.drafts):
            continue  # the one has been told, the other is right
        for words in _describe_listed(target, places):
            yield head.problem(where, words)


def _find_listed(written: Plain, where: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(written, str):
        yield where, written
    steps: Iterable[tuple[str | int, Plain]] = ()
    if isinstance(written, dict):
        steps = written.items()
    elif isinstance(written, list):
        steps = enumerate(written)
    for step, value in steps:
        yield from _find_listed(value, (*where, step))


def _describe_listed(target: str, places: Places) -> Iterator[str]:
    """Yield what is wrong with a target that the blog looks for by its file, from docs/ on."""
    path, _, fragment = target.partition("#")
    if has_scheme(target):
        fault = describe_fault(target)
        if fault is not None:
            yield f"'{_short(target)}': {fault}"
    elif path in places.drafts:
        yield f"'{_short(path)}' is a draft; publish it, or name another page"
    elif path in places.addresses:
        source = places.source_of(path) if fragment else None
        known = find_heading_anchors(source) if source else frozenset()
        if source and fragment not in known:
            words = (
                f"{path} has no heading '{_short(fragment)}'; allowed: {', '.join(sorted(known)) or 'none'}"
            )
            yield f"{words}{did_you_mean(fragment, known)}"
    elif not places.has_file(path):
        nearest = _find_alike(path, [*places.addresses, *places.files])
        advice = f"; did you mean '{nearest}'?" if nearest else ""
        yield f"no page or file is called '{_short(path)}'{advice}"


def _check_written(page: MarkdownPage, places: Places) -> Iterator[Problem]:
    """Yield what is wrong with the links of a page's text: of 50 at most, since each is looked for afar."""
    known: dict[Written, tuple[str, ...]] = {}
    told = 0
    for link in find_link_targets(page.source):
        kind = replace(link, line=1, column=1)
        if kind not in known:
            known[kind] = _find_faults(link, page, places)
        for words in known[kind]:
            told += 1
            if told > _MOST_TOLD:
                more = f"wrong too, and more may be; mend the {_MOST_TOLD} others first, and check again"
                yield Problem(page.source.path, link.line, link.column, more)
                return
            yield Problem(page.source.path, link.line, link.column, words)


def _find_faults(link: Written, page: MarkdownPage, places: Places) -> tuple[str, ...]:
    slip = _describe_slip(link, page, places)
    return tuple(_describe(link, page, places)) if slip is None else (slip,)


def check_bio(places: Places) -> Iterator[Problem]:
    """Yield which links within the site lead nowhere in what the coach writes about themselves."""
    source, bio = places.catalog.coach_source, places.catalog.coach.bio
    if source is None or bio is None:
        return
    pages = {at: file for file, at in places.addresses.items()}
    for target, offset in find_links(bio):
        own_path = find_own_path(target)
        if own_path is not None:
            words = f"'{_short(target)}' {_ON_OWN_MACHINE}; write '{_short(own_path)}'"
            yield source.problem(("bio",), words, offset=offset)
        elif target.startswith("/") and not target.startswith("//"):
            for words in _describe_address(unescape(target), pages, places):
                yield source.problem(("bio",), words, offset=offset)


def _describe_address(target: str, pages: Mapping[str, str], places: Places) -> Iterator[str]:
    written, _, fragment = target.partition("#")
    address = written.partition("?")[0]
    if address in pages:
        yield from _describe_fragment(fragment, pages[address], written, places)
    elif f"{address.strip('/')}.md" in places.drafts:
        yield f"'{_short(address)}' is a draft; publish it, or lead to another page"
    elif not places.has_file(decode_percent(address.removeprefix("/"))):
        nearest = did_you_mean(address, pages)
        yield f"no page or file has the address '{_short(address)}'; a page's goes from '/' to '/'{nearest}"


def _describe(link: Written, page: MarkdownPage, places: Places) -> Iterator[str]:
    target = link.target
    is_elsewhere = has_scheme(target) or target.startswith("//")
    if link.loaded_by in _NEVER_SHOWN:
        yield f"'{_short(target)}': <{link.loaded_by}> shows nothing once it is published; write a link to it"
    elif link.loaded_by and is_elsewhere:
        words = f"is on another site, and <{link.loaded_by}> loads nothing from there once it is published"
        yield f"'{_short(target)}' {words}; write a link to it, or leave it out"
    elif link.is_picture and is_elsewhere:
        if not (link.is_html and target.startswith("data:")):
            words = f"is on another site; put the picture in {PICTURES}, and name it from there"
            yield f"'{_short(target)}' {words}"
    elif has_scheme(target):
        fault = describe_fault(target)
        if fault is not None:
            yield f"'{_short(target)}': {fault}"
    elif target.startswith(("//", "www.")):
        yield f"'{_short(target)}' lacks its beginning; write 'https://{target.lstrip('/')[:40]}'"
    elif not target:
        yield "this link names no page; write one, or remove the link"
    elif link.is_html:
        yield from _describe_html(link, page, places)
    else:
        yield from _describe_relative(link, page, places)


def _describe_slip(link: Written, page: MarkdownPage, places: Places) -> str | None:
    """Return what is wrong with an address that only its author can follow, or that is a part of one."""
    target = link.target
    own_path, beginning = find_own_path(target), find_beginning(target)
    if is_own_file(target):
        words = f"is a file of your own machine; put it in {PICTURES}, and name it from there"
    elif own_path is not None:
        words = f"{_ON_OWN_MACHINE}; {_advise_file(own_path, link, page, places)}"
    elif target.startswith(_CURLY):
        words = "begins with a curly quote; write the address without quotes"
    elif beginning is not None and not (link.is_picture or places.has_file(target)):
        words = f"lacks its beginning; write '{beginning}{target[:40]}'"
    else:
        return None
    return f"'{_short(target)}' {words}"


def _advise_file(path: str, link: Written, page: MarkdownPage, places: Places) -> str:
    """Return what to write in place of an address of the author's own machine, which readers lack."""
    address, mark, fragment = path.partition("#")
    address = address.partition("?")[0]
    if link.is_html:
        return f"write '{posixpath.relpath(address, page.address)}/{mark}{fragment}'".replace("//", "/")
    path = address.removeprefix("/")
    file = {at: file for file, at in places.addresses.items()}.get(address, path)
    if file == path and not places.has_file(path):
        return "write the file that readers are to see, as in 'about.md'"
    return f"write '{posixpath.relpath(file, posixpath.dirname(page.path) or '.')}{mark}{fragment}'"


def _describe_relative(link: Written, page: MarkdownPage, places: Places) -> Iterator[str]:
    written, _, fragment = link.target.partition("#")
    written = decode_percent(written.partition("?")[0])
    path = _resolve(written, posixpath.dirname(page.path)) if written else page.path
    if path.startswith("../") or path == "..":
        advice = f"; put pictures in {PICTURES}" if link.is_picture else ""
        yield f"'{_short(written)}' lies outside docs/, and is not published{advice}"
    elif link.is_picture:
        ending = posixpath.splitext(path)[1].lower()
        if ending in _NOT_SHOWN:
            words = "save the picture as JPEG, PNG, WebP, GIF or SVG"
            yield f"'{_short(written)}': browsers do not show {ending}; {words}"
        elif not places.has_file(path):
            nearest = _nearest(path, page, places.files)
            yield f"there is no picture '{_short(written)}'; put it in {PICTURES}{nearest}"
    elif path in places.drafts and not page.is_draft:
        yield f"'{_short(written)}' is a draft; publish it, or make this page a draft too"
    elif path in places.addresses or path == page.path:
        yield from _describe_fragment(fragment, path, written or "this page", places)
    elif not places.has_file(path) and path not in places.drafts:
        known = [*places.addresses, *places.files]
        yield f"no page or file is called '{_short(written)}'{_nearest(_as_file(path), page, known)}"


def _describe_html(link: Written, page: MarkdownPage, places: Places) -> Iterator[str]:
    """HTML is published as it is: its addresses are those of the site, seen from the page's own."""
    written, _, fragment = link.target.partition("#")
    written = decode_percent(written.partition("?")[0])
    base = page.address.removeprefix("/")
    path = _resolve(written, base) if written else base
    address = f"/{path.rstrip('/')}/".replace("//", "/").replace("/./", "/")
    pages = {at: file for file, at in places.addresses.items()}
    if written.startswith("/"):
        words = "breaks where the site does not stand at the top; write it from this page on"
        yield f"'{_short(written)}' {words}"
    elif link.is_picture and not places.has_file(path):
        yield f"there is no picture '{_short(written)}' seen from {page.address}; put it in {PICTURES}"
    elif address in pages:
        yield from _describe_fragment(fragment, pages[address], written or "this page", places)
    elif address != page.address and not places.has_file(path):
        nearest = did_you_mean(address, pages)
        yield f"'{_short(written)}' leads to {address} from here, and no page has that address{nearest}"


def _describe_fragment(fragment: str, path: str, name: str, places: Places) -> Iterator[str]:
    if not fragment:
        return
    anchors = places.anchors_of(path)
    if parse_fragment(fragment) is not None:
        yield from _describe_prefilled(fragment, path, anchors, places)
    elif anchors is not None and fragment not in anchors:
        known = sorted(anchors)
        allowed = ", ".join(known[:_MOST_NAMED]) + (", …" if len(known) > _MOST_NAMED else "")
        nearest = did_you_mean(fragment, known)
        yield f"{_short(name)} has no place '{_short(fragment)}'; allowed: {allowed or 'none'}{nearest}"


def _describe_prefilled(
    fragment: str, path: str, anchors: Collection[str] | None, places: Places
) -> Iterator[str]:
    source, values = places.source_of(path), read_values(fragment)
    if source is None or anchors is None or values is None:
        return
    blocks = list(source.blocks())
    catalog = places.catalog
    target = LinkTarget(
        path,
        anchors,
        tuple(
            catalog.timelines[block.argument]
            for block in blocks
            if block.name == "timeline" and block.argument in catalog.timelines
        ),
        tuple(
            catalog.messages[block.argument]
            for block in blocks
            if block.name == "message" and block.argument in catalog.messages
        ),
    )
    link = parse_fragment(fragment, target.fields)
    problems: tuple[LinkProblem, ...] = () if link is None else link.problems
    if any(problem.code == "link-too-long" for problem in problems):
        yield next(problem.words for problem in problems if problem.code == "link-too-long")
        return
    for fault in check_link_request(LinkRequest("page", path, values), target):
        yield f"#fu=1: {fault.option[-1]}: {fault.words}" if fault.option else fault.words


def _resolve(written: str, folder: str) -> str:
    """Return where ``written`` leads from ``folder``; one that begins with a slash begins at the top."""
    return posixpath.normpath(
        written.lstrip("/") if written.startswith("/") else posixpath.join(folder, written)
    )


def _as_file(path: str) -> str:
    """Return the file that was meant where a page's address was written."""
    return path if "." in posixpath.basename(path) else f"{path}.md"


def _nearest(path: str, page: MarkdownPage, known: Collection[str]) -> str:
    index = posixpath.normpath(posixpath.join(path.removesuffix(".md"), "index.md"))
    # A file in another folder was meant, however unlike its folder's name is.
    name = posixpath.basename(path)
    same = min((one for one in known if posixpath.basename(one) == name != "index.md"), default=None)
    found = index if index in known else same or _find_alike(path, known)
    if found is None:
        return ""
    return f"; did you mean '{posixpath.relpath(found, posixpath.dirname(page.path) or '.')}'?"


def _find_alike(path: str, known: Collection[str]) -> str | None:
    # Endings are alike by nature, and would make all names alike.
    stems = {posixpath.splitext(one)[0]: one for one in known}
    stem = did_you_mean(posixpath.splitext(path)[0], stems).partition("'")[2].rpartition("'")[0]
    return stems.get(stem)


def _is_made(path: str, catalog: Catalog) -> bool:
    """Return whether the build makes a file: a download, data, or what can be framed elsewhere."""
    holidays = _HOLIDAYS.fullmatch(path)
    if holidays is not None:
        return holidays["country"] in catalog.coach.holiday_countries
    found = _MADE.fullmatch(path)
    if found is None:
        return path == "downloads/messages.zip"
    kind, folder, slug = found["kind"], found["folder"], found["slug"]
    if f"{folder}/{slug}" in catalog.broken:
        return True
    contents = catalog.sections[folder]
    content = contents.get(slug) or next((one for one in contents.values() if slug in one.formerly), None)
    if content is None or found["rest"] not in _MADE_KINDS.get((kind, folder), ()):
        return False
    message = catalog.messages.get(content.slug) if folder == "messages" else None
    return found["rest"] != ".eml" or (message is not None and message.email is not None)


def _short(text: str) -> str:
    return f"{text[:60]}…" if len(text) > 60 else text  # noqa: PLR2004 - as much as a line has room for
