"""An article: what its front matter says of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from followup.models.base import Content, Draft, FormerIds, Line, Retired


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
        Line | None,
        Field(
            description="One sentence or two for search results, and for those who are sent a link. Without "
            "it, they get the site's own.",
            examples=["How long an answer takes, and what to do while you wait."],
        ),
    ] = None
    formerly: FormerIds = ()
    draft: Draft = False
    retired: Retired = False
