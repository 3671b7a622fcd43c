"""A proxy that knows the hosts of the sites alone: how a browser reaches them that takes no host rules."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.browser.site import Site


@contextmanager
def serve_proxy(sites: Iterable[Site]) -> Iterator[int]:
    """Serve a proxy for the sites until the block ends; whatever else is asked for is not to be had.

    Yields:
        Its port on 127.0.0.1.
    """
    ports = {site.host: site.port for site in sites}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, ports)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Hands a request for ``http://host/path`` (RFC 9112 3.2.2) on to the server of that host's site."""

    protocol_version = "HTTP/1.1"

    def __init__(self, ports: Mapping[str, int], *connection: object) -> None:
        self._ports = ports
        super().__init__(*connection)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        port = self._ports.get(address.netloc)
        if port is None:
            self.send_error(HTTPStatus.BAD_GATEWAY)
            return
        connection = HTTPConnection("127.0.0.1", port)
        try:
            path = urlunsplit(address._replace(scheme="", netloc=""))
            connection.request(self.command, path, headers=dict(self.headers))
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        self.send_response_only(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        # A reader who moves on does not wait for what is still coming.
        with suppress(ConnectionError):
            self.wfile.write(content)

    do_HEAD = do_GET  # noqa: N815 - the base class's manner of naming

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass
