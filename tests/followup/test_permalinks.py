"""What has been published stays reachable, whatever is renamed or removed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from followup.__main__ import app
from followup.permalinks import (
    LOCK,
    Published,
    add_to_lock,
    build_published,
    check_permalinks,
    find_new_addresses,
)
from followup.problems import ContentError
from followup.site import Site, load_site, load_unpublished_site
from tests.followup.conftest import PROJECT, SITE

TIMELINE = "data/timelines/after-call.yml"
MESSAGE = "data/messages/thank-you.yml"
CHECKLIST = "docs/checklists/keep-busy.md"
ARTICLE = "docs/articles/posts/hello.md"


class Project:
    """A small site that has been published, on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} must stand once in {path}"
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def prepend(self, path: str, line: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        (self.root / path).write_text(
            text.replace("---\n", f"---\n{line}\n", 1) if path.endswith(".md") else f"{line}\n{text}",
            encoding="utf-8",
        )

    def rename(self, old: str, new: str) -> None:
        (self.root / old).rename(self.root / new)

    def load(self) -> Site:
        return load_site(self.root, self.root / "docs")

    def gone(self) -> list[str]:
        """Return the problems of its permalinks, as they are printed."""
        site = load_unpublished_site(self.root, self.root / "docs")
        lock = (self.root / LOCK).read_text(encoding="utf-8")
        return [str(problem) for problem in check_permalinks(lock, site.published())]

    def run(self, *options: str) -> tuple[int, list[str]]:
        result = CliRunner().invoke(app, ["permalinks", "--root", str(self.root), *options])
        return result.exit_code, result.output.splitlines()

    @property
    def lock(self) -> list[str]:
        return (self.root / LOCK).read_text(encoding="utf-8").splitlines()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    shutil.copytree(SITE, tmp_path / "site")
    (tmp_path / "site/overrides").symlink_to(PROJECT / "overrides", target_is_directory=True)
    project = Project(tmp_path / "site")
    post = project.root / ARTICLE
    post.parent.mkdir(parents=True)
    head = "date: 2026-11-23\ndescription: What to do.\ncategories: [Waiting]"
    post.write_text(f"---\n{head}\n---\n\n# Hello\n", encoding="utf-8")
    site = load_unpublished_site(project.root, project.root / "docs")
    lock = add_to_lock("", site.published().addresses)
    (project.root / LOCK).write_text(lock, encoding="utf-8")
    return project


def test_pages_and_their_parts_are_published(project: Project) -> None:
    assert [line for line in project.lock if not line.startswith("#")] == [
        "/",
        "/articles/hello/",
        "/checklists/keep-busy/",
        "/checklists/keep-busy/#item-call",
        "/checklists/keep-busy/#item-walk",
        "/coaches/authoring/",
        "/messages/",
        "/messages/check-in/",
        "/messages/check-in/#phone-plain",
        "/messages/thank-you-late/",
        "/messages/thank-you-late/#card-warm",
        "/messages/thank-you/",
        "/messages/thank-you/#email-warm",
        "/messages/thank-you/#linkedin-plain",
        "/my-follow-ups/",
        "/timelines/",
        "/timelines/after-call/",
        "/timelines/after-call/#step-check-in",
        "/timelines/after-call/#step-close",
        "/timelines/after-call/#step-thank-you",
    ]
    project.load()


LOST = {
    "a step": (
        (TIMELINE, "- id: thank-you\n", "- id: say-thanks\n"),
        (
            "permalinks.lock:22:1: /timelines/after-call/#step-thank-you: this step has been published and "
            "is gone; write 'formerly: [thank-you]' in the step that takes its place, or "
            "'retired_anchors: [step-thank-you]' at the top of data/timelines/after-call.yml"
        ),
    ),
    "a variant": (
        (MESSAGE, "    tone: warm\n", "    tone: plain\n"),
        (
            "permalinks.lock:15:1: /messages/thank-you/#email-warm: this variant has been published and "
            "is gone; write 'formerly: [email-warm]' in the variant that takes its place, or "
            "'retired_anchors: [email-warm]' at the top of data/messages/thank-you.yml"
        ),
    ),
    "an item": (
        (CHECKLIST, "{#walk}", "{#stroll}"),
        (
            "permalinks.lock:7:1: /checklists/keep-busy/#item-walk: this item has been published and is "
            "gone; write '{#its-id formerly=walk}' in the item that takes its place, or "
            "'retired_anchors: [item-walk]' at the top of docs/checklists/keep-busy.md"
        ),
    ),
}
MENDED = {
    "a step": [
        (TIMELINE, "- id: say-thanks\n", "- id: say-thanks\n    formerly: [thank-you]\n"),
        (TIMELINE, "title: After a call\n", "title: After a call\nretired_anchors: [step-thank-you]\n"),
    ],
    "a variant": [
        (MESSAGE, "  - channel: email\n", "  - channel: email\n    formerly: [email-warm]\n"),
        (
            MESSAGE,
            "title: The thank-you note\n",
            "title: The thank-you note\nretired_anchors: [email-warm]\n",
        ),
    ],
    "an item": [
        (CHECKLIST, "{#stroll}", "{#stroll formerly=walk}"),
        (CHECKLIST, "title: Keep busy\n", "title: Keep busy\nretired_anchors: [item-walk]\n"),
    ],
}


@pytest.mark.parametrize("what", LOST)
def test_a_part_that_is_gone_is_named_with_what_to_do(what: str, project: Project) -> None:
    change, expected = LOST[what]
    project.edit(*change)
    with pytest.raises(ContentError) as raised:
        project.load()
    assert str(raised.value) == expected


@pytest.mark.parametrize("way", [0, 1], ids=["formerly", "retired"])
@pytest.mark.parametrize("what", LOST)
def test_a_part_under_another_name_or_given_up_is_not_gone(what: str, way: int, project: Project) -> None:
    project.edit(*LOST[what][0])
    project.edit(*MENDED[what][way])
    project.load()


def test_a_page_that_is_gone_takes_its_parts_with_it(project: Project) -> None:
    (project.root / CHECKLIST).unlink()
    assert project.gone() == [
        (
            "permalinks.lock:5:1: /checklists/keep-busy/: this page has been published and is gone; write "
            "'formerly: [keep-busy]' at the top of what takes its place, or bring back "
            "docs/checklists/keep-busy.md with 'retired: true'"
        ),
        "permalinks.lock:6:1: /checklists/keep-busy/#item-call: it has been published, and its page is gone",
        "permalinks.lock:7:1: /checklists/keep-busy/#item-walk: it has been published, and its page is gone",
    ]


RENAMED = {
    "timeline": (TIMELINE, "data/timelines/after-a-call.yml", "after-call", "timelines", "after-a-call"),
    "message": (MESSAGE, "data/messages/thanks.yml", "thank-you", "messages", "thanks"),
    "checklist": (CHECKLIST, "docs/checklists/busy.md", "keep-busy", "checklists", "busy"),
    "article": (ARTICLE, "docs/articles/posts/welcome.md", "hello", "articles", "welcome"),
}


@pytest.mark.parametrize("kind", RENAMED)
def test_a_renamed_page_leaves_its_old_addresses(kind: str, project: Project) -> None:
    old_file, new_file, old, folder, new = RENAMED[kind]
    project.rename(old_file, new_file)
    if kind == "message":
        project.edit(TIMELINE, "message: thank-you\n", "message: thanks\n")
    if kind == "timeline":
        project.edit("docs/index.md", "/// timeline | after-call\n", "/// timeline | after-a-call\n")
    assert any(f"/{folder}/{old}/:" in line for line in project.gone())

    project.prepend(new_file, f"formerly: [{old}]")
    site = project.load()
    page = f"articles/posts/{new}.md" if kind == "article" else f"{folder}/{new}.md"
    assert site.redirects() == {f"{folder}/{old}.md": page}
    files = {**site.downloads(), **site.data_files(2026), **site.embeds("Site", None)}
    copies = site.under_former_names(files)
    assert copies == {
        address.replace(f"/{new}", f"/{old}"): content
        for address, content in files.items()
        if f"{folder}/{new}." in address or f"{folder}/{new}/" in address
    }
    assert len(copies) == {"timeline": 5, "message": 6, "checklist": 3, "article": 0}[kind]


def test_an_old_page_leads_to_the_new_ones_parts(project: Project) -> None:
    project.rename(CHECKLIST, "docs/checklists/busy.md")
    project.prepend("docs/checklists/busy.md", "formerly: [keep-busy]")
    project.edit("docs/checklists/busy.md", "{#walk}", "{#stroll}")
    assert len(project.gone()) == 1
    assert project.gone()[0].startswith(
        "permalinks.lock:7:1: /checklists/keep-busy/#item-walk: this item has been published and is gone; "
        "write '{#its-id formerly=walk}'"
    )


def test_what_is_retired_keeps_its_address_and_leaves_the_lists(project: Project) -> None:
    for path, instead in ((TIMELINE, None), (MESSAGE, "check-in")):
        project.prepend(path, "retired: true" + (f"\ninstead: {instead}" if instead else ""))
    project.prepend(CHECKLIST, "retired: true")
    project.prepend(ARTICLE, "retired: true")
    site = project.load()
    pages = site.pages()
    assert "after-call" not in pages["timelines/index.md"]
    assert "\nretired: true\n" in pages["timelines/after-call.md"]
    assert '!!! note "This plan is retired"' in pages["timelines/after-call.md"]
    assert "/// timeline | after-call" in pages["timelines/after-call.md"]
    assert "use [The check\\-in](check-in.md) instead" in pages["messages/thank-you.md"]
    # No plan that is in use sends any of them.
    assert "Where it belongs" not in pages["messages/check-in.md"]
    assert "downloads/messages/thank-you.docx" in site.downloads()
    assert "embed/messages/thank-you/index.html" in site.embeds("Site", None)


def test_the_command_tells_what_is_new_and_what_is_gone(project: Project) -> None:
    assert project.run() == (0, ["Nothing new, nothing gone: permalinks.lock holds every address."])
    project.edit(CHECKLIST, "{#walk}", "{#stroll}")
    code, lines = project.run()
    assert code == 1
    assert lines[0] == "new: /checklists/keep-busy/#item-stroll"
    assert [line.split(": ")[1] for line in lines[1:]] == ["/checklists/keep-busy/#item-walk"]


def test_accepting_adds_in_order_and_removes_nothing(project: Project) -> None:
    before = project.lock
    project.edit(CHECKLIST, "{#walk}", "{#stroll}")
    code, lines = project.run("--accept")
    assert (code, lines[-1]) == (1, "1 added to permalinks.lock.")
    after = project.lock
    assert sorted({*before, "/checklists/keep-busy/#item-stroll"}) == after
    project.edit(CHECKLIST, "{#stroll}", "{#stroll formerly=walk}")
    assert project.run("--accept")[0] == 0
    assert project.lock == after


def test_a_draft_is_not_published(project: Project) -> None:
    (project.root / "docs/articles/posts/later.md").write_text(
        "---\ndate: 2026-11-23\ndescription: Later.\ncategories: [Waiting]\ndraft: true\n---\n# Later\n",
        encoding="utf-8",
    )
    assert project.run()[1] == ["Nothing new, nothing gone: permalinks.lock holds every address."]


def test_a_site_without_a_lock_has_published_nothing(project: Project) -> None:
    (project.root / LOCK).unlink()
    project.load()
    assert project.run("--accept")[0] == 0
    assert project.lock[0].startswith("# ")
    assert "/articles/hello/" in project.lock


def test_what_is_no_address_is_told(project: Project) -> None:
    with (project.root / LOCK).open("a", encoding="utf-8") as lock:
        lock.write("<<<<<<< HEAD\n")
    assert project.gone() == [
        "permalinks.lock:23:1: '<<<<<<< HEAD' is not an address; one begins with '/', as in '/about/'"
    ]


NAMES = st.sampled_from(["a", "b", "c", "d"])
PAGES = NAMES.map(lambda name: f"/{name}/")
ADDRESSES = PAGES | st.tuples(PAGES, NAMES).map("#step-".join)
LOCKS = st.lists(ADDRESSES | st.sampled_from(["", "# a comment", "not an address"])).map("\n".join)


@given(lock=LOCKS, addresses=st.frozensets(ADDRESSES))
def test_accepting_leaves_nothing_new_and_keeps_every_line(lock: str, addresses: frozenset[str]) -> None:
    anchors: dict[str, set[str]] = {}
    for address in addresses:
        page, _, anchor = address.partition("#")
        anchors.setdefault(page, set()).add(anchor)
    published = Published(
        addresses | anchors.keys(), {page: frozenset(found) for page, found in anchors.items()}, {}
    )
    new = find_new_addresses(lock, published)
    accepted = add_to_lock(lock, new)
    assert find_new_addresses(accepted, published) == []
    assert {line.strip() for line in lock.splitlines() if line.strip()} <= set(accepted.splitlines())
    assert add_to_lock(accepted, new) == accepted
    entries = [line for line in accepted.splitlines() if not line.startswith("#")]
    assert entries == sorted(set(entries))
    # Of what is there now, nothing is missed.
    assert list(check_permalinks(add_to_lock("", new), published)) == []


def test_a_short_name_is_a_promise_too(project: Project) -> None:
    site = project.load()
    published = build_published(site.catalog, ["/"], {})
    (problem,) = check_permalinks("/go/thanks/\n", published)
    assert problem.message == (
        "/go/thanks/: this short name is gone; put 'thanks' back into data/links.yml: it may lead elsewhere"
    )
