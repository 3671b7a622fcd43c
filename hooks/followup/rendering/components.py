"""Each component's data and template, joined: complete HTML that its script may improve later."""

from __future__ import annotations

from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, get_args

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from followup.days import describe_day
from followup.models.message import CHANNEL_LIMITS, CHANNEL_NAMES, MOMENT_NAMES, Message, Tone
from followup.models.placeholders import FieldPart
from followup.models.reason import WHOSE_NAMES
from followup.prefilled_links import LINK_KEYS
from followup.rendering.client_link import describe_destinations, describe_timelines, example_link
from followup.rendering.coach import CoachPart, picture_address, render_bio, ways_to_reach
from followup.rendering.phrases import describe_due, describe_due_if_reply_by
from followup.rendering.sharing import SharedPage, Website, describe_article, whole_address

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from followup.catalog import Catalog
    from followup.directory import Directory
    from followup.models.article import Related
    from followup.models.checklist import Checklist
    from followup.models.source import Source
    from followup.models.timeline import Timeline
    from followup.rendering.links import Linker

_AFTER_CLOSE = "keep-active"
"""The checklist that a plan leads to when there is nothing left to send."""

_ITEMS = "<!-- items -->"
"""Where a checklist's items go: they are Markdown, and rendered with their page."""


@cache
def _make_environment(components: Path) -> Environment:
    """Return what the templates in a folder are read with; it compiles again only those that change."""
    environment = Environment(
        loader=FileSystemLoader(components),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["field"] = lambda part: isinstance(part, FieldPart)
    environment.globals.update(channel_names=CHANNEL_NAMES, channel_limits=CHANNEL_LIMITS)
    return environment


class ComponentRenderer:
    """Renders components of a catalog.

    Templates are compiled once and kept; values are escaped, and a name a template does not get is an error.
    """

    def __init__(self, components: Path, catalog: Catalog) -> None:
        """Read templates from the folder ``components``, content from ``catalog``."""
        self._catalog = catalog
        self._environment = _make_environment(components)

    def render_timeline(
        self, timeline: Timeline, link: Linker, *, id_prefix: str = "", page_url: str | None = None
    ) -> str:
        """Return a timeline's HTML.

        Args:
            timeline: what to render.
            link: makes links from the page that it stands on.
            id_prefix: put before each ``id``, where the page has another timeline already.
            page_url: where links to the plan lead, where that is not the page it stands on.
        """
        timeline_data = self._timeline_data(timeline, link)
        coach = self._catalog.coach
        return self._environment.get_template("follow-up-timeline/follow-up-timeline.html").render(
            timeline=timeline,
            messages=timeline_data["messages"],
            engine_data={**timeline_data, **self._site_data(link)},
            due={step.id: describe_due(timeline, step) for step in timeline.steps},
            due_if_reply_by={step.id: describe_due_if_reply_by(timeline, step) for step in timeline.steps},
            answers=_answers(timeline),
            countries=_country_names(coach.holiday_countries),
            country=coach.country,
            link=link,
            id_prefix=id_prefix,
            page_url=page_url,
        )

    def render_message(self, message: Message, link: Linker, *, id_prefix: str = "") -> str:
        """Return a message's HTML: its texts with marked blanks, and its downloads.

        Args:
            message: what to render.
            link: makes links from the page that it stands on.
            id_prefix: put before each ``id``, where the page has another message already.
        """
        return self._environment.get_template("message-template/message-template.html").render(
            message=message, link=link, id_prefix=id_prefix
        )

    def render_gallery(self, link: Linker, *, id_prefix: str = "") -> str:
        """Return the HTML of the list of all messages, grouped by moment.

        Args:
            link: makes links from the page that it stands on.
            id_prefix: put before each ``id``, where the page has another such list already.
        """
        messages = [message for message in self._catalog.messages.values() if not message.retired]
        groups = [
            (moment, name, [message for message in messages if message.moment == moment])
            for moment, name in MOMENT_NAMES.items()
        ]
        return self._environment.get_template("message-gallery/message-gallery.html").render(
            groups=[group for group in groups if group[2]],
            tones=get_args(Tone),
            link=link,
            id_prefix=id_prefix,
        )

    def render_reasons(self, link: Linker, *, id_prefix: str = "") -> str:
        """Return the HTML of the reasons why they did not call, and of the questions that sort them.

        Args:
            link: makes links from the page that it stands on.
            id_prefix: put before each ``id``, where the page has another such list already.

        Raises:
            ValueError: the site has no reasons.
        """
        catalog = self._catalog
        if catalog.reasons is None:
            message = "the site has no reasons: data/reasons.yml is missing"
            raise ValueError(message)
        return self._environment.get_template("reason-explorer/reason-explorer.html").render(
            reasons=catalog.reasons,
            whose_names=WHOSE_NAMES,
            contents={
                "message": catalog.messages,
                "timeline": catalog.timelines,
                "checklist": catalog.checklists,
            },
            link=link,
            id_prefix=id_prefix,
        )

    def render_check_list(self, checklist: Checklist, link: Linker) -> tuple[str, str]:
        """Return a checklist's HTML around the items that its page holds.

        Args:
            checklist: whose items they are.
            link: makes links from the page that it stands on.

        Returns:
            What stands before the items, and what stands after them.
        """
        html = self._environment.get_template("check-list/check-list.html").render(
            checklist=checklist, link=link
        )
        before, _, after = html.partition(_ITEMS)
        return before.strip(), after.strip()

    def render_board(self, link: Linker, *, id_prefix: str = "") -> str:
        """Return the HTML of the board of the plans that a reader keeps.

        Args:
            link: makes links from the page that it stands on.
            id_prefix: put before each ``id``, where the page has another board already.
        """
        timelines = self._catalog.timelines.values()
        board_data = {
            **self._site_data(link),
            "timelinesUrl": link("/timelines/"),
            "timelines": {
                timeline.slug: {
                    "url": link(f"/timelines/{timeline.slug}/"),
                    **self._timeline_data(timeline, link),
                }
                for timeline in timelines
            },
        }
        return self._environment.get_template("follow-up-board/follow-up-board.html").render(
            timelines=[timeline for timeline in timelines if not timeline.retired],
            board_data=board_data,
            answers={answer for timeline in timelines for answer in _answers(timeline)},
            link=link,
            id_prefix=id_prefix,
        )

    def _timeline_data(self, timeline: Timeline, link: Linker) -> dict[str, object]:
        """Return what the date engine and its words need to know of one timeline."""
        catalog = self._catalog
        answers = timeline.heard_back.model_dump(exclude_none=True) if timeline.heard_back else {}
        return {
            "timeline": timeline.model_dump(
                mode="json", exclude={"summary", "heard_back", "retired", "instead", "retired_anchors"}
            ),
            "messages": {
                slug: self._message_data(catalog.messages[slug], link)
                for step in timeline.steps
                for slug in (step.message, step.late_message)
                if slug is not None
            },
            "takesReplyDate": timeline.takes_reply_date,
            "answers": _answers(timeline),
            "heardBack": {
                answer: {"title": catalog.timelines[slug].title, "url": link(f"/timelines/{slug}/")}
                for answer, slug in answers.items()
            },
            "afterClose": self._after_close(link),
        }

    def _site_data(self, link: Linker) -> dict[str, object]:
        """Return what every timeline needs to know of the site."""
        coach = self._catalog.coach
        return {
            "country": coach.country,
            "holidaysUrl": link("/data/holidays/"),
            "quietDays": coach.quiet_days,
            "boardUrl": link("/my-follow-ups/"),
        }

    def render_backup(self, *, id_prefix: str = "") -> str:
        """Return the HTML of what brings the reader's plans into a file and back.

        Args:
            id_prefix: put before each ``id``, where the page has another one already.
        """
        timelines = self._catalog.timelines
        titles = {slug: timeline.title for slug, timeline in timelines.items()}
        steps = {
            slug: [name for step in timeline.steps for name in (step.id, *step.formerly)]
            for slug, timeline in timelines.items()
        }
        return self._environment.get_template("plan-backup/plan-backup.html").render(
            browser_data={"timelines": titles, "steps": steps}, id_prefix=id_prefix
        )

    def render_erase(self, link: Linker, *, id_prefix: str = "") -> str:
        """Return the HTML of what erases all that is kept in the browser.

        Args:
            link: makes links from the page that it stands on.
            id_prefix: put before each ``id``, where the page has another one already.
        """
        return self._environment.get_template("erase-all/erase-all.html").render(
            home=link("/"), id_prefix=id_prefix
        )

    def render_coach(self, part: CoachPart, link: Linker) -> str:
        """Return who publishes the site, or an empty string where nobody is named.

        Args:
            part: how much of it.
            link: makes links from the page that it stands on.
        """
        coach = self._catalog.coach
        if not coach.is_named:
            return ""
        own = {"line": "coach/coach-line.html", "byline": "coach/coach-byline.html"}
        template = own.get(part, "coach/coach-profile.html")
        return self._environment.get_template(template).render(
            coach=coach,
            part=part,
            bio=render_bio(coach, link),
            ways=ways_to_reach(coach),
            picture_address=picture_address,
            link=link,
        )

    def render_citation(self, source: Source, *, is_first: bool) -> str:
        """Return the HTML of a source where it is cited, in parentheses.

        Args:
            source: what is cited.
            is_first: whether the page names it for the first time, and says who was asked.
        """
        template = self._environment.get_template("citation/citation.html")
        return template.render(source=source, is_first=is_first).strip()

    def render_sources(self, sources: Collection[Source]) -> str:
        """Return the HTML of the list of what a page has cited; an empty string where that is nothing."""
        if not sources:
            return ""
        template = self._environment.get_template("citation/sources.html")
        return template.render(sources=sources, describe_day=describe_day)

    def render_related(self, related: Related, link: Linker) -> str:
        """Return the HTML of what goes with an article.

        Args:
            related: what it names; what the site does not show is left out.
            link: makes links from the page that it stands on.
        """
        named = {
            "timelines": ("The plan", (related.timeline,)),
            "messages": ("The message" if len(related.messages) == 1 else "The messages", related.messages),
            "checklists": ("The checklist", (related.checklist,)),
        }
        cards = []
        for folder, (kind, slugs) in named.items():
            contents = self._catalog.sections[folder]
            shown = [(f"/{folder}/{slug}/", contents[slug]) for slug in slugs if slug in contents]
            if shown:
                cards.append((kind, shown))
        return self._environment.get_template("related-content/related-content.html").render(
            cards=cards, link=link
        )

    def render_new_articles(self, link: Linker) -> str:
        """Return the HTML that says how to hear of new articles.

        Args:
            link: makes links from the page that it stands on.
        """
        template = self._environment.get_template("coach/new-articles.html")
        return template.render(coach=self._catalog.coach, link=link)

    def render_client_link(self, directory: Directory, link: Linker) -> str:
        """Return the HTML of the form that makes links for clients, with what a link may hold.

        Args:
            directory: what a link can open.
            link: makes links from the page that it stands on.
        """
        coach = self._catalog.coach
        groups = {
            "Timelines": directory.timelines,
            "Messages": directory.messages,
            "Checklists": directory.checklists,
            "Reasons": directory.reasons,
            "Articles": directory.articles,
        }
        return self._environment.get_template("client-link/client-link.html").render(
            groups={name: pages for name, pages in groups.items() if pages},
            first=directory.first_plan,
            data={
                "pages": describe_destinations(groups, directory, link),
                "countries": list(_country_names(coach.holiday_countries).items()),
            },
            author=coach.author or "",
            keys=LINK_KEYS,
            example=example_link(directory),
            link=link,
        )

    def render_permalinks(self, directory: Directory, link: Linker) -> str:
        """Return the HTML of the list of all addresses that stay.

        Args:
            directory: all of them.
            link: makes links from the page that it stands on.
        """
        template = self._environment.get_template("permalink-list/permalink-list.html")
        return template.render(directory=directory, link=link)

    def render_handout(self, directory: Directory, link: Linker) -> str:
        """Return the HTML of a plan on one sheet of paper.

        Args:
            directory: its timelines can be put on the sheet.
            link: makes links from the page that it stands on.
        """
        coach = self._catalog.coach
        return self._environment.get_template("plan-handout/plan-handout.html").render(
            timelines=directory.timelines,
            groups={"Timelines": directory.timelines},
            first=directory.first_plan,
            data={
                "pages": describe_destinations({"Timelines": directory.timelines}, directory, link),
                "countries": list(_country_names(coach.holiday_countries).items()),
                "plans": describe_timelines(directory),
                "country": coach.country,
                "holidaysUrl": link("/data/holidays/"),
                "quietDays": coach.quiet_days,
            },
            coach=coach,
            author=coach.author or "",
            ways=ways_to_reach(coach),
            link=link,
        )

    def render_embed_snippets(
        self,
        snippets: Iterable[tuple[str, str, str]],
        link: Linker,
        *,
        home: str,
        is_known: bool,
        is_preview: bool,
    ) -> str:
        """Return the HTML of what an author pastes into another site, as text to copy.

        Args:
            snippets: for each embed its title, its address from a slash to a slash, and what to paste.
            link: makes links from the page that it stands on.
            home: the address of the site that they name.
            is_known: whether that is the site's own, and not one that stands for it.
            is_preview: whether only this machine can open it.
        """
        return self._environment.get_template("embed/embed-snippets.html").render(
            snippets=snippets, link=link, home=home, is_known=is_known, is_preview=is_preview
        )

    def render_embed(self, *, component: str, **values: object) -> str:
        """Return a complete HTML file with one component in it.

        Args:
            component: the component's HTML.
            values: what else ``embed.html`` asks for.
        """
        template = self._environment.get_template("embed/embed.html")
        return template.render(component=Markup(component), **values)  # noqa: S704 - it has been rendered here

    def render_sharing(self, page: SharedPage, website: Website, card: str) -> str:
        """Return the part of a page's head that is for those who link to it.

        Args:
            page: the page.
            website: the site that it belongs to.
            card: the address of its picture, without a leading slash.
        """
        image = whole_address(website, page, card)
        return self._environment.get_template("sharing/sharing.html").render(
            page=page,
            website=website,
            url=whole_address(website, page, page.address),
            image=image,
            article=describe_article(page, website, self._catalog.coach, image),
        )

    def _message_data(self, message: Message, link: Linker) -> dict[str, object]:
        return {
            "title": message.title,
            "url": link(f"/messages/{message.slug}/"),
            "dataUrl": link(f"/data/messages/{message.slug}.json"),
            "reasons": {reason.id: reason.label for reason in message.reasons},
        }

    def _after_close(self, link: Linker) -> dict[str, str] | None:
        """Return where to go on when a plan is over, where the site has that checklist."""
        checklist = self._catalog.checklists.get(_AFTER_CLOSE)
        if checklist is None:
            return None
        return {"title": checklist.title, "url": link(f"/checklists/{checklist.slug}/")}


def _answers(timeline: Timeline) -> list[str]:
    """Return what a reader may have heard back: where an answer leads to, more time, or something else."""
    leads_on = timeline.heard_back.model_dump(exclude_none=True) if timeline.heard_back else {}
    return [*leads_on, *(["new-date"] if timeline.takes_reply_date else []), "other"]


def _country_names(codes: Iterable[str]) -> dict[str, str]:
    """Return English names by code, sorted by name."""
    names = Locale("en").territories
    return dict(sorted(((code, names.get(code, code)) for code in codes), key=itemgetter(1)))
