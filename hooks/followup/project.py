"""The project as its authors write it, read and checked as a whole; nothing of it is rendered here."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from followup.articles import check_article
from followup.block_checks import check_blocks
from followup.catalog import REASONS, SHORT_NAMES, Catalog, is_there, read_catalog, read_text
from followup.citation_checks import check_citations
from followup.edition import PUBLISHED, Edition
from followup.former_names import build_redirects
from followup.front_matter import check_front_matter
from followup.link_slips import check_link_slips
from followup.markdown_pages import MarkdownPage, check_former_addresses, parse_page
from followup.markdown_source import MarkdownSource, parse_markdown, read_markdown
from followup.models.base import SLUG_RULE, is_slug
from followup.page_anchors import check_anchors, find_anchors
from followup.page_beginnings import check_beginning
from followup.page_links import Places, check_bio, check_links
from followup.pages import build_pages, page_address
from followup.permalinks import LOCK, Published, build_published, check_permalinks
from followup.problems import ContentError, Problem
from followup.rendered_blocks import check_blocks_in_html
from followup.short_names import build_short_names, check_short_names
from followup.site_settings import SETTINGS, check_settings
from followup.theme_files import ThemeFiles
from followup.yaml_source import check_characters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

_MOST_REMEMBERED = 4096


_PICTURES = "assets"
_CHECKLISTS = "checklists"
"""Folders of docs/ that have rules of their own."""

_OF_DATA = ("timelines", "messages")
"""Folders of data/ whose files each have a page."""

_LIKE_PAGES = {".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".txt"}


@dataclass(frozen=True, slots=True)
class Project:
    """What was read.

    Attributes:
        catalog: the content that can be used.
        pages: the written pages, those with faults included.
        problems: all that is wrong, in the order of files and lines, the warnings included.
    """

    catalog: Catalog
    pages: tuple[MarkdownPage, ...]
    problems: tuple[Problem, ...]

    def raise_errors(self) -> None:
        """Raise ``ContentError`` where anything keeps the site from being built."""
        errors = [problem for problem in self.problems if problem.severity == "error"]
        if errors:
            raise ContentError(errors)


def read_project(
    root: Path, docs: Path, edition: Edition = PUBLISHED, *, keeps_permalinks: bool = True
) -> Project:
    """Read everything, and find every problem of every file that can be known.

    A broken file keeps its name, so that what refers to it is not blamed; what cannot be told before it is
    mended is not told.

    Args:
        root: the project's root, which holds ``data/`` and ``overrides/``.
        docs: the folder of Markdown pages.
        edition: what of the content is shown.
        keeps_permalinks: whether all that has been published must still be reachable.

    Raises:
        OSError: a file cannot be read.
    """
    catalog, problems = read_catalog(root, edition)
    problems.extend(_check_names(root, docs))
    files_of_pages = [path for path in sorted(docs.rglob("*.md")) if not path.is_dir()]
    read = [_read_page(path, root, docs, edition, problems) for path in files_of_pages]
    pages = tuple(page for page, _ in read)
    broken = [page for page, is_whole in read if not is_whole]
    generated = build_pages(catalog)
    addresses = _addresses(catalog, pages, generated)
    used = {page.address for page in pages} | set(addresses)
    theme = ThemeFiles(root)
    for page in pages:
        problems.extend(check_blocks(page.source, catalog, is_draft=page.is_draft))
        problems.extend(check_blocks_in_html(page.source))
        if page not in broken or not _hides_front_matter(page.source):
            problems.extend(check_front_matter(page, theme))
        problems.extend(check_article(page, catalog))
        problems.extend(check_citations(page, catalog.sources))
        problems.extend(check_link_slips(page.source))
        problems.extend(check_anchors(page.source, is_checklist=page.is_checklist))
    problems.extend(check_former_addresses(pages, used))
    problems.extend(_check_addresses(root, docs, pages, _made(catalog, (*generated, *_drafts(catalog)))))
    files = frozenset({*_find_files(docs), *_find_files(root / "overrides")})
    drafts = {page.address for page in pages if page.is_draft} | {f"/{name}/" for name in catalog.left_out}
    problems.extend(check_short_names(catalog, addresses, drafts))
    problems.extend(_check_links(files, catalog, pages, generated, addresses))
    if is_there(root / SETTINGS):
        whole = (path.relative_to(docs).as_posix() for path in docs.rglob("*.html"))
        left_out = {*_drafts(catalog), *(page.path for page in pages if page.is_draft)}
        problems.extend(_check_settings(root, {*files, *whole, *addresses.values()}, left_out))
    if keeps_permalinks:
        redirects = build_redirects(catalog, pages) | build_short_names(catalog, addresses)
        published = build_published(catalog, addresses, redirects)
        unread = {f"/{name}/" for name in catalog.broken} | {page.address for page in broken}
        try:
            problems.extend(check_permalinks(read_lock(root), published, unread))
        except ContentError as error:
            problems.extend(error.problems)
    return Project(catalog, pages, tuple(sorted({*problems, *catalog.reminders})))


def read_lock(root: Path) -> str:
    """Return the text of ``permalinks.lock``; empty where nothing has been published yet.

    Raises:
        ContentError: it cannot be read, or is not UTF-8.
    """
    path = root / LOCK
    return read_text(path, LOCK) if is_there(path) else ""


def find_redirects(catalog: Catalog, pages: Iterable[MarkdownPage]) -> dict[str, str]:
    """Return the page that takes an old one's place, by that page: Markdown files under ``docs/``."""
    pages = tuple(pages)
    addresses = _addresses(catalog, pages, build_pages(catalog))
    return build_redirects(catalog, pages) | build_short_names(catalog, addresses)


def find_published(catalog: Catalog, pages: Iterable[MarkdownPage]) -> Published:
    """Return every address that the site publishes, and where old ones lead."""
    pages = tuple(pages)
    addresses = _addresses(catalog, pages, build_pages(catalog))
    return build_published(catalog, addresses, find_redirects(catalog, pages))


def _addresses(catalog: Catalog, pages: Iterable[MarkdownPage], generated: Iterable[str]) -> dict[str, str]:
    """Return the Markdown file of every published page, by its address with a slash at either end.

    A page that would be generated from what cannot be read has its address all the same.
    """
    written = {page.address: page.path for page in pages if not page.is_draft}
    # A checklist with a fault in its name has the address that it will have.
    broken = {f"/{name}/": f"{name}.md" for name in catalog.broken if name.startswith("checklists/")}
    return _made(catalog, generated) | broken | written


def _made(catalog: Catalog, generated: Iterable[str]) -> dict[str, str]:
    """Return the pages that no one writes, by their addresses, those of what cannot be read among them."""
    to_come = (f"{name}.md" for name in catalog.broken if not name.startswith("checklists/"))
    return {f"/{page_address(path)}": path for path in (*generated, *to_come) if path != f"{SHORT_NAMES}.md"}


def _drafts(catalog: Catalog) -> Iterator[str]:
    """Yield the pages that would be generated of drafts."""
    return (f"{name}.md" for name in catalog.left_out if not name.startswith("checklists/"))


def _check_addresses(
    root: Path, docs: Path, pages: Iterable[MarkdownPage], made: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield the files under ``docs/`` that would be published where another page is.

    Args:
        root: the project's root.
        docs: the folder of Markdown pages.
        pages: the written pages.
        made: the pages that no one writes, by their addresses.
    """
    whole = {
        f"{path.parent.relative_to(docs).as_posix()}/": path for path in sorted(docs.rglob("index.html"))
    }
    claims = [(page.address, page.source.path) for page in pages]
    claims += [
        (f"/{folder}".replace("/./", "/"), _name_of(path, root, docs)) for folder, path in whole.items()
    ]
    owners = {address: _describe_maker(path) for address, path in made.items()}
    for address, name in claims:
        if address in owners:
            words = f"'{address}' is the address of {owners[address]}; rename or remove this file"
            yield Problem(name, 1, 1, words)
        owners.setdefault(address, name)


def _describe_maker(path: str) -> str:
    """Return what a page is that no one writes: its file under ``docs/`` is ``path``."""
    name = path.removesuffix(".md")
    is_read = name == REASONS or (posixpath.dirname(name) in _OF_DATA and not name.endswith("/index"))
    return f"the page of data/{name}.yml" if is_read else "a page that the site makes by itself"


def _check_names(root: Path, docs: Path) -> Iterator[Problem]:
    """Yield the files among the pages that no page could be made of, and names that make no good address."""
    for path in sorted(docs.rglob("*")):
        place = path.relative_to(docs)
        if place.parts[0] == _PICTURES or any(part.startswith(".") for part in place.parts):
            continue
        name = _name_of(path, root, docs)
        ending = path.suffix.lower()
        if path.is_dir():
            # Of what stands in the folder of checklists itself, the catalog has told.
            if ending == ".md" and path.parent != docs / _CHECKLISTS:
                yield Problem(name, 1, 1, "this is a folder; only a page's file ends in .md")
        elif place.parts[0] == _CHECKLISTS:
            continue  # the catalog has told
        elif path.suffix == ".md":
            wrong = next((part for part in place.with_suffix("").parts if not is_slug(part)), None)
            if wrong is not None:
                yield Problem(name, 1, 1, f"'{wrong}' is no part of an address; write {SLUG_RULE}")
        elif ending in _LIKE_PAGES:
            stem = path.stem.removesuffix(".md")
            yield Problem(name, 1, 1, f"a page's file ends in .md; rename it to '{stem}.md'")
        elif ending in {".yml", ".yaml"}:
            yield Problem(name, 1, 1, "nothing reads this; plans, messages and settings stand in data/")


def _name_of(path: Path, root: Path, docs: Path) -> str:
    """Return what a file of ``docs`` is called in messages."""
    return path.relative_to(root if path.is_relative_to(root) else docs).as_posix()


def _read_page(
    path: Path, root: Path, docs: Path, edition: Edition, problems: list[Problem]
) -> tuple[MarkdownPage, bool]:
    """Return a written page as far as it can be read, and whether all of it can."""
    name = _name_of(path, root, docs)
    place = path.relative_to(docs).as_posix()
    try:
        text = read_text(path, name)
    except ContentError as error:
        problems.extend(error.problems)
        return MarkdownPage(place, MarkdownSource(name, (), None)), False
    source, found = _parse_markdown(text, name)
    problems.extend(found)
    try:
        return parse_page(source, place, edition), not found
    except ContentError as error:
        problems.extend(error.problems)
        return MarkdownPage(place, source), False


def _hides_front_matter(source: MarkdownSource) -> bool:
    """Return whether a page with faults may have front matter that is not known before they are mended."""
    is_misplaced = check_beginning(source.text, source.path) is not None
    return source.front_matter is None and (not source.text or source.text.startswith("---") or is_misplaced)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _parse_markdown(text: str, name: str) -> tuple[MarkdownSource, tuple[Problem, ...]]:
    source, problems = read_markdown(text, name)
    return source, (*problems, *check_characters(text, name))


def _check_links(
    files: frozenset[str],
    catalog: Catalog,
    pages: tuple[MarkdownPage, ...],
    generated: dict[str, str],
    addresses: dict[str, str],
) -> Iterator[Problem]:
    sources = {page.path: page.source for page in pages}
    unread = {page.path for page in pages if not page.source.lines} | {
        f"{name}.md" for name in catalog.broken
    }

    @cache
    def source_of(path: str) -> MarkdownSource | None:
        if path in unread:
            return None
        return sources[path] if path in sources else parse_markdown(generated[path], path)

    @cache
    def anchors_of(path: str) -> frozenset[str] | None:
        source = source_of(path)
        blocks = tuple(source.blocks()) if source else ()
        names = {name for block in blocks for name in (block.name, f"{block.name}s/{block.argument}")}
        return None if source is None or names & catalog.broken else find_anchors(source, catalog)

    drafts = {page.path for page in pages if page.is_draft} | {f"{name}.md" for name in catalog.left_out}
    places = Places(
        catalog,
        {path: address for address, path in addresses.items()},
        drafts,
        files,
        source_of,
        anchors_of,
    )
    for page in pages:
        yield from check_links(page, places)
    yield from check_bio(places)


def _check_settings(root: Path, files: Collection[str], drafts: Collection[str]) -> Iterator[Problem]:
    try:
        text = read_text(root / SETTINGS, SETTINGS)
    except ContentError as error:
        yield from error.problems
        return
    yield from check_settings(text, files, drafts)


def _find_files(folder: Path) -> Iterator[str]:
    """Yield the files that the site takes over as they are, by their path."""
    for path in folder.rglob("*"):
        if path.suffix not in {".md", ".yml", ".html"} and path.is_file():
            yield path.relative_to(folder).as_posix()
