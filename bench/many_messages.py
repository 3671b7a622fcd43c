"""A site of a thousand messages: what our hooks add to MkDocs' own build of the same pages.

Both are built by turns, in copies of the project, so that the machine is the same for both. On one that does
other things meanwhile, the processor's time says more than the clock's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING

from followup.catalog import load_catalog
from followup.pages import build_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

PROJECT = Path(__file__).parents[1]
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "site", "tests", "test-results")
# What the templates ask for, and nothing in it.
_BARE_HOOK = """
def on_env(env, config, files):
    nothing = {name: lambda *_: "" for name in ("render_coach", "render_new_articles", "find_styles")}
    categories = ["Waiting", "Writing", "Answers", "The other side"]
    env.globals.update(nothing, sharing={}, article_categories=categories)
    return env
"""
MESSAGES = 1000
MIB_IN_KIB = 1024
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took.

    Attributes:
        seconds: from the start of its process to its end.
        processor_seconds: for which it had the processor.
        mebibytes: the most memory it held at a time.
    """

    seconds: float
    processor_seconds: float
    mebibytes: float

    def __str__(self) -> str:
        return (
            f"{self.seconds:5.1f} s  {self.processor_seconds:5.1f} s of processor  {self.mebibytes:4.0f} MiB"
        )


LIMIT = Cost(12, 12, 400)
"""What our hooks may add."""


def measure_many_messages() -> None:
    """Print wall time and peak memory of the build with our hooks and without them, and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours", Path(folder) / "bare"
        _make_project(ours)
        make_bare_project(bare, ours)
        rounds = [(_build(ours), _build(bare)) for _ in range(ROUNDS)]
    with_hooks, without = (_middle(costs) for costs in zip(*rounds, strict=True))
    more = Cost(*(one - other for one, other in zip(astuple(with_hooks), astuple(without), strict=True)))
    print(f"A site of {MESSAGES} messages, each with four downloads; medians of {ROUNDS} builds by turns:")
    print(f"  with our hooks           {with_hooks}")
    print(f"  MkDocs, the same pages   {without}")
    print(f"  more                     {more}")
    print(f"  more, at most            {LIMIT}")
    print(f"  times as long            {with_hooks.seconds / without.seconds:.2f}")


def _middle(costs: Iterable[Cost]) -> Cost:
    return Cost(*map(median, zip(*map(astuple, costs), strict=True)))


def _make_project(project: Path) -> None:
    """Copy the project, with so many messages more that there are a thousand."""
    shutil.copytree(PROJECT, project, ignore=NOT_COPIED)
    (project / "node_modules").symlink_to(PROJECT / "node_modules", target_is_directory=True)
    messages = project / "data/messages"
    template = (messages / "thank-you.yml").read_text(encoding="utf-8")
    for number in range(len(list(messages.iterdir())), MESSAGES):
        title = f"title: The thank-you note, number {number}"
        text = template.replace("title: The thank-you note", title).replace(
            "Our conversation", f"Conversation {number}"
        )
        (messages / f"note-{number}.yml").write_text(text, encoding="utf-8")


def make_bare_project(project: Path, ours: Path) -> None:
    """Copy a project with the pages it would generate as files, and without hooks: blocks stay as written."""
    shutil.copytree(ours, project, symlinks=True)
    for path, text in build_pages(load_catalog(project)).items():
        page = project / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    settings = project / "mkdocs.yml"
    plain = settings.read_text(encoding="utf-8").replace("hooks: [hooks/events.py]", "hooks: [bare.py]")
    (project / "bare.py").write_text(_BARE_HOOK, encoding="utf-8")
    # Links to the anchors that blocks would have made lead nowhere.
    settings.write_text(
        plain.replace("strict: true\n", "").replace("anchors: warn", "anchors: ignore"), encoding="utf-8"
    )


def _build(project: Path) -> Cost:
    shutil.rmtree(project / "site", ignore_errors=True)
    before = monotonic()
    with (project / "build.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "--quiet"],
            cwd=project,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=log,
            stderr=log,
        )
        _, status, usage = os.wait4(process.pid, 0)
    seconds = monotonic() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError((project / "build.log").read_text(encoding="utf-8"))
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MIB_IN_KIB)
