"""Find a Chromium for the browser tests, or get one.

Run as a program, this prints the path of an executable to standard output and everything else to standard
error, and exits with 1 where there is none to be had. It looks, in this order, at

1. the environment variable ``CHROMIUM``, which must work if it is set,
2. the ``PATH``,
3. the browser that Playwright has downloaded before,
4. Playwright's download, tried now,
5. the system's package manager, as root or where sudo asks for no password.

Where there is a choice it takes the headless shell: the same engine without a window's work, which is more
than half. A browser counts only if it starts: a downloaded one may lack system libraries, and Ubuntu's
package is a mere notice that asks for a snap.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from playwright.sync_api import sync_playwright

NAMES_ON_PATH = (
    *("chromium-headless-shell", "chrome-headless-shell"),
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)

# Without the cut-down browser that Playwright would fetch beside it: the tests start the whole one.
PLAYWRIGHT_DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")

_APT_INSTALL = (
    *("env", "DEBIAN_FRONTEND=noninteractive"),
    *("apt-get", "install", "--yes", "--no-install-recommends"),
)
# The commands that install Chromium, each way after the program that must be there for it. Debian has a
# package of the headless shell, Ubuntu has none.
PACKAGE_MANAGERS: Sequence[tuple[str, Sequence[Sequence[str]]]] = (
    ("apt-get", (("apt-get", "update"), (*_APT_INSTALL, "chromium-headless-shell"))),
    ("apt-get", ((*_APT_INSTALL, "chromium"),)),
    ("dnf", (("dnf", "install", "--assumeyes", "chromium"),)),
)

START_SECONDS = 30
DOWNLOAD_SECONDS = 300
INSTALL_SECONDS = 300

NONE_FOUND = """\
The browser tests need Chromium or Chrome, and none could be found or installed. One of these will do:
  - install Chromium or Google Chrome with your system's package manager;
  - run `.venv/bin/python -m playwright install --with-deps chromium` where its download is allowed;
  - name one that is elsewhere: `CHROMIUM=/path/to/chromium make test`."""


class ChromiumError(Exception):
    """There is no Chromium to test with; the message says what to do."""


@dataclass(frozen=True)
class Machine:
    """What the search asks of the machine it runs on.

    Attributes:
        environ: The environment variables.
        is_root: Whether packages can be installed without sudo.
        which: The path of a program on the ``PATH``, or None.
        version: What a browser answers to ``--version``, or None if it does not start.
        playwright_path: Where Playwright keeps its own Chromium, downloaded or not.
        run: Runs a command with its output in view; true if it ended well within so many seconds.
        report: Tells the person who waits what is going on.
    """

    environ: Mapping[str, str]
    is_root: bool
    which: Callable[[str], str | None]
    version: Callable[[str], str | None]
    playwright_path: Callable[[], str]
    run: Callable[[Sequence[str], float], bool]
    report: Callable[[str], None]


def find_chromium(machine: Machine) -> str | None:
    """Find a Chromium that is already there.

    Returns:
        The path of an executable that starts, or None.

    Raises:
        ChromiumError: ``CHROMIUM`` names one that does not start.
    """
    if named := machine.environ.get("CHROMIUM"):
        if found := _checked(machine, "CHROMIUM", named):
            return found
        message = f"CHROMIUM names {named}, which does not start. Correct it, or unset it to have one found."
        raise ChromiumError(message)
    for name in NAMES_ON_PATH:
        if (path := machine.which(name)) and (found := _checked(machine, "the PATH", path)):
            return found
    return _checked(machine, "Playwright's earlier download", machine.playwright_path())


def install_chromium(machine: Machine) -> str:
    """Install a Chromium: Playwright's own, or else the system's package.

    Returns:
        The path of an executable that starts.

    Raises:
        ChromiumError: Neither way worked.
    """
    machine.report(
        f"No Chromium here. Trying Playwright's download, for {DOWNLOAD_SECONDS} seconds at most ..."
    )
    if machine.run(PLAYWRIGHT_DOWNLOAD, DOWNLOAD_SECONDS) and (
        found := _checked(machine, "Playwright's download", machine.playwright_path())
    ):
        return found
    machine.report("Playwright's download did not work.")
    for manager, commands in PACKAGE_MANAGERS:
        if machine.which(manager) and _run_as_root(machine, commands):
            for name in NAMES_ON_PATH:
                if (path := machine.which(name)) and (found := _checked(machine, manager, path)):
                    return found
    raise ChromiumError(NONE_FOUND)


def this_machine() -> Machine:
    """The machine this runs on."""
    return Machine(
        environ=os.environ,
        is_root=os.geteuid() == 0,
        which=shutil.which,
        version=_version,
        playwright_path=_playwright_path,
        run=_run,
        report=lambda line: print(line, file=sys.stderr, flush=True),
    )


def main() -> int:
    """Print the path of a Chromium that starts.

    Returns:
        The exit status: 0, or 1 if there is none.
    """
    machine = this_machine()
    try:
        path = find_chromium(machine) or install_chromium(machine)
    except ChromiumError as error:
        machine.report(str(error))
        return 1
    print(path)
    return 0


def _checked(machine: Machine, source: str, path: str) -> str | None:
    version = machine.version(path)
    if version is None:
        return None
    machine.report(f"Testing with {version}, from {source}: {path}")
    return path


def _run_as_root(machine: Machine, commands: Sequence[Sequence[str]]) -> bool:
    sudo = () if machine.is_root else ("sudo", "--non-interactive")
    for command in commands:
        line = (*sudo, *command)
        machine.report(f"Running {' '.join(line)} ...")
        if not machine.run(line, INSTALL_SECONDS):
            machine.report("That did not work.")
            return False
    return True


def _version(path: str) -> str | None:
    try:
        answer = subprocess.run(
            (path, "--version"), capture_output=True, text=True, timeout=START_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout.strip() or None


def _playwright_path() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _run(command: Sequence[str], seconds: float) -> bool:
    try:
        return subprocess.run(command, stdout=sys.stderr, timeout=seconds, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    sys.exit(main())
