"""An article: its head, its citations, what goes with it, and its sources."""

import re

from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.pages.site_page import SitePage
from tests.browser.visitors import OpenPage, Visitor

ARTICLE = "articles/how-long-should-i-wait/"
NARROWEST = 320


def test_without_script_an_article_cites_leads_on_and_names_its_sources(open_page: OpenPage) -> None:
    article = SitePage.open(open_page(Visitor(script=False)), ARTICLE)
    text = article.text()
    in_order = [
        "How long should I wait?",
        "How long to wait before you write",
        "September 14, 2026",
        "25.1 days went by on average",
        "(NACE, 2024: 334 US organizations that hire graduates, spring 2023)",
        "23.5 (NACE, 2024).",
        "What goes with this",
        "After an interview",
        "Sources",
        "NACE: Recruiting Benchmarks",
        "Checked on November 23, 2026",
    ]
    places = [text.find(words) for words in in_order]
    assert -1 not in places, in_order[places.index(-1)]
    article.content.get_by_role("region", name="What goes with this").get_by_role(
        "link", name="Stay upbeat"
    ).click()
    assert article.awake().title == "Stay upbeat"


def test_without_script_the_list_of_articles_leads_to_each(open_page: OpenPage) -> None:
    articles = SitePage.open(open_page(Visitor(script=False)), "articles/")
    headings = articles.content.get_by_role("heading", level=2).all_inner_texts()
    assert headings[:4] == ["Waiting", "Writing", "Answers", "The other side"]
    articles.follow("The law on hearing back")
    assert articles.awake().title == "The law on hearing back"


def test_an_article_and_the_list_have_no_violation_on_the_narrowest_phone(open_page: OpenPage) -> None:
    page = open_page(Visitor(phone=True, width=NARROWEST))
    for address in (ARTICLE, "articles/", "articles/another-offer-is-on-the-table/"):
        opened = SitePage.open(page, address)
        assert opened.overflow() == [], address
        assert find_violations(opened.page) == [], address


def test_the_part_that_one_goes_to_is_marked_among_the_contents(open_page: OpenPage) -> None:
    article = SitePage.open(open_page(), "articles/why-didnt-they-call/")
    contents = article.page.get_by_role("complementary").or_(article.page.get_by_role("main"))
    links = contents.get_by_role("navigation", name="Table of contents").get_by_role("link")
    for link in links.all()[:5]:
        link.click()
        expect(link).to_have_class(re.compile("md-nav__link--active"))
        expect(contents.locator(".md-nav--secondary .md-nav__link--active")).to_have_text([link.inner_text()])
