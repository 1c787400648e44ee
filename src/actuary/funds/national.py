"""National pooling of enterprise pensions (全国统筹): a share of each pool's current balance is the nation's.

Settled at the ends of quarters, deficit and surplus alike, before interest, help between pools and the backstop: so
what pools settle adds up to what the city as one pool would.
"""

import numpy as np

from actuary.funds.ledgers import FundRules, Keeper
from actuary.funds.pools import Pooling

IN, OUT = "transfer.national_in", "transfer.national_out"


def settle(pension: Keeper, pooling: Pooling, rules: FundRules) -> None:
    """Book what pools are paid for a quarter's deficit, or pay up of its surplus, with the quarter's last month; who
    pools then, settles together."""
    ends = np.flatnonzero(rules.months % 3 == 2)
    if not ends.size or not rules.national_share.any():
        return
    shared = rules.national_share[:, None] * pension.page.flow
    starts = np.concatenate(([0], ends[:-1] + 1))
    due = -np.add.reduceat(shared[: ends[-1] + 1], starts, axis=0)
    paid_in, paid_up = np.zeros(pension.shape), np.zeros(pension.shape)
    for t, quarter in zip(ends.tolist(), due, strict=True):
        places = pooling.at(t).of_district[pension.fund]
        receives = np.bincount(places, weights=quarter)[places] > 0
        paid_in[t], paid_up[t] = np.where(receives, quarter, 0.0), np.where(receives, 0.0, quarter)
    pension.add(IN, 0, paid_in)
    pension.add(OUT, 0, paid_up)
