"""A message: when to use it, the fields it needs, and its text by channel and tone."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field

from followup.models.base import (
    Content,
    Draft,
    Fault,
    FieldId,
    FormerIds,
    Line,
    Retired,
    RetiredAnchors,
    ShownLine,
    ShownText,
    Slug,
    Text,
)
from followup.models.blanks import find_blanks
from followup.models.placeholders import (
    MOST_TOLD,
    FieldPart,
    Part,
    fill_placeholders,
    find_single_braces,
    find_stray_code,
    parse_placeholders,
)
from followup.models.retirement import check_former_parts, check_retired
from followup.models.search_phrases import SearchPhrases, check_search_phrases
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
_NEARLY = 0.8
"""How like a field a word in single braces must be: braces may also be an author's own."""

RESERVED_FIELDS = frozenset(
    {"start", "reply_by", "pace", "country", REASON, "plan", "from", "note", "go", "fu"}
)
"""Keys of a prefilled link that have a meaning of their own."""


class MessageField(Content):
    """A blank to fill in."""

    id: Annotated[
        FieldId,
        Field(
            description="Its name in the texts, where it stands as `{{ contact }}`. The ids `company`, "
            "`role`, `contact` and `name` mean the same in every message: filled in once, they are filled in "
            "everywhere.",
            examples=["contact"],
            json_schema_extra={"not": {"enum": sorted(RESERVED_FIELDS)}},
        ),
    ]
    label: Annotated[ShownLine, Field(description="What the form calls it.", examples=["Who you spoke with"])]
    example: Annotated[
        Line,
        Field(
            description="A plausible value, shown in the blank until the reader fills it in.",
            examples=["Sam"],
        ),
    ]
    required: Annotated[
        bool, Field(description="Write `false` when the text reads well without it.", examples=[False])
    ] = True
    length: Annotated[
        Literal["short", "long"],
        Field(description="Write `long` for room for several lines.", examples=["long"]),
    ] = "short"


class MessageReason(Content):
    """An honest reason to send the message."""

    id: Annotated[Slug, Field(description="Its name: steps and links use it.", examples=["still-interested"])]
    label: Annotated[
        ShownLine,
        Field(
            description="What the reader picks, in the second person.", examples=["You still want this job"]
        ),
    ]
    line: Annotated[
        Line,
        Field(
            description="The whole sentence that takes the place of `{{ reason }}`.",
            examples=["I am still very interested in the job."],
        ),
    ]


class Variant(Content):
    """The message's text for one channel in one tone."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"channel": {"const": "email"}}},
            "then": {"required": ["subject"]},
            "else": {"properties": {"subject": False}},
        }
    )

    channel: Annotated[
        Channel,
        Field(
            description="How it is sent. On `linkedin`, 300 characters at most, with the examples filled in.",
            examples=["email"],
        ),
    ]
    tone: Annotated[
        Tone,
        Field(
            description="How it sounds. A message has one text at most for each channel and tone.",
            examples=["warm"],
        ),
    ]
    subject: Annotated[
        Line | None,
        Field(
            description="The subject line of an email, which needs one. No other channel has it.",
            examples=["Thank you, {{ contact }}"],
        ),
    ] = None
    body: Annotated[
        Text,
        Field(
            description="The text, in plain text: `{{ contact }}` where a field's value goes, `{{ reason }}` "
            "where the chosen reason goes.",
            examples=["Hi {{ contact }}, {{ reason }} All the best, {{ name }}"],
        ),
    ]
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

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"instead": ["retired"]}})

    slug: Annotated[Slug, Field(description="The file's name, without its ending.", examples=["thank-you"])]
    title: Annotated[
        ShownLine,
        Field(
            description="What the message is called: short, with a capital letter at its start alone.",
            examples=["The thank-you note"],
        ),
    ]
    summary: Annotated[
        ShownLine,
        Field(
            description="One sentence for lists and search results.",
            examples=["A short note of thanks, sent the day of the interview or soon after."],
        ),
    ]
    also_searched_as: SearchPhrases = ()
    moment: Annotated[
        Moment, Field(description="Which group of the gallery it stands in.", examples=["right-after"])
    ]
    use_when: Annotated[
        ShownText,
        Field(
            description="When to send it, in a sentence or two of plain text.",
            examples=["The interview was today, or within the last three days."],
        ),
    ]
    not_when: Annotated[
        ShownText,
        Field(
            description="When to leave it, and what to do then.",
            examples=["More than three days have gone by. Send the late thank-you note instead."],
        ),
    ]
    fields: Annotated[
        tuple[MessageField, ...],
        Field(
            description="The blanks that the reader fills in, in the form's order. Every blank of the texts "
            "stands here, and no other.",
            examples=[[{"id": "contact", "label": "Who you spoke with", "example": "Sam"}]],
        ),
    ]
    reasons: Annotated[
        tuple[MessageReason, ...],
        Field(
            description="Why one may honestly write. The reader picks one; steps that send the message name "
            "those that fit.",
            examples=[
                [
                    {
                        "id": "thank-them",
                        "label": "You met, and they gave you their time",
                        "line": "Thank you for the time you gave me.",
                    }
                ]
            ],
        ),
    ] = ()
    variants: Annotated[
        tuple[Variant, ...],
        Field(
            min_length=1,
            description="The texts, by channel and tone. Each has its own address, as `#email-warm`.",
            examples=[
                [
                    {
                        "channel": "email",
                        "tone": "warm",
                        "subject": "Thank you, {{ contact }}",
                        "body": "Hi {{ contact }},\n\nThank you for your time.\n",
                    }
                ]
            ],
        ),
    ]
    formerly: FormerIds = ()
    draft: Draft = False
    retired: Retired = False
    instead: Annotated[
        Slug | None,
        Field(description="The message to use now that this one is retired.", examples=["thank-you-late"]),
    ] = None
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
        yield from check_search_phrases(self.also_searched_as, self.title)
        yield from find_blanks(self, but=("variants",))
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
            for word, offset in islice(find_single_braces(text), MOST_TOLD):
                meant = self._find_meant(word)
                if meant:
                    words = f"a blank has two braces on either side; write '{{{{ {meant} }}}}'"
                    yield Fault(here, f"{words} in place of '{{{word}}}'", offset)
            blanks = (part for part in parse_placeholders(text) if isinstance(part, FieldPart))
            for part in islice((blank for blank in blanks if blank.field not in declared), MOST_TOLD):
                if part.field != REASON or not self.reasons:
                    yield Fault(here, self._undeclared(part.field, declared), part.offset)
                elif has_reason:
                    yield Fault(here, "'{{ reason }}' stands twice; a reason is given once", part.offset)
                else:
                    has_reason = True

    def _find_meant(self, word: str) -> str | None:
        """Return the field that a word in single braces is meant to be; None where it may be just a word."""
        names = [field.id for field in self.fields] + ([REASON] if self.reasons else [])
        name = word.lower().replace(" ", "_").replace("-", "_")
        return next(iter(get_close_matches(name, names, n=1, cutoff=_NEARLY)), None)

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
        # What stands in single braces is told there.
        used |= {
            self._find_meant(word) or ""
            for variant in self.variants
            for text in variant.texts.values()
            for word, _ in find_single_braces(text)
        }
        for index, field in enumerate(self.fields):
            if field.id not in used and field.id not in RESERVED_FIELDS:
                yield Fault(
                    ("fields", index, "id"), f"no text uses '{field.id}'; use it, or remove the field"
                )
        if self.reasons and REASON not in used:
            words = "no text uses '{{ reason }}'; write it where the chosen one goes, or remove the reasons"
            yield Fault(("reasons",), words)
