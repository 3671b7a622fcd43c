"""Pages kept from build to build: never used where converting them would give something else."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.pages import Page

from followup.catalog import load_catalog
from followup.markdown_blocks import ComponentBlocks
from followup.rendering import ComponentRenderer
from page_cache import PURE_EXTENSIONS, PageCache
from tests.followup.conftest import COMPONENTS
from tests.test_build import PROJECT, copy_project

# Builds into folder after folder in one process, each after the edits that its line names; prints the paths
# of the pages that Markdown was converted for.
BUILDS = """
import json, logging, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.pages import Page

logging.getLogger("mkdocs").setLevel(logging.ERROR)
convert, converted = Page.render, []

def note(page, config, files):
    converted.append(page.file.src_uri)
    convert(page, config, files)

Page.render = note
is_first = True
for line in sys.stdin:
    folder, edits = json.loads(line)
    for name, old, new in edits:
        text = Path(name).read_text("utf-8")
        assert old in text, name
        Path(name).write_text(text.replace(old, new), "utf-8")
    converted.clear()
    config = load_config("mkdocs.yml", site_dir=folder)
    if is_first:
        config.plugins.on_startup(command="serve", dirty=False)
    is_first = False
    build(config)
    print(json.dumps(converted), flush=True)
"""

Edit = tuple[str, str, str]


def build_in_turn(project: Path, builds: Sequence[tuple[Path, Sequence[Edit]]]) -> list[set[str]]:
    """Return, for each of the builds, the pages that were converted."""
    done = subprocess.run(  # noqa: S603 - this Python, with a program named here
        [sys.executable, "-c", BUILDS],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"},
        input="".join(f"{json.dumps((str(folder), edits))}\n" for folder, edits in builds),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [set(json.loads(line)) for line in done.stdout.splitlines() if line.startswith("[")]


def read_files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    # MkDocs packs the sitemap with the time of day in it.
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if path.suffix != ".gz"}


def test_after_an_edit_the_site_is_as_one_built_from_nothing(tmp_path: Path) -> None:
    edits = [
        ("data/messages/thank-you.yml", "title: The thank-you note", "title: A note of thanks"),
        ("overrides/components/check-list/check-list.html", "<check-list", '<check-list data-later=""'),
        ("docs/about.md", "# About this site", "# About this place"),
    ]
    kept, anew = tmp_path / "kept", tmp_path / "anew"
    first, later = build_in_turn(
        copy_project(tmp_path / "project"), [(tmp_path / "first", []), (kept, edits)]
    )
    shows_it = {"index.md", "messages/index.md", "messages/thank-you.md", "timelines/after-interview.md"}
    assert {"about.md", "checklists/keep-active.md", *shows_it} <= later
    assert {"privacy.md", "messages/check-in.md", "coaches/handout.md"} <= first - later

    assert build_in_turn(tmp_path / "project", [(anew, [])]) == [first]
    files, expected = read_files(kept), read_files(anew)
    assert list(files) == list(expected)
    assert [path for path, made in expected.items() if made != files[path]] == []


@dataclass
class Docs:
    """A folder of pages that is built again and again, with what MkDocs says of it."""

    root: Path
    log: pytest.LogCaptureFixture
    blocks: ComponentBlocks
    extensions: tuple[str | dict[str, dict[str, bool]], ...] = ("toc",)
    cache: PageCache = field(default_factory=PageCache)

    def write(self, **pages: str) -> None:
        (self.root / "docs").mkdir(exist_ok=True)
        for name, text in pages.items():
            (self.root / "docs" / f"{name}.md").write_text(text, encoding="utf-8")

    def build(self) -> dict[str, Page]:
        settings = self.root / "mkdocs.yml"
        settings.write_text(
            "site_name: Site\nplugins: []\nvalidation: {links: {anchors: warn}}\n"
            f"markdown_extensions: {json.dumps(self.extensions)}\n",
            encoding="utf-8",
        )
        self.log.clear()
        config = load_config(str(settings))
        config.markdown_extensions.append(self.blocks)
        files = get_files(config)
        pages = {file.name: Page(None, file, config) for file in files.documentation_pages()}
        self.cache.start_build(config, files)
        for page in pages.values():
            page.read_source(config)
            self.blocks.start_page(page.url)
            self.cache.render(page, self.blocks, config, files)
        for page in pages.values():
            page.validate_anchor_links(files=files, log_level=logging.WARNING)
        return pages

    def warnings(self) -> list[str]:
        return [record.getMessage() for record in self.log.records if record.levelno >= logging.WARNING]


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that have been converted, by name, as they are."""
    convert, converted = Page.render, list[str]()

    def note(page: Page, config: MkDocsConfig, files: Files) -> None:
        converted.append(page.file.name)
        convert(page, config, files)

    monkeypatch.setattr(Page, "render", note)
    return converted


@pytest.fixture
def docs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Docs:
    catalog = load_catalog(PROJECT)
    return Docs(tmp_path, caplog, ComponentBlocks(catalog, ComponentRenderer(COMPONENTS, catalog)))


def test_a_page_is_converted_again_when_its_text_changes(docs: Docs, conversions: list[str]) -> None:
    docs.write(one="# The first\n\n## Part\n", other="# Other\n")
    before = docs.build()["one"]
    docs.write(other="# Another\n")
    pages = docs.build()
    assert conversions == ["one", "other", "other"]
    assert pages["one"].content == before.content
    assert str(pages["one"].toc) == str(before.toc)
    assert pages["one"].title == "The first"
    assert pages["other"].title == "Another"


def test_what_is_done_to_a_page_later_stays_with_that_build(docs: Docs) -> None:
    docs.write(one="# One\n", other="# Other\n")
    for _ in range(3):
        pages = docs.build()
        assert (len(pages["one"].toc), len(pages["one"].toc.items[0].children)) == (1, 0)
        assert pages["one"].present_anchor_ids == {"one"}
        # As the blog does, and as our own hook does.
        pages["one"].toc.items[0].children.append(pages["other"].toc.items[0])
        pages["one"].present_anchor_ids.add("made")


def test_a_link_to_a_page_that_comes_goes_or_moves_is_looked_at_again(docs: Docs) -> None:
    docs.write(one="[There](other.md)\n")
    for _ in range(2):  # said once is not enough: a strict build fails each time
        docs.build()
        assert len(docs.warnings()) == 1
        assert "'other.md'" in docs.warnings()[0]
    docs.write(other="# Other\n")
    assert docs.build()["one"].content == '<p><a href="../other/">There</a></p>'
    assert docs.warnings() == []
    (docs.root / "docs/other.md").unlink()
    docs.build()
    assert len(docs.warnings()) == 1


def test_a_link_to_a_heading_that_goes_is_looked_at_again(docs: Docs, conversions: list[str]) -> None:
    docs.write(one="[There](other.md#part)\n", other="# Other\n\n## Part\n")
    docs.build()
    assert docs.warnings() == []
    docs.write(other="# Other\n\n## Elsewhere\n")
    docs.build()
    assert conversions == ["one", "other", "other"]
    assert len(docs.warnings()) == 1
    assert "does not contain an anchor '#part'" in docs.warnings()[0]


def test_a_component_is_looked_at_again(docs: Docs, conversions: list[str]) -> None:
    docs.write(one="/// messages\n///\n", other="# Other\n")
    catalog = docs.blocks.catalog
    docs.build()
    docs.build()
    assert conversions == ["one", "other"]
    message = catalog.messages["thank-you"].model_copy(update={"title": "A note of thanks"})
    changed = replace(catalog, messages={**catalog.messages, "thank-you": message})
    docs.blocks = ComponentBlocks(changed, ComponentRenderer(COMPONENTS, changed))
    assert "A note of thanks" in (docs.build()["one"].content or "")
    assert conversions == ["one", "other", "one"]


def test_all_pages_are_converted_again_when_markdown_is_read_in_another_way(docs: Docs) -> None:
    docs.write(one="# One's own\n")
    assert docs.build()["one"].content == '<h1 id="ones-own">One\'s own</h1>'
    docs.extensions = ("toc", "smarty")
    assert docs.build()["one"].content == '<h1 id="ones-own">One&rsquo;s own</h1>'
    docs.extensions = ({"toc": {"anchorlink": True}}, "smarty")
    assert 'href="#ones-own"' in (docs.build()["one"].content or "")


def test_an_extension_that_may_read_other_files_keeps_nothing(docs: Docs, conversions: list[str]) -> None:
    docs.write(one="# One\n")
    docs.extensions = ("toc", "pymdownx.snippets")
    docs.build()
    docs.build()
    assert conversions == ["one", "one"]


def test_the_extensions_of_the_site_are_known_to_be_pure() -> None:
    extensions = load_config(str(PROJECT / "mkdocs.yml")).markdown_extensions
    assert PURE_EXTENSIONS.issuperset(extensions)
