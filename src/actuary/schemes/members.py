"""Members of the funds (参保人数) by district of insurance: status x membership table, closed to the coverage path.

The table is the opening's: each share is solved from the published count and the proxies that split it.
Where a path asks for more, the uncovered part of the open statuses is closed in one proportion; where it
asks for less, their shares are scaled down.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.schemes.proportion import ratio
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status


class Scope(NamedTuple):
    """Membership of one fund: share of each status `[S]`, which statuses a coverage path may open `[S]`, and the
    members of no status, a number or `[T + 1]`."""

    fund: str
    share: FloatArray
    open: NDArray[np.bool_]
    fixed: FloatArray | float = 0.0


def within(share: FloatArray | float) -> float:
    """A share kept between nought and one; a count that asks for more shows in the reconciliation."""
    return float(np.clip(share, 0.0, 1.0))


def shares(pairs: dict[Status, float]) -> FloatArray:
    """Shares of statuses `[S]`, each kept between nought and one; those not named are nought."""
    result = np.zeros(len(Status))
    for status, share in pairs.items():
        result[status] = within(share)
    return result


def closing(need: FloatArray, gap: FloatArray, covered: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Proportion `[T]` of the gap to open, and of the covered to let go, that meets `need` [person]; where the
    need is not stated (NaN), the last one that is."""
    up = np.clip(ratio(need, gap), 0.0, 1.0)
    down = np.clip(ratio(-need, covered), 0.0, 1.0)
    stated = np.maximum.accumulate(np.where(np.isnan(need), 0, np.arange(len(need))))
    return up[stated], down[stated]


def close_to_path(scope: Scope, persons: FloatArray, path: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Shares `[T, S]` that bring the members to `path[T]` [person], and what stays open [person] `[T]`.

    `persons[T, S]`. Growth closes the gap to full cover of the open statuses in one proportion; decline
    scales the open shares. Where the path is not stated (NaN) the last proportion stays.
    """
    steps = len(path)
    result = np.tile(scope.share, (steps, 1))
    base = (persons * scope.share).sum(axis=1) + scope.fixed
    open_now = (persons * (scope.share * scope.open)).sum(axis=1)
    gap = (persons * ((1.0 - scope.share) * scope.open)).sum(axis=1)
    up, down = closing(path - base, gap, open_now)
    result += scope.open * (1.0 - scope.share) * up[:, None]
    result -= scope.open * scope.share * down[:, None]
    left = path - ((result * persons).sum(axis=1) + scope.fixed)
    return result, np.where(np.abs(left) < 1e-6, 0.0, np.nan_to_num(left))
