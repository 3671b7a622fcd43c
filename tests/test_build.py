"""The site as MkDocs builds it, strict, in a process of its own that cannot reach another machine."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest

from followup.catalog import Catalog, load_catalog
from followup.content_security import build_policy
from followup.page_anchors import find_anchors
from followup.page_styles import EVERY_PAGE
from followup.project import read_project
from followup.site import load_site

PROJECT = Path(__file__).parents[1]
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "site", "tests", "test-results")

# Runs the module that the first argument names, and refuses every connection that leaves the machine.
OFFLINE = """
import ipaddress, runpy, sys

def is_near(host):
    try:
        return host in (None, "", "localhost") or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

def refuse(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        host = args[1][0] if isinstance(args[1], tuple) else None
    else:
        return
    if not is_near(host):
        print("OFFLINE: refused", host, file=sys.stderr)
        raise OSError(f"refused: {host}")

sys.addaudithook(refuse)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


def start(*arguments: str, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    environ = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    return subprocess.Popen(  # noqa: S603 - this Python, with arguments named here
        [sys.executable, "-c", OFFLINE, *arguments],
        cwd=cwd,
        env={**environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


def start_build(project: Path, site: Path, **environment: str) -> subprocess.Popen[str]:
    return start("mkdocs", "build", "--strict", "--site-dir", str(site), cwd=project, **environment)


@dataclass(frozen=True, slots=True)
class Build:
    """A build that has ended.

    Attributes:
        code: its exit code.
        output: all that it said.
        folder: what it made.
    """

    code: int
    output: str
    folder: Path

    def read(self, address: str) -> str:
        """Return the page at an address without a leading slash."""
        return (self.folder / address / "index.html").read_text(encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Return everything it made, by path."""
        paths = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in paths}


def finish(process: subprocess.Popen[str], site: Path) -> Build:
    output, _ = process.communicate()
    return Build(process.returncode, output, site)


def copy_project(target: Path) -> Path:
    """Copy the project; what npm has installed is large, and only looked at."""
    shutil.copytree(PROJECT, target, ignore=NOT_COPIED)
    (target / "node_modules").symlink_to(PROJECT / "node_modules", target_is_directory=True)
    return target


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    """Two builds of one copy of the project, at once, whose sets of text are in different orders."""
    root = tmp_path_factory.mktemp("builds")
    copy_project(root / "project")
    first, second = (
        # Without a date given, each page of the sitemap carries the day of its build.
        start_build(root / "project", root / seed, PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH="1795392000")
        for seed in ("1", "2")
    )
    return finish(first, root / "1"), finish(second, root / "2")


@pytest.fixture(scope="module")
def build(builds: tuple[Build, Build]) -> Build:
    return builds[0]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(PROJECT)


@dataclass
class Links(HTMLParser):
    """What a page links to, what it loads, and its anchors."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if "id" in attributes:
            self.anchors.add(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        # A canonical address is a name, and whole on purpose.
        elif tag == "link" and attributes.get("rel") not in {"canonical", "prev", "next", "alternate"}:
            self.loads.append(attributes.get("href", ""))
        elif "src" in attributes:
            self.loads.append(attributes["src"])


def read_links(html: str) -> Links:
    links = Links()
    links.feed(html)
    links.close()
    return links


@pytest.fixture(scope="module")
def pages(build: Build) -> dict[str, Links]:
    """Every page by its address, but the one for missing pages, which may be shown at any."""
    return {
        path.removesuffix("index.html"): read_links(content.decode())
        for path, content in build.files().items()
        if path.endswith(".html") and path != "404.html"
    }


def test_the_launcher_refuses_connections_to_other_machines(tmp_path: Path) -> None:
    statement = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"
    tried = finish(start("timeit", "--number=1", "--repeat=1", statement, cwd=tmp_path), tmp_path)
    assert tried.code != 0
    assert "OFFLINE: refused 192.0.2.1" in tried.output


def test_the_site_builds_without_a_warning_and_without_the_network(builds: tuple[Build, Build]) -> None:
    for build in builds:
        assert build.code == 0, build.output
        assert not re.search(r"WARNING|ERROR|Traceback|OFFLINE", build.output), build.output


def test_the_same_content_gives_the_same_bytes(builds: tuple[Build, Build]) -> None:
    first, second = (build.files() for build in builds)
    assert list(first) == list(second)
    assert [path for path, content in first.items() if content != second[path]] == []


@pytest.mark.parametrize(
    "address",
    [
        "",
        "articles/",
        "articles/why-didnt-they-call/",
        "timelines/",
        "timelines/after-interview/",
        "messages/",
        "messages/thank-you/",
        "checklists/",
        "reasons/",
        "my-follow-ups/",
        "coaches/your-own-site/",
        "coaches/embedding/",
        "coaches/",
        "coaches/links/",
        "coaches/handout/",
        "about/",
        "privacy/",
        "accessibility/",
    ],
)
def test_a_promised_page_exists(address: str, pages: Mapping[str, Links]) -> None:
    assert address in pages


def test_every_timeline_is_where_it_was_promised(
    catalog: Catalog, build: Build, pages: Mapping[str, Links]
) -> None:
    for slug, timeline in catalog.timelines.items():
        assert {f"step-{step.id}" for step in timeline.steps} <= pages[f"timelines/{slug}/"].anchors
        assert f"<title>{timeline.title} - " in build.read(f"timelines/{slug}")
        for suffix in ("md", "docx", "pdf"):
            assert (build.folder / f"downloads/timelines/{slug}.{suffix}").is_file()
        assert (build.folder / f"data/timelines/{slug}.json").is_file()


def test_every_message_is_where_it_was_promised(
    catalog: Catalog, build: Build, pages: Mapping[str, Links]
) -> None:
    assert (build.folder / "downloads/messages.zip").is_file()
    for slug, message in catalog.messages.items():
        assert {variant.anchor for variant in message.variants} <= pages[f"messages/{slug}/"].anchors
        for suffix in ("txt", "md", "docx"):
            assert (build.folder / f"downloads/messages/{slug}.{suffix}").is_file()
        has_email = any(variant.channel == "email" for variant in message.variants)
        assert (build.folder / f"downloads/messages/{slug}.eml").is_file() == has_email
        assert (build.folder / f"data/messages/{slug}.json").is_file()


def test_every_checklist_is_where_it_was_promised(
    catalog: Catalog, build: Build, pages: Mapping[str, Links]
) -> None:
    for slug, checklist in catalog.checklists.items():
        assert {f"item-{item.id}" for item in checklist.items} <= pages[f"checklists/{slug}/"].anchors
        for suffix in ("md", "docx", "pdf"):
            assert (build.folder / f"downloads/checklists/{slug}.{suffix}").is_file()


@pytest.mark.parametrize(
    ("address", "section", "way_back"),
    [
        ("timelines/after-interview", "Timelines", None),
        ("messages/thank-you", "Messages", "All messages"),
        ("checklists/stop-dwelling", "Checklists", "All checklists"),
        ("articles/why-didnt-they-call", "Articles", "All articles"),
        ("coaches/links", "For coaches", None),
    ],
)
def test_a_page_that_is_in_no_menu_says_where_it_belongs(
    build: Build, address: str, section: str, way_back: str | None
) -> None:
    html = build.read(address)
    current = re.findall(
        r'<a href="([^"]*)" class="md-(tabs|nav)__link[^"]*" aria-current="true">(.*?)</a>', html, re.DOTALL
    )
    assert [(where, kind, re.sub(r"<.*?>", "", name).strip()) for where, kind, name in current] == [
        ("../", "tabs", section),
        ("../", "nav", section),
    ]
    active = re.findall(r'<li class="md-tabs__item md-tabs__item--active">', html)
    assert len(active) == 1
    before = html[: html.index("<h1")]
    assert re.findall(r'<a href="../">(All \w+)</a>', before) == ([way_back] if way_back else [])


def test_a_page_of_the_menu_is_the_current_one_and_leaves_no_mark_on_others(build: Build) -> None:
    messages, privacy = build.read("messages"), build.read("privacy")
    assert messages.count('aria-current="page"') == 2
    assert 'aria-current="true"' not in messages
    assert ">All messages<" not in messages
    assert "aria-current" not in privacy


def test_every_country_has_its_holidays(catalog: Catalog, build: Build) -> None:
    made = {path.stem for path in (build.folder / "data/holidays").iterdir()}
    assert made == set(catalog.coach.holiday_countries)


def local_targets(address: str, links: Links) -> Iterator[tuple[str, str, str]]:
    """Yield, for each link that stays in the site: as it is written, the path it leads to, and the anchor."""
    for link in links.links:
        if urlsplit(link).scheme:
            continue
        path, fragment = urldefrag(urljoin(f"/{address}", link))
        yield link, unquote(path).removeprefix("/"), unquote(fragment)


def test_links_lead_to_what_exists_and_work_under_any_path(build: Build, pages: Mapping[str, Links]) -> None:
    broken = []
    for address, links in pages.items():
        depth = address.count("/")
        for link, path, fragment in local_targets(address, links):
            # A prefilled link's fragment is data.
            is_data = "=" in fragment
            target = pages.get(path)
            leads_somewhere = target is not None or (build.folder / path).is_file()
            has_anchor = not fragment or is_data or (target is not None and fragment in target.anchors)
            stays_relative = not link.startswith("/") and link.count("../") <= depth
            if not (leads_somewhere and has_anchor and stays_relative):
                broken.append(f"{address or '/'} -> {link}")
    assert broken == []


def test_every_place_that_a_link_may_be_written_to_is_on_its_page(pages: Mapping[str, Links]) -> None:
    site = load_site(PROJECT, PROJECT / "docs")
    for address, source in site.page_sources().items():
        places = find_anchors(source, site.catalog)
        assert places
        assert places <= pages[address].anchors, address


def test_pages_load_nothing_from_elsewhere(build: Build, pages: Mapping[str, Links]) -> None:
    loads = {(address, load) for address, links in pages.items() for load in links.loads}
    assert [load for _, load in loads if urlsplit(load).netloc or load.startswith("/")] == []
    for address, load in loads:
        path = urlsplit(urljoin(f"/{address}", load)).path.removeprefix("/")
        assert urlsplit(load).scheme == "data" or (build.folder / unquote(path)).is_file(), load


def test_every_page_begins_with_a_policy_that_fits_it(build: Build) -> None:
    pages = {path: content.decode() for path, content in build.files().items() if path.endswith(".html")}
    kinds = {"404.html", "index.html", "go/interview/index.html", "embed/messages/thank-you/index.html"}
    assert kinds <= pages.keys()
    for path, html in pages.items():
        loads = re.search(r"<(?:script|link|style|base|img)\b", html)
        assert loads is not None
        before = html[: loads.start()]
        assert f'<meta http-equiv="Content-Security-Policy" content="{build_policy(html)}">' in before, path
        assert html.count("Content-Security-Policy") == 1, path


def test_the_host_is_told_what_pages_cannot_say(build: Build) -> None:
    rules = (build.folder / "_headers").read_text("utf-8")
    assert "/timelines/*\n  Content-Security-Policy: frame-ancestors 'self'\n" in rules
    assert "/embed/" not in rules
    kept = re.findall(r"^/(\S+[^*])\n  Cache-Control", rules, re.MULTILINE)
    assert any("bundle" in path for path in kept)
    assert [path for path in kept if not (build.folder / path).is_file()] == []


def properties(html: str) -> dict[str, str]:
    """Return what a page says of itself where its link is shared."""
    found = re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">', html)
    return {name: unescape(content) for name, content in found}


def described(html: str) -> dict[str, Any]:
    """Return the page's only description as JSON-LD."""
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    description: dict[str, Any] = json.loads(script)
    return description


def test_every_page_says_what_it_is_where_its_link_is_shared(
    build: Build, pages: Mapping[str, Links]
) -> None:
    at_home = "http://127.0.0.1:8000/"
    for address in pages:
        html = build.read(address)
        if '<meta name="robots" content="noindex">' in html:
            continue
        said = properties(html)
        assert said["og:title"], address
        assert said["og:description"], address
        assert said["og:type"] == ("article" if re.fullmatch("articles/.+/", address) else "website")
        assert said["og:url"] == at_home + address
        assert said["twitter:card"] == "summary_large_image"
        assert re.fullmatch(rf"{at_home}assets/cards/[a-z0-9-]+-[0-9a-f]{{16}}\.png", said["og:image"])
        card = (build.folder / said["og:image"].removeprefix(at_home)).read_bytes()
        # PNG, 11.2.2: the picture's width and height stand at the beginning of the file.
        assert card.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", card[16:24]) == (1200, 630)


def test_an_article_is_described_as_one(build: Build) -> None:
    article = described(build.read("articles/why-didnt-they-call"))
    address = "http://127.0.0.1:8000/articles/why-didnt-they-call/"
    assert (article["@context"], article["@type"]) == ("https://schema.org", "Article")
    assert article["headline"] == "It went so well. Why didn't they call?"
    assert article["description"].startswith("The interview felt like a perfect first date")
    assert article["datePublished"] == "2026-11-23"
    assert article["author"] == article["publisher"]
    assert article["publisher"]["name"] == "After the Interview"
    assert article["image"] == [properties(build.read("articles/why-didnt-they-call"))["og:image"]]
    assert article["mainEntityOfPage"] == {"@type": "WebPage", "@id": address}


def test_every_article_is_listed_once_and_leads_on(pages: Mapping[str, Links]) -> None:
    articles = [address for address in pages if re.fullmatch("articles/.+/", address)]
    assert len(articles) >= 15
    listed = [link for link in pages["articles/"].links if f"articles/{link}" in articles]
    assert sorted(f"articles/{link}" for link in listed) == sorted(articles)
    for address in articles:
        links = pages[address].links
        for folder in ("timelines", "messages", "checklists"):
            assert any(re.fullmatch(rf"\.\./\.\./{folder}/[a-z-]+/", link) for link in links), address


def test_what_a_page_cites_stands_at_its_end_and_not_in_the_search(build: Build, catalog: Catalog) -> None:
    html = build.read("articles/how-long-should-i-wait")
    text, _, end = html.partition('<section class="fu-sources"')
    assert "(<a href" in text
    assert "334 US organizations" in text
    for name in ("nace-2024", "glassdoor-2017", "ask-a-manager-2008"):
        assert end.count((catalog.sources or {})[name].title) == 1
    index = json.loads((build.folder / "search/search_index.json").read_text(encoding="utf-8"))
    texts = {entry["location"]: entry["text"] for entry in index["docs"]}
    assert "".join(texts.values()).count("So you may be annoyed.") == 1
    assert [place for place in texts if place.endswith(("#fu-sources", "#fu-related"))] == []
    beginning = "The answer fits on a sticky note"
    assert [place for place, text in texts.items() if beginning in text] == [
        "articles/how-long-should-i-wait/"
    ]


def test_every_short_name_leads_to_its_page(
    catalog: Catalog, build: Build, pages: Mapping[str, Links]
) -> None:
    assert catalog.links
    for name, link in catalog.links.items():
        target = f"../..{link.to}"
        assert pages[f"go/{name}/"].links == [target]
        html = build.read(f"go/{name}")
        assert f'<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>' in html
        assert '<meta name="robots" content="noindex">' in html


def test_without_a_coach_nothing_about_a_person_is_shown(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project / "data/coach.yml").unlink()
    build = finish(start_build(project, tmp_path / "site"), tmp_path / "site")
    assert build.code == 0, build.output
    for address in ("", "about", "articles/why-didnt-they-call"):
        assert "fu-coach" not in build.read(address)


def test_the_libraries_of_the_browser_are_published(build: Build) -> None:
    libraries = ("fflate", "dsv", "lean-qr")
    for name in (f"{library}{end}" for library in libraries for end in (".mjs", ".LICENSE.txt")):
        assert (build.folder / "vendor" / name).is_file()


def test_a_page_asks_early_for_the_fonts_it_is_set_in(build: Build, pages: Mapping[str, Links]) -> None:
    fonts = {f"../vendor/source-serif-4-{weight}.woff2" for weight in ("400", "600")}
    assert fonts <= set(pages["about/"].loads)
    style = (build.folder / "components/shared/fonts.css").read_text(encoding="utf-8")
    for address in re.findall(r'url\("([^"]+)"\)', style):
        assert (build.folder / "components/shared" / address).is_file()


CSS_BUDGET = 10_000
"""Bytes of a page's own style sheets, as servers send them: packed one by one with gzip."""

_CLASS_STYLED = re.compile(r"\.(fu-[\w-]+)")
_CLASSES_USED = re.compile(r' class="([^"]*)"')


def own_styles(address: str, links: Links) -> set[str]:
    loads = (urlsplit(urljoin(f"/{address}", load)).path.removeprefix("/") for load in links.loads)
    return {load for load in loads if load.startswith("components/") and load.endswith(".css")}


def test_a_page_loads_the_styles_of_all_that_stands_on_it(build: Build, pages: Mapping[str, Links]) -> None:
    sheets = {
        path: content
        for path, content in build.files().items()
        if path.startswith("components/") and path.endswith(".css")
    }
    # Whoever loads the one that is joined has those that it is made of.
    joined = sheets.pop(EVERY_PAGE)
    parts = {path for path, content in sheets.items() if content.strip() and content.strip() in joined}
    assert "components/shared/site.css" in parts
    styles = {path: set(_CLASS_STYLED.findall(content.decode())) for path, content in sheets.items()}
    of_one_sheet = {
        path: classes.difference(*(others for other, others in styles.items() if other != path))
        for path, classes in styles.items()
    }
    for address, links in pages.items():
        used = {name for names in _CLASSES_USED.findall(build.read(address)) for name in names.split()}
        loaded = own_styles(address, links)
        loaded |= parts if EVERY_PAGE in loaded else set()
        missing = {path for path, classes in of_one_sheet.items() if classes & used} - loaded
        # A page that leads elsewhere is not looked at.
        assert missing == set() or not loaded, address


def test_no_page_waits_for_the_themes_script(pages: Mapping[str, Links]) -> None:
    # It is asked for by another, once there is something to see.
    waiting = {address for address, links in pages.items() if any("/bundle." in load for load in links.loads)}
    assert waiting == set()


def test_the_styles_of_no_page_outgrow_their_budget(build: Build, pages: Mapping[str, Links]) -> None:
    content = build.files()
    for address, links in pages.items():
        sizes = {path: len(gzip.compress(content[path])) for path in own_styles(address, links)}
        assert sum(sizes.values()) <= CSS_BUDGET, (address, sizes)


def test_without_the_library_the_build_says_what_to_do(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project / "node_modules").unlink()
    build = finish(start_build(project, tmp_path / "site"), tmp_path / "site")
    assert build.code == 1, build.output
    assert "Traceback" not in build.output
    assert "node_modules/@fontsource/source-serif-4/LICENSE is missing; run 'make build'" in build.output


def test_without_the_typeface_the_build_says_what_to_do(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project / "node_modules").unlink()
    for package in PROJECT.joinpath("node_modules").iterdir():
        if package.name != "@fontsource":
            target = project / "node_modules" / package.name
            target.parent.mkdir(exist_ok=True)
            target.symlink_to(package)
    build = finish(start_build(project, tmp_path / "site"), tmp_path / "site")
    assert build.code == 1, build.output
    assert "Traceback" not in build.output
    assert "node_modules/@fontsource/" in build.output
    assert "is missing; run 'make build'" in build.output


def test_no_block_is_left_as_it_was_written(pages: Mapping[str, Links], build: Build) -> None:
    for address in pages:
        text = re.sub(r"<(pre|code|script)\b.*?</\1>", "", build.read(address), flags=re.DOTALL)
        assert not re.search(r"^\s*(<p>)?///", text, re.MULTILINE), address


def test_every_address_of_the_lock_is_there(pages: Mapping[str, Links]) -> None:
    lock = (PROJECT / "permalinks.lock").read_text(encoding="utf-8")
    for address in (line.removeprefix("/") for line in lock.splitlines() if not line.startswith("#")):
        page, _, anchor = address.partition("#")
        assert page in pages, address
        assert not anchor or anchor in pages[page].anchors, address


def test_the_list_of_addresses_is_not_in_the_search(build: Build) -> None:
    index = json.loads((build.folder / "search/search_index.json").read_text(encoding="utf-8"))
    places = {entry["location"] for entry in index["docs"]}
    assert "coaches/" in places
    assert not [place for place in places if place.startswith("coaches/links/")]


def test_embeds_are_neither_in_the_search_nor_in_the_sitemap(build: Build, catalog: Catalog) -> None:
    files = build.files()
    for slug in catalog.timelines:
        assert f"embed/timelines/{slug}/index.html" in files
    for slug in catalog.messages:
        assert f"embed/messages/{slug}/index.html" in files
    assert b"embed/" not in files["search/search_index.json"]
    assert b"embed/" not in files["sitemap.xml"]


def replace_in(project: Path, path: str, old: str, new: str) -> None:
    text = (project / path).read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} must stand once in {path}"
    (project / path).write_text(text.replace(old, new), encoding="utf-8")


BROKEN = {
    "an item that has been published and is gone": (
        "docs/checklists/keep-active.md",
        "{#apply-for-one}",
        "{#apply-for-it}",
        ": /checklists/keep-active/#item-apply-for-one: this item has been published and is gone; ",
    ),
    "unknown slug in a block": (
        "docs/index.md",
        "/// timeline | after-interview",
        "/// timeline | after-interveiw",
        "docs/index.md:LINE:16: timeline: no timeline is called 'after-interveiw'; allowed: ",
    ),
    "missing required key": (
        "data/timelines/after-interview.yml",
        "situation: interview\n",
        "",
        "data/timelines/after-interview.yml:2:1: missing key 'situation'",
    ),
    "not YAML": (
        "data/messages/thank-you.yml",
        "title: The thank-you note",
        'title: "The thank-you" note',
        "data/messages/thank-you.yml:2:23: the quoted text ends here, but the line goes on; ",
    ),
}


def test_broken_content_fails_with_one_line_for_each_fault_that_says_where(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    expected = []
    for path, old, new, words in BROKEN.values():
        text = (project / path).read_text(encoding="utf-8")
        expected.append(words.replace("LINE", str(text.partition(old)[0].count("\n") + 1)))
        replace_in(project, path, old, new)

    build = finish(start_build(project, tmp_path / "site"), tmp_path / "site")
    assert build.code == 1, build.output
    assert "Traceback" not in build.output
    said = re.findall(r"^.*\S+:\d+:\d+: .*$", build.output, re.MULTILINE)
    assert len(said) == len(BROKEN), build.output
    for words in expected:
        assert [line for line in said if words in line], words


AFTER_THE_CHECK = {
    "blocks within HTML within HTML that holds Markdown, on two pages": (
        "\n<div markdown>\n<div>\n/// timeline | after-interview\n///\n</div>\n</div>\n",
        ("docs/about.md", "docs/privacy.md"),
        "LINE:1: '/// timeline | after-interview' would stand on the page as it is written; ",
    ),
    "an unknown slug in what only looks like code": (
        "\n``` an example\n/// timeline | after-interveiw\n///\n```\n",
        ("docs/about.md",),
        "LINE:1: timeline: no timeline is called 'after-interveiw'; allowed: ",
    ),
}


@pytest.mark.parametrize("case", AFTER_THE_CHECK)
def test_blocks_that_the_check_takes_for_something_else_fail_where_they_stand(
    tmp_path: Path, case: str
) -> None:
    text, paths, words = AFTER_THE_CHECK[case]
    project = copy_project(tmp_path / "project")
    expected = []
    for path in paths:
        written = (project / path).read_text(encoding="utf-8") + text
        (project / path).write_text(written, encoding="utf-8")
        line = next(
            number for number, one in enumerate(written.split("\n"), 1) if one.startswith("/// timel")
        )
        expected.append(f"{path}:{words.replace('LINE', str(line))}")
    assert not [one for one in read_project(project, project / "docs").problems if one.severity == "error"]

    build = finish(start_build(project, tmp_path / "site"), tmp_path / "site")
    assert build.code == 1, build.output
    assert "Traceback" not in build.output
    # MkDocs names the page that it cannot read before the problem is told.
    said = set(re.findall(r"docs/\S+:\d+:\d+: .*$", build.output, re.MULTILINE))
    assert len(said) == len(expected), build.output
    for start_of in expected:
        assert [one for one in said if start_of in one], start_of
