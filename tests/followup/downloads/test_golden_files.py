"""What the readable downloads look like, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from followup.downloads import build_downloads

if TYPE_CHECKING:
    from followup.catalog import Catalog
    from tests.followup.downloads.conftest import Golden


@pytest.mark.parametrize(
    "name",
    [
        "messages/check-in.txt",
        "messages/check-in.md",
        "messages/check-in.eml",
        "messages/small-talk.txt",
        "messages/small-talk.md",
        "timelines/after-a-call.md",
        "checklists/keep-active.md",
    ],
)
def test_download_is_as_its_golden_file(name: str, catalog: Catalog, golden: Golden) -> None:
    golden(name, build_downloads(catalog)[f"downloads/{name}"])
