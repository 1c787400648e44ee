"""Claimants by duration (失业金领取期限环): months drawn x entitlement, beside the people's state."""

import numpy as np
from numpy.typing import NDArray

from actuary.people.axes import LANES, G

FloatArray = NDArray[np.float64]
LONGEST = 24


class DurationRing:
    """Claimants `[LONGEST, band, G, L]` by months already drawn. The people's state holds how many they are;
    the ring tells who of them has drawn all, and is scaled to the state each month."""

    def __init__(self, claimants: FloatArray, durations: NDArray[np.int64], shares: FloatArray, back: float) -> None:
        """`claimants[G, L]` at the opening; `durations[B]` [month] and `shares[B]` of the inflow by entitlement;
        `back`: monthly probability of finding work. The opening ring is the stationary one."""
        self.durations, self.shares, self.back = durations, shares, back
        drawn = np.arange(LONGEST)[:, None]
        shape = np.where(drawn < durations[None, :], shares[None, :] * (1 - back) ** drawn, 0.0)
        self.ring = shape[:, :, None, None] / shape.sum() * claimants[None, None]

    def believe(self, durations: NDArray[np.int64], shares: FloatArray, back: float) -> None:
        """Durations, shares of the inflow and chance of work of a month; who has drawn more stops in it."""
        self.durations, self.shares, self.back = durations, shares, back

    def exhausting(self) -> FloatArray:
        """Share of claimants `[G, L]` whose entitlement ends this month."""
        total = self.ring.sum(axis=(0, 1))
        last = sum(self.ring[duration - 1 :, band].sum(axis=0) for band, duration in enumerate(self.durations))
        return np.asarray(np.where(total > 0, last / np.where(total > 0, total, 1.0), 0.0)) * (1 - self.back)

    def turn(self, claimants: FloatArray, inflow: FloatArray) -> None:
        """One month on: those left draw a month more, `inflow[G, L]` begin, the sum is `claimants[G, L]`."""
        moved = np.zeros_like(self.ring)
        moved[1:] = self.ring[:-1]
        for band, duration in enumerate(self.durations):
            moved[duration:, band] = 0.0
        staying = np.maximum(claimants - inflow, 0.0)
        total = moved.sum(axis=(0, 1))
        moved *= np.where(total > 0, staying / np.where(total > 0, total, 1.0), 0.0)
        moved[0] += self.shares[:, None, None] * (claimants - moved.sum(axis=(0, 1)))
        assert moved.shape[2:] == (G, LANES)
        self.ring = moved
