"""The site as its author sees it while writing: built anew at each save, with a page for what is wrong.

``python -m followup serve`` runs this file, runs it anew when Python changes, and ends it by closing its
standard input. MkDocs' own ``serve`` would end with a first build that fails, and hang after a later one.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.utils import clean_directory

from followup.error_page import render_error_page
from followup.failures import describe_fault, find_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig

    from followup.problems import Problem

_LOOK_EVERY_SECONDS = 0.5
_MADE_BY_MKDOCS = "Aborted with"
_PAGE_SUFFIXES = ("", ".html")


def main() -> None:
    """Serve the project of the first argument from the folder of the second at the address of the third."""
    root, folder, address = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; who started this decides
    threading.Thread(target=_end_with_input, daemon=True).start()
    host, _, port = address.rpartition(":")
    site = _ServedSite(Path(root).resolve(), Path(folder), f"http://{address}/")
    site.server = LiveReloadServer(site.build, host.strip("[]"), int(port), folder)
    site.server.set_app(site.answer)
    site.watch(site.root / "mkdocs.yml")
    # The first build as any other: the port is open, saves count, and who asks meanwhile waits.
    site.want_build()
    threading.Thread(target=site.keep_watching, daemon=True).start()
    site.server.serve()  # type: ignore[no-untyped-call] # MkDocs' own


def _end_with_input() -> None:
    """End this process, wherever it stands, when the one that started it closes the pipe, or is gone."""
    sys.stdin.buffer.read()
    os._exit(0)


class _ServedSite:
    """A site that is built again and again, and answers requests as it stands."""

    server: LiveReloadServer

    def __init__(self, root: Path, folder: Path, address: str) -> None:
        """Build the project at ``root`` into ``folder``, for ``address``."""
        self.root = root
        self._folder = folder
        self._address = address
        self._watched: set[Path] = set()
        self._is_built = threading.Event()
        self._is_failing = False
        self._is_started = False
        self._log = _Log()
        logger = logging.getLogger("mkdocs")
        logger.setLevel(logging.INFO)
        logger.addHandler(self._log)

    def watch(self, path: Path) -> None:
        """Build anew when ``path``, or anything in it, is saved."""
        if path not in self._watched:
            self._watched.add(path)
            self.server.watch(str(path))

    def want_build(self) -> None:
        """Build as soon as nothing is built."""
        with self.server._rebuild_cond:  # noqa: SLF001 - it has no other door
            self.server._want_rebuild = True  # noqa: SLF001 - as above
            self.server._rebuild_cond.notify_all()  # noqa: SLF001 - as above

    def keep_watching(self) -> None:
        """Notice for ever what goes, and watch what takes its place: a watcher ends with what it watches."""
        ended: set[object] = set()
        while True:
            time.sleep(_LOOK_EVERY_SECONDS)
            for watcher in [one for one in self.server.observer.emitters if not one.is_alive()]:
                path = str(watcher.watch.path)
                is_back = Path(path).exists()
                if is_back:
                    self.server.unwatch(path)
                    self.server.watch(path)
                if is_back or watcher not in ended:
                    self.want_build()
                ended.add(watcher)

    def build(self) -> None:
        """Build the site; where that fails, build a site of one page that says why."""
        self._log.said.clear()
        try:
            build(self._load_config(), serve_url=self._address)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, its author shall read it
            self._show(error)
            self._is_failing = True
        else:
            self._is_failing = False
        finally:
            self._is_built.set()

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request; while the site does not build, any page's with the page that says why."""
        path = environ["PATH_INFO"]
        if path.startswith("/livereload/"):
            return self.server.serve_request(environ, start_response)
        self._is_built.wait()
        answers: list[tuple[str, list[tuple[str, str]]]] = []

        def note(status: str, headers: list[tuple[str, str]]) -> None:
            answers.append((status, headers))

        content = self.server.serve_request(environ, note)
        if self._is_failing and Path(path).suffix in _PAGE_SUFFIXES:
            content = self.server.serve_request({**environ, "PATH_INFO": "/"}, note)
            answers.append(("500 Internal Server Error", answers[-1][1]))
            if not self._is_failing:  # it has been mended since
                content = self.server.serve_request(environ, note)
        status, headers = answers[-1]
        start_response(status, [*headers, ("Cache-Control", "no-cache")])
        return content

    def _load_config(self) -> MkDocsConfig:
        settings = str(self.root / "mkdocs.yml")
        config = load_config(settings, site_dir=str(self._folder), site_url=self._address)
        for path in (config.docs_dir, *config.watch):
            self.watch(Path(path))
        if not self._is_started:
            config.plugins.on_startup(command="serve", dirty=False)
            self._is_started = True
        return config

    def _show(self, error: BaseException) -> None:
        root = str(self.root)
        problems = find_problems(error, root)
        notes = [] if problems else [line for line in self._log.said if not line.startswith(_MADE_BY_MKDOCS)]
        if not problems and not notes:
            problems = (describe_fault(error, root),)
            traceback.print_exception(error)
        for line in (*problems, *notes):
            print(line, file=sys.stderr, flush=True)
        page = render_error_page(problems, notes, self._read_sources(problems))
        clean_directory(str(self._folder))
        (self._folder / "index.html").write_text(page, encoding="utf-8")

    def _read_sources(self, problems: Iterable[Problem]) -> dict[str, str]:
        paths = {problem.path: self.root / problem.path for problem in problems}
        return {
            name: path.read_text(encoding="utf-8-sig", errors="replace")
            for name, path in paths.items()
            if path.is_file()
        }


class _Log(logging.Handler):
    """Keeps MkDocs' warnings, each of which fails a strict build; of the rest, prints when it is done."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if record.levelno >= logging.WARNING:
            self.said.append(message)
        elif message.startswith("Documentation built"):
            print(message, flush=True)


if __name__ == "__main__":
    main()
