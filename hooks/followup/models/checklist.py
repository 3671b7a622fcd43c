"""A checklist: a title and things to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from followup.models.base import Content, Draft, Fault, FormerIds, Line, Retired, RetiredAnchors, Slug
from followup.models.retirement import check_retired_anchors

if TYPE_CHECKING:
    from collections.abc import Iterator


class ChecklistItem(Content):
    """One thing to do.

    Attributes:
        id: its address is ``#item-<id>``; ticks are kept under it.
        text: what to do, in Markdown, as it is written.
        group: the heading it stands under, or an empty string.
        formerly: ids that it had before.
    """

    id: Annotated[
        Slug,
        Field(
            description="Its name in links, as `#item-send-thank-you`, and in what a browser remembers.",
            examples=["send-thank-you"],
        ),
    ]
    text: Annotated[str, Field(description="What to do, in Markdown.", examples=["Send the thank-you note"])]
    group: Annotated[
        str, Field(description="The heading that it stands under.", examples=["Before the day is over"])
    ]
    formerly: FormerIds = ()


class Checklist(Content):
    """A checklist, as its Markdown page holds it."""

    slug: Annotated[Slug, Field(description="The file's name, without its ending.", examples=["right-after"])]
    title: Annotated[
        Line,
        Field(
            description="What the list is called, in the browser's tab and in search results.",
            examples=["Wrap up the interview"],
        ),
    ]
    description: Annotated[
        Line,
        Field(
            description="One sentence for lists and search results.",
            examples=["Nine small things to do on the day of the interview."],
        ),
    ]
    items: Annotated[
        tuple[ChecklistItem, ...],
        Field(
            description="The things to tick: the task lists of its Markdown.",
            examples=["- [ ] Send the thank-you note {#send-thank-you}"],
        ),
    ]
    formerly: FormerIds = ()
    draft: Draft = False
    retired: Retired = False
    retired_anchors: RetiredAnchors = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The addresses of its items on its page, without ``#``."""
        return tuple(item_anchor(item.id) for item in self.items)

    @property
    def former_anchors(self) -> tuple[str, ...]:
        """Anchors that lead somewhere on its page, though no item has that name any more."""
        former = (item_anchor(name) for item in self.items for name in item.formerly)
        return (*former, *self.retired_anchors)

    def check(self) -> Iterator[Fault]:
        """Yield what is wrong with the anchors it has given up; its items are checked where they stand."""
        yield from check_retired_anchors(self)


def item_anchor(item_id: str) -> str:
    """Return the address of an item on its checklist's page, without ``#``."""
    return f"item-{item_id}"
