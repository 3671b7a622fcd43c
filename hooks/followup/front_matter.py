"""What is wrong with a page's front matter, beyond the values that the models check."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from followup.models.checklist import Checklist
from followup.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from followup.markdown_pages import MarkdownPage
    from followup.theme_files import ThemeFiles
    from followup.yaml_source import Location, Plain, YamlSource

_KEYS = (
    *("title", "description", "hide", "draft", "formerly", "retired", "date", "slug", "status", "search"),
    *("categories", "tags", "authors", "pin", "links", "readtime", "icon", "template", "subtitle", "image"),
    *("social", "robots", "comments", "related", "also_searched_as"),
)
"""What this project, MkDocs, its theme or a plugin of it reads; others are an author's own."""

_MISSPELLED = 0.8
"""How like a known key an unknown one must be: others are an author's own."""

_TEXTS = ("title", "description")

_KINDS: dict[type, str] = {
    bool: "yes or no",
    int: "a number",
    float: "a number",
    date: "a date",
}

_TYPED: dict[str, tuple[type, str]] = {
    "search": (dict, "must be one of the search's own keys and its value, as in 'search: {exclude: true}'"),
    "pin": (bool, "must be true or false"),
    "readtime": (int, "must be a whole number of minutes, as in 'readtime: 4'"),
}

_LISTS: dict[str, str] = {
    "hide": "[navigation, toc]",
    "tags": "[waiting, writing]",
    "authors": "[Sam Field]",
}

_HIDDEN = ("navigation", "toc", "path", "footer", "tags", "feedback")
"""What the theme can leave out of a page; a template of an author's own may know more."""

_DAYS = ("created", "updated")
"""What the blog takes as a date, where there is more than the day it appears."""

_LONGEST_SHOWN = 60

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII)


def check_front_matter(page: MarkdownPage, theme: ThemeFiles) -> Iterator[Problem]:
    """Yield the keys that look misspelled, what others stumble over, and what an article's date must be.

    Args:
        page: any page.
        theme: the templates and icons that a page can be given.
    """
    is_article = page.is_article
    head = page.source.front_matter
    if head is None:
        if is_article:
            yield Problem(
                page.source.path,
                1,
                1,
                "an article begins with '---', its 'date: …', its 'title: …', and '---'",
            )
        return
    allowed = [*_KEYS, *(key for key in Checklist.model_fields if key not in {"slug", "items"})]
    for key in head.data:
        nearest = "" if key in allowed else did_you_mean(key.lower(), allowed, likeness=_MISSPELLED)
        if nearest:
            place = head.problem((key,), "")
            words = f"unknown key '{key}'; keys of pages: {', '.join(dict.fromkeys(allowed))}{nearest}"
            yield Problem(place.path, place.line, place.column, words)
    # What is wrong with a date is told below.
    unread = [(where, words) for where, words in head.unread_by_others() if where[0] != "date"]
    yield from (head.problem(where, words) for where, words in unread)
    faulty = {where[0] for where, _ in unread}
    readable = head.only([key for key in head.data if key not in faulty])
    yield from _check_types(readable)
    yield from _check_lists(readable)
    if "template" in head.data:
        yield from _check_template(head, theme.templates)
    if "icon" in head.data:
        yield from _check_icon(head, theme)
    if is_article and "date" not in head.data:
        yield head.problem(
            (), "missing key 'date'; an article needs the day it appears, as in 'date: 2026-11-23'"
        )
    if "date" in head.data:
        yield from _check_dates(head)


def _check_types(head: YamlSource) -> Iterator[Problem]:
    """Yield the values that MkDocs or a plugin would stumble over: they read more than text into YAML."""
    for key in _TEXTS:
        written = head.data.get(key)
        value = head.read_by_others((key,)) if isinstance(written, str) else ""
        kind = next((name for one, name in _KINDS.items() if isinstance(value, one)), None)
        if kind is not None:
            yield head.problem((key,), f"'{written}' is read as {kind}, not as text; put it in quotes")
    for key, (type_, words) in _TYPED.items():
        value = head.read_by_others((key,)) if key in head.data else None
        if key in head.data and (not isinstance(value, type_) or (type_ is int and isinstance(value, bool))):
            yield head.problem((key,), words)


def _check_lists(head: YamlSource) -> Iterator[Problem]:
    """Yield the lists that are none, and what in them is no text."""
    for key, example in _LISTS.items():
        written = head.data.get(key)
        if key not in head.data:
            continue
        if written is None:
            yield head.problem((key,), f"has no value; write '{key}: {example}', or remove this line")
        elif not isinstance(written, list):
            yield head.problem((key,), f"must be a list of texts in brackets, as in '{key}: {example}'")
        else:
            yield from _check_texts(head, key, written)
    if "links" in head.data and not _is_links(head.data["links"]):
        words = "must be a list of pages by their files in docs/, without a slash before them"
        yield head.problem(("links",), f"{words}, as in 'links: [about.md, Home: index.md]'")


def _check_texts(head: YamlSource, key: str, written: list[Plain]) -> Iterator[Problem]:
    for place, one in enumerate(written):
        if not isinstance(one, str):
            yield head.problem((key, place), "must be text")
        elif not isinstance(head.read_by_others((key, place)), str):
            yield head.problem((key, place), f"'{one}' is not read as text; put it in quotes")
        elif key == "hide" and one not in _HIDDEN:
            nearest = did_you_mean(one.lower(), _HIDDEN, likeness=_MISSPELLED)
            if nearest:
                yield head.problem((key, place), f"the theme has no part '{one}'{nearest}")


def _is_links(written: Plain) -> bool:
    """Return whether the blog can read what an article says under ``links``.

    It takes an address that begins with a slash for one of the navigation, and finds no settings for it.
    """
    return isinstance(written, list) and all(
        all(_is_links(value) or _is_link(value) for value in one.values()) and len(one) == 1
        if isinstance(one, dict)
        else _is_link(one)
        for one in written
    )


def _is_link(written: Plain) -> bool:
    return isinstance(written, str) and not written.startswith("/")


def _check_template(head: YamlSource, templates: Collection[str]) -> Iterator[Problem]:
    name = head.data["template"]
    if not isinstance(name, str):
        yield head.problem(("template",), "must be the name of a template, as in 'template: main.html'")
    elif templates and name not in templates:
        shown = sorted(one for one in templates if "/" not in one)
        words = f"there is no template '{name}' in overrides/ or the theme"
        yield head.problem(("template",), f"{words}; allowed: {', '.join(shown)}{did_you_mean(name, shown)}")


def _check_icon(head: YamlSource, theme: ThemeFiles) -> Iterator[Problem]:
    name = head.data["icon"]
    if not isinstance(name, str):
        yield head.problem(("icon",), "must be the name of an icon, as in 'icon: material/handshake'")
    elif not theme.has_icon(name):
        words = f"there is no icon '{name[:_LONGEST_SHOWN]}'; name one of the theme, as in material/handshake"
        yield head.problem(("icon",), f"{words}, or remove this line")


def _check_dates(head: YamlSource) -> Iterator[Problem]:
    written = head.data["date"]
    good: dict[str, date] = {}
    for where, value in _dates(written):
        key = str(where[-1])
        if where[1:] and key not in _DAYS:
            words = f"unknown key '{key}'; allowed: {', '.join(_DAYS)}{did_you_mean(key, _DAYS)}"
            yield head.problem(where, words)
            continue
        fault = _describe_date(value) or _describe_time(head, where)
        if fault is not None:
            yield head.problem(where, fault)
        else:
            good[key] = date.fromisoformat(str(value).strip()[: len("2026-11-23")])
    if isinstance(written, dict) and "created" not in written:
        words = "missing key 'created', the day it appears; write 'date: 2026-11-23', or"
        yield head.problem(("date",), f"{words} 'date: {{created: 2026-11-23, updated: 2026-11-24}}'")
    if good.keys() >= {*_DAYS} and good["updated"] < good["created"]:
        yield head.problem(("date", "updated"), "lies before the day it appears; write a later one")


def _describe_time(head: YamlSource, where: Location) -> str | None:
    """Return what is wrong with a good date that YAML takes for a text; None where it takes it for a date."""
    if isinstance(head.read_by_others(where), date):
        return None
    return "is not read as a date; write it without quotes, and a time with its seconds: 2026-11-23 10:00:00"


def _dates(written: Plain) -> Iterator[tuple[Location, Plain]]:
    if isinstance(written, dict):
        yield from ((("date", key), value) for key, value in written.items())
    else:
        yield ("date",), written


def _describe_date(written: Plain) -> str | None:
    if written is None:
        return "has no value; write the day, as in 2026-11-23"
    if not isinstance(written, str) or not _DATE.fullmatch(written.strip()):
        shown = f"'{written[:40]}' is" if isinstance(written, str) else "this is"
        return f"{shown} not a date; write year, month and day, as in 2026-11-23"
    try:
        date.fromisoformat(written.strip()[:10])
        datetime.fromisoformat(written.strip())
    except ValueError:
        return f"'{written.strip()}' is not a date on the calendar"
    return None
