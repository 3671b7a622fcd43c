"""What a page says of itself to those who link to it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from followup.catalog import Catalog
from followup.models.coach import Coach
from followup.rendering import ComponentRenderer
from followup.rendering.sharing import SharedPage, Website
from tests.followup.conftest import COMPONENTS, HOSTILE, GoldenText
from tests.followup.test_components import read

WEBSITE = Website("After the Interview", "https://example.org/coaching/")
CARD = "assets/cards/why-0123456789abcdef.png"
PAGE = SharedPage("about/", "About", "What this site is.")
ARTICLE = SharedPage("articles/why/", "Why didn't they call?", "Why they go quiet.", date(2026, 11, 23))


def render(
    catalog: Catalog, page: SharedPage, website: Website = WEBSITE, coach: Coach | None = None
) -> tuple[dict[str, str], dict[str, Any] | None]:
    """Return the page's properties, and its description as JSON-LD."""
    renderer = ComponentRenderer(COMPONENTS, replace(catalog, coach=coach or Coach()))
    html = renderer.render_sharing(page, website, CARD)
    properties = {
        str(attributes.get("property") or attributes.get("name")): str(attributes["content"])
        for tag, attributes in read(html).elements
        if tag == "meta"
    }
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(scripts) == html.count("<script") <= 1
    return properties, json.loads(scripts[0]) if scripts else None


def test_an_article_is_as_its_golden_file(site_catalog: Catalog, golden_text: GoldenText) -> None:
    coach = Coach.model_validate({"name": "Your name", "contact": {"website": "https://example.com"}})
    renderer = ComponentRenderer(COMPONENTS, replace(site_catalog, coach=coach))
    golden_text("sharing.html", renderer.render_sharing(ARTICLE, WEBSITE, CARD))


def test_a_page_is_no_article(site_catalog: Catalog) -> None:
    properties, article = render(site_catalog, PAGE)
    assert properties["og:type"] == "website"
    assert properties["og:url"] == "https://example.org/coaching/about/"
    assert properties["og:image"] == f"https://example.org/coaching/{CARD}"
    assert article is None


@pytest.mark.parametrize("page", [PAGE, ARTICLE])
def test_a_site_without_an_address_names_none(page: SharedPage, site_catalog: Catalog) -> None:
    properties, article = render(site_catalog, page, Website("After the Interview", None))
    assert "og:url" not in properties
    assert properties["og:image"].startswith("../")
    assert properties["og:image"].endswith(CARD)
    assert "http" not in json.dumps([properties, article]).replace("https://schema.org", "")


@pytest.mark.parametrize(
    ("coach", "author"),
    [
        (Coach(), {"@type": "Organization", "name": "After the Interview", "url": WEBSITE.address}),
        (
            Coach(name="Your name", example=True),
            {"@type": "Organization", "name": "After the Interview", "url": WEBSITE.address},
        ),
        (
            Coach(name="Your name"),
            {"@type": "Person", "name": "Your name", "url": f"{WEBSITE.address}about/"},
        ),
    ],
    ids=["nobody", "example", "coach"],
)
def test_an_article_is_signed_by_the_coach_or_else_the_site(
    coach: Coach, author: dict[str, str], site_catalog: Catalog
) -> None:
    _, article = render(site_catalog, ARTICLE, coach=coach)
    assert article is not None
    assert article["author"] == author
    assert article["publisher"]["@type"] == "Organization"


def test_an_update_has_its_day(site_catalog: Catalog) -> None:
    _, article = render(site_catalog, replace(ARTICLE, updated=date(2026, 12, 1)))
    assert article is not None
    assert (article["datePublished"], article["dateModified"]) == ("2026-11-23", "2026-12-01")


def test_hostile_text_is_text(site_catalog: Catalog) -> None:
    hostile = replace(ARTICLE, title=HOSTILE, description=f"{HOSTILE}<!--<script>")
    website = Website(HOSTILE, WEBSITE.address)
    properties, article = render(site_catalog, hostile, website, Coach(name=HOSTILE))
    assert properties["og:title"] == HOSTILE
    assert article is not None
    assert article["headline"] == article["author"]["name"] == article["publisher"]["name"] == HOSTILE
    html = ComponentRenderer(COMPONENTS, site_catalog).render_sharing(hostile, website, CARD)
    content = html.partition('ld+json">')[2].rpartition("</script>")[0]
    assert not set("<>&'") & set(content)


def test_the_home_page_has_a_name_for_its_card() -> None:
    assert [SharedPage(address, "", "").slug for address in ("", "about/", "a/b/", "x.html")] == [
        "home",
        "about",
        "b",
        "x.html",
    ]
