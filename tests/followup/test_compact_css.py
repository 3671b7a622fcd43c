"""Style sheets as they are sent: shorter, and the same to a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from followup.compact_css import compact_css
from tests.followup.conftest import COMPONENTS

if TYPE_CHECKING:
    from pathlib import Path

SHEETS = sorted(COMPONENTS.rglob("*.css"))


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        (
            ".a {\n  color: red;\n}\n\n.b,\n.c {\n  margin: 0 auto;\n}\n",
            ".a{color: red;}.b,.c{margin: 0 auto;}",
        ),
        ("/* who */ .a { top: 0 } /* why */", ".a{top: 0}"),
        (".a /* or */ .b { top: 0 }", ".a .b{top: 0}"),
        (".a/**/.b { top: 0 }", ".a .b{top: 0}"),
        # Space that means something: before a pseudo-class, around an operator, within a string.
        (".a :is(.b) { width: calc(1px + 2px) }", ".a :is(.b){width: calc(1px + 2px)}"),
        ('.a::after { content: " ;  { " attr(href) }', '.a::after{content: " ;  { " attr(href)}'),
        (".a { content: '/* no */' }", ".a{content: '/* no */'}"),
        (r'.a { content: "\"/* no */" ; top: 0 }', r'.a{content: "\"/* no */";top: 0}'),
        ("@media print {\n  .a {\n    top: 0;\n  }\n}\n", "@media print{.a{top: 0;}}"),
        ("", ""),
    ],
)
def test_what_is_sent(written: str, sent: str) -> None:
    assert compact_css(written) == sent


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_rule_of_the_site_is_lost(sheet: Path) -> None:
    written = sheet.read_text(encoding="utf-8")
    sent = compact_css(written)
    code = re.sub(r"/\*.*?\*/", "", written, flags=re.DOTALL)
    assert re.sub(r"\s", "", sent) == re.sub(r"\s", "", code)
    assert compact_css(sent) == sent
    assert "/*" not in sent
