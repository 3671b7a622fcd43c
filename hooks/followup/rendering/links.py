"""Links in rendered components: the one place that makes site addresses relative to the page they stand on.

MkDocs rewrites only the links of Markdown. A component's HTML is put in as it is, so it must bring links that
work at a domain's root and under any sub-path alike.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Linker:
    """Makes links from one page.

    Attributes:
        page: the page's address in the site, without a leading slash: ``timelines/after-interview/``, or an
            empty string for the home page.
    """

    page: str

    def __call__(self, address: str) -> str:
        """Return the way from the page to ``address``.

        Args:
            address: an address of the site with a leading slash, such as ``/messages/thank-you/#email-warm``.

        Raises:
            ValueError: ``address`` has no leading slash.
        """
        if not address.startswith("/"):
            message = f"{address!r} is no address of the site: it must begin with '/'"
            raise ValueError(message)
        path, hash_sign, fragment = address[1:].partition("#")
        here = self.page if self.page.endswith("/") or not self.page else posixpath.dirname(self.page) + "/"
        relative = posixpath.relpath("/" + path, "/" + here)
        if (path.endswith("/") or not path) and not relative.endswith("/"):
            relative += "/"
        return relative + hash_sign + fragment
