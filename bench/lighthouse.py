"""What Lighthouse says of each kind of page, on a phone: ``make lighthouse``.

Its performance is worth something only on a machine that does nothing else meanwhile.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.browser.chromium import find_chromium, this_machine
from tests.browser.page_weight import KINDS_OF_PAGE
from tests.browser.site import MEDIA_TYPES, PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

LIGHTHOUSE = PROJECT / "bench/node_modules/lighthouse/cli/index.js"

ROUNDS = 3
"""A score is the median of so many runs, as Lighthouse advises: a single one varies by ten and more."""

LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""The scores asked for, by category, of 100."""

SHIFT_LIMIT = 0
"""How much of a page may move while it comes (Cumulative Layout Shift), as the median of the rounds."""

_COMPRESSED = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".xml"}
_BROWSER_FLAGS = "--headless=new --no-sandbox"


def main() -> int:
    """Measure the kinds of page that the arguments name, or all; return 1 where one is not good enough."""
    kinds = {kind: KINDS_OF_PAGE[kind] for kind in sys.argv[1:] or KINDS_OF_PAGE}
    print(f"Lighthouse, on a phone; load of this machine: {os.getloadavg()[0]:.1f}")
    print(f"  {'':<14}" + "".join(f"{column:>16}" for column in (*LEAST, "layout shift")))
    browser = find_chromium(this_machine()) or ""
    is_good = True
    with tempfile.TemporaryDirectory() as folder, _serve(Path(folder)) as address:
        _build(Path(folder), address)
        for kind, path in kinds.items():
            reports = [_audit(address + path.removeprefix("./"), browser) for _ in range(ROUNDS)]
            report = reports[0]
            scores = {name: median(_score(one, name) for one in reports) for name in LEAST}
            shift = median(_layout_shift(one) for one in reports)
            columns = "".join(f"{scores[category]:>16}" for category in LEAST)
            print(f"  {kind:<14}{columns}{shift:>16.3f}", flush=True)
            for line in _failures(report):
                print(f"      {line}")
            is_good = is_good and all(scores[name] >= least for name, least in LEAST.items())
            is_good = is_good and shift <= SHIFT_LIMIT
    limits = "".join(f"{least:>16}" for least in LEAST.values())
    print(f"  {'at least':<14}{limits}{SHIFT_LIMIT:>16.3f} at most")
    return 0 if is_good else 1


def _score(report: dict[str, Any], category: str) -> int:
    return round(100 * float(report["categories"][category]["score"]))


def _layout_shift(report: dict[str, Any]) -> float:
    return float(report["audits"]["cumulative-layout-shift"]["numericValue"])


def _audit(url: str, browser: str) -> dict[str, Any]:
    """Return Lighthouse's report on a page, from the browser at that path."""
    command = [shutil.which("node") or "node", str(LIGHTHOUSE), url, "--quiet", "--output=json"]
    command += [f"--chrome-flags={_BROWSER_FLAGS}", f"--only-categories={','.join(LEAST)}"]
    environment = os.environ | {"CHROME_PATH": browser}
    done = subprocess.run(  # noqa: S603 - a program and arguments named here, without a shell
        command, env=environment, capture_output=True, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _failures(report: dict[str, Any]) -> Iterator[str]:
    """Yield what keeps a page from a full score, but for performance, and where."""
    for name in LEAST.keys() - {"performance"}:
        for reference in report["categories"][name]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                items = audit.get("details", {}).get("items", [])
                places = [item.get("node", {}).get("snippet", "")[:80] for item in items[:3]]
                yield f"{name}: {audit['title']} {' '.join(places)}"


def _build(folder: Path, address: str) -> None:
    subprocess.run(  # noqa: S603 - a program and arguments named here, without a shell
        (sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)),
        cwd=PROJECT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address},
        check=True,
    )


@contextmanager
def _serve(folder: Path) -> Iterator[str]:
    """Serve a folder, compressed as web hosts do; yield its address, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers with files, compressed where that helps."""

    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *args: Any) -> None:  # noqa: ANN401 - the base class's own
        self._folder = folder
        super().__init__(*args)

    def handle(self) -> None:
        with suppress(ConnectionError):  # the browser is closed while it still fetches for the search
            super().handle()

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].lstrip("/")
        file = self._folder / (f"{name}index.html" if not name or name.endswith("/") else name)
        is_there = file.is_file()
        content = file.read_bytes() if is_there else b""
        self.send_response(HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", MEDIA_TYPES.get(file.suffix, "application/octet-stream"))
        if file.suffix in _COMPRESSED:
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass


if __name__ == "__main__":
    raise SystemExit(main())
