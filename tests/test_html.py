"""The HTML of every page of the built site: valid, and laid out as assistive technology expects."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryFile

import pytest

PROJECT = Path(__file__).parents[1]

# More would not be read at once.
SHOWN = 50


@pytest.fixture(scope="module")
def site(built_sites: Path) -> Path:
    return built_sites / "root"


def validate(folder: Path) -> list[str]:
    """Return what html-validate finds wrong in the pages of a folder, as ``page:line: rule: message``."""
    # The paths themselves: from a pattern, the command would search what else is there too.
    pages = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.html"))]
    command = PROJECT / "node_modules/html-validate/bin/html-validate.mjs"
    config = PROJECT / ".htmlvalidate.mjs"
    # Into a pipe, it would write only a part of a long report.
    with TemporaryFile("w+", encoding="utf-8") as report:
        run = subprocess.run(  # noqa: S603 - a program and arguments named here, without a shell
            ["node", command, "--config", config, "--formatter", "json", *pages],  # noqa: S607 - as make finds it
            cwd=folder,
            stdout=report,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
        # 1: something was found. Anything else that is no success is its own fault.
        assert run.returncode in {0, 1}, run.stderr
        report.seek(0)
        found = json.load(report)
    return [
        f"{os.path.relpath(page['filePath'], folder)}:{fault['line']}: {fault['ruleId']}: {fault['message']}"
        for page in found
        for fault in page["messages"]
    ]


def test_every_page_is_valid(site: Path) -> None:
    assert len(list(site.rglob("*.html"))) > 100
    assert validate(site)[:SHOWN] == []


def test_what_is_invalid_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html>\n<html lang="en">\n<head><title>Wrong</title></head>\n'
        '<body><p id="twice">One</p>\n<p id="twice"><img src="picture.png"></p>\n</body>\n</html>\n',
        encoding="utf-8",
    )
    assert [problem.rpartition(":")[0] for problem in validate(tmp_path)] == [
        "page.html:5: no-dup-id",
        "page.html:5: wcag/h37",
    ]


@dataclass
class Outline(HTMLParser):
    """The headings and landmarks of a page.

    Attributes:
        language: What the page says it is written in.
        headings: The level of each heading, in order.
        landmarks: The role of each landmark that a whole page has: banner, main, contentinfo.
        leads_elsewhere: Whether the page does nothing but that.
    """

    language: str = ""
    headings: list[int] = field(default_factory=list)
    landmarks: list[str] = field(default_factory=list)
    leads_elsewhere: bool = False
    _within: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang") or ""
        elif tag == "meta" and attributes.get("http-equiv") == "refresh":
            self.leads_elsewhere = True
        elif tag == "template":
            self._within.append(tag)
        if "template" in self._within:
            return
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.headings.append(int(tag[1]))
        # HTML Accessibility API Mappings: inside of these, a header or a footer belongs to them alone.
        elif tag in {"article", "aside", "main", "nav", "section"}:
            self._within.append(tag)
            if tag == "main":
                self.landmarks.append("main")
        elif tag in {"header", "footer"} and not self._within:
            self.landmarks.append("banner" if tag == "header" else "contentinfo")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def faults(self, expected: list[str]) -> list[str]:
        """Return what is wrong with it; ``expected`` are the landmarks in order."""
        faults = []
        if self.language != "en":
            faults.append(f"language {self.language!r}")
        if self.leads_elsewhere:
            return faults
        if self.headings.count(1) != 1 or self.headings[0] != 1:
            faults.append(f"not one heading of level 1, at the beginning: {self.headings}")
        levels = zip(self.headings, self.headings[1:], strict=False)
        faults += [f"heading of level {below} after {above}" for above, below in levels if below > above + 1]
        if self.landmarks != expected:
            faults.append(f"landmarks {self.landmarks}")
        return faults


def read_outline(html: str) -> Outline:
    outline = Outline()
    outline.feed(html)
    outline.close()
    return outline


def test_every_page_has_one_title_headings_in_order_and_its_landmarks(site: Path) -> None:
    faults = {}
    for path in site.rglob("*.html"):
        page = path.relative_to(site).as_posix()
        whole = ["banner", "main", "contentinfo"]
        # Framed in another site, a component has that site's banner above it.
        expected = whole[1:] if page.startswith("embed/") else whole
        if found := read_outline(path.read_text(encoding="utf-8")).faults(expected):
            faults[page] = found
    assert faults == {}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<main><h1>A</h1><h3>B</h3></main>", "heading of level 3 after 1"),
        ("<main><h1>A</h1><h1>B</h1></main>", "not one heading of level 1, at the beginning: [1, 1]"),
        ("<main><h2>A</h2><h1>B</h1></main>", "not one heading of level 1, at the beginning: [2, 1]"),
        ("<h1>A</h1><article><header>B</header></article>", "landmarks []"),
        ("<main><h1>A</h1></main><footer>B</footer>", "landmarks ['main', 'contentinfo']"),
    ],
)
def test_the_check_of_outlines_can_fail(body: str, fault: str) -> None:
    assert read_outline(f'<html lang="en"><body>{body}</body></html>').faults(["main"]) == [fault]
