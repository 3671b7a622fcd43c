"""Where in the navigation a page belongs that does not stand in it."""

from __future__ import annotations

import pytest

from followup.navigation import find_section

SECTIONS = ["", "messages/", "coaches/", "coaches/links/", "about/"]


@pytest.mark.parametrize(
    ("address", "section"),
    [
        ("messages/thank-you/", "messages/"),
        ("coaches/links/more/", "coaches/links/"),
        ("coaches/handout/", "coaches/"),
        ("privacy/", None),
        ("", None),
        ("about-us/", None),
    ],
)
def test_a_page_belongs_to_the_nearest_above_it(address: str, section: str | None) -> None:
    assert find_section(address, SECTIONS) == section
