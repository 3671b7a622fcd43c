"""New files to begin with: each is right as it stands, and says where its author decides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Literal, TypeAlias

import yaml

from followup.models.base import SLUG_RULE, is_slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup.models.article import Related
    from followup.models.message import Message

Kind: TypeAlias = Literal["timeline", "message", "checklist", "article"]

_PATHS: Mapping[Kind, str] = {
    "timeline": "data/timelines/{}.yml",
    "message": "data/messages/{}.yml",
    "checklist": "docs/checklists/{}.md",
    "article": "docs/articles/posts/{}.md",
}
_TAKEN = frozenset({"index"})
"""Names of pages that list the others."""

# What Markdown reads as markup within a heading.
_MARKUP = re.compile(r"[\\`*_{}\[\]]")


@dataclass(frozen=True, slots=True)
class Name:
    """What something new is called.

    Attributes:
        title: for people.
        slug: for its file and its address.
    """

    title: str
    slug: str


def read_name(name: str, title: str | None = None) -> Name:
    """Return what ``name`` and ``title`` ask for.

    Args:
        name: a title, from which the slug is made, or a slug, from which the title is made.
        title: the title, where ``name`` is not to be it.

    Raises:
        ValueError: no slug can be made of it, or the title is not one line; the message says which rule.
    """
    name = " ".join(name.split())
    if not name:
        raise ValueError("the name is empty; write a few words, as in: After a trial day")
    slug = name if is_slug(name) else _make_slug(name)
    if not is_slug(slug):
        raise ValueError(f"'{name}' makes no name for a file; its letters and digits must make {SLUG_RULE}")
    if slug in _TAKEN:
        raise ValueError(f"'{slug}' is the page that lists the others; choose another name")
    given = name if title is None else title.strip()
    if title is None and name == slug:
        given = name.replace("-", " ").capitalize()
    check_title(given)
    return Name(given, slug)


def check_title(title: str) -> None:
    """Raise ``ValueError`` where a title is not one line of text; the message says so."""
    if not title.strip() or not title.strip().isprintable():
        raise ValueError("a title is one line of text; write some letters, and nothing invisible")


def path_of(kind: Kind, slug: str) -> str:
    """Return where a file of that kind and name belongs, from the project's root."""
    return _PATHS[kind].format(slug)


def build_new_file(
    kind: Kind,
    name: Name,
    *,
    today: date,
    message: Message | None = None,
    related: Related | None = None,
) -> str:
    """Return the text of a file to begin with.

    Args:
        kind: what it is.
        name: what it is called.
        today: the day that an article is dated.
        message: one that a timeline can send, with a reason; None where there is none.
        related: what an article can lead to; None where there is nothing yet.
    """
    values = {
        "title": _yaml_line(name.title),
        "heading": _MARKUP.sub(r"\\\g<0>", name.title).replace("&", "&amp;").replace("<", "&lt;"),
        "date": today.isoformat(),
        "contact_step": "",
        "related": "",
    }
    if related is not None:
        values["related"] = _read("related.yml").substitute(
            timeline=related.timeline, messages=", ".join(related.messages), checklist=related.checklist
        )
    if message is not None and message.reasons:
        step = _read("contact-step.yml")
        values["contact_step"] = step.substitute(message=message.slug, reason=message.reasons[0].id)
    suffix = path_of(kind, name.slug).rpartition(".")[2]
    return _read(f"{kind}.{suffix}").substitute(values)


def _make_slug(title: str) -> str:
    # An apostrophe joins: "didn't" is "didnt". Accents are dropped: "résumé" is "resume".
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", title)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def _yaml_line(text: str) -> str:
    """Return ``text`` as a value of YAML, in quotes where it needs them."""
    return yaml.safe_dump({"": text}, allow_unicode=True, width=float("inf")).partition(": ")[2].rstrip("\n")


def _read(name: str) -> Template:
    return Template((files("followup.new_content") / name).read_text(encoding="utf-8"))
