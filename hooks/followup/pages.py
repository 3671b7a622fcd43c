"""The pages that no one writes by hand.

An index of timelines and of messages, one page for each of them, the page of reasons, the page of the
reader's own plans, and the guide for authors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from followup.guide import build_guide_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.catalog import Catalog
    from followup.models.message import Message
    from followup.models.reason import Reasons
    from followup.models.timeline import Timeline


def build_pages(catalog: Catalog) -> dict[str, str]:
    """Return Markdown by its path under ``docs/``, such as ``timelines/after-interview.md``."""
    pages = {
        "timelines/index.md": _timeline_index(catalog),
        "messages/index.md": _message_index(),
        "my-follow-ups.md": _board_page(),
        "coaches/authoring.md": _authoring_page(),
    }
    if catalog.reasons is not None:
        pages["reasons.md"] = _reasons_page(catalog.reasons)
    for timeline in catalog.timelines.values():
        pages[f"timelines/{timeline.slug}.md"] = _timeline_page(timeline, catalog)
    for message in catalog.messages.values():
        pages[f"messages/{message.slug}.md"] = _message_page(message, catalog)
    return pages


def page_address(path: str) -> str:
    """Return where the page is published that ``path`` under ``docs/`` holds, without a leading slash.

    ``timelines/after-interview.md`` is ``timelines/after-interview/``, and the home page's address is empty.
    Articles stand in ``articles/posts/``, which their addresses leave out.
    """
    stem = path.removesuffix(".md").replace("articles/posts/", "articles/", 1)
    folder, _, name = stem.rpartition("/")
    parts = [folder] if name == "index" else [folder, name]
    return "".join(f"{part}/" for part in parts if part)


def escape_markdown(text: str) -> str:
    """Return plain text such that Markdown shows it as it is."""
    return re.sub(r"[\\`*_{}\[\]()#+\-.!|<>&~/]", _escape_sign, text)


def _escape_sign(found: re.Match[str]) -> str:
    sign = found[0]
    # A backslash keeps plain what Markdown itself knows, and not what its extensions do.
    return f"\\{sign}" if sign in r"\`*_{}[]()#+-.!>" else f"&#{ord(sign)};"


def _page(title: str, description: str, body: Iterator[str] | list[str], **front_matter: object) -> str:
    usual = {"title": title, "description": description, "hide": ["navigation", "toc"]}
    head = yaml.dump(
        {key: value for key, value in {**usual, **front_matter}.items() if value is not False},
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
    return f"---\n{head}---\n\n# {escape_markdown(title)}\n\n" + "\n".join(body) + "\n"


def _card(title: str, address: str, summary: str) -> str:
    return f"- **[{escape_markdown(title)}]({address})**<br>{escape_markdown(summary)}"


def _cards(lines: Iterator[str]) -> Iterator[str]:
    yield '<div class="fu-cards" markdown="1">\n'
    yield from lines
    yield "\n</div>\n"


def _timeline_index(catalog: Catalog) -> str:
    def body() -> Iterator[str]:
        yield (
            "Say what happened and when. You get dates, a reason for each contact, "
            "and a day on which to stop.\n"
        )
        yield from _cards(
            _card(timeline.title, f"{timeline.slug}.md", timeline.summary)
            for timeline in catalog.timelines.values()
            if not timeline.retired
        )

    return _page("Timelines", "What to do after an interview, day by day, and when to stop.", body())


def _timeline_page(timeline: Timeline, catalog: Catalog) -> str:
    body = [
        *_retired_note("plan", timeline, catalog.timelines),
        f"{escape_markdown(timeline.summary)}\n",
        f"/// timeline | {timeline.slug}",
        "///",
    ]
    return _page(timeline.title, timeline.summary, body, retired=timeline.retired)


def _reasons_page(reasons: Reasons) -> str:
    count = len(reasons.reasons)
    lead = (
        f"Here are {count} reasons why the phone stays quiet. Most of them have nothing to do with you. None "
        "can be proved from where you sit, but each says what you can do, and what you can leave alone.\n"
    )
    body = [lead, "/// reasons", "///"]
    return _page(
        "Why they did not call",
        "Reasons for the silence after an interview: what would fit each, and what you can do about it.",
        body,
    )


def _board_page() -> str:
    body = [
        "The plans you keep, what is due today on top. They stay in this browser; nobody else sees them.\n",
        "/// follow-ups\n///\n",
        "## Keep a copy { data-search-exclude }\n",
        "/// backup\n///",
    ]
    return _page(
        "My follow-ups", "The plans you keep in this browser, side by side, with what is due today.", body
    )


def _authoring_page() -> str:
    return _page(
        "Write your own",
        "Where plans, messages, checklists and articles are written, and every key of every file.",
        [build_guide_page()],
        hide=["navigation"],
        # It has every word of the site in it, and few who search are looking for it.
        search={"boost": 0.05},
    )


def _message_index() -> str:
    body = [
        "Each says one thing, has a reason, and takes a minute to make your own.\n",
        "/// messages",
        "///",
    ]
    return _page(
        "Messages", "Messages to send after an interview, ready to fill in, copy and download.", body
    )


def _message_page(message: Message, catalog: Catalog) -> str:
    def body() -> Iterator[str]:
        yield from _retired_note("message", message, catalog.messages)
        yield f"{escape_markdown(message.summary)}\n"
        yield '<div class="fu-when" markdown="1">\n'
        yield f"**Send it when:** {escape_markdown(_one_line(message.use_when))}\n"
        yield f"**Leave it when:** {escape_markdown(_one_line(message.not_when))}\n"
        yield "</div>\n"
        yield f"/// message | {message.slug}\n///\n"
        uses = list(catalog.steps_using(message))
        if uses:
            yield "## Where it belongs\n"
        for timeline, step_id in uses:
            title = escape_markdown(timeline.step(step_id).title)
            plan = escape_markdown(timeline.title)
            yield f"- [{title}](../timelines/{timeline.slug}.md#step-{step_id}), in the plan “{plan}”"

    return _page(message.title, message.summary, body(), retired=message.retired)


def _retired_note(
    kind: str, content: Timeline | Message, others: Mapping[str, Timeline] | Mapping[str, Message]
) -> Iterator[str]:
    """Yield what a retired page says first, for those who have a link to it; nothing for any other."""
    if not content.retired:
        return
    yield f'!!! note "This {kind} is retired"\n'
    words = "It stays here for those who have a link to it."
    if content.instead is not None:
        title = escape_markdown(others[content.instead].title)
        words += f" If you are beginning now, use [{title}]({content.instead}.md) instead."
    yield f"    {words}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
