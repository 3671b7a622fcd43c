"""Timelines and messages alone, to be framed in another site: an HTML file for each.

They have a template of their own, without the theme's bundle, and are no pages: neither the search nor the
sitemap knows them. Their links open in a new tab, so that the reader keeps the site they are on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from followup.rendering import Linker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from followup.catalog import Catalog
    from followup.rendering import ComponentRenderer

_SHARED_STYLES = (
    *("shared/fonts.css", "shared/tokens.css", "shared/coach.css", "shared/site.css", "shared/controls.css"),
    "coach-note/coach-note.css",
)

STYLES = {
    "timelines": (*_SHARED_STYLES, "follow-up-timeline/follow-up-timeline.css", "embed/embed.css"),
    "messages": (*_SHARED_STYLES, "message-template/message-template.css", "embed/embed.css"),
}
"""By the folder of an embed's address: the style sheets it loads, under ``components/``, in order."""

_FONTS = ("vendor/source-serif-4-600.woff2", "vendor/source-serif-4-400.woff2")

DARK_STYLE = "components/embed/dark.css"

UNKNOWN_ADDRESS = "https://example.com/"
"""Stands for the site's own address where a build has not been told it."""

_DARK = '[data-md-color-scheme="slate"]'
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?P<selector>[^{}]+)\{(?P<declarations>[^{}]*)\}")
_LINK_WITHIN = re.compile(r'<a (?=[^>]*\bhref="#)')
_THIS_MACHINE = re.compile(r"https?://(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/])")


@dataclass(frozen=True, slots=True)
class Publisher:
    """Whose the embeds are.

    Attributes:
        name: what the site is called.
        address: the site's own, absolute and with a slash at its end; None where it is not known.
    """

    name: str
    address: str | None


def build_embeds(catalog: Catalog, renderer: ComponentRenderer, publisher: Publisher) -> dict[str, bytes]:
    """Return every embed: HTML by address, as in ``embed/timelines/after-interview/index.html``.

    Args:
        catalog: its timelines and messages.
        renderer: renders them.
        publisher: whose site they come from.
    """
    return {f"{address}index.html": html.encode() for address, html in _embeds(catalog, renderer, publisher)}


def render_dark_style(styles: Iterable[str]) -> bytes:
    """Return what the style sheets say of the dark scheme, said of the whole page.

    The site's pages name their scheme in an attribute, as there is a switch for it. An embed has no switch:
    it loads this sheet where the reader's system asks for dark, and needs no script for it.

    Args:
        styles: the texts of style sheets, in the order they are loaded.
    """
    rules = (
        f"{found['selector'].strip().replace(_DARK, ':root')} {{{found['declarations']}}}\n"
        for style in styles
        for found in _RULE.finditer(_COMMENT.sub("", style))
        if all(_DARK in part for part in found["selector"].split(","))
    )
    return "".join(rules).encode()


def embed_snippet(address: str, title: str = "After the Interview") -> str:
    """Return what an author pastes into a page of another site, to show an embed there.

    The script fits the frame's height to what is in it: it listens to the one message that embeds send, and
    takes nothing but a number from it. Without the script the frame scrolls. Browsers let a frame of another
    site copy to the clipboard only where ``allow`` says so (Permissions Policy).

    Args:
        address: of the embed, absolute; it may go on with a prefilled link's fragment.
        title: what assistive technology calls the frame.
    """
    return f"""\
<iframe src="{escape(address)}" title="{escape(title)}" loading="lazy" allow="clipboard-write"
  style="width: 100%; min-width: 280px; height: 40rem; border: 0"></iframe>
<script>
addEventListener("message", function (event) {{
  var data = event.data || {{}};
  if (data.type !== "after-the-interview:height" || !(data.height > 0)) return;
  document.querySelectorAll("iframe").forEach(function (frame) {{
    if (frame.contentWindow === event.source) frame.style.height = Number(data.height) + "px";
  }});
}});
</script>
"""


def build_embed_snippets(catalog: Catalog, folder: str, home: str | None) -> list[tuple[str, str, str]]:
    """Return what an author pastes for each timeline or message in use: its title, address and snippet.

    Args:
        catalog: its timelines and messages.
        folder: which of them, by the folder of their addresses: ``timelines`` or ``messages``.
        home: the site's own address, absolute and with a slash at its end; None where it is not known.

    Returns:
        The addresses are those of the embeds, from a slash to a slash.
    """
    return [
        (content.title, f"/{address}", embed_snippet((home or UNKNOWN_ADDRESS) + address, content.title))
        for slug, content in catalog.sections[folder].items()
        for address in [f"embed/{folder}/{slug}/"]
        if not content.retired
    ]


def is_of_this_machine(home: str) -> bool:
    """Return whether an absolute address leads to the machine that opens it, as that of a preview does."""
    return _THIS_MACHINE.match(home) is not None


def _embeds(catalog: Catalog, renderer: ComponentRenderer, publisher: Publisher) -> Iterator[tuple[str, str]]:
    def render(folder: str, slug: str, title: str, component: str, *, retired: bool) -> tuple[str, str]:
        address, page = f"embed/{folder}/{slug}/", f"/{folder}/{slug}/"
        link = Linker(address)
        html = renderer.render_embed(
            title=title,
            retired=retired,
            component=_LINK_WITHIN.sub('<a target="_self" ', component),
            canonical=link(page) if publisher.address is None else publisher.address + page.removeprefix("/"),
            home=link("/"),
            page=link(page),
            fonts=[link(f"/{font}") for font in _FONTS],
            styles=[link(f"/components/{style}") for style in STYLES[folder]],
            dark_style=link(f"/{DARK_STYLE}"),
            scripts=[link("/components/all.mjs"), link("/components/embed/frame-height.mjs")],
            icon=link("/assets/mark.svg"),
            site_name=publisher.name,
            coach=catalog.coach,
        )
        return address, html

    for slug, timeline in catalog.timelines.items():
        link = Linker(f"embed/timelines/{slug}/")
        component = renderer.render_timeline(timeline, link, page_url=link(f"/timelines/{slug}/"))
        yield render("timelines", slug, timeline.title, component, retired=timeline.retired)
    for slug, message in catalog.messages.items():
        component = renderer.render_message(message, Linker(f"embed/messages/{slug}/"))
        yield render("messages", slug, message.title, component, retired=message.retired)
