"""Old names go on working: where each leads now, and the files that are published under it too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from followup.catalog import Catalog
    from followup.markdown_pages import MarkdownPage

_FILE = re.compile(r"(?P<root>downloads|data|embed)/(?P<folder>[a-z]+)/(?P<slug>[a-z0-9-]+)(?P<rest>[./].+)")
"""A file that belongs to one piece of content: its address has the content's slug in it."""


def build_redirects(catalog: Catalog, pages: Iterable[MarkdownPage]) -> dict[str, str]:
    """Return every redirect of the site, as mkdocs-redirects takes them.

    Args:
        catalog: its timelines and messages have pages that no one writes by hand.
        pages: those that an author has written.

    Returns:
        The page that takes an old page's place, by that page: Markdown files under ``docs/``, such as
        ``timelines/old.md``, which need not exist.
    """
    former = {
        address.strip("/") + ".md": page.path
        for page in pages
        if not page.is_draft
        for address in page.former_addresses
    }
    generated = {
        f"{folder}/{old}.md": f"{folder}/{new}.md"
        for folder, old, new in _renames(catalog)
        # A checklist is a page that an author has written.
        if folder != "checklists"
    }
    return former | generated


def copy_to_former_names(catalog: Catalog, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a renamed timeline, message or checklist left behind, with what it is now.

    Args:
        catalog: who was called what.
        files: downloads, data files and embeds by address, without a leading slash.

    Returns:
        Bytes by address, without a leading slash: only those under old names.
    """
    names: dict[tuple[str, str], list[str]] = {}
    for folder, old, new in _renames(catalog):
        names.setdefault((folder, new), []).append(old)
    copies = {}
    for address, content in files.items():
        found = _FILE.fullmatch(address)
        if found is None:
            continue
        for old in names.get((found["folder"], found["slug"]), []):
            copies[f"{found['root']}/{found['folder']}/{old}{found['rest']}"] = content
    return copies


def _renames(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Yield the folder, the old slug and the new one of all that has been renamed."""
    for folder, contents in catalog.sections.items():
        for slug, content in contents.items():
            yield from ((folder, old, slug) for old in content.formerly)
