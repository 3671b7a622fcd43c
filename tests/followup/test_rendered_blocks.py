"""What is left of ``/// timeline | slug`` on a page that has been rendered."""

from __future__ import annotations

import pytest
from markdown import Markdown
from markdown.extensions import Extension

from followup.catalog import Catalog
from followup.markdown_blocks import ComponentBlocks
from followup.markdown_source import parse_markdown
from followup.rendered_blocks import check_rendered_blocks
from followup.rendering import ComponentRenderer


@pytest.fixture
def blocks(site_catalog: Catalog, renderer: ComponentRenderer) -> ComponentBlocks:
    return ComponentBlocks(site_catalog, renderer)


def find_left_over(text: str, blocks: ComponentBlocks) -> list[str]:
    source = parse_markdown(text, "docs/why.md")
    blocks.start_page("why/", source)
    extensions: list[str | Extension] = [
        "attr_list",
        "md_in_html",
        "smarty",
        "tables",
        "pymdownx.superfences",
        blocks,
    ]
    html = blocks.without_blocks(Markdown(extensions=extensions).convert(text))
    return [
        f"{problem.line}:{problem.column}: {problem.message}"
        for problem in check_rendered_blocks(source, html)
    ]


def test_a_block_within_plain_html_is_told_once_and_at_its_place(blocks: ComponentBlocks) -> None:
    text = (
        "# Why\n\n```\n/// timeline | after-call\n///\n```\n\n"
        "<div>\n  /// timeline | after-call\n  ///\n</div>\n\n/// message | check-in\n///\n"
    )
    (told,) = find_left_over(text, blocks)
    assert told == (
        "9:3: '/// timeline | after-call' would stand on the page as it is written; put it on a "
        "line of its own, below an empty line and outside of HTML"
    )


def test_an_end_without_a_beginning_is_told(blocks: ComponentBlocks) -> None:
    (told,) = find_left_over("# Why\n\n<section>\n///\n</section>\n", blocks)
    assert told.startswith("4:1: '///' would stand on the page")


@pytest.mark.parametrize(
    "text",
    [
        "    /// timeline | after-call\n    ///\n",
        "```\n/// timeline | after-call\n///\n```\n",
        "<pre>\n/// timeline | after-call\n///\n</pre>\n",
        "Write `/// timeline`, or in a folder: file:///home/\n",
        "`/// timeline | after-call` is how\n",
        "<!--\n/// timeline | after-call\n///\n-->\n",
        "\\/// timeline, with a sign that is meant\n",
        "# /// timeline, as a heading\n",
        "/// timeline | after-call\n///\n",
        "> /// timeline | after-call\n> ///\n",
        '<div markdown="1">\n\n/// timeline | after-call\n///\n\n</div>\n',
    ],
)
def test_code_and_what_has_become_of_blocks_are_left_alone(blocks: ComponentBlocks, text: str) -> None:
    assert find_left_over(text, blocks) == []
