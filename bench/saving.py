"""From a save to the site built anew, as `make serve` does: ours, and MkDocs' own of the same pages.

Both are built by turns, each in a process that has built the site before, so that the machine is the same for
both and what is kept between builds counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.many_messages import NOT_COPIED, PROJECT, make_bare_project
from followup.catalog import load_catalog
from followup.example_files import load_examples
from followup.previews import build_previews

if TYPE_CHECKING:
    from collections.abc import Generator

ROUNDS = 9
RATIO_LIMIT = 1.3

_SAVED_IN_OURS = "data/messages/thank-you.yml"
_SAVED_IN_BARE = "docs/messages/thank-you.md"

# For each line it reads: builds the site of its folder, and prints the seconds of clock and of processor.
_BUILDER = """
import logging, sys, tempfile, time
from mkdocs.commands.build import build
from mkdocs.config import load_config

logging.getLogger("mkdocs").setLevel(logging.ERROR)
is_started = False
with tempfile.TemporaryDirectory() as folder:
    for _ in sys.stdin:
        clock, processor = time.perf_counter(), time.process_time()
        config = load_config("mkdocs.yml", site_dir=folder, strict=False)
        if not is_started:
            config.plugins.on_startup(command="serve", dirty=False)
            is_started = True
        build(config, serve_url="http://127.0.0.1:8000/")
        print(time.perf_counter() - clock, time.process_time() - processor, flush=True)
"""


def measure_saving() -> None:
    """Print how long the site takes to build anew after one edit, and how it compares with MkDocs' own."""
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours", Path(folder) / "bare"
        shutil.copytree(PROJECT, ours, ignore=NOT_COPIED)
        (ours / "node_modules").symlink_to(PROJECT / "node_modules", target_is_directory=True)
        make_bare_project(bare, ours)
        _write_previews(bare)
        builds = _rebuild(ours, _SAVED_IN_OURS), _rebuild(bare, _SAVED_IN_BARE)
        # The first of each is the start of the server.
        next(zip(*builds, strict=True))
        rounds = [one for one, _ in zip(zip(*builds, strict=True), range(ROUNDS), strict=False)]
        for one in builds:
            one.close()
    (clock, processor), (bare_clock, bare_processor) = (
        tuple(map(median, zip(*times, strict=True))) for times in zip(*rounds, strict=True)
    )
    print(f"One file saved, the site built anew; medians of {ROUNDS} builds by turns:")
    print(f"  with our hooks           {clock:5.2f} s  {processor:5.2f} s of processor")
    print(f"  MkDocs, the same pages   {bare_clock:5.2f} s  {bare_processor:5.2f} s of processor")
    print(f"  times as long            {processor / bare_processor:5.2f}, of processor")
    print(f"  times as long, at most   {RATIO_LIMIT:5.2f}")


def _write_previews(bare: Path) -> None:
    """Write the preview's pages as files: `make serve` has them too."""
    examples = load_examples(bare, load_catalog(bare))
    for path, text in build_previews(examples, datetime.now(UTC).date()).items():
        page = bare / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")


def _rebuild(project: Path, name: str) -> Generator[tuple[float, float], None, None]:
    """Yield the seconds of clock and processor of one build after another, each after an edit."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    process = subprocess.Popen(  # noqa: S603 - a program named here, without a shell
        [sys.executable, "-c", _BUILDER],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(project / "hooks")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None  # noqa: S101 - for the type checker: it is a pipe
    assert process.stdout is not None  # noqa: S101 - as above
    try:
        number = 0
        while True:
            number += 1
            path.write_text(text.replace("thank-you note", f"thank-you note {number}"), encoding="utf-8")
            process.stdin.write("\n")
            process.stdin.flush()
            clock, processor = process.stdout.readline().split()
            yield float(clock), float(processor)
    finally:
        process.communicate()


if __name__ == "__main__":
    measure_saving()
