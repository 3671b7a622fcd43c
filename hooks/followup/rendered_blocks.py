"""The ``///`` that is left on a page as it was written, where nothing has taken its place."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markdown import Markdown

from followup.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.markdown_source import MarkdownSource

_SIGN = re.compile(r"^[ \t]*/{3,}[ \t]*(?P<words>.*?)[ \t]*$", re.MULTILINE)

_CODE = frozenset({"code", "kbd", "pre", "samp", "script", "style", "template", "textarea"})
_WITHIN_A_LINE = frozenset(
    {"a", "abbr", "b", "cite", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u"}
)

_COMPARED = 3
"""Words of ``/// timeline | slug`` after its sign."""

_LONGEST_SHOWN = 60


def find_sign(source: MarkdownSource, words: str) -> tuple[int, int] | None:
    """Return the line and column of the ``///`` that ``words`` follow; None where no line begins so.

    Only the first words are compared: on a page, quotes and dashes are those of print.

    Args:
        source: the page as it is written.
        words: what follows the sign; empty for one that closes a block.
    """
    return _find_signs(source).get(_first_of(words))


def _find_signs(source: MarkdownSource) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return where each sign stands first, by the words that follow it."""
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    for line, column, words in source.block_signs():
        places.setdefault(_first_of(words), (line, column))
    return places


def _first_of(words: str) -> tuple[str, ...]:
    return tuple(words.split()[:_COMPARED])


def check_rendered_blocks(source: MarkdownSource, html: str) -> Iterator[Problem]:
    r"""Yield where a block's sign stands on the page itself, which readers would see.

    Args:
        source: the page as it is written. A sign that begins no line there, as in ``\/// so``, is meant.
        html: the page as it is rendered, without what its blocks have become.
    """
    if "///" not in html:
        return
    text = _Text()
    text.feed(html)
    text.close()
    signs = [found["words"] for found in _SIGN.finditer("".join(text.parts))]
    places = _find_signs(source) if signs else {}
    # The end of a block is left where its beginning is.
    for words in [one for one in signs if one] or signs:
        place = places.get(_first_of(words))
        if place is not None:
            shown = " ".join(["///", *words.split()])[:_LONGEST_SHOWN]
            message = (
                f"'{shown}' would stand on the page as it is written; put it on a line of its own, below an "
                "empty line and outside of HTML"
            )
            yield Problem(source.path, *place, message)


def check_blocks_in_html(source: MarkdownSource) -> Iterator[Problem]:
    """Yield where a block's sign stands in plain HTML, which Markdown leaves as it is.

    Args:
        source: the page as it is written.
    """
    text = "\n".join(line for _, line in source.lines)
    # Python-Markdown looks for the end of each tag, through all that follows.
    closed = text.rfind(">") + 1
    if "///" not in text or "<" not in text[:closed]:
        return
    markdown = Markdown(extensions=["md_in_html"])
    lines = (text[:closed] + text[closed:].replace("<", " ")).split("\n")
    for preprocessor in markdown.preprocessors:
        lines = preprocessor.run(lines)
    # What holds Markdown is kept as elements.
    plain = [html for html in markdown.htmlStash.rawHtmlBlocks if isinstance(html, str)]
    yield from check_rendered_blocks(source, "\n".join(plain))


class _Text(HTMLParser):
    """Gathers a page's text outside code; what begins on a line of its own there does so here."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._open_code: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its names
        if tag in _CODE:
            self._open_code.append(tag)
            self.parts.append("`")
        elif tag not in _WITHIN_A_LINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open_code:
            while self._open_code.pop() != tag:
                pass
        if tag not in _WITHIN_A_LINE | _CODE or tag == "pre":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._open_code:
            self.parts.append(data)
