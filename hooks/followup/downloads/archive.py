"""Zip files whose bytes depend on their content alone."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNIX = 3
_READABLE_FILE = 0o100644 << 16


def build_archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file.

    Entries carry the format's first date, and are stored as they are: implementations of deflate differ from
    machine to machine in the bytes they choose.

    Args:
        files: content by path in the archive, with forward slashes, in any order.
    """
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for path, content in sorted(files.items()):
            entry = ZipInfo(path)
            entry.create_system = _UNIX
            entry.external_attr = _READABLE_FILE
            archive.writestr(entry, content)
    return buffer.getvalue()
