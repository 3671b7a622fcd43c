"""The coach's own parts of a page: who they are, in one sentence or in full, and how to reach them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from markdown import Markdown
from markupsafe import Markup

if TYPE_CHECKING:
    from followup.models.coach import Coach
    from followup.rendering.links import Linker

CoachPart: TypeAlias = Literal["profile", "card", "line", "byline"]
"""All there is, for a page about the coach; a card, for the end of an article; a line, for the footer; the
name, for the head of an article."""


class Way(NamedTuple):
    """A way to reach the coach: what it is called, where its link leads, and what the link says."""

    label: str
    href: str
    text: str


def ways_to_reach(coach: Coach) -> list[Way]:
    """Return the ways to reach the coach, in the order of the file's keys."""
    contact = coach.contact
    ways = []
    if contact.email:
        ways.append(Way("E-mail", _mail_address(contact.email), contact.email))
    if contact.phone:
        ways.append(Way("Phone", _phone_address(contact.phone), contact.phone))
    if contact.website:
        ways.append(Way("Website", contact.website, _bare_address(contact.website)))
    return ways


def picture_address(name: str) -> str:
    """Return the site's address of a picture that lies in an ``assets/`` folder of the project."""
    return "/" + quote(name[name.index("assets/") :])


def render_bio(coach: Coach, link: Linker) -> Markup:
    """Return the coach's Markdown as HTML; what looks like HTML in it is text."""
    html = _convert(coach.bio or "")
    # Links within the site are written from its root. Python-Markdown puts an address first among attributes.
    found = re.sub(r'(?<=<a href=")/[^"]*', lambda address: link(address[0]), html)
    return Markup(found)  # noqa: S704 - made by Markdown, which has escaped what it was given


@cache
def _convert(text: str) -> str:
    """Return Markdown as HTML; kept, since every page has it."""
    markdown = Markdown(extensions=["smarty"], output_format="html")
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown.convert(text)


def _mail_address(email: str) -> str:
    """Return what a link to write to ``email`` leads to (RFC 6068)."""
    return "mailto:" + quote(email, safe="@+")


def _phone_address(phone: str) -> str:
    """Return what a link to call ``phone`` leads to (RFC 3966), without the signs put in for readers."""
    return "tel:" + re.sub(r"[^0-9+]", "", phone)


def _bare_address(address: str) -> str:
    """Return a web address as people say it: ``example.com/book``."""
    return address.removeprefix("https://").removeprefix("www.").rstrip("/")
