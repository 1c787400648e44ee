"""Months of a ledger in a row (逐月记账), each in this order: gap, reserve, interest, help between pools, backstop."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ROWS = 5
"""Rows of scratch."""
CARRY = Kernel("actuary.kernels.carrying", "carry")


class Page(NamedTuple):
    """A ledger as it is kept (账页) `[T, D]` [yuan]: balance `[T + 1, D]`; flow, contributions and spending, which
    start from the postings; what is added: interest, help between pools, what the budget gives, what is drawn from the
    reserve, backstop; moved_in `[D]`: what came in at the start of the first month."""

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
    def blank(cls, months: int, districts: int) -> "Page":
        """A page of noughts."""
        shape = months, districts
        flow, contributions, spending, interest, help_, gap, drawn, backstop = (np.zeros(shape) for _ in range(8))
        balance, moved_in = np.zeros((months + 1, districts)), np.zeros(districts)
        return cls(balance, flow, contributions, spending, interest, help_, gap, drawn, backstop, moved_in)


class Sharing(NamedTuple):
    """Who shares (共济范围): the pool of each district `[D]`, how many there are, whether an adjustment fund helps, and
    of it the share `[T]` of contributions paid in and the guaranteed share `[T]` of what pools lack."""

    of_district: IntArray
    pools: int
    adjusting: bool
    share: FloatArray
    guarantee: FloatArray


def carry(
    page: Page, reserve: Page, sharing: Sharing, rate: FloatArray, first: int, end: int, met: bool, drawing: bool
) -> None:
    """The months from `first` to before `end` of a ledger at `rate[T]` a month; `met`: the budget pays what it lacks
    after its balance is used; `drawing`: it draws a `reserve`, which is kept with it and else is not looked at."""
    room = np.empty((ROWS, len(page.moved_in)))
    CARRY((0,), page, reserve, sharing, rate, first, end, met, drawing, room)
