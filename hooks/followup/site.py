"""The site as a whole: what to read and check, and what it makes, for MkDocs and the command line alike."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, get_args
from urllib.parse import urljoin

from followup.articles import read_article, reading_minutes
from followup.browser_libraries import load_browser_libraries
from followup.card_files import load_card, load_typeface
from followup.catalog import Catalog, read_text
from followup.checklist_items import ChecklistItems, render_retired_anchors
from followup.citations import Citations
from followup.data_files import build_data_files
from followup.directory import build_directory
from followup.downloads import build_downloads
from followup.edition import PUBLISHED, Edition
from followup.embeds import DARK_STYLE, STYLES, Publisher, build_embeds, render_dark_style
from followup.example_files import load_examples
from followup.feed import complete_feed
from followup.former_names import copy_to_former_names
from followup.markdown_blocks import ComponentBlocks
from followup.markdown_pages import DRAFT, MarkdownPage, parse_page
from followup.markdown_source import MarkdownSource, parse_markdown
from followup.models.article import Category
from followup.models.palette import SCHEMES
from followup.page_styles import EVERY_PAGE, join_styles
from followup.pages import build_pages, page_address
from followup.permalinks import Published
from followup.previews import build_previews
from followup.project import Project, find_published, find_redirects, read_project
from followup.rendered_blocks import check_rendered_blocks
from followup.rendering import ComponentRenderer, Linker
from followup.rendering.coach import CoachPart, picture_address
from followup.rendering.coach_style import render_coach_style
from followup.rendering.sharing import SharedPage, Website
from followup.search_index import complete_search_index
from followup.sharing_card import CardColors, SharingCard
from followup.short_names import complete_redirect

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from markdown.extensions import Extension

    from followup.problems import Problem


@dataclass(frozen=True, slots=True)
class Sharing:
    """What pages say of themselves to those who link to them.

    Attributes:
        heads: the HTML for a page's head, by the page's address, without a leading slash.
        files: the pictures: bytes by address, without a leading slash.
    """

    heads: Mapping[str, str]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """A checked site.

    Attributes:
        root: the project's root.
        catalog: its content.
        blocks: the Markdown extension that renders its components.
        written: its written pages.
        previews: the pages of examples: Markdown by path under ``docs/``.
    """

    root: Path
    catalog: Catalog
    blocks: ComponentBlocks
    written: tuple[MarkdownPage, ...]
    previews: Mapping[str, str] = field(default_factory=dict)

    @property
    def markdown_extensions(self) -> list[Extension]:
        """The Markdown extensions that its pages need."""
        blocks = self.blocks
        return [
            blocks,
            Citations(lambda name: blocks.make(partial(ComponentBlocks.render_citation, name=name))),
            ChecklistItems(lambda: blocks.make(ComponentBlocks.render_check_list_frame)),
        ]

    @property
    def article_categories(self) -> tuple[str, ...]:
        """What articles are about, in the order of their list."""
        return get_args(Category)

    def reading_minutes(self, path: str) -> int | None:
        """Return how long an article takes to read, in minutes; None for any other page.

        Args:
            path: its Markdown file under ``docs/``.
        """
        article = next((page for page in self.written if page.path == path and page.is_article), None)
        return None if article is None else reading_minutes(article)

    def start_page(self, path: str, address: str) -> None:
        """Tell the blocks which page they are about to stand on.

        Args:
            path: its Markdown file under ``docs/``.
            address: the page's, without a leading slash.
        """
        source = next((page.source for page in self.written if page.path == path), None)
        self.blocks.start_page(address, source)

    def check_rendered(self, html: str) -> list[Problem]:
        """Return what is left of blocks on the page that has just been rendered: ``html``."""
        source = self.blocks.page.source
        if source is None or "///" not in html:
            return []
        return list(check_rendered_blocks(source, self.blocks.without_blocks(html)))

    def page_end(self, path: str, address: str) -> str:
        """Return the HTML that goes after a page's content: what an article leads to, and what it has cited.

        Args:
            path: its Markdown file under ``docs/``; its content has just been rendered.
            address: the page's, without a leading slash.
        """
        page = next((page for page in self.written if page.path == path), None)
        is_article = page is not None and page.is_article and page.source.front_matter is not None
        related = read_article(page).related if page is not None and is_article else None
        renderer = self.blocks.renderer
        goes_with_it = "" if related is None else renderer.render_related(related, Linker(address))
        return goes_with_it + renderer.render_sources(tuple(self.blocks.page.cited.values()))

    def left_out(self) -> list[str]:
        """Return the written pages that are not shown: Markdown files under ``docs/``."""
        return [page.path for page in self.written if page.is_draft]

    def status_note(self, path: str, address: str) -> str:
        """Return the HTML that tells an author that readers do not see a page; empty where they do.

        Args:
            path: its Markdown file under ``docs/``.
            address: the page's, without a leading slash.
        """
        written = next((page.status for page in self.written if page.path == path), "")
        folder, _, slug = address.rstrip("/").rpartition("/")
        content = self.catalog.sections.get(folder, {}).get(slug)
        status = written or (DRAFT if content is not None and content.draft else "")
        return f'<p class="fu-status" role="note">{status}</p>' if status else ""

    def pages(self) -> dict[str, str]:
        """Return the generated pages: Markdown by path under ``docs/``."""
        return {**build_pages(self.catalog), **self.previews}

    def page_sources(self) -> dict[str, MarkdownSource]:
        """Return the Markdown of every page, written or generated, by address, without a leading slash."""
        generated = {page_address(path): parse_markdown(text, path) for path, text in self.pages().items()}
        written = {page.address.removeprefix("/"): page.source for page in self.written if not page.is_draft}
        return generated | written

    def redirects(self) -> dict[str, str]:
        """Return the page that takes an old one's place, by that page: Markdown files under ``docs/``."""
        return find_redirects(self.catalog, self.written)

    def complete_redirect(self, html: str, path: str) -> str:
        """Return the page of a redirect, as mkdocs-redirects has written it, with what that has no place for.

        Args:
            html: the page.
            path: the Markdown file that it stands for, one of ``redirects``.
        """
        return complete_redirect(html, path, self.catalog)

    def complete_search_index(self, index: str) -> str:
        """Return the theme's search index with what it can't see of plans, messages and articles.

        Args:
            index: JSON, as the theme has written it.
        """
        articles = [page for page in self.written if page.is_article and page.source.front_matter is not None]
        phrases = {page.address.removeprefix("/"): read_article(page).also_searched_as for page in articles}
        return complete_search_index(index, self.catalog, phrases)

    def complete_feed(self, feed: str, website: Website) -> str:
        """Return the feed of articles, the same on any day, and without those that are retired.

        Args:
            feed: RSS, as the plugin has written it.
            website: the site; its name signs where no coach does.
        """
        retired = [
            urljoin(website.address or "", page.address.removeprefix("/"))
            for page in self.written
            if page.is_retired
        ]
        return complete_feed(feed, self.catalog.coach.author or website.name, retired)

    def published(self) -> Published:
        """Return every address that the site publishes, and where old ones lead."""
        return find_published(self.catalog, self.written)

    def embeds(self, name: str, address: str | None) -> dict[str, bytes]:
        """Return what can be framed in other sites, and the style sheet that only embeds need.

        Args:
            name: what the site is called.
            address: the site's own, absolute, where it is known.

        Returns:
            Bytes by address, without a leading slash.
        """
        names = dict.fromkeys(f"components/{style}" for styles in STYLES.values() for style in styles)
        made = self._made_styles()
        texts = [made.get(name) or read_text(self.root / "overrides" / name, name) for name in names]
        embeds = build_embeds(self.catalog, self.blocks.renderer, Publisher(name, address or None))
        return {**embeds, DARK_STYLE: render_dark_style(texts)}

    def retired_anchors(self, address: str) -> str:
        """Return the HTML that goes before a page's content: places that links to what is gone lead to.

        Args:
            address: the page's, without a leading slash.
        """
        folder, _, slug = address.rstrip("/").rpartition("/")
        checklist = self.catalog.checklists.get(slug) if folder == "checklists" else None
        return "" if checklist is None else render_retired_anchors(checklist)

    def under_former_names(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the files of renamed content once more, at the addresses they had.

        Args:
            files: downloads, data files and embeds by address, without a leading slash.
        """
        return copy_to_former_names(self.catalog, files)

    def downloads(self) -> dict[str, bytes]:
        """Return the downloads: bytes by address, without a leading slash."""
        return build_downloads(self.catalog)

    def data_files(self, year: int) -> dict[str, bytes]:
        """Return the content as JSON, with the holidays around ``year``.

        Returns:
            Bytes by address, without a leading slash.
        """
        return build_data_files(self.catalog, year)

    def own_styles(self, names: Iterable[str]) -> list[str]:
        """Return those style sheets of a list that are our own: addresses without a leading slash."""
        made = self._made_styles()
        return [name for name in names if name in made or (self.root / "overrides" / name).is_file()]

    def styles(self, of_every_page: Iterable[str]) -> dict[str, bytes]:
        """Return the style sheets that a build makes: the coach's colors, and what every page has, as one.

        Args:
            of_every_page: what is joined, in order; from :meth:`own_styles`.

        Returns:
            Bytes by address, without a leading slash.
        """
        made = self._made_styles()
        overrides = self.root / "overrides"
        joined = join_styles(made.get(name) or read_text(overrides / name, name) for name in of_every_page)
        return {EVERY_PAGE: joined.encode(), **{name: style.encode() for name, style in made.items()}}

    def _made_styles(self) -> dict[str, str]:
        return {"components/shared/coach.css": render_coach_style(self.catalog.coach.accent).decode()}

    def sharing(self, pages: Iterable[SharedPage], website: Website) -> Sharing:
        """Return what the pages say of themselves to those who link to them.

        Args:
            pages: all of them.
            website: the site as it is published.

        Raises:
            ContentError: the typeface of the cards has not been installed.
        """
        coach, light = self.catalog.coach, SCHEMES["light"]
        colors = CardColors(light.paper, light.ink, light.muted, coach.accent.light or light.accent)
        typeface = load_typeface(self.root)
        heads, files = {}, {}
        for page in pages:
            card = SharingCard(page.title, website.name, colors)
            address = f"assets/cards/{page.slug}-{card.digest(typeface)}.png"
            files[address] = load_card(self.root, card, typeface)
            heads[page.address] = self.blocks.renderer.render_sharing(page, website, address)
        return Sharing(heads, files)

    def render_coach(self, part: CoachPart, address: str = "") -> str:
        """Return who publishes the site, for a page's template; an empty string where nobody is named.

        Args:
            part: how much of it.
            address: the page's, without a leading slash; the footer's line needs none.
        """
        return self.blocks.renderer.render_coach(part, Linker(address))

    def render_new_articles(self, address: str) -> str:
        """Return how to hear of new articles, for a page's template.

        Args:
            address: the page's, without a leading slash.
        """
        return self.blocks.renderer.render_new_articles(Linker(address))

    def logo(self) -> str | None:
        """Return the address of the coach's logo, without a leading slash, or None for the site's own."""
        name = self.catalog.coach.logo
        return None if name is None else picture_address(name).removeprefix("/")

    def browser_libraries(self) -> dict[str, bytes]:
        """Return the browser modules that others have written: bytes by address, without a leading slash.

        Raises:
            ContentError: one of them has not been installed.
        """
        return load_browser_libraries(self.root)


def load_site(root: Path, docs: Path, edition: Edition = PUBLISHED) -> Site:
    """Read and check everything.

    Args:
        root: the project's root, which holds ``data/`` and ``overrides/``.
        docs: the folder of Markdown pages.
        edition: what of the content it shows.

    Raises:
        ContentError: with every problem of every file.
    """
    site = _make_site(root, read_project(root, docs, edition))
    if not edition.previews or edition.day is None:
        return site
    return replace(site, previews=build_previews(load_examples(root, site.catalog), edition.day))


def load_unpublished_site(root: Path, docs: Path, edition: Edition = PUBLISHED) -> Site:
    """Read and check everything but whether what has been published is still reachable.

    Args:
        root: as for ``load_site``.
        docs: as for ``load_site``.
        edition: as for ``load_site``.

    Raises:
        ContentError: with every problem of every file.
    """
    return _make_site(root, read_project(root, docs, edition, keeps_permalinks=False))


def _make_site(root: Path, project: Project) -> Site:
    project.raise_errors()
    renderer = ComponentRenderer(root / "overrides/components", project.catalog)
    directory = build_directory(project.catalog, _titles(project.catalog, project.pages))
    blocks = ComponentBlocks(project.catalog, renderer, directory)
    return Site(root, project.catalog, blocks, project.pages)


def _titles(catalog: Catalog, written: Iterable[MarkdownPage]) -> dict[str, str]:
    """Return what the pages are called that are not content of the catalog, by address, in its order."""
    content = {f"timelines/{slug}.md" for slug in catalog.timelines}
    content |= {f"messages/{slug}.md" for slug in catalog.messages}
    others = {path: text for path, text in build_pages(catalog).items() if path not in content}
    generated = (parse_page(parse_markdown(text, path), path) for path, text in others.items())
    shown = [page for page in (*generated, *written) if not page.is_draft and not page.is_retired]
    titles = {page.address: page.title or page.address for page in shown}
    return dict(sorted(titles.items()))
