"""Probabilities of moves where lanes differ (各道的转移概率): one table, and beside it what some lane has otherwise."""

from collections.abc import Sequence

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
    PORT_OUT,
    TRANSITIONS,
    Hazards,
    probabilities,
)

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NEVER = -1
OF_STAFF = tuple(INDEX_OF[name] for name in ("retire_institution", "retire_organ"))
OF_RESIDENTS = tuple(INDEX_OF[name] for name in ("retire_resident", "retire_waiting"))
PORTING = np.array([INDEX_OF[name] for name in PORT_OUT])


class MovesByLane:
    """The moves of sixteen lanes: `table[R, G, AGES]` of the first, and rows `own[K, L]` where one is another."""

    def __init__(self, sources: FloatArray, closed: bool) -> None:
        """`sources[G, AGES]`: residents from whom entrants come; `closed`: nobody buys in at 60."""
        self.sources, self.closed = sources, closed
        self.hazards: list[Hazards] = []
        self.patched: tuple[IntArray, ...] = ()
        self.before = np.zeros(0, dtype=np.int64)

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
        self.fixed = np.stack([tables[id(each)][apart] for each in hazards], axis=-1)
        port = np.stack([tables[id(each)][PORTING, :, WORKING_FROM:WORKING_TO] for each in hazards], axis=-1)
        self.port = np.ascontiguousarray(port[:, :, ::-1].transpose(2, 1, 0, 3))
        self.patched, self.own = (), self.fixed

    def made(self, hazards: Hazards) -> FloatArray:
        """Monthly probabilities `[R, G, AGES]` of one lane's beliefs."""
        table = probabilities(hazards, self.sources, OLD_AGE)
        if self.closed:
            table[INDEX_OF["retire_other"]] = 0.0
        return table

    def retire(self, reached: Sequence[NDArray[np.bool_]], resident_age: FloatArray) -> None:
        """Make those who reach their age this month retire and do nothing else, lane by lane: `reached[L][G, AGES]`,
        `resident_age[L]` from which residents draw [month]."""
        if self.patched:
            self.where[self.patched] = self.before
        self.due = due = np.stack(reached, axis=-1)
        of_age = np.broadcast_to(np.arange(AGES)[:, None] + 1 == resident_age, (G, AGES, LANES))
        parts = [
            self.patch(LEAVING_WORK, due, stop=True),
            self.patch(OF_STAFF, due, stop=False),
            self.patch(LEAVING_CONTRIBUTORS, of_age, stop=True),
            self.patch(OF_RESIDENTS, of_age, stop=False),
        ]
        self.patched = tuple(np.concatenate(axis) for axis in zip(*(place for place, _ in parts), strict=True))
        self.before = self.where[self.patched]
        own = np.concatenate([values for _, values in parts])
        self.where[self.patched] = len(self.fixed) + np.arange(len(own))
        self.own = np.concatenate((self.fixed, own))

    def patch(
        self, rows: Sequence[int], marked: NDArray[np.bool_], *, stop: bool
    ) -> tuple[tuple[IntArray, ...], FloatArray]:
        """Places `(r, g, a)` of some rows where a lane is marked, and what the lanes have there: nought where marked
        (`stop`), or one; as before elsewhere."""
        g, a = np.nonzero(marked.any(axis=2))
        r = np.repeat(np.array(rows), len(g))
        place = (r, np.tile(g, len(rows)), np.tile(a, len(rows)))
        here = marked[place[1], place[2]]
        found = self.where[place]
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

    def ported_out(self, persons: FloatArray) -> FloatArray:
        """Persons who would leave for another city's fund `[G, AGES, L]`, of `persons[A, G, K, L]` of working age, the
        oldest first; who reaches the age this month does not."""
        left = np.zeros((G, AGES, LANES))
        left[:, WORKING_FROM:WORKING_TO] = (persons * self.port).sum(axis=2)[::-1].transpose(1, 0, 2)
        return left * ~self.due
