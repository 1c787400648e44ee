"""Months of a ledger in a row (逐月记账), each in this order: gap, what is set aside into the reserve or drawn from it,
interest, help between pools, backstop."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ROWS = 6
"""Rows of scratch."""
CARRY = Kernel("actuary.kernels.carrying", "carry")


class Page(NamedTuple):
    """A ledger as it is kept (账页) `[T, D]` [yuan]: balance `[T + 1, D]`; flow, contributions and spending, which
    start from the postings; what is added: interest, help between pools, what the budget gives, what is drawn from the
    reserve less what is set aside, backstop; moved_in `[D]`: what came in at the start of the first month."""

    balance: FloatArray
    flow: FloatArray
    contributions: FloatArray
    spending: FloatArray
    interest: FloatArray
    help: FloatArray
    gap: FloatArray
    drawn: FloatArray
    backstop: FloatArray
    moved_in: FloatArray

    @classmethod
    def begun(cls, opening: FloatArray, flow: FloatArray, contributions: FloatArray, spending: FloatArray) -> "Page":
        """A page before its first month, with the `opening[D]` and what postings add up to `[T, D]`."""
        months, districts = flow.shape
        balance, moved_in = np.zeros((months + 1, districts)), np.zeros(districts)
        balance[0] = opening
        interest, help_, gap, drawn, backstop = (np.zeros((months, districts)) for _ in range(5))
        return cls(
            balance, flow.copy(), contributions, spending.copy(), interest, help_, gap, drawn, backstop, moved_in
        )


class Sharing(NamedTuple):
    """Who shares (共济范围): the pool of each district `[D]`, how many there are, whether an adjustment fund helps, and
    of it the share `[T]` of contributions paid in and the guaranteed share `[T]` of what pools lack."""

    of_district: IntArray
    pools: int
    adjusting: bool
    share: FloatArray
    guarantee: FloatArray


class Aside(NamedTuple):
    """What is set aside into a reserve (提取储备金) `[T]` [share]: a share of the year's contributions, nought where
    nothing is, up to a cap on what the reserve holds."""

    share: FloatArray
    cap: FloatArray


def carry(
    page: Page, reserve: tuple[Page, Aside] | None, sharing: Sharing, rate: FloatArray, first: int, end: int, met: bool
) -> None:
    """The months from `first` to before `end` of a ledger at `rate[T]` a month; `met`: the budget pays what it lacks
    after its balance is used; `reserve`: one that it feeds and draws, kept with it."""
    room = np.empty((ROWS, len(page.moved_in)))
    held, aside = (page, Aside(rate, rate)) if reserve is None else reserve
    CARRY((0,), page, held, aside, sharing, rate, first, end, met, reserve is not None, room)
