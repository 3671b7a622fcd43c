"""Examples of a component: the states worth looking at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from followup.models.base import Content, Fault, Line, Slug, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


class Example(Content):
    """One state of a component."""

    name: Annotated[Slug, Field(description="its address ends in this")]
    shows: Annotated[Line, Field(description="what there is to see")]
    markdown: Annotated[Text | None, Field(description="what an author would write for it")] = None
    page: Annotated[
        str | None, Field(description="the page of the site that shows it", pattern=r"^/.*/$")
    ] = None
    days: Annotated[
        dict[str, int],
        Field(default_factory=dict, description="dates that the link brings, in days from the build's own"),
    ]
    values: Annotated[dict[str, str], Field(default_factory=dict, description="what else the link brings")]


class Examples(Content):
    """All examples of one component, ``examples.yml`` beside its template."""

    examples: Annotated[tuple[Example, ...], Field(min_length=1, description="in the order they are shown")]

    def check(self) -> Iterator[Fault]:
        """Yield which examples show nothing, or two things."""
        for index, example in enumerate(self.examples):
            if (example.markdown is None) == (example.page is None):
                yield Fault(("examples", index), "give it either 'markdown' or 'page'")
