"""National pooling of enterprise pensions (全国统筹): a share of each pool's current balance is the nation's.

Settled at the ends of quarters, deficit and surplus alike, before interest, help between pools and the backstop: so
what pools settle adds up to what the city as one pool would.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from actuary.funds.ledgers import Keeper

FloatArray = NDArray[np.float64]
IN, OUT = "transfer.national_in", "transfer.national_out"
BESIDE = (IN, OUT, "interest", "pooling_transfer", "backstop")
"""Items that are no part of the balance that is shared."""


def settle(pension: "Keeper", t: int, share: FloatArray, calendar: int) -> None:
    """Book what a pool is paid for the quarter's deficit, or pays up of its surplus, with the quarter's last month."""
    span = slice(max(t - 2, 0), t + 1)
    if calendar % 3 or not share[span].any():
        return
    beside = sum(
        (pension.extra[item][span] for item in BESIDE if item in pension.extra), np.zeros_like(pension.flow[span])
    )
    flow = pension.flow[span] - beside
    due = -(share[span].reshape(len(flow), -1) * flow).sum(axis=0)
    total = pension.in_pools(due)[pension.of_district]
    paid_in = np.where(total > 0, due, 0.0)
    for item, cash in ((IN, paid_in), (OUT, due - paid_in)):
        if cash.any():
            pension.add(item, t, cash)
