"""The coach: what is checked, and what a page shows of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from markdown import Markdown
from pydantic import TypeAdapter, ValidationError

from followup.catalog import Catalog
from followup.markdown_blocks import ComponentBlocks
from followup.models.coach import Coach, Email, Phone, WebAddress
from followup.rendering import ComponentRenderer, Linker
from followup.rendering.coach import CoachPart
from tests.followup.conftest import COMPONENTS, HOSTILE, GoldenText
from tests.followup.test_components import Outline, read

FULL: dict[str, Any] = {
    "name": "Your name",
    "practice": "Your practice",
    "role": "Career coach",
    "bio": "Begin [here](/timelines/after-call/), or [write](mailto:you@example.com).",
    "photo": "docs/assets/of you.jpg",
    "contact": {
        "email": "you+site@example.com",
        "phone": "+1 (555) 010-0100",
        "website": "https://www.example.com/",
    },
    "booking": "https://example.com/book?a=1&b=2",
    "newsletter": "https://example.com/news",
    "social": [{"name": "LinkedIn", "url": "https://example.com/in/you"}],
}
PARTS: tuple[CoachPart, ...] = ("profile", "card", "line")


def render(catalog: Catalog, part: CoachPart, **values: object) -> str:
    coach = Coach.model_validate(values)
    assert list(coach.check()) == []
    renderer = ComponentRenderer(COMPONENTS, replace(catalog, coach=coach))
    return renderer.render_coach(part, Linker("articles/why/"))


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_as_its_golden_file(
    part: CoachPart, site_catalog: Catalog, golden_text: GoldenText
) -> None:
    golden_text(f"coach-{part}.html", render(site_catalog, part, **FULL))


@pytest.mark.parametrize("part", PARTS)
def test_without_a_name_nothing_is_shown(part: CoachPart, site_catalog: Catalog) -> None:
    assert render(site_catalog, part) == ""
    assert render(site_catalog, part, country="CA", accent={"light": "#1f5f58"}) == ""


@pytest.mark.parametrize("part", PARTS)
def test_what_is_missing_leaves_no_hole(part: CoachPart, site_catalog: Catalog) -> None:
    outline = read(render(site_catalog, part, name="Your name"))
    assert "".join(outline.texts).split() == ["Your", "name"]
    assert set(outline.tags) <= {"section", "div", "h2", "p", "span"}
    assert len(outline.elements) <= 3


@pytest.mark.parametrize("part", PARTS)
def test_an_example_says_that_it_is_one(part: CoachPart, site_catalog: Catalog) -> None:
    assert "Example:" in render(site_catalog, part, **FULL, example="true")
    assert "Example:" not in render(site_catalog, part, **FULL)


@pytest.mark.parametrize("part", PARTS)
def test_hostile_text_is_text(part: CoachPart, site_catalog: Catalog) -> None:
    hostile = Coach.model_validate(FULL).model_copy(
        update={
            "name": HOSTILE,
            "practice": HOSTILE,
            "role": HOSTILE,
            "bio": f"<div>{HOSTILE}</div>\n\n**b** {HOSTILE}",
        }
    )
    renderer = ComponentRenderer(COMPONENTS, replace(site_catalog, coach=hostile))
    outline = read(renderer.render_coach(part, Linker("")))
    assert "script" not in outline.tags
    assert HOSTILE in "".join(outline.texts)
    assert not [name for _, attributes in outline.elements for name in attributes if name.startswith("on")]


def test_an_article_is_signed_in_a_few_words(site_catalog: Catalog) -> None:
    assert "".join(read(render(site_catalog, "byline", **FULL)).texts).strip() == f"by {FULL['name']}"
    example = read(render(site_catalog, "byline", **FULL, example="true")).texts
    assert "".join(example).strip() == f"Example: by {FULL['name']}"
    assert render(site_catalog, "byline") == ""


def links_of(outline: Outline) -> dict[str, str | None]:
    return {
        str(attributes["href"]): attributes.get("rel") for tag, attributes in outline.elements if tag == "a"
    }


def test_links_lead_where_they_should(site_catalog: Catalog) -> None:
    assert links_of(read(render(site_catalog, "profile", **FULL))) == {
        "../../timelines/after-call/": None,
        "mailto:you@example.com": None,
        "https://example.com/book?a=1&b=2": None,
        "https://example.com/news": None,
        "mailto:you+site@example.com": None,
        "tel:+15550100100": None,
        "https://www.example.com/": None,
        "https://example.com/in/you": "me noopener",
    }


def test_the_block_shows_the_profile_and_its_anchor(site_catalog: Catalog) -> None:
    for coach, anchors in ((Coach(name="Your name"), {"coach"}), (Coach(), set())):
        catalog = replace(site_catalog, coach=coach)
        blocks = ComponentBlocks(catalog, ComponentRenderer(COMPONENTS, catalog))
        blocks.start_page("about/")
        html = Markdown(extensions=[blocks]).convert("/// coach\n///\n")
        assert ("Your name" in html) == bool(anchors)
        assert blocks.page.anchors == anchors


@pytest.mark.parametrize("value", ["you@example.com", "first.last+tag@mail.example.co.uk"])
def test_e_mail_addresses(value: str) -> None:
    assert TypeAdapter(Email).validate_python(value) == value


@pytest.mark.parametrize(
    "value", ["you", "you@", "you@example", "a b@example.com", "a@b.c?bcc=d@e.f", "a@b.c\nx", "@example.com"]
)
def test_what_is_no_e_mail_address(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Email).validate_python(value)


@pytest.mark.parametrize("value", ["+1 555 010 0100", "(555) 010-0100", "030.1234567"])
def test_phone_numbers(value: str) -> None:
    assert TypeAdapter(Phone).validate_python(value) == value


@pytest.mark.parametrize("value", ["call me", "1234", "+1 555 HIRE", "1+2345678", "٠١٢٣٤٥"])
def test_what_is_no_phone_number(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Phone).validate_python(value)


@pytest.mark.parametrize(
    "value", ["https://example.com", "https://a.example/b?c=d#e", "https://exämple.com/ü"]
)
def test_web_addresses(value: str) -> None:
    assert TypeAdapter(WebAddress).validate_python(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "http://example.com",
        "example.com",
        "https://example",
        "https://you:secret@example.com",
        "javascript:alert(1)",
        'https://example.com/"x',
        "https://example.com/a b",
    ],
)
def test_what_is_no_web_address(value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(WebAddress).validate_python(value)


def test_every_key_is_described_in_the_model_and_in_the_shipped_file(shipped_catalog: Catalog) -> None:
    shipped = shipped_catalog.coach
    assert [name for name, field in Coach.model_fields.items() if not field.description] == []
    assert set(Coach.model_fields) - shipped.model_fields_set == {"photo", "accent", "logo"}


def test_the_shipped_file_is_an_example_and_signs_nothing(shipped_catalog: Catalog) -> None:
    assert shipped_catalog.coach.example
    assert shipped_catalog.coach.author is None
    assert [reminder.path for reminder in shipped_catalog.reminders] == ["data/coach.yml"]
