"""The site as it is published, at a domain's root and under a path, built and served on this machine."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).parents[2]

# The build takes the holidays of the years around it: this one makes it the same in any year.
BUILT_IN_2026 = "1795392000"

# Browsers trust `*.localhost` as they trust https, and so give its pages the clipboard.
ADDRESSES: Mapping[str, tuple[str, str]] = {
    "root": ("root.localhost", "/"),
    "sub-path": ("sub-path.localhost", "/coaching/site/"),
    "previews": ("previews.localhost", "/"),
}
"""Host and path of each site, by its name. One has the previews too, which no published site has."""

# All of them named, so that the machine's own table has no say.
MEDIA_TYPES: Mapping[str, str] = {
    ".css": "text/css",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".eml": "message/rfc822",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".zip": "application/zip",
}


@dataclass(frozen=True)
class Site:
    """A built site that is being served.

    Attributes:
        host: The host of its published address, which only the browser under test can resolve.
        path: The path of its published address, with a slash at either end.
        port: Where it is served on 127.0.0.1.
    """

    host: str
    path: str
    port: int

    @property
    def origin(self) -> str:
        """Where every request of its pages must go."""
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """Its published address, the same that it has been built for."""
        return self.origin + self.path

    def get(self, address: str) -> Answer:
        """Fetch an address of this site, as a program would.

        Args:
            address: Absolute, as in ``http://root.localhost/downloads/messages.zip``.
        """
        assert address.startswith(self.address), f"{address} is not on {self.address}"
        connection = HTTPConnection("127.0.0.1", self.port)
        try:
            connection.request("GET", address.removeprefix(self.origin))
            response = connection.getresponse()
            return Answer(response.status, response.headers.get_content_type(), response.read())
        finally:
            connection.close()


@dataclass(frozen=True)
class Answer:
    """What the server sent: the status, the media type without its parameters, and the content."""

    status: int
    media_type: str
    content: bytes


def build_sites(directory: Path) -> Path:
    """Build the sites into ``directory``, once, however many processes ask for it at the same time.

    Whoever comes first builds while the others wait at a lock, which the kernel lets go when its holder ends,
    even if that is killed. The result is moved into place whole: half a site is never taken for one.

    Returns:
        A folder with a folder for each site, by its name.
    """
    built = directory / "sites"
    with (directory / "sites.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            unfinished = directory / "sites.unfinished"
            builds = [_start_build(name, unfinished) for name in ADDRESSES]
            outputs = [build.communicate()[0] for build in builds]
            for build, output in zip(builds, outputs, strict=True):
                assert build.returncode == 0, f"The site does not build:\n{output}"
            unfinished.rename(built)
    return built


def _start_build(name: str, directory: Path) -> subprocess.Popen[str]:
    host, path = ADDRESSES[name]
    # Inside the served folder, the site lies where its address says: what it asks for elsewhere is not there.
    target = f"{directory / name}{path}"
    return subprocess.Popen(  # noqa: S603 - a program and arguments named here, without a shell
        (sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", target),
        cwd=PROJECT,
        env=os.environ
        | {
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": f"http://{host}{path}",
            "SOURCE_DATE_EPOCH": BUILT_IN_2026,
        }
        | ({"SITE_PREVIEWS": "1"} if name == "previews" else {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def serve_site(name: str, directory: Path) -> Iterator[Site]:
    """Serve the site of that name from ``directory``, on a free port, until the block ends."""
    host, path = ADDRESSES[name]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(directory))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield Site(host, path, server.server_port)
        finally:
            server.shutdown()
            thread.join()


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the media types that a web host gives them."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        media_type = MEDIA_TYPES.get(Path(path).suffix, "application/octet-stream")
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type

    def handle(self) -> None:
        with suppress(ConnectionError):  # a page is closed while it still fetches for the search
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass
