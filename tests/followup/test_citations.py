"""Citations: what stands in their place, what a page's end says of them, and what an article leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from markdown import Markdown

from followup.catalog import Catalog
from followup.citations import Citations
from followup.markdown_blocks import ComponentBlocks
from followup.models.article import Related
from followup.models.source import Source
from followup.rendering import ComponentRenderer, Linker
from tests.followup.conftest import HOSTILE, GoldenText
from tests.followup.test_components import read

NACE = Source(
    publisher="NACE",
    title="Recruiting Benchmarks",
    year=2024,
    asked="334 US organizations that hire graduates, spring 2023",
    url="https://example.com/report?a=1&b=2",
    checked=date(2026, 11, 23),
    figures=("25.1 days on average",),
)
OTHER = NACE.model_copy(update={"publisher": "Other", "year": 2016})
FIRST = "(NACE, 2024: 334 US organizations that hire graduates, spring 2023)"


@pytest.fixture
def blocks(renderer: ComponentRenderer, site_catalog: Catalog) -> ComponentBlocks:
    catalog = replace(site_catalog, sources={"nace-2024": NACE, "other-2016": OTHER})
    return ComponentBlocks(catalog, renderer)


def convert(blocks: ComponentBlocks, markdown: str) -> str:
    """Return the text that a reader of some Markdown sees."""
    html = Markdown(extensions=["smarty", "tables", Citations(blocks.render_citation)]).convert(markdown)
    return "".join(read(html).texts)


def test_the_first_mention_says_it_all_and_later_ones_are_short(blocks: ComponentBlocks) -> None:
    text = convert(blocks, "It took 25.1 days [@nace-2024]. Before,\nit took 23.5\n[@nace-2024].")
    assert text == f"It took 25.1 days {FIRST}. Before,\nit took 23.5\n(NACE, 2024)."


def test_a_citation_is_as_its_golden_file(renderer: ComponentRenderer, golden_text: GoldenText) -> None:
    mentions = [renderer.render_citation(NACE, is_first=is_first) for is_first in (True, False)]
    golden_text("citation.html", "\n".join(mentions) + "\n")


def test_the_sources_are_as_their_golden_file(renderer: ComponentRenderer, golden_text: GoldenText) -> None:
    golden_text("sources.html", renderer.render_sources((NACE, OTHER)))
    assert renderer.render_sources(()) == ""


def test_a_source_without_a_year_is_called_undated(renderer: ComponentRenderer) -> None:
    undated = NACE.model_copy(update={"year": None})
    shown = "".join(read(renderer.render_citation(undated, is_first=False)).texts)
    assert shown.strip() == "(NACE, undated)"
    assert ", undated." in "".join(read(renderer.render_sources((undated,))).texts)


def test_each_source_is_listed_once_and_a_new_page_begins_anew(blocks: ComponentBlocks) -> None:
    convert(blocks, "[@other-2016] [@nace-2024] [@other-2016] [@none]")
    assert list(blocks.page.cited.values()) == [OTHER, NACE]
    blocks.start_page("articles/another/")
    assert not blocks.page.cited
    assert convert(blocks, "25.1 [@nace-2024]") == f"25.1 {FIRST}"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("A made-up 99 percent [@none].", "A made-up 99 percent."),
        ("`[@nace-2024]`", "[@nace-2024]"),
        ("    [@nace-2024]", "[@nace-2024]\n"),
        ("\\[@nace-2024]", "[@nace-2024]"),
        ("[@nobody]", "[@nobody]"),
        ("[@nace-2024](https://example.com/)", "@nace-2024"),
        ("*so* [@nace-2024]", f"so {FIRST}"),
        ("[@nace-2024][@other-2016]", f"{FIRST}{FIRST.replace('NACE, 2024', 'Other, 2016')}"),
        ("- one [@nace-2024]\n- two [@nace-2024]", f"\n\none {FIRST}\ntwo (NACE, 2024)\n"),
    ],
)
def test_what_stands_in_its_place(blocks: ComponentBlocks, markdown: str, text: str) -> None:
    assert convert(blocks, markdown).strip() == text.strip()


def test_hostile_text_is_text(renderer: ComponentRenderer) -> None:
    texts = {
        "publisher": HOSTILE,
        "title": HOSTILE,
        "asked": HOSTILE,
        "url": 'https://example.com/"><script>',
    }
    hostile = NACE.model_copy(update=texts)
    outlines = [
        read(renderer.render_citation(hostile, is_first=True)),
        read(renderer.render_sources((hostile,))),
    ]
    for outline in outlines:
        assert "script" not in outline.tags
        assert HOSTILE in "".join(outline.texts)
        assert outline.attributes("href") == [texts["url"]]


def test_what_goes_with_an_article_is_as_its_golden_file(
    renderer: ComponentRenderer, golden_text: GoldenText
) -> None:
    related = Related(timeline="after-call", messages=("check-in", "thank-you"), checklist="keep-busy")
    golden_text("related-content.html", renderer.render_related(related, Linker("articles/why/")))


def test_what_the_site_does_not_show_has_no_card(renderer: ComponentRenderer) -> None:
    related = Related(timeline="hidden", messages=("check-in",), checklist="hidden")
    outline = read(renderer.render_related(related, Linker("articles/why/")))
    assert outline.attributes("href") == ["../../messages/check-in/"]
    assert "The message" in outline.texts
    nothing = Related(timeline="hidden", messages=("hidden",), checklist="hidden")
    assert renderer.render_related(nothing, Linker("")).strip() == ""


def test_every_shipped_source_is_cited_by_name(shipped_catalog: Catalog) -> None:
    assert shipped_catalog.sources
    for name, source in shipped_catalog.sources.items():
        assert source.year is None or name.endswith(f"-{source.year}")
        assert not source.asked.endswith(".")
