"""The monthly step by matrices (按转移矩阵): for every age and category the S x S matrix of transitions, applied by
one matrix product to all totals and lanes."""

import numpy as np

from actuary.bench.city import FloatArray
from actuary.bench.peers.month_in_numpy.twin import Twin
from actuary.kernels.month import CARRY, ENTER, LANES, TOTALS, WIDTH, Month, Told
from actuary.people.axes import AGES, G, S


class Dense(Twin):
    """All transitions of an age and category as one matrix; those with a factor by lane one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = np.empty((AGES, G, S, S))
        self.alive = np.empty((AGES, G, S, WIDTH))

    def move(self, rows: FloatArray, told: Told, out: Month) -> None:
        """Deaths, the matrix product, and what no matrix can hold: awards and factors by lane."""
        motion, matrix, alive = told.motion, self.matrix, self.alive
        q = np.ascontiguousarray(told.life.death[:, ::-1].T)
        np.einsum("ag,agsx->gsx", q, rows, out=out.death)
        np.multiply(rows, (1.0 - q)[:, :, None, None], out=alive)
        self.old = alive.transpose(2, 0, 1, 3)
        matrix[:] = np.eye(S)
        alike = (motion.lane == motion.lane[:, :, :1]).all(axis=(1, 2))
        p = (motion.probability * motion.lane[:, :, :1])[:, :, ::-1].transpose(0, 2, 1)
        for r in np.flatnonzero(alike).tolist():
            source, target = motion.source[r], motion.target[r]
            matrix[:, :, source, source] -= p[r]
            if motion.rule[r] in (CARRY, ENTER) and target >= 0:
                matrix[:, :, target, source] += p[r]
        np.matmul(matrix, alive, out=rows)
        lanes = np.tile(motion.lane, TOTALS)
        for r, (source, target) in enumerate(zip(motion.source, motion.target, strict=True)):
            for g in range(G):
                share = motion.probability[r, g, ::-1]
                carried = motion.rule[r] in (CARRY, ENTER)
                if carried:
                    out.flow[g, r] = share @ alive[:, g, source] * lanes[r, g]
                if motion.rule[r] == ENTER:
                    came = alive[:, g, source, :LANES] * share[:, None] * motion.lane[r, g]
                    self.bring(rows[:, g : g + 1, target], slice(0, AGES), came[:, None], told, out)
                if alike[r] and carried:
                    continue
                moved = self.moved[:, g]
                np.multiply(alive[:, g, source], share[:, None], out=moved)
                np.multiply(moved, lanes[r, g], out=moved)
                if not carried:
                    self.award(rows, told, r, g, slice(0, AGES), out.flow[g, r])
                else:
                    rows[:, g, source] -= moved
                    if target >= 0:
                        rows[:, g, target] += moved
