"""``python -m followup serve``: the site on this machine, built anew at each save.

The server is a process of its own: what it has imported it keeps, so that saved Python takes a new one. It
ends with this one, however that ends, since it reads from a pipe that then closes.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from followup.commands import Root

if TYPE_CHECKING:
    from collections.abc import Iterator

_COULD_NOT_RUN = 2
_LOOK_EVERY_SECONDS = 0.5
_CALM_SECONDS = 0.2


def serve(
    *,
    address: Annotated[str, typer.Option(help="where the site is served: host and port")] = "127.0.0.1:8000",
    root: Root = Path(),
) -> None:
    """Serve the site on this machine: what is saved shows at once, what is wrong stands on a page."""
    server = root / "hooks/serving.py"
    if not server.is_file():
        _stop(f"--root: '{root}' is not the project's folder: it has no hooks/serving.py")
    _check_free(address)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    with tempfile.TemporaryDirectory(prefix="after-the-interview-") as folder, _watch(server.parent) as saved:
        command = [sys.executable, str(server), str(root), folder, address]
        try:
            while True:
                with _run(command) as process:
                    _wait(process, saved)
                typer.echo("Python has changed: starting anew.")
        except KeyboardInterrupt:
            typer.echo("Stopped.")


@contextmanager
def _run(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 - our own file
    try:
        yield process
    finally:
        process.kill()  # it keeps nothing, and its folder is not its own
        process.wait()


@contextmanager
def _watch(folder: Path) -> Iterator[threading.Event]:
    """Yield what is set when a file of ``folder`` is saved; by looking, which works on every file system."""
    saved = threading.Event()

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if not event.is_directory and "__pycache__" not in os.fsdecode(event.src_path):
                saved.set()

    observer = PollingObserver(timeout=_LOOK_EVERY_SECONDS)
    observer.schedule(Handler(), str(folder), recursive=True)
    observer.start()
    try:
        yield saved
    finally:
        observer.stop()
        observer.join()


def _wait(process: subprocess.Popen[bytes], saved: threading.Event) -> None:
    """Return when a file has been saved and no other is being saved."""
    is_told = False
    while not saved.wait(_LOOK_EVERY_SECONDS):
        if process.poll() is not None and not is_told:
            typer.echo("The server has ended; it starts anew when a file under hooks/ is saved.", err=True)
            is_told = True
    while saved.is_set():
        saved.clear()
        saved.wait(_CALM_SECONDS)


def _check_free(address: str) -> None:
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        _stop(f"--address: '{address}' is no address; write host and port, as in 127.0.0.1:8000")
    try:
        socket.create_server((host.strip("[]"), int(port))).close()
    except (OSError, OverflowError) as error:
        words = getattr(error, "strerror", None) or str(error)
        _stop(f"--address: {address} cannot be used: {words.lower()}; stop what uses it, or name another")


def _end(number: int, _: object) -> NoReturn:
    raise SystemExit(128 + number)


def _stop(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(_COULD_NOT_RUN)
