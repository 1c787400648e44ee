"""Claimants by duration (失业金领取期限环), month by month: plain arrays, a ring of months drawn by entitlement."""

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
TURN = Kernel("actuary.kernels.claiming", "turn")
EXHAUST = Kernel("actuary.kernels.claiming", "exhaust")


def turn(ring: FloatArray, drawing: FloatArray, shares: FloatArray, claimants: FloatArray, inflow: FloatArray) -> None:
    """One month on, in place: `ring[M, B, G, L]` of those who have drawn so many months by entitlement; who still draws
    `drawing[M, B, L]` stays, `inflow[G, L]` begin by `shares[B, L]`, and the sum is `claimants[G, L]`."""
    TURN((0,), ring, drawing, shares, claimants, inflow)


def exhaust(ring: FloatArray, last: FloatArray, back: FloatArray, share: FloatArray) -> None:
    """Share of claimants whose right ends this month, into `share[G, L]`: of those in the `last[M, B, L]` month of it,
    who do not go `back[L]` to work."""
    EXHAUST((0,), ring, last, back, share)
