"""The templates and icons that a page can be given: the project's own, and the theme's, which is not run."""

from __future__ import annotations

import re
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

_NAME_OF_AN_ICON = re.compile(r"[\w-]+(?:/[\w-]+)*")


class ThemeFiles:
    """What ``overrides/`` and the theme hold; looked up where a page asks for it."""

    def __init__(self, root: Path) -> None:
        """Look into the ``overrides/`` of the project's ``root``, and where the theme is installed."""
        theme = find_spec("material")
        origin = None if theme is None else theme.origin
        self._theirs = None if origin is None else Path(origin).parent / "templates"
        self._ours = root / "overrides"

    @cached_property
    def templates(self) -> frozenset[str]:
        """The names of all templates; nothing is known where the theme is not installed."""
        if self._theirs is None:
            return frozenset()
        return frozenset(
            (
                *(path.relative_to(self._ours).as_posix() for path in self._ours.rglob("*.html")),
                # Those in its folders are parts of others; and its icons are ten thousand files.
                *(path.name for path in self._theirs.glob("*.html")),
            )
        )

    def has_icon(self, name: str) -> bool:
        """Return whether there is an icon of this name, as in ``material/handshake``, or no theme to ask."""
        if self._theirs is None:
            return True
        folders = (self._ours / ".icons", self._theirs / ".icons")
        is_name = _NAME_OF_AN_ICON.fullmatch(name) is not None
        return is_name and any((folder / f"{name}.svg").is_file() for folder in folders)
