from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from followup.rendering import Linker

NAMES = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
FOLDERS = st.lists(NAMES, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))
FILES = st.builds(lambda name, suffix: f"{name}.{suffix}", NAMES, st.sampled_from(["txt", "html", "zip"]))
PATHS = st.builds(lambda folder, file: folder + file, FOLDERS, FILES | st.just(""))
FRAGMENTS = NAMES.map(lambda name: f"#{name}") | st.just("")


@given(
    root=st.sampled_from(["https://example.com/", "https://example.com/coach/site/"]),
    page=PATHS,
    path=PATHS,
    fragment=FRAGMENTS,
)
@example("https://example.com/", "", "", "")
@example("https://example.com/a/", "404.html", "", "#top")
@example("https://example.com/", "a/b/", "a/", "")
def test_a_link_leads_where_it_should_from_any_page_under_any_path(
    root: str, page: str, path: str, fragment: str
) -> None:
    link = Linker(page)(f"/{path}{fragment}")
    assert not link.startswith("/")
    assert urljoin(root + page, link) == root + path + fragment


@pytest.mark.parametrize(
    ("page", "address", "link"),
    [
        ("", "/", "./"),
        ("timelines/after-call/", "/messages/thank-you/#email-warm", "../../messages/thank-you/#email-warm"),
        ("timelines/after-call/", "/timelines/after-call/", "./"),
        ("404.html", "/downloads/messages.zip", "downloads/messages.zip"),
    ],
)
def test_links_are_short(page: str, address: str, link: str) -> None:
    assert Linker(page)(address) == link


@pytest.mark.parametrize("address", ["", "messages/", "#step-close", "https://example.com/", "./"])
def test_only_addresses_of_the_site_are_linked(address: str) -> None:
    with pytest.raises(ValueError, match="must begin with '/'"):
        Linker("")(address)
