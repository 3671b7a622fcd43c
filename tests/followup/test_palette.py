"""The colors that Python knows, held against the style sheet, and what is said of how they can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.models.coach import Accent, Coach
from followup.models.palette import SCHEMES, TEXT_CONTRAST, Scheme, SchemeName, contrast, mix
from followup.rendering.coach_style import render_coach_style, soften
from tests.followup.conftest import COMPONENTS, GoldenText

COLORS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
TOKENS = (COMPONENTS / "shared" / "tokens.css").read_text(encoding="utf-8")
SELECTORS: dict[SchemeName, str] = {"light": "default", "dark": "slate"}


@pytest.mark.parametrize("name", SCHEMES)
def test_the_colors_are_those_of_the_style_sheet(name: SchemeName) -> None:
    rule = re.search(rf'\[data-md-color-scheme="{SELECTORS[name]}"\] \{{(.*?)\}}', TOKENS, re.DOTALL)
    assert rule is not None
    tokens = dict(re.findall(r"--fu-([\w-]+): (#[0-9a-f]{6});", rule[1]))
    for color in Scheme.__slots__:
        assert getattr(SCHEMES[name], color) == tokens[color.replace("_", "-")]


@pytest.mark.parametrize("name", SCHEMES)
def test_the_sites_own_accent_would_be_accepted(name: SchemeName) -> None:
    assert list(Coach(accent=Accent(**{name: SCHEMES[name].accent})).check()) == []


def test_contrast_is_that_of_the_standard() -> None:
    # The standard's own ends of the scale, and the gray on white that is known to be just enough.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#123456", "#123456") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@given(one=COLORS, other=COLORS)
def test_contrast_has_no_direction(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert mix(one, other, 0) == one
    assert mix(one, other, 1) == other


@pytest.mark.parametrize("name", SCHEMES)
@given(color=COLORS)
@example(color="#1f5f58")
@example(color="#83cabb")
@example(color="#6d6a66")
def test_a_color_that_is_accepted_can_be_read_wherever_it_stands(name: SchemeName, color: str) -> None:
    scheme = SCHEMES[name]
    faults = list(Coach(accent=Accent(**{name: color})).check())
    grounds = (scheme.paper, scheme.surface, scheme.sunken, scheme.on_accent)
    assert (faults == []) == all(contrast(color, ground) >= TEXT_CONTRAST for ground in grounds)
    if not faults:
        assert contrast(color, soften(color, name)) >= TEXT_CONTRAST


def test_the_style_sheet_is_as_its_golden_file(golden_text: GoldenText) -> None:
    golden_text("coach.css", render_coach_style(Accent(light="#8a2d6b", dark="#e6a8d7")).decode())


def test_one_color_leaves_the_other_scheme_alone() -> None:
    style = render_coach_style(Accent(dark="#e6a8d7")).decode()
    assert "slate" in style
    assert "default" not in style


def test_without_a_color_the_style_sheet_changes_nothing() -> None:
    assert "{" not in render_coach_style(Accent()).decode()
