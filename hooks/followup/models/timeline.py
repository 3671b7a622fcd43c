"""A timeline: the steps after something happened, when each is due, and how much contact is too much."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field

from followup.models.base import (
    Content,
    Draft,
    Fault,
    FormerIds,
    Line,
    Retired,
    RetiredAnchors,
    ShownLine,
    ShownText,
    Slug,
)
from followup.models.blanks import find_blanks
from followup.models.retirement import check_former_parts, check_retired
from followup.models.search_phrases import SearchPhrases, check_search_phrases
from followup.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

Contact: TypeAlias = Literal["none", "courtesy", "chaser"]
"""``courtesy`` is owed (a thank-you, a reply); ``chaser`` is one nobody asked for; only chasers count."""

START = "start"
REPLY_BY = "reply-by"
CLOSE = "close"


def step_anchor(step_id: str) -> str:
    """Return the address of a step on its timeline's page, without ``#``."""
    return f"step-{step_id}"


class Due(Content):
    """When a step is due: so many days, or working days, after something."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["days"]}, {"required": ["working_days"]}]}
    )

    after: Annotated[
        str,
        Field(
            description="What the days are counted from: `start` (the day that the reader enters), the id of "
            "an earlier step, or, under `due_if_reply_by`, `reply-by`.",
            examples=["start"],
        ),
    ]
    days: Annotated[
        int | None,
        Field(
            ge=0,
            le=366,
            description="How many calendar days later. Write this or `working_days`, one of the two.",
            examples=[7],
        ),
    ] = None
    working_days: Annotated[
        int | None,
        Field(
            ge=0,
            le=260,
            description="How many working days later: weekends, holidays and quiet days are not counted.",
            examples=[2],
        ),
    ] = None


class Step(Content):
    """One step of a timeline."""

    model_config = ConfigDict(
        json_schema_extra={
            "dependentRequired": {"late_message": ["expires_days"]},
            "if": {"properties": {"contact": {"const": "none"}}},
            "then": {"properties": {"message": False, "late_message": False, "reasons": {"maxItems": 0}}},
            "else": {
                "required": ["message", "reasons"],
                "properties": {"reasons": {"minItems": 1}, "id": {"not": {"const": CLOSE}}},
            },
        }
    )

    id: Annotated[
        Slug,
        Field(
            description="Its name in links, as `#step-check-in`. The last step is called `close`.",
            examples=["check-in"],
        ),
    ]
    title: Annotated[
        ShownLine, Field(description="What to do, in a few words.", examples=["Ask whether there is news"])
    ]
    text: Annotated[
        ShownText,
        Field(
            description="What to do and why, in a sentence or two of plain text.",
            examples=["A week is long enough. One short note, and then leave it with them."],
        ),
    ]
    also_searched_as: SearchPhrases = ()
    contact: Annotated[
        Contact,
        Field(
            description="Whether the step writes to someone: `none`; `courtesy`, which is owed, like a "
            "thank-you; or `chaser`, which nobody asked for.",
            examples=["chaser"],
        ),
    ]
    due: Annotated[Due, Field(description="When it is due.", examples=[{"after": "start", "days": 7}])]
    due_if_reply_by: Annotated[
        Due | None,
        Field(
            description="When it is due instead, where the reader knows by when they will be told.",
            examples=[{"after": "reply-by", "working_days": 2}],
        ),
    ] = None
    due_if_patient: Annotated[
        Due | None,
        Field(
            description="When it is due instead, at the patient pace.",
            examples=[{"after": "start", "days": 14}],
        ),
    ] = None
    shift: Annotated[
        Literal["none", "next-working-day"],
        Field(
            description="What happens on a day off: `next-working-day` moves it on, `none` does not.",
            examples=["none"],
        ),
    ] = "next-working-day"
    message: Annotated[
        Slug | None,
        Field(
            description="The message to send: the name of a file in `data/messages`, without `.yml`. "
            "A step with contact needs one.",
            examples=["check-in"],
        ),
    ] = None
    expires_days: Annotated[
        int | None,
        Field(ge=0, le=60, description="How many days later its message is out of date.", examples=[3]),
    ] = None
    late_message: Annotated[
        Slug | None,
        Field(
            description="The message to send once the first is out of date. Needs `expires_days`.",
            examples=["thank-you-late"],
        ),
    ] = None
    reasons: Annotated[
        tuple[Slug, ...],
        Field(
            description="Honest reasons to write: ids of reasons that its message declares. "
            "A step with contact needs at least one.",
            examples=[["date-passed", "still-interested"]],
        ),
    ] = ()
    formerly: FormerIds = ()

    @property
    def is_contact(self) -> bool:
        """Whether the step writes to, or calls, the employer."""
        return self.contact != "none"

    @property
    def rules(self) -> dict[str, Due]:
        """Its rules by their key: ``due`` and the ones that may take its place."""
        rules = {
            "due": self.due,
            "due_if_reply_by": self.due_if_reply_by,
            "due_if_patient": self.due_if_patient,
        }
        return {key: rule for key, rule in rules.items() if rule is not None}


class HeardBack(Content):
    """Where an answer leads: to another timeline, or nowhere."""

    invited: Annotated[
        Slug | None,
        Field(description="The timeline that an invitation starts.", examples=["after-interview"]),
    ] = None
    declined: Annotated[
        Slug | None, Field(description="The timeline that a no starts.", examples=["after-rejection"])
    ] = None
    offered: Annotated[
        Slug | None, Field(description="The timeline that an offer starts.", examples=["after-offer"])
    ] = None


class Timeline(Content):
    """A plan of what to do after something happened."""

    model_config = ConfigDict(json_schema_extra={"dependentRequired": {"instead": ["retired"]}})

    slug: Annotated[
        Slug, Field(description="The file's name, without its ending.", examples=["after-interview"])
    ]
    title: Annotated[
        ShownLine,
        Field(
            description="What the plan is called: short, with a capital letter at its start alone.",
            examples=["After an interview"],
        ),
    ]
    summary: Annotated[
        ShownLine,
        Field(
            description="One sentence for lists and search results.",
            examples=["What to send after an interview, when to ask, and when to stop."],
        ),
    ]
    also_searched_as: SearchPhrases = ()
    situation: Annotated[
        Line,
        Field(
            description="What the days are reckoned from, as in “the day of the …”.", examples=["interview"]
        ),
    ]
    start_label: Annotated[
        Line, Field(description="What the form calls the date to enter.", examples=["Interview date"])
    ]
    min_gap_days: Annotated[
        int, Field(ge=1, le=60, description="The fewest days between two contacts.", examples=[7])
    ] = 5
    max_chasers: Annotated[
        int, Field(ge=0, le=4, description="The most contacts that nobody asked for.", examples=[1])
    ] = 2
    steps: Annotated[
        tuple[Step, ...],
        Field(
            min_length=1,
            description="The steps, in order of their days. The last is called `close`, contacts nobody, and "
            "says when to stop.",
            examples=[
                [
                    {
                        "id": "close",
                        "title": "Let it go",
                        "text": "No word by now is an answer.",
                        "contact": "none",
                        "due": {"after": "start", "days": 28},
                    }
                ]
            ],
        ),
    ]
    heard_back: Annotated[
        HeardBack | None,
        Field(
            description="Where an answer leads: names of timelines.",
            examples=[{"invited": "after-interview", "declined": "after-rejection"}],
        ),
    ] = None
    formerly: FormerIds = ()
    draft: Draft = False
    retired: Retired = False
    instead: Annotated[
        Slug | None,
        Field(
            description="The timeline to use now that this one is retired.", examples=["after-final-round"]
        ),
    ] = None
    retired_anchors: RetiredAnchors = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The addresses of its steps on its page, without ``#``."""
        return tuple(step_anchor(step.id) for step in self.steps)

    @property
    def former_anchors(self) -> tuple[str, ...]:
        """Anchors that lead somewhere on its page, though no step has that name any more."""
        former = (step_anchor(name) for step in self.steps for name in step.formerly)
        return (*former, *self.retired_anchors)

    @property
    def chasers(self) -> int:
        """How many contacts it plans that nobody asked for."""
        return sum(step.contact == "chaser" for step in self.steps)

    @property
    def takes_reply_date(self) -> bool:
        """Whether the date by which they said they would reply means anything here."""
        return any(step.due_if_reply_by for step in self.steps)

    def step(self, step_id: str) -> Step:
        """Return the step called ``step_id``; ``KeyError`` when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def check(self) -> Iterator[Fault]:
        """Yield what is wrong within this timeline, rule by rule."""
        doubtful = list(self._check_ids())
        yield from doubtful
        yield from check_former_parts("steps", self.steps, [step.id for step in self.steps])
        yield from check_retired(self)
        yield from check_search_phrases(self.also_searched_as, self.title)
        yield from find_blanks(self)
        for index, step in enumerate(self.steps):
            yield from check_search_phrases(step.also_searched_as, step.title, ("steps", index))
            yield from self._check_rules(index, step)
            yield from _check_contact(index, step)
        yield from self._check_close()
        yield from self._check_stop()
        if not doubtful:
            yield from self._check_gaps()

    def _check_ids(self) -> Iterator[Fault]:
        seen: set[str] = set()
        for index, step in enumerate(self.steps):
            if step.id in {START, REPLY_BY}:
                yield Fault(
                    ("steps", index, "id"), f"'{step.id}' has a meaning of its own; choose another id"
                )
            if step.id in seen:
                yield Fault(
                    ("steps", index, "id"), f"another step is called '{step.id}' already; choose another id"
                )
            seen.add(step.id)

    def _check_rules(self, index: int, step: Step) -> Iterator[Fault]:
        earlier = [other.id for other in self.steps[:index]]
        for key, rule in step.rules.items():
            here = ("steps", index, key)
            if (rule.days is None) == (rule.working_days is None):
                yield Fault(here, "write either days or working_days, one of the two")
            allowed = [START, *([REPLY_BY] if key == "due_if_reply_by" else []), *earlier]
            if rule.after in allowed:
                continue
            if rule.after == REPLY_BY:
                message = "'reply-by' may be unknown; use it under due_if_reply_by"
            elif rule.after in {other.id for other in self.steps[index:]}:
                message = f"'{rule.after}' is not an earlier step; a step can only follow one above it"
            else:
                nearest = did_you_mean(rule.after, allowed)
                message = f"no step is called '{rule.after}'; allowed: {', '.join(allowed)}{nearest}"
            yield Fault((*here, "after"), message)

    def _check_close(self) -> Iterator[Fault]:
        last = self.steps[-1]
        here = ("steps", len(self.steps) - 1)
        if last.id != CLOSE:
            yield Fault((*here, "id"), "the last step must be called 'close': every plan says when to stop")
        elif last.is_contact:
            yield Fault((*here, "contact"), "the close sends nothing; write 'contact: none'")

    def _check_stop(self) -> Iterator[Fault]:
        chasers = [index for index, step in enumerate(self.steps) if step.contact == "chaser"]
        for index in chasers[self.max_chasers :]:
            yield Fault(
                ("steps", index, "contact"),
                f"one chaser too many: max_chasers is {self.max_chasers}; remove this contact",
            )

    def _check_gaps(self) -> Iterator[Fault]:
        faults = list(self._check_pace("due", ""))
        yield from faults
        if any(step.due_if_patient is not None for step in self.steps):
            told = {fault.location for fault in faults}
            patient = self._check_pace("due_if_patient", " at the patient pace")
            yield from (fault for fault in patient if fault.location not in told)

    def _check_pace(self, key: str, pace: str) -> Iterator[Fault]:
        """Yield where steps come too early when the rules under ``key`` count, and ``due`` elsewhere."""
        days = self._nominal_days(key)
        places = {
            step.id: ("steps", index, key if key in step.rules else "due")
            for index, step in enumerate(self.steps)
        }
        for (before, early), (after, late) in pairwise(days.items()):
            if late < early:
                message = f"{late} days after the start{pace}, before '{before}' above it ({early} days)"
                yield Fault(places[after], f"{message}; steps must be in order")
        contacts = [(step.id, days[step.id]) for step in self.steps if step.is_contact and step.id in days]
        for (before, early), (after, late) in pairwise(contacts):
            if 0 <= late - early < self.min_gap_days:
                message = f"{late - early} days after '{before}'{pace}; min_gap_days is {self.min_gap_days}"
                yield Fault(places[after], f"{message}: contacts must be further apart")

    def _nominal_days(self, key: str) -> dict[str, int]:
        """Return, for each step, its days after the start without any shift; working days count as days."""
        days = {START: 0}
        for step in self.steps:
            rule = step.rules.get(key, step.due)
            if rule.after in days:
                days[step.id] = days[rule.after] + (rule.days or rule.working_days or 0)
        del days[START]
        return days


def _check_contact(index: int, step: Step) -> Iterator[Fault]:
    here = ("steps", index)
    sends = step.is_contact and step.id != CLOSE
    if sends and step.message is None:
        yield Fault(here, "a contact needs a message; write 'message', a name from data/messages")
    if sends and not step.reasons:
        yield Fault(here, "a contact needs a reason; write 'reasons', ids from its message")
    if not step.is_contact:
        for key in ("message", "late_message", "reasons"):
            if getattr(step, key):
                yield Fault((*here, key), f"a step with 'contact: none' sends nothing; remove '{key}'")
    if step.late_message is not None and step.expires_days is None:
        yield Fault((*here, "late_message"), "when is it late? Write 'expires_days' too")
