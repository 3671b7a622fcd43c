"""Why they did not call: the reasons, and the questions that tell which of them fit what a reader knows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import Field

from followup.models.base import Content, Fault, FormerIds, RetiredAnchors, ShownLine, ShownText, Slug
from followup.models.blanks import find_blanks
from followup.models.retirement import check_former_parts, check_retired_anchors
from followup.models.search_phrases import SearchPhrases, check_search_phrases
from followup.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Whose: TypeAlias = Literal["theirs", "yours", "nobodys"]

WHOSE_NAMES: Mapping[Whose, str] = {
    "theirs": "On their side",
    "yours": "On your side",
    "nobodys": "Nobody’s doing",
}
"""What readers are told of where a reason lies, by its name in data."""

REASONS_ADDRESS = "/reasons/"
"""The page of all reasons."""

NOTHING = "none"
"""In place of a message's slug: there is nothing to send."""

_FEWEST_REASONS = 2
"""So many must fit each answer: one alone would look like a verdict."""


class Answer(Content):
    """One answer to a question."""

    id: Annotated[Slug, Field(description="Its name, under `fits` of the reasons.", examples=["date-passed"])]
    label: Annotated[
        ShownLine,
        Field(description="What the reader picks.", examples=["They named a date, and it has passed"]),
    ]


class Question(Content):
    """One thing that a reader may know."""

    id: Annotated[Slug, Field(description="Its name, under `fits` of the reasons.", examples=["said"])]
    label: Annotated[ShownLine, Field(description="The question.", examples=["What did they say last?"])]
    answers: Annotated[
        tuple[Answer, ...],
        Field(
            min_length=2,
            description="What may be answered. That one can't say is offered by itself.",
            examples=[
                [
                    {"id": "date-passed", "label": "They named a date, and it has passed"},
                    {"id": "no-date", "label": "They named no date"},
                ]
            ],
        ),
    ]


class Ending(Content):
    """What the list of reasons ends with."""

    title: Annotated[ShownLine, Field(description="Its heading.", examples=["You may never know"])]
    text: Annotated[
        ShownText,
        Field(
            description="What to make of a list of guesses.",
            examples=[
                "No list can tell you what happened, and you don't need to know to take the next step."
            ],
        ),
    ]
    timeline: Annotated[
        Slug, Field(description="The plan that is the next step.", examples=["after-interview"])
    ]


class Reason(Content):
    """One reason for the silence."""

    id: Annotated[
        Slug, Field(description="Its name in links, as `/reasons/#reason-swamped`.", examples=["swamped"])
    ]
    title: Annotated[
        ShownLine,
        Field(description="The reason, in a few words.", examples=["They are up to their necks in work"]),
    ]
    also_searched_as: SearchPhrases = ()
    whose: Annotated[Whose, Field(description="On whose side it lies.", examples=["theirs"])]
    text: Annotated[
        ShownText,
        Field(
            description="What happened, in two or three plain sentences.",
            examples=["They mean to call you. They also mean to clear their desk."],
        ),
    ]
    signs: Annotated[
        tuple[ShownLine, ...],
        Field(
            min_length=1,
            description="What one would see if it were so. Never proof.",
            examples=[["Their answers got shorter before they stopped."]],
        ),
    ]
    can: Annotated[
        ShownText,
        Field(description="What the reader can do.", examples=["Write once, briefly, with one question."]),
    ]
    cannot: Annotated[
        ShownText,
        Field(description="What is out of the reader's hands.", examples=["You can't clear their desk."]),
    ]
    message: Annotated[
        Slug,
        Field(
            description="The message that fits. `none` where nothing is to be sent.", examples=["check-in"]
        ),
    ]
    timeline: Annotated[
        Slug | None, Field(description="The plan that fits.", examples=["after-final-round"])
    ] = None
    checklist: Annotated[
        Slug | None, Field(description="The checklist that fits.", examples=["keep-active"])
    ] = None
    fits: Annotated[
        dict[Slug, tuple[Slug, ...]],
        Field(
            description="For every question, the answers that it goes with: one at least.",
            examples=[{"said": ["date-passed", "no-date"]}],
        ),
    ]
    formerly: FormerIds = ()

    @property
    def sent(self) -> str | None:
        """The slug of the message that fits, or None where nothing is to be sent."""
        return None if self.message == NOTHING else self.message

    @property
    def links(self) -> tuple[tuple[str, str], ...]:
        """What goes with it: the key that names it, and its slug."""
        named = (("message", self.sent), ("timeline", self.timeline), ("checklist", self.checklist))
        return tuple((key, slug) for key, slug in named if slug is not None)


class Reasons(Content):
    """All reasons, in the order of the page."""

    questions: Annotated[
        tuple[Question, ...],
        Field(
            min_length=1,
            description="What the page asks, to say which reasons fit. Three short ones are enough.",
            examples=[
                [
                    {
                        "id": "said",
                        "label": "What did they say last?",
                        "answers": [
                            {"id": "date-passed", "label": "They named a date, and it has passed"},
                            {"id": "no-date", "label": "They named no date"},
                        ],
                    }
                ]
            ],
        ),
    ]
    reasons: Annotated[
        tuple[Reason, ...],
        Field(
            min_length=1,
            description="The reasons, in the order in which they are listed.",
            examples=[
                [
                    {
                        "id": "swamped",
                        "title": "They are up to their necks in work",
                        "whose": "theirs",
                        "text": "They mean to call you. They also mean to clear their desk.",
                        "signs": ["Their answers got shorter before they stopped."],
                        "can": "Write once, briefly, with one question.",
                        "cannot": "You can't clear their desk.",
                        "message": "check-in",
                        "fits": {"said": ["date-passed", "no-date"]},
                    }
                ]
            ],
        ),
    ]
    ending: Annotated[
        Ending,
        Field(
            description="What the list ends with, whatever was answered.",
            examples=[
                {
                    "title": "You may never know",
                    "text": "You don't need to know to take the next step.",
                    "timeline": "after-interview",
                }
            ],
        ),
    ]
    retired_anchors: RetiredAnchors = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The addresses of the reasons on their page, without ``#``."""
        return tuple(reason_anchor(reason.id) for reason in self.reasons)

    @property
    def former_anchors(self) -> tuple[str, ...]:
        """Anchors that lead somewhere on the page, though no reason has that name any more."""
        former = (reason_anchor(name) for reason in self.reasons for name in reason.formerly)
        return (*former, *self.retired_anchors)

    def check(self) -> Iterator[Fault]:
        """Yield what is wrong within the file."""
        yield from _check_unique(("questions",), [question.id for question in self.questions])
        for index, question in enumerate(self.questions):
            where = ("questions", index, "answers")
            yield from _check_unique(where, [answer.id for answer in question.answers])
        names = [reason.id for reason in self.reasons]
        yield from _check_unique(("reasons",), names)
        yield from check_former_parts("reasons", self.reasons, names)
        yield from check_retired_anchors(self)
        yield from find_blanks(self)
        for index, reason in enumerate(self.reasons):
            yield from check_search_phrases(reason.also_searched_as, reason.title, ("reasons", index))
        faults = [fault for index in range(len(names)) for fault in self._check_fits(index)]
        # Who has misspelled an answer need not be told that too few reasons name it.
        yield from faults or self._check_answers()

    def _check_fits(self, index: int) -> Iterator[Fault]:
        fits = self.reasons[index].fits
        questions = {question.id: [answer.id for answer in question.answers] for question in self.questions}
        here = ("reasons", index, "fits")
        for name in fits.keys() - questions.keys():
            words = f"no question is called '{name}'; allowed: {', '.join(questions)}"
            yield Fault((*here, name), f"{words}{did_you_mean(name, questions)}")
        for name, answers in questions.items():
            if not fits.get(name):
                words = f"say which answers to '{name}' it goes with, one at least: {', '.join(answers)}"
                yield Fault((*here, name) if name in fits else here, words)
            for place, answer in enumerate(fits.get(name, ())):
                if answer not in answers:
                    words = f"'{name}' has no answer '{answer}'; allowed: {', '.join(answers)}"
                    yield Fault((*here, name, place), f"{words}{did_you_mean(answer, answers)}")

    def _check_answers(self) -> Iterator[Fault]:
        for index, question in enumerate(self.questions):
            for place, answer in enumerate(question.answers):
                count = sum(answer.id in reason.fits[question.id] for reason in self.reasons)
                if count < _FEWEST_REASONS:
                    found = "one reason goes" if count else "no reason goes"
                    words = f"{found} with '{answer.id}'; name it under 'fits' of two at least, or remove it"
                    yield Fault(("questions", index, "answers", place), words)


def reason_anchor(reason_id: str) -> str:
    """Return the address of a reason on the page of all reasons, without ``#``."""
    return f"reason-{reason_id}"


def _check_unique(where: tuple[str | int, ...], ids: Sequence[str]) -> Iterator[Fault]:
    for name, count in Counter(ids).items():
        if count > 1:
            last = len(ids) - 1 - ids[::-1].index(name)
            yield Fault((*where, last, "id"), f"'{name}' stands {count} times; choose another id")
