from __future__ import annotations

import pytest
from markdown import Markdown

from followup.catalog import Catalog
from followup.checklist_items import ChecklistItems
from followup.markdown_source import parse_markdown
from tests.followup.conftest import PROJECT


def render(text: str) -> str:
    return Markdown(extensions=["attr_list", ChecklistItems()]).convert(text)


def test_an_item_becomes_a_labelled_box() -> None:
    assert render("- [ ] Send *the* note {#send-note}") == (
        "<ul>\n"
        '<li class="fu-item" id="item-send-note">'
        '<input aria-labelledby="item-send-note-text" class="fu-item__box" disabled="disabled" '
        'type="checkbox" />'
        '<span class="fu-item__text" id="item-send-note-text">Send <em>the</em> note</span></li>\n'
        "</ul>"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- [ ] One {#one}", 'id="item-one-text">One</span>'),
        ("- [x] One {#one}", 'checked="checked"'),
        ("* [X] One {: #one }", 'id="item-one-text">One</span>'),
        ("1. [ ] One {#one}", 'id="item-one-text">One</span>'),
        ("- [ ] One\nover two lines {#one}", 'id="item-one-text">One\nover two lines</span>'),
        ("- [ ] One\n  {#one}", 'id="item-one-text">One</span>'),
        ("- [ ] [A link](x.md) {#one}", 'id="item-one-text"><a href="x.md">A link</a></span>'),
        ("- [ ] One `{#two}` {#one}", 'id="item-one-text">One <code>{#two}</code></span>'),
        ("- [ ] One {#one}\n\n- [ ] Two {#two}", 'id="item-two-text">Two</span>'),
        ("- [ ] One", '<span class="fu-item__text">One</span>'),
        ("- [ ] A <b>&amp;</b> {#one}", 'id="item-one-text">A <b>&amp;</b></span>'),
    ],
)
def test_text_ticks_and_ids(text: str, expected: str) -> None:
    assert expected in render(text)


@pytest.mark.parametrize("text", ["- One", "- [](x.md)", "- [y] One", "[ ] One", "- [ ]One", "- `[ ] One`"])
def test_what_is_no_item_stays(text: str) -> None:
    assert "fu-item" not in render(text)


def test_an_unticked_box_is_not_checked() -> None:
    assert "checked" not in render("- [ ] One {#one}").replace("checkbox", "")


def test_a_list_in_an_item_stays_a_list() -> None:
    html = render("- [ ] One {#one}\n    - [ ] Two {#two}\n    - three")
    assert html.count("fu-item__box") == 2
    assert html.index("item-one-text") < html.index("</span><ul>") < html.index("item-two-text")
    assert "<li>three</li>" in html


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
