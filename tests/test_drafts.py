"""A build with drafts of every kind: nothing of them is published."""

from __future__ import annotations

from pathlib import Path

from tests.test_build import copy_project, finish, start_build

ONLY_IN_DRAFTS = "Quokka"
"""Stands in every draft, and nowhere else."""

BUILT_ON_NOVEMBER_23 = "1795392000"


def write_draft(source: Path, target: Path, title: str) -> None:
    """Write a copy of ``source`` that is a draft with another title."""
    text = source.read_text(encoding="utf-8").replace(title, f"title: {ONLY_IN_DRAFTS}", 1)
    marked = (
        text.replace("---\n", "---\ndraft: true\n", 1) if source.suffix == ".md" else f"draft: true\n{text}"
    )
    target.write_text(marked, encoding="utf-8")


def test_nothing_of_a_draft_is_published(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project")
    for name, title in (
        ("data/timelines/after-interview.yml", "title: After an interview"),
        ("data/messages/thank-you.yml", "title: The thank-you note"),
        ("docs/checklists/right-after.md", "title: Wrap up the interview"),
        ("docs/about.md", "title: About"),
    ):
        source = root / name
        assert title in source.read_text(encoding="utf-8"), name
        write_draft(source, source.with_stem("quokka"), title)
    article = root / "docs/articles/posts/why-didnt-they-call.md"
    text = article.read_text(encoding="utf-8")
    later = text.replace("date: 2026-11-23", "date: 2026-11-24").replace("slug: why-didnt-they-call\n", "")
    later = later.replace("It went so well. Why didn't they call?", ONLY_IN_DRAFTS)
    article.with_stem("quokka").write_text(later, encoding="utf-8")
    build = finish(
        start_build(root, tmp_path / "site", SOURCE_DATE_EPOCH=BUILT_ON_NOVEMBER_23), tmp_path / "site"
    )
    assert build.code == 0, build.output
    found = [
        path
        for path, content in build.files().items()
        if ONLY_IN_DRAFTS.lower() in path + content.decode(errors="ignore").lower()
    ]
    assert found == []
    assert "timelines/after-interview/index.html" in build.files()
