"""``python -m followup serve``, as an author meets it: over HTTP, while files are saved and broken."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.test_build import copy_project

DEADLINE_SECONDS = 120
"""No answer by then is a failure; it is never waited for. Slow machines need it for the first build."""

TIMELINE = "data/timelines/after-interview.yml"
PAGE = "/timelines/after-interview/"


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    html: str


@dataclass(frozen=True, slots=True)
class Served:
    """A project that is being served, and the author's way to change it."""

    root: Path
    port: int
    process: subprocess.Popen[bytes]

    def get(self, address: str) -> Page:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=DEADLINE_SECONDS)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            return Page(response.status, response.read().decode())
        finally:
            connection.close()

    def wait_for(self, address: str, holds: Callable[[Page], bool]) -> Page:
        """Ask until the answer is as it should be; the server makes those wait who ask during a build."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        page = Page(0, "")
        while time.monotonic() < deadline:
            assert self.process.poll() is None, "the server has ended"
            try:
                page = self.get(address)
            except (OSError, HTTPException):
                continue
            if holds(page):
                return page
        pytest.fail(f"{address} never came as it should; last: {page.status} {page.html[:2000]}")

    def change(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")


@contextmanager
def serve(root: Path) -> Iterator[Served]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    output = (root / "output.txt").open("wb")
    process = subprocess.Popen(  # noqa: S603 - this Python, with arguments named here
        [sys.executable, "-m", "followup", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root / "hooks")},
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield Served(root, port, process)
    finally:
        process.terminate()
        process.wait(DEADLINE_SECONDS)
        output.close()


def is_refused(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) != 0


def test_an_author_sees_what_is_wrong_mends_it_and_is_never_left_alone(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    timeline = root / TIMELINE
    right = timeline.read_text(encoding="utf-8")
    timeline.write_text(right.replace("title:", "titel:", 1), "utf-8")
    line = next(number for number, text in enumerate(right.splitlines(), 1) if text.startswith("title:"))
    with serve(root) as site:
        # The very first build fails, and there is a page for it, at any page's address.
        page = site.wait_for(PAGE, lambda page: page.status == 500)
        assert f"{TIMELINE}:{line}:1" in page.html
        assert "did you mean &#x27;title&#x27;?" in page.html
        assert "<mark>t</mark>itel" in page.html
        assert "Traceback" not in page.html
        assert "livereload(" in page.html, "the page must come back by itself"

        timeline.write_text(right, "utf-8")
        assert "livereload(" in site.wait_for(PAGE, lambda page: page.status == 200).html

        # Markdown, YAML, templates and styles show at once; drafts too, and marked.
        site.change("docs/about.md", "title:", "draft: true\ntitle:")
        site.change(TIMELINE, right.splitlines()[line - 1], "title: After a talk")
        site.change("mkdocs.yml", "site_name: After the Interview", "site_name: A Name of Our Own")
        style = root / "overrides/components/shared/tokens.css"
        style.write_text(style.read_text("utf-8") + "/* later */\n", "utf-8")
        page = site.wait_for(
            PAGE, lambda page: "After a talk" in page.html and "Name of Our Own" in page.html
        )
        assert "/* later */" in site.get("/components/shared/tokens.css").html
        assert "fu-status" not in page.html
        assert '<p class="fu-status" role="note">Draft</p>' in site.get("/about/").html

        # A template that cannot be read says where.
        template = root / "overrides/components/follow-up-timeline/follow-up-timeline.html"
        whole = template.read_text("utf-8")
        template.write_text(whole + "{% if %}\n", "utf-8")
        page = site.wait_for("/", lambda page: page.status == 500)
        assert f"{template.relative_to(root).as_posix()}:{len(whole.splitlines()) + 1}:1" in page.html
        template.write_text(whole, "utf-8")
        site.wait_for("/", lambda page: page.status == 200)

        # Python takes a new process, which answers at the same address.
        module = root / "hooks/followup/pages.py"
        text = module.read_text("utf-8")
        module.write_text(text.replace('"Timelines", "What', '"Plans", "What'), "utf-8")
        site.wait_for("/timelines/", lambda page: '<h1 id="plans">Plans' in page.html)

        os.kill(site.process.pid, signal.SIGINT)
        assert site.process.wait(DEADLINE_SECONDS) == 0
        assert is_refused(site.port)
    output = (root / "output.txt").read_text("utf-8")
    assert re.search(rf"^{TIMELINE}:{line}:1: unknown key 'titel'", output, re.MULTILINE)
    assert "Traceback" not in output
    assert "Python has changed" in output


def test_a_folder_that_goes_and_comes_back_is_watched_again(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    with serve(root) as site:
        site.wait_for("/about/", lambda page: page.status == 200)
        for name in ("docs", "data"):
            (root / name).rename(root / "elsewhere")
            page = site.wait_for("/about/", lambda page: page.status == 500)
            assert name in page.html
            assert "Traceback" not in page.html
            (root / "elsewhere").rename(root / name)
            site.wait_for("/about/", lambda page: page.status == 200)
        site.change("docs/about.md", "title: About", "title: A name of our own")
        site.wait_for("/about/", lambda page: "A name of our own" in page.html)
        site.change(TIMELINE, "title: After an interview", "title: After a talk")
        site.wait_for(PAGE, lambda page: "After a talk" in page.html)


def test_an_address_in_use_is_one_line(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        tried = subprocess.run(  # noqa: S603 - this Python, with arguments named here
            [sys.executable, "-m", "followup", "serve", "--address", address],
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    assert tried.returncode == 2
    assert tried.stderr.startswith(f"--address: {address} cannot be used: ")
    assert tried.stderr.count("\n") == 1
