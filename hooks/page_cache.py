"""Pages converted once: Markdown takes a third of each rebuild, and most pages are what they were.

MkDocs converts every page in every build. Under ``serve`` a page is kept from one build to the next, and used
again where converting it would give the same: that is held against all that goes into it, never guessed.
Templates and what stands around a page's text are rendered in every build as they were before.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from followup.markdown_blocks import PageContext

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import TableOfContents

    from followup.markdown_blocks import ComponentBlocks

PURE_EXTENSIONS = frozenset(
    {
        *("admonition", "attr_list", "fenced_code", "md_in_html", "smarty", "tables", "toc"),
        "pymdownx.superfences",
        # Our own: what they read beside the text is noted in the page's context.
        *("ComponentBlocks", "ChecklistItems", "Citations"),
    }
)
"""Markdown extensions that make the same of the same text. With any other in use, no page is kept."""


@dataclass(frozen=True, slots=True)
class _Converted:
    """A page as it was converted.

    Attributes:
        markdown: its text.
        context: what its components were.
        content: its HTML.
        toc: its headings.
        title: its first heading, as text.
        anchors: the ids on it, those of components aside.
        links: the links to anchors, by the path of the file that they lead to.
    """

    markdown: str
    context: PageContext
    content: str
    toc: TableOfContents
    title: str | None
    anchors: frozenset[str]
    links: dict[str, dict[str, str]]


class PageCache:
    """Keeps converted pages as long as the process runs."""

    def __init__(self) -> None:
        self._converted: dict[str, _Converted] = {}
        self._surroundings: object = None
        self._keeps = False

    def start_build(self, config: MkDocsConfig, files: Files) -> None:
        """Forget all pages where their links may lead elsewhere, or Markdown is read in another way."""
        given: list[object] = [*config.markdown_extensions]
        extensions = [one if isinstance(one, str) else type(one).__name__ for one in given]
        surroundings = (
            extensions,
            repr(config.mdx_configs),
            repr(config.validation),
            config.use_directory_urls,
            {(file.src_uri, file.url, file.inclusion) for file in files},
        )
        if surroundings != self._surroundings:
            self._converted.clear()
            self._surroundings = surroundings
        self._keeps = PURE_EXTENSIONS.issuperset(extensions)

    def render(self, page: Page, blocks: ComponentBlocks, config: MkDocsConfig, files: Files) -> None:
        """Do what the page's own ``render`` does, from what is kept where that is the same.

        Args:
            page: has its text, as all plugins have left it.
            blocks: have been told of this page.
            config: as for ``Page.render``.
            files: as for ``Page.render``.
        """
        path = page.file.src_uri
        converted = self._converted.get(path)
        if (
            converted is not None
            and converted.markdown == page.markdown
            and blocks.is_unchanged(converted.context)
        ):
            _restore(converted, page, files)
            return
        # What is said of a page, of a link that leads nowhere, is to be said in every build.
        said = CountHandler()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(said)
        try:
            type(page).render(page, config, files)
        finally:
            logger.removeHandler(said)
        self._converted.pop(path, None)
        if self._keeps and not said.get_counts():
            self._converted[path] = _note(page, blocks.page)


def _note(page: Page, context: PageContext) -> _Converted:
    """Return copies: plugins add to a page's headings and anchors, and the blog goes on rendering."""
    return _Converted(
        markdown=page.markdown or "",
        context=PageContext(
            context.address,
            seen=dict(context.seen),
            anchors=set(context.anchors),
            cited=dict(context.cited),
            made=list(context.made),
        ),
        content=page.content or "",
        toc=deepcopy(page.toc),
        title=page._title_from_render,  # noqa: SLF001 - it has no other door
        anchors=frozenset(page.present_anchor_ids or ()),
        links={file.src_uri: dict(links) for file, links in (page.links_to_anchors or {}).items()},
    )


def _restore(converted: _Converted, page: Page, files: Files) -> None:
    page.content = converted.content
    page.toc = deepcopy(converted.toc)
    page._title_from_render = converted.title  # noqa: SLF001 - as above
    page.present_anchor_ids = set(converted.anchors)
    found = ((files.get_file_from_path(path), links) for path, links in converted.links.items())
    page.links_to_anchors = {file: dict(links) for file, links in found if file is not None}
