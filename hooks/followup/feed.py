"""The feed of articles: what mkdocs-rss-plugin has written, made the same on any day and signed."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_IMAGE = re.compile(r"\s*<image>.*?</image>", re.DOTALL)
_ITEM = re.compile(r"<item>.*?</item>", re.DOTALL)
_DATE = re.compile(r"<pubDate>(.*?)</pubDate>", re.DOTALL)
_BUILT = re.compile(r"<(pubDate|lastBuildDate)>.*?</\1>", re.DOTALL)


def complete_feed(feed: str, author: str, left_out: Collection[str] = ()) -> str:
    """Return an RSS 2.0 feed whose bytes depend on its articles alone.

    The plugin dates a feed by the clock; RSS 2.0 asks for the day its content changed, and gets its newest
    article's. A picture that is not there, and each article's source, which is for what another feed has
    published, are left out; both have the site's name in them unescaped. An RSS author is a mail address, so
    the name goes where names do: into Dublin Core's ``creator``.

    Args:
        feed: the file that the plugin has written, the newest article first.
        author: who signs the articles.
        left_out: addresses, absolute, of articles that are not listed any more.

    Raises:
        ValueError: the feed is not as this version of the plugin writes it.
    """
    head, item, _ = feed.partition("<item>")
    if len(_BUILT.findall(head)) != len(("pubDate", "lastBuildDate")):
        message = "feed: mkdocs-rss-plugin writes it in another way now"
        raise ValueError(message)
    items = [
        _sign(found, author)
        for found in _ITEM.findall(feed)
        if not any(f"<link>{escape(address)}</link>" in found for address in left_out)
    ]
    newest = _DATE.search(items[0]) if items else None
    head = head if item else head.partition("</channel>")[0]
    head = _BUILT.sub(rf"<\1>{newest[1]}</\1>" if newest else "", _IMAGE.sub("", head))
    lines = [head.rstrip(), *items, "</channel></rss>"]
    return "\n".join(lines) + "\n"


def _sign(item: str, author: str) -> str:
    bare = re.sub(r"\s*<(source|author)\b.*?</\1>", "", item, flags=re.DOTALL)
    return bare.replace("</title>", f"</title> <dc:creator>{escape(author)}</dc:creator>", 1)
