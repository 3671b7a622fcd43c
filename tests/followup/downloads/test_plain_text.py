"""Markdown to the words a reader sees."""

from __future__ import annotations

import pytest

from followup.downloads.plain_text import parse_plain_text


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Send the note.", "Send the note."),
        ("Read [the plan](../timelines/x.md) today.", "Read the plan today."),
        ("*One* **two** `three`", "One two three"),
        ("Read [a *short* list](x.md 'title')", "Read a short list"),
        ("R&amp;D & I", "R&D & I"),
        ("2 < 3 and \\*so\\* on", "2 < 3 and *so* on"),
        ("Write to <someone@example.com>", "Write to someone@example.com"),
        ("", ""),
    ],
)
def test_marks_are_gone_and_words_stay(markdown: str, words: str) -> None:
    assert parse_plain_text(markdown) == words


def test_no_definition_outlives_its_line() -> None:
    parse_plain_text("[plan]: https://example.com/")
    assert parse_plain_text("the [plan] stays") == "the [plan] stays"
