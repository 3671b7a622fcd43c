"""What a link may lead to, as the check knows it without building: it must be what the build makes."""

from __future__ import annotations

import re

import pytest

from followup.catalog import Catalog
from followup.link_targets import find_link_targets
from followup.markdown_source import parse_markdown
from followup.page_links import Places
from followup.site import load_site
from followup.web_addresses import describe_fault
from tests.followup.conftest import PROJECT


def places_of(catalog: Catalog) -> Places:
    return Places(catalog, {}, (), (), lambda _: None, lambda _: None)


def test_every_file_that_is_made_may_be_linked_to_and_no_other() -> None:
    site = load_site(PROJECT, PROJECT / "docs")
    made = {*site.downloads(), *site.data_files(2026), *site.embeds("Site", None)}
    made = {path for path in made if re.match(r"(downloads|data|embed/[a-z]+)/", path)}
    places = places_of(site.catalog)
    assert [path for path in sorted(made) if not places.has_file(path)] == []
    endings = {path.rpartition(".")[2] for path in made}
    others = {f"{path.rpartition('.')[0]}.{ending}" for path in made for ending in endings} - made
    assert others
    assert [path for path in sorted(others) if places.has_file(path)] == []


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md) ![c](d.png)", [("b.md", 1, 5), ("d.png", 1, 16)]),
        ("[![a](b.png)](c.md)", [("b.png", 1, 7), ("c.md", 1, 15)]),
        ("[a [b]\nc](d.md 'Title')", [("d.md", 2, 4)]),
        ("[a](<b c.md>) [d](e_(f).md)", [("b c.md", 1, 6), ("e_(f).md", 1, 19)]),
        ("[a](b.md#fu=1&amp;pace=slow)", [("b.md#fu=1&pace=slow", 1, 5)]),
        ("[a](my page.md) ![b](no pic.png 'A title')", [("my page.md", 1, 5), ("no pic.png", 1, 22)]),
        ('[a](my (old) page.md "A (b)") [c](d\ne.md)', [("my (old) page.md", 1, 5), ("d\ne.md", 1, 35)]),
        ("[a](b\n\nc.md)", []),
        ("<img src=a.png> <a class=b href=c.md>d</a>", [("a.png", 1, 10), ("c.md", 1, 33)]),
        ('<a title="see href=a" HREF=b/>c</a>', [("b/", 1, 28)]),
        ("[x](y ](z [a](b.md)", [("b.md", 1, 15)]),
        ("`[a](b.md)` ``[c](d.md) ` `` <!-- [e](f.md) -->", []),
        ("A ` alone\n\n[a](b.md) ` and another", [("b.md", 3, 5)]),
        ("```\n[a](b.md)\n```\n", []),
        ("[a][b]\n\n[b]: c.md 'Title'\n[^d]: e.md", [("c.md", 3, 6)]),
        (r"\[a](b.md) [a\](b.md)", []),
        ('<a class="b" href="c/">d</a> <https://e.example/>', [("https://e.example/", 1, 31), ("c/", 1, 20)]),
    ],
)
def test_links_are_found_where_they_stand(text: str, targets: list[tuple[str, int, int]]) -> None:
    found = find_link_targets(parse_markdown(text, "x.md"))
    assert [(link.target, link.line, link.column) for link in found] == targets


@pytest.mark.parametrize(
    ("html", "loaded_by"),
    [
        ('<iframe title="a" src="b/"></iframe>', "iframe"),
        ('<VIDEO controls src="b.mp4"></VIDEO>', "video"),
        ('<object type="application/pdf" data="b.pdf"></object>', "object"),
        ('<object data="b.pdf"></object>', "object"),
        ('<a data="c" href="b/">d</a>', ""),
        ('<img src="b.png" alt="">', ""),
        ("[a](b.md) ![a](b.png)", ""),
    ],
)
def test_what_a_page_loads_is_told_from_its_links(html: str, loaded_by: str) -> None:
    found = list(find_link_targets(parse_markdown(html, "x.md")))
    assert found
    assert {link.loaded_by for link in found} == {loaded_by}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com",
        "http://localhost:8000/a",
        "https://xn--mnchen-3ya.example/a%20b?c=(d)&e='f'#g",
        "https://münchen.example/über",
        "https://192.0.2.1/",
        "https://[2001:db8::1]:80/",
        "mailto:a.b+c@example.com,d@example.org?subject=A%20b",
        "tel:+1-555-010-0100;ext=5",
    ],
)
def test_addresses_that_may_be_right_are_left_alone(address: str) -> None:
    assert describe_fault(address) is None
