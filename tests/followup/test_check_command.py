"""``python -m followup check``: what it prints, and how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from followup.__main__ import app
from tests.followup.conftest import SITE

COUNTED = "No problems in 1 timelines, 3 messages, 1 checklists.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITE, tmp_path / "site"))


def check(root: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", "--root", str(root)])
    return result.exit_code, result.stdout


def test_content_without_problems_is_counted(root: Path) -> None:
    assert check(root) == (0, COUNTED)


def test_an_example_is_one_line_to_be_reminded_by(root: Path) -> None:
    (root / "data/coach.yml").write_text("name: Your name\nexample: true\n", encoding="utf-8")
    code, output = check(root)
    reminder, counted = output.splitlines(keepends=True)
    assert (code, counted) == (0, COUNTED)
    assert reminder.startswith("data/coach.yml:2:1: warning: example: ")


def test_problems_are_one_line_each(root: Path) -> None:
    (root / "data/coach.yml").write_text("country: usa\nnme: Your name\n", encoding="utf-8")
    code, output = check(root)
    assert code == 1
    places = [line.partition(": ")[0] for line in output.splitlines()]
    assert places == ["data/coach.yml:1:1", "data/coach.yml:2:1"]
