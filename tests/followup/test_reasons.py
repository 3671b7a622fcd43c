"""Why they did not call: what the shipped reasons promise, and everywhere that they are listed and linked."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from followup.catalog import Catalog
from followup.directory import build_directory
from followup.link_requests import LinkRequest, LinkTarget, check_link_request
from followup.markdown_source import parse_markdown
from followup.models.link import Link
from followup.models.reason import Reasons
from followup.page_anchors import find_anchors
from followup.pages import build_pages
from followup.permalinks import add_to_lock, check_permalinks
from followup.rendering import ComponentRenderer, Linker
from followup.search_index import complete_search_index
from followup.short_names import check_short_names
from followup.site import Site, load_unpublished_site
from followup.validation import parse_model
from followup.yaml_source import parse_yaml
from tests.followup.conftest import COMPONENTS, HOSTILE, PROJECT, SITE, GoldenText
from tests.followup.test_components import read

FILE = "data/reasons.yml"
TEXT = """\
questions:
  - id: said
    label: What did they say last?
    answers:
      - {id: date, label: A date}
      - {id: no-date, label: No date}
reasons:
  - id: swamped
    title: They are up to their necks in work
    also_searched_as: [too busy]
    whose: theirs
    text: It is item fourteen on the list.
    signs: [Their answers got shorter., They came at night.]
    can: Write once.
    cannot: You can't clear their desk.
    message: check-in
    timeline: after-call
    checklist: keep-busy
    fits: {said: [date, no-date]}
    formerly: [busy]
  - id: bus
    title: The bus
    whose: nobodys
    text: It came.
    signs: [There are none.]
    can: Wish them well.
    cannot: You can't prevent buses.
    message: none
    fits: {said: [no-date, date]}
ending: {title: You may never know, text: You need not know., timeline: after-call}
retired_anchors: [reason-ghost]
"""


@pytest.fixture(scope="module")
def reasons() -> Reasons:
    return parse_model(parse_yaml(TEXT, FILE), Reasons)


@pytest.fixture
def catalog(site_catalog: Catalog, reasons: Reasons) -> Catalog:
    return replace(site_catalog, reasons=reasons)


@pytest.fixture
def shipped(shipped_catalog: Catalog) -> Reasons:
    assert shipped_catalog.reasons is not None
    return shipped_catalog.reasons


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    shutil.copytree(SITE, root)
    (root / "overrides").symlink_to(PROJECT / "overrides", target_is_directory=True)
    (root / FILE).write_text(TEXT, encoding="utf-8")
    return root


def load(root: Path) -> Site:
    return load_unpublished_site(root, root / "docs")


def render(catalog: Catalog, *, id_prefix: str = "") -> str:
    return ComponentRenderer(COMPONENTS, catalog).render_reasons(Linker("reasons/"), id_prefix=id_prefix)


class TestShipped:
    def test_there_are_enough_of_every_kind(self, shipped: Reasons) -> None:
        assert 14 <= len(shipped.reasons) <= 20
        assert {reason.whose for reason in shipped.reasons} == {"theirs", "yours", "nobodys"}
        assert len(shipped.questions) == 3

    def test_whatever_is_answered_more_than_one_reason_fits(self, shipped: Reasons) -> None:
        ids = [[answer.id for answer in question.answers] for question in shipped.questions]
        names = [question.id for question in shipped.questions]
        for given in itertools.product(*ids):
            answers = dict(zip(names, given, strict=True))
            fitting = [
                reason.id
                for reason in shipped.reasons
                if all(answer in reason.fits[name] for name, answer in answers.items())
            ]
            assert len(fitting) > 1, answers

    def test_the_questions_tell_reasons_apart(self, shipped: Reasons) -> None:
        for question in shipped.questions:
            for answer in question.answers:
                fitting = sum(answer.id in reason.fits[question.id] for reason in shipped.reasons)
                assert fitting < len(shipped.reasons), answer.id

    def test_nothing_is_sent_only_where_the_reason_says_so(self, shipped: Reasons) -> None:
        for reason in shipped.reasons:
            assert (reason.sent is None) == ("nothing to send" in reason.cannot)

    def test_they_hold_no_figure_and_no_empty_phrase(self, shipped: Reasons) -> None:
        for reason in shipped.reasons:
            words = " ".join((reason.title, reason.text, *reason.signs, reason.can, reason.cannot))
            assert not re.search(r"\d|%|percent|checking in", words), reason.id
            assert len(words.split()) < 130, reason.id


class TestComponent:
    def test_it_is_as_its_golden_file(self, catalog: Catalog, golden_text: GoldenText) -> None:
        golden_text("reasons.html", render(catalog))

    def test_every_id_stands_once_and_promised_addresses_are_among_them(
        self, shipped_catalog: Catalog, shipped: Reasons
    ) -> None:
        for prefix in ("", "again-"):
            outline = read(render(shipped_catalog, id_prefix=prefix))
            ids = outline.attributes("id")
            assert len(set(ids)) == len(ids)
            assert {f"{prefix}{anchor}" for anchor in shipped.anchors} <= set(ids)
            labels = [name for value in outline.attributes("aria-labelledby") for name in str(value).split()]
            assert set(labels) <= set(ids)

    def test_hostile_text_is_text(self, catalog: Catalog, reasons: Reasons) -> None:
        keys = ("title", "text", "can", "cannot")
        reason = reasons.reasons[0].model_copy(
            update=dict.fromkeys(keys, HOSTILE) | {"signs": (HOSTILE,) * 2}
        )
        hostile = reasons.model_copy(update={"reasons": (reason, *reasons.reasons[1:])})
        outline = read(render(replace(catalog, reasons=hostile)))
        assert outline.tags == read(render(catalog)).tags
        assert "".join(outline.texts).count(HOSTILE) == len(keys) + 2

    def test_without_reasons_there_is_nothing_to_render(self, site_catalog: Catalog) -> None:
        with pytest.raises(ValueError, match=r"data/reasons\.yml is missing"):
            render(site_catalog)


class TestPlacesThatListThem:
    def test_their_page_is_there_where_they_are(self, site_catalog: Catalog, catalog: Catalog) -> None:
        assert "reasons.md" not in build_pages(site_catalog)
        page = build_pages(catalog)["reasons.md"]
        assert "\n/// reasons\n///\n" in page
        anchors = {"reason-swamped", "reason-bus", "reason-busy", "reason-ghost"}
        assert anchors <= find_anchors(parse_markdown(page, "reasons.md"), catalog)

    def test_the_directory_has_each_as_a_place(self, site_catalog: Catalog, catalog: Catalog) -> None:
        titles = {"/": "Home", "/reasons/": "Why they did not call"}
        directory = build_directory(catalog, titles)
        [page] = directory.reasons
        assert (page.address, page.title) == ("/reasons/", "Why they did not call")
        assert [(place.anchor, place.title) for place in page.places] == [
            ("reason-swamped", "They are up to their necks in work"),
            ("reason-bus", "The bus"),
        ]
        assert [page.address for page in directory.pages] == ["/"]
        assert build_directory(site_catalog, {}).reasons == ()

    def test_coaches_can_link_to_each(self, catalog: Catalog) -> None:
        directory = build_directory(catalog, {"/reasons/": "Why they did not call"})
        renderer = ComponentRenderer(COMPONENTS, catalog)
        link = Linker("coaches/")
        assert '["reason-bus", "The bus"]' in renderer.render_client_link(directory, link)
        assert 'href="../reasons/#reason-bus"' in renderer.render_permalinks(directory, link)

    def test_a_prefilled_link_goes_to_one(self, reasons: Reasons) -> None:
        target = LinkTarget("reasons/", reasons.anchors)
        good, bad = (LinkRequest("page", "/reasons/", {"go": f"reason-{name}"}) for name in ("bus", "bsu"))
        assert list(check_link_request(good, target)) == []
        [fault] = check_link_request(bad, target)
        assert fault.words.endswith("did you mean 'reason-bus'?")

    def test_a_short_name_goes_to_one(self, catalog: Catalog) -> None:
        source = parse_yaml(
            "bus: {to: /reasons/, go: reason-bus}\ntram: {to: /reasons/, go: reason-tram}\n", "l"
        )
        links = {name: Link(to="/reasons/", go=f"reason-{name}") for name in ("bus", "tram")}
        named = replace(catalog, links=links, links_source=source)
        [problem] = check_short_names(named, ["/reasons/"])
        assert "this page has no place 'reason-tram'" in problem.message

    def test_the_search_finds_each_by_other_words_too(self, catalog: Catalog) -> None:
        index = {"docs": [{"location": "reasons/", "title": "Why they did not call", "text": "<p>Here</p>"}]}
        found = {
            entry["location"]: entry
            for entry in json.loads(complete_search_index(json.dumps(index), catalog, {}))["docs"]
        }
        assert list(found) == ["reasons/", "reasons/#reason-swamped", "reasons/#reason-bus"]
        assert found["reasons/#reason-swamped"]["also_searched_as"] == "too busy"
        assert "item fourteen" in found["reasons/#reason-swamped"]["text"]


class TestPermalinks:
    def gone(self, root: Path, lock: str) -> list[str]:
        return [str(problem) for problem in check_permalinks(lock, load(root).published())]

    def test_each_has_an_address_that_stays(self, root: Path) -> None:
        published = load(root).published()
        assert {"/reasons/", "/reasons/#reason-swamped", "/reasons/#reason-bus"} <= published.addresses
        assert published.leads_somewhere("/reasons/#reason-busy")
        assert published.leads_somewhere("/reasons/#reason-ghost")
        assert not published.leads_somewhere("/reasons/#reason-tram")

    def test_one_that_is_gone_is_named_with_what_to_do(self, root: Path) -> None:
        lock = add_to_lock("", ["/reasons/", "/reasons/#reason-bus"])
        assert self.gone(root, lock) == []
        (root / FILE).write_text(TEXT.replace("id: bus", "id: coach"), encoding="utf-8")
        assert self.gone(root, lock) == [
            (
                "permalinks.lock:4:1: /reasons/#reason-bus: this reason has been published and is gone; "
                "write 'formerly: [bus]' in the reason that takes its place, or 'retired_anchors: "
                "[reason-bus]' at the top of data/reasons.yml"
            )
        ]

    def test_their_page_comes_back_with_their_file(self, root: Path) -> None:
        (root / FILE).unlink()
        assert self.gone(root, add_to_lock("", ["/reasons/"])) == [
            (
                "permalinks.lock:3:1: /reasons/: this page has been published and is gone; bring back "
                "data/reasons.yml"
            )
        ]
