"""Every component in every state worth seeing: pages under ``/preview/``, for those who work on them."""

from __future__ import annotations

from datetime import timedelta
from html import escape
from typing import TYPE_CHECKING

from followup.pages import escape_markdown
from followup.prefilled_links import format_fragment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from followup.models.example import Example, Examples

_HEAD = "---\ntitle: {title}\nhide: [navigation, toc]\nsearch: {{exclude: true}}\n---\n\n"


def build_previews(components: Mapping[str, Examples], day: date) -> dict[str, str]:
    """Return the pages: Markdown by path under ``docs/``.

    Args:
        components: the examples of each component, by its name.
        day: the day from which the dates of examples are reckoned.
    """
    pages = {"preview/index.md": "".join(_index(components, day))}
    for component, examples in components.items():
        for example in examples.examples:
            if example.markdown is not None:
                title = f"{component}: {example.name}"
                text = (
                    f"# {escape_markdown(title)}\n\n{escape_markdown(example.shows)}\n\n{example.markdown}\n"
                )
                pages[f"preview/{_name(component, example)}.md"] = _HEAD.format(title=f'"{title}"') + text
    return pages


def preview_address(component: str, example: Example, day: date) -> str:
    """Return where an example is shown, from the site's root, with the fragment that brings its values."""
    address = example.page or f"/preview/{_name(component, example)}/"
    dates = {key: (day + timedelta(days=days)).isoformat() for key, days in example.days.items()}
    values = dates | example.values
    return address + (format_fragment(values) if values else "")


def _index(components: Mapping[str, Examples], day: date) -> Iterator[str]:
    yield _HEAD.format(title="Preview")
    yield "# Preview\n\nEvery component in every state worth seeing. Only `make serve` has these pages.\n"
    for component, examples in components.items():
        yield f"\n## {escape_markdown(component)}\n\n"
        for example in examples.examples:
            # As HTML: to MkDocs, the fragment of a prefilled link is a missing anchor.
            href = escape(".." + preview_address(component, example, day))
            yield f'- <a href="{href}">{escape(example.name)}</a>: {escape_markdown(example.shows)}\n'


def _name(component: str, example: Example) -> str:
    return f"{component}-{example.name}"
