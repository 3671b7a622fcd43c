"""``python -m followup new``: each kind can be built at once; what is said, and what is refused."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from followup.__main__ import app
from followup.schemas import build_schemas
from followup.site import load_site
from tests.followup.conftest import SITE

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "timeline": "data/timelines/after-a-trial-day.yml",
    "message": "data/messages/after-a-trial-day.yml",
    "checklist": "docs/checklists/after-a-trial-day.md",
    "article": "docs/articles/posts/after-a-trial-day.md",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SITE, tmp_path / "site")
    settings = "site_name: A site\nsite_url: https://example.com/\n"
    (tmp_path / "site/mkdocs.yml").write_text(settings, encoding="utf-8")
    return tmp_path / "site"


def new(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["new", *arguments, "--root", str(root)])


def test_what_it_begins_can_be_checked_at_once(root: Path) -> None:
    for kind, path in KINDS.items():
        result = new(root, kind, "After a trial day")
        assert result.exit_code == 0, result.output
        assert (root / path).is_file()
    # tests/test_an_authors_site.py builds them.
    load_site(root, root / "docs")


def test_it_says_what_it_wrote_and_what_comes_next(root: Path) -> None:
    said = new(root, "message", "trial-day", "--title", "The trial day").stdout.splitlines()
    assert said == [
        "Wrote data/messages/trial-day.yml: the message “The trial day”, called trial-day in links.",
        "1. Say in 'use_when' when to send it, then write its first text.",
        "2. Change its name and its ids now if you want other ones; once published, they stay.",
        "3. make serve shows it on http://127.0.0.1:8000/messages/trial-day/",
    ]


def test_an_article_has_the_day_it_is_given(root: Path) -> None:
    new(root, "article", "trial", "--date", "2026-11-19")
    assert "\ndate: 2026-11-19\n" in (root / "docs/articles/posts/trial.md").read_text(encoding="utf-8")


def test_an_article_has_the_day_of_the_build_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    new(root, "article", "trial")
    assert "\ndate: 2026-11-23\n" in (root / "docs/articles/posts/trial.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["timeline", "message"])
def test_editors_find_nothing_wrong_with_it(root: Path, kind: str) -> None:
    new(root, kind, "trial")
    text = (root / f"data/{kind}s/trial.yml").read_text(encoding="utf-8")
    schema = yaml.safe_load(build_schemas()[f"data/schemas/{kind}.json"])
    assert text.startswith(f"# yaml-language-server: $schema=../schemas/{kind}.json\n")
    assert list(Draft202012Validator(schema).iter_errors(yaml.safe_load(text))) == []


def test_a_timeline_without_any_message_sends_none(root: Path) -> None:
    for path in [*(root / "data/messages").iterdir(), *(root / "data/timelines").iterdir()]:
        path.unlink()
    new(root, "timeline", "trial")
    assert "message:" not in (root / "data/timelines/trial.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_over(root: Path, kind: str) -> None:
    path = root / KINDS[kind]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    result = new(root, kind, "After a trial day")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{KINDS[kind]} is there already; choose another name\n"
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_name_that_leads_elsewhere_stays_a_promise(root: Path) -> None:
    path = root / "data/messages/check-in.yml"
    path.write_text(path.read_text(encoding="utf-8") + "formerly: [trial]\n", encoding="utf-8")
    result = new(root, "message", "Trial")
    assert result.exit_code == 1
    assert "was called 'trial' before" in result.stderr
    assert not (root / "data/messages/trial.yml").exists()


def test_a_bad_name_writes_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    result = new(root, "timeline", "???")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "lower-case letters, digits and single hyphens" in result.stderr
    assert sorted(root.rglob("*")) == before


def test_problems_elsewhere_are_no_reason_not_to_begin(root: Path) -> None:
    (root / "data/coach.yml").write_text("nme: x\n", encoding="utf-8")
    result = new(root, "timeline", "trial")
    assert result.exit_code == 0
    assert result.stdout.endswith("python -m followup check\n")


def test_another_folder_is_left_alone(tmp_path: Path) -> None:
    result = new(tmp_path, "timeline", "trial")
    assert result.exit_code == 2
    assert "not the project's folder" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("arguments", "missing"), [([], "what to begin"), (["checklist"], "is called")])
def test_nobody_is_asked_where_nobody_can_answer(root: Path, arguments: list[str], missing: str) -> None:
    result = CliRunner().invoke(app, ["new", *arguments, "--root", str(root)], input="timeline\ntrial\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert missing in result.stderr


def answer(root: Path, typed: str, *arguments: str) -> tuple[int, str]:
    """Run the command at a terminal where this is typed; return its exit code and what it says."""
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb", buffering=0) as keyboard:
        process = subprocess.Popen(  # noqa: S603 - this Python, with arguments named here
            [sys.executable, "-m", "followup", "new", *arguments, "--root", str(root)],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        os.close(theirs)
        keyboard.write(typed.encode())
        output, _ = process.communicate(timeout=60)
    return process.returncode, output


def test_at_a_terminal_it_asks_for_what_is_missing(root: Path) -> None:
    code, output = answer(root, "plan\ntimeline\nAfter a trial day\n")
    assert code == 0, output
    assert "What do you want to begin?" in output
    assert "Please select one of the available options" in output
    assert (root / KINDS["timeline"]).is_file()


def test_at_a_terminal_it_asks_again_for_a_name_that_it_cannot_use(root: Path) -> None:
    path = root / "data/messages/check-in.yml"
    path.write_text(path.read_text(encoding="utf-8") + "formerly: [trial]\n", encoding="utf-8")
    code, output = answer(root, "\n???\nCheck in\ntrial\nAfter a trial day\n", "message")
    assert code == 0, output
    assert output.count("What is it called?") == 5
    for words in ("is empty", "'???' makes no name", "is there already", "was called 'trial' before"):
        assert words in output
    assert (root / KINDS["message"]).is_file()


def test_at_a_terminal_a_bad_title_is_no_reason_to_ask_for_a_name(root: Path) -> None:
    code, output = answer(root, "trial\n", "message", "--title", " ")
    assert (code, output) == (1, "a title is one line of text; write some letters, and nothing invisible\n")
