import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from tests.browser.chromium import ChromiumError, Machine, find_chromium, install_chromium

PLAYWRIGHT = "/cache/playwright/chrome"
DOWNLOAD = (sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")
APT_UPDATE = ("apt-get", "update")
APT_WITHOUT_QUESTIONS = (
    *("env", "DEBIAN_FRONTEND=noninteractive"),
    *("apt-get", "install", "--yes", "--no-install-recommends"),
)
APT_INSTALL_SHELL = (*APT_WITHOUT_QUESTIONS, "chromium-headless-shell")
APT_INSTALL = (*APT_WITHOUT_QUESTIONS, "chromium")
DNF_INSTALL = ("dnf", "install", "--assumeyes", "chromium")


@dataclass
class FakeMachine:
    """A machine made of names: what starts, what is on the PATH, and what each command that works brings."""

    starts: Collection[str] = ()
    path: Mapping[str, str] = field(default_factory=dict)
    environ: Mapping[str, str] = field(default_factory=dict)
    is_root: bool = True
    brings: Mapping[Sequence[str], Mapping[str, str]] = field(default_factory=dict)
    ran: list[Sequence[str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def machine(self) -> Machine:
        on_path = dict(self.path)
        starting = set(self.starts)

        def run(command: Sequence[str], seconds: float) -> bool:
            assert seconds > 0
            self.ran.append(command)
            if command not in self.brings:
                return False
            on_path.update(self.brings[command])
            starting.update(self.brings[command].values())
            return True

        return Machine(
            environ=self.environ,
            is_root=self.is_root,
            which=on_path.get,
            version=lambda path: "Chromium 1.2.3" if path in starting else None,
            playwright_path=lambda: PLAYWRIGHT,
            run=run,
            report=self.said.append,
        )


EVERYWHERE = {name: f"/usr/bin/{name}" for name in ("google-chrome", "chromium-browser", "chromium")}


@pytest.mark.parametrize(
    ("starts", "environ", "expected"),
    [
        pytest.param(["/opt/x", *EVERYWHERE.values()], {"CHROMIUM": "/opt/x"}, "/opt/x", id="named first"),
        pytest.param([*EVERYWHERE.values(), PLAYWRIGHT], {}, "/usr/bin/chromium", id="then chromium"),
        pytest.param(
            ["/usr/bin/google-chrome", PLAYWRIGHT], {}, "/usr/bin/google-chrome", id="one that starts"
        ),
        pytest.param([PLAYWRIGHT], {}, PLAYWRIGHT, id="then Playwright's"),
        pytest.param([PLAYWRIGHT], {"CHROMIUM": ""}, PLAYWRIGHT, id="an empty name is no name"),
        pytest.param([], {}, None, id="none"),
    ],
)
def test_finds_in_order(starts: list[str], environ: dict[str, str], expected: str | None) -> None:
    fake = FakeMachine(starts=starts, path=EVERYWHERE, environ=environ)
    assert find_chromium(fake.machine()) == expected
    assert fake.ran == []


def test_prefers_the_one_without_windows() -> None:
    shell = "/usr/bin/chromium-headless-shell"
    on_path = {**EVERYWHERE, "chromium-headless-shell": shell}
    fake = FakeMachine(starts=on_path.values(), path=on_path)
    assert find_chromium(fake.machine()) == shell


def test_a_named_browser_that_does_not_start_is_not_replaced_in_silence() -> None:
    fake = FakeMachine(starts=EVERYWHERE.values(), path=EVERYWHERE, environ={"CHROMIUM": "/opt/broken"})
    with pytest.raises(ChromiumError, match="CHROMIUM names /opt/broken, which does not start"):
        find_chromium(fake.machine())


def test_says_which_browser_it_took_and_from_where() -> None:
    fake = FakeMachine(starts=["/usr/bin/chromium"], path=EVERYWHERE)
    find_chromium(fake.machine())
    assert fake.said == ["Testing with Chromium 1.2.3, from the PATH: /usr/bin/chromium"]


def test_downloads_before_it_asks_the_package_manager() -> None:
    fake = FakeMachine(path={"apt-get": "/usr/bin/apt-get"}, brings={DOWNLOAD: {"playwright's": PLAYWRIGHT}})
    assert install_chromium(fake.machine()) == PLAYWRIGHT
    assert fake.ran == [DOWNLOAD]


@pytest.mark.parametrize(
    ("manager", "commands"), [("apt-get", [APT_UPDATE, APT_INSTALL_SHELL]), ("dnf", [DNF_INSTALL])]
)
@pytest.mark.parametrize(
    "downloaded", [{}, {DOWNLOAD: {}}], ids=["download refused", "download lacks libraries"]
)
def test_then_takes_the_system_package(
    manager: str, commands: list[Sequence[str]], downloaded: dict[Sequence[str], dict[str, str]]
) -> None:
    packaged = {command: {"chromium": "/usr/bin/chromium"} for command in commands}
    fake = FakeMachine(path={manager: f"/usr/bin/{manager}"}, brings=downloaded | packaged)
    assert install_chromium(fake.machine()) == "/usr/bin/chromium"
    assert fake.ran == [DOWNLOAD, *commands]


def test_takes_the_whole_browser_where_the_shell_is_no_package() -> None:
    packaged: dict[Sequence[str], dict[str, str]] = {
        APT_UPDATE: {},
        APT_INSTALL: {"chromium": "/usr/bin/chromium"},
    }
    fake = FakeMachine(path={"apt-get": "/usr/bin/apt-get"}, brings=packaged)
    assert install_chromium(fake.machine()) == "/usr/bin/chromium"
    assert fake.ran == [DOWNLOAD, APT_UPDATE, APT_INSTALL_SHELL, APT_INSTALL]


def test_uses_sudo_without_a_password_where_it_is_not_root() -> None:
    fake = FakeMachine(path={"apt-get": "/usr/bin/apt-get"}, is_root=False)
    with pytest.raises(ChromiumError):
        install_chromium(fake.machine())
    with_sudo = [("sudo", "--non-interactive", *command) for command in (APT_UPDATE, APT_INSTALL)]
    assert fake.ran == [DOWNLOAD, *with_sudo]


@pytest.mark.parametrize(
    "brings",
    [
        pytest.param({}, id="nothing runs"),
        pytest.param({APT_UPDATE: {}}, id="no such package"),
        pytest.param({APT_UPDATE: {}, APT_INSTALL: {}}, id="a package that holds no browser"),
    ],
)
def test_says_what_to_do_where_nothing_works(brings: dict[Sequence[str], dict[str, str]]) -> None:
    fake = FakeMachine(path={"apt-get": "/usr/bin/apt-get"}, brings=brings)
    with pytest.raises(ChromiumError, match="CHROMIUM=/path/to/chromium make test"):
        install_chromium(fake.machine())
