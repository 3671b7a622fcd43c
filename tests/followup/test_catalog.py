from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from followup.catalog import Catalog, load_catalog, read_text
from followup.models.coach import Coach

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def test_the_published_content_holds_its_references(shipped_catalog: Catalog) -> None:
    assert shipped_catalog.timelines
    for timeline in shipped_catalog.timelines.values():
        for step in timeline.steps:
            if step.message is not None:
                message = shipped_catalog.messages[step.message]
                assert set(step.reasons) <= {reason.id for reason in message.reasons}
            if step.late_message is not None:
                assert step.late_message in shipped_catalog.messages
        for slug in dict(timeline.heard_back or {}).values():
            assert slug is None or slug in shipped_catalog.timelines


def test_slugs_are_the_names_of_files_in_order(site_catalog: Catalog) -> None:
    assert list(site_catalog.timelines) == ["after-call"]
    assert list(site_catalog.messages) == ["check-in", "thank-you", "thank-you-late"]
    assert list(site_catalog.checklists) == ["keep-busy"]
    parts: Mapping[str, Mapping[str, object]] = {
        "timelines": site_catalog.timelines,
        "messages": site_catalog.messages,
        "checklists": site_catalog.checklists,
    }
    for part in parts.values():
        assert all(getattr(content, "slug", "") == slug for slug, content in part.items())


def test_a_checklist_is_read_from_its_page(site_catalog: Catalog) -> None:
    checklist = site_catalog.checklists["keep-busy"]
    assert (checklist.title, checklist.description) == ("Keep busy", "Two things to do today.")
    assert [(item.id, item.text, item.group) for item in checklist.items] == [
        ("walk", "Take a walk", "Now"),
        ("call", "Call a friend", "Now"),
    ]


def test_a_catalog_cannot_change(site_catalog: Catalog) -> None:
    with pytest.raises(AttributeError):
        site_catalog.coach = Coach()  # type: ignore[misc] # that is the point
    parts: list[Any] = [site_catalog.timelines, site_catalog.messages, site_catalog.checklists]
    for part in parts:
        with pytest.raises(TypeError):
            part["new"] = None
        content = next(iter(part.values()))
        with pytest.raises(ValidationError, match="frozen"):
            content.title = "New"
    assert isinstance(site_catalog.timelines["after-call"].steps, tuple)


def test_a_message_knows_the_steps_that_send_it(site_catalog: Catalog) -> None:
    uses = {
        slug: [(timeline.slug, step) for timeline, step in site_catalog.steps_using(message)]
        for slug, message in site_catalog.messages.items()
    }
    assert uses == {
        "check-in": [("after-call", "check-in")],
        "thank-you": [("after-call", "thank-you")],
        "thank-you-late": [("after-call", "thank-you")],
    }


def test_a_project_without_content_is_an_empty_catalog(tmp_path: Path) -> None:
    catalog = load_catalog(tmp_path)
    assert (dict(catalog.timelines), dict(catalog.messages), dict(catalog.checklists)) == ({}, {}, {})
    assert catalog.coach == Coach()


def test_a_coach_is_read(site_catalog: Catalog) -> None:
    assert site_catalog.coach.quiet_days == ("12-24",)


def test_hidden_files_and_the_index_are_no_content(tmp_path: Path) -> None:
    for name in ("data/messages/.draft.yml", "docs/checklists/index.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text("nothing\n", encoding="utf-8")
    catalog = load_catalog(tmp_path)
    assert not catalog.messages
    assert not catalog.checklists


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("Zoë\u2028".encode(), "Zoë\u2028"),
        (b"", ""),
    ],
)
def test_text_has_one_kind_of_line_end(content: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(content)
    assert read_text(path, "x.md") == text
