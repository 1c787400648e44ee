"""Birth classes (出生队列): what the step sums over all cohorts, kept by five years of birth and by category.

Asked for only by those who tell who pays and who gains: it reads the state once a month and changes nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import ACCOUNT, LANES, PERSONS, RESIDENT_ACCOUNT, TOTALS
from actuary.people.axes import AGES, G, S

FloatArray = NDArray[np.float64]
SPAN = kernel.CLASS
"""Months of birth of a class."""
DIED = (PERSONS, ACCOUNT, RESIDENT_ACCOUNT)
BANDS = 3


class ByClass(NamedTuple):
    """Sums by class of birth `C` and category: `born[C]` first month of birth; exposure `[T, C, G, E]`, persons
    `[T, C, G, S]`, base `[T, C, G, P, 3]` by age band, died `[T, C, G, S, 3]` persons and both accounts."""

    born: NDArray[np.int64]
    exposure: FloatArray
    persons: FloatArray
    base: FloatArray
    died: FloatArray


class Watch:
    """Keeps the sums of a projection by class of birth."""

    def __init__(self, first: int, months: int, exposures: int, payers: int) -> None:
        self.first = first
        self.oldest = (first - AGES) // SPAN
        count = (first + months) // SPAN - self.oldest + 1
        axes = (months, count, G)
        self.result = ByClass(
            (self.oldest + np.arange(count)) * SPAN,
            np.zeros((*axes, exposures)),
            np.zeros((*axes, S)),
            np.zeros((*axes, payers, BANDS)),
            np.zeros((*axes, S, len(DIED))),
        )
        age = np.arange(AGES)[::-1] // 12
        self.age = age
        self.bands = np.stack([age <= 35, (age > 35) & (age <= 45), age > 45], axis=1).astype(np.float64)

    def month(
        self, t: int, rows: FloatArray, life: kernel.Life, accrual: kernel.Accrual, exposure: kernel.Exposure
    ) -> None:
        """Note month `t` before anything moves; `rows[A, G, S, Q * L]` the oldest first."""
        cells = np.einsum("agsql->agsq", rows.reshape(AGES, G, S, TOTALS, LANES))
        weights = exposure.weights[:, :, ::-1].transpose(2, 1, 0)
        asked = cells[:, :, exposure.status, exposure.total // LANES] * weights[:, :, exposure.weight]
        payers = rows[:, :, accrual.payers, PERSONS:LANES]
        base = np.einsum("agpl,pal->agp", payers, accrual.base[:, self.age])
        died = cells[:, :, :, [total // LANES for total in DIED]] * life.death[:, ::-1].T[:, :, None, None]
        of = (self.first + t - AGES + np.arange(AGES)) // SPAN - self.oldest
        starts = np.flatnonzero(np.diff(of, prepend=-1))
        told = (asked, cells[..., 0], base[..., None] * self.bands[:, None, None, :], died)
        for kept, values in zip(self.result[1:], told, strict=True):
            kept[t, of[starts]] = np.add.reduceat(values, starts, axis=0)
