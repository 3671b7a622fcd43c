"""What is in the index of the search; ``tests/browser/test_search.py`` has the theme rank it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from material.plugins.search.plugin import Parser

from followup.catalog import Catalog
from followup.directory import build_directory
from followup.rendering import ComponentRenderer, Linker
from followup.search_index import complete_search_index, leave_out
from tests.followup.conftest import COMPONENTS, HOSTILE, PROJECT

CASES = json.loads((PROJECT / "tests/cases/search.json").read_text("utf-8"))["cases"]


def as_the_theme_writes(catalog: Catalog) -> list[dict[str, Any]]:
    """Return the entries of the pages alone: a summary each, as their components are left out."""
    contents = {
        f"{folder}/{content.slug}/": (content.title, content.summary)
        for folder, part in (("timelines", catalog.timelines), ("messages", catalog.messages))
        for content in part.values()
    }
    pages = contents | ({"reasons/": ("Why they did not call", "")} if catalog.reasons else {})
    return [
        {"location": location, "title": title, "text": f"<p>{text}</p>", "boost": 2}
        for location, (title, text) in pages.items()
    ]


def complete(docs: list[dict[str, Any]], catalog: Catalog) -> list[dict[str, Any]]:
    index = json.dumps({"config": {"lang": ["en"]}, "docs": docs})
    data = json.loads(complete_search_index(index, catalog, {}))
    assert data["config"] == {"lang": ["en"]}
    entries: list[dict[str, Any]] = data["docs"]
    return entries


@pytest.fixture(scope="module")
def shipped(shipped_catalog: Catalog) -> list[dict[str, Any]]:
    return complete(as_the_theme_writes(shipped_catalog), shipped_catalog)


def test_a_step_can_be_found_by_itself_at_the_address_of_its_link(site_catalog: Catalog) -> None:
    entries = complete(as_the_theme_writes(site_catalog), site_catalog)
    places = [entry["location"] for entry in entries]
    assert places[: places.index("timelines/after-call/#step-check-in") + 1] == [
        "timelines/after-call/",
        "timelines/after-call/#step-thank-you",
        "timelines/after-call/#step-check-in",
    ]
    step = site_catalog.timelines["after-call"].step("check-in")
    entry = next(entry for entry in entries if entry["location"].endswith("#step-check-in"))
    assert entry == {"location": entry["location"], "title": step.title, "text": f"<p>{step.text}</p>"}


def test_a_version_of_a_message_says_what_its_blanks_are(site_catalog: Catalog) -> None:
    entries = complete(as_the_theme_writes(site_catalog), site_catalog)
    entry = next(entry for entry in entries if entry["location"] == "messages/thank-you/#email-warm")
    assert entry["title"] == "E-mail, warm"
    assert "[Who you spoke with]" in entry["text"]
    assert "{{" not in entry["text"]


def test_other_words_stand_in_a_field_that_is_not_shown(site_catalog: Catalog) -> None:
    message = site_catalog.messages["thank-you"].model_copy(update={"also_searched_as": ("a & b", "c")})
    catalog = replace(site_catalog, messages={"thank-you": message})
    page = {"location": "messages/thank-you/", "title": "Thanks", "text": "<p>x</p>", "boost": 2}
    entry, *parts = complete([page], catalog)
    assert entry.pop("also_searched_as") == "a &amp; b; c"
    reasons = "".join(f"<li>{reason.label}</li>" for reason in message.reasons)
    assert entry == page | {"text": f"<p>x</p><ul>{reasons}</ul>"}
    assert not any("also_searched_as" in part for part in parts)


def test_other_pages_stay_as_they_are_and_what_is_not_in_the_index_stays_out(site_catalog: Catalog) -> None:
    page = {"location": "about/#timelines", "title": "About", "text": "<p>x</p>", "tags": ["y"]}
    assert complete([page], site_catalog) == [page]


def test_text_never_becomes_markup(hostile_catalog: Catalog) -> None:
    for entry in complete(as_the_theme_writes(hostile_catalog), hostile_catalog):
        if "#" in entry["location"]:
            text = re.sub(r"</?(?:p|ul|li)>", "", entry["title"] + entry["text"])
            assert "<" not in text
    assert "<" in HOSTILE


def test_every_message_plan_and_step_has_other_words(shipped_catalog: Catalog) -> None:
    plans = shipped_catalog.timelines.values()
    for message in shipped_catalog.messages.values():
        assert message.also_searched_as, message.slug
    for plan in plans:
        assert plan.also_searched_as, plan.slug
        assert [step.id for step in plan.steps if not step.also_searched_as] == [], plan.slug


def test_an_article_is_found_by_other_words_with_any_apostrophe(site_catalog: Catalog) -> None:
    index = json.dumps({"docs": [{"location": "articles/why/", "title": "Why", "text": "<p>Here</p>"}]})
    phrases = {"articles/why/": ("didn't call", "no call")}
    (entry,) = json.loads(complete_search_index(index, site_catalog, phrases))["docs"]
    assert entry["text"] == "<p>Here</p>"
    assert entry["also_searched_as"] == "didn't call; didn’t call; didnt call; no call"


@pytest.mark.parametrize("case", [pytest.param(case, id=case["query"]) for case in CASES])
def test_what_readers_type_is_in_the_index(case: dict[str, Any], shipped: list[dict[str, Any]]) -> None:
    # Of an article, the theme reads all there is.
    for page in (found for found in case["finds"] if not found.startswith("articles/")):
        entries = [entry for entry in shipped if entry["location"].partition("#")[0] == page]
        assert entries, page
        text = " ".join(
            str(entry.get(key, "")) for entry in entries for key in ("title", "text", "also_searched_as")
        )
        words = re.split(r"[\s-]+", text.lower().replace("’", "'"))
        said = case["query"].lower().replace("’", "'").split()
        missing = [word for word in said if not any(part.lstrip('(["“').startswith(word) for part in words)]
        assert missing == [], page
    if "best" in case:
        assert f"{case['finds'][0]}#{case['best']}" in [entry["location"] for entry in shipped]


def find_as_the_theme_does(html: str) -> list[tuple[str | None, str, str]]:
    """Return the sections that the theme finds in a page: their ids, titles and texts."""
    parser = Parser()
    parser.feed(html)
    parser.close()
    return [
        (section.id, "".join(section.title).strip(), "".join(section.text).strip())
        for section in parser.data
        if not section.is_excluded()
    ]


@pytest.mark.parametrize("name", ["message", "timeline", "gallery", "reasons", "permalinks"])
def test_the_theme_finds_the_same_without_what_it_leaves_out(shipped_catalog: Catalog, name: str) -> None:
    renderer, link = ComponentRenderer(COMPONENTS, shipped_catalog), Linker("page/")
    component = {
        "message": lambda: renderer.render_message(shipped_catalog.messages["check-in"], link),
        "timeline": lambda: renderer.render_timeline(shipped_catalog.timelines["after-interview"], link),
        "gallery": lambda: renderer.render_gallery(link),
        "reasons": lambda: renderer.render_reasons(link),
        "permalinks": lambda: renderer.render_permalinks(build_directory(shipped_catalog, {}), link),
    }[name]()
    before, between = '<h1 id="page">Page</h1>\n<p>Before.</p>', "<p>Between.</p>"
    page = f'{before}\n{component}\n{between}\n{component}\n<h2 id="end">End</h2>'
    shortened = leave_out(page)
    assert find_as_the_theme_does(shortened) == find_as_the_theme_does(page)
    assert "Between." in shortened
    assert (len(shortened) < 200) == (name != "permalinks")  # that one is searched
