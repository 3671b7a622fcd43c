"""The feed, as a feed reader gets it from a site at a domain's root and under a path."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest

from tests.browser.site import Site


def read_feed(site: Site) -> Any:  # noqa: ANN401 - feedparser has no types
    """Return the feed that the home page names."""
    home = site.get(site.address).content.decode()
    [feed] = re.findall(r'<link rel="alternate" type="application/rss\+xml"[^>]* href="([^"]+)"', home)
    assert urljoin(site.address, feed) == f"{site.address}feed.xml"
    return feedparser.parse(site.get(f"{site.address}feed.xml").content)


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
def test_a_feed_reader_finds_every_article(site: Site) -> None:
    feed = read_feed(site)
    assert not feed.bozo
    assert feed.feed.link == site.address
    assert len(feed.entries) > 10
    dates = [entry.published_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    for entry in feed.entries:
        assert entry.link.startswith(f"{site.address}articles/")
        assert entry.id == entry.link
        assert entry.author
        assert entry.summary
        assert site.get(entry.link).status == 200


def test_pages_at_any_depth_name_it_and_articles_say_what_it_is(site: Site) -> None:
    link = read_feed(site).entries[0].link
    for page in (f"{site.address}articles/", link):
        html = site.get(page).content.decode()
        hrefs = re.findall(r'<(?:a|link)\b[^>]* href="([^"]*feed\.xml)"', html)
        assert {urljoin(page, href) for href in hrefs} == {f"{site.address}feed.xml"}
        assert "A feed is an address" in html
