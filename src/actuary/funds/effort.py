"""Collection effort answering pooling (征缴努力对统筹的响应): who shares what it collects collects less of it.

A yuan collected stays where it was collected as far as the pool is the collector's own; the rest helps others. Effort
falls in proportion to that rest. What is lost is never netted against the help that pooling brings.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.funds.pools import Pooling, Pools, Rule
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting

FloatArray = NDArray[np.float64]
COLLECTED = ("contribution_employer", "contribution_employee")
"""What agencies collect from employers; the flexible and residents pay of their own accord."""
LOST = "effort_lost"
BY_BUDGET = ("employee_pension", "public")
"""A ledger whose payers are units of the budget: there is nobody to press for it."""
ENTERPRISE = ("employee_pension", "enterprise")
"""The ledger that the nation pools; central adjustment is paid on would-be participants, so no effort answers it."""
COLLECTION, EFFORT_DEGREE = "basis.response.collection_to_pooling", "basis.response.pooling_degree"
"""Elasticity of what is collected, and how far it acts: nought is the static case."""
NATIONAL = "law.pooling.national_share"


def diluted(pooling: Pooling, own: Pools, fund: str, collected: FloatArray) -> FloatArray:
    """Share of a yuan collected that goes to others than the pool of the opening's arrangement `[T, D]`.

    own: the pools to which beliefs on collection belong; collected `[T, D]` [yuan].
    """
    mine = _shared(collected, own.of_district[fund])
    result = np.zeros_like(collected)
    ends = [t for t, _ in pooling.steps[1:]] + [len(collected)]
    for (start, pools), end in zip(pooling.steps, ends, strict=True):
        span = slice(start, end)
        adjusting = pools.rule is Rule.ADJUSTMENT
        places = np.zeros_like(own.of_district[fund]) if adjusting else pools.of_district[fund]
        others = np.maximum(1.0 - ratio(mine[span], _shared(collected[span], places), empty=1.0), 0.0)
        paid_in = np.array([pools.adjustment(t)[0] if adjusting else 1.0 for t in range(start, end)])
        result[span] = others * paid_in[:, None]
    return result


def _shared(values: FloatArray, places: NDArray[np.int64]) -> FloatArray:
    """The sum of each district's pool `[T, D]`."""
    return np.asarray(values @ (places[:, None] == places[None, :]).astype(float))


def answer(s: Setting, pooling: Pooling, own: Pools) -> None:
    """Lower what is collected by the response to pooling; what is lost stands beside the ledgers."""
    response, national = s.belief(EFFORT_DEGREE) * s.belief(COLLECTION), s.law_over(NATIONAL)
    if not response.any():
        return
    for fund, account in s.postings.ledgers():
        collected = s.postings.sum(fund, account, COLLECTED)
        others = diluted(pooling, own, fund, collected)
        if (fund, account) == ENTERPRISE:
            others = 1.0 - (1.0 - others) * (1.0 - national)
        change = response * others
        if (fund, account) == BY_BUDGET or not (collected * change).any():
            continue
        s.postings.scale(fund, account, COLLECTED, 1.0 + change)
        s.memoranda[(fund, f"{LOST}.{account}")] = -collected * change
        key = (fund, account, "employer")
        if key in s.bases:
            s.bases[key] = s.bases[key] * (1.0 + change)
