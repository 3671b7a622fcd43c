"""``python -m followup check``: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from followup.__main__ import app
from tests.followup.conftest import PROJECT, SITE

COUNTED = "No problems in 1 timelines, 3 messages, 1 checklists.\n"
CHECKLIST = "docs/checklists/keep-busy.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITE, tmp_path / "site"))


def check(root: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", "--root", str(root), *options])
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


def test_a_code_host_shows_them_beside_the_lines(root: Path) -> None:
    (root / "data/coach.yml").write_text(
        "photo: docs/assets/100%.jpg\nexample: true\nname: A\n", encoding="utf-8"
    )
    (root / "data/messages/a, b: c.yml").write_text("title: A\n", encoding="utf-8")
    code, output = check(root, "--format", "github")
    lines = output.splitlines()
    assert code == 1
    assert lines[0].startswith(
        "::error file=data/coach.yml,line=1,col=1::photo: there is no file 'docs/assets/100%25.jpg'"
    )
    assert lines[1].startswith("::warning file=data/coach.yml,line=2,col=1::example: ")
    assert lines[2].startswith("::error file=data/messages/a%2C b%3A c.yml,line=1,col=1::")


def test_a_program_gets_them_as_json(root: Path) -> None:
    (root / "data/coach.yml").write_text("example: true\nname: Zoë\n", encoding="utf-8")
    code, output = check(root, "--format", "json")
    data = json.loads(output)
    (problem,) = data["problems"]
    assert code == 0
    assert output == json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    assert data["checked"] == {"checklists": 1, "messages": 3, "timelines": 1}
    assert (problem["path"], problem["line"], problem["column"]) == ("data/coach.yml", 1, 1)
    assert (problem["severity"], problem["message"][:9]) == ("warning", "example: ")


def test_what_cannot_be_used_has_been_checked_too(root: Path) -> None:
    (root / "data/messages/thank-you.yml").write_text("title: A\n", encoding="utf-8")
    checklist = root / "docs/checklists/keep-busy.md"
    text = checklist.read_text(encoding="utf-8")
    checklist.write_text(text.replace("title:", "draft: true\ntitle:"), encoding="utf-8")
    code, output = check(root, "--format", "json")
    assert code == 1
    assert json.loads(output)["checked"] == {"checklists": 1, "messages": 3, "timelines": 1}


@pytest.mark.parametrize("fault", ["no project", "no folder", "unreadable"])
def test_what_cannot_be_checked_is_one_line_and_another_code(
    root: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    if fault == "no project":
        root = root / "data/messages"
    elif fault == "no folder":
        root = root / "nowhere"
    else:
        monkeypatch.setattr(Path, "glob", refuse)
    result = CliRunner().invoke(app, ["check", "--root", str(root)])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    if fault != "no folder":
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("epoch", ["abc", "", "999999999999999999999"])
def test_a_day_that_is_none_is_one_line_and_another_code(
    root: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = CliRunner().invoke(app, ["check", "--root", str(root)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"SOURCE_DATE_EPOCH: '{epoch}' is not a day; ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_missing_ids_are_written_and_nothing_else(root: Path, line_end: str, mark: str) -> None:
    head = f"{mark}---\ntitle: Busy\ndescription: Things to do.\nretired_anchors: [item-have-tea]\n---\n\n"
    before = (
        "- [ ] Take a walk {#walk}  \n"
        "- [x] Don't *stop* at [the corner shop](https://example.com/)!\t \n"
        "- [ ] Walk\n"
        "- [ ] Call a friend\n  whom you have not called  \n\n"
        "- [ ] Have tea\n"
        "- [ ] Café {#}\n"
        "- [ ] 茶\n\n"
        "```\n- [ ] Not an item\n```\n"
        "- [ ] " + "long" * 30
    )
    after = (
        "- [ ] Take a walk {#walk}  \n"
        "- [x] Don't *stop* at [the corner shop](https://example.com/)! {#dont-stop-at-the}\t \n"
        "- [ ] Walk {#walk-2}\n"
        "- [ ] Call a friend\n  whom you have not called {#call-a-friend-whom}  \n\n"
        "- [ ] Have tea {#have-tea-2}\n"
        "- [ ] Café {#cafe}\n"
        "- [ ] 茶 {#item}\n\n"
        "```\n- [ ] Not an item\n```\n"
        "- [ ] " + "long" * 30 + " {#" + "long" * 15 + "}"
    )
    path = root / CHECKLIST
    path.write_bytes((head + before).replace("\n", line_end).encode())
    path.chmod(0o640)
    code, output = check(root, "--fix")
    assert path.read_bytes().decode() == (head + after).replace("\n", line_end)
    assert path.stat().st_mode & 0o777 == 0o640
    assert [other.name for other in path.parent.iterdir()] == [path.name]
    assert code == 0, output
    assert output.splitlines()[0] == f"{CHECKLIST}:8:66: wrote {{#dont-stop-at-the}}"
    assert output.count("wrote") == 7
    assert check(root, "--fix") == (0, COUNTED)


def test_what_cannot_be_mended_is_told(root: Path) -> None:
    path = root / CHECKLIST
    path.write_text("- [ ] Take a walk\n- [ ] Rest {#Rest}\n", encoding="utf-8")
    code, output = check(root, "--fix")
    wrote, *rest = [line.partition(": ")[0] for line in output.splitlines()]
    assert code == 1
    assert wrote == f"{CHECKLIST}:1:21"
    assert rest == [f"{CHECKLIST}:1:1", f"{CHECKLIST}:2:14"]


def test_a_check_loads_nothing_that_makes_a_site() -> None:
    """The time that it takes is measured by ``make bench``; this is what keeps it short."""
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from followup.__main__ import app\n"
        f"result = CliRunner().invoke(app, ['check', '--root', {str(PROJECT)!r}])\n"
        "assert result.exit_code == 0, result.output\n"
        "heavy = {'mkdocs', 'material', 'reportlab', 'pymdownx', 'babel'}\n"
        "heavy |= {'holidays.countries', 'followup.site'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - this very Python
    assert loaded.stdout == "[]\n"
