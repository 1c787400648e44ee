"""Claimants by duration (失业金领取期限环): months drawn x entitlement, beside the people's state."""

import numpy as np
from numpy.typing import NDArray

from actuary.people.axes import LANES, G

FloatArray = NDArray[np.float64]
Back = float | FloatArray
LONGEST = 24
DRAWN = np.arange(LONGEST)[:, None, None, None]
"""Months already drawn, along the first axis of a ring."""


class DurationRing:
    """Claimants `[LONGEST, band, G, L]` by months already drawn. The people's state holds how many they are;
    the ring tells who of them has drawn all, and is scaled to the state each month."""

    def __init__(self, claimants: FloatArray, durations: NDArray[np.int64], shares: FloatArray, back: Back) -> None:
        """`claimants[G, L]` at the opening; `durations[B]` [month] and `shares[B]` of the inflow by entitlement;
        `back`: monthly probability of finding work; each by lane too, `[B, L]` and `[L]`, where lanes differ. The
        opening ring is the stationary one."""
        self.believe(durations, shares, back)
        shape = np.where(self.durations > DRAWN, self.shares * (1 - self.back) ** DRAWN, 0.0)
        self.ring = shape / shape.sum(axis=(0, 1)) * claimants

    def believe(self, durations: NDArray[np.int64], shares: FloatArray, back: Back) -> None:
        """Durations, shares of the inflow and chance of work of a month; who has drawn more stops in it."""
        self.durations, self.shares = (each.reshape(len(each), 1, -1) for each in (durations, shares))
        self.back = back

    def exhausting(self) -> FloatArray:
        """Share of claimants `[G, L]` whose entitlement ends this month."""
        total = self.ring.sum(axis=(0, 1))
        last = np.where(self.durations - 1 <= DRAWN, self.ring, 0.0).sum(axis=0).sum(axis=0)
        return np.asarray(np.where(total > 0, last / np.where(total > 0, total, 1.0), 0.0)) * (1 - self.back)

    def turn(self, claimants: FloatArray, inflow: FloatArray) -> None:
        """One month on: those left draw a month more, `inflow[G, L]` begin, the sum is `claimants[G, L]`."""
        moved = np.zeros_like(self.ring)
        moved[1:] = self.ring[:-1]
        moved *= self.durations > DRAWN
        staying = np.maximum(claimants - inflow, 0.0)
        total = moved.sum(axis=(0, 1))
        moved *= np.where(total > 0, staying / np.where(total > 0, total, 1.0), 0.0)
        moved[0] += self.shares * (claimants - moved.sum(axis=(0, 1)))
        assert moved.shape[2:] == (G, LANES)
        self.ring = moved
