"""When a step is due, in words, for readers without JavaScript: the plan relative to its start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.models.timeline import REPLY_BY, START, Due, Step, Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

_PER_WEEK = 7
_WORDS: Mapping[int, str] = {1: "a week", 2: "two weeks", 3: "three weeks", 4: "four weeks"}


def describe_due(timeline: Timeline, step: Step) -> str:
    """Return when ``step`` is due, as in ``A week after the interview``."""
    return _sentence(timeline, step.due)


def describe_due_if_reply_by(timeline: Timeline, step: Step) -> str | None:
    """Return when ``step`` is due if they gave a date, or None where that changes nothing."""
    return None if step.due_if_reply_by is None else _sentence(timeline, step.due_if_reply_by)


def _sentence(timeline: Timeline, due: Due) -> str:
    if due.after == START:
        base = f"the day of the {timeline.situation}" if _amount(due) == 0 else f"the {timeline.situation}"
    elif due.after == REPLY_BY:
        base = "the date they gave you"
    else:
        number = [step.id for step in timeline.steps].index(due.after) + 1
        base = f"step {number}"
    words = base if _amount(due) == 0 else f"{_span(due)} after {base}"
    return words[0].upper() + words[1:]


def _amount(due: Due) -> int:
    return due.days or due.working_days or 0


def _span(due: Due) -> str:
    amount = _amount(due)
    if due.working_days is not None:
        return f"{amount} working {'day' if amount == 1 else 'days'}"
    weeks, rest = divmod(amount, _PER_WEEK)
    if rest == 0 and weeks in _WORDS:
        return _WORDS[weeks]
    return f"{amount} {'day' if amount == 1 else 'days'}"
