from __future__ import annotations

import pytest

from followup.catalog import Catalog
from followup.models.timeline import Due, Timeline
from followup.rendering.phrases import describe_due, describe_due_if_reply_by


@pytest.fixture
def timeline(site_catalog: Catalog) -> Timeline:
    return site_catalog.timelines["after-call"]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (Due(after="start", days=0), "The day of the call"),
        (Due(after="start", working_days=0), "The day of the call"),
        (Due(after="start", days=1), "1 day after the call"),
        (Due(after="start", days=6), "6 days after the call"),
        (Due(after="start", days=7), "A week after the call"),
        (Due(after="start", days=8), "8 days after the call"),
        (Due(after="start", days=14), "Two weeks after the call"),
        (Due(after="start", days=21), "Three weeks after the call"),
        (Due(after="start", days=28), "Four weeks after the call"),
        (Due(after="start", days=35), "35 days after the call"),
        (Due(after="start", working_days=1), "1 working day after the call"),
        (Due(after="start", working_days=7), "7 working days after the call"),
        (Due(after="reply-by", working_days=2), "2 working days after the date they gave you"),
        (Due(after="reply-by", days=0), "The date they gave you"),
        (Due(after="thank-you", days=7), "A week after step 1"),
        (Due(after="check-in", days=0), "Step 2"),
    ],
)
def test_when_a_step_is_due(timeline: Timeline, due: Due, words: str) -> None:
    step = timeline.step("check-in").model_copy(update={"due": due, "due_if_reply_by": due})
    assert describe_due(timeline, step) == words
    assert describe_due_if_reply_by(timeline, step) == words


def test_a_reply_date_may_change_nothing(timeline: Timeline) -> None:
    assert describe_due_if_reply_by(timeline, timeline.step("close")) is None
