"""What is wrong with a page's citations: sources that nobody knows, and figures that have none or another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup.markdown_source import CITATION
from followup.models.source import NO_SOURCE
from followup.passages import find_passages
from followup.problems import Problem, did_you_mean
from followup.survey_figures import find_survey_figures

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from followup.markdown_pages import MarkdownPage
    from followup.models.source import Source
    from followup.passages import Passage
    from followup.yaml_source import YamlSource

_MOST_SHOWN = 60
_A_CITATION = (
    "'[@its-name]' beside it, with the name that its source has in data/sources.yml, "
    f"or '[@{NO_SOURCE}]' if no survey counted it"
)


_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def check_citations(page: MarkdownPage, sources: Mapping[str, Source] | None) -> Iterator[Problem]:
    """Yield a problem for each citation that stands wrong, and each figure of an article that has none.

    A figure that none of the sources beside it says is one, too: one of the two is wrong.

    Args:
        page: the page.
        sources: all sources, by name; None where their file cannot be read.
    """
    items = {item.line for item in page.source.items() if page.is_checklist}
    cited_figures: set[str] = set()
    for passage in find_passages(page.source):
        cited = list(CITATION.finditer(passage.text))
        figures = list(find_survey_figures(passage.text)) if page.is_article else []
        for one in cited:
            words = _describe_place(passage, items) or _describe(one["name"].strip(), sources)
            if words is not None:
                yield _problem(page, passage, one.start("name"), words)
        if cited:
            cited_figures.update(figure for _, figure in figures)
            names = [one["name"].strip() for one in cited]
            for start, figure in _find_unknown(figures, names, sources or {}):
                words = f"none of the sources cited here says '{figure}'; correct it, or add it to the"
                yield _problem(page, passage, start, f"{words} 'figures' of its source in data/sources.yml")
        elif figures and not passage.is_heading:
            start, figure = figures[0]
            words = f"{_looks_like_one(figure)}, and nothing here says whose; write {_A_CITATION}"
            yield _problem(page, passage, start, words)
    head = page.source.front_matter
    if head is not None:
        yield from _check_front_matter(head, cited_figures if page.is_article else None)


def _find_unknown(
    figures: Iterable[tuple[int, str]], names: Collection[str], sources: Mapping[str, Source]
) -> Iterator[tuple[int, str]]:
    """Yield the figures that the named sources do not say; none where one of them is not known."""
    if not all(name in sources for name in names):
        return
    said = {
        number
        for name in names
        for text in (sources[name].asked, *sources[name].figures)
        for number in _numbers(text)
    }
    for start, figure in figures:
        if not _numbers(figure) <= said:
            yield start, figure


def _numbers(text: str) -> set[float]:
    return {float(number.replace(",", "")) for number in _NUMBER.findall(text)}


def _check_front_matter(head: YamlSource, cited_figures: Collection[str] | None) -> Iterator[Problem]:
    """Yield citations there, and a figure that none of ``cited_figures`` is; None where any may stand."""
    for key in ("title", "description"):
        text = head.data.get(key)
        if not isinstance(text, str):
            continue
        for one in CITATION.finditer(text.strip()):
            words = "cites no source; write the citation in the text below"
            yield head.problem((key,), words, offset=one.start("name"))
        if key == "description" and cited_figures is not None:
            for start, figure in find_survey_figures(text.strip()):
                if figure not in cited_figures:
                    words = f"{_looks_like_one(figure)}, and the text does not say whose"
                    advice = f"write it there too, and {_A_CITATION}, or leave it out here"
                    yield head.problem((key,), f"{words}; {advice}", offset=start)
                    break


def _describe_place(passage: Passage, items: set[int]) -> str | None:
    if passage.is_heading:
        return "a heading cites no source; write the citation in the text below it"
    if not items.isdisjoint(passage.lines):
        return "an item of a checklist cites no source; write the citation in the text above the items"
    return None


def _describe(name: str, sources: Collection[str] | None) -> str | None:
    if name == NO_SOURCE or sources is None or name in sources:
        return None
    known = ", ".join(sources) or "none"
    words = f"no source is called '{name[:_MOST_SHOWN]}'; data/sources.yml has: {known}"
    return f"{words}{did_you_mean(name, sources)}"


def _looks_like_one(figure: str) -> str:
    return f"'{figure}' looks like the figure of a survey"


def _problem(page: MarkdownPage, passage: Passage, offset: int, words: str) -> Problem:
    line, column = passage.place(offset)
    return Problem(page.source.path, line, column, words)
