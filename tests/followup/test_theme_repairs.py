"""What is mended in the theme's templates."""

from pathlib import Path

import material
import pytest
from jinja2 import DictLoader, Environment

from followup.theme_repairs import THEME_REPAIRS, ThemeRepairs

THEME = Path(material.__file__).parent / "templates"


@pytest.mark.parametrize("name", THEME_REPAIRS)
def test_a_repair_finds_what_it_mends_in_the_theme_as_it_is_pinned(name: str) -> None:
    text = (THEME / name).read_text("utf-8")
    assert [wrong for wrong in THEME_REPAIRS[name] if wrong not in text] == []


def test_a_template_is_mended_and_others_are_left_alone() -> None:
    dialog = '<div role="dialog">'
    templates = {"partials/search.html": dialog, "partials/other.html": dialog}
    environment = Environment(loader=DictLoader(templates), extensions=[ThemeRepairs], autoescape=True)
    assert (
        environment.get_template("partials/search.html").render() == '<div role="dialog" aria-label="Search">'
    )
    assert environment.get_template("partials/other.html").render() == dialog
