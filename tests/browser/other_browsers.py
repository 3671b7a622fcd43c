"""Run the reader's and the coach's journeys in Firefox and in WebKit, installing what they need.

`make test-browsers` runs this program. Where Playwright's own browsers can be had, the journeys run in
those. Where they cannot, and packages of Debian can, they run in its unchanged Firefox, through the same
pages, and a shorter journey runs in its WebKitGTK, whose driver is not Playwright's. The last lines say what
ran and where.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[2]
LOCK = PROJECT / "requirements" / "browsers.txt"
OLDER_PLAYWRIGHT = PROJECT / ".venv-browsers"
"""A folder with the last Playwright that drives an unchanged Firefox; it goes before the usual one."""

JOURNEYS = "tests/browser/test_journey.py"
JOURNEY_IN_WEBKITGTK = "tests/browser/webkitgtk_journey.py"

PLAYWRIGHT = (sys.executable, "-m", "playwright")
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
DEBIAN_PROGRAMS = ("firefox-esr", "WebKitWebDriver", "xvfb-run")
DEBIAN_PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb", "xauth")
NONE_FOUND = """\
Neither Playwright's Firefox and WebKit nor Debian's could be installed. One of these will do:
  - run `.venv/bin/python -m playwright install --with-deps firefox webkit` where its downloads are allowed;
  - install the packages firefox-esr, webkit2gtk-driver, xvfb and xauth with apt-get."""

INSTALL_SECONDS = 600
JOURNEY_SECONDS = 900


def main() -> int:
    """Run the journeys.

    Returns:
        The exit status: 0 if all of them arrived.
    """
    if _install_from_playwright():
        outcomes = {
            "Playwright's Firefox": _test(JOURNEYS, ENGINE="firefox"),
            "Playwright's WebKit": _test(JOURNEYS, ENGINE="webkit"),
        }
    elif _install_from_debian():
        search_path = os.pathsep.join([str(OLDER_PLAYWRIGHT), os.environ.get("PYTHONPATH", "")])
        firefox = shutil.which("firefox-esr") or ""
        outcomes = {
            "Debian's Firefox": _test(JOURNEYS, ENGINE="firefox", FIREFOX=firefox, PYTHONPATH=search_path),
            "Debian's WebKitGTK, the shorter journey": _test(JOURNEY_IN_WEBKITGTK, on=("xvfb-run", "-a")),
        }
    else:
        print(NONE_FOUND, file=sys.stderr)
        return 1
    for browser, arrived in outcomes.items():
        print(f"{browser}: {'passed' if arrived else 'FAILED'}")
    return 0 if all(outcomes.values()) else 1


def _install_from_playwright() -> bool:
    print("==> Getting Firefox and WebKit from Playwright", flush=True)
    # Its downloads first: where they cannot be had, what they depend on is of no use.
    return _run(*PLAYWRIGHT, "install", "firefox", "webkit") and _run(
        *PLAYWRIGHT, "install-deps", "firefox", "webkit"
    )


def _install_from_debian() -> bool:
    print("==> Playwright's cannot be had here. Getting Debian's", flush=True)
    if not all(map(shutil.which, DEBIAN_PROGRAMS)):
        if shutil.which("apt-get") is None:
            return False
        root = () if os.geteuid() == 0 else ("sudo", "--non-interactive")
        install = ("apt-get", "install", "--yes", "--no-install-recommends", *DEBIAN_PACKAGES)
        if not _run(*root, "apt-get", "update") or not _run(*root, *install):
            return False
    return _run(
        *(*PIP, "install", "--quiet", "--upgrade", "--require-hashes"),
        *("--target", str(OLDER_PLAYWRIGHT), "--requirement", str(LOCK)),
    )


def _test(path: str, on: tuple[str, ...] = (), **environ: str) -> bool:
    return _run(*on, sys.executable, "-m", "pytest", path, seconds=JOURNEY_SECONDS, **environ)


def _run(*command: str, seconds: float = INSTALL_SECONDS, **environ: str) -> bool:
    try:
        done = subprocess.run(command, cwd=PROJECT, env=os.environ | environ, timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        print(error, file=sys.stderr)
        return False
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
