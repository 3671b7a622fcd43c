"""The site as a whole: what to read and check, and what it makes, for MkDocs and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from followup.browser_libraries import load_browser_libraries
from followup.catalog import Catalog, load_catalog, read_text
from followup.checklist_items import ChecklistItems, Frame
from followup.data_files import build_data_files
from followup.downloads import build_downloads
from followup.markdown_blocks import ComponentBlocks, check_blocks
from followup.markdown_source import parse_markdown
from followup.pages import build_pages
from followup.problems import ContentError, Problem
from followup.rendering import ComponentRenderer, Linker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markdown.extensions import Extension


@dataclass(frozen=True, slots=True)
class Site:
    """A checked site.

    Attributes:
        root: the project's root.
        catalog: its content.
        blocks: the Markdown extension that renders its components.
    """

    root: Path
    catalog: Catalog
    blocks: ComponentBlocks

    @property
    def markdown_extensions(self) -> list[Extension]:
        """The Markdown extensions that its pages need."""
        return [self.blocks, ChecklistItems(self._checklist_frame)]

    def pages(self) -> dict[str, str]:
        """Return the generated pages: Markdown by path under ``docs/``."""
        return build_pages(self.catalog)

    def downloads(self) -> dict[str, bytes]:
        """Return the downloads: bytes by address, without a leading slash."""
        return build_downloads(self.catalog)

    def data_files(self, year: int) -> dict[str, bytes]:
        """Return the content as JSON, with the holidays around ``year``.

        Returns:
            Bytes by address, without a leading slash.
        """
        return build_data_files(self.catalog, year)

    def browser_libraries(self) -> dict[str, bytes]:
        """Return the browser modules that others have written: bytes by address, without a leading slash.

        Raises:
            ContentError: one of them has not been installed.
        """
        return load_browser_libraries(self.root)

    def _checklist_frame(self) -> Frame | None:
        """Return what stands around the items of the page being rendered, None where it is no checklist."""
        address = self.blocks.page.address
        folder, _, slug = address.rstrip("/").rpartition("/")
        checklist = self.catalog.checklists.get(slug) if folder == "checklists" else None
        if checklist is None:
            return None
        return self.blocks.renderer.render_check_list(checklist, Linker(address))


def load_site(root: Path, docs: Path) -> Site:
    """Read and check everything.

    Args:
        root: the project's root, which holds ``data/`` and ``overrides/``.
        docs: the folder of Markdown pages.

    Raises:
        ContentError: with every problem of every file.
    """
    catalog = load_catalog(root)
    problems = list(_check_pages(root, docs, catalog))
    if problems:
        raise ContentError(problems)
    renderer = ComponentRenderer(root / "overrides/components", catalog)
    return Site(root, catalog, ComponentBlocks(catalog, renderer))


def _check_pages(root: Path, docs: Path, catalog: Catalog) -> Iterator[Problem]:
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        try:
            source = parse_markdown(read_text(path, name), name)
        except ContentError as error:
            yield from error.problems
            continue
        yield from check_blocks(source, catalog)
