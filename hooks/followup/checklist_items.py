"""Task lists in Markdown: ``- [ ] Send it {#send-it}`` becomes a labelled box at ``#item-send-it``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from markdown import Markdown

    from followup.models.checklist import Checklist

_BOX = re.compile(r"^\s*\[(?P<mark>[ xX])\]\s+")
_ID = re.compile(r"\s*\{:?\s*#(?P<id>[a-z0-9-]+)(?:\s+formerly=(?P<formerly>[a-z0-9,-]+))?\s*\}\s*$")

_AFTER_INLINE_MARKUP = 15
"""Between Python-Markdown's inline patterns (20) and its attribute lists (8)."""


class ChecklistItems(Extension):
    """The Markdown extension for task lists."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.treeprocessors.register(
            _ChecklistItemProcessor(md), "followup-checklist-items", _AFTER_INLINE_MARKUP
        )


class _ChecklistItemProcessor(Treeprocessor):
    """Turns the list items that begin with a box."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            # In a list with blank lines between its items, the text stands in a paragraph.
            host = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
            box = _BOX.match(host.text or "")
            if box is not None:
                host.text = (host.text or "")[box.end() :]
                _build_item(item, host, is_ticked=box["mark"] != " ")


def _build_item(item: Element, host: Element, *, is_ticked: bool) -> None:
    nested = [child for child in host if child.tag in {"ul", "ol"}]
    label = Element("span", {"class": "fu-item__text"})
    label.text = host.text
    for child in list(host):
        if child not in nested:
            host.remove(child)
            label.append(child)
    identity = _take_id(label)
    box = Element("input", {"type": "checkbox", "class": "fu-item__box", "disabled": "disabled"})
    if is_ticked:
        box.set("checked", "checked")
    if identity:
        item.set("id", f"item-{identity}")
        label.set("id", f"item-{identity}-text")
        box.set("aria-labelledby", f"item-{identity}-text")
    item.set("class", "fu-item")
    host.text = None
    host.insert(0, box)
    host.insert(1, label)


def _take_id(label: Element) -> str:
    """Cut the id off the label's end, and return it; an empty string when there is none."""
    last = label[-1] if len(label) else None
    text = (label.text if last is None else last.tail) or ""
    found = _ID.search(text)
    if found is None:
        return ""
    if last is None:
        label.text = text[: found.start()]
    else:
        last.tail = text[: found.start()]
    _add_former_anchors(label, found["formerly"])
    return found["id"]


def _add_former_anchors(label: Element, former: str | None) -> None:
    """Put an empty element with each old address at the label's start, for links that still use it."""
    for old in former.split(",") if former else ():
        anchor = Element("span", {"class": "fu-anchor", "id": f"item-{old}"})
        anchor.tail, label.text = label.text, None
        label.insert(0, anchor)


def render_retired_anchors(checklist: Checklist) -> str:
    """Return the HTML that goes to the top of its page, for links to items that are gone to lead there."""
    return "".join(f'<span class="fu-anchor" id="{name}"></span>' for name in checklist.retired_anchors)
