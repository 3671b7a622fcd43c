"""What the coaches' forms know of each page: which fields its link fills, and the places it can begin at."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from followup.prefilled_links import field_key, format_fragment
from followup.rendering.phrases import describe_due, describe_due_if_reply_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from followup.directory import Destination, Directory
    from followup.models.message import Message
    from followup.models.timeline import Timeline
    from followup.rendering.links import Linker

_Field: TypeAlias = dict[str, object]

_PLACES = {
    "Timelines": "Begin at this step",
    "Messages": "Show this version",
    "Checklists": "Begin at this item",
    "Reasons": "Begin at this reason",
}

# A form for coaches speaks of the client, whose own page says "your name".
_NAMES: tuple[_Field, ...] = (
    {"key": "name", "label": "Your client’s name", "kind": "text"},
    {"key": "company", "label": "Company", "kind": "text"},
    {"key": "role", "label": "The job", "kind": "text"},
    {"key": "contact", "label": "Who they write to", "kind": "text"},
)

_PACES = (("", "Standard"), ("patient", "Patient: a longer wait before the first check-in"))


def describe_destinations(
    groups: Mapping[str, Iterable[Destination]], directory: Directory, link: Linker
) -> dict[str, dict[str, object]]:
    """Return what a form offers for each page, by the page's address.

    Args:
        groups: the pages, by what a form calls each kind of them.
        directory: has the short names.
        link: makes links from the page that the form stands on.
    """
    return {
        page.address: {
            "title": page.title,
            "url": link(page.address),
            "shortUrl": link(directory.shortest_address(page.address)),
            "fields": _fields(page),
            "declared": [] if page.message is None else [field.id for field in page.message.fields],
            "placesLabel": _PLACES.get(group, ""),
            "places": [(place.anchor, place.title) for place in page.places],
        }
        for group, pages in groups.items()
        for page in pages
    }


def describe_timelines(directory: Directory) -> dict[str, dict[str, object]]:
    """Return what a handout needs to draw a plan, with dates and without, by the address of its page.

    Args:
        directory: has the timelines, and what their messages are called.
    """
    titles = {page.message.slug: page.title for page in directory.messages if page.message is not None}
    return {
        page.address: _plan(page.timeline, titles)
        for page in directory.timelines
        if page.timeline is not None
    }


def example_link(directory: Directory) -> str:
    """Return an example of a prefilled link, from the address of its page in the site on."""
    values = {"start": "2026-11-19", "company": "Acme & Sons", "from": "Sam", "note": "You’ve got this."}
    return (directory.first_plan or "/") + format_fragment(values)


def _plan(timeline: Timeline, titles: Mapping[str, str]) -> dict[str, object]:
    exclude = {"summary", "heard_back", "retired", "instead", "retired_anchors"}
    by_reply = {step.id: describe_due_if_reply_by(timeline, step) for step in timeline.steps}
    return {
        "timeline": timeline.model_dump(mode="json", exclude=exclude),
        "takesReplyDate": timeline.takes_reply_date,
        "due": {step.id: describe_due(timeline, step) for step in timeline.steps},
        "lateTitles": {
            step.id: titles[step.late_message]
            for step in timeline.steps
            if step.late_message is not None and step.late_message in titles
        },
        "dueIfReplyBy": {step: words for step, words in by_reply.items() if words is not None},
    }


def _fields(page: Destination) -> list[_Field]:
    if page.timeline is not None:
        return _timeline_fields(page.timeline)
    return [] if page.message is None else _message_fields(page.message)


def _timeline_fields(timeline: Timeline) -> list[_Field]:
    fields: list[_Field] = [{"key": "start", "label": timeline.start_label, "kind": "date"}]
    if timeline.takes_reply_date:
        fields.append({"key": "reply-by", "label": "They said they would reply by", "kind": "date"})
    fields += _NAMES
    if any(step.due_if_patient for step in timeline.steps):
        fields.append({"key": "pace", "label": "Pace", "kind": "choice", "options": _PACES})
    fields.append({"key": "country", "label": "Public holidays", "kind": "country"})
    return fields


def _message_fields(message: Message) -> list[_Field]:
    fields: list[_Field] = [
        {
            "key": field_key(field.id),
            "label": "Your client’s name" if field.id == "name" else field.label,
            "kind": "long" if field.length == "long" else "text",
            "example": field.example,
        }
        for field in message.fields
    ]
    if message.reasons:
        options = [("", "Leave it to them"), *((reason.id, reason.label) for reason in message.reasons)]
        label = "Their reason for writing"
        fields.append({"key": "reason", "label": label, "kind": "choice", "options": options})
    return fields
