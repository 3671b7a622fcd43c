"""The words of a piece of Markdown, without its marks."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from markdown import Markdown


def parse_plain_text(markdown: str) -> str:
    """Return what a reader sees of one line of Markdown: a link as its words, emphasis as plain text."""
    reader = _TextReader()
    reader.feed(_converter().reset().convert(markdown))
    reader.close()
    return " ".join("".join(reader.texts).split())


@cache
def _converter() -> Markdown:
    return Markdown()


class _TextReader(HTMLParser):
    """Collects the text of HTML, its character references resolved."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
