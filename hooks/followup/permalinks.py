"""What has been published must stay reachable: every address of the lock still leads somewhere.

``permalinks.lock`` holds one address a line: of a page, of a step, a variant, an item or a reason on it, or a
short name. Headings are free to change. Whoever renames or removes one of these says so where it was
(``formerly``, ``retired``), and links to it go on working.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.models.reason import REASONS_ADDRESS
from followup.pages import page_address
from followup.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from followup.catalog import Catalog

LOCK = "permalinks.lock"

_HEAD = """\
# Every address that has been published. Links in e-mails and handouts lead here, so none may break: lines
# are added (python -m followup permalinks --accept), never changed or removed.
"""

_KINDS: Mapping[str, tuple[str, str, str]] = {
    "timelines": ("step", "step-", "data/timelines/{}.yml"),
    "messages": ("variant", "", "data/messages/{}.yml"),
    "checklists": ("item", "item-", "docs/checklists/{}.md"),
    "reasons": ("reason", "reason-", "data/{}.yml"),
}
"""By the folder of a page, or its name: what its parts are called, how their anchors begin, and its file."""

_ALONE = {"/": "docs/index.md", REASONS_ADDRESS: "data/reasons.yml"}
"""Pages whose place no other takes, and their files."""

_SHORT_NAMES = "/go/"


@dataclass(frozen=True, slots=True)
class Published:
    """What the site publishes.

    Attributes:
        addresses: all that has an address of its own today: pages with a slash at either end, and parts of
            them, as in ``/timelines/after-interview/#step-check-in``.
        anchors: the anchors on a page that lead somewhere, old names included, by the page's address.
        redirects: the page that takes an old page's place, by that page's address.
    """

    addresses: frozenset[str]
    anchors: Mapping[str, frozenset[str]]
    redirects: Mapping[str, str]

    def leads_somewhere(self, address: str) -> bool:
        """Return whether a link to ``address`` finds what it names, or what has taken its place."""
        page, _, anchor = address.partition("#")
        page = self.redirects.get(page, page)
        return page in self.addresses and (not anchor or anchor in self.anchors.get(page, ()))


def build_published(catalog: Catalog, pages: Iterable[str], redirects: Mapping[str, str]) -> Published:
    """Gather what is published.

    Args:
        catalog: what has parts with addresses.
        pages: the address of every page, with a slash at either end.
        redirects: the Markdown file that takes an old one's place, by that file, both under ``docs/``.
    """
    now = {*pages, *(f"{_SHORT_NAMES}{name}/" for name in catalog.links)}
    anchors = {}
    for page, content in catalog.pages_with_parts():
        now |= {f"{page}#{anchor}" for anchor in content.anchors}
        anchors[page] = frozenset((*content.anchors, *content.former_anchors))
    former = {f"/{page_address(old)}": f"/{page_address(new)}" for old, new in redirects.items()}
    return Published(frozenset(now), anchors, former)


def check_permalinks(
    lock: str, published: Published, unread: Collection[str] = frozenset()
) -> Iterator[Problem]:
    """Yield a problem for each address of the lock that leads nowhere any more.

    Args:
        lock: the text of ``permalinks.lock``; empty where there is none.
        published: what the site publishes now.
        unread: the addresses of pages whose files cannot be read; ``/go/`` stands for all short names. They
            may have what is missed, or be called what is missed, so no one is told of that before.
    """
    folders = {posixpath.dirname(address.rstrip("/")) for address in unread}
    for number, address in _entries(lock):
        if not address.startswith("/"):
            yield Problem(
                LOCK, number, 1, f"'{address}' is not an address; one begins with '/', as in '/about/'"
            )
        elif not published.leads_somewhere(address) and not _is_undecided(
            address, published, unread, folders
        ):
            yield Problem(LOCK, number, 1, f"{address}: {_describe_loss(address, published)}")


def _is_undecided(
    address: str, published: Published, unread: Collection[str], folders: Collection[str]
) -> bool:
    page = address.partition("#")[0]
    page = published.redirects.get(page, page)
    if page in unread or (page.startswith(_SHORT_NAMES) and _SHORT_NAMES in unread):
        return True
    return page not in published.addresses and posixpath.dirname(page.rstrip("/")) in folders


def find_new_addresses(lock: str, published: Published) -> list[str]:
    """Return, sorted, what is published and does not stand in the lock."""
    return sorted(published.addresses - {address for _, address in _entries(lock)})


def add_to_lock(lock: str, addresses: Iterable[str]) -> str:
    """Return the lock with ``addresses`` in it: its entries sorted, its comment kept, none removed."""
    lines = (lock if lock.strip() else _HEAD).splitlines()
    entries = {line.strip() for line in lines if not _is_comment(line)} | set(addresses)
    comments = [line for line in lines if line.startswith("#")]
    return "".join(f"{line}\n" for line in (*comments, *sorted(entries)))


def _entries(lock: str) -> Iterator[tuple[int, str]]:
    """Yield the lock's entries and their 1-based lines."""
    for number, line in enumerate(lock.splitlines(), start=1):
        if not _is_comment(line):
            yield number, line.strip()


def _is_comment(line: str) -> bool:
    return not line.strip() or line.startswith("#")


def _describe_loss(address: str, published: Published) -> str:
    old_page, _, anchor = address.partition("#")
    page = published.redirects.get(old_page, old_page)
    *folders, slug = page.strip("/").split("/")
    kind = _KINDS.get(slug if page == REASONS_ADDRESS else "/".join(folders))
    if page.startswith(_SHORT_NAMES):
        return f"this short name is gone; put '{slug}' back into data/links.yml: it may lead elsewhere"
    if page not in published.addresses:
        if anchor:
            return "it has been published, and its page is gone"
        if page in _ALONE:
            return f"this page has been published and is gone; bring back {_ALONE[page]}"
        if kind is None:
            heir, way_back = (
                "in the front matter of the page that takes its place",
                "its file with 'retired: true'",
            )
        else:
            _, _, file = kind
            heir, way_back = "at the top of what takes its place", f"{file.format(slug)} with 'retired: true'"
        return (
            f"this page has been published and is gone; write 'formerly: [{slug}]' {heir}, "
            f"or bring back {way_back}"
        )
    if kind is None:
        return "it has been published and is gone; bring it back"
    part, prefix, file = kind
    old = anchor.removeprefix(prefix)
    claim = f"{{#its-id formerly={old}}}" if part == "item" else f"formerly: [{old}]"
    return (
        f"this {part} has been published and is gone; write '{claim}' in the {part} that takes its place, "
        f"or 'retired_anchors: [{anchor}]' at the top of {file.format(slug)}"
    )
