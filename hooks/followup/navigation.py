"""Where in the navigation a page belongs that has no entry of its own: a message is one of the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def find_section(address: str, sections: Iterable[str]) -> str | None:
    """Return the address under which another one lies, the nearest of several; None where there is none.

    Args:
        address: of a page, without a leading slash: ``messages/thank-you/``.
        sections: the addresses of the pages in the navigation. The home page's is empty, and has no section.
    """
    above = [section for section in sections if section and address.startswith(section)]
    return max(above, key=len, default=None)
