"""The day for which a command reckons: the one place of the command line that reads a clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def read_build_day() -> date:
    """Return the day of a build that begins now: of SOURCE_DATE_EPOCH where it is set; in UTC, as in MkDocs.

    The specification of SOURCE_DATE_EPOCH (reproducible-builds.org) has it as seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.now(UTC) if epoch is None else datetime.fromtimestamp(int(epoch), UTC)
    return moment.date()
