"""Probabilities of moves where lanes differ (各道的转移概率): one table, and beside it what some lane has otherwise."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import LANES
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G
from actuary.people.opening import OLD_AGE
from actuary.people.transitions import (
    INDEX_OF,
    LEAVING_CONTRIBUTORS,
    LEAVING_WORK,
    OF_RESIDENTS,
    OF_STAFF,
    TRANSITIONS,
    Hazards,
    probabilities,
)

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NEVER = -1


class Marked(NamedTuple):
    """Who does something this month: category `g[N]` and month of age `a[N]`, and in which lanes `[N, L]`."""

    g: IntArray
    a: IntArray
    lanes: NDArray[np.bool_]


def marked(tables: NDArray[np.bool_]) -> Marked:
    """Where any of the lanes marks somebody at work, `tables[G, A, L]`, in the order of the table."""
    g, a = np.nonzero(tables.any(axis=-1))
    return Marked(g, a + WORKING_FROM, tables[g, a])


class MovesByLane:
    """The moves of sixteen lanes: `table[R, G, AGES]` of the first, and rows `own[K, L]` where one is another."""

    def __init__(self, sources: FloatArray, closed: bool) -> None:
        """`sources[G, AGES]`: residents from whom entrants come; `closed`: nobody buys in at 60."""
        self.sources, self.closed = sources, closed
        self.hazards: list[Hazards] = []
        self.patched: tuple[IntArray, ...] = ()
        self.ready: tuple[tuple[IntArray, ...], FloatArray] = (), np.zeros((0, LANES))
        """Places of what those who reach their age in the next month do, and by lane how many do it."""

    def believe(self, hazards: Sequence[Hazards]) -> None:
        """Beliefs of the lanes about moves in a month; tables are made anew only when some are others."""
        if len(self.hazards) == len(hazards) and all(a is b for a, b in zip(self.hazards, hazards, strict=True)):
            return
        self.hazards = [*hazards]
        tables = {id(each): self.made(each) for each in {id(each): each for each in hazards}.values()}
        self.table = tables[id(hazards[0])]
        apart = np.zeros(self.table.shape, dtype=bool)
        for other in tables.values():
            apart |= other != self.table
        self.where = np.full(self.table.shape, NEVER)
        self.where[apart] = np.arange(apart.sum())
        self.unpatched = self.where.copy()
        self.fixed = np.stack([tables[id(each)][apart] for each in hazards], axis=-1)
        self.patched, self.own = (), self.fixed

    def made(self, hazards: Hazards) -> FloatArray:
        """Monthly probabilities `[R, G, AGES]` of one lane's beliefs."""
        table = probabilities(hazards, self.sources, OLD_AGE)
        if self.closed:
            table[INDEX_OF["retire_other"]] = 0.0
        return table

    def make_ready(self, reached: NDArray[np.bool_], resident_age: FloatArray) -> None:
        """Those who reach their age in the next month retire and do nothing else, lane by lane: `reached[G, AGES, L]`,
        `resident_age[L]` from which residents draw [month]."""
        due = marked(reached[:, WORKING_FROM:WORKING_TO])
        ages = np.unique(resident_age[(resident_age >= 1) & (resident_age <= AGES)]).astype(np.int64)
        g, a = np.repeat(np.arange(G), len(ages)), np.tile(ages - 1, G)
        of_age = Marked(g, a, a[:, None] + 1 == resident_age)
        parts = [
            self.patch(LEAVING_WORK, due, stop=True),
            self.patch(OF_STAFF, due, stop=False),
            self.patch(LEAVING_CONTRIBUTORS, of_age, stop=True),
            self.patch(OF_RESIDENTS, of_age, stop=False),
        ]
        places = tuple(np.concatenate(axis) for axis in zip(*(place for place, _ in parts), strict=True))
        self.ready = places, np.concatenate([values for _, values in parts])

    def retire(self) -> None:
        """The next month begins: what was made ready for it counts."""
        if self.patched:
            self.where[self.patched] = self.unpatched[self.patched]
        self.patched, own = self.ready
        self.where[self.patched] = len(self.fixed) + np.arange(len(own))
        self.own = np.concatenate((self.fixed, own))

    def patch(self, rows: Sequence[int], who: "Marked", *, stop: bool) -> tuple[tuple[IntArray, ...], FloatArray]:
        """Places `(r, g, a)` of some rows where a lane is marked, and what the lanes have there: nought where marked
        (`stop`), or one; as before elsewhere."""
        r = np.repeat(np.array(rows), len(who.g))
        place = (r, np.tile(who.g, len(rows)), np.tile(who.a, len(rows)))
        here = np.tile(who.lanes, (len(rows), 1))
        found = self.unpatched[place]
        values = (
            np.where((found >= 0)[:, None], self.fixed[found], self.table[place][:, None])
            if len(self.fixed)
            else (np.repeat(self.table[place][:, None], LANES, axis=1))
        )
        return place, np.where(here, 0.0 if stop else 1.0, values)

    def motion(self, lane: FloatArray, brought: FloatArray) -> kernel.Motion:
        """What the kernel is told of moves; `lane[R, G, L]` factors, `brought[3, A, L]`."""
        return kernel.Motion(
            np.array([t.source for t in TRANSITIONS]),
            np.array([t.target for t in TRANSITIONS]),
            np.array([t.rule for t in TRANSITIONS]),
            self.table,
            lane,
            brought,
            self.where,
            self.own,
        )
