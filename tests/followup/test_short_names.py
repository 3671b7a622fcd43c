"""Short names: where they lead, and the pages that lead there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs_redirects.plugin import HTML_TEMPLATE

from followup.catalog import Catalog
from followup.models.link import Link
from followup.short_names import build_short_names, complete_redirect

PAGE = "/timelines/after-call/"
WRITTEN = HTML_TEMPLATE.format(url=f"../..{PAGE}")


def complete(catalog: Catalog, link: Link, path: str = "go/call.md") -> str:
    return complete_redirect(WRITTEN, path, replace(catalog, links={"call": link}))


def test_each_name_is_a_redirect_to_its_page(site_catalog: Catalog) -> None:
    catalog = replace(site_catalog, links={"call": Link(to=PAGE), "home": Link(to="/")})
    assert build_short_names(catalog, {"/": "index.md", PAGE: "timelines/after-call.md"}) == {
        "go/call.md": "timelines/after-call.md",
        "go/home.md": "index.md",
    }


@pytest.mark.parametrize("path", ["go/call.md", "timelines/an-old-one.md"])
def test_every_redirect_is_kept_out_of_search_engines_and_else_as_it_was(
    path: str, site_catalog: Catalog
) -> None:
    html = complete(site_catalog, Link(to=PAGE), path)
    noindex = '\n    <meta name="robots" content="noindex">'
    assert html.count(noindex) == 1
    assert html.replace(noindex, "").replace("<noscript>", "").replace("</noscript>", "") == WRITTEN


def test_nothing_but_the_script_leads_on_where_it_runs(site_catalog: Catalog) -> None:
    html = complete(site_catalog, Link(to=PAGE, values={"pace": "patient"}))
    refresh = f'<meta http-equiv="refresh" content="0; url=../..{PAGE}">'
    assert html.count("refresh") == html.count(f"<noscript>{refresh}</noscript>") == 1


def test_what_a_name_brings_stands_in_for_what_the_reader_does_not(site_catalog: Catalog) -> None:
    html = complete(site_catalog, Link(to=PAGE, values={"pace": "patient"}, go="step-close"))
    assert 'window.location.hash.substr(1)||"fu=1&pace=patient&go=step-close";' in html
    assert f'content="0; url=../..{PAGE}"' in html


def test_a_page_of_another_redirect_brings_nothing(site_catalog: Catalog) -> None:
    assert "fu=1" not in complete(site_catalog, Link(to=PAGE, go="step-close"), "timelines/call.md")


@given(note=st.text(max_size=50))
def test_no_value_can_break_out_of_the_page(note: str, site_catalog: Catalog) -> None:
    plain = complete(site_catalog, Link(to=PAGE, values={"note": "x"}))
    html = complete(site_catalog, Link(to=PAGE, values={"note": note + "x"}))
    assert html.count("<") == plain.count("<")
    assert html.count('"') == plain.count('"')
    assert html.count("\n") == plain.count("\n")


def test_pages_that_are_written_in_another_way_are_noticed(site_catalog: Catalog) -> None:
    with pytest.raises(ValueError, match=r"go/call\.md: .* in another way"):
        complete_redirect("<html></html>", "go/call.md", site_catalog)
