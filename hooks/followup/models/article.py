"""An article: what its front matter says of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from followup.models.base import Content, Draft, FormerIds, Line, Retired, Slug
from followup.models.search_phrases import SearchPhrases

Category: TypeAlias = Literal["Waiting", "Writing", "Answers", "The other side"]
"""What an article is about, in the order of the list of articles."""

_MOST_MESSAGES = 3


class Related(Content):
    """What an article leads to when it is over."""

    timeline: Annotated[
        Slug,
        Field(description="The plan: its file's name in `data/timelines/`.", examples=["after-interview"]),
    ]
    messages: Annotated[
        tuple[Slug, ...],
        Field(
            description="One message to three: their files' names in `data/messages/`.",
            min_length=1,
            max_length=_MOST_MESSAGES,
            examples=[["thank-you", "check-in"]],
        ),
    ]
    checklist: Annotated[
        Slug,
        Field(description="The checklist: its file's name in `docs/checklists/`.", examples=["stay-upbeat"]),
    ]


class Article(Content):
    """The keys that authors need; MkDocs and its theme have more of their own."""

    date: Annotated[
        Line,
        Field(
            description="The day it appears, as year-month-day. With a day to come, it waits for that day.",
            examples=[date(2026, 11, 19)],
        ),
    ]
    title: Annotated[
        Line | None,
        Field(
            description="What the article is called, in the browser's tab and in search results. Without it, "
            "that is its heading.",
            examples=["Why they are quiet"],
        ),
    ] = None
    description: Annotated[
        Line,
        Field(
            description="One sentence or two: under the title, in the list of articles, in search results, "
            "and for those who are sent a link.",
            examples=["How long an answer takes, and what to do while you wait."],
        ),
    ]
    categories: Annotated[
        tuple[Category, ...],
        Field(
            description="What it is about: where it stands in the list of articles. One of `Waiting`, "
            "`Writing`, `Answers`, `The other side`, in brackets.",
            min_length=1,
            max_length=1,
            examples=[["Waiting"]],
        ),
    ]
    also_searched_as: SearchPhrases = ()
    related: Annotated[
        Related | None,
        Field(
            description="What goes with it: the cards at its end.",
            examples=[{"timeline": "after-interview", "messages": ["check-in"], "checklist": "stay-upbeat"}],
        ),
    ] = None
    formerly: FormerIds = ()
    draft: Draft = False
    retired: Retired = False
