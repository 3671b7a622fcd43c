from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from followup.block_checks import check_blocks
from followup.catalog import Catalog
from followup.markdown_source import parse_markdown
from followup.pages import build_pages, escape_markdown
from tests.followup.conftest import PROJECT

SETTINGS = yaml.load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - makes nothing but text, lists and mappings, whatever the tags
EXTENSIONS = [name if isinstance(name, str) else next(iter(name)) for name in SETTINGS["markdown_extensions"]]
"""Those that the site's pages are rendered with, each as it comes."""

TYPOGRAPHIC = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
"""What smarty makes of straight quotes, which is meant."""

LINES = (
    st.text(
        st.sampled_from("ab1 *_`[]()<>&#+-.!|{}~^=:/\\'\"$%@;,?é…")
        | st.characters(codec="utf-8", categories=["L", "N", "P", "S"]),
        min_size=1,
        max_size=40,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


class Text(HTMLParser):
    """The text of some HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(markdown: str) -> str:
    parser = Text()
    parser.feed(Markdown(extensions=EXTENSIONS).convert(markdown))
    parser.close()
    return parser.text.strip().translate(TYPOGRAPHIC)


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "# {}",
        "- **[{}](x.md)**",
        "- **[x](x.md)**<br>{}",
        "**Send it when:** {}",
        '<div markdown="1">\n\n- {}\n\n</div>',
    ],
)
@given(text=LINES)
@example(text="*_[]<>&#")
@example(text="/// timeline | x")
@example(text="1. One: two = ~three~ ^four^ {: #five }")
@example(text="<script>alert(1)</script> &lt; &#42; <!-- x")
@example(text="``` ~~~ === --- | a | b |")
def test_plain_text_is_shown_as_it_was_typed(frame: str, text: str) -> None:
    expected = shown(frame.format("PLACE"))
    assert shown(frame.format(escape_markdown(text))) == expected.replace(
        "PLACE", text.translate(TYPOGRAPHIC)
    )


def test_every_timeline_and_message_has_its_page(shipped_catalog: Catalog) -> None:
    pages = build_pages(shipped_catalog)
    assert set(pages) == {
        "timelines/index.md",
        "messages/index.md",
        *(f"timelines/{slug}.md" for slug in shipped_catalog.timelines),
        *(f"messages/{slug}.md" for slug in shipped_catalog.messages),
        "my-follow-ups.md",
        "reasons.md",
        "coaches/authoring.md",
    }


def test_pages_are_what_an_author_could_have_written(shipped_catalog: Catalog) -> None:
    for path, text in build_pages(shipped_catalog).items():
        source = parse_markdown(text, path)
        assert source.front_matter is not None
        assert {"title", "description"} <= set(source.front_matter.data)
        assert list(check_blocks(source, shipped_catalog)) == []


def test_pages_show_their_component(site_catalog: Catalog) -> None:
    pages = build_pages(site_catalog)
    assert "\n/// timeline | after-call\n///\n" in pages["timelines/after-call.md"]
    assert "\n/// message | check-in\n///\n" in pages["messages/check-in.md"]


def test_links_between_pages_lead_to_pages(site_catalog: Catalog) -> None:
    pages = build_pages(site_catalog)
    for path, text in pages.items():
        folder = path.partition("/")[0]
        prose = re.sub(r"```.*?```|`[^`\n]+`", "", text, flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#]+)", prose):
            found = target.removeprefix("../") if target.startswith("../") else f"{folder}/{target}"
            assert found in pages


def test_indexes_list_everything(site_catalog: Catalog) -> None:
    pages = build_pages(site_catalog)
    assert re.findall(r"\]\(([^)]+)", pages["timelines/index.md"]) == ["after-call.md"]
    assert "\n/// messages\n///\n" in pages["messages/index.md"]


def test_a_message_says_where_it_belongs(site_catalog: Catalog) -> None:
    assert "](../timelines/after-call.md#step-check-in)" in build_pages(site_catalog)["messages/check-in.md"]
    unused = replace(site_catalog, timelines={})
    assert "Where it belongs" not in build_pages(unused)["messages/check-in.md"]


def test_front_matter_holds_any_title(site_catalog: Catalog) -> None:
    title = "No: \"yes\" & #1 '-' {a}"
    message = site_catalog.messages["check-in"].model_copy(update={"title": title})
    page = build_pages(replace(site_catalog, messages={"check-in": message}))["messages/check-in.md"]
    head = parse_markdown(page, "x.md").front_matter
    assert head is not None
    assert head.data["title"] == title
