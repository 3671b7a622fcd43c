"""What a page may do, said to the browser: a Content-Security-Policy in the page, and headers for a host.

The policy lets a page load from its own site alone, and run no script but the site's files and those that the
build has written into it, each known by its hash (Content Security Policy Level 3). It is made from the page
as it is published, so that a newer theme with other scripts needs no change here.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_OWN_META = re.compile(r'\n?<meta http-equiv="Content-Security-Policy" content="[^"]*">')
# The first 1,024 bytes of a page must name its encoding (HTML, 4.2.5.4): the policy goes after that.
_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_INLINE = re.compile(
    r"<!--.*?-->|<(?P<name>script|style)\b(?P<attributes>[^>]*)>(?P<text>.*?)</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_DATA = re.compile(
    r"""\btype=["']?application/(?:\w+\+)?json\b""", re.IGNORECASE
)  # read by scripts, never run
_MAY_HAVE_STYLE = re.compile(r"style\s*=")
_LINE_BREAK = re.compile(r"\r\n?")

_EMBEDS = "embed"
_FINGERPRINT = re.compile(r"\.[0-9a-f]{8}\.min\.(?:css|js)$")
_CARDS = "assets/cards/"

_FOR_EVERYTHING = (
    "X-Content-Type-Options: nosniff",
    "Referrer-Policy: strict-origin-when-cross-origin",
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy: same-origin",
)
_FOR_A_YEAR = "Cache-Control: public, max-age=31536000, immutable"


def add_policy(html: str) -> str:
    """Return a page with the policy that fits it, before anything that the policy is about.

    Args:
        html: a whole page. A policy that this function has put into it before gives way to the new one.

    Raises:
        ValueError: the page has no ``<head>``, and so no place for it.
    """
    bare = _OWN_META.sub("", html)
    head = _HEAD.search(bare)
    if head is None:
        raise ValueError("a page without <head> has no place for its Content-Security-Policy")
    return f"{bare[: head.end()]}\n{_META.format(build_policy(bare))}{bare[head.end() :]}"


def build_policy(html: str) -> str:
    """Return the policy that fits a page.

    Args:
        html: the page; its inline scripts, style sheets and ``style`` attributes are let through as they are,
            handlers in attributes are not.

    Returns:
        Serialized, as in ``default-src 'self'; object-src 'none'; …``; without double quotes.
    """
    text = _LINE_BREAK.sub("\n", html)  # as a browser reads it, before it takes the hash
    inline = [
        found for found in _INLINE.finditer(text) if found["name"] and not _DATA.search(found["attributes"])
    ]
    scripts = _hashes(found["text"] for found in inline if found["name"].lower() == "script")
    styles = _hashes(found["text"] for found in inline if found["name"].lower() == "style")
    # The alignment of a table's column is such an attribute.
    attributes = _hashes(_find_style_attributes(text))
    style_attributes = ["'unsafe-hashes'", *attributes] if attributes else []
    directives = {
        # Fonts, frames, recordings, the search and its index, and what a browser fetches ahead of the reader.
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "script-src": ["'self'", *scripts],
        "style-src": ["'self'", *styles, *style_attributes],
        # The theme's icons are addresses in its style sheet.
        "img-src": ["'self'", "data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def render_headers(addresses: Iterable[str]) -> str:
    """Return the file ``_headers``, by which Netlify, Cloudflare Pages and others set a response's headers.

    Where two rules match an address, one host joins the values of a header and another takes one of them: no
    header stands in two rules that do.

    Args:
        addresses: every file of the site, without a leading slash.
    """
    files = sorted(addresses)
    rules: list[tuple[str, tuple[str, ...]]] = [("/*", _FOR_EVERYTHING)]
    # Only a header can say who may frame a page; `<meta>` may not. Embeds are there to be framed.
    rules += [(place, ("Content-Security-Policy: frame-ancestors 'self'",)) for place in _pages(files)]
    rules += [(place, (_FOR_A_YEAR,)) for place in _unchanging(files)]
    lines = ([place, *(f"  {header}" for header in headers), ""] for place, headers in rules)
    return "\n".join(line for rule in lines for line in rule)


class _StyleAttributes(HTMLParser):
    """Collects the values of ``style`` attributes, however they are quoted."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its name
        self.found += [value for name, value in attrs if name == "style" and value]

    def parse_html_declaration(self, i: int) -> int:
        """Pass over what is no tag; the parser's own way raises an error at some that browsers pass over."""
        return self.parse_bogus_comment(i)


def _find_style_attributes(html: str) -> list[str]:
    if not _MAY_HAVE_STYLE.search(html.lower()):  # as in most pages; to read one takes a while
        return []
    parser = _StyleAttributes()
    parser.feed(html)
    parser.close()
    return parser.found


def _hashes(texts: Iterable[str]) -> list[str]:
    """Return the source expressions of inline texts, each once, in their order; an empty text needs none."""
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts if text)
    return list(dict.fromkeys(f"'sha256-{digest}'" for digest in digests))


def _pages(files: Iterable[str]) -> Iterator[str]:
    """Yield patterns that match every page but the embeds, no page twice."""
    yield "/"
    html = [file for file in files if file.endswith(".html")]
    yield from (f"/{file}" for file in html if "/" not in file)
    folders = dict.fromkeys(file.partition("/")[0] for file in html if "/" in file)
    yield from (f"/{folder}/*" for folder in folders if folder != _EMBEDS)


def _unchanging(files: Iterable[str]) -> Iterator[str]:
    """Yield patterns of files whose names hold their content's hash: another content has another name."""
    named = list(files)
    yield from (f"/{file}" for file in named if _FINGERPRINT.search(file))
    if any(file.startswith(_CARDS) for file in named):
        yield f"/{_CARDS}*"
