"""The data files: their addresses, what stands in them, and that the same content gives the same bytes."""

import json
from types import MappingProxyType
from typing import Any

import pytest

from followup.catalog import Catalog
from followup.data_files import build_data_files
from followup.models.coach import Coach
from followup.models.message import Message
from followup.models.timeline import Timeline

TIMELINE = Timeline.model_validate(
    {
        "slug": "after-a-call",
        "title": "After a call",
        "summary": "One step, then stop.",
        "situation": "call",
        "start_label": "Date of the call",
        "steps": [
            {
                "id": "close",
                "title": "Stop waiting",
                "text": "Nothing to send.",
                "contact": "none",
                "due": {"after": "start", "working_days": 5},
            }
        ],
        "heard_back": {"invited": "after-a-call"},
    }
)
MESSAGE = Message.model_validate(
    {
        "slug": "note",
        "title": "A note",
        "summary": "Short.",
        "moment": "waiting",
        "use_when": "Now.",
        "not_when": "Later.",
        "fields": [{"id": "name", "label": "Your name", "example": "Zoë"}],
        "reasons": [{"id": "thank-them", "label": "They helped you", "line": "Thank you."}],
        "variants": [
            {
                "channel": "email",
                "tone": "warm",
                "subject": "From {{name}}",
                "body": "{{ reason }}\n\n{{ name }}\n",
            },
            {"channel": "card", "tone": "plain", "body": "Café {{ name }}!"},
        ],
    }
)


def make_catalog(coach: Coach) -> Catalog:
    return Catalog(
        timelines=MappingProxyType({TIMELINE.slug: TIMELINE}),
        messages=MappingProxyType({MESSAGE.slug: MESSAGE}),
        checklists=MappingProxyType({}),
        coach=coach,
    )


@pytest.fixture
def files() -> dict[str, bytes]:
    return build_data_files(make_catalog(Coach(country="IE", countries=("SG",))), 2026)


def test_addresses(files: dict[str, bytes]) -> None:
    assert sorted(files) == [
        "data/holidays/IE.json",
        "data/holidays/SG.json",
        "data/messages/note.json",
        "data/timelines/after-a-call.json",
    ]


@pytest.mark.parametrize(
    ("country", "countries", "published"),
    [
        ("US", ("US", "IE"), ["IE", "US"]),
        ("US-CA", ("IE",), ["IE", "US"]),
        ("none", ("IE",), ["IE"]),
        ("none", (), []),
    ],
)
def test_the_sites_own_country_is_always_published(
    country: str, countries: tuple[str, ...], published: list[str]
) -> None:
    found = build_data_files(make_catalog(Coach(country=country, countries=countries)), 2026)
    prefix = "data/holidays/"
    assert [path for path in found if path.startswith(prefix)] == [
        f"{prefix}{code}.json" for code in published
    ]


def test_timeline(files: dict[str, bytes]) -> None:
    assert files["data/timelines/after-a-call.json"].decode() == (
        '{"heard_back":{"invited":"after-a-call"},"max_chasers":2,"min_gap_days":5,"situation":"call",'
        '"slug":"after-a-call","start_label":"Date of the call","steps":[{"contact":"none",'
        '"due":{"after":"start","working_days":5},"id":"close","reasons":[],"shift":"next-working-day",'
        '"text":"Nothing to send.","title":"Stop waiting"}],"summary":"One step, then stop.",'
        '"title":"After a call"}\n'
    )


def test_message(files: dict[str, bytes]) -> None:
    assert files["data/messages/note.json"].decode() == (
        '{"fields":[{"example":"Zoë","id":"name","label":"Your name","length":"short","required":true}],'
        '"moment":"waiting","not_when":"Later.",'
        '"reasons":[{"id":"thank-them","label":"They helped you","line":"Thank you."}],'
        '"slug":"note","summary":"Short.","title":"A note","use_when":"Now.","variants":['
        '{"anchor":"email-warm","body":[{"field":"reason"},"\\n\\n",{"field":"name"}],"channel":"email",'
        '"subject":["From ",{"field":"name"}],"tone":"warm"},'
        '{"anchor":"card-plain","body":["Café ",{"field":"name"},"!"],"channel":"card","tone":"plain"}]}\n'
    )


def test_holidays(files: dict[str, bytes]) -> None:
    ireland: dict[str, Any] = json.loads(files["data/holidays/IE.json"])
    assert {key: value for key, value in ireland.items() if key != "days"} == {
        "country": "IE",
        "years": [2025, 2026, 2027, 2028, 2029],
        "weekend": [6, 7],
        "subdivisions": {},
    }
    assert ireland["days"]["2026-03-17"] == "Saint Patrick's Day"


def test_holidays_follow_the_year_of_the_build() -> None:
    later = build_data_files(make_catalog(Coach(country="IE", countries=())), 2030)
    days = json.loads(later["data/holidays/IE.json"])["days"]
    assert sorted({day[:4] for day in days}) == ["2029", "2030", "2031", "2032", "2033"]


def test_the_same_content_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert build_data_files(make_catalog(Coach(country="IE", countries=("SG",))), 2026) == files
    for content in files.values():
        text = content.decode()
        plain = json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        assert text == f"{plain}\n"
