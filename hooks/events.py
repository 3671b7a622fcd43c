"""MkDocs' events, each calling one function of the library. The only file that imports MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.utils import get_build_datetime

from followup.problems import ContentError
from followup.site import Site, load_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_sites: dict[str, Site] = {}
"""The site being built, by its configuration file: MkDocs hands events no state of their own."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the content anew, and render its Markdown blocks from now on."""
    root = Path(config.config_file_path).parent
    try:
        site = load_site(root, Path(config.docs_dir))
    except ContentError as error:
        raise PluginError(str(error)) from None
    _sites[config.config_file_path] = site
    config.markdown_extensions.extend(site.markdown_extensions)  # type: ignore[arg-type] # typed as names, takes objects too
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and downloads that the content makes, and the browser modules of others."""
    site = _sites[config.config_file_path]
    try:
        libraries = site.browser_libraries()
    except ContentError as error:
        raise PluginError(str(error)) from None
    for path, text in site.pages().items():
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=text))
    for path, content in {**site.downloads(), **site.data_files(_build_year()), **libraries}.items():
        files.append(_download(config, path, content))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs' names
    """Tell the blocks which page they stand on."""
    _sites[config.config_file_path].blocks.start_page(page.url)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - MkDocs' names
    """Let MkDocs know the anchors that the blocks have made, so that it can check links to them."""
    anchors = _sites[config.config_file_path].blocks.page.anchors
    if page.present_anchor_ids is not None:
        page.present_anchor_ids |= anchors
    return html


def _build_year() -> int:
    """Return the year of the build: of SOURCE_DATE_EPOCH where it is set, else the current one."""
    return get_build_datetime().year


def _download(config: MkDocsConfig, path: str, content: bytes) -> File:
    """Return a file published as it is; its source has another name, as a ``.md`` would become a page."""
    file = File.generated(config, f"{path}.download", content=content)
    file.dest_uri = path
    return file
