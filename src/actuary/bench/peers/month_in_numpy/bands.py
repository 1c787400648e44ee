"""The monthly step by bands of ages (按年龄段): in place, one status after the other, then one transition at a time.

Work is done on slices of the ages at which each lives or acts; every large intermediate has its buffer.
"""

import numpy as np

from actuary.bench.city import FloatArray
from actuary.bench.peers.month_in_numpy.twin import Twin, acting, band, total
from actuary.kernels.month import CARRY, ENTER, PERSONS, TOTALS, WIDTH, Month, Told
from actuary.people.axes import AGES, G, S


class Banded(Twin):
    """One transition at a time on the ages at which it acts, in blocks of ages that stay in the cache."""

    def __init__(self, block: int = 222) -> None:
        super().__init__()
        self.blocks = [slice(start, min(start + block, AGES)) for start in range(0, AGES, block)]
        self.sums = np.empty((G, WIDTH))

    def move(self, rows: FloatArray, told: Told, out: Month) -> None:
        """Deaths of every status, then every transition on the survivors, block by block."""
        motion = told.motion
        alive = np.ascontiguousarray(1.0 - told.life.death[:, ::-1].T)[:, :, None]
        dying = np.ascontiguousarray(told.life.death[:, ::-1])
        alike = (motion.lane == motion.lane[:, :, :1]).all(axis=2)
        folded = motion.probability * np.where(alike, motion.lane[:, :, 0], 1.0)[:, :, None]
        share = np.ascontiguousarray(folded[:, :, ::-1].transpose(0, 2, 1))[:, :, :, None]
        lanes = np.tile(np.where(alike[:, :, None], 1.0, motion.lane), TOTALS)
        leaving = {*motion.source, *told.retirement.source}
        plan = [
            (r, who, here)
            for r in range(len(motion.source))
            for who, here in together([acting(motion.probability[r, g]) for g in range(G)])
        ]
        for block in self.blocks:
            for s in range(S):
                here = common(band(s), block)
                if here is not None:
                    self.die(rows[here, :, s], s, here, dying, alive, out.death, s in leaving)
            for r, who, acts in plan:
                here = common(acts, block)
                if here is not None:
                    self.transit(rows, told, r, who, here, share[r], lanes[r], out)

    def die(
        self,
        status: FloatArray,
        s: int,
        here: slice,
        dying: FloatArray,
        alive: FloatArray,
        death: FloatArray,
        kept: bool,
    ) -> None:
        """Deaths of one status; the survivors are kept where a transition starts from them."""
        for g in range(G):
            np.dot(dying[g, here], status[:, g], out=self.sum)
            np.add(death[g, s], self.sum, out=death[g, s])
        np.multiply(status, alive[here], out=status)
        if kept:
            np.copyto(self.old[s, here], status)

    def transit(
        self,
        rows: FloatArray,
        told: Told,
        r: int,
        who: slice,
        here: slice,
        share: FloatArray,
        lanes: FloatArray,
        out: Month,
    ) -> None:
        """One transition of some categories at some ages."""
        motion = told.motion
        source, target, flow = motion.source[r], motion.target[r], out.flow
        moved, left = self.moved[here, who], rows[here, who, source]
        np.multiply(self.old[source, here, who], share[here, who], out=moved)
        if (lanes[who] != 1.0).any():
            np.multiply(moved, lanes[who], out=moved)
        np.subtract(left, moved, out=left)
        if motion.rule[r] not in (CARRY, ENTER):
            for g in range(G)[who]:
                self.award(rows, told, r, g, here, flow[g, r])
            return
        np.add.reduce(moved, axis=0, out=self.sums[who])
        np.add(flow[who, r], self.sums[who], out=flow[who, r])
        if target >= 0:
            np.add(rows[here, who, target], moved, out=rows[here, who, target])
        if motion.rule[r] == ENTER:
            self.bring(rows[here, who, target], here, total(moved, PERSONS), told, out)


def common(one: slice, other: slice) -> slice | None:
    """Rows that two ranges share."""
    start, stop = max(one.start, other.start), min(one.stop, other.stop)
    return slice(start, stop) if start < stop else None


def together(ranges: list[slice | None]) -> list[tuple[slice, slice]]:
    """Categories with the ages at which a transition acts; all at once where they agree."""
    if ranges[0] is not None and all(here == ranges[0] for here in ranges):
        return [(slice(0, G), ranges[0])]
    return [(slice(g, g + 1), here) for g, here in enumerate(ranges) if here is not None]
