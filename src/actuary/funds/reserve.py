"""The reserve fund inside the balance of work injury (工伤保险储备金): set aside in December, drawn in need.

What one ledger pays the other receives, district by district; tests look at both together.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from actuary.schemes.postings import FEN

if TYPE_CHECKING:
    from actuary.funds.ledgers import Keeper

FloatArray = NDArray[np.float64]
ITEM = "transfer.reserve"


class Reserve:
    """Moves money between the pooled ledger and the reserve: `share[T]` of the year's contributions is set aside, up
    to `cap[T]` of them."""

    def __init__(self, pooled: "Keeper", reserve: "Keeper", share: FloatArray, cap: FloatArray) -> None:
        self.pooled, self.reserve, self.share, self.cap = pooled, reserve, share, cap

    def month(self, t: int, calendar: int) -> None:
        """Transfers of month `t`, the `calendar` month from 1 to 12; before interest and backstop."""
        if calendar == 12 and np.any(self.share[t] > 0.0):
            self.move(t, self.set_aside(t))
        self.move(t, -self.drawn(t))

    def set_aside(self, t: int) -> FloatArray:
        """What each district sets aside `[D]` [yuan]: never more than its pool holds."""
        year = self.pooled.contributions[max(t - 11, 0) : t + 1].sum(axis=0)
        paid = self.pooled.in_pools(year)
        room = np.minimum(paid * self.cap[t] - self.held(self.reserve, t), self.held(self.pooled, t))
        amount = np.maximum(np.minimum(paid * self.share[t], room), 0.0)
        return self.spread(amount, year)

    def drawn(self, t: int) -> FloatArray:
        """What each district draws `[D]` [yuan]: what its pool lacks, while the reserve holds it."""
        lacking = np.maximum(-self.held(self.pooled, t), 0.0)
        amount = np.minimum(lacking, np.maximum(self.held(self.reserve, t), 0.0))
        return self.spread(np.where(amount > FEN, amount, 0.0), self.reserve.balance[t] + self.reserve.flow[t])

    def held(self, keeper: "Keeper", t: int) -> FloatArray:
        """Balance of each pool with what has moved this month `[P]` [yuan]."""
        return keeper.in_pools(keeper.balance[t] + keeper.flow[t])

    def spread(self, amount: FloatArray, weight: FloatArray) -> FloatArray:
        """An amount of each pool `[P]` over its districts `[D]` by weight."""
        positive = np.maximum(weight, 0.0)
        whole = self.pooled.in_pools(positive)[self.pooled.of_district]
        share = np.divide(positive, whole, out=np.zeros_like(positive), where=whole > 0)
        return np.asarray(amount[self.pooled.of_district] * share)

    def move(self, t: int, into: FloatArray) -> None:
        """Book a transfer into the reserve `[D]` on both ledgers; negative out of it."""
        if into.any():
            self.pooled.add(ITEM, t, -into)
            self.reserve.add(ITEM, t, into)
