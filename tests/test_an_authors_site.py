"""A copy of the site in which an author has changed what can be changed, built once for all that it shows."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from followup.__main__ import app
from tests.test_build import (
    Build,
    copy_project,
    described,
    finish,
    properties,
    read_links,
    replace_in,
    start_build,
)

BUILT_ON_NOVEMBER_23 = "1795392000"

COACH = """\
name: Your own name
photo: docs/assets/my logo.svg
logo: docs/assets/my logo.svg
accent: {light: "#8a2d6b"}
contact: {phone: +1 555 010 0100}
"""
PROOF = "google-site-verification: google0123456789abcdef.html"
FINISHED_PAGE = (
    '<!doctype html><html lang="en"><head><title>A</title></head><body onload="a()"></body></html>'
)
UNTITLED = """\
---
date: 2026-11-23
description: What to do.
categories: [Waiting]
---
# They didn't call & `<b>` "why"

So you wait.
"""
DOWNLOADS = """\
# Downloads of mine

[Word](downloads/messages/thank-you.docx), [text](/downloads/timelines/after-interview.md),
[all](downloads/messages.zip), [data](data/timelines/after-interview.json),
[frame](embed/timelines/after-interview/index.html).
"""
ONLY_IN_DRAFTS = "Quokka"
"""Stands in every draft, and nowhere else."""

RETIRED = "they-set-a-call-and-did-not-call"
BEGUN = {
    "timeline": "timelines/after-a-trial-day",
    "message": "messages/after-a-trial-day",
    "checklist": "checklists/after-a-trial-day",
    "article": "articles/after-a-trial-day",
}
"""What `new` has begun: its page, by its kind."""


def be_the_coach(project: Path) -> None:
    (project / "docs/assets").mkdir(exist_ok=True)
    (project / "docs/assets/my logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
    )
    (project / "data/coach.yml").write_text(COACH, encoding="utf-8")


def add_pages(project: Path) -> None:
    """Add pages that another program has made, and an article without a title but its heading."""
    (project / "docs/google0123456789abcdef.html").write_text(PROOF, encoding="utf-8")
    (project / "docs/finished").mkdir()
    (project / "docs/finished/index.html").write_text(FINISHED_PAGE, encoding="utf-8")
    (project / "docs/articles/posts/untitled.md").write_text(UNTITLED, encoding="utf-8")
    (project / "docs/downloads-of-mine.md").write_text(DOWNLOADS, encoding="utf-8")


def begin_one_of_each_kind(project: Path) -> None:
    for kind in BEGUN:
        date = ["--date", "2026-11-23"] if kind == "article" else []
        command = ["new", kind, "After a trial day", *date, "--root", str(project)]
        result = CliRunner().invoke(app, command)
        assert result.exit_code == 0, result.output


def rename_and_retire(project: Path) -> None:
    messages = project / "data/messages"
    (messages / "stay-in-touch.yml").rename(messages / "keep-in-touch.yml")
    replace_in(project, "data/messages/keep-in-touch.yml", "title: ", "formerly: [stay-in-touch]\ntitle: ")
    reasons, plans = project / "data/reasons.yml", project / "data/timelines"
    for path in [reasons, *plans.iterdir(), *(project / "docs").rglob("*.md")]:
        text = path.read_text(encoding="utf-8")
        for use in ("message: {}\n", "messages/{}.md", "messages/{}/", ", {}]", "[{}]", "[{}, "):
            text = text.replace(use.format("stay-in-touch"), use.format("keep-in-touch"))
        path.write_text(text, encoding="utf-8")
    timeline, checklist = "data/timelines/after-networking-chat.yml", "docs/checklists/stop-dwelling.md"
    replace_in(project, timeline, "\nsituation: ", "\nretired: true\ninstead: after-interview\nsituation: ")
    replace_in(project, timeline, "- id: close\n", "- id: close\n    formerly: [the-end]\n")
    replace_in(project, checklist, "{#close-the-tab}", "{#close-their-tab formerly=close-the-tab,shut-it}")
    replace_in(project, checklist, "\ndescription: ", "\nretired_anchors: [item-gone]\ndescription: ")
    replace_in(project, f"docs/articles/posts/{RETIRED}.md", "\nslug: ", "\nretired: true\nslug: ")


def write_drafts(project: Path) -> None:
    """Write a draft of every kind, each a copy of what is published, and an article of the day to come."""
    for name, title in (
        ("data/timelines/after-interview.yml", "title: After an interview"),
        ("data/messages/thank-you.yml", "title: The thank-you note"),
        ("docs/checklists/right-after.md", "title: Wrap up the interview"),
        ("docs/about.md", "title: About"),
    ):
        source = project / name
        text = source.read_text(encoding="utf-8")
        assert title in text, name
        text = text.replace(title, f"title: {ONLY_IN_DRAFTS}", 1)
        is_page = source.suffix == ".md"
        draft = text.replace("---\n", "---\ndraft: true\n", 1) if is_page else f"draft: true\n{text}"
        source.with_stem("quokka").write_text(draft, encoding="utf-8")
    article = project / "docs/articles/posts/why-didnt-they-call.md"
    text = article.read_text(encoding="utf-8")
    later = text.replace("date: 2026-11-23", "date: 2026-11-24").replace("slug: why-didnt-they-call\n", "")
    later = later.replace("It went so well. Why didn't they call?", ONLY_IN_DRAFTS)
    article.with_stem("quokka").write_text(later, encoding="utf-8")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    root = tmp_path_factory.mktemp("author")
    project = copy_project(root / "project")
    for change in (be_the_coach, add_pages, begin_one_of_each_kind, rename_and_retire, write_drafts):
        change(project)
    build = finish(start_build(project, root / "site", SOURCE_DATE_EPOCH=BUILT_ON_NOVEMBER_23), root / "site")
    assert build.code == 0, build.output
    return build


def test_the_coach_is_named_and_shown(build: Build) -> None:
    article, about = build.read("articles/why-didnt-they-call"), build.read("about")
    assert described(article)["author"]["name"] == "Your own name"
    for html in (article, about, build.read("")):
        assert "Your own name" in html
        assert 'href="tel:+15550100100"' in html
        assert 'assets/my%20logo.svg" alt="logo"' in html
        assert "Example" not in html
    assert '<img class="fu-coach__photo" src="../assets/my%20logo.svg"' in about
    assert '<img class="fu-coach__photo" src="../../assets/my%20logo.svg"' in article
    assert "#8a2d6b" in (build.folder / "components/shared/coach.css").read_text(encoding="utf-8")
    # After the site's own colors, and before what is drawn in them.
    style = (build.folder / "components/shared/every-page.css").read_text(encoding="utf-8")
    assert style.index("--fu-accent:") < style.index("#8a2d6b") < style.index(".md-header")


def test_html_in_docs_is_published_as_it_is(build: Build) -> None:
    assert (build.folder / "google0123456789abcdef.html").read_text(encoding="utf-8") == PROOF
    assert (build.folder / "finished/index.html").read_text(encoding="utf-8") == FINISHED_PAGE


def test_links_to_what_the_site_makes_lead_there(build: Build) -> None:
    page = build.read("downloads-of-mine")
    for path in (
        "downloads/messages/thank-you.docx",
        "downloads/timelines/after-interview.md",
        "downloads/messages.zip",
        "data/timelines/after-interview.json",
    ):
        assert f'href="../{path}"' in page
        assert (build.folder / path).is_file()
    assert 'href="../embed/timelines/after-interview/"' in page


def test_an_article_s_title_may_be_its_heading(build: Build) -> None:
    # Straight quotes become curly ones in a heading.
    title = "They didn’t call & <b> “why”"
    html, feed = build.read("articles/untitled"), build.folder / "feed.xml"
    assert described(html)["headline"] == title
    assert properties(html)["og:title"] == title
    listed = re.findall(r'<a class="fu-articles__title" href="untitled/">(.*?)</a>', build.read("articles"))
    assert [unescape(text) for text in listed] == [title]
    assert title in {item.findtext("title") for item in ET.parse(feed).iter("item")}  # noqa: S314 - built here


def test_what_new_begins_can_be_built_at_once(build: Build) -> None:
    for address in BEGUN.values():
        page = build.read(address)
        assert "<h1" in page
        assert "After a trial day</h1>" in page
        assert "What stands up here" not in page
    assert "<check-list" in build.read(BEGUN["checklist"])


def test_old_names_stay_reachable(build: Build) -> None:
    files = build.files()
    redirect = build.read("messages/stay-in-touch")
    assert 'href="../keep-in-touch/"' in redirect
    assert "location.hash" in redirect
    for old, new in (
        ("downloads/messages/stay-in-touch.docx", "downloads/messages/keep-in-touch.docx"),
        ("data/messages/stay-in-touch.json", "data/messages/keep-in-touch.json"),
        ("embed/messages/stay-in-touch/index.html", "embed/messages/keep-in-touch/index.html"),
    ):
        assert files[old] == files[new]
    items = read_links(build.read("checklists/stop-dwelling")).anchors
    assert {"item-close-their-tab", "item-close-the-tab", "item-shut-it", "item-gone"} <= items


def test_what_is_retired_stays_reachable_and_leaves_every_list(build: Build) -> None:
    files = build.files()
    plan = build.read("timelines/after-networking-chat")
    assert "This plan is retired" in plan
    assert '<meta name="robots" content="noindex">' in plan
    assert {"step-close", "step-the-end"} <= read_links(plan).anchors
    assert 'href="after-networking-chat/"' not in build.read("timelines")
    assert RETIRED not in build.read("articles")
    assert '<meta name="robots" content="noindex">' in build.read(f"articles/{RETIRED}")
    assert b"after-networking-chat/" not in files["search/search_index.json"]
    assert f"articles/{RETIRED}/".encode() not in files["search/search_index.json"]


def test_nothing_of_a_draft_is_published(build: Build) -> None:
    found = [
        path
        for path, content in build.files().items()
        if ONLY_IN_DRAFTS.lower() in path + content.decode(errors="ignore").lower()
    ]
    assert found == []
    assert "timelines/after-interview/index.html" in build.files()
