"""What goes wrong on a page unseen. A test fails on all that it has not said it expects."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, Response, WebError

_FIRST_BAD_STATUS = 400
_ABORTED = "net::ERR_ABORTED"
_SCHEMES_WITHOUT_A_REQUEST = {"about", "blob", "data"}


class Kind(StrEnum):
    """The kinds of incident."""

    CONSOLE_ERROR = "console error"
    DIALOG = "dialog"
    FAILED_REQUEST = "failed request"
    FOREIGN_REQUEST = "request to another origin"
    PAGE_ERROR = "uncaught error"


@dataclass(frozen=True)
class Incident:
    """One thing that went wrong, and what is known about it."""

    kind: Kind
    text: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.text}"


@dataclass
class Incidents:
    """Collects what goes wrong on the pages it watches, and holds it against what the test expects."""

    _seen: list[Incident] = field(default_factory=list)
    _expected: list[Incident] = field(default_factory=list)

    def expect(self, kind: Kind, containing: str) -> None:
        """Say that this test causes one or more incidents of ``kind`` whose text contains ``containing``."""
        self._expected.append(Incident(kind, containing))

    def check(self) -> None:
        """Fail on what nobody expected, and on what was expected in vain."""
        surprises = [seen for seen in self._seen if not any(_matches(seen, one) for one in self._expected)]
        missing = [one for one in self._expected if not any(_matches(seen, one) for seen in self._seen)]
        assert not surprises, "\n".join(["On the page, unnoticed:", *map(str, surprises)])
        assert not missing, "\n".join(["Expected on the page, in vain:", *map(str, missing)])

    @contextmanager
    def watch(self, context: BrowserContext, origin: str) -> Iterator[None]:
        """Collect from the pages of ``context`` until the block ends; requests may go to ``origin`` alone."""

        def on_request(request: Request) -> None:
            address = urlsplit(request.url)
            if (
                address.scheme in _SCHEMES_WITHOUT_A_REQUEST
                or f"{address.scheme}://{address.netloc}" == origin
            ):
                return
            self._add(Kind.FOREIGN_REQUEST, request.url)

        listeners: Mapping[Any, Callable[[Any], None]] = {
            "request": on_request,
            "requestfailed": self._on_request_failed,
            "response": self._on_response,
            "console": self._on_console,
            "weberror": self._on_error,
            "dialog": self._on_dialog,
        }
        for event, listener in listeners.items():
            context.on(event, listener)
        yield
        for event, listener in listeners.items():
            context.remove_listener(event, listener)

    def _add(self, kind: Kind, text: str) -> None:
        self._seen.append(Incident(kind, text))

    def _on_request_failed(self, request: Request) -> None:
        # A reader who moves on, or a download, ends what is still loading: that is no fault of the page.
        if request.failure != _ABORTED:
            self._add(Kind.FAILED_REQUEST, f"{request.failure} {request.url}")

    def _on_response(self, response: Response) -> None:
        if response.status >= _FIRST_BAD_STATUS:
            self._add(Kind.FAILED_REQUEST, f"{response.status} {response.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        # A failed request has been counted as such already.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self._add(Kind.CONSOLE_ERROR, message.text)

    def _on_error(self, error: WebError) -> None:
        self._add(Kind.PAGE_ERROR, str(error.error))

    def _on_dialog(self, dialog: Dialog) -> None:
        self._add(Kind.DIALOG, dialog.message)
        dialog.dismiss()


def _matches(seen: Incident, expected: Incident) -> bool:
    return seen.kind == expected.kind and expected.text in seen.text
