"""Everything on the site that a link can open: its pages, what each is called, and the places on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.models.checklist import item_anchor
from followup.models.message import CHANNEL_NAMES
from followup.models.reason import REASONS_ADDRESS, reason_anchor
from followup.models.timeline import step_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.catalog import Catalog
    from followup.models.message import Message
    from followup.models.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a page that keeps its name.

    Attributes:
        anchor: without ``#``.
        title: what it is called.
    """

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Destination:
    """A page that a link can open.

    Attributes:
        address: its address in the site, with a slash at either end.
        title: what it is called.
        places: the parts of it that have an address of their own, in order.
        timeline: what it fills in, where it is a timeline's page.
        message: what it fills in, where it is a message's page.
    """

    address: str
    title: str
    places: tuple[Place, ...] = ()
    timeline: Timeline | None = None
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name.

    Attributes:
        address: its address in the site, with a slash at either end.
        opens: the address of the page that it opens.
        title: what that page is called, the place on it where it goes to one, and what is filled in.
        is_plain: whether it opens that page as it is, at the top and with nothing filled in.
    """

    address: str
    opens: str
    title: str
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Directory:
    """All that a link can open; what is retired is left out.

    Attributes:
        timelines: one for each timeline.
        messages: one for each message.
        checklists: one for each checklist.
        reasons: the page of reasons, where the site has one.
        articles: the articles.
        pages: all other pages.
        short_names: the short names, in the order of their file.
    """

    timelines: tuple[Destination, ...]
    messages: tuple[Destination, ...]
    checklists: tuple[Destination, ...]
    reasons: tuple[Destination, ...]
    articles: tuple[Destination, ...]
    pages: tuple[Destination, ...]
    short_names: tuple[ShortName, ...]

    @property
    def first_plan(self) -> str:
        """The address of the timeline that comes first: the first that has a short name, if any has."""
        plans = [page.address for page in self.timelines]
        return next(
            (name.opens for name in self.short_names if name.opens in plans), plans[0] if plans else ""
        )

    def shortest_address(self, address: str) -> str:
        """Return what to type to open a page as it is: a short name's address, or else the page's own."""
        plain = (name.address for name in self.short_names if name.is_plain and name.opens == address)
        return next(plain, address)


def build_directory(catalog: Catalog, titles: Mapping[str, str]) -> Directory:
    """Gather all that a link can open.

    Args:
        catalog: the content that has pages of its own, and the short names.
        titles: what every other page is called, by its address with a slash at either end.
    """
    own = {address for address, _ in catalog.pages_with_parts()}
    others = [Destination(address, title) for address, title in titles.items() if address not in own]
    reasons = tuple(_reasons(catalog, titles))
    known = [*_timelines(catalog), *_messages(catalog), *_checklists(catalog), *reasons, *others]
    return Directory(
        timelines=tuple(_timelines(catalog)),
        messages=tuple(_messages(catalog)),
        checklists=tuple(_checklists(catalog)),
        reasons=reasons,
        articles=tuple(page for page in others if _is_article(page.address)),
        pages=tuple(page for page in others if not _is_article(page.address)),
        short_names=tuple(_short_names(catalog, {page.address: page for page in known})),
    )


def _is_article(address: str) -> bool:
    folder, _, slug = address.strip("/").rpartition("/")
    return folder == "articles" and slug != ""


def _timelines(catalog: Catalog) -> Iterator[Destination]:
    for slug, timeline in catalog.timelines.items():
        if not timeline.retired:
            places = tuple(Place(step_anchor(step.id), step.title) for step in timeline.steps)
            yield Destination(f"/timelines/{slug}/", timeline.title, places, timeline=timeline)


def _messages(catalog: Catalog) -> Iterator[Destination]:
    for slug, message in catalog.messages.items():
        if not message.retired:
            places = tuple(
                Place(variant.anchor, f"{CHANNEL_NAMES[variant.channel]}, {variant.tone}")
                for variant in message.variants
            )
            yield Destination(f"/messages/{slug}/", message.title, places, message=message)


def _checklists(catalog: Catalog) -> Iterator[Destination]:
    for slug, checklist in catalog.checklists.items():
        if not checklist.retired:
            places = tuple(Place(item_anchor(item.id), _plain(item.text)) for item in checklist.items)
            yield Destination(f"/checklists/{slug}/", checklist.title, places)


def _reasons(catalog: Catalog, titles: Mapping[str, str]) -> Iterator[Destination]:
    if catalog.reasons is not None:
        places = tuple(Place(reason_anchor(reason.id), reason.title) for reason in catalog.reasons.reasons)
        yield Destination(REASONS_ADDRESS, titles.get(REASONS_ADDRESS, "Reasons"), places)


def _plain(markdown: str) -> str:
    """Return an item's Markdown as text: of a link what it says, and no signs of emphasis or code."""
    return re.sub(r"[*`\\]|(?<!\w)_|_(?!\w)", "", re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown))


def _short_names(catalog: Catalog, known: Mapping[str, Destination]) -> Iterator[ShortName]:
    for name, link in catalog.links.items():
        page = known.get(link.to)
        title = link.to if page is None else page.title
        places = () if page is None else page.places
        place = next((place.title for place in places if place.anchor == link.go), None)
        filled = ", ".join(f"{key}: {value}" for key, value in link.values.items())
        words = f"{title}: {place}" if place else title
        is_plain = not (link.values or link.go)
        yield ShortName(f"/go/{name}/", link.to, f"{words} ({filled})" if filled else words, is_plain)
