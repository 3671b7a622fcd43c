"""The way of a reader through the site, from the article to a message in the clipboard."""

from pathlib import Path

import pytest

from tests.browser.pages.timeline_page import AFTER_INTERVIEW, ARTICLE, TimelinePage
from tests.browser.visitors import OpenPage, Visitor


@pytest.mark.parametrize("site", ["root", "sub-path"], indirect=True)
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_from_the_article_to_a_message_to_send(open_page: OpenPage, *, phone: bool) -> None:
    article = TimelinePage.open(open_page(Visitor(today="2026-11-17", phone=phone)), ARTICLE)
    article.enter_interview_date("2026-11-17")
    assert article.dates() == ["Tue Nov 17", "Tue Nov 24", "Tue Dec 1", "Tue Dec 8"]
    assert article.now() == "Today: Send a thank-you note"

    article.choose_reason("You met, and they gave you their time")
    message = article.open_message_of("Send a thank-you note")
    assert message.title == "The thank-you note"
    message.fill("Who you spoke with", "Sam")
    message.fill("Your name", "Alex")
    text = message.text_of("E-mail, warm")
    assert text.startswith("Hi Sam,\n\nThank you for the time you gave me.")
    assert text.endswith("Warm regards,\nAlex")

    assert message.copy("body", "E-mail, warm") == "Copied."
    assert message.clipboard() == text

    download = message.download("Text file (.txt)")
    assert download.suggested_filename == "thank-you.txt"
    assert "[Who you spoke with]" in Path(download.path()).read_text(encoding="utf-8")


def test_where_copying_is_refused_the_journey_still_ends_well(open_page: OpenPage) -> None:
    article = TimelinePage.open(open_page(Visitor(phone=True, clipboard=False)), ARTICLE)
    article.enter_interview_date("2026-11-19")
    message = article.open_message_of("Check in, briefly")
    assert "copy it from here" in message.copy("body", "E-mail, warm")
    assert message.selection() == message.text_of("E-mail, warm")


def test_the_way_back_finds_the_plan_again(open_page: OpenPage) -> None:
    plan = TimelinePage.open(open_page(), AFTER_INTERVIEW)
    plan.enter_interview_date("2026-11-19")
    dates = plan.dates()
    plan.open_message_of("Check in, briefly")
    plan.page.go_back()
    assert plan.awake().dates() == dates
