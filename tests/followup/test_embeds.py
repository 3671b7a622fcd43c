"""What can be framed in other sites, as files."""

from __future__ import annotations

import re
from dataclasses import replace

from followup.catalog import Catalog
from followup.embeds import (
    Publisher,
    build_embed_snippets,
    build_embeds,
    embed_snippet,
    is_of_this_machine,
    render_dark_style,
)
from followup.rendering import ComponentRenderer
from tests.followup.conftest import COMPONENTS, HOSTILE

PUBLISHER = Publisher("A <Site>", "https://coach.example/sub/")


def embeds(catalog: Catalog, publisher: Publisher = PUBLISHER) -> dict[str, str]:
    renderer = ComponentRenderer(COMPONENTS, catalog)
    return {address: html.decode() for address, html in build_embeds(catalog, renderer, publisher).items()}


def test_every_timeline_and_message_has_one(site_catalog: Catalog) -> None:
    assert set(embeds(site_catalog)) == {
        "embed/timelines/after-call/index.html",
        *(f"embed/messages/{slug}/index.html" for slug in site_catalog.messages),
    }


def test_it_is_a_whole_file_that_names_its_page_and_no_search_engine_lists(site_catalog: Catalog) -> None:
    for address, html in embeds(site_catalog).items():
        page = address.removeprefix("embed/").removesuffix("index.html")
        assert html.startswith("<!doctype html>\n<html lang=")
        assert html.rstrip().endswith("</html>")
        assert '<meta name="robots" content="noindex">' in html
        assert f'<link rel="canonical" href="https://coach.example/sub/{page}">' in html
        assert f'<a href="../../../{page}">Open the full page</a>' in html
        assert "A &lt;Site&gt;" in html
        assert "<style" not in html
        assert "bundle" not in html


def test_without_an_address_its_page_is_named_as_seen_from_it(site_catalog: Catalog) -> None:
    html = embeds(site_catalog, Publisher("Site", None))["embed/timelines/after-call/index.html"]
    assert '<link rel="canonical" href="../../../timelines/after-call/">' in html


def test_links_open_elsewhere_but_those_within_it(site_catalog: Catalog) -> None:
    html = embeds(site_catalog)["embed/messages/thank-you/index.html"]
    assert '<base target="_blank">' in html
    within = re.findall(r'<a [^>]*href="#[^>]*>', html)
    assert within
    assert all('target="_self"' in link for link in within)
    assert html.count("_self") == len(within)


def test_hostile_text_is_text(hostile_catalog: Catalog) -> None:
    for html in embeds(hostile_catalog).values():
        assert "<script>alert" not in html
    title = hostile_catalog.messages["check-in"].model_copy(update={"title": HOSTILE})
    page = embeds(replace(hostile_catalog, timelines={}, messages={"check-in": title}))
    assert "<script>alert" not in page["embed/messages/check-in/index.html"]


def test_what_is_retired_says_so(site_catalog: Catalog) -> None:
    timeline = site_catalog.timelines["after-call"].model_copy(update={"retired": True})
    pages = embeds(replace(site_catalog, timelines={"after-call": timeline}))
    assert "This is retired" in pages["embed/timelines/after-call/index.html"]
    assert "This is retired" not in pages["embed/messages/thank-you/index.html"]


def test_the_dark_style_says_what_the_pages_say_of_the_dark_scheme_alone() -> None:
    styles = [
        ':root, [data-md-color-scheme="slate"] { --both: 1 }',
        '/* [data-md-color-scheme="slate"] { --no: 1 } */',
        '[data-md-color-scheme="slate"] { --ink: white }\n.x { color: red }',
        '@media print { [data-md-color-scheme="default"] { --ink: black } }',
        '[data-md-color-scheme="slate"] .a,\n[data-md-color-scheme="slate"] .b { color: blue }',
    ]
    assert render_dark_style(styles).decode() == (
        ":root { --ink: white }\n:root .a,\n:root .b { color: blue }\n"
    )


def test_every_color_of_the_dark_scheme_reaches_an_embed() -> None:
    tokens = (COMPONENTS / "shared/tokens.css").read_text(encoding="utf-8")
    dark = render_dark_style([tokens]).decode()
    light = re.findall(r"(--fu-[a-z-]+): #", tokens.partition('[data-md-color-scheme="slate"]')[0])
    assert light
    assert set(light) <= set(re.findall(r"--fu-[a-z-]+", dark))


def test_the_snippet_frames_an_embed_and_takes_a_number_alone() -> None:
    snippet = embed_snippet("https://coach.example/embed/timelines/a/#fu=1&from=Sam", 'The "plan"')
    assert 'src="https://coach.example/embed/timelines/a/#fu=1&amp;from=Sam"' in snippet
    assert 'title="The &quot;plan&quot;"' in snippet
    assert 'allow="clipboard-write"' in snippet
    assert "event.source" in snippet
    assert "Number(data.height)" in snippet
    assert len(snippet.splitlines()) <= 12


def test_every_embed_in_use_has_a_snippet_that_names_it(site_catalog: Catalog) -> None:
    snippets = [
        *build_embed_snippets(site_catalog, "timelines", "https://coach.example/sub/"),
        *build_embed_snippets(site_catalog, "messages", "https://coach.example/sub/"),
    ]
    assert {f"{address.removeprefix('/')}index.html" for _, address, _ in snippets} == set(
        embeds(site_catalog)
    )
    for title, address, text in snippets:
        assert text == embed_snippet(f"https://coach.example/sub{address}", title)


def test_what_is_retired_is_not_offered(site_catalog: Catalog) -> None:
    timeline = site_catalog.timelines["after-call"].model_copy(update={"retired": True})
    catalog = replace(site_catalog, timelines={"after-call": timeline})
    assert build_embed_snippets(catalog, "timelines", None) == []


def test_a_preview_is_told_from_a_published_site() -> None:
    assert is_of_this_machine("http://127.0.0.1:8000/")
    assert is_of_this_machine("http://localhost/sub/")
    assert not is_of_this_machine("https://localhost.example.com/")
    assert not is_of_this_machine("https://coach.example/?http://localhost/")
