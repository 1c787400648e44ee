"""Liabilities in plain NumPy (纯 NumPy): a loop over months, persons as arrays that fit the cache."""

import numpy as np
from numpy.typing import NDArray

from actuary.bench.peers.projected import Projected, projected
from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

NEEDS = "numpy"
BLOCK = 8192
"""Persons at a time."""


def worth(promises: Promises, conditions: Conditions) -> NDArray[np.float64]:
    """Worth today of each person's promise [yuan]."""
    p = projected(promises, conditions)
    return np.concatenate([_block(p.some(begin, begin + BLOCK)) for begin in range(0, len(p.age), BLOCK)])


def _block(p: Projected) -> NDArray[np.float64]:
    alive, out = np.ones(len(p.age)), np.zeros(len(p.age))
    last = p.death.shape[2] - 1
    for t in range(p.months):
        here = p.age + t
        alive[here > last] = 0.0
        dying = alive * p.death[p.year[t]][p.category, np.minimum(here, last)]
        out += np.where(t >= p.wait, alive * p.pension * p.paid[t], dying * p.balance * p.refunded[t])
        alive -= dying
    return out
