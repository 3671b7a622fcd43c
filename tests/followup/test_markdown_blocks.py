from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from markdown import Markdown

from followup.catalog import Catalog
from followup.embeds import embed_snippet
from followup.markdown_blocks import ComponentBlocks, PageContext
from followup.markdown_source import parse_markdown
from followup.problems import ContentError
from followup.rendering import ComponentRenderer, Linker
from tests.followup.conftest import COMPONENTS

TIMELINE = "/// timeline | after-call\n///\n"
MESSAGE = "/// message | check-in\n///\n"


@pytest.fixture
def blocks(site_catalog: Catalog, renderer: ComponentRenderer) -> ComponentBlocks:
    blocks = ComponentBlocks(site_catalog, renderer)
    blocks.start_page("articles/why/")
    return blocks


@pytest.fixture
def page(blocks: ComponentBlocks) -> Markdown:
    return Markdown(extensions=["attr_list", "smarty", "tables", "pymdownx.superfences", blocks])


def test_a_block_becomes_its_component_where_it_stands(
    page: Markdown, site_catalog: Catalog, renderer: ComponentRenderer
) -> None:
    link = Linker("articles/why/")
    timeline = renderer.render_timeline(site_catalog.timelines["after-call"], link)
    message = renderer.render_message(site_catalog.messages["check-in"], link)
    html = page.convert(f"*Before.*\n\n{TIMELINE}\nBetween.\n\n{MESSAGE}\nAfter.")
    assert html == f"<p><em>Before.</em></p>\n{timeline}\n<p>Between.</p>\n{message}\n<p>After.</p>"


def test_the_block_without_a_name_becomes_the_list_of_messages(
    page: Markdown, renderer: ComponentRenderer
) -> None:
    assert page.convert("/// messages\n///\n") == renderer.render_gallery(Linker("articles/why/"))


def test_what_is_kept_in_the_browser_has_blocks_without_a_name(
    page: Markdown, renderer: ComponentRenderer
) -> None:
    assert page.convert("/// backup\n///\n") == renderer.render_backup()
    assert page.convert("/// erase\n///\n") == renderer.render_erase(Linker("articles/why/"))


def test_a_component_is_put_in_as_it_is(hostile_catalog: Catalog) -> None:
    renderer = ComponentRenderer(COMPONENTS, hostile_catalog)
    blocks = ComponentBlocks(hostile_catalog, renderer)
    page = Markdown(extensions=["attr_list", "smarty", "tables", "toc", blocks])
    html = page.convert(f"{TIMELINE}\n{MESSAGE}")
    assert renderer.render_timeline(hostile_catalog.timelines["after-call"], Linker("")) in html
    assert renderer.render_message(hostile_catalog.messages["check-in"], Linker("")) in html


def test_links_are_made_from_the_page(blocks: ComponentBlocks, page: Markdown) -> None:
    assert 'href="../../messages/check-in/"' in page.convert(TIMELINE)
    blocks.start_page("")
    assert 'href="messages/check-in/"' in page.convert(TIMELINE)


def test_anchors_are_told_page_by_page(blocks: ComponentBlocks, page: Markdown) -> None:
    page.convert(TIMELINE)
    assert blocks.page.anchors == {"step-thank-you", "step-check-in", "step-close"}
    blocks.start_page("messages/check-in/")
    page.convert(MESSAGE)
    assert blocks.page.anchors == {"phone-plain"}


def test_a_page_is_unchanged_as_long_as_its_components_are(
    blocks: ComponentBlocks, page: Markdown, site_catalog: Catalog
) -> None:
    text = f"{TIMELINE}\n{MESSAGE}"
    page.convert(text)
    earlier = blocks.page
    blocks.start_page("articles/why/")
    assert blocks.is_unchanged(earlier)
    assert blocks.page == earlier
    assert blocks.page is not earlier

    message = site_catalog.messages["check-in"].model_copy(update={"title": "Another title"})
    catalog = replace(site_catalog, messages={**site_catalog.messages, "check-in": message})
    changed = ComponentBlocks(catalog, ComponentRenderer(COMPONENTS, catalog))
    assert not changed.is_unchanged(earlier)
    assert changed.page == PageContext("articles/why/")


def test_ids_stand_once_where_two_messages_have_the_same_variant(site_catalog: Catalog) -> None:
    again = site_catalog.messages["check-in"].model_copy(update={"slug": "again"})
    catalog = replace(site_catalog, messages={**site_catalog.messages, "again": again})
    blocks = ComponentBlocks(catalog, ComponentRenderer(COMPONENTS, catalog))
    html = Markdown(extensions=[blocks]).convert(f"{MESSAGE}\n/// message | again\n///\n\n{TIMELINE}")
    steps = {"step-thank-you", "step-check-in", "step-close"}
    assert blocks.page.anchors == {"phone-plain", "again-phone-plain", *steps}
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    assert blocks.page.anchors <= set(ids)


def test_what_to_paste_is_shown_as_text(blocks: ComponentBlocks, page: Markdown) -> None:
    blocks.home = "https://coach.example/sub/"
    html = page.convert("/// embeds | timelines\n///\n")
    snippet = embed_snippet("https://coach.example/sub/embed/timelines/after-call/", "After a call")
    assert f"<pre><code>{snippet}</code></pre>" in unescape(html)
    assert '<a href="../../embed/timelines/after-call/">' in html
    assert "<iframe" not in html
    assert "<strong>" not in html


@pytest.mark.parametrize(
    ("home", "named", "words"),
    [
        (None, "https://example.com/embed/", "Put your site's address in."),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/embed/", "This is a preview."),
    ],
)
def test_what_cannot_be_pasted_as_it_is_says_so(
    blocks: ComponentBlocks, page: Markdown, home: str | None, named: str, words: str
) -> None:
    blocks.home = home
    html = unescape(page.convert("/// embeds | messages\n///\n"))
    assert html.count(f'<iframe src="{named}messages/') == html.count("<details ") > 0
    assert words in html


def test_fenced_code_shows_the_syntax(page: Markdown) -> None:
    html = page.convert(f"```\n{TIMELINE}```\n")
    assert "/// timeline | after-call" in html
    assert "<follow-up-timeline" not in html


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("timeline | after-cal", "timeline: no timeline is called 'after-cal'; allowed: after-call; did you"),
        ("message | chek-in", "message: no message is called 'chek-in'; allowed: "),
        (
            "embeds | timeline",
            "embeds: 'timeline' cannot be put into other sites; allowed: timelines, messages",
        ),
        ("reasons", "reasons: the site has none; write data/reasons.yml, or remove this block"),
    ],
)
def test_what_the_check_has_taken_for_code_is_told_at_its_place(
    blocks: ComponentBlocks, page: Markdown, header: str, words: str
) -> None:
    """A fence with more than one word after it is none to Markdown."""
    text = f"# Why\n\n``` an example\n/// {header}\n///\n```\n"
    blocks.catalog = replace(blocks.catalog, reasons=None)
    blocks.start_page("articles/why/", parse_markdown(text, "docs/articles/posts/why.md"))
    with pytest.raises(ContentError) as caught:
        page.convert(text)
    assert str(caught.value).startswith(f"docs/articles/posts/why.md:4:1: {words}")


def test_a_message_may_hold_a_sign_of_blocks(site_catalog: Catalog) -> None:
    message = site_catalog.messages["check-in"]
    variants = tuple(
        variant.model_copy(update={"body": f"{variant.body}\n///\nMe"}) for variant in message.variants
    )
    messages = {"check-in": message.model_copy(update={"variants": variants})}
    catalog = replace(site_catalog, timelines={}, messages=messages)
    blocks = ComponentBlocks(catalog, ComponentRenderer(COMPONENTS, catalog))
    blocks.start_page("why/", parse_markdown(MESSAGE, "docs/why.md"))
    html = Markdown(extensions=[blocks]).convert(MESSAGE)
    assert html.count("///") > 0
    assert "///" not in blocks.without_blocks(html)
