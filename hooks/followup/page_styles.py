"""The style sheets of a page: one that all pages have, and those of the components that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERY_PAGE = "components/shared/every-page.css"
"""What all pages need, in one file: a phone asks once, and not seven times, before it shows anything."""

_COACHES_FORM = "client-link/client-link.css"

_STYLES = {
    "<follow-up-timeline": ("follow-up-timeline/follow-up-timeline.css",),
    "<message-template": ("message-template/message-template.css",),
    "<message-gallery": ("message-gallery/message-gallery.css",),
    "<check-list": ("check-list/check-list.css",),
    "<follow-up-board": ("follow-up-board/follow-up-board.css",),
    "<plan-backup": ("plan-backup/plan-backup.css",),
    "<erase-all": ("erase-all/erase-all.css",),
    '<div class="fu-snippets': ("embed/embed-snippets.css",),
    "<client-link": (_COACHES_FORM,),
    "<plan-handout": (_COACHES_FORM, "plan-handout/plan-handout.css"),
    "<permalink-list": ("permalink-list/permalink-list.css",),
    "<reason-explorer": ("reason-explorer/reason-explorer.css",),
    '<span class="fu-citation': ("citation/citation.css",),
    '<section class="fu-related': ("related-content/related-content.css",),
}
"""By what a component's HTML begins with: its style sheets, under ``components/``, as they are loaded."""


def find_styles(content: str) -> list[str]:
    """Return the style sheets that a page's content needs: addresses without a leading slash, in order."""
    names = (style for beginning, styles in _STYLES.items() if beginning in content for style in styles)
    return [f"components/{name}" for name in dict.fromkeys(names)]


def join_styles(styles: Iterable[str]) -> str:
    """Return style sheets as one, in their order, each rule as it is written: the cascade is the same.

    Args:
        styles: their texts, without ``@import`` and ``@charset``, which would have to come first.
    """
    return "\n".join(style.strip() + "\n" for style in styles)
