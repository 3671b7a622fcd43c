"""Scripts and style sheets without what is said to those who work on them."""

import re
from collections import Counter
from pathlib import Path

import pytest

from followup.published_code import strip_comments, strip_style
from tests.followup.conftest import COMPONENTS

SCRIPTS = sorted(COMPONENTS.rglob("*.mjs"))
STYLES = sorted(COMPONENTS.rglob("*.css"))


@pytest.mark.parametrize(
    ("code", "published"),
    [
        ("/** What it does. */\nimport a;\n", "import a;\n"),
        ("/**\n * What it does.\n *\n * @param {a} b\n */\nexport a;\n", "export a;\n"),
        ("  // Why.\n  a();\n", "  a();\n"),
        ("a(); // Why.\n", "a(); // Why.\n"),
        ("  /** @type {A} */ a = 1;\n/** b */\n", "  /** @type {A} */ a = 1;\n"),
        ('const url = "https://example.com"; /* a */\n', 'const url = "https://example.com"; /* a */\n'),
        ("/* a */\n.a {\n  /* b */\n  color: red; /* c */\n}\n", ".a {\n  color: red; /* c */\n}\n"),
        ("a = `\n`;\n/* c */\n", "a = `\n`;\n"),
    ],
)
def test_comments_with_lines_of_their_own_go(code: str, published: str) -> None:
    assert strip_comments(code) == published


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_nothing_but_comments_goes(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    gone = Counter(code.splitlines()) - Counter(strip_comments(code).splitlines())
    assert [line for line in gone if not re.match(r"\s*(?:/?\*|//)", line)] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_style_sheet_means_the_same(path: Path) -> None:
    def rules(code: str) -> str:
        return " ".join(re.sub(r"/\*.*?\*/", "", code, flags=re.DOTALL).split())

    code = path.read_text(encoding="utf-8")
    assert rules(strip_style(code)) == rules(code) != ""


def test_a_style_sheet_is_published_without_indentation() -> None:
    code = "/* a */\n@media print {\n  .a\n    .b {\n    color: red;\n  }\n}\n\n.c {\n}\n"
    assert strip_style(code) == "@media print {\n.a\n.b {\ncolor: red;\n}\n}\n.c {\n}\n"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_template_literal_holds_what_looks_like_a_comment(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    for found in re.finditer(r"^[ \t]*(?:/\*|//)", code, re.MULTILINE):
        before = strip_comments(code[: found.start()])
        # A regular expression may have one among its characters.
        in_line = re.sub(r"\[(?:\\.|[^\]\\\n])*\]|//.*$|/\*.*?\*/", "", before, flags=re.MULTILINE)
        assert in_line.count("`") % 2 == 0, f"{path.name}: {code[found.start() :][:60]}"
