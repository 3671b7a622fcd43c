"""What is wrong with a page's citations: sources that nobody knows, and figures that have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.markdown_source import CITATION
from followup.models.source import NO_SOURCE
from followup.passages import find_passages
from followup.problems import Problem, did_you_mean
from followup.survey_figures import find_survey_figures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from followup.markdown_pages import MarkdownPage
    from followup.passages import Passage

_MOST_SHOWN = 60


def check_citations(page: MarkdownPage, sources: Collection[str] | None) -> Iterator[Problem]:
    """Yield a problem for each citation that names no source, and each figure of an article without one.

    Args:
        page: the page.
        sources: the names of all sources; None where their file cannot be read.
    """
    for passage in find_passages(page.source):
        cited = list(CITATION.finditer(passage.text))
        for one in cited:
            words = _describe(one["name"].strip(), sources, is_heading=passage.is_heading)
            if words is not None:
                yield _problem(page, passage, one.start("name"), words)
        if page.is_article and not passage.is_heading and not cited:
            first = next(find_survey_figures(passage.text), None)
            if first is not None:
                start, figure = first
                yield _problem(page, passage, start, _describe_figure(figure))


def _describe(name: str, sources: Collection[str] | None, *, is_heading: bool) -> str | None:
    if is_heading:
        return "a heading cites no source; write the citation in the text below it"
    if name == NO_SOURCE or sources is None or name in sources:
        return None
    known = ", ".join(sources) or "none"
    words = f"no source is called '{name[:_MOST_SHOWN]}'; data/sources.yml has: {known}"
    return f"{words}{did_you_mean(name, sources)}"


def _describe_figure(figure: str) -> str:
    return (
        f"'{figure}' looks like the figure of a survey, and nothing here says whose; write '[@its-name]' "
        "beside it, with the name that its source has in data/sources.yml, "
        f"or '[@{NO_SOURCE}]' if no survey counted it"
    )


def _problem(page: MarkdownPage, passage: Passage, offset: int, words: str) -> Problem:
    line, column = passage.place(offset)
    return Problem(page.source.path, line, column, words)
