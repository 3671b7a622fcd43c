"""The rules of the models at their edges; how they fail, word for word, stands in ``tests/cases/errors``."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from followup.catalog import Catalog
from followup.models.base import FieldId, Line, Slug, Text, is_slug, set_quotes
from followup.models.coach import Coach
from followup.models.message import Message, Variant
from followup.models.placeholders import FieldPart
from followup.models.timeline import Timeline


@pytest.fixture
def message(site_catalog: Catalog) -> dict[str, Any]:
    return site_catalog.messages["thank-you"].model_dump()


@pytest.fixture
def timeline(site_catalog: Catalog) -> dict[str, Any]:
    return site_catalog.timelines["after-call"].model_dump()


def faults_of_message(data: dict[str, Any]) -> list[tuple[str | int, ...]]:
    return [fault.location for fault in Message.model_validate(data).check()]


def faults_of_timeline(data: dict[str, Any]) -> list[tuple[str | int, ...]]:
    return [fault.location for fault in Timeline.model_validate(data).check()]


class TestTexts:
    @pytest.mark.parametrize("value", ["a", "7", "thank-you", "a" * 60, "a-1-b"])
    def test_slugs(self, value: str) -> None:
        assert is_slug(value)
        assert TypeAdapter(Slug).validate_python(value) == value

    @pytest.mark.parametrize(
        "value", ["", "a" * 61, "A", "thank_you", "-a", "a-", "a--b", "a b", "é", "a\n", "\u0663", "a/b"]
    )
    def test_what_is_no_slug(self, value: str) -> None:
        assert not is_slug(value)
        with pytest.raises(ValidationError):
            TypeAdapter(Slug).validate_python(value)

    @pytest.mark.parametrize("value", ["a", "reply_by", "a1_2"])
    def test_field_ids(self, value: str) -> None:
        assert TypeAdapter(FieldId).validate_python(value) == value

    @pytest.mark.parametrize("value", ["", "1a", "reply-by", "_a", "a_", "a__b", "Name", "a\n"])
    def test_what_is_no_field_id(self, value: str) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(FieldId).validate_python(value)

    def test_a_line_is_stripped_and_a_text_keeps_the_breaks_within(self) -> None:
        assert TypeAdapter(Line).validate_python(" a b\n") == "a b"
        assert TypeAdapter(Text).validate_python("\n a\n\n b\n") == "a\n\n b"

    @pytest.mark.parametrize("value", ["", " \n", "a\nb"])
    def test_what_is_no_line(self, value: str) -> None:
        with pytest.raises(ValidationError):
            TypeAdapter(Line).validate_python(value)


class TestCoach:
    @pytest.mark.parametrize("day", ["01-01", "02-29", "04-30", "12-31"])
    def test_quiet_days(self, day: str) -> None:
        assert Coach(quiet_days=(day,)).quiet_days == (day,)

    @pytest.mark.parametrize(
        "day", ["00-10", "13-01", "02-30", "04-31", "1-1", "0101", "12-24-", "\u0660\u0661-01", "01-00"]
    )
    def test_what_is_no_day_of_the_year(self, day: str) -> None:
        with pytest.raises(ValidationError):
            Coach(quiet_days=(day,))


class TestMessage:
    def test_it_is_valid(self, message: dict[str, Any]) -> None:
        assert faults_of_message(message) == []

    @pytest.mark.parametrize(("length", "is_fine"), [(300, True), (301, False)])
    def test_linkedin_takes_300_characters_with_the_longest_reason(
        self, length: int, *, is_fine: bool, message: dict[str, Any]
    ) -> None:
        message["reasons"] = [*message["reasons"], {"id": "long", "label": "Long", "line": "é" * 100}]
        body = "{{ reason }}{{ name }}"
        message["variants"][1]["body"] = body + "x" * (length - 100 - len("Alex"))
        assert faults_of_message(message) == ([] if is_fine else [("variants", 1, "body")])

    def test_an_email_may_be_longer(self, message: dict[str, Any]) -> None:
        message["variants"][0]["body"] += "x" * 1000
        assert faults_of_message(message) == []

    @pytest.mark.parametrize(
        "name",
        ["start", "reply_by", "pace", "country", "reason", "plan", "from", "note", "go", "fu"],
    )
    def test_reserved_fields(self, name: str, message: dict[str, Any]) -> None:
        message["fields"] = [*message["fields"], {"id": name, "label": "x", "example": "x"}]
        assert ("fields", 2, "id") in faults_of_message(message)

    def test_a_field_of_the_subject_alone_is_used(self, message: dict[str, Any]) -> None:
        message["fields"] = [*message["fields"], {"id": "topic", "label": "x", "example": "x"}]
        assert faults_of_message(message) == [("fields", 2, "id")]
        message["variants"][0]["subject"] = "{{ topic }}"
        assert faults_of_message(message) == []

    def test_one_channel_in_several_tones(self, message: dict[str, Any]) -> None:
        message["variants"] = [*message["variants"], message["variants"][1] | {"tone": "warm"}]
        assert faults_of_message(message) == []

    def test_a_reason_may_be_declared_and_left_out_of_a_text(self, message: dict[str, Any]) -> None:
        message["variants"][1]["body"] = "{{ name }}"
        assert faults_of_message(message) == []

    def test_its_parts(self, site_catalog: Catalog) -> None:
        message = site_catalog.messages["thank-you"]
        email, linkedin = message.variants
        assert message.email == email
        assert (email.anchor, linkedin.anchor) == ("email-warm", "linkedin-plain")
        assert email.subject_parts == ("Thank you, ", FieldPart("contact", 11))
        assert linkedin.subject_parts == ()
        assert linkedin.body_parts == (FieldPart("reason", 0), " ", FieldPart("name", 13))
        assert set(email.texts) == {"subject", "body"}
        assert set(linkedin.texts) == {"body"}
        assert message.examples == {"contact": "Sam", "name": "Alex", "reason": "Thank you for your time."}
        assert set(message.labels) == {"contact", "name", "reason"}

    def test_it_may_have_no_email_and_no_reasons(self) -> None:
        variant = Variant(channel="phone", tone="plain", body="Hello")
        message = Message(
            slug="hello",
            title="Hello",
            summary="A call.",
            moment="waiting",
            use_when="You call.",
            not_when="You don't.",
            fields=(),
            variants=(variant,),
        )
        assert message.email is None
        assert message.examples == {}
        assert list(message.check()) == []


class TestTimeline:
    def test_it_is_valid(self, timeline: dict[str, Any]) -> None:
        assert faults_of_timeline(timeline) == []

    @pytest.mark.parametrize("rule", [{"days": 5}, {"working_days": 5}])
    def test_contacts_may_stand_as_close_as_the_gap(
        self, rule: dict[str, int], timeline: dict[str, Any]
    ) -> None:
        timeline["steps"][1]["due"] = {"after": "thank-you", **rule}
        assert faults_of_timeline(timeline) == []
        timeline["min_gap_days"] = 6
        assert faults_of_timeline(timeline) == [("steps", 1, "due")]

    def test_the_patient_pace_keeps_the_gap_too(self, timeline: dict[str, Any]) -> None:
        timeline["steps"][1]["due_if_patient"] = {"after": "start", "days": 4}
        assert faults_of_timeline(timeline) == [("steps", 1, "due_if_patient")]

    def test_what_the_patient_pace_moves_must_stay_before_what_it_does_not(
        self, timeline: dict[str, Any]
    ) -> None:
        timeline["steps"][2]["due"] = {"after": "start", "days": 13}
        assert faults_of_timeline(timeline) == [("steps", 2, "due")]

    @pytest.mark.parametrize(("most", "faults"), [(1, []), (0, [("steps", 1, "contact")])])
    def test_chasers_are_counted(
        self, most: int, faults: list[tuple[str | int, ...]], timeline: dict[str, Any]
    ) -> None:
        timeline["max_chasers"] = most
        assert faults_of_timeline(timeline) == faults

    def test_courtesies_are_not_counted(self, timeline: dict[str, Any]) -> None:
        timeline["max_chasers"] = 0
        timeline["steps"][1]["contact"] = "courtesy"
        assert faults_of_timeline(timeline) == []

    def test_two_steps_without_contact_may_share_a_day(self, timeline: dict[str, Any]) -> None:
        silent = {
            "id": "rest",
            "title": "Rest",
            "text": "Rest.",
            "contact": "none",
            "due": {"after": "check-in", "days": 0},
        }
        timeline["steps"] = [*timeline["steps"][:2], silent, timeline["steps"][2]]
        assert faults_of_timeline(timeline) == []

    def test_a_reply_date_may_be_counted_from_where_it_is_known(self, timeline: dict[str, Any]) -> None:
        timeline["steps"][0]["due_if_reply_by"] = {"after": "reply-by", "days": 0}
        assert faults_of_timeline(timeline) == []

    @pytest.mark.parametrize("key", ["due", "due_if_patient"])
    def test_and_nowhere_else(self, key: str, timeline: dict[str, Any]) -> None:
        timeline["steps"][1][key] = {"after": "reply-by", "days": 7}
        assert ("steps", 1, key, "after") in faults_of_timeline(timeline)

    def test_its_steps_by_id(self, site_catalog: Catalog) -> None:
        timeline = site_catalog.timelines["after-call"]
        assert timeline.step("close") is timeline.steps[2]
        with pytest.raises(KeyError, match="open"):
            timeline.step("open")
        assert [step.is_contact for step in timeline.steps] == [True, True, False]
        assert list(timeline.step("check-in").rules) == ["due", "due_if_reply_by", "due_if_patient"]
        assert list(timeline.step("close").rules) == ["due"]

    @pytest.mark.parametrize(
        ("key", "value"),
        [("min_gap_days", 0), ("min_gap_days", 61), ("max_chasers", -1), ("max_chasers", 5), ("steps", [])],
    )
    def test_limits(self, key: str, value: object, timeline: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            Timeline.model_validate(timeline | {key: value})


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"We\'ll be in touch," and no date', "“We’ll be in touch,” and no date"),
        ("it (\"now\") isn't 'so' bad", "it (“now”) isn’t ‘so’ bad"),
        ("the managers' day", "the managers’ day"),
        ("say \"it's 'fine'\".", "say “it’s ‘fine’”."),
        ("“already” set, ’tis", "“already” set, ’tis"),
    ],
)
def test_what_is_shown_has_the_quotes_of_print(typed: str, shown: str) -> None:
    assert set_quotes(typed) == shown
