"""Kernels as plain Python where NUMBA_DISABLE_JIT=1 asks for it; before any of them is imported."""

import os

from actuary.kernels import lanes

from . import plain_lanes

if os.environ.get("NUMBA_DISABLE_JIT") == "1":
    for meaning in plain_lanes.MEANINGS:
        setattr(lanes, meaning.__name__, meaning)
