"""A small site of its own, so that no golden file changes with the texts that are published."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from followup.catalog import Catalog, load_catalog

if TYPE_CHECKING:
    from followup.models.message import Message

HERE = Path(__file__).parent
GOLDEN = HERE.parent / "golden" / "downloads"


class Golden(Protocol):
    def __call__(self, name: str, content: bytes) -> None: ...


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(HERE / "content")


@pytest.fixture
def message(catalog: Catalog) -> Message:
    return catalog.messages["check-in"]


@pytest.fixture
def golden() -> Golden:
    """Compare content with a golden file; UPDATE_GOLDEN=1 in the environment writes the file instead."""

    def check(name: str, content: bytes) -> None:
        path = GOLDEN / name
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        # Decoded, so that a difference is shown line by line.
        assert content.decode() == path.read_bytes().decode()

    return check
