"""The messages that ship keep to the house's manners: short, with a reason, and never "just checking in"."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from followup.catalog import load_catalog
from followup.models.message import REASON
from followup.models.placeholders import FieldPart, fill_placeholders
from tests.followup.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.catalog import Catalog
    from followup.models.message import Message, Variant

MOST_WORDS = 150
FEWEST_MESSAGES = 22

BANNED = re.compile(
    r"just (?:checking|following|reaching|wanted)|circl(?:e|ing) back|touch(?:ing)? base|finds? you well"
    r"|per my (?:last|previous)|bump(?:ing)? this|any updates?\b|gentle reminder",
    re.IGNORECASE,
)

CATALOG = load_catalog(PROJECT)
MESSAGES = list(CATALOG.messages.values())


def texts_of(message: Message) -> Iterator[tuple[str, str]]:
    """Yield every text that may reach somebody, filled in, with the name of its place."""
    for variant in message.variants:
        for key, text in variant.texts.items():
            yield f"{variant.anchor}, {key}", fill_placeholders(text, message.examples)
    for reason in message.reasons:
        yield f"reason {reason.id}", reason.line


def sent_by_chasers(catalog: Catalog) -> Iterator[Message]:
    """Yield each message that a step sends which nobody has asked for."""
    slugs = {
        slug
        for timeline in catalog.timelines.values()
        for step in timeline.steps
        if step.contact == "chaser"
        for slug in (step.message, step.late_message)
        if slug is not None
    }
    return (catalog.messages[slug] for slug in sorted(slugs))


def places_reason(variant: Variant) -> bool:
    return any(isinstance(part, FieldPart) and part.field == REASON for part in variant.body_parts)


@pytest.mark.parametrize(
    "text", ["Just checking in!", "circling back", "I hope this finds you well", "Per my last"]
)
def test_the_banned_phrases_are_found(text: str) -> None:
    assert BANNED.search(text)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.slug)
def test_no_text_uses_a_banned_phrase(message: Message) -> None:
    assert [(place, found[0]) for place, text in texts_of(message) if (found := BANNED.search(text))] == []


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.slug)
def test_every_version_is_short_with_its_examples_filled_in(message: Message) -> None:
    longest = max([reason.line for reason in message.reasons] or [""], key=lambda line: len(line.split()))
    values = message.examples | ({REASON: longest} if longest else {})
    lengths = {
        variant.anchor: len(fill_placeholders(variant.body, values).split()) for variant in message.variants
    }
    assert {anchor: words for anchor, words in lengths.items() if words >= MOST_WORDS} == {}


@pytest.mark.parametrize("message", list(sent_by_chasers(CATALOG)), ids=lambda message: message.slug)
def test_who_writes_unasked_gives_a_reason(message: Message) -> None:
    assert message.reasons
    emails = [variant for variant in message.variants if variant.channel == "email"]
    assert emails
    assert [variant.anchor for variant in emails if not places_reason(variant)] == []


def test_there_are_chasers_to_hold_to_it() -> None:
    assert list(sent_by_chasers(CATALOG))


def test_there_is_a_message_for_most_moments() -> None:
    assert len(MESSAGES) >= FEWEST_MESSAGES
    assert len({message.moment for message in MESSAGES}) == 4


def test_no_two_versions_say_the_same() -> None:
    bodies = Counter(" ".join(variant.body.split()) for message in MESSAGES for variant in message.variants)
    assert [body for body, count in bodies.items() if count > 1] == []
