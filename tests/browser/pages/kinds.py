"""A page of every kind that the site has."""

from __future__ import annotations

from tests.browser.pages.board_page import MY_FOLLOW_UPS
from tests.browser.pages.coaches_pages import ADDRESSES, COACHES, HANDOUT
from tests.browser.pages.gallery_page import GALLERY
from tests.browser.pages.message_page import THANK_YOU
from tests.browser.pages.reasons_page import REASONS
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, HOME

CHECKLIST = "checklists/stop-dwelling/"

EVERY_KIND_OF_PAGE = [
    *(HOME, AFTER_INTERVIEW, THANK_YOU, ARTICLE, "articles/reading-the-silence/", CHECKLIST),
    *("timelines/", GALLERY, "checklists/", "articles/", "about/", "privacy/", "accessibility/"),
    *(REASONS, MY_FOLLOW_UPS, COACHES, HANDOUT, ADDRESSES),
    *("coaches/authoring/", "coaches/embedding/", "coaches/your-own-site/"),
    *(f"embed/{AFTER_INTERVIEW}", f"embed/{THANK_YOU}", "404.html"),
]
"""Their addresses. Embeds are framed in other sites; the last stands for any page that does not exist."""
