"""What stands in each download: a model becomes a document."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from followup.downloads.document import (
    Blank,
    Block,
    BulletList,
    Document,
    Form,
    FormField,
    Inline,
    Paragraph,
    Section,
    Strong,
    TaskList,
)
from followup.downloads.plain_text import parse_plain_text
from followup.models.message import CHANNEL_LIMITS, CHANNEL_NAMES, REASON
from followup.models.placeholders import FieldPart, parse_placeholders
from followup.rendering.phrases import describe_due, describe_due_if_reply_by

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from followup.models.checklist import Checklist
    from followup.models.message import Message, Variant
    from followup.models.timeline import Step, Timeline

_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def build_message_document(message: Message) -> Document:
    """Return a message, blank: when to send it, honest reasons, all its variants, what its blanks hold."""
    return Document(message.title, tuple(_message_sections(message)))


def build_timeline_document(timeline: Timeline, messages: Mapping[str, Message]) -> Document:
    """Return a plan to fill in by hand.

    Args:
        timeline: the plan.
        messages: by slug; those that the plan sends are named by their titles.
    """
    steps = (_step_section(timeline, number, messages) for number in range(1, len(timeline.steps) + 1))
    return Document(timeline.title, (_plan_section(timeline), *steps))


def build_checklist_document(checklist: Checklist) -> Document:
    """Return a checklist to print and tick, its items as plain text under their headings."""
    groups = (
        Section(parse_plain_text(group), (TaskList(tuple(parse_plain_text(item.text) for item in items)),))
        for group, items in groupby(checklist.items, key=lambda item: item.group)
    )
    return Document(checklist.title, (Section("", (_paragraph(checklist.description),)), *groups))


def _message_sections(message: Message) -> Iterator[Section]:
    yield Section("", tuple(_message_lead(message)))
    if any(
        isinstance(part, FieldPart) and part.field == REASON
        for v in message.variants
        for part in v.body_parts
    ):
        yield _reason_section(message)
    for variant in message.variants:
        yield _variant_section(variant, message.labels)
    if message.fields:
        yield _blanks_section(message)


def _message_lead(message: Message) -> Iterator[Block]:
    yield _paragraph(message.summary)
    yield _paragraph(message.use_when, label="Send it when:")
    yield _paragraph(message.not_when, label="Leave it when:")
    if message.fields:
        legend = " are for your own words. The list at the end has an example for each."
        yield Paragraph(("Places marked ", Blank("like this"), legend))


def _reason_section(message: Message) -> Section:
    heading = message.labels[REASON]
    lead = (
        "Choose one that is true, and put its sentence where the text says ",
        Blank(heading),
        ". If none is true yet, wait until one is.",
    )
    reasons = tuple((f"{reason.label}:\n{reason.line}",) for reason in message.reasons)
    return Section(heading, (Paragraph(lead), BulletList(reasons)))


def _variant_section(variant: Variant, labels: Mapping[str, str]) -> Section:
    heading = f"{CHANNEL_NAMES[variant.channel]}, {variant.tone}"
    limit = CHANNEL_LIMITS.get(variant.channel)
    if limit is not None:
        heading += f" (at most {limit} characters)"
    blocks = [Paragraph(_with_blanks(text, labels)) for text in _BLANK_LINES.split(variant.body)]
    if variant.subject is not None:
        subject = (Strong("Subject:"), " ", *_with_blanks(variant.subject, labels))
        blocks.insert(0, Paragraph(subject))
    return Section(heading, tuple(blocks))


def _with_blanks(text: str, labels: Mapping[str, str]) -> tuple[Inline, ...]:
    return tuple(
        part if isinstance(part, str) else Blank(labels[part.field]) for part in parse_placeholders(text)
    )


def _blanks_section(message: Message) -> Section:
    def items() -> Iterator[tuple[Inline, ...]]:
        for field in message.fields:
            optional = "" if field.required else " (or leave it out)"
            yield Blank(field.label), f"{optional}\nFor example: {field.example}"

    return Section("The blanks", (BulletList(tuple(items())),))


def _plan_section(timeline: Timeline) -> Section:
    advice = "Work out the date of each step, write it on its line, and tick the box once the step is done."
    if any(step.shift == "next-working-day" for step in timeline.steps):
        advice += " If a date falls on a weekend or a public holiday, take the next working day."
    if timeline.min_gap_days > 1 and sum(step.is_contact for step in timeline.steps) > 1:
        advice += f" Leave at least {timeline.min_gap_days} days between one message and the next."
    fields = [FormField("Company and job"), FormField(timeline.start_label)]
    if any(step.contact == "chaser" or step.due_if_reply_by is not None for step in timeline.steps):
        fields.append(FormField("They said they would reply by"))
    return Section("", (_paragraph(timeline.summary), Form(tuple(fields)), _paragraph(advice)))


def _step_section(timeline: Timeline, number: int, messages: Mapping[str, Message]) -> Section:
    step = timeline.steps[number - 1]
    fields = [FormField("Date"), FormField("Notes", lines=2)]
    if step.is_contact:
        fields.insert(1, FormField("Your reason for writing"))
    blocks = (
        Paragraph(tuple(_when(timeline, step))),
        _paragraph(step.text),
        *_message_to_send(step, messages),
        Form(tuple(fields)),
    )
    return Section(f"{number}. {step.title}", blocks, is_task=True)


def _when(timeline: Timeline, step: Step) -> Iterator[Inline]:
    yield Strong("When:")
    yield f" {describe_due(timeline, step)}"
    if step.shift == "none" and any(other.shift != "none" for other in timeline.steps):
        yield ", even on a weekend"
    if_reply_by = describe_due_if_reply_by(timeline, step)
    if if_reply_by is not None:
        yield "\n"
        yield Strong("If they gave you a date:")
        yield f" {if_reply_by}"


def _message_to_send(step: Step, messages: Mapping[str, Message]) -> Iterator[Block]:
    if step.message is None:
        return
    words = messages[step.message].title
    if step.expires_days is not None:
        late = "skip this step" if step.late_message is None else messages[step.late_message].title
        words += f" (after {step.expires_days} days: {late})"
    yield _paragraph(words, label="What to send:")


def _paragraph(text: str, *, label: str = "") -> Paragraph:
    """Return a paragraph of flowing text, after a ``label`` that stands out if there is one."""
    flowing = " ".join(text.split())
    return Paragraph((Strong(label), f" {flowing}") if label else (flowing,))
