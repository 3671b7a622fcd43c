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

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

_AFTER_ESCAPES_AND_CODE = 175
"""Python-Markdown reads code at 190, escapes at 180, and links from 170 on."""


class Citations(Extension):
    """The Markdown extension that reads citations."""

    def __init__(self, cite: Callable[[str], str | None]) -> None:
        """Put what ``cite`` makes of a source's name, as HTML, in its place; None leaves what is written."""
        super().__init__()
        self._cite = cite

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the reader of citations."""
        pattern = rf"\s*{CITATION.pattern}"
        reader = _CitationReader(self._cite, pattern, md)
        md.inlinePatterns.register(reader, "citation", _AFTER_ESCAPES_AND_CODE)


class _CitationReader(InlineProcessor):
    """Reads a citation and the white space before it."""

    def __init__(self, cite: Callable[[str], str | None], pattern: str, md: Markdown) -> None:
        super().__init__(pattern, md)
        self._cite = cite

    def handleMatch(  # type: ignore[override] # noqa: N802 - Markdown's name; its own processors return such triples
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        """Return what stands in place of a citation; one of no source that is known stays as it is."""
        del data
        html = self._cite(m["name"].strip())
        if html is None:
            return None, None, None
        if not html:
            return "", m.start(0), m.end(0)
        space = re.match(r"\s*", m[0])
        return f"{space[0] if space else ''}{self.md.htmlStash.store(html)}", m.start(0), m.end(0)
