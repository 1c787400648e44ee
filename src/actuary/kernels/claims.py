"""Claimants by duration (失业金领取期限环), month by month: plain arrays, a ring of months drawn by entitlement."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.contracts import Month
from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
FOLLOW = Kernel("actuary.kernels.claiming", "follow")
EXHAUST = Kernel("actuary.kernels.claiming", "exhaust")


class Ways(NamedTuple):
    """Ways in and out of drawing (进出领取的途径): the status of who draws, the transition by which they begin, their
    place among those who retire, and the transitions by which they leave `[N]`."""

    status: int
    entering: int
    retiring: int
    leaving: NDArray[np.int64]


def follow(ring: FloatArray, drawing: FloatArray, shares: FloatArray, ways: Ways, happened: Month) -> None:
    """One month on, in place, as people moved in it: `ring[M, B, G, L]` of those who have drawn so many months by
    entitlement; who still draws `drawing[M, B, L]` stays, the new begin by `shares[B, L]`, and the sum is that of the
    claimants whom the month leaves."""
    FOLLOW((0,), ring, drawing, shares, ways, happened.people, happened.death, happened.flow, happened.retired)


def exhaust(ring: FloatArray, last: FloatArray, back: FloatArray, share: FloatArray) -> None:
    """Share of claimants whose right ends this month, into `share[G, L]`: of those in the `last[M, B, L]` month of it,
    who do not go `back[L]` to work."""
    EXHAUST((0,), ring, last, back, share)
