"""What the search has of a page, kept from build to build: never where it would find something else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from material.plugins.search.plugin import SearchIndex
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from page_cache import SearchCache


@dataclass
class Builds:
    """A page that is built again and again, and how often the theme has read it for its search."""

    cache: SearchCache = field(default_factory=SearchCache)
    reads: int = 0

    def build(
        self,
        content: str = '<h1 id="one">One</h1><p>Words.</p>',
        *,
        meta: dict[str, Any] | None = None,
        cached: bool = True,
    ) -> list[dict[str, Any]]:
        """Return what the index of a new build holds of the page."""
        config = MkDocsConfig()
        config.load_dict({"site_name": "Site", "docs_dir": "docs"})
        config.validate()
        page = Page(None, File("one.md", "docs", "site", use_directory_urls=True), config)
        page.content = content
        page.meta = meta or {}
        page.toc = TableOfContents([])
        index = SearchIndex()
        read = index.add_entry_from_context

        def count(page: Page) -> None:
            self.reads += 1
            read(page)

        index.add_entry_from_context = count
        if cached:
            self.cache.start_build(index)
        index.add_entry_from_context(page)
        entries: list[dict[str, Any]] = index.entries
        return entries


def test_a_page_that_is_as_it_was_is_not_read_again() -> None:
    builds = Builds()
    first = builds.build()
    assert builds.build() == first == builds.build(cached=False)
    assert builds.reads == 2  # once, and once without the cache


@pytest.mark.parametrize(
    "change",
    [
        {"content": '<h1 id="one">One</h1><p>Other words.</p>'},
        {"content": '<h1 id="one">Another</h1><p>Words.</p>'},
        {"content": '<h1 id="one">One</h1><h2 id="part">Part</h2><p>Words.</p>'},
        {"content": "<p>Words.</p>", "meta": {"title": "Another name"}},
        {"meta": {"tags": ["waiting"]}},
        {"meta": {"search": {"boost": 2}}},
        {"meta": {"search": {"exclude": True}}},
    ],
    ids=str,
)
def test_a_page_is_read_again_when_what_the_search_has_of_it_changes(change: dict[str, Any]) -> None:
    builds = Builds()
    before = builds.build()
    after = builds.build(**change)
    assert after == builds.build(**change, cached=False)
    assert after != before
    assert builds.build() == before


def test_what_is_done_to_an_entry_later_stays_with_that_build() -> None:
    builds = Builds()
    expected = [dict(entry) for entry in builds.build()]
    for _ in range(2):
        entries = builds.build()
        assert entries == expected
        for entry in entries:
            entry["title"] = "Changed"
