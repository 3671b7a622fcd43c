"""How hard a text is to read, and what of a page is text."""

from __future__ import annotations

import pytest

from followup.markdown_source import parse_markdown
from prose.reading_level import count_syllables, reading_level
from prose.texts import page_text

PAGE = """---
title: Left out
---

# Left out

One [link](left-out.md#out) and *one* claim [@left-out].
It goes on.

- [ ] Do this {#left-out}
- Do that

/// timeline | left-out
///

Then stop.

```
left out
```

| left | out |

Now rest.
"""


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("a", 1),
        ("time", 1),
        ("over", 2),
        ("being", 2),
        ("reply", 2),
        ("little", 2),
        ("company", 3),
        ("interview", 3),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert count_syllables(word) == count


def test_the_formula() -> None:
    # Two sentences, eight words, ten syllables.
    text = "They went quiet. You send one more letter."
    assert reading_level(text) == pytest.approx(0.39 * 8 / 2 + 11.8 * 10 / 8 - 15.59)


def test_an_item_without_a_full_stop_is_a_sentence() -> None:
    assert reading_level("Do this\n\nDo that") == pytest.approx(reading_level("Do this. Do that."))


def test_a_text_needs_a_word() -> None:
    with pytest.raises(ValueError, match="no word"):
        reading_level("1 2 3 …")


def test_a_page_without_what_is_not_its_text() -> None:
    text = page_text(parse_markdown(PAGE, "docs/page.md"))
    assert (
        " ".join(text.split()) == "One link and one claim . It goes on. Do this Do that Then stop. Now rest."
    )
    assert reading_level(text) == reading_level(
        "One link and one claim. It goes on. Do this. Do that. Then stop. Now rest."
    )
