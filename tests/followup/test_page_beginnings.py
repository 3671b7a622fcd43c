"""How a page begins, held against what MkDocs makes of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from followup.markdown_source import parse_markdown
from followup.problems import ContentError

LINES = st.lists(
    st.sampled_from(
        [
            *("", " ", "---", "--- ", " ---", "----", "---\u00a0", "\u2014", "+++", "...", "# x"),
            *("<!-- x -->", "title: x", "draft: true", "  more: x", "2026: x", "A word: x", "note:x"),
            *("https://example.com", "title: 2026-02-30", "<<: x", "- x: y", "Text.", "=", "***"),
        ]
    ),
    max_size=8,
)


@given(LINES)
def test_what_no_fault_is_told_of_is_to_mkdocs_what_it_is_here(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        source = parse_markdown(text, "x.md")
    except ContentError:
        return
    head = source.front_matter
    if head is not None and list(head.unread_by_others()):
        return
    shown, keys = get_data(text)
    assert {str(key) for key in keys} == set(head.data if head else ())
    assert shown.strip().split() == " ".join(line for _, line in source.lines).split()
