"""The net under every other test: what goes wrong on a page fails the test, unless it is expected."""

from typing import Literal

import pytest

from tests.browser.incidents import Incidents, Kind
from tests.browser.pages.site_page import SitePage
from tests.browser.pages.timeline_page import HOME
from tests.browser.visitors import OpenPage


@pytest.mark.parametrize(
    ("kind", "event", "script"),
    [
        (Kind.CONSOLE_ERROR, "console", "console.error('oops')"),
        (Kind.DIALOG, "dialog", "alert('oops')"),
        (Kind.FAILED_REQUEST, "response", "void fetch('oops.json')"),
        (Kind.PAGE_ERROR, "weberror", "void Promise.reject(new Error('oops'))"),
    ],
)
def test_an_incident_fails_its_test_unless_it_is_expected(
    open_page: OpenPage,
    incidents: Incidents,
    kind: Kind,
    event: Literal["console", "dialog", "response", "weberror"],
    script: str,
) -> None:
    page = SitePage.open(open_page(), HOME).page
    # Scripts of the page may still be on their way.
    with page.context.expect_event(event, lambda what: "oops" in getattr(what, "url", "oops")):
        page.evaluate(script)
    with pytest.raises(AssertionError, match=f"{kind}: .*oops"):
        incidents.check()
    incidents.expect(kind, "oops")


def test_a_request_to_another_origin_fails_its_test_and_goes_nowhere(
    open_page: OpenPage, incidents: Incidents
) -> None:
    page = open_page()
    page.goto("downloads/messages/thank-you.txt")  # no page of the site: their policy would not let it try
    with page.context.expect_event("requestfailed"):
        page.evaluate("void (new Image().src = 'https://elsewhere.example/oops.png')")
    with pytest.raises(AssertionError, match="request to another origin: https://elsewhere"):
        incidents.check()
    incidents.expect(Kind.FOREIGN_REQUEST, "elsewhere.example")
    incidents.expect(Kind.FAILED_REQUEST, "ERR_NAME_NOT_RESOLVED")


def test_an_incident_that_is_expected_in_vain_fails_its_test() -> None:
    incidents = Incidents()
    incidents.expect(Kind.DIALOG, "oops")
    with pytest.raises(AssertionError, match="in vain"):
        incidents.check()
