"""``python -m followup link``: what comes out, what is said instead, and how it ends."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from followup.__main__ import app
from followup.prefilled_links import parse_fragment
from followup.site import load_site
from tests.followup.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


BASE = "https://coach.example/site/"

_LOAD_ONCE = cache(load_site)


@pytest.fixture(autouse=True)
def site_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("followup.commands.link.load_site", _LOAD_ONCE)


def run(*arguments: str, base: str = BASE, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, ["link", "--root", str(PROJECT), "--base", base, *arguments], input=stdin)


@pytest.mark.parametrize(
    ("arguments", "link"),
    [
        (
            [
                "--timeline",
                "after-interview",
                "--start",
                "2026-11-19",
                "--company",
                "A & B",
                "--go",
                "step-close",
            ],
            "timelines/after-interview/#fu=1&start=2026-11-19&company=A+%26+B&go=step-close",
        ),
        (
            [
                "--message",
                "thank-you",
                "--set",
                "takeaway=Bees=bees",
                "--reason",
                "felt-welcome",
                "--go",
                "card-warm",
            ],
            "messages/thank-you/#fu=1&reason=felt-welcome&takeaway=Bees%3Dbees&go=card-warm",
        ),
        (
            ["--checklist", "stop-dwelling", "--from", "Sam Field", "--note", "Hi\r\nthere"],
            "checklists/stop-dwelling/#fu=1&from=Sam+Field&note=Hi%0Athere",
        ),
        (
            ["--page", "/articles/why-didnt-they-call", "--start", "2026-11-19", "--go", "then-dead-air"],
            "articles/why-didnt-they-call/#fu=1&start=2026-11-19&go=then-dead-air",
        ),
        (
            ["--page", "/", "--set", "done=thank-you.2026-11-19", "--start", "2026-11-19"],
            "#fu=1&start=2026-11-19&done=thank-you.2026-11-19",
        ),
    ],
    ids=["timeline", "message", "checklist", "article", "home page"],
)
def test_one_link_and_nothing_else_is_printed(arguments: list[str], link: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{BASE}{link}\n", "")


@pytest.mark.parametrize(
    ("base", "begins"),
    [
        ("https://coach.example", "https://coach.example/timelines/"),
        ("HTTP://127.0.0.1:8000/a/b", "HTTP://127.0.0.1:8000/a/b/timelines/"),
        ("https://[::1]/", "https://[::1]/timelines/"),
    ],
)
def test_the_site_may_be_anywhere(base: str, begins: str) -> None:
    assert run("--timeline", "after-interview", base=base).stdout.startswith(begins)


@pytest.mark.parametrize(
    "base",
    [
        *(
            "ftp://coach.example/",
            "coach.example",
            "//coach.example/",
            "javascript:alert(1)//",
            "https://",
            "",
        ),
        *(
            "https://coach.example/?a=b",
            "https://coach.example/#a",
            "https://a b/",
            "https://me:pw@coach.example/",
        ),
        *("https://coach.example/\n", "https://coach.example/a\u2028b/", "https://coach.example/<b>/"),
    ],
)
def test_what_is_no_address_of_a_site_is_refused(base: str) -> None:
    result = run("--timeline", "after-interview", base=base)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"--base: '{base}' is no address of a site; write one as https://")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--timeline", "after-interveiw"],
            [
                "--timeline: no timeline is called 'after-interveiw'; allowed: after-applying, ",
                "; did you mean 'after-",
            ],
        ),
        (["--page", "/abuot/"], ["--page: the site has no page '/abuot/'; did you mean '/about/'?"]),
        (
            ["--timeline", "after-interview", "--start", "2026-02-30"],
            ["--start: “2026-02-30” is not a date on the calendar. A date looks like 2026-11-19."],
        ),
        (
            ["--timeline", "after-interview", "--note", "a" * 1001],
            ["--note: this is 1,001 characters long. 1,000 is the most that fits."],
        ),
        (
            ["--message", "thank-you", "--note", "é" * 1000],
            ["link: This link holds more than 4,000 characters."],
        ),
        (
            ["--checklist", "stop-dwelling", "--company", "A"],
            ["--company: means nothing on this page; it takes: from, note, go"],
        ),
        (
            ["--message", "thank-you", "--set", "takeawy=x"],
            ["--set takeawy: this page has no such field; ", "mean 'takeaway'?"],
        ),
        (
            ["--message", "thank-you", "--set", "company=x", "--company", "y"],
            ["--set company: this was given already"],
        ),
        (
            ["--message", "thank-you", "--set", "takeaway"],
            ["--set: 'takeaway' sets nothing; write --set field=value"],
        ),
        (
            ["--message", "thank-you", "--set", "role=x", "--set", "role=y"],
            ["--set role: this was given already"],
        ),
        (
            ["--message", "thank-you", "--reason", "felt-welcom"],
            ["--reason: this page has no reason 'felt-welcom'; allowed: ", "mean 'felt-welcome'?"],
        ),
        (
            ["--timeline", "after-interview", "--reason", "felt-welcome-not"],
            ["--reason: this page has no reason "],
        ),
        (
            ["--timeline", "after-interview", "--go", "step-chek-in"],
            ["--go: this page has no place 'step-chek-in'; allowed: ", "mean 'step-check-in'?"],
        ),
        (
            ["--timeline", "after-interview", "--go", "#step-close"],
            ["--go: “#step-close” is not the name of a place on this page."],
        ),
        ([], ["link: name the page to open, one of: timeline, message, checklist, page"]),
        (["--page", "/", "--message", "thank-you"], ["link: name the page to open, one of: "]),
    ],
)
def test_what_is_wrong_is_said_in_a_line_that_names_its_option(arguments: list[str], said: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith(said[0])
    assert all(words in line for words in said)


def test_all_that_is_wrong_is_said_at_once() -> None:
    result = run("--message", "thank-you", "--start", "soon", "--go", "x", "--pace", "fast", "--set", "y=z")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        *("--set y", "--start", "--pace", "--go")
    ]


# --- many at once -------------------------------------------------------------------------------------------


def test_many_links_come_one_a_line_in_order(tmp_path: Path) -> None:
    file = tmp_path / "clients.json"
    names = ["Alex", "Zoë", "日本"]
    entries = [{"timeline": "after-interview", "name": name, "company": None, "set": None} for name in names]
    file.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    result = run("--json", str(file))
    assert (result.exit_code, result.stderr) == (0, "")
    links = [parse_fragment(line.partition("#")[2]) for line in result.stdout.splitlines()]
    assert [link and link.values for link in links] == [{"name": name} for name in names]


def test_problems_of_many_carry_their_index_and_nothing_is_printed() -> None:
    entries = [
        {"timeline": "after-interview"},
        {"timeline": "after-interview", "start": "soon", "go": 3},
        {"timeline": "after-interview", "start": "soon", "strat": "x"},
        "after-interview",
        {"message": "thank-you", "set": {"topic": "x"}},
        {"message": "thank-you", "set": "x"},
    ]
    result = run("--json", "-", stdin=json.dumps(entries))
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        *("[1].go", "[2].strat", "[3]", "[4].set.topic", "[5].set")
    ]


@pytest.mark.parametrize("text", ["", "{", '{"timeline": "after-interview"}', "\udcff"])
def test_what_is_no_list_could_not_be_run(text: str, tmp_path: Path) -> None:
    file = tmp_path / "clients.json"
    file.write_bytes(text.encode(errors="surrogateescape"))
    result = run("--json", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"--json: {file} ")


def test_a_list_and_a_single_link_at_once_could_not_be_run() -> None:
    result = run("--json", "-", "--start", "2026-11-19", stdin="[]")
    assert (result.exit_code, result.stdout) == (2, "")


def test_content_that_is_broken_could_not_be_run(tmp_path: Path) -> None:
    (tmp_path / "data/messages").mkdir(parents=True)
    (tmp_path / "data/messages/x.yml").write_text("title", encoding="utf-8")
    result = CliRunner().invoke(app, ["link", "--root", str(tmp_path), "--base", BASE, "--page", "/"])
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("data/messages/x.yml:1:")
