"""Claimants by duration (失业金领取期限环): months drawn x entitlement by class of birth, beside the people's state."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.month import Claims
from actuary.people.axes import LANES
from actuary.people.transitions import INDEX_OF, RETIRING, TRANSITIONS
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
Back = float | FloatArray
LONGEST = 24
DRAWN = np.arange(LONGEST)[:, None, None]
"""Months already drawn, along the first axis of a ring of one class."""
EMPTY = np.zeros((0, LONGEST, 0, 0, LANES))
LEAVING = np.array([r for r, transition in enumerate(TRANSITIONS) if transition.source == Status.UNEMPLOYED])
assert [t.name for t in TRANSITIONS if t.target == Status.UNEMPLOYED] == ["lose_job"]


class DurationRing:
    """Claimants `[K, LONGEST, band, G, L]` by class of birth and months already drawn. The people's state holds how
    many they are; the ring tells who of them has drawn all, and is scaled to the state each month."""

    def __init__(self, durations: NDArray[np.int64], shares: FloatArray, back: Back, ring: FloatArray = EMPTY) -> None:
        """`durations[B]` [month] and `shares[B]` of the inflow by entitlement; `back`: monthly probability of finding
        work; each by lane too, `[B, L]` and `[L]`, where lanes differ. `ring`: where a run begins midway."""
        self._said: tuple[object, ...] = ()
        self.ring = ring
        self.believe(durations, shares, back)

    def open(self, claimants: FloatArray) -> None:
        """The stationary ring of the opening's `claimants[K, G, L]`."""
        shape = (self.drawing * self.shares * (1 - self.back) ** DRAWN)[:, :, None]
        self.ring = np.ascontiguousarray(shape / shape.sum(axis=(0, 1)) * claimants[:, None, None])

    def believe(self, durations: NDArray[np.int64], shares: FloatArray, back: Back) -> None:
        """Durations, shares of the inflow and chance of work of a month; who has drawn more stops in it."""
        said = durations.tolist(), shares.tolist(), np.asarray(back).tolist()
        if said == self._said:
            return
        self._said = said
        length, self.shares = (by_lane(each) for each in (durations, shares))
        self.back = np.array(np.broadcast_to(back, LANES), dtype=np.float64)
        self.drawing, self.last = (length > DRAWN).astype(np.float64), (length - 1 <= DRAWN).astype(np.float64)

    def claims(self, classes: slice) -> Claims:
        """What the kernel is told of some classes, the oldest first, as it is believed."""
        by = self.drawing, self.last, self.shares, self.back
        ways = (
            INDEX_OF["lose_job"],
            INDEX_OF["exhaust_benefit"],
            int(Status.UNEMPLOYED),
            RETIRING.index(Status.UNEMPLOYED),
        )
        return Claims(self.ring[classes], *by, *ways, LEAVING)


def by_lane(told: NDArray[Any]) -> FloatArray:
    """Numbers by entitlement `[B]`, or by lane too `[B, L]`, as `[B, L]`."""
    return np.array(np.broadcast_to(told.reshape(len(told), -1), (len(told), LANES)), dtype=np.float64)
