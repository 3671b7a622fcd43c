"""A message: when to use it, the fields it needs, and its text by channel and tone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field

from followup.models.base import (
    Content,
    Fault,
    FieldId,
    FormerIds,
    Line,
    Retired,
    RetiredAnchors,
    Slug,
    Text,
)
from followup.models.placeholders import (
    FieldPart,
    Part,
    fill_placeholders,
    find_stray_code,
    parse_placeholders,
)
from followup.models.retirement import check_former_parts, check_retired
from followup.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

Channel: TypeAlias = Literal["email", "linkedin", "phone", "voicemail", "card"]
Tone: TypeAlias = Literal["warm", "plain", "formal"]
Moment: TypeAlias = Literal["right-after", "waiting", "after-an-answer", "keeping-in-touch"]

CHANNEL_NAMES: dict[Channel, str] = {
    "email": "E-mail",
    "linkedin": "LinkedIn",
    "phone": "Phone",
    "voicemail": "Voicemail",
    "card": "Card",
}
MOMENT_NAMES: dict[Moment, str] = {
    "right-after": "Right after",
    "waiting": "While you wait",
    "after-an-answer": "After an answer",
    "keeping-in-touch": "Keeping in touch",
}
CHANNEL_LIMITS: dict[Channel, int] = {"linkedin": 300}
"""Most characters a channel takes: a LinkedIn invitation's note holds 300."""

REASON = "reason"
RESERVED_FIELDS = frozenset(
    {"start", "reply_by", "pace", "country", REASON, "plan", "from", "note", "go", "fu"}
)
"""Keys of a prefilled link that have a meaning of their own."""


class MessageField(Content):
    """A blank to fill in."""

    id: Annotated[FieldId, Field(description="stands in the text as {{ id }}")]
    label: Annotated[Line, Field(description="what the form calls it")]
    example: Annotated[Line, Field(description="a plausible value, shown in the blank")]
    required: Annotated[bool, Field(description="false when the text reads well without it")] = True
    length: Annotated[Literal["short", "long"], Field(description="long gives room for several lines")] = (
        "short"
    )


class MessageReason(Content):
    """An honest reason to send the message."""

    id: Annotated[Slug, Field(description="steps and links name it by this id")]
    label: Annotated[Line, Field(description="what the reader ticks, in the second person")]
    line: Annotated[Line, Field(description="the sentence put in place of {{ reason }}")]


class Variant(Content):
    """The message's text for one channel in one tone."""

    channel: Channel
    tone: Tone
    subject: Annotated[
        Line | None, Field(description="the subject line; for email only, where it is required")
    ] = None
    body: Annotated[Text, Field(description="the text, with {{ field }} where a value goes")]
    formerly: FormerIds = ()

    @property
    def anchor(self) -> str:
        """Its address on the message's page, without ``#``."""
        return f"{self.channel}-{self.tone}"

    @property
    def subject_parts(self) -> tuple[Part, ...]:
        """The subject as literal text and fields; empty when there is none."""
        return parse_placeholders(self.subject or "")

    @property
    def body_parts(self) -> tuple[Part, ...]:
        """The body as literal text and fields."""
        return parse_placeholders(self.body)

    @property
    def texts(self) -> dict[str, str]:
        """Its texts by their key."""
        return {"body": self.body} if self.subject is None else {"subject": self.subject, "body": self.body}


class Message(Content):
    """A message template."""

    slug: Slug
    title: Annotated[Line, Field(description="short, sentence case")]
    summary: Annotated[Line, Field(description="one sentence, for lists and search results")]
    moment: Annotated[Moment, Field(description="which group of the gallery it stands in")]
    use_when: Annotated[Text, Field(description="when to send it")]
    not_when: Annotated[Text, Field(description="when not to")]
    fields: Annotated[
        tuple[MessageField, ...], Field(description="every {{ field }} of its texts, in the form's order")
    ]
    reasons: Annotated[tuple[MessageReason, ...], Field(description="why one may honestly write")] = ()
    variants: Annotated[
        tuple[Variant, ...], Field(min_length=1, description="its texts, by channel and tone")
    ]
    formerly: FormerIds = ()
    retired: Retired = False
    instead: Annotated[Slug | None, Field(description="the message to use now that this one is retired")] = (
        None
    )
    retired_anchors: RetiredAnchors = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The addresses of its variants on its page, without ``#``."""
        return tuple(variant.anchor for variant in self.variants)

    @property
    def former_anchors(self) -> tuple[str, ...]:
        """Anchors that lead somewhere on its page, though no variant has that name any more."""
        return (*(name for variant in self.variants for name in variant.formerly), *self.retired_anchors)

    @property
    def examples(self) -> dict[str, str]:
        """A plausible value for every placeholder, the reason's included."""
        examples = {field.id: field.example for field in self.fields}
        if self.reasons:
            examples[REASON] = self.reasons[0].line
        return examples

    @property
    def labels(self) -> dict[str, str]:
        """What to call every placeholder, the reason's included."""
        return {field.id: field.label for field in self.fields} | {REASON: "Your reason for writing"}

    @property
    def email(self) -> Variant | None:
        """Its first e-mail variant, or None."""
        return next((variant for variant in self.variants if variant.channel == "email"), None)

    def check(self) -> Iterator[Fault]:
        """Yield what is wrong within this message."""
        yield from self._check_unique("fields", [field.id for field in self.fields])
        yield from self._check_unique("reasons", [reason.id for reason in self.reasons])
        yield from self._check_unique("variants", [variant.anchor for variant in self.variants])
        yield from check_former_parts("variants", self.variants, self.anchors)
        yield from check_retired(self)
        for index, field in enumerate(self.fields):
            if field.id in RESERVED_FIELDS:
                yield Fault(
                    ("fields", index, "id"),
                    f"'{field.id}' has a meaning of its own in links; choose another id",
                )
        for index, variant in enumerate(self.variants):
            yield from self._check_subject(index, variant)
            faults = list(self._check_placeholders(index, variant))
            yield from faults or self._check_length(index, variant)
        yield from self._check_unused()

    def _check_unique(self, key: str, ids: list[str]) -> Iterator[Fault]:
        for name, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(name)
                is_variant = key == "variants"
                where: tuple[str | int, ...] = (key, last) if is_variant else (key, last, "id")
                other = "another channel or tone" if is_variant else "another id"
                yield Fault(where, f"'{name}' stands {count} times; keep one, or choose {other}")

    def _check_subject(self, index: int, variant: Variant) -> Iterator[Fault]:
        if variant.channel == "email" and variant.subject is None:
            yield Fault(("variants", index), "missing key 'subject'; an e-mail needs one")
        if variant.channel != "email" and variant.subject is not None:
            yield Fault(
                ("variants", index, "subject"), f"only an e-mail has a subject; '{variant.channel}' has none"
            )

    def _check_placeholders(self, index: int, variant: Variant) -> Iterator[Fault]:
        declared = {field.id for field in self.fields}
        has_reason = False
        for key, text in variant.texts.items():
            here = ("variants", index, key)
            for stray in find_stray_code(text):
                message = "only a field's id may stand in braces, as in '{{ name }}'; found "
                yield Fault(here, f"{message}'{stray.text}'", stray.offset)
            for part in parse_placeholders(text):
                if not isinstance(part, FieldPart) or part.field in declared:
                    continue
                if part.field != REASON or not self.reasons:
                    yield Fault(here, self._undeclared(part.field, declared), part.offset)
                elif has_reason:
                    yield Fault(here, "'{{ reason }}' stands twice; a reason is given once", part.offset)
                else:
                    has_reason = True

    def _undeclared(self, name: str, declared: set[str]) -> str:
        if name == REASON:
            return "'{{ reason }}' needs reasons to choose from; declare them under 'reasons:'"
        if name in RESERVED_FIELDS:
            return f"'{name}' has a meaning of its own in links and cannot stand in a text"
        allowed = ", ".join(sorted(declared)) or "none"
        return (
            f"no field is called '{name}'; declared under 'fields:': {allowed}{did_you_mean(name, declared)}"
        )

    def _check_length(self, index: int, variant: Variant) -> Iterator[Fault]:
        limit = CHANNEL_LIMITS.get(variant.channel)
        if limit is None:
            return
        length = max(
            len(fill_placeholders(variant.body, {**self.examples, REASON: line}))
            for line in ([reason.line for reason in self.reasons] or [""])
        )
        if length > limit:
            yield Fault(
                ("variants", index, "body"),
                f"{length} characters with the examples filled in; {CHANNEL_NAMES[variant.channel]} takes "
                f"{limit}: shorten it",
            )

    def _check_unused(self) -> Iterator[Fault]:
        used = {
            part.field
            for variant in self.variants
            for part in (*variant.subject_parts, *variant.body_parts)
            if isinstance(part, FieldPart)
        }
        for index, field in enumerate(self.fields):
            if field.id not in used and field.id not in RESERVED_FIELDS:
                yield Fault(
                    ("fields", index, "id"), f"no text uses '{field.id}'; use it, or remove the field"
                )
