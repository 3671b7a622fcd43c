"""Task lists in Markdown: ``- [ ] Send it {#send-it}`` becomes a labelled box at ``#item-send-it``.

On the page of a checklist the lists stand in its component, with the headings between them, and each item
links to itself. Anywhere else they stay plain lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown

    from followup.models.checklist import Checklist

Frame: TypeAlias = tuple[str, str]
"""HTML: what stands before the items of a checklist, and what stands after them."""

_BOX = re.compile(r"^\s*\[(?P<mark>[ xX])\]\s+")
_ID = re.compile(r"\s*\{:?\s*#(?P<id>[a-z0-9-]+)(?:\s+formerly=(?P<formerly>[a-z0-9,-]+))?\s*\}\s*$")
_ITEM = "fu-item"
_LISTS = {"ul", "ol"}
_GROUP_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}

_AFTER_INLINE_MARKUP = 15
"""Between Python-Markdown's inline patterns (20) and its attribute lists (8)."""


def _no_frame() -> Frame | None:
    return None


class ChecklistItems(Extension):
    """The Markdown extension for task lists."""

    def __init__(self, frame: Callable[[], Frame | None] = _no_frame) -> None:
        """Frame the lists of a checklist's page.

        Args:
            frame: returns the frame of the page being rendered, None where it is no checklist.
        """
        super().__init__()
        self._frame = frame

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the tree processor."""
        md.block_level_elements.append("check-list")
        md.treeprocessors.register(
            _ChecklistItemProcessor(md, self._frame), "followup-checklist-items", _AFTER_INLINE_MARKUP
        )


class _ChecklistItemProcessor(Treeprocessor):
    """Turns the list items that begin with a box, and frames their lists."""

    def __init__(self, md: Markdown, frame: Callable[[], Frame | None]) -> None:
        super().__init__(md)
        self._md = md
        self._frame = frame

    def run(self, root: Element) -> None:
        frame = self._frame()
        for number, item in enumerate(list(root.iter("li")), start=1):
            _unwrap_first_paragraph(item)
            box = _BOX.match(item.text or "")
            if box is not None:
                item.text = (item.text or "")[box.end() :]
                _build_item(item, number, is_ticked=box["mark"] != " ", in_checklist=frame is not None)
        if frame is not None:
            self._frame_lists(root, frame)

    def _frame_lists(self, root: Element, frame: Frame) -> None:
        places = [place for place, child in enumerate(root) if _has_items(child)]
        if places:
            before, after = frame
            root.insert(places[-1] + 1, self._raw(after))
            root.insert(_first_heading(root, places[0]), self._raw(before))

    def _raw(self, html: str) -> Element:
        place = Element("p")
        place.text = self._md.htmlStash.store(html)
        return place


def _unwrap_first_paragraph(item: Element) -> None:
    """Take an item's text out of its paragraph, where blank lines stand between the items."""
    first = item[0] if len(item) else None
    if first is None or first.tag != "p" or (item.text or "").strip() or not _BOX.match(first.text or ""):
        return
    item.remove(first)
    item.text = first.text
    for place, child in enumerate(list(first)):
        item.insert(place, child)


def _build_item(item: Element, number: int, *, is_ticked: bool, in_checklist: bool) -> None:
    # What follows the text: another list, or paragraphs.
    rest = next((place for place, child in enumerate(item) if child.tag in {*_LISTS, "p"}), len(item))
    label = Element("label", {"class": "fu-item__text"})
    label.text = item.text
    for child in list(item)[:rest]:
        item.remove(child)
        label.append(child)
    identity = _take_id(label)
    # An item's id has no underscore, so that no other item can have these.
    stem = f"item-{identity}" if identity else f"item_{number}"
    box = Element(
        "input", {"class": "fu-item__box", "disabled": "disabled", "id": f"{stem}_box", "type": "checkbox"}
    )
    label.set("for", f"{stem}_box")
    item.set("class", _ITEM)
    item.text = None
    item.insert(0, box)
    item.insert(1, label)
    if identity:
        item.set("id", stem)
    if identity and in_checklist:
        label.set("id", f"{stem}_text")
        item.insert(2, _build_permalink(stem))
    elif is_ticked:
        # The boxes of a checklist are its reader's to tick.
        box.set("checked", "checked")


def _build_permalink(stem: str) -> Element:
    link = Element("a", {"class": "fu-permalink", "href": f"#{stem}", "id": f"{stem}_link"})
    # Named by its own label, then by the item's text, in which markup may stand. Its sign is the style's.
    link.set("aria-label", "Link to:")
    link.set("aria-labelledby", f"{stem}_link {stem}_text")
    return link


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


def _has_items(block: Element) -> bool:
    return any(item.get("class") == _ITEM for item in block.iter("li"))


def _first_heading(root: Element, place: int) -> int:
    """Return where the headings begin that belong to the list at ``place``; itself where it has none."""
    first = place
    for earlier in range(place - 1, -1, -1):
        if root[earlier].tag in _GROUP_HEADINGS:
            first = earlier
        elif root[earlier].tag == "h1" or first != place:
            break
    return first


def _add_former_anchors(label: Element, former: str | None) -> None:
    """Put an empty element with each old address at the label's start, for links that still use it."""
    for old in former.split(",") if former else ():
        anchor = Element("span", {"class": "fu-anchor", "id": f"item-{old}"})
        anchor.tail, label.text = label.text, None
        label.insert(0, anchor)


def render_retired_anchors(checklist: Checklist) -> str:
    """Return the HTML that goes to the top of its page, for links to items that are gone to lead there."""
    return "".join(f'<span class="fu-anchor" id="{name}"></span>' for name in checklist.retired_anchors)
