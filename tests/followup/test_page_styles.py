"""Each page has the style sheets of what stands on it, and no others."""

import re
from pathlib import Path

import pytest

from followup.page_styles import find_styles
from tests.followup.conftest import COMPONENTS

IN_EVERY_PAGE = {"shared", "coach", "coach-note"}
ELEMENTS = sorted(
    style.parent.name
    for style in COMPONENTS.glob("*/*.css")
    if style.stem == style.parent.name and style.parent.name not in {*IN_EVERY_PAGE, "embed"}
)


def test_a_page_of_words_needs_none() -> None:
    assert find_styles("<p>See the timeline, and the <code>&lt;check-list&gt;</code>.</p>") == []


@pytest.mark.parametrize("name", ELEMENTS)
def test_a_component_brings_its_own(name: str) -> None:
    template = (COMPONENTS / name / f"{name}.html").read_text(encoding="utf-8")
    styles = find_styles(template)
    assert f"components/{name}/{name}.css" in styles
    assert all((COMPONENTS.parent / style).is_file() for style in styles)


def test_each_comes_once_and_in_one_order() -> None:
    both = ["components/client-link/client-link.css", "components/plan-handout/plan-handout.css"]
    assert (
        find_styles("<plan-handout></plan-handout><client-link></client-link><client-link></client-link>")
        == both
    )


def classes_of(path: Path) -> set[str]:
    return set(
        re.findall(r"\.(fu-[\w-]+)", re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL))
    )


@pytest.mark.parametrize("name", ELEMENTS)
def test_no_component_is_styled_by_a_sheet_that_its_page_does_not_load(name: str) -> None:
    folder = COMPONENTS / name
    texts = [file.read_text("utf-8") for file in folder.iterdir() if file.suffix in {".html", ".mjs"}]
    used = {found for text in texts for found in re.findall(r"fu-\w+(?:[-_]+\w+)*", text)}
    loaded = {COMPONENTS.parent / style for style in find_styles("".join(texts))}
    loaded |= {sheet for folder in IN_EVERY_PAGE for sheet in (COMPONENTS / folder).glob("*.css")}
    styled = set().union(*map(classes_of, loaded))
    elsewhere = set().union(
        *(classes_of(sheet) for sheet in COMPONENTS.glob("*/*.css") if sheet not in loaded)
    )
    assert used & elsewhere <= styled
