"""What is told once is known on every page of the visit, and forgotten with the tab."""

from playwright.sync_api import expect

from tests.browser.pages.message_page import THANK_YOU, MessagePage
from tests.browser.pages.timeline_page import AFTER_INTERVIEW, TimelinePage
from tests.browser.visitors import OpenPage, Visitor


def test_what_a_message_was_told_stands_in_the_plan(open_page: OpenPage) -> None:
    page = open_page(Visitor(today="2026-11-19"))
    message = MessagePage.open(page, THANK_YOU)
    message.field("The company").fill("Acme")
    message.field("Your name").fill("Alex")
    timeline = TimelinePage.open(page, AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    timeline.dates()
    expect(timeline.page.locator("[data-part='told']")).to_have_text("Acme")
    message = timeline.open_message_of("Check in, briefly")
    assert message.subject_of("E-mail, warm").endswith("job at Acme")
    assert message.text_of("E-mail, warm").endswith("Alex")


def test_what_the_plan_was_told_stands_in_a_message(open_page: OpenPage) -> None:
    page = open_page(Visitor(today="2026-11-19"))
    timeline = TimelinePage.open(page, AFTER_INTERVIEW)
    timeline.enter_interview_date("2026-11-19")
    timeline.tell_more(company="Acme")
    message = MessagePage.open(page, THANK_YOU)
    expect(message.field("The company")).to_have_value("Acme")


def test_another_tab_knows_nothing_of_it(open_page: OpenPage) -> None:
    page = open_page()
    MessagePage.open(page, THANK_YOU).field("The company").fill("Acme")
    other = MessagePage.open(page.context.new_page(), THANK_YOU)
    expect(other.field("The company")).to_have_value("")
