"""Which files there are, and that the same content always gives the same bytes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

from followup.downloads import build_downloads

if TYPE_CHECKING:
    from followup.catalog import Catalog

HERE = Path(__file__).parent
ROOT = HERE.parents[2]

DIGESTS = """
import hashlib, pathlib, sys
from followup.catalog import load_catalog
from followup.downloads import build_downloads
for address, content in build_downloads(load_catalog(pathlib.Path(sys.argv[1]))).items():
    print(hashlib.sha256(content).hexdigest(), address)
"""


def test_every_promised_address_is_there(catalog: Catalog) -> None:
    assert sorted(build_downloads(catalog)) == [
        "downloads/checklists/keep-active.docx",
        "downloads/checklists/keep-active.md",
        "downloads/checklists/keep-active.pdf",
        "downloads/messages.zip",
        "downloads/messages/check-in.docx",
        "downloads/messages/check-in.eml",
        "downloads/messages/check-in.md",
        "downloads/messages/check-in.txt",
        "downloads/messages/small-talk.docx",
        "downloads/messages/small-talk.md",
        "downloads/messages/small-talk.txt",
        "downloads/timelines/after-a-call.docx",
        "downloads/timelines/after-a-call.md",
        "downloads/timelines/after-a-call.pdf",
    ]


def test_message_without_email_variant_has_no_draft(catalog: Catalog) -> None:
    assert catalog.messages["small-talk"].email is None
    assert "downloads/messages/small-talk.eml" not in build_downloads(catalog)


def test_archive_holds_every_message_file_in_order_and_without_a_date(catalog: Catalog) -> None:
    downloads = build_downloads(catalog)
    prefix = "downloads/messages/"
    expected = {
        path.removeprefix(prefix): content for path, content in downloads.items() if path.startswith(prefix)
    }
    with ZipFile(io.BytesIO(downloads["downloads/messages.zip"])) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(expected)
        assert {name: archive.read(name) for name in archive.namelist()} == expected
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {ZIP_STORED}
        assert {entry.create_system for entry in archive.infolist()} == {3}


def test_bytes_are_the_same_in_every_process() -> None:
    def digests(seed: str, timezone: str) -> str:
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": timezone,
            "PYTHONPATH": str(ROOT / "hooks"),
        }
        return subprocess.run(  # noqa: S603 - this interpreter, on the lines above
            [sys.executable, "-c", DIGESTS, str(HERE / "content")],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    first = digests("1", "UTC")
    assert len(first.splitlines()) == 14
    assert digests("2", "Pacific/Auckland") == first
