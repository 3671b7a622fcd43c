"""What the browser tests share: the built site, a browser, and pages that are watched."""

from __future__ import annotations

import re
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.browsers import Browsers
from tests.browser.chromium import NONE_FOUND, ChromiumError, find_chromium, this_machine
from tests.browser.engines import CHROMIUM, OtherBrowsers, engine
from tests.browser.incidents import Incidents
from tests.browser.proxy import serve_proxy
from tests.browser.site import ADDRESSES, PROJECT, Site, serve_site
from tests.browser.visitors import PATIENCE_MS, Visitor

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.visitors import OpenPage

LEFT_BY_FAILURES = PROJECT / "test-results"
_EMPTY = "about:blank"
_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure, for the fixture that keeps a picture of it."""
    report = yield
    item.stash[_FAILED] = item.stash.get(_FAILED, False) or report.failed
    return report


@pytest.fixture(scope="session")
def sites(built_sites: Path) -> Iterator[Mapping[str, Site]]:
    """All sites, served by each process for itself."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serve_site(name, built_sites / name)) for name in ADDRESSES}


@pytest.fixture
def site(request: pytest.FixtureRequest, sites: Mapping[str, Site]) -> Site:
    """The site at a domain's root, or the one that ``parametrize`` names."""
    name: str = getattr(request, "param", "root")
    return sites[name]


@pytest.fixture(scope="session")
def browser(sites: Mapping[str, Site]) -> Iterator[Browser]:
    """A Chromium that knows the hosts of the sites alone. It reaches no network."""
    path = find_chromium(this_machine())
    if path is None:
        raise ChromiumError(NONE_FOUND)
    hosts = ", ".join(f"MAP {site.host}:80 127.0.0.1:{site.port}" for site in sites.values())
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                f"--host-resolver-rules={hosts}, MAP * ~NOTFOUND",
                # Much of a test's work is the browser's own: no process for each page, none for a screen.
                "--process-per-site",
                "--disable-gpu",
            ],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def browsers(
    request: pytest.FixtureRequest, sites: Mapping[str, Site], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browsers | OtherBrowsers]:
    """The browsers of all tests of this process, of the engine that is tested with."""
    if engine() == CHROMIUM:
        yield Browsers(request.getfixturevalue("browser"))
        return
    expect.set_options(timeout=PATIENCE_MS)
    with serve_proxy(sites.values()) as proxy, sync_playwright() as playwright:
        browsers = OtherBrowsers(playwright, proxy, tmp_path_factory.mktemp("downloads"))
        yield browsers
        browsers.close()


@pytest.fixture
def incidents() -> Iterator[Incidents]:
    """What goes wrong on the test's pages; the test fails on all that it has not said it expects."""
    incidents = Incidents()
    yield incidents
    incidents.check()


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, browsers: Browsers | OtherBrowsers, site: Site, incidents: Incidents
) -> Iterator[OpenPage]:
    """Opens browsers, and gives them back at the end; a failed test leaves pictures in ``test-results/``."""
    contexts: list[BrowserContext] = []
    with ExitStack() as closing:

        def open_page(visitor: Visitor = Visitor()) -> Page:  # noqa: B008 - it never changes
            context = browsers.open(visitor, site)
            contexts.append(context)
            closing.callback(browsers.give_back, context)
            closing.enter_context(incidents.watch(context, site.origin))
            return context.new_page()

        yield open_page
        if request.node.stash.get(_FAILED, False):
            name = re.sub(r"[^\w.-]+", "-", request.node.nodeid.removeprefix("tests/browser/"))
            pages = [page for context in contexts for page in context.pages if page.url != _EMPTY]
            for number, page in enumerate(pages, start=1):
                page.screenshot(path=LEFT_BY_FAILURES / f"{name}-{number}.png", full_page=True)
