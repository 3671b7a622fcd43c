"""The HTML of the components: whole without a script, and never more than the content says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from followup.catalog import Catalog
from followup.models.message import MOMENT_NAMES
from followup.rendering import ComponentRenderer, Linker
from tests.followup.conftest import COMPONENTS, HOSTILE, GoldenText

VOID = {"input", "br", "hr", "img", "link", "meta", "wbr"}


@dataclass
class Outline(HTMLParser):
    """What a browser would make of some HTML."""

    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    def attributes(self, name: str) -> list[str | None]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


def read(html: str) -> Outline:
    outline = Outline()
    outline.feed(html)
    outline.close()
    assert outline.open == []
    return outline


def render_all(catalog: Catalog, *, id_prefix: str = "") -> dict[str, str]:
    renderer, link = ComponentRenderer(COMPONENTS, catalog), Linker("a/b/")
    timelines = {
        slug: renderer.render_timeline(timeline, link, id_prefix=id_prefix)
        for slug, timeline in catalog.timelines.items()
    }
    messages = {
        slug: renderer.render_message(message, link, id_prefix=id_prefix)
        for slug, message in catalog.messages.items()
    }
    without_content = {
        "messages": renderer.render_gallery(link, id_prefix=id_prefix),
        "follow-ups": renderer.render_board(link, id_prefix=id_prefix),
        "backup": renderer.render_backup(id_prefix=id_prefix),
        "erase": renderer.render_erase(link, id_prefix=id_prefix),
    }
    return timelines | messages | without_content


def test_timeline_is_as_its_golden_file(
    site_catalog: Catalog, renderer: ComponentRenderer, golden_text: GoldenText
) -> None:
    html = renderer.render_timeline(site_catalog.timelines["after-call"], Linker("timelines/after-call/"))
    golden_text("timeline.html", html)


def test_message_is_as_its_golden_file(
    site_catalog: Catalog, renderer: ComponentRenderer, golden_text: GoldenText
) -> None:
    html = renderer.render_message(site_catalog.messages["thank-you"], Linker("messages/thank-you/"))
    golden_text("message.html", html)


def test_gallery_is_as_its_golden_file(renderer: ComponentRenderer, golden_text: GoldenText) -> None:
    golden_text("gallery.html", renderer.render_gallery(Linker("messages/")))


def test_the_gallery_lists_every_message_once_in_the_order_of_its_moment(
    shipped_catalog: Catalog, renderer: ComponentRenderer
) -> None:
    headings_and_titles = read(renderer.render_gallery(Linker("messages/"))).texts
    wanted = [MOMENT_NAMES["right-after"], "The thank-you note", MOMENT_NAMES["waiting"], "The check-in"]
    # The filters name the moments too, before the list does.
    last = [len(headings_and_titles) - 1 - headings_and_titles[::-1].index(text) for text in wanted]
    assert last == sorted(last)
    links = read(ComponentRenderer(COMPONENTS, shipped_catalog).render_gallery(Linker("messages/")))
    addresses = [f"{slug}/" for slug in shipped_catalog.messages]
    assert sorted(set(addresses) & set(links.attributes("href"))) == sorted(addresses)
    assert len(links.attributes("data-message")) == len(addresses)


def test_the_gallery_of_no_messages_is_an_empty_list(site_catalog: Catalog) -> None:
    empty = replace(site_catalog, timelines={}, messages={})
    outline = read(ComponentRenderer(COMPONENTS, empty).render_gallery(Linker("messages/")))
    assert "0 messages" in outline.texts
    assert outline.attributes("data-message") == []


def test_hostile_text_is_text(site_catalog: Catalog, hostile_catalog: Catalog) -> None:
    plain, hostile = render_all(site_catalog), render_all(hostile_catalog)
    assert read(hostile["after-call"]).tags == read(plain["after-call"]).tags
    for slug in ("after-call", "check-in"):
        assert "<script>alert" not in hostile[slug]
        outline = read(hostile[slug])
        assert "alert" not in " ".join(outline.tags)
        assert HOSTILE in "".join(outline.texts)
    message = read(hostile["check-in"])
    assert f"For example: {HOSTILE}" in message.texts
    assert HOSTILE in message.attributes("data-line")
    assert "script" not in message.tags


def test_every_id_stands_once_and_every_reference_has_its_id(shipped_catalog: Catalog) -> None:
    for prefix in ("", "again-"):
        for html in render_all(shipped_catalog, id_prefix=prefix).values():
            outline = read(html)
            ids = outline.attributes("id")
            assert len(set(ids)) == len(ids)
            assert all(identity is not None and identity.startswith(prefix) for identity in ids)
            names = ("for", "aria-labelledby", "aria-describedby")
            targets = [
                target
                for name in names
                for value in outline.attributes(name)
                for target in str(value).split()
            ]
            assert targets
            assert set(targets) <= set(ids)


def test_promised_addresses_are_ids(shipped_catalog: Catalog) -> None:
    rendered = render_all(shipped_catalog)
    for timeline in shipped_catalog.timelines.values():
        ids = read(rendered[timeline.slug]).attributes("id")
        assert {f"step-{step.id}" for step in timeline.steps} <= set(ids)
    for message in shipped_catalog.messages.values():
        ids = read(rendered[message.slug]).attributes("id")
        assert {f"{variant.channel}-{variant.tone}" for variant in message.variants} <= set(ids)


def test_without_a_script_the_plan_and_the_texts_can_be_read(site_catalog: Catalog) -> None:
    rendered = render_all(site_catalog)
    timeline = "".join(read(rendered["after-call"]).texts)
    for words in ("The day of the call", "A week after the call", "A week after step 2", "Stop waiting"):
        assert words in timeline
    message = " ".join("".join(read(rendered["thank-you"]).texts).split())
    assert "Thank you, [Who you spoke with]" in message
    assert "Hi [Who you spoke with], [Your reason for writing] [Your name]" in message


def test_without_a_script_the_board_leads_to_every_plan_and_says_how_to_do_without(
    site_catalog: Catalog,
) -> None:
    board = read(render_all(site_catalog)["follow-ups"])
    words = "".join(board.texts)
    for expected in ("JavaScript", "In your calendar:", "With a link:", "On paper:", "After a call"):
        assert expected in words
    links = board.attributes("href")
    for slug in site_catalog.timelines:
        assert {f"../../timelines/{slug}/", f"../../downloads/timelines/{slug}.pdf"} <= set(links)


def test_without_a_script_files_and_erasing_say_what_they_need(site_catalog: Catalog) -> None:
    rendered = render_all(site_catalog)
    for name in ("backup", "erase"):
        assert "JavaScript" in "".join(read(rendered[name]).texts)


def test_the_script_knows_the_timelines_and_where_the_site_begins(site_catalog: Catalog) -> None:
    rendered = render_all(site_catalog)
    assert '"timelines": {"after-call": "After a call"}}' in rendered["backup"]
    assert read(rendered["erase"]).attributes("data-home") == ["../../"]


def test_components_have_no_inline_handlers_and_no_other_host(shipped_catalog: Catalog) -> None:
    for html in render_all(shipped_catalog).values():
        for _, attributes in read(html).elements:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            for name in ("href", "src", "action"):
                assert "//" not in str(attributes.get(name))


@pytest.mark.parametrize(
    "name",
    [
        "erase-all",
        "follow-up-board",
        "follow-up-timeline",
        "message-gallery",
        "message-template",
        "plan-backup",
    ],
)
def test_a_name_that_a_template_does_not_get_is_an_error(
    name: str, site_catalog: Catalog, tmp_path: Path
) -> None:
    template = tmp_path / name / f"{name}.html"
    template.parent.mkdir()
    template.write_text("{{ tilte }}", encoding="utf-8")
    renderer = ComponentRenderer(tmp_path, site_catalog)
    renderings: dict[str, Callable[[], str]] = {
        "erase-all": lambda: renderer.render_erase(Linker("")),
        "follow-up-board": lambda: renderer.render_board(Linker("")),
        "follow-up-timeline": lambda: renderer.render_timeline(
            site_catalog.timelines["after-call"], Linker("")
        ),
        "message-gallery": lambda: renderer.render_gallery(Linker("")),
        "message-template": lambda: renderer.render_message(site_catalog.messages["check-in"], Linker("")),
        "plan-backup": renderer.render_backup,
    }
    with pytest.raises(UndefinedError, match="tilte"):
        renderings[name]()


def test_old_names_are_empty_places_where_they_lead(site_catalog: Catalog) -> None:
    timeline, message = site_catalog.timelines["after-call"], site_catalog.messages["thank-you"]
    step = timeline.steps[1].model_copy(update={"formerly": ("nudge", "ask")})
    variant = message.variants[0].model_copy(update={"formerly": ("email-plain",)})
    steps, variants = (timeline.steps[0], step, timeline.steps[2]), (variant, *message.variants[1:])
    renamed = replace(
        site_catalog,
        timelines={
            "after-call": timeline.model_copy(update={"steps": steps, "retired_anchors": ("step-gone",)})
        },
        messages={
            **site_catalog.messages,
            "thank-you": message.model_copy(update={"variants": variants, "retired_anchors": ("card-warm",)}),
        },
    )
    rendered = render_all(renamed, id_prefix="x-")
    plan, texts = rendered["after-call"], rendered["thank-you"]
    here = plan.index('id="x-step-check-in"')
    assert plan.index("x-step-gone") < plan.index('id="x-step-thank-you"')
    for name in ("x-step-nudge", "x-step-ask"):
        assert (
            here
            < plan.index(f'<span class="fu-anchor" id="{name}"></span>')
            < plan.index('id="x-step-close"')
        )
    assert '"formerly": ["nudge", "ask"]' in plan
    assert texts.index("x-card-warm") < texts.index('id="x-email-warm"') < texts.index('id="x-email-plain"')
    assert texts.index('id="x-email-plain"') < texts.index('id="x-linkedin-plain"')
