"""What all tests share: the built site, and property tests that neither read a clock nor vary."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.browser.site import build_sites

if TYPE_CHECKING:
    from pathlib import Path

# HYPOTHESIS_PROFILE=search tries other examples each time, and more of them.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
# `make fuzz`: other examples each time; tests/followup/test_fuzzing.py says how many.
settings.register_profile("fuzz", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))


@pytest.fixture(scope="session")
def built_sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of all built sites, by name: built once in a run, whichever process asks first."""
    own = tmp_path_factory.getbasetemp()
    # pytest-xdist puts the folder of each of its processes into the folder of the run.
    return build_sites(own.parent if "PYTEST_XDIST_WORKER" in os.environ else own)
