"""The check of the shipped content, against a Python that only loads what any such check would need.

On a machine that does other things meanwhile, the processor's time says more than the clock's. Python keeps
what it has compiled, as it does unless it is told otherwise.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic

PROJECT = Path(__file__).parents[1]
ROUNDS = 7
EMPTY = ("-c", "import pydantic, yaml, jinja2, markdown")
CHECK = ("-m", "followup", "check")
LIMIT_SECONDS = 1.0


def measure_checking() -> None:
    """Print the time of a check and of an empty Python, by turns, and the ratio."""
    with tempfile.TemporaryDirectory() as compiled:
        _time(CHECK, compiled)
        rounds = [(_time(CHECK, compiled), _time(EMPTY, compiled)) for _ in range(ROUNDS)]
    check, empty = (
        [median(times) for times in zip(*costs, strict=True)] for costs in zip(*rounds, strict=True)
    )
    print(f"Checking the shipped content; medians of {ROUNDS} runs by turns:")
    print(f"  check                    {check[0]:5.2f} s  {check[1]:5.2f} s of processor")
    print(f"  an empty Python          {empty[0]:5.2f} s  {empty[1]:5.2f} s of processor  ({EMPTY[-1]})")
    print(f"  check, at most           {LIMIT_SECONDS:5.2f} s")
    print(f"  times as long            {check[0] / empty[0]:.2f}    {check[1] / empty[1]:.2f}")


def _time(arguments: tuple[str, ...], compiled: str) -> tuple[float, float]:
    """Return the seconds that a run took, and for how many of them it had the processor."""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    before, used = monotonic(), os.times()
    subprocess.run(  # noqa: S603 - this very Python
        [sys.executable, *arguments], cwd=PROJECT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    seconds, now = monotonic() - before, os.times()
    own = now.children_user + now.children_system - used.children_user - used.children_system
    return seconds, own
