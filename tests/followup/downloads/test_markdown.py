"""Whatever a text holds, its Markdown shows that text and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from followup.downloads.document import (
    Blank,
    BulletList,
    Document,
    Inline,
    Paragraph,
    Section,
    Strong,
    inline_text,
)
from followup.downloads.markdown import render_markdown

# Marks and what stands next to them in sentences; Python-Markdown's own dialect adds no others.
HOSTILE = st.text(alphabet="ab1 \\`*_[]()<>#+-.!&;:=~|\"'/é", max_size=20)
WORDS = HOSTILE.map(lambda text: f"x{text}x")
# Python-Markdown, unlike CommonMark, sees a definition even behind an escaped bracket.
LABELS = WORDS.map(lambda text: text.replace("]:", "]"))


def markdown(*parts: Inline) -> str:
    return (
        render_markdown(Document("T", (Section("", (Paragraph(parts),)),))).decode().removeprefix("# T\n\n")
    )


def shown(source: str) -> str:
    converter = Markdown()
    # Python-Markdown lets fewer signs be escaped than CommonMark does.
    converter.ESCAPED_CHARS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
    reader = TextReader()
    reader.feed(converter.convert(source))
    reader.close()
    return "".join(reader.texts)


class TextReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(
    ("parts", "source"),
    [
        (("plain, words - and (more).",), "plain, words - and (more).\n"),
        (("2 * 3 and snake_case",), "2 \\* 3 and snake\\_case\n"),
        (("# no heading",), "\\# no heading\n"),
        (("~~not struck~~",), "\\~\\~not struck\\~\\~\n"),
        (("1. no list",), "1\\. no list\n"),
        (("- no list",), "\\- no list\n"),
        (("-5 degrees",), "-5 degrees\n"),
        (("title\n===",), "title  \n\\===\n"),
        (("title\n---",), "title  \n\\---\n"),
        (("R&D &amp; <b>",), "R&D \\&amp; \\<b>\n"),
        (("    no code",), "no code\n"),
        ((Strong("When:"), " today"), "**When:** today\n"),
        (("Hi ", Blank("Who"), ","), "Hi [Who],\n"),
        ((Blank("Who"), ": no definition"), "\\[Who\\]: no definition\n"),
        ((Blank("Who"), "(no link)"), "\\[Who\\](no link)\n"),
        ((Blank("Who"), Blank("else")), "\\[Who\\][else]\n"),
        ((Blank("a]b"), "."), "[a\\]b].\n"),
    ],
)
def test_only_what_markdown_would_read_is_escaped(parts: tuple[Inline, ...], source: str) -> None:
    assert markdown(*parts) == source


@settings(deadline=None)
@given(st.lists(WORDS | LABELS.map(Blank) | WORDS.map(Strong), min_size=1, max_size=4).map(tuple))
def test_paragraph_shows_its_text(parts: tuple[Inline, ...]) -> None:
    assert shown(markdown(*parts)).split() == "".join(map(inline_text, parts)).split()


def test_list_items_keep_their_second_lines() -> None:
    document = Document("T", (Section("H", (BulletList((("one\ntwo",), ("three",))),)),))
    assert render_markdown(document).decode() == "# T\n\n## H\n\n- one  \n  two\n- three\n"
