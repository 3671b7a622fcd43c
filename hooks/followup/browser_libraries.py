"""Modules and fonts that others have made for browsers: every address under ``vendor/`` and its bytes.

Nothing of theirs is kept with the project: package.json names the version, npm fetches it, and the build
publishes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.problems import ContentError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_PUBLISHED: Mapping[str, str] = {
    "vendor/fflate.mjs": "fflate/esm/browser.js",
    "vendor/fflate.LICENSE.txt": "fflate/LICENSE",
    "vendor/dsv.mjs": "d3-dsv/dist/d3-dsv.mjs",
    "vendor/dsv.LICENSE.txt": "d3-dsv/LICENSE",
    "vendor/lean-qr.mjs": "lean-qr/index.mjs",
    "vendor/lean-qr.LICENSE.txt": "lean-qr/LICENSE",
    **{
        f"vendor/source-serif-4-{style}.woff2": (
            f"@fontsource/source-serif-4/files/source-serif-4-latin-{file}.woff2"
        )
        for style, file in (("400", "400-normal"), ("600", "600-normal"), ("400-italic", "400-italic"))
    },
    "vendor/source-serif-4.LICENSE.txt": "@fontsource/source-serif-4/LICENSE",
}
"""What stands at each address, without a leading slash: all of it as it comes, licenses beside it."""


def load_browser_libraries(root: Path) -> dict[str, bytes]:
    """Return every browser library: bytes by address, without a leading slash.

    Args:
        root: the project's root, which holds ``node_modules/``.

    Raises:
        ContentError: one of them has not been installed.
    """
    files = read_installed(root, _PUBLISHED.values())
    return {address: files[name] for address, name in _PUBLISHED.items()}


def read_installed(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return files that npm has installed, by name.

    Args:
        root: the project's root, which holds ``node_modules/``.
        names: paths in there.

    Raises:
        ContentError: one of them has not been installed.
    """
    paths = {name: root / "node_modules" / name for name in names}
    missing = sorted(name for name, path in paths.items() if not path.is_file())
    if missing:
        raise ContentError([_not_installed(missing[0])])
    return {name: path.read_bytes() for name, path in paths.items()}


def _not_installed(name: str) -> Problem:
    advice = "run 'make build', which installs it, or 'npm ci' in the project's folder"
    return Problem("package.json", 1, 1, f"node_modules/{name} is missing; {advice}")
