"""Drafts, and articles whose day is still to come: seen by their author, and by nobody else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from followup.edition import Edition
from followup.problems import ContentError
from followup.site import Site, load_site
from tests.followup.content_cases import SITE

DAY = date(2026, 11, 23)
READERS = Edition(DAY)
AUTHOR = Edition(DAY, drafts=True)

REASONS = """\
questions:
  - id: stage
    label: How far had you come?
    answers: [{id: one, label: One interview}, {id: several, label: Several}]
reasons:
  - id: swamped
    title: They are swamped
    whose: theirs
    text: Work came.
    signs: [Short answers]
    can: Write once.
    cannot: Clear their desk.
    message: soon
    fits: {stage: [one, several]}
  - id: bus
    title: The bus
    whose: nobodys
    text: It came.
    signs: [None]
    can: Wait.
    cannot: Stop buses.
    message: none
    fits: {stage: [one, several]}
ending: {title: You may never know, text: Go on., timeline: after-call}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(SITE, tmp_path / "site")
    shutil.copytree(SITE.parents[2] / "overrides", tmp_path / "site/overrides")
    return tmp_path / "site"


def prefix(path: Path, text: str) -> None:
    path.write_text(text + path.read_text("utf-8"), "utf-8")


def load(root: Path, edition: Edition) -> Site:
    return load_site(root, root / "docs", edition)


def write_article(root: Path, name: str, head: str) -> None:
    path = root / "docs/articles/posts" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    needed = "description: What to do.\ncategories: [Waiting]"
    path.write_text(f"---\n{head}\n{needed}\n---\n\n# A title\n", "utf-8")


def addresses(site: Site) -> str:
    """Return all that a site publishes, as one text to look for a name in."""
    return "\n".join((*site.published().addresses, *site.pages(), *site.downloads(), *site.data_files(2026)))


def test_a_draft_is_read_by_its_author_alone(root: Path) -> None:
    timeline = root / "data/timelines/after-call.yml"
    (root / "data/timelines/later.yml").write_text("draft: true\n" + timeline.read_text("utf-8"), "utf-8")
    message = root / "data/messages/check-in.yml"
    (root / "data/messages/soon.yml").write_text("draft: true\n" + message.read_text("utf-8"), "utf-8")
    for edition, shown in ((READERS, False), (AUTHOR, True)):
        found = addresses(load(root, edition))
        for name in ("timelines/later", "messages/soon"):
            assert (name in found) == shown, name
    assert load(root, AUTHOR).status_note("timelines/later.md", "timelines/later/").count("Draft") == 1
    assert load(root, AUTHOR).status_note("timelines/after-call.md", "timelines/after-call/") == ""


def test_a_draft_checklist_and_page_are_left_out(root: Path) -> None:
    checklist = root / "docs/checklists/keep-busy.md"
    checklist.write_text(checklist.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    site = load(root, READERS)
    assert site.left_out() == ["checklists/keep-busy.md"]
    assert "keep-busy" not in addresses(site)
    assert "keep-busy" in addresses(load(root, AUTHOR))


@pytest.mark.parametrize(
    ("head", "status"),
    [
        ("date: 2026-11-23", ""),
        ("date: 2026-11-24", "Will appear on November 24, 2026"),
        ("date: {created: 2027-01-02, updated: 2027-01-03}", "Will appear on January 2, 2027"),
        ("date: 2026-11-22\ndraft: true", "Draft"),
    ],
)
def test_an_article_appears_on_its_day(root: Path, head: str, status: str) -> None:
    write_article(root, "news", head)
    site = load(root, READERS)
    assert ("/articles/news/" in site.published().addresses) == (not status)
    assert site.left_out() == (["articles/posts/news.md"] if status else [])
    seen = load(root, AUTHOR)
    assert "/articles/news/" in seen.published().addresses
    assert seen.left_out() == []
    assert status in seen.status_note("articles/posts/news.md", "articles/news/")


@pytest.mark.parametrize(
    ("path", "line", "where"),
    [
        ("data/timelines/after-call.yml", "draft: true\n", ""),
        ("data/messages/check-in.yml", "draft: true\n", "the message 'check-in' is a draft; publish it"),
    ],
)
def test_what_is_published_names_no_draft(root: Path, path: str, line: str, where: str) -> None:
    (root / "docs/plan.md").write_text("# A plan\n\n/// timeline | after-call\n///\n", "utf-8")
    prefix(root / path, line)
    advice = "publish it, or make this page a draft too"
    expected = where or f"docs/plan.md:3:16: timeline: 'after-call' is a draft; {advice}"
    with pytest.raises(ContentError) as raised:
        load(root, READERS)
    assert expected in str(raised.value)
    load(root, AUTHOR)


def test_a_reason_names_a_draft_for_its_author_alone(root: Path) -> None:
    message = root / "data/messages/check-in.yml"
    (root / "data/messages/soon.yml").write_text("draft: true\n" + message.read_text("utf-8"), "utf-8")
    (root / "data/reasons.yml").write_text(REASONS, "utf-8")
    with pytest.raises(ContentError, match="the message 'soon' is a draft; publish it"):
        load(root, READERS)
    assert load(root, AUTHOR).catalog.reasons is not None


def test_a_draft_may_name_another(root: Path) -> None:
    prefix(root / "data/timelines/after-call.yml", "draft: true\n")
    prefix(root / "data/messages/check-in.yml", "draft: true\n")
    (root / "docs/index.md").write_text("---\ndraft: true\n---\n\n/// timeline | after-call\n///\n", "utf-8")
    assert load(root, READERS).left_out() == ["index.md"]


def test_a_draft_is_checked_all_the_same(root: Path) -> None:
    (root / "data/timelines/later.yml").write_text("draft: true\ntitel: x\n", "utf-8")
    with pytest.raises(ContentError, match="did you mean 'title'"):
        load(root, READERS)
