"""What the search finds: the index that the theme builds from the pages, completed from the catalog.

The theme cuts a page into sections at its headings. Of a plan, a message or the reasons it would see the
labels of forms, and no step; so those components are left out (``data-search-exclude``), and their parts are
added here, each at the address that a link to it has.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from followup.models.message import CHANNEL_NAMES
from followup.models.placeholders import fill_placeholders
from followup.models.reason import REASONS_ADDRESS, reason_anchor
from followup.models.search_phrases import ALSO_SEARCHED_AS
from followup.models.timeline import step_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.catalog import Catalog
    from followup.models.message import Message
    from followup.models.reason import Reasons
    from followup.models.timeline import Timeline

Entry: TypeAlias = dict[str, object]
"""One result: ``location``, ``title``, ``text`` in the few tags that the theme keeps, maybe other words."""


_LEFT_OUT = re.compile(
    r"<(?P<name>[a-z]+(?:-[a-z]+)+)\b[^>]*\sdata-search-exclude\b.*?</(?P=name)>", re.DOTALL
)
"""A component that the search leaves out. None stands in one of its own kind."""


class _Part(NamedTuple):
    """A part of a page: its anchor, its title, its text as HTML, and the phrases that also find it."""

    anchor: str
    title: str
    text: str
    phrases: tuple[str, ...] = ()


class _Page(NamedTuple):
    """What the theme does not see of a page: the phrases that also find it, more text, and its parts."""

    phrases: tuple[str, ...]
    text: str
    parts: tuple[_Part, ...]


def leave_out(html: str) -> str:
    """Return a page's content without the components that the search leaves out.

    The theme finds the same in it, and sooner: it reads all the tags of what it drops.

    Args:
        html: the content, as rendered.
    """
    return _LEFT_OUT.sub("", html)


def complete_search_index(
    index: str, catalog: Catalog, article_phrases: Mapping[str, tuple[str, ...]]
) -> str:
    """Return the theme's index with the parts of plans, messages and reasons, and words that also find them.

    Those words stand in a field of their own, which is searched and never shown: ``mkdocs.yml`` names it.

    Args:
        index: the theme's ``search_index.json``.
        catalog: what the site publishes.
        article_phrases: other words that find an article, by its address, without a leading slash.

    Returns:
        JSON again. A page's own entry stays before those of its parts, as the theme needs them.
    """
    data = json.loads(index)
    articles = {address: _Page(phrases, "", ()) for address, phrases in article_phrases.items()}
    pages = _pages(catalog) | articles
    data["docs"] = [whole for entry in data["docs"] for whole in _complete(entry, pages)]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _pages(catalog: Catalog) -> dict[str, _Page]:
    """Return what is known of the catalog's pages, by address, without a leading slash."""
    plans = {
        f"timelines/{slug}/": _Page(timeline.also_searched_as, "", tuple(_steps(timeline)))
        for slug, timeline in catalog.timelines.items()
    }
    messages = {
        f"messages/{slug}/": _Page(
            message.also_searched_as, _message_reasons(message), tuple(_variants(message))
        )
        for slug, message in catalog.messages.items()
    }
    reasons = (
        {}
        if catalog.reasons is None
        else {REASONS_ADDRESS.removeprefix("/"): _Page((), "", tuple(_reason_parts(catalog.reasons)))}
    )
    return {**plans, **messages, **reasons}


def _complete(entry: Entry, pages: dict[str, _Page]) -> Iterator[Entry]:
    """Yield ``entry`` and, where it is a page of the catalog, its parts."""
    page = pages.get(str(entry["location"]))
    if page is None:
        yield entry
        return
    whole = _entry(str(entry["location"]), str(entry["title"]), f"{entry['text']}{page.text}", page.phrases)
    yield {**entry, **whole}
    for part in page.parts:
        yield _entry(
            f"{entry['location']}#{part.anchor}", escape(part.title, quote=False), part.text, part.phrases
        )


def _entry(location: str, title: str, text: str, phrases: tuple[str, ...]) -> Entry:
    spellings = [spelling for phrase in phrases for spelling in _spellings(phrase)]
    found_by = {ALSO_SEARCHED_AS: escape("; ".join(spellings), quote=False)} if spellings else {}
    return {"location": location, "title": title, "text": text, **found_by}


def _spellings(phrase: str) -> Iterator[str]:
    """Yield a phrase as readers type it: with either apostrophe, or with none."""
    yield from dict.fromkeys([phrase, *(re.sub("['’]", mark, phrase) for mark in ("'", "’", ""))])


def _steps(timeline: Timeline) -> Iterator[_Part]:
    for step in timeline.steps:
        yield _Part(step_anchor(step.id), step.title, _paragraphs(step.text), step.also_searched_as)


def _variants(message: Message) -> Iterator[_Part]:
    blanks = {name: f"[{label}]" for name, label in message.labels.items()}
    for variant in message.variants:
        text = "\n\n".join(fill_placeholders(text, blanks) for text in variant.texts.values())
        yield _Part(variant.anchor, f"{CHANNEL_NAMES[variant.channel]}, {variant.tone}", _paragraphs(text))


def _reason_parts(reasons: Reasons) -> Iterator[_Part]:
    for reason in reasons.reasons:
        text = _paragraphs("\n\n".join((reason.text, *reason.signs, reason.can)))
        yield _Part(reason_anchor(reason.id), reason.title, text, reason.also_searched_as)


def _message_reasons(message: Message) -> str:
    items = "".join(f"<li>{escape(reason.label, quote=False)}</li>" for reason in message.reasons)
    return f"<ul>{items}</ul>" if items else ""


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(' '.join(part.split()), quote=False)}</p>" for part in text.split("\n\n"))
