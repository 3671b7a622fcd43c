"""What counts as the figure of a survey, and in which passages of a page it is looked for."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.articles import reading_minutes
from followup.citation_checks import check_citations
from followup.markdown_pages import MarkdownPage
from followup.markdown_source import parse_markdown
from followup.models.source import Source
from followup.passages import find_passages
from followup.survey_figures import find_survey_figures
from tests.followup.content_cases import CASES

WRITTEN = json.loads((CASES / "survey-figures.json").read_text(encoding="utf-8"))

KNOWN = Source(
    publisher="Somebody",
    title="What they counted",
    asked="more than 2,500 workers",
    url="https://example.com/",
    checked=date(2026, 11, 23),
    figures=("2 of 3", "3, 5, 7, 61, 62 percent", "25.1 days"),
)

NOT_NUMBERS = st.text(st.characters(codec="utf-8", exclude_categories=["Nd", "Nl", "No", "Cs"]), max_size=40)


def figures(text: str) -> list[str]:
    return [figure for _, figure in find_survey_figures(text)]


def passages(markdown: str) -> list[str]:
    source = parse_markdown(markdown, "page.md")
    return [" ".join(passage.text.split()) for passage in find_passages(source) if not passage.is_heading]


def faults(markdown: str, path: str = "articles/posts/page.md") -> list[tuple[int, int]]:
    page = MarkdownPage(path, parse_markdown(markdown, "page.md"))
    return [(problem.line, problem.column) for problem in check_citations(page, {"known": KNOWN})]


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case["text"])
def test_figures_are_those_of_the_cases(case: dict[str, object]) -> None:
    assert figures(str(case["text"])) == case["figures"]


@given(NOT_NUMBERS)
def test_without_digits_there_is_no_figure(text: str) -> None:
    assert figures(text) == []


@given(st.integers(0, 999_999), st.sampled_from([" percent", "%", " per cent", " Percent"]), NOT_NUMBERS)
def test_every_percentage_is_one(number: int, sign: str, rest: str) -> None:
    assert str(number) in figures(f"It was {number}{sign}, said {rest}")


@given(st.integers(1000, 10**9).filter(lambda number: number not in range(1700, 2100)), st.booleans())
def test_every_large_number_is_one(number: int, commas: bool) -> None:  # noqa: FBT001 - drawn by hypothesis
    written = f"{number:,}" if commas else str(number)
    assert figures(f"They asked {written} people.") == [written]


@given(st.dates(date(1700, 1, 1), date(2099, 12, 31)))
def test_no_date_is_one(day: date) -> None:
    assert figures(f"On {day:%B} {day.day}, {day.year}, or {day.isoformat()}, since {day.year}.") == []
    assert figures(f"On {day:%B} {day.day} in {day.year}, or on day {day.day} of {day.year}.") == []


@given(st.integers(0, 999), st.integers(0, 999))
def test_small_numbers_are_none(first: int, second: int) -> None:
    assert figures(f"Write {first} lines, and after {second} days one more.") == []


@given(
    st.lists(
        st.sampled_from(["61 percent.", "", "- 3%", "> 2 of 3", "# 9%", "| 5% | a |", "|---|---|", "`7%`"])
    )
)
def test_a_citation_in_every_passage_leaves_nothing_to_say(lines: list[str]) -> None:
    cited = [line and f"{line} [@known]" if line[:1] != "#" and "--" not in line else line for line in lines]
    assert faults("\n".join(cited)) == []


def test_a_passage_is_a_paragraph_an_item_a_quote_or_a_row() -> None:
    text = (
        "# 1%\n\nOne\ntwo.\n\n- three\n  four\n- five\n\n> six\n> seven\n\n| a | b |\n|---|---|\n| c | d |\n"
    )
    rows = ["| a | b |", "|---|---|", "| c | d |"]
    assert passages(text) == ["One two.", "- three four", "- five", "> six > seven", *rows]


def test_what_is_no_prose_is_not_read() -> None:
    text = (
        "---\ntitle: 61 percent\n---\n\n# 61 percent\n\n```\n61 percent\n```\n\n    61 percent\n\n"
        "`61%` <!-- 61% --> [a](https://example.com/61%) <https://example.com/61%> <img alt='61%'>\n\n"
        "/// timeline | a\n61 percent\n///\n\n[b]: https://example.com/2500\n\n"
        "61 percent\n===\n\n> 2,500\n> ---\n"
    )
    assert faults(text) == []


def test_a_comment_may_hold_paragraphs() -> None:
    text = "One.\n<!-- 61%\n\n# 62% [@known]\n\n- 63%\n-->\n64%\n\n`<!-- a` 65%\n\n66% -->\n"
    assert faults(text) == [(8, 1), (10, 10), (12, 1)]


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("One\n===\nTwo\n---\nthree\n", ["One", "Two"]),
        ("# One\nTwo\n-\n\nThree\n\n---\n", ["# One", "Two"]),
        ("Of two\nlines\n---\n", []),
        ("- One\n- two\n---\n", []),
        ("One\n\n===\n", []),
        ("One\n--- x\n", []),
    ],
)
def test_a_line_with_another_of_signs_under_it_is_a_heading(text: str, headings: list[str]) -> None:
    found = find_passages(parse_markdown(text, "page.md"))
    assert [passage.text for passage in found if passage.is_heading] == headings


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("One.\n\nIn one, 61 percent\nsaid so.\n", [(3, 9)]),
        ("In one, 61 percent\nsaid so [@known].\n", []),
        ("In one, 71 percent\nsaid so [@known].\n", [(1, 9)]),
        ("Of 2500, it took 25.1 days on average, or 25.10 [@known].\n", []),
        ("It took 25.2 days on average, 4 of 3 said [@known].\n", [(1, 9), (1, 31)]),
        ("In one, 71 percent [@known] [@unknown]\n", [(1, 31)]),
        ("A made-up 61 percent [@none].\n", []),
        ("- 61 percent [@known]\n- 62 percent\n", [(2, 3)]),
        ("Cited [@known].\n\n> 61 percent\n", [(3, 3)]),
        ("| 61% [@known] |\n|---|\n| 62% |\n", [(3, 3)]),
        ("| a | b |\n|---|---|\n| c | 62% |\n", [(3, 7)]),
        ("61 percent and 62 percent\n", [(1, 1)]),
        ("61 percent \\[@known]\n", [(1, 1)]),
        ("61 percent `[@known]`\n", [(1, 1)]),
        ("61 percent [@known](https://example.com)\n", [(1, 1)]),
        ("[@unknown] and [@ known ]\n", [(1, 3)]),
        ("[a]: https://example.com/\n61 percent\n", [(2, 1)]),
        ("## Known [@known]\n", [(1, 12)]),
    ],
)
def test_a_figure_without_its_source_is_told_at_its_place(text: str, places: list[tuple[int, int]]) -> None:
    assert faults(text) == places


def test_only_articles_must_cite() -> None:
    assert faults("61 percent\n", "about.md") == []
    assert faults("[@unknown]\n", "about.md") == [(1, 3)]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (1, 1), (265, 1), (266, 2), (530, 2), (531, 3)])
def test_reading_takes_as_long_as_its_own_words(words: int, minutes: int) -> None:
    text = f"{'word ' * words}\n\n/// timeline | after-call\n///\n"
    assert reading_minutes(MarkdownPage("articles/posts/page.md", parse_markdown(text, "page.md"))) == minutes
