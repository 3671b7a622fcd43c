"""The page that stands in for a site that does not build."""

import re
from html.parser import HTMLParser

import pytest
import yaml
from jinja2 import Environment, StrictUndefined, TemplateError

from followup.error_page import render_error_page
from followup.failures import describe_fault, find_problems
from followup.problems import ContentError, Problem
from tests.followup.conftest import HOSTILE, GoldenText

TEXT = (
    "title: After a talk\nsteps:\n  - id: thank-you\n    titel: <b>Say & thank</b>\n    contact: courtesy\n"
)
PROBLEM = Problem("data/timelines/after-a-talk.yml", 4, 5, "steps[0]: unknown key 'titel'")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not dict(attrs).keys() & {"src", "href", "onclick"}
        self.names.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


def test_a_page_says_all_that_is_wrong_and_shows_where(golden_text: GoldenText) -> None:
    problems = [PROBLEM, Problem("docs/gone.md", 1, 1, "there is no such page")]
    notes = ["Doc file 'about.md' contains a link 'x.md'"]
    golden_text("error-page.html", render_error_page(problems, notes, {PROBLEM.path: TEXT}))


def test_nothing_of_the_content_becomes_markup() -> None:
    harmless = read(render_error_page([PROBLEM], ["a note"], {PROBLEM.path: TEXT}))
    hostile = Problem(HOSTILE, 1, 3, HOSTILE)
    page = read(render_error_page([hostile], [HOSTILE], {HOSTILE: HOSTILE}))
    assert page.names <= harmless.names
    assert page.text.count(HOSTILE) == 4, "place, message, note and excerpt show it as it is"


def test_a_place_behind_the_end_is_marked_all_the_same() -> None:
    lines = TEXT.count("\n")
    for line, column in ((lines, 400), (lines + 1, 1), (1, 1)):
        page = render_error_page([Problem("a.yml", line, column, "x")], [], {"a.yml": TEXT})
        assert page.count("<mark>") == 1
    assert "<mark>" not in render_error_page([Problem("a.yml", 400, 1, "x")], [], {"a.yml": TEXT})


def test_a_page_loads_nothing() -> None:
    page = render_error_page([PROBLEM], [], {PROBLEM.path: TEXT})
    assert not re.search(r"\bsrc=|\bhref=|url\(|@import", page)


def test_problems_are_found_behind_what_they_caused() -> None:
    content = ContentError([PROBLEM])
    outer = RuntimeError("the build failed")
    outer.__cause__ = content
    assert find_problems(outer, "/project") == (PROBLEM,)
    assert find_problems(RuntimeError("anything"), "/project") == ()


def test_a_template_is_named_with_its_line() -> None:
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    for name, source, line in (("a", "one\n{{ two.three }}", 2), ("b", "{% if %}", 1)):
        try:
            code = environment.compile(source, name, f"/project/overrides/{name}.html")
            environment.template_class.from_code(environment, code, {}, None).render()
        except TemplateError as error:
            (problem,) = find_problems(error, "/project")
            assert (problem.path, problem.line) == (f"overrides/{name}.html", line)
            assert "the template cannot be" in problem.message


def test_settings_are_named_with_their_line() -> None:
    try:
        yaml.safe_load("a: 1\nb: [")
    except yaml.YAMLError as error:
        (problem,) = find_problems(error, "/project")
        assert (problem.path, problem.line) == ("mkdocs.yml", 2)


def test_a_fault_of_the_program_names_its_last_own_place() -> None:
    root = __file__.rpartition("/tests/")[0]
    with pytest.raises(ValueError, match="invalid") as raised:
        int("x")
    problem = describe_fault(raised.value, root)
    assert problem.path == "tests/followup/test_error_page.py"
    assert problem.message.startswith("ValueError: invalid literal")
