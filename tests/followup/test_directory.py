"""What a link can open, and what the forms for coaches know of it."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

from followup.catalog import Catalog
from followup.directory import build_directory
from followup.models.coach import Coach, Contact
from followup.models.link import Link
from followup.prefilled_links import LINK_KEYS
from followup.rendering import ComponentRenderer, Linker
from followup.rendering.client_link import describe_destinations, describe_timelines, example_link
from tests.followup.conftest import COMPONENTS, HOSTILE
from tests.followup.test_components import read

TITLES = {"/": "Home", "/articles/": "Articles", "/articles/why/": "Why?", "/timelines/after-call/": "no"}
NAMES = {
    "slow": Link(to="/timelines/after-call/", values={"pace": "patient"}),
    "call": Link(to="/timelines/after-call/"),
    "thanks": Link(to="/timelines/after-call/", go="step-thank-you"),
    "home": Link(to="/"),
}


def test_everything_has_its_group_and_its_places(site_catalog: Catalog) -> None:
    directory = build_directory(site_catalog, TITLES)
    assert [page.address for page in directory.timelines] == ["/timelines/after-call/"]
    assert [page.address for page in directory.articles] == ["/articles/why/"]
    assert [page.address for page in directory.pages] == ["/", "/articles/"]
    for page in (*directory.timelines, *directory.messages, *directory.checklists):
        _, folder, slug, _ = page.address.split("/")
        assert tuple(place.anchor for place in page.places) == site_catalog.sections[folder][slug].anchors


def test_what_is_retired_is_left_out(site_catalog: Catalog) -> None:
    retired = site_catalog.timelines["after-call"].model_copy(update={"retired": True})
    directory = build_directory(replace(site_catalog, timelines={"after-call": retired}), TITLES)
    assert directory.timelines == ()
    assert directory.first_plan == ""
    assert example_link(directory).startswith("/#fu=1&start=")


def test_an_item_is_called_by_its_words_alone(site_catalog: Catalog) -> None:
    checklist = site_catalog.checklists["keep-busy"]
    text = "Read [why *they* went](../a.md) and `note` snake_case, **twice**"
    item = checklist.items[0].model_copy(update={"text": text})
    changed = checklist.model_copy(update={"items": (item,)})
    directory = build_directory(replace(site_catalog, checklists={"keep-busy": changed}), {})
    assert directory.checklists[0].places[0].title == "Read why they went and note snake_case, twice"


def test_a_short_name_says_what_it_opens(site_catalog: Catalog) -> None:
    directory = build_directory(replace(site_catalog, links=NAMES), TITLES)
    title = site_catalog.timelines["after-call"].title
    step = site_catalog.timelines["after-call"].steps[0].title
    assert [name.title for name in directory.short_names] == [
        f"{title} (pace: patient)",
        title,
        f"{title}: {step}",
        "Home",
    ]
    assert directory.shortest_address("/timelines/after-call/") == "/go/call/"
    assert directory.shortest_address("/articles/") == "/articles/"
    assert directory.first_plan == "/timelines/after-call/"


def test_a_form_offers_the_fields_that_the_page_takes(site_catalog: Catalog) -> None:
    directory = build_directory(site_catalog, TITLES)
    groups = {
        "Timelines": directory.timelines,
        "Messages": directory.messages,
        "Articles": directory.articles,
    }
    pages = describe_destinations(groups, directory, Linker("coaches/"))
    assert {page["url"] for page in pages.values()} == {f"..{address}" for address in pages}
    known = {key.key for key in LINK_KEYS}
    for address, page in pages.items():
        fields = page["fields"]
        assert isinstance(fields, list)
        keys = [field["key"] for field in fields]
        assert len(set(keys)) == len(keys)
        assert (keys == []) == address.startswith("/articles/")
        declared = {name.replace("_", "-") for name in page["declared"]}  # type: ignore[attr-defined]
        assert set(keys) <= known | declared
    plan = describe_timelines(directory)["/timelines/after-call/"]
    assert set(plan) >= {"timeline", "takesReplyDate", "due", "dueIfReplyBy", "lateTitles"}


def test_every_key_stands_in_the_table(site_catalog: Catalog) -> None:
    renderer = ComponentRenderer(COMPONENTS, site_catalog)
    html = renderer.render_client_link(build_directory(site_catalog, TITLES), Linker("coaches/"))
    for key in LINK_KEYS:
        assert f"<code>{key.key}</code></td><td>{key.meaning}</td>" in unescape(html)


def test_no_text_becomes_markup(hostile_catalog: Catalog) -> None:
    directory = build_directory(hostile_catalog, {"/x/": HOSTILE})
    renderer, link = ComponentRenderer(COMPONENTS, hostile_catalog), Linker("coaches/")
    for html in (
        renderer.render_client_link(directory, link),
        renderer.render_handout(directory, link),
        renderer.render_permalinks(directory, link),
    ):
        outline = read(html)
        assert "b" not in outline.tags
        assert set(outline.attributes("src")) == set()
        # The one script holds data, and its own end is the only one.
        assert outline.tags.count("script") == html.count("</script>") == html.count("<script ")


def test_the_handout_carries_the_coach_and_leaves_no_hole(site_catalog: Catalog) -> None:
    named = Coach(name="Ana Example", practice="Example & Co", contact=Contact(email="ana@example.com"))
    for coach, said in (
        (named, ["Ana Example · Example &amp; Co", "<span>ana@example.com</span>"]),
        (Coach(name="Ana Example"), ['coach-name">Ana Example</p>\n</header>']),
        (named.model_copy(update={"example": True}), []),
        (Coach(), []),
    ):
        renderer = ComponentRenderer(COMPONENTS, replace(site_catalog, coach=coach))
        html = renderer.render_handout(build_directory(site_catalog, TITLES), Linker("coaches/handout/"))
        assert ("fu-sheet__coach" in html) == bool(said)
        assert all(words in html for words in said)
        assert f'name="from" type="text" value="{coach.author or ""}"' in html
