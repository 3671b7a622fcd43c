"""Sharing cards as files: their typeface as npm has installed it, and cards that were drawn before.

Cards are kept under ``.cache/`` by what they are made of, so that a build draws only those that are new.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from followup.browser_libraries import read_installed
from followup.sharing_card import SharingCard, Typeface, draw_card

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = ".cache/cards"
_SUBSETS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
_FILES = tuple(
    f"@fontsource/source-serif-4/files/source-serif-4-{subset}-600-normal.woff" for subset in _SUBSETS
)


def load_typeface(root: Path) -> Typeface:
    """Return the typeface of the cards: Source Serif 4, semibold.

    Args:
        root: the project's root, which holds ``node_modules/``.

    Raises:
        ContentError: it has not been installed.
    """
    return Typeface(list(read_installed(root, _FILES).values()))


def load_card(root: Path, card: SharingCard, typeface: Typeface) -> bytes:
    """Return a card's picture, drawn now or before.

    Args:
        root: the project's root, which gets a ``.cache/``.
        card: what it says.
        typeface: what it is drawn with.
    """
    path = root / _KEPT / f"{card.digest(typeface)}.png"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = draw_card(card, typeface)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Moved into place whole: another build may be reading, or drawing the same card.
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return content
