"""The reserve fund inside the balance of work injury (工伤保险储备金): set aside in December, drawn in need.

What one ledger pays the other receives, district by district; tests look at both together. Drawing is a matter of every
month and stands in the kernel of ledgers.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import FundRules, Keeper

FloatArray = NDArray[np.float64]
ITEM = "transfer.reserve"


def set_aside(pooled: Keeper, reserve: Keeper, t: int, rules: FundRules) -> None:
    """Set aside a share of the year's contributions in its December `t`, up to the cap, never more than a pool holds;
    by what each district paid in."""
    year = pooled.page.contributions[max(t - 11, 0) : t + 1].sum(axis=0)
    paid = pooled.in_pools(year)
    room = np.minimum(paid * rules.reserve_cap[t] - held(reserve, t), held(pooled, t))
    amount = np.maximum(np.minimum(paid * rules.reserve_share[t], room), 0.0)
    weight = np.maximum(year, 0.0)
    whole = pooled.in_pools(weight)
    into = weight * np.divide(amount, whole, out=np.zeros_like(paid), where=whole > 0)[pooled.sharing.of_district]
    pooled.add(ITEM, t, -into)
    reserve.add(ITEM, t, into)


def held(keeper: Keeper, t: int) -> FloatArray:
    """Balance of each pool with what has moved this month `[P]` [yuan]."""
    return keeper.in_pools(keeper.page.balance[t] + keeper.page.flow[t])
