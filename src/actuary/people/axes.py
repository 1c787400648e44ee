"""Axes of the people's state (人口状态的轴): lanes of residence, months of age, and the opening month.

The first fifteen lanes are districts of residence; the last holds the insured who live outside the city.
A cohort that was born in month b has t - b - 1 completed months of age at the start of month t.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import layout
from actuary.vocabulary import CATEGORIES, DISTRICTS, STATUSES

FloatArray = NDArray[np.float64]

AGES = 111 * 12
"""Months of age that are followed; the last is open [month]."""
LANES = layout.LANES
OUTSIDE = LANES - 1
G, S, D = len(CATEGORIES), len(STATUSES), len(DISTRICTS)
WORKING_FROM, WORKING_TO = 15 * 12, 76 * 12
"""Ages between which people can hold a working status [month]."""


def by_month(keys: tuple[str, ...], values: FloatArray) -> FloatArray:
    """A table by lower age in years, held constant up to the next key, for every month of age `[AGES]`;
    zero below the first key."""
    position = group_of(keys)
    return np.where(position >= 0, values[position], 0.0)


@cache
def group_of(keys: tuple[str, ...]) -> NDArray[np.int64]:
    """Index of the age group of every month of age `[AGES]`, read-only; -1 below the first key."""
    edges = np.array([int(key) for key in keys]) * 12
    group = np.searchsorted(edges, np.arange(AGES), side="right") - 1
    group.setflags(write=False)
    return group
