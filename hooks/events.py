"""MkDocs' events, each calling one function of the library.

Only ``page_cache`` and ``serving`` import MkDocs besides.
"""

from __future__ import annotations

import gc
import os
from functools import partial
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File
from mkdocs.utils import get_build_datetime

from followup.content_security import add_policy, render_headers
from followup.edition import Edition
from followup.failures import find_problems
from followup.navigation import find_section
from followup.page_styles import EVERY_PAGE, find_styles
from followup.problems import ContentError
from followup.published_code import strip_comments, strip_style
from followup.rendering.sharing import SharedPage, Website
from followup.search_index import leave_out
from followup.site import Site, load_site
from followup.template_cache import TemplateCache
from followup.theme_repairs import ThemeRepairs
from page_cache import PageCache

if TYPE_CHECKING:
    from datetime import date

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

    from followup.problems import Problem

_ROOT = Path(__file__).resolve().parents[1]

_sites: dict[str, Site] = {}
"""The site being built, by its configuration file: MkDocs hands events no state of their own."""

_own_styles: dict[str, list[str]] = {}
"""Our style sheets of every page, by the same: a build joins them into one."""

_templates = TemplateCache()

_pages = PageCache()

_marked: list[Page] = []
"""The page of the navigation that is marked for the page being written, which stands below it."""

_left_over: list[Problem] = []
"""What is wrong with pages that have been rendered: all of it is told at once."""

_commands = ["build"]
"""The command that runs, last: MkDocs tells it once."""

_GARBAGE_THRESHOLDS = 50_000, 20, 100
"""How much is made before Python looks for garbage. What a build makes lives to its end: with Python's own
numbers, a site of a thousand messages took a tenth more of the processor."""


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001, FBT001 - MkDocs' names
    """Note what is run: an author who serves the site sees what its readers do not."""
    _commands.append(command)
    gc.set_threshold(*_GARBAGE_THRESHOLDS)
    try:
        _build_day()
    except (ValueError, OverflowError, OSError) as error:
        words = "is not a day; set it to whole seconds since 1970, as in 1795392000, or do not set it"
        message = f"SOURCE_DATE_EPOCH: {os.environ.get('SOURCE_DATE_EPOCH')!r} {words}"
        raise PluginError(message) from error


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the content anew, and render its Markdown blocks from now on."""
    root = Path(config.config_file_path).parent
    try:
        site = load_site(root, Path(config.docs_dir), _edition())
    except ContentError as error:
        raise PluginError(str(error)) from error
    _sites[config.config_file_path] = site
    _left_over.clear()
    site.blocks.home = config.site_url or None
    config.plugins["redirects"].config["redirect_maps"] = site.redirects()
    # The plugin is kept from build to build under `make serve`, and would list each article once more.
    config.plugins["rss"].pages_to_filter.clear()  # type: ignore[attr-defined] # its own
    own = site.own_styles(config.extra_css)
    _own_styles[config.config_file_path] = own
    config.extra_css = [EVERY_PAGE, *(style for style in config.extra_css if style not in own)]
    config.theme["logo"] = site.logo() or config.theme["logo"]
    config.markdown_extensions.extend(site.markdown_extensions)  # type: ignore[arg-type] # typed as names, takes objects too
    return config


# Before the plugins look at the files: to mkdocs-redirects, what comes later is missing.
@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and downloads that the content makes, and the browser modules of others."""
    site = _sites[config.config_file_path]
    try:
        libraries = site.browser_libraries()
        styles = site.styles(_own_styles[config.config_file_path])
    except ContentError as error:
        raise PluginError(str(error)) from error
    for path in site.left_out():
        file = files.get_file_from_path(path)
        if file is not None:
            files.remove(file)
    for path, text in site.pages().items():
        files.append(File.generated(config, path, content=text))
    made = {
        **site.downloads(),
        **site.data_files(_build_day().year),
        **site.embeds(config.site_name, config.site_url),
    }
    for path, content in {**made, **site.under_former_names(made), **styles, **libraries}.items():
        _publish_file(files, config, path, content)
    return files


# After the plugins have added their files.
@event_priority(-100)
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Let the page cache know of which files the site is made."""
    if _is_serving():  # a build for readers is the only one of its process
        _pages.start_build(config, files)
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs' names
    """Tell the blocks which page they stand on, the search which one is retired, and the blog its length."""
    site = _sites[config.config_file_path]
    site.start_page(page.file.src_uri, page.url)
    if _is_serving():
        page.render = partial(_pages.render, page, site.blocks)  # type: ignore[method-assign] # MkDocs has no event for it
    if page.meta.get("retired"):
        page.meta["search"] = {"exclude": True}
    if (published := _shared_page(page, config).published) is not None:
        page.meta["date"] = published  # for the feed, in one form of the several that authors may write
    post: Any = page
    minutes = site.reading_minutes(page.file.src_uri)
    if minutes is not None and not post.config.readtime:
        post.config.readtime = minutes  # or the blog would count the words of plans and messages too
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs' names
    """Put around a page what is not its author's, and let MkDocs know the anchors that blocks have made."""
    if _shared_page(page, config).published is not None and page.title:
        # Lists and the feed take an article's title as text; from its heading MkDocs takes HTML.
        page.meta.setdefault("title", unescape(page.title))
    anchors = _sites[config.config_file_path].blocks.page.anchors
    if page.present_anchor_ids is not None:
        page.present_anchor_ids |= anchors
    site = _sites[config.config_file_path]
    _left_over.extend(site.check_rendered(html))
    before = site.status_note(page.file.src_uri, page.url) + site.retired_anchors(page.url)
    return before + html + site.page_end(page.file.src_uri, page.url)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Give the templates what they show of the coach, and what a page says of itself where it is shared."""
    if _left_over:
        told = ContentError(_left_over)
        raise PluginError(str(told)) from told
    site = _sites[config.config_file_path]
    pages = [_shared_page(file.page, config) for file in files.documentation_pages() if file.page]
    try:
        sharing = site.sharing(pages, Website(config.site_name, config.site_url or None))
    except ContentError as error:
        raise PluginError(str(error)) from error
    for path, content in sharing.files.items():
        _publish_file(files, config, path, content)
    env.globals.update(
        render_coach=site.render_coach,
        render_new_articles=site.render_new_articles,
        sharing=sharing.heads,
        article_categories=site.article_categories,
        find_styles=find_styles,
    )
    _shorten_search(config.plugins["material/search"].search_index)  # type: ignore[attr-defined] # its own
    env.bytecode_cache = _templates
    env.add_extension(ThemeRepairs)
    return env


@event_priority(-200)
def on_page_context(context: dict[str, Any], nav: Navigation, page: Page, **_: object) -> dict[str, Any]:
    """Take retired articles out of the blog's list, and mark where in the navigation a page is."""
    if "posts" in context:
        context["posts"] = [post for post in context["posts"] if not post.meta.get("retired")]
    # A page of the navigation is marked by MkDocs, and the articles' list by an article.
    if not any(item.active for item in nav.items):
        addresses = {item.url: item for item in nav.pages}
        section = find_section(page.url, addresses)
        if section is not None:
            addresses[section].active = True
            _marked.append(addresses[section])
    return context


def on_post_page(output: str, **_: object) -> str:
    """Take the mark away again, for the next page."""
    while _marked:
        _marked.pop().active = False
    return output


# After the plugins have written their files.
@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Complete what has been written: pages that lead elsewhere, the search, the feed, all of ours."""
    site, folder = _sites[config.config_file_path], Path(config.site_dir)
    for path in site.redirects():
        page = folder / path.removesuffix(".md") / "index.html"
        page.write_text(site.complete_redirect(page.read_text("utf-8"), path), "utf-8")
    search = folder / "search/search_index.json"
    search.write_text(site.complete_search_index(search.read_text("utf-8")), "utf-8")
    feed = folder / "feed.xml"
    website = Website(config.site_name, config.site_url or None)
    feed.write_text(site.complete_feed(feed.read_text("utf-8"), website), "utf-8")
    if not _is_serving():  # there, a script that no one has seen yet reloads the page
        _publish(folder, Path(config.docs_dir))


def on_build_error(error: Exception) -> None:
    """Say where a template is wrong, in one line; MkDocs would show how it got there."""
    problems = () if isinstance(error, PluginError) else find_problems(error, str(_ROOT))
    if problems:
        raise PluginError("\n".join(map(str, problems))) from error


def _shorten_search(index: Any) -> None:  # noqa: ANN401 - the theme's own
    """Let the theme's search have pages without what they leave out of it: it would read that to drop it."""
    add = index.add_entry_from_context

    def add_shortened(page: Page) -> None:
        content = page.content
        page.content = leave_out(content or "")
        add(page)
        page.content = content

    index.add_entry_from_context = add_shortened


def _publish(folder: Path, docs: Path) -> None:
    """Complete the files of a built site that come from templates or are ours; those of ``docs`` are not."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    for file in files:
        if (docs / file.relative_to(folder)).is_file():
            continue  # a page that another program has made, or that proves whose the site is
        if file.suffix == ".html":
            file.write_text(add_policy(file.read_text("utf-8")), "utf-8")
        elif file.suffix in {".css", ".mjs"} and file.is_relative_to(folder / "components"):
            strip = strip_style if file.suffix == ".css" else strip_comments
            file.write_text(strip(file.read_text("utf-8")), "utf-8")
    headers = render_headers(file.relative_to(folder).as_posix() for file in files)
    (folder / "_headers").write_text(headers, "utf-8")


def _shared_page(page: Page, config: MkDocsConfig) -> SharedPage:
    """Return a page as others see it; one of the blog's posts has a date, and is an article."""
    dates = getattr(getattr(page, "config", None), "date", {})
    created, updated = (dates.get(key) for key in ("created", "updated"))
    return SharedPage(
        address=page.url,
        # In the navigation a page may go by a shorter name: "Home".
        title=str(page.meta.get("title") or unescape(page.title or config.site_name)),
        description=page.meta.get("description") or config.site_description or "",
        published=created and created.date(),
        updated=updated and updated.date(),
    )


def _edition() -> Edition:
    """Return what is shown: all of it to an author who serves the site; previews to who asks for them."""
    is_serving = _is_serving()
    return Edition(_build_day(), drafts=is_serving, previews=is_serving or "SITE_PREVIEWS" in os.environ)


def _is_serving() -> bool:
    return _commands[-1] == "serve"


def _build_day() -> date:
    """Return the day of the build: of SOURCE_DATE_EPOCH where it is set, else the current one."""
    return get_build_datetime().date()


class _Download(File):
    """A file that is published as it is, though it may end in ``.md``."""

    def is_documentation_page(self) -> bool:
        """Return that no page is made of it."""
        return False


def _publish_file(files: Files, config: MkDocsConfig, path: str, content: bytes) -> None:
    """Publish a file at ``path``, in place of one of the theme that stands there; pages may link to it."""
    other = files.get_file_from_path(path)
    if other is not None:
        files.remove(other)
    files.append(_Download.generated(config, path, content=content))
