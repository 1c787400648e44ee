"""Probabilities of moves where lanes differ (各道的转移概率): one table, and beside it what some lane has otherwise."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import LANES
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G
from actuary.people.opening import OLD_AGE
from actuary.people.transitions import (
    LEAVING_CONTRIBUTORS,
    LEAVING_WORK,
    OF_RESIDENTS,
    OF_STAFF,
    RULES,
    SOURCES,
    TARGETS,
    Hazards,
    places,
    probabilities,
)

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NEVER = 0.0


class MovesByLane:
    """The moves of sixteen lanes: `table[R, G, AGES]` of the first, and rows `own[K, L]` where one is another."""

    def __init__(self, sources: FloatArray, closed: bool) -> None:
        """`sources[G, AGES]`: residents from whom entrants come; `closed`: nobody buys in at 60."""
        self.sources, self.closed = sources, closed
        self.hazards: list[Hazards] = []
        self.patched = np.zeros(0, dtype=np.int64)
        self.ready = self.patched, np.zeros((0, LANES))
        """Where in the table stands what those do who reach their age next month, and what each lane has there."""

    def believe(self, hazards: Sequence[Hazards]) -> None:
        """Beliefs of the lanes about moves in a month; tables are made anew only when some are others."""
        if len(self.hazards) == len(hazards) and all(a is b for a, b in zip(self.hazards, hazards, strict=True)):
            return
        self.hazards = [*hazards]
        told = {id(each): each for each in hazards}
        tables = {key: probabilities(each, self.sources, OLD_AGE, self.closed) for key, each in told.items()}
        self.table = tables[id(hazards[0])]
        apart = np.zeros(self.table.shape, dtype=bool)
        for other in tables.values():
            apart |= other != self.table
        self.where = np.full(self.table.shape, NEVER)
        self.where[apart] = 1.0 + np.arange(apart.sum())
        self.unpatched = self.where.copy()
        self.fixed = np.stack([tables[id(each)][apart] for each in hazards], axis=-1)
        self.patched, self.own = self.patched[:0], self.fixed

    def make_ready(self, reached: NDArray[np.bool_], resident_age: FloatArray) -> None:
        """Those who reach their age in the next month retire and do nothing else, lane by lane: `reached[G, AGES, L]`,
        `resident_age[L]` from which residents draw [month]."""
        working = reached[:, WORKING_FROM:WORKING_TO]
        g, a = np.nonzero(np.bitwise_or.reduce(working.view(np.int64), axis=-1))  # eight lanes at once
        due = g * AGES + a + WORKING_FROM, working[g, a]
        ages = np.unique(resident_age[(resident_age >= 1) & (resident_age <= AGES)]).astype(np.int64)
        cells = np.arange(G).repeat(len(ages)) * AGES + np.tile(ages, G) - 1
        of_age = cells, np.tile(ages[:, None] == resident_age, (G, 1))
        stop, go = ((LEAVING_WORK, due), (LEAVING_CONTRIBUTORS, of_age)), ((OF_STAFF, due), (OF_RESIDENTS, of_age))
        who = [(rows, *whom, share) for share, moves in ((0.0, stop), (1.0, go)) for rows, whom in moves]
        stands = np.concatenate([places(rows, cells) for rows, cells, _, _ in who])
        here = np.concatenate([np.tile(lanes, (len(rows), 1)) for rows, _, lanes, _ in who])
        share = np.concatenate([np.full(len(rows) * len(cells), share) for rows, cells, _, share in who])
        self.ready = stands, np.where(here, share[:, None], self.otherwise(stands))

    def otherwise(self, stands: IntArray) -> FloatArray:
        """What the lanes have at some places of the table `[N, L]` if nobody reaches an age."""
        found = self.unpatched.reshape(-1)[stands]
        values = np.repeat(self.table.reshape(-1)[stands][:, None], LANES, axis=1)
        own = found != NEVER
        values[own] = self.fixed[found[own].astype(np.int64) - 1]
        return values

    def retire(self) -> None:
        """The next month begins: what was made ready for it counts."""
        where = self.where.reshape(-1)
        where[self.patched] = self.unpatched.reshape(-1)[self.patched]
        self.patched, own = self.ready
        where[self.patched] = 1.0 + len(self.fixed) + np.arange(len(own))
        self.own = np.concatenate((self.fixed, own))

    def motion(self, lane: FloatArray, brought: FloatArray) -> kernel.Motion:
        """What the kernel is told of moves; `lane[R, G, L]` factors, `brought[3, A, L]`."""
        return kernel.Motion(SOURCES, TARGETS, RULES, self.table, lane, brought, self.where, self.own)
