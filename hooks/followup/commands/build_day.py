"""The day for which a command reckons: the one place of the command line that reads a clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

import typer

_COULD_NOT_RUN = 2


def read_build_day() -> date:
    """Return the day of a build that begins now: of SOURCE_DATE_EPOCH where it is set; in UTC, as in MkDocs.

    The specification of SOURCE_DATE_EPOCH (reproducible-builds.org) has it as seconds since 1970.

    Raises:
        typer.Exit: it is set to something else, which has been said.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        words = "is not a day; set it to whole seconds since 1970, as in 1795392000, or do not set it"
        typer.echo(f"SOURCE_DATE_EPOCH: {epoch[:40]!r} {words}", err=True)
        raise typer.Exit(_COULD_NOT_RUN) from None
