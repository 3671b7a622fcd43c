"""WebKitGTK through its own driver: as much of WebDriver (W3C, Level 1) as a short journey needs."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

DRIVER = "WebKitWebDriver"
PATIENCE_SECONDS = 20
_BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # 12.1: how a response names an element


class WebDriverError(Exception):
    """The driver could not do what it was asked to."""


class WebKit:
    """A window of WebKitGTK's own browser."""

    def __init__(self, port: int) -> None:
        """Say on which port of 127.0.0.1 the driver listens."""
        self._port = port
        self._session = ""

    def start(self, proxy: int) -> None:
        """Open the window; its requests go through the proxy on that port."""
        options = {"binary": str(max(Path("/usr/lib").glob(_BROWSERS))), "args": ["--automation"]}
        wanted = {
            "webkitgtk:browserOptions": options,
            "proxy": {"proxyType": "manual", "httpProxy": f"127.0.0.1:{proxy}"},
        }
        answer = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{answer['sessionId']}"

    def end(self) -> None:
        """Close the window."""
        self._ask("DELETE", self._session)

    def open(self, address: str) -> None:
        """Go to an address, from a page of no site, and wait until the components are awake."""
        for url in ("about:blank", address):
            self._ask("POST", f"{self._session}/url", {"url": url})
        self.wait("document.querySelector(':not(:defined)') === null")

    def evaluate(self, expression: str) -> Any:  # noqa: ANN401 - whatever the page answers
        """Return what an expression of JavaScript comes to on the page."""
        return self._ask(
            "POST", f"{self._session}/execute/sync", {"script": f"return {expression}", "args": []}
        )

    def wait(self, expression: str) -> None:
        """Wait until an expression of JavaScript holds on the page."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not self.evaluate(expression):
            if time.monotonic() > end:
                raise WebDriverError(f"In vain: {expression}")

    def click(self, selector: str) -> None:
        """Click an element."""
        self._ask("POST", f"{self._element(selector)}/click", {})

    def type(self, selector: str, text: str) -> None:
        """Type into a field."""
        self._ask("POST", f"{self._element(selector)}/value", {"text": text})

    def enter_date(self, selector: str, day: str) -> None:
        """Enter a day, as ``2026-11-19``, as a calendar that unfolds does: this browser has none."""
        self.evaluate(
            f"""(field => {{
              field.value = "{day}";
              field.dispatchEvent(new Event("input", {{bubbles: true}}));
              field.dispatchEvent(new Event("change", {{bubbles: true}}));
            }})(document.querySelector("{selector}"))"""
        )

    def _element(self, selector: str) -> str:
        found = self._ask("POST", f"{self._session}/element", {"using": "css selector", "value": selector})
        return f"{self._session}/element/{found[_ELEMENT]}"

    def _ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - of each command its own
        connection = HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            text = None if body is None else json.dumps(body)
            connection.request(method, path, text, {"Content-Type": "application/json"})
            response = connection.getresponse()
            value = json.loads(response.read())["value"]
        finally:
            connection.close()
        if response.status != HTTPStatus.OK:
            raise WebDriverError(f"{path}: {value['error']}: {value['message']}")
        return value


@contextmanager
def open_webkit(proxy: int) -> Iterator[WebKit]:
    """Open a window of WebKitGTK, which needs a display, until the block ends.

    Raises:
        WebDriverError: There is no driver, or it does not start.
    """
    driver = shutil.which(DRIVER)
    if driver is None:
        raise WebDriverError(f"There is no {DRIVER} here. Debian has it in the package webkit2gtk-driver.")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with subprocess.Popen((driver, f"--port={port}")) as process:  # noqa: S603 - found above, no shell
        try:
            webkit = WebKit(port)
            _wait_for(port)
            webkit.start(proxy)
            yield webkit
            webkit.end()
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        with socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if time.monotonic() > end:
            raise WebDriverError(f"{DRIVER} does not start.")
