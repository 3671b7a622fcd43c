"""New files to begin with: what they are called, and that any title stands in them as it was given."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.catalog import Catalog
from followup.markdown_source import parse_markdown
from followup.models.article import Article, Related
from followup.models.base import is_slug, set_quotes
from followup.models.message import Message
from followup.models.timeline import Timeline
from followup.new_content import Kind, Name, build_new_file, path_of, read_name
from followup.validation import parse_model
from followup.yaml_source import parse_yaml

TODAY = date(2026, 11, 19)

TITLES = (
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S"]) | st.just(" "), min_size=1, max_size=40
    )
    .map(lambda text: " ".join(text.split()))
    .filter(str.isprintable)
    .filter(bool)
)


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("After a trial day", None, Name("After a trial day", "after-a-trial-day")),
        ("after-a-trial-day", None, Name("After a trial day", "after-a-trial-day")),
        ("trial", "After a trial day", Name("After a trial day", "trial")),
        ("  Why didn’t they call?  ", None, Name("Why didn’t they call?", "why-didnt-they-call")),
        ("Your résumé, again", None, Name("Your résumé, again", "your-resume-again")),
        ("30 days", None, Name("30 days", "30-days")),
        ("../../etc/passwd", None, Name("../../etc/passwd", "etc-passwd")),
    ],
)
def test_a_name_is_a_title_or_a_slug(name: str, title: str | None, expected: Name) -> None:
    assert read_name(name, title) == expected


@pytest.mark.parametrize(
    ("name", "title", "rule"),
    [
        ("???", None, "60 at most"),
        ("日本語", None, "lower-case letters, digits and single hyphens"),
        ("a" * 61, None, "60 at most"),
        ("word " * 20, None, "60 at most"),
        ("index", None, "the page that lists the others"),
        ("Index", None, "the page that lists the others"),
        ("trial", " ", "one line of text"),
        ("trial", "two\nlines", "one line of text"),
        ("trial\u202eday", None, "nothing invisible"),
    ],
)
def test_a_bad_name_is_told_the_rule(name: str, title: str | None, rule: str) -> None:
    with pytest.raises(ValueError, match=rule):
        read_name(name, title)


@given(TITLES)
def test_every_slug_is_one(title: str) -> None:
    try:
        name = read_name(title)
    except ValueError:
        return
    assert is_slug(name.slug)


@given(TITLES)
@example("# [No]: \"yes\" & 'x' <b>{{ a }} *b* {#c} $title ${date} -->")
@example("null")
@example("2026")
@example("- a")
@example("/// message | x")
def test_any_title_stands_as_it_was_given(title: str) -> None:
    name = Name(title, "new")
    source = parse_yaml(build_new_file("timeline", name, today=TODAY), "t.yml")
    assert parse_model(source, Timeline, slug="new").title == set_quotes(title)
    page = parse_markdown(build_new_file("article", name, today=TODAY), "t.md")
    assert page.front_matter is not None
    article = parse_model(page.front_matter.only(Article.model_fields), Article)
    assert (article.title, article.date) == (title, "2026-11-19")


def test_an_article_leads_to_what_it_is_given() -> None:
    related = Related(timeline="after-call", messages=("check-in", "thank-you"), checklist="keep-busy")
    text = build_new_file("article", Name("A", "a"), today=TODAY, related=related)
    head = parse_markdown(text, "a.md").front_matter
    assert head is not None
    assert parse_model(head.only(Article.model_fields), Article).related == related


@pytest.mark.parametrize("kind", ["timeline", "message"])
def test_what_it_makes_has_no_fault_of_its_own(kind: Kind, shipped_catalog: Catalog) -> None:
    name = Name("After a trial day", "after-a-trial-day")
    text = build_new_file(kind, name, today=TODAY, message=shipped_catalog.messages["check-in"])
    source = parse_yaml(text, path_of(kind, name.slug))
    model: type[Timeline | Message] = Timeline if kind == "timeline" else Message
    assert list(parse_model(source, model, slug=name.slug).check()) == []


def test_a_timeline_sends_the_message_that_it_is_given(shipped_catalog: Catalog) -> None:
    message = shipped_catalog.messages["check-in"]
    source = parse_yaml(build_new_file("timeline", Name("A", "a"), today=TODAY, message=message), "a.yml")
    steps = parse_model(source, Timeline, slug="a").steps
    assert [(step.message, step.reasons) for step in steps] == [
        (None, ()),
        ("check-in", (message.reasons[0].id,)),
        (None, ()),
    ]
