"""Days of the calendar, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def describe_day(day: date) -> str:
    """Return a day in words, as in ``November 23, 2026``."""
    return f"{day:%B} {day.day}, {day.year}"
