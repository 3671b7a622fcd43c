from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.markdown_source import Block, Item, parse_markdown
from followup.page_beginnings import check_beginning
from followup.problems import ContentError

LINES = st.lists(
    st.sampled_from(
        [
            *("", "---", "...", "title: x", "text", "# Heading", "## Group ##"),
            *("```", "````", "~~~", "```python", "> ```", "    ```", "```a``` b"),
            *("/// timeline | a", "///", "////", "  /// x", "///|"),
            *("- [ ] Do it {#do-it}", "* [x] Did", "  more {#id}", "- plain"),
        ]
    )
    | st.text(max_size=10)
)


@given(lines=LINES)
def test_any_text_is_read_or_its_front_matter_is_at_fault(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        source = parse_markdown(text, "x.md")
    except ContentError:
        assert check_beginning(text, "x.md") is not None or text.startswith("---\n")
        return
    every = text.split("\n")
    assert all(every[number - 1] == line for number, line in source.lines)
    for block in source.blocks():
        assert every[block.line - 1][block.column - 1 :].startswith("///")
        assert every[block.line - 1][block.argument_column - 1 :].startswith(block.argument)
    for item in source.items():
        assert 1 <= item.line <= len(every)
        assert every[item.line - 1][item.column - 1 :].startswith(item.id)


@given(lines=LINES, code=LINES, sign=st.sampled_from(["`", "~"]), longer=st.integers(0, 2))
def test_fenced_code_holds_no_blocks_and_no_items(
    lines: list[str], code: list[str], sign: str, longer: int
) -> None:
    fence = sign * max([3, *(len(line) for line in code)]) + sign * longer
    around = [line for line in lines if not line.strip("> ").startswith(("`", "~", "-", ".", "//"))]
    source = parse_markdown("\n".join(["Text.", *around, "", fence, *code, fence, *around]), "x.md")
    plain = parse_markdown("\n".join(["Text.", *around, "", "", *([""] * len(code)), "", *around]), "x.md")
    assert list(source.blocks()) == list(plain.blocks())
    assert [item.text for item in source.items()] == [item.text for item in plain.items()]


def test_front_matter_is_read_with_its_lines() -> None:
    source = parse_markdown("---\ntitle: Home\nhide: [toc]\n---\n\n# Home\n", "x.md")
    assert source.front_matter is not None
    assert source.front_matter.data == {"title": "Home", "hide": ["toc"]}
    assert source.front_matter.problem(("hide",), "wrong").line == 3
    assert source.lines[1] == (6, "# Home")


@pytest.mark.parametrize(
    "text", ["# Home\n", "\n---\n\nA rule: x\n", "----\n", "\nRemember: x\n", "- a: b\n"]
)
def test_there_may_be_no_front_matter(text: str) -> None:
    assert parse_markdown(text, "x.md").front_matter is None


@pytest.mark.parametrize("text", ["---\na: 1\n---\n", "---\na: 1\n...\n", "--- \na: 1\n---\t\nx\n"])
def test_front_matter_may_end_in_several_ways(text: str) -> None:
    source = parse_markdown(text, "x.md")
    assert source.front_matter is not None
    assert source.front_matter.data == {"a": "1"}


@pytest.mark.parametrize(
    ("line", "name", "argument", "argument_column"),
    [
        ("/// timeline | after-call", "timeline", "after-call", 16),
        ("///timeline|after-call", "timeline", "after-call", 13),
        ("  ////  message |  a  ", "message", "a", 20),
        ("/// timeline", "timeline", "", 4),
        ("/// timeline |", "timeline", "", 15),
        ("/// | after-call", "", "after-call", 7),
        ("/// timeline after-call", "timeline after-call", "", 4),
    ],
)
def test_a_block_says_what_it_is(line: str, name: str, argument: str, argument_column: int) -> None:
    (block,) = parse_markdown(line + "\n", "x.md").blocks()
    assert (block.name, block.argument, block.argument_column) == (name, argument, argument_column)
    assert block.column == line.index("/") + 1


def test_a_block_ends_at_its_own_fence() -> None:
    text = "//// a | b\n    x: y\n////\n/// c\ntext\n/// d\n///\n"
    assert list(parse_markdown(text, "x.md").blocks()) == [
        Block("a", "b", 1, 1, 10, ((2, "    x: y"),), closed=True, last_line=3),
        Block("c", "", 4, 1, 4, ((5, "text"),), closed=False, last_line=5),
        Block("d", "", 6, 1, 4, (), closed=True, last_line=7),
    ]


def test_an_item_ends_where_code_begins() -> None:
    text = "- [ ] One\n```\ncode\n```\nmore {#more}\n"
    assert list(parse_markdown(text, "x.md").items()) == [Item("", "One", "", 1, 10)]


def test_items_stand_under_their_heading() -> None:
    text = """# Title
- [ ] One {#one}
## First ##
* [x] *Two* [words](x.md) {: #two }
+ [X] Three
  over two lines
  {#three}
- plain {#no-item}
### Second
1. Four
    - [ ] Five
"""
    assert list(parse_markdown(text, "x.md").items()) == [
        Item("one", "One", "", 2, 13),
        Item("two", "*Two* [words](x.md)", "First", 4, 31),
        Item("three", "Three over two lines", "First", 7, 5),
        Item("", "Five", "Second", 11, 15),
    ]
