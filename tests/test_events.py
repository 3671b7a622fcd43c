"""What MkDocs is told of faults, and who reads it there."""

from __future__ import annotations

import pytest
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

import events
from followup.failures import find_problems
from followup.problems import Problem


def test_what_is_left_of_blocks_keeps_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    told = (Problem("docs/about.md", 3, 1, "this would stand on the page"),)
    monkeypatch.setattr(events, "_left_over", [*told])
    with pytest.raises(PluginError) as raised:
        events.on_env(Environment(autoescape=True), MkDocsConfig(), Files([]))
    assert str(raised.value) == str(told[0])
    assert find_problems(raised.value, "/nowhere") == told
