"""The Markdown pages of ``docs/``: the address each has, and the names it had before."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from followup.days import describe_day
from followup.edition import PUBLISHED, Edition
from followup.models.base import Content, Draft, FormerIds, Retired
from followup.pages import page_address
from followup.validation import parse_model

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from followup.markdown_source import MarkdownSource
    from followup.problems import Problem
    from followup.yaml_source import Plain


DRAFT = "Draft"

_ARTICLES = "articles/posts/"
_CHECKLISTS = "checklists/"


class _Head(Content):
    """What front matter says of a page's names; MkDocs and its theme have keys of their own there."""

    title: str = ""
    formerly: FormerIds = ()
    retired: Retired = False
    draft: Draft = False


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A page that an author has written.

    Attributes:
        path: its file under ``docs/``, with forward slashes.
        source: its text.
        formerly: slugs that its address ended in before.
        is_draft: whether it is left out of the site.
        status: why readers do not see it, where its author does: "Draft", or when it will appear.
        is_retired: whether it stays for those who have a link to it alone.
        title: what its front matter calls it, or an empty string.
    """

    path: str
    source: MarkdownSource
    formerly: tuple[str, ...] = ()
    is_draft: bool = False
    status: str = ""
    is_retired: bool = False
    title: str = ""

    @property
    def is_article(self) -> bool:
        """Whether it is an article."""
        return self.path.startswith(_ARTICLES)

    @property
    def is_checklist(self) -> bool:
        """Whether it is a checklist."""
        return self.path.startswith(_CHECKLISTS) and self.path != f"{_CHECKLISTS}index.md"

    @property
    def address(self) -> str:
        """Its address in the site, with a slash at either end."""
        return f"/{page_address(self.path)}"

    @property
    def former_addresses(self) -> tuple[str, ...]:
        """Where it stood before, each beside where it stands now."""
        parent = posixpath.dirname(self.address.rstrip("/"))
        return tuple(posixpath.join(parent, name, "") for name in self.formerly)


def parse_page(source: MarkdownSource, path: str, edition: Edition = PUBLISHED) -> MarkdownPage:
    """Read what a page's front matter says of its names.

    Args:
        source: the page's text.
        path: its file under ``docs/``.
        edition: what of the content is shown.

    Raises:
        ContentError: a value there is not what it must be.
    """
    if source.front_matter is None:
        return MarkdownPage(path, source)
    head = parse_model(source.front_matter.only(_Head.model_fields), _Head)
    appears = _find_date(source.front_matter.data.get("date")) if path.startswith(_ARTICLES) else None
    is_draft = edition.leaves_out(draft=head.draft, appears=appears)
    if head.draft:
        status = DRAFT
    elif appears is not None and edition.is_ahead(appears):
        status = f"Will appear on {describe_day(appears)}"
    else:
        status = ""
    return MarkdownPage(path, source, head.formerly, is_draft, status, head.retired, head.title)


def _find_date(written: Plain) -> date | None:
    """Return the day on which an article appears; None where it names none that there is."""
    if isinstance(written, dict):
        written = written.get("created")
    if not isinstance(written, str):
        return None
    try:
        return date.fromisoformat(written.strip()[: len("2026-11-23")])
    except ValueError:
        return None


def check_former_addresses(pages: Sequence[MarkdownPage], used: Collection[str]) -> Iterator[Problem]:
    """Yield where a page claims an address that another has, or claims too.

    Args:
        pages: all of them.
        used: the addresses of all pages of the site, those that are generated included.
    """
    claims = Counter(address for page in pages for address in page.former_addresses)
    for page in pages:
        for place, address in enumerate(page.former_addresses):
            if page.address == "/":
                words = "the home page has one address; remove this"
            elif page.formerly[place] == "index":
                words = "'index' is kept for a folder's own page; remove this"
            elif address in used:
                words = f"'{address}' is in use: a page has that address; remove it, or rename that page"
            elif claims[address] > 1:
                words = f"more than one page claims '{address}'; keep it in one"
            else:
                continue
            if page.source.front_matter is not None:
                yield page.source.front_matter.problem(("formerly", place), words)
