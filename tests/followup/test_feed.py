"""The feed of articles, as mkdocs-rss-plugin 1.17.9 writes it and as it is published."""

from __future__ import annotations

import feedparser
import pytest

from followup.feed import complete_feed

HEAD = (
    '<?xml version="1.0" encoding="UTF-8" ?> '
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"> <channel>'
    " <title>Smith &amp; Co</title><link>https://example.com/</link><description>d</description>"
    " <pubDate>Sat, 01 Jan 2000 01:02:03 -0000</pubDate>"
    " <lastBuildDate>Sat, 01 Jan 2000 01:02:03 -0000</lastBuildDate>"
    " <image> <url>None</url> <title>Smith & Co</title> </image> "
)
END = " </channel> </rss>"


def item(name: str, date: str) -> str:
    return (
        f"<item> <title>{name}</title> <author>front matter</author> <description>about {name}</description>"
        f" <link>https://example.com/articles/{name}/</link> <pubDate>{date}</pubDate>"
        ' <source url="https://example.com/feed.xml">Smith & Co</source>'
        f' <guid isPermaLink="true">https://example.com/articles/{name}/</guid> </item> '
    )


NEW = item("new", "Mon, 23 Nov 2026 12:00:00 +0000")
OLD = item("old", "Sun, 01 Nov 2026 12:00:00 +0000")


def test_it_is_dated_by_its_newest_article_and_not_by_the_clock() -> None:
    feed = complete_feed(HEAD + NEW + OLD + END, "Kim")
    assert "2000" not in feed
    assert feedparser.parse(feed).feed.updated == "Mon, 23 Nov 2026 12:00:00 +0000"


def test_what_the_plugin_leaves_unescaped_is_gone() -> None:
    assert feedparser.parse(HEAD + NEW + END).bozo
    feed = feedparser.parse(complete_feed(HEAD + NEW + END, "Kim & Robin <k>"))
    assert not feed.bozo
    assert feed.feed.title == "Smith & Co"
    assert [entry.author for entry in feed.entries] == ["Kim & Robin <k>"]


def test_articles_stay_in_order_and_what_is_retired_is_left_out() -> None:
    feed = complete_feed(HEAD + NEW + OLD + END, "Kim", ["https://example.com/articles/new/"])
    assert [entry.title for entry in feedparser.parse(feed).entries] == ["old"]
    assert "23 Nov" not in feed
    both = feedparser.parse(complete_feed(HEAD + NEW + OLD + END, "Kim"))
    assert [entry.title for entry in both.entries] == ["new", "old"]


def test_without_articles_it_is_a_feed_all_the_same() -> None:
    feed = complete_feed(HEAD + END, "Kim")
    parsed = feedparser.parse(feed)
    assert (parsed.bozo, parsed.entries, "Date>" in feed) == (False, [], False)


def test_another_version_of_the_plugin_is_noticed() -> None:
    with pytest.raises(ValueError, match="another way now"):
        complete_feed(HEAD.replace("lastBuildDate", "built") + END, "Kim")
