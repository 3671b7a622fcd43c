"""The site's colors where Python needs them, and how well one can be read on another.

The style sheet ``components/shared/tokens.css`` has the same values; a test holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

SchemeName: TypeAlias = Literal["light", "dark"]

TEXT_CONTRAST = 4.5
"""The least contrast of text, WCAG 2.2, 1.4.3."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colors of one scheme, each as ``#rrggbb``.

    Attributes:
        paper: the page.
        surface: cards and fields on it.
        sunken: the footer.
        ink: text.
        muted: text that matters less.
        line: rules between things.
        accent: links and buttons, where the coach has no color of their own.
        on_accent: text on ``accent``.
    """

    paper: str
    surface: str
    sunken: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str

    @property
    def grounds(self) -> dict[str, str]:
        """What stands behind a link, by the name an author knows it by."""
        return {"the page": self.paper, "cards": self.surface, "the footer": self.sunken}


SCHEMES: dict[SchemeName, Scheme] = {
    "light": Scheme(
        paper="#fbf7f0",
        surface="#ffffff",
        sunken="#f3ece0",
        ink="#21303a",
        muted="#56636c",
        line="#ddd3c2",
        accent="#1f5f58",
        on_accent="#ffffff",
    ),
    "dark": Scheme(
        paper="#12181b",
        surface="#1a2226",
        sunken="#212b30",
        ink="#ebe6dc",
        muted="#adb6b7",
        line="#354047",
        accent="#83cabb",
        on_accent="#0d211d",
    ),
}


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors ``#rrggbb``, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(color: str, other: str, share: float) -> str:
    """Return ``color`` with a ``share``, 0 to 1, of ``other`` in it, as sRGB."""
    pairs = zip(channels(color), channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def channels(color: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``, 0 to 255 each."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB's own constants
