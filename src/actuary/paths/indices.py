"""Indices of variance (方差指数): which share of what is not known about a result rests on which of its inputs.

First: what goes away, on average, when the input alone is known. Total: what stays when all others are. Both by Jansen
(1999) from two independent samples and one in which a group of inputs is taken from the second.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Evaluated = Callable[[FloatArray], FloatArray]
"""Results `[Q, N]` of a sample `[K, N]`."""


class Indices(NamedTuple):
    """Variances `[Q]` of results, and their shares by group `[G, Q]`; nought where nothing varies."""

    variance: FloatArray
    first: FloatArray
    total: FloatArray


def indices(evaluated: Evaluated, one: FloatArray, other: FloatArray, groups: Sequence[IntArray]) -> Indices:
    """Indices of groups of inputs: rows of the samples `one` and `other` `[K, N]`, which are independent."""
    of_one, of_other = evaluated(one), evaluated(other)
    variance = np.concatenate((of_one, of_other), axis=1).var(axis=1)
    first, total = (np.zeros((len(groups), len(variance))) for _ in range(2))
    safe = np.where(variance > 0.0, variance, 1.0)
    for g, rows in enumerate(groups):
        mixed = one.copy()
        mixed[rows] = other[rows]
        found = evaluated(mixed)
        total[g] = ((of_one - found) ** 2).mean(axis=1) / (2.0 * safe)
        first[g] = np.where(variance > 0.0, 1.0 - ((of_other - found) ** 2).mean(axis=1) / (2.0 * safe), 0.0)
    return Indices(variance, first, total)
