from __future__ import annotations

import html as markup
import re

import pytest
from markdown import Markdown

from followup.catalog import Catalog
from followup.checklist_items import ChecklistItems, Frame
from followup.markdown_source import parse_markdown
from followup.rendering import ComponentRenderer, Linker
from tests.followup.conftest import HOSTILE, PROJECT, SITE, GoldenText

FRAME = ("<check-list>", "</check-list>")


def render(text: str, frame: Frame | None = None) -> str:
    return Markdown(extensions=["attr_list", "toc", ChecklistItems(lambda: frame)]).convert(text)


def test_an_item_becomes_a_labelled_box() -> None:
    assert render("- [ ] Send *the* note {#send-note}") == (
        "<ul>\n"
        '<li class="fu-item" id="item-send-note">'
        '<input class="fu-item__box" disabled="disabled" id="item-send-note_box" type="checkbox" />'
        '<label class="fu-item__text" for="item-send-note_box">Send <em>the</em> note</label></li>\n'
        "</ul>"
    )


def test_an_item_of_a_checklist_links_to_itself_by_its_own_words() -> None:
    html = render("- [ ] Send *the* note {#send-note}", FRAME)
    assert 'for="item-send-note_box" id="item-send-note_text">Send <em>the</em> note</label>' in html
    assert (
        '<a aria-label="Link to:" aria-labelledby="item-send-note_link item-send-note_text" '
        'class="fu-permalink" href="#item-send-note" id="item-send-note_link"></a></li>'
    ) in html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] One {#one}", 'for="item-one_box">One</label>'),
        ("- [x] One {#one}", 'checked="checked"'),
        ("* [X] One {: #one }", 'for="item-one_box">One</label>'),
        ("1. [ ] One {#one}", 'for="item-one_box">One</label>'),
        ("- [ ] One\nover two lines {#one}", 'for="item-one_box">One\nover two lines</label>'),
        ("- [ ] One\n  {#one}", 'for="item-one_box">One</label>'),
        ("- [ ] [A link](x.md) {#one}", 'for="item-one_box"><a href="x.md">A link</a></label>'),
        ("- [ ] One `{#two}` {#one}", 'for="item-one_box">One <code>{#two}</code></label>'),
        ("- [ ] One {#one}\n\n- [ ] *Two* {#two}", 'for="item-two_box"><em>Two</em></label></li>'),
        (
            "- [ ] One\n- [ ] Two",
            'id="item_2_box" type="checkbox" /><label class="fu-item__text" for="item_2_',
        ),
        ("- [ ] A <b>&amp;</b> {#one}", 'for="item-one_box">A <b>&amp;</b></label>'),
        ("- [ ] One {#one}\n\n    More of it.", "One</label><p>More of it.</p>"),
    ],
)
def test_text_ticks_and_ids(text: str, expected: str) -> None:
    assert expected in render(text)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("# T\n\nText\n\n## A\n\nWhy\n\n{}\n\n## B\n\n{}\n\nEnd", "h1 p < h2 p ul h2 ul > p"),
        ("# T\n\n{}\n\nEnd", "h1 < ul > p"),
        ("## About\n\nText\n\n## A\n\n{}", "h2 p < h2 ul >"),
        ("# T\n\n## A\n\n### B\n\n{}\n\n## C", "h1 < h2 h3 ul > h2"),
        ("Text\n\n{}\n\nText\n\n{}", "p < ul p ul >"),
        ("# T\n\n- plain", "h1 ul"),
    ],
)
def test_a_checklists_lists_stand_in_its_frame_with_their_headings(text: str, tags: str) -> None:
    items = iter(["- [ ] One {#one}", "- [ ] Two {#two}"])
    html = render(re.sub("{}", lambda _: next(items), text), FRAME)
    found = re.findall(r"^<(h\d|p|ul|/?check-list)\b", html, flags=re.MULTILINE)
    names = {"check-list": "<", "/check-list": ">"}
    assert [names.get(tag, tag) for tag in found] == tags.split()


def test_the_boxes_of_a_checklist_are_the_readers_to_tick() -> None:
    assert "checked" not in render("- [x] One {#one}", FRAME).replace("checkbox", "")


def test_no_items_id_is_that_of_anothers_part() -> None:
    html = render("- [ ] A {#a}\n- [ ] B {#a-box}\n- [ ] C {#a-text}\n- [ ] D {#a-link}", FRAME)
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 16


@pytest.mark.parametrize("text", ["- One", "- [](x.md)", "- [y] One", "[ ] One", "- [ ]One", "- `[ ] One`"])
def test_what_is_no_item_stays(text: str) -> None:
    assert "fu-item" not in render(text)


def test_an_unticked_box_is_not_checked() -> None:
    assert "checked" not in render("- [ ] One {#one}").replace("checkbox", "")


def test_the_title_of_a_checklist_is_text(site_catalog: Catalog, renderer: ComponentRenderer) -> None:
    checklist = site_catalog.checklists["keep-busy"].model_copy(update={"title": HOSTILE})
    before, after = renderer.render_check_list(checklist, Linker("checklists/keep-busy/"))
    assert "<script" not in before + after
    assert markup.unescape(before).count(HOSTILE) == 1


def test_a_list_in_an_item_stays_a_list() -> None:
    html = render("- [ ] One {#one}\n    - [ ] Two {#two}\n    - three")
    assert html.count("fu-item__box") == 2
    assert html.index("item-one_box") < html.index("</label><ul>") < html.index("item-two_box")
    assert "<li>three</li>" in html


def test_a_checklist_is_as_its_golden_file(
    site_catalog: Catalog, renderer: ComponentRenderer, golden_text: GoldenText
) -> None:
    frame = renderer.render_check_list(site_catalog.checklists["keep-busy"], Linker("checklists/keep-busy/"))
    source = parse_markdown(
        (SITE / "docs/checklists/keep-busy.md").read_text(encoding="utf-8"), "keep-busy.md"
    )
    golden_text("check-list.html", render("\n".join(line for _, line in source.lines), frame) + "\n")


def test_pages_have_the_items_that_the_catalog_has(shipped_catalog: Catalog) -> None:
    """Two readers of one syntax: what is checked and downloaded, and what is shown."""
    for checklist in shipped_catalog.checklists.values():
        path = PROJECT / "docs" / "checklists" / f"{checklist.slug}.md"
        lines = parse_markdown(path.read_text(encoding="utf-8"), path.name).lines
        html = render("\n".join(line for _, line in lines))
        assert checklist.items
        assert html.count("fu-item__box") == len(checklist.items)
        for item in checklist.items:
            assert f'id="item-{item.id}"' in html


def test_old_ids_are_empty_places_in_the_item() -> None:
    html = render("- [ ] Send *it* {#send formerly=mail,post}\n- [ ] Wait {#wait}")
    item = html.partition('id="item-wait"')[0]
    for old in ("mail", "post"):
        assert f'<span class="fu-anchor" id="item-{old}"></span>' in item
    assert "Send <em>it</em></" in item
    assert "formerly" not in html
    (first, second) = parse_markdown(
        "- [ ] Send {#send formerly=mail,post}\n- [ ] Wait {#wait}", "x.md"
    ).items()
    assert (first.id, first.formerly, first.text) == ("send", ("mail", "post"), "Send")
    assert (second.id, second.formerly) == ("wait", ())
