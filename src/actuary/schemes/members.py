"""Members of the funds (参保人数) by district of insurance: status x membership table, closed to the coverage path.

The table is the opening's: each share is solved from the published count and the proxies that split it.
Where a path asks for more, the uncovered part of the open statuses is closed in one proportion; where it
asks for less, their shares are scaled down. The proportion is learned on the baseline, and read under every reform.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.people.coverage import Open
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


def open_to(scope: Scope, persons: FloatArray, path: FloatArray) -> Open:
    """What is open to a fund's path, of `persons[T + 1, S]`."""
    return Open(
        path,
        (persons * scope.share).sum(axis=1) + scope.fixed,
        (persons * ((1.0 - scope.share) * scope.open)).sum(axis=1),
        (persons * (scope.share * scope.open)).sum(axis=1),
    )


def closed(scope: Scope, proportion: FloatArray) -> FloatArray:
    """Shares `[T + 1, S]` after members have followed the path by a `proportion[T + 1]`: growth closes the gap to full
    cover of the open statuses in one proportion; decline scales the open shares."""
    joining, leaving = np.maximum(proportion, 0.0)[:, None], np.maximum(-proportion, 0.0)[:, None]
    return scope.share + scope.open * ((1.0 - scope.share) * joining - scope.share * leaving)


def not_met(path: FloatArray, members: FloatArray) -> FloatArray:
    """What of a path stays open [person] `[T + 1]`; nought where it is not stated."""
    left = path - members
    return np.where(np.abs(left) < 1e-6, 0.0, np.nan_to_num(left))
