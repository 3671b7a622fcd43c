"""The smallest valid content, and what renders it."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from followup.catalog import Catalog, load_catalog
from followup.rendering import ComponentRenderer

PROJECT = Path(__file__).parents[2]
SITE = PROJECT / "tests" / "cases" / "site"
COMPONENTS = PROJECT / "overrides" / "components"
GOLDEN = Path(__file__).parent / "golden"

HOSTILE = """</script><script>alert("1")</script> '"> & *a* [b](c) {{ d.e }} {% f %} &lt; -- ///"""
"""What must come out as it went in, and never as markup."""


class GoldenText(Protocol):
    def __call__(self, name: str, text: str) -> None: ...


@pytest.fixture(scope="session")
def site_catalog() -> Catalog:
    return load_catalog(SITE)


@pytest.fixture(scope="session")
def shipped_catalog() -> Catalog:
    return load_catalog(PROJECT)


@pytest.fixture(scope="session")
def hostile_catalog(site_catalog: Catalog) -> Catalog:
    """Content whose every text looks like markup."""
    timeline = site_catalog.timelines["after-call"]
    steps = tuple(step.model_copy(update={"title": HOSTILE, "text": HOSTILE}) for step in timeline.steps)
    texts = {"title": HOSTILE, "situation": HOSTILE, "start_label": HOSTILE, "steps": steps}
    message = site_catalog.messages["check-in"]
    field = message.fields[0].model_copy(update={"label": HOSTILE, "example": HOSTILE})
    reason = message.reasons[0].model_copy(update={"label": HOSTILE, "line": HOSTILE})
    variant = message.variants[0].model_copy(update={"subject": HOSTILE, "body": HOSTILE})
    parts = {"title": HOSTILE, "fields": (field,), "reasons": (reason,), "variants": (variant,)}
    return replace(
        site_catalog,
        timelines={"after-call": timeline.model_copy(update=texts)},
        messages={**site_catalog.messages, "check-in": message.model_copy(update=parts)},
    )


@pytest.fixture(scope="session")
def renderer(site_catalog: Catalog) -> ComponentRenderer:
    return ComponentRenderer(COMPONENTS, site_catalog)


@pytest.fixture
def golden_text() -> GoldenText:
    """Compare a text with a golden file; UPDATE_GOLDEN=1 in the environment writes the file instead."""

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return check
