"""Whatever happens to one of the shipped files: it is read, or said to be wrong at a place within it.

Each example damages one file, as a slip of the hand, a bad merge or a broken disk would, and reads the whole
project around it; files that have not changed are remembered. What an example may cost is counted in the
time for which this process has the processor, not by a clock: other work does not count. That interrupts
a regular expression that runs away, too, which no count of calls would see.
"""

from __future__ import annotations

import shutil
import signal
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from followup.project import read_project
from tests.followup.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.problems import Problem

PROCESSOR_SECONDS = 2.0
"""A check of the shipped files takes a hundredth of that."""

FILES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (*PROJECT.glob("data/**/*.yml"), *PROJECT.glob("docs/**/*.md"), PROJECT / "permalinks.lock")
)
SPLICES = [
    *(
        b"\x00",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\r",
        b"\t",
        b"\n\n",
        b"---\n",
        b"...\n",
        b"'",
        b'"',
        b"`",
        b"```\n",
    ),
    *(
        b"{",
        b"[",
        b"]",
        b"}",
        b": ",
        b"- ",
        b"#",
        b"&a ",
        b"*a",
        b"!t ",
        b"| ",
        b"> ",
        b"? ",
        b"%",
        b"@",
        b"\\",
    ),
    *(
        b"{{ ",
        b" }}",
        b"{% x %}",
        b"{#",
        b"/// ",
        b"/// timeline | x\n",
        b"- [ ] ",
        b"](",
        b"![a](b.png)",
        b"<!--",
    ),
    *(
        b"[x](#fu=1&start=1)",
        b"[x](../../..)",
        b"<https://x>",
        b'<a href="#">',
        b"formerly: [x]\n",
        b"retired: true\n",
    ),
    *(
        b"\xe2\x80\xa8",
        b"\xe2\x80\xae",
        b"\xf0\x9f\x90\x9d",
        b"\xed\xa0\x80",
        b'"\\ud800"',
        b'"\\u0007"',
        b"~",
        b"null",
    ),
    *(
        b"draft: true\n",
        b"date: 2026-02-30\n",
        b"999999999999999999999999",
        b"-1",
        b"1e9",
        b"true",
        b"[]",
        b"{}",
    ),
]
DEEP = [
    *((b"[", b"]"), (b"[", b""), (b"{a: ", b"}"), (b"- ", b""), (b"> ", b""), (b"  ", b""), (b"/", b"/")),
    *((b"{{ ", b""), (b"{{ a }} ", b""), (b"{% ", b""), (b"<!-- ", b""), (b"[x](nope.md) ", b"")),
    *((b"[@nope] ", b""), (b"](x) ", b""), (b"<a href=x ", b""), (b"///\n\n", b""), (b"[x](y ", b"")),
    *((b"`", b""), (b"*", b"*"), (b"(", b")"), (b"[a](", b")"), (b"![", b"]"), (b"<a ", b">"), (b"\\", b"")),
]


@st.composite
def damages(draw: st.DrawFn, content: bytes) -> bytes:
    """Return ``content`` as it is after one to three accidents."""
    for _ in range(draw(st.integers(1, 3))):
        content = draw(st.sampled_from(ACCIDENTS))(draw, content)
    return content


def _cut(draw: st.DrawFn, content: bytes) -> bytes:
    return content[: draw(st.integers(0, len(content)))]


def _splice(draw: st.DrawFn, content: bytes) -> bytes:
    place = draw(st.integers(0, len(content)))
    end = place + draw(st.sampled_from([0, 0, 1, 5]))
    return content[:place] + draw(st.sampled_from(SPLICES) | st.binary(max_size=4)) + content[end:]


def _nest(draw: st.DrawFn, content: bytes) -> bytes:
    place = draw(st.integers(0, len(content)))
    opening, closing = draw(st.sampled_from(DEEP))
    times = draw(st.sampled_from([10, 100, 1000, 5000]))
    return content[:place] + opening * times + b"x" + closing * times + content[place:]


def _edit_line(draw: st.DrawFn, content: bytes) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    place = draw(st.integers(0, len(lines) - 1))
    line = lines[place]
    key, colon, value = line.partition(b":")
    edited: list[bytes] = {
        "twice": [line, line],
        "gone": [],
        "in": [b"  ", line],
        "in by a tab": [b"\t", line],
        "out": [line.lstrip()],
        "moved": [line, lines[draw(st.integers(0, len(lines) - 1))]],
        "joined": [line.rstrip(b"\r\n")],
        "another key": [key + b"z" + colon + value],
        "another type": [key + colon + b" " + draw(st.sampled_from(SPLICES)) + b"\n"],
        "no value": [key + colon + b"\n"],
        "half": [line[: len(line) // 2], b"\n"],
    }[draw(st.sampled_from(EDITS))]
    return b"".join([*lines[:place], *edited, *lines[place + 1 :]])


def _end_lines_otherwise(draw: st.DrawFn, content: bytes) -> bytes:
    return content.replace(b"\n", draw(st.sampled_from([b"\r\n", b"\r", b"\n\n"])))


EDITS = (
    *("twice", "gone", "in", "in by a tab", "out", "moved", "joined", "another key", "another type"),
    *("no value", "half"),
)
ACCIDENTS = [_cut, _splice, _splice, _nest, _edit_line, _edit_line, _edit_line, _end_lines_otherwise]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that is read."""
    root = tmp_path_factory.mktemp("project") / "copy"
    for folder in ("data", "docs"):
        shutil.copytree(PROJECT / folder, root / folder)
    (root / "overrides").mkdir()
    shutil.copytree(PROJECT / "overrides/assets", root / "overrides/assets")
    shutil.copy(PROJECT / "permalinks.lock", root)
    assert [str(problem) for problem in errors_of(root)] == []
    return root


def errors_of(root: Path) -> list[Problem]:
    return [one for one in read_project(root, root / "docs").problems if one.severity == "error"]


@contextmanager
def budget() -> Iterator[None]:
    """Fail where more of the processor is needed than a check may take."""

    def give_up(*_: object) -> None:
        pytest.fail(f"this takes more than {PROCESSOR_SECONDS} s of the processor")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, PROCESSOR_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@settings(
    max_examples=2000 if settings.get_current_profile_name() == "fuzz" else 200,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_a_damaged_file_is_read_or_said_to_be_wrong_where_it_is(project: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(FILES))
    whole = (PROJECT / name).read_bytes()
    damaged = data.draw(damages(whole))
    try:
        (project / name).write_bytes(damaged)
        with budget():
            problems = errors_of(project)
    finally:
        (project / name).write_bytes(whole)
    for problem in problems:
        text = (damaged if problem.path == name else (project / problem.path).read_bytes()).decode(
            "utf-8-sig", "replace"
        )
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= problem.line <= len(lines) + 1, problem
        assert 1 <= problem.column <= len([*lines, ""][problem.line - 1]) + 1, problem
        assert problem.message
        assert "\n" not in str(problem)


REPEATED = [
    *("{{ ", "{{ a }} ", "{{ a|b }} ", "{% ", "}} ", "<!-- ", "--> ", "[x", "[x](", "](x) ", "![x](y "),
    *("[x](nope.md) ", "[x](/nope/) ", "<a href=x> ", "<a href=x ", "[@nope] ", "` ", "`` ` ", "1,000 of 2 "),
    *("[x] (/y) ", "[x][y] ", "(x)[/y] ", "[^1] ", "[@nope ", "<pre> ", "{#x} ", "- [ ] x {#x}\n"),
    *("<div>\n///\n", "::: timeline\n", "<!--\n/// x\n-->\n", "///\u00a0\n", "[ ] x\n"),
]
PLACES = [
    ("data/messages/thank-you.yml", "    body: |\n", "    body: |\n      {}\n"),
    ("data/messages/thank-you.yml", "summary: ", "summary: >-\n  {}\n# "),
    ("data/timelines/after-interview.yml", "summary: ", "summary: >-\n  {}\n# "),
    ("data/coach.yml", "bio: >-\n", "bio: >-\n  {}\n"),
    ("docs/checklists/right-after.md", "\n# ", "\n{}\n\n# "),
    ("docs/articles/posts/why-didnt-they-call.md", "\n## ", "\n{}\n\n## "),
    ("docs/about.md", "\n## ", "\n{}\n\n## "),
    # Other pages lead to places on this one, which are looked for.
    ("docs/coaches/embedding.md", "\n## ", "\n{}\n\n## "),
]
"""Where something is repeated, by file: what stands there, and what to write in its place."""


@pytest.mark.parametrize(("name", "old", "new"), PLACES)
@pytest.mark.parametrize("sign", REPEATED)
def test_thousands_of_a_kind_are_told_in_time(
    project: Path, name: str, old: str, new: str, sign: str
) -> None:
    whole = (PROJECT / name).read_text(encoding="utf-8")
    assert old in whole
    try:
        (project / name).write_text(whole.replace(old, new.format(sign * 5000), 1), encoding="utf-8")
        with budget():
            errors_of(project)
    finally:
        (project / name).write_text(whole, encoding="utf-8")
