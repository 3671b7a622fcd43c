"""Citations in Markdown: ``[@nace-2024]`` becomes the source, its year, and who was asked.

The first mention on a page says it all, a later one is short. ``[@none]`` shows nothing: it says that the
figure beside it comes from no survey.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from followup.markdown_source import CITATION
from followup.models.source import NO_SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown import Markdown

    from followup.models.source import Source
    from followup.rendering import ComponentRenderer

_AFTER_ESCAPES_AND_CODE = 175
"""Python-Markdown reads code at 190, escapes at 180, and links from 170 on."""


class Citations(Extension):
    """The Markdown extension that renders citations, and remembers what a page has cited."""

    def __init__(self, sources: Mapping[str, Source], renderer: ComponentRenderer) -> None:
        """Cite from ``sources``, through the templates of ``renderer``."""
        super().__init__()
        self._sources = sources
        self._renderer = renderer
        self._cited: dict[str, Source] = {}

    @property
    def cited(self) -> tuple[Source, ...]:
        """The sources that the page has cited so far, each once, in the order of their first mention."""
        return tuple(self._cited.values())

    def start_page(self) -> None:
        """Forget what the last page has cited."""
        self._cited = {}

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the reader of citations."""
        pattern = rf"\s*{CITATION.pattern}"
        md.inlinePatterns.register(_CitationReader(self, pattern, md), "citation", _AFTER_ESCAPES_AND_CODE)

    def render(self, name: str) -> str | None:
        """Return the HTML of a citation; None where no source has that name."""
        if name == NO_SOURCE:
            return ""
        if name not in self._sources:
            return None
        source = self._sources[name]
        is_first = name not in self._cited
        self._cited[name] = source
        return self._renderer.render_citation(source, is_first=is_first)


class _CitationReader(InlineProcessor):
    """Reads a citation and the white space before it."""

    def __init__(self, citations: Citations, pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self._citations = citations

    def handleMatch(  # type: ignore[override] # noqa: N802 - Markdown's name; its own processors return such triples
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return what stands in place of a citation; one of no source that is known stays as it is."""
        del data
        html = self._citations.render(m["name"].strip())
        if html is None:
            return None, None, None
        if not html:
            return "", m.start(0), m.end(0)
        space = re.match(r"\s*", m[0])
        return f"{space[0] if space else ''}{self.md.htmlStash.store(html)}", m.start(0), m.end(0)
