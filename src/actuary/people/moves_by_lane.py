"""Probabilities of moves where lanes differ (各道的转移概率): one table, and beside it what some lane has otherwise."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.people.opening import OLD_AGE
from actuary.people.transitions import ENDING, RULES, SOURCES, TARGETS, THEN, Hazards, probabilities

FloatArray = NDArray[np.float64]
NEVER = 0.0


class MovesByLane:
    """The moves of sixteen lanes: `table[R, G, AGES]` of the first, and rows `own[K, L]` where one is another."""

    def __init__(self, sources: FloatArray, closed: bool) -> None:
        """`sources[G, AGES]`: residents from whom entrants come; `closed`: nobody buys in at 60."""
        self.sources, self.closed = sources, closed
        self.hazards: list[Hazards] = []

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
        self.acts = kernel.acting(*tables.values())
        self.own = np.stack([tables[id(each)][apart] for each in hazards], axis=-1)

    def motion(self, lane: FloatArray, brought: FloatArray) -> kernel.Motion:
        """What the kernel is told of moves; `lane[R, G, L]` factors, `brought[3, A, L]`."""
        told = SOURCES, TARGETS, RULES, self.table, lane, brought, ENDING, THEN, self.where, self.own
        return kernel.Motion(*told, self.acts)
