"""What all tests share: property tests that neither read a clock nor change from run to run."""

from __future__ import annotations

import os

from hypothesis import settings

# HYPOTHESIS_PROFILE=search tries other examples each time, and more of them.
settings.register_profile("fixed", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=2000, deadline=None)
# `make fuzz`: other examples each time; tests/followup/test_fuzzing.py says how many.
settings.register_profile("fuzz", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
