"""What a page costs a reader's phone before it is touched: our part of it, file by file."""

from __future__ import annotations

import pytest

from tests.browser.page_weight import KINDS_OF_PAGE, SCRIPT_LIMIT_KB, STYLE_LIMIT_KB, weigh
from tests.browser.visitors import OpenPage, Visitor


@pytest.mark.parametrize("address", KINDS_OF_PAGE.values(), ids=KINDS_OF_PAGE)
def test_a_page_is_light(open_page: OpenPage, address: str) -> None:
    weight = weigh(open_page(Visitor(phone=True)), address)
    # Nothing at all would be light as well.
    assert 0.5 < weight.script <= SCRIPT_LIMIT_KB
    assert 3 < weight.style <= STYLE_LIMIT_KB


def test_a_prefilled_message_fetches_what_reads_links_and_a_plain_one_does_not(open_page: OpenPage) -> None:
    page = open_page(Visitor(phone=True))
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    weigh(page, "messages/thank-you/")
    assert not [url for url in fetched if url.endswith("/shared/fragment.mjs")]
    page.goto("messages/thank-you/#fu=1&contact=Sam")
    page.get_by_label("Who you spoke with").filter(visible=True).wait_for()
    page.wait_for_function("() => document.querySelector('[name=contact]').value === 'Sam'")
    assert [url for url in fetched if url.endswith("/shared/fragment.mjs")]
