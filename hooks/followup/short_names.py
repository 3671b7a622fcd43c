"""Short names, ``/go/<name>/``: whether each leads to a page, and the pages that lead there.

mkdocs-redirects writes a page for each: it hands on what stands after ``#`` in the reader's link, and leads
to the page alone where no script runs. What it has no place for is put in here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from followup.link_requests import LinkRequest, LinkTarget, check_link_request
from followup.prefilled_links import format_fragment
from followup.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from followup.catalog import Catalog
    from followup.models.link import Link
    from followup.problems import Problem

_FOLDER = "go"
_HEAD = '<meta charset="utf-8">'
_OWN_FRAGMENT = "window.location.hash.substr(1);"
_REFRESH = re.compile(r'<meta http-equiv="refresh" [^>]*>')


def check_short_names(
    catalog: Catalog, pages: Collection[str], drafts: Collection[str] = ()
) -> Iterator[Problem]:
    """Yield the short names that lead nowhere, or bring what their page does not know.

    Args:
        catalog: what has the names, and what can be filled in.
        pages: the address of every page, with a slash at either end.
        drafts: in the same form, those that are left out of the site.
    """
    source = catalog.links_source
    if source is None:
        return
    for name, link in catalog.links.items():
        address = f"/{_FOLDER}/{name}/"
        if name == "index":
            # It would be written as the page of the folder itself, and lead nowhere.
            yield source.problem((name,), "'index' is kept for a folder's own page; choose another name")
        elif address in pages:
            yield source.problem((name,), f"a page has the address '{address}' already; choose another name")
        if link.to not in pages:
            words = f"no page has the address '{link.to}'{did_you_mean(link.to, pages)}"
            if link.to in drafts:
                words = f"'{link.to}' is a draft; publish it, or lead to another page"
            yield source.problem((name, "to"), words)
            continue
        if link.to.strip("/") in catalog.broken:
            continue
        for fault in check_link_request(_request(link), _target(catalog, link)):
            key = fault.option[-1]
            place = (name, "go") if key == "go" else (name, "values", key)
            yield source.problem(place, fault.words)


def build_short_names(catalog: Catalog, pages: Mapping[str, str]) -> dict[str, str]:
    """Return the redirects of the short names, as mkdocs-redirects takes them.

    Args:
        catalog: what has the names; one that leads nowhere is left out.
        pages: the Markdown file under ``docs/`` of every page, by its address with a slash at either end.

    Returns:
        The page that each leads to, by a page that stands for the name: Markdown files under ``docs/``.
    """
    return {
        f"{_FOLDER}/{name}.md": pages[link.to] for name, link in catalog.links.items() if link.to in pages
    }


def complete_redirect(html: str, path: str, catalog: Catalog) -> str:
    """Return a page of mkdocs-redirects with what that has no place for.

    It is kept out of search engines. Only where no script runs does ``<meta>`` lead on: it would race the
    script, and what stands after ``#`` would be lost whenever it won. A short name that fills something in
    does so for readers whose own link says nothing after ``#``; without a script, they get the page as it is.

    Args:
        html: the page that was written.
        path: the Markdown file that it stands for, such as ``go/interview.md``.
        catalog: what has the names, checked.

    Raises:
        ValueError: the page is not as this version of mkdocs-redirects writes it.
    """
    found = html.count(_HEAD), html.count(_OWN_FRAGMENT), len(_REFRESH.findall(html))
    if found != (1, 1, 1):
        message = f"{path}: mkdocs-redirects writes its pages in another way now"
        raise ValueError(message)
    html = html.replace(_HEAD, f'{_HEAD}\n    <meta name="robots" content="noindex">')
    html = _REFRESH.sub(r"<noscript>\g<0></noscript>", html)
    folder, _, name = path.removesuffix(".md").rpartition("/")
    link = catalog.links.get(name) if folder == _FOLDER else None
    if link is None or not (link.values or link.go):
        return html
    request, target = _request(link), _target(catalog, link)
    fragment = format_fragment(request.values, target.fields).removeprefix("#")
    # The form of a fragment leaves nothing in it that could end the string or the script.
    return html.replace(_OWN_FRAGMENT, f'{_OWN_FRAGMENT.removesuffix(";")}||"{fragment}";')


def _request(link: Link) -> LinkRequest:
    return LinkRequest("page", link.to, link.values | ({"go": link.go} if link.go else {}))


def _target(catalog: Catalog, link: Link) -> LinkTarget:
    """Return what the page takes. Of its places, those that keep their names count; a heading may change."""
    folder, _, slug = link.to.strip("/").rpartition("/")
    content = dict(catalog.pages_with_parts()).get(link.to)
    return LinkTarget(
        link.to.removeprefix("/"),
        content.anchors if content else (),
        (catalog.timelines[slug],) if folder == "timelines" and slug in catalog.timelines else (),
        (catalog.messages[slug],) if folder == "messages" and slug in catalog.messages else (),
    )
