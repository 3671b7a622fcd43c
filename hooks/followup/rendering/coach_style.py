"""The coach's own color as a style sheet, which comes after ``tokens.css`` and says the same names anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.models.palette import SCHEMES, SchemeName, mix

if TYPE_CHECKING:
    from followup.models.coach import Accent

_SELECTORS: dict[SchemeName, str] = {
    "light": ':root,\n[data-md-color-scheme="default"]',
    "dark": '[data-md-color-scheme="slate"]',
}
_FARTHER_FROM_PAPER: dict[SchemeName, str] = {"light": "#000000", "dark": "#ffffff"}

_HOVER_SHARE = 0.25
_SOFT_SHARE = 0.92
"""How much of the paper is in the tint behind text: so much that the color can still be read on it."""

_HEAD = "/* The color of links and buttons, from data/coach.yml. */\n"


def render_coach_style(accent: Accent) -> bytes:
    """Return the style sheet of the coach's color; where there is none, one that changes nothing."""
    colors = {"light": accent.light, "dark": accent.dark}
    rules = (
        f"\n{_SELECTORS[name]} {{\n{_declarations(name, color)}}}\n"
        for name in SCHEMES
        if (color := colors[name]) is not None
    )
    return (_HEAD + "".join(rules)).encode()


def soften(color: str, scheme: SchemeName) -> str:
    """Return the tint of ``color`` that stands behind text in it."""
    return mix(color, SCHEMES[scheme].paper, _SOFT_SHARE)


def _declarations(scheme: SchemeName, color: str) -> str:
    values = {
        "--fu-accent": color,
        "--fu-accent-hover": mix(color, _FARTHER_FROM_PAPER[scheme], _HOVER_SHARE),
        "--fu-accent-soft": soften(color, scheme),
    }
    return "".join(f"  {name}: {value};\n" for name, value in values.items())
