"""Who a site is made for: its readers, or the author who is writing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Edition:
    """What of the content a site shows.

    Attributes:
        day: the day of the build: articles dated later are not out yet; None where all are.
        drafts: whether drafts, and articles that are not out yet, are shown all the same.
        previews: whether the pages with every component's examples are made.
    """

    day: date | None = None
    drafts: bool = False
    previews: bool = False

    def leaves_out(self, *, draft: bool, appears: date | None = None) -> bool:
        """Return whether something is not shown.

        Args:
            draft: whether its author calls it a draft.
            appears: the day from which it is public, where it has one.
        """
        return not self.drafts and (draft or self.is_ahead(appears))

    def is_ahead(self, appears: date | None) -> bool:
        """Return whether the day on which something appears is still to come."""
        return self.day is not None and appears is not None and appears > self.day


PUBLISHED = Edition()
"""What readers see, of articles of any date."""
