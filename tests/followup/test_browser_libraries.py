from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup.browser_libraries import load_browser_libraries
from followup.problems import ContentError
from tests.followup.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_each_library_comes_with_its_license() -> None:
    libraries = load_browser_libraries(PROJECT)
    modules = [address.removesuffix(".mjs") for address in libraries if address.endswith(".mjs")]
    assert modules == ["vendor/fflate", "vendor/dsv", "vendor/lean-qr"]
    fonts = [address for address in libraries if address.endswith(".woff2")]
    assert fonts == [f"vendor/source-serif-4-{style}.woff2" for style in ("400", "600", "400-italic")]
    licensed = [*modules, "vendor/source-serif-4"]
    licenses = {f"{name}.LICENSE.txt" for name in licensed}
    assert set(libraries) == {*(f"{name}.mjs" for name in modules), *fonts, *licenses}
    assert all(libraries[font].startswith(b"wOF2") for font in fonts)
    assert b"SIL Open Font License" in libraries["vendor/source-serif-4.LICENSE.txt"]
    assert b"export function zipSync" in libraries["vendor/fflate.mjs"]
    assert b"MIT License" in libraries["vendor/fflate.LICENSE.txt"]
    assert b" as dsvFormat" in libraries["vendor/dsv.mjs"]
    assert b"Permission to use" in libraries["vendor/dsv.LICENSE.txt"]
    assert b"generate" in libraries["vendor/lean-qr.mjs"]
    assert b"MIT License" in libraries["vendor/lean-qr.LICENSE.txt"]


def test_a_library_stands_on_its_own() -> None:
    for address, content in load_browser_libraries(PROJECT).items():
        if address.endswith(".mjs"):
            assert b"\nimport " not in content
            assert b" from '" not in content


def test_what_is_not_installed_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ContentError, match=r"package\.json:1:1: node_modules/@fontsource/.* 'make build'.* 'npm ci'"
    ):
        load_browser_libraries(tmp_path)
