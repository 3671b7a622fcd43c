"""What a page says of itself to those who link to it: previews of its link, and search engines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal
from urllib.parse import urljoin

from followup.models.coach import Coach
from followup.rendering.links import Linker


@dataclass(frozen=True, slots=True)
class Website:
    """The site that a page belongs to.

    Attributes:
        name: what it is called.
        address: its own, absolute, with a slash at its end; None where it is not known.
    """

    name: str
    address: str | None


@dataclass(frozen=True, slots=True)
class SharedPage:
    """A page as others see it.

    Attributes:
        address: its address in the site, without a leading slash.
        title: its title, without the site's name.
        description: a sentence or two.
        published: the day it came out, for an article; None for every other page.
        updated: the day it was last changed, where its author has said so.
    """

    address: str
    title: str
    description: str
    published: date | None = None
    updated: date | None = None

    @property
    def slug(self) -> str:
        """The last part of its address, or ``home``."""
        return self.address.strip("/").rpartition("/")[2] or "home"

    @property
    def kind(self) -> Literal["article", "website"]:
        """Its type in the Open Graph protocol."""
        return "website" if self.published is None else "article"


def whole_address(website: Website, page: SharedPage, address: str) -> str:
    """Return a place of the site as others must write it: absolute where the site's own address is known.

    Args:
        website: the site.
        page: the page that says it; where the site's address is not known, the way begins there.
        address: the place, without a leading slash.
    """
    return urljoin(website.address, address) if website.address else Linker(page.address)(f"/{address}")


def describe_article(page: SharedPage, website: Website, coach: Coach, image: str) -> dict[str, Any] | None:
    """Return an article as JSON-LD, https://schema.org/Article, or None for any other page.

    Args:
        page: the page.
        website: the site; its name signs and publishes where no coach does.
        coach: who publishes the site.
        image: the whole address of its picture.
    """
    if page.published is None:
        return None
    home = {"url": website.address} if website.address else {}
    publisher = {"@type": "Organization", "name": website.name, **home}
    about = whole_address(website, page, "about/")
    author = {"@type": "Person", "name": coach.author, "url": coach.contact.website or about}
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "image": [image],
        "datePublished": page.published.isoformat(),
        "author": author if coach.author else publisher,
        "publisher": publisher,
    }
    if page.updated is not None:
        described["dateModified"] = page.updated.isoformat()
    if website.address:
        address = whole_address(website, page, page.address)
        described["mainEntityOfPage"] = {"@type": "WebPage", "@id": address}
    return described
