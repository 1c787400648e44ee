"""Months of a ledger in a row (逐月记账), each in this order: gap, reserve, interest, help between pools, backstop."""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
FEN = 0.01
"""Less than this is rounding, not money [yuan]."""
SMALL = 1e-9


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


@njit
def in_pools(values, sharing):  # type: ignore[no-untyped-def]
    """Sums over the districts of each pool `[P]`."""
    sums = np.zeros(sharing.pools)
    for d in range(values.shape[0]):
        sums[sharing.of_district[d]] += values[d]
    return sums


@njit
def over_districts(amount, weight, sharing):  # type: ignore[no-untyped-def]
    """An amount of each pool `[P]` over its districts by weight `[D]`, none of which is nought."""
    weight = np.maximum(weight, SMALL)
    whole = in_pools(weight, sharing)
    result = np.zeros(weight.shape[0])
    for d in range(weight.shape[0]):
        pool = sharing.of_district[d]
        if amount[pool] != 0.0:
            result[d] = amount[pool] * (weight[d] / whole[pool])
    return result


@njit
def lacking(total):  # type: ignore[no-untyped-def]
    """What each pool lacks `[P]`: less than a fen is not lacking."""
    return np.where(total < -FEN, -total, 0.0)


@njit
def helped(page, sharing, t):  # type: ignore[no-untyped-def]
    """Adjustment fund (调剂金) `[D]`: every pool pays a share of its contributions; the guaranteed share of what pools
    lack this month is met in proportion, and what is left goes back as it came."""
    paid = in_pools(page.contributions[t], sharing) * sharing.share[t]
    need = np.maximum(-in_pools(page.flow[t], sharing), 0.0) * sharing.guarantee[t]
    asked, given = need.sum(), paid.sum()
    met = need * min(1.0, given / asked) if asked > 0.0 else np.zeros_like(need)
    back = paid * (1.0 - met.sum() / given) if given > 0.0 else paid
    return over_districts(met + back - paid, page.contributions[t], sharing)


@njit
def close(page, sharing, rate, t):  # type: ignore[no-untyped-def]
    """Interest on what was there (none on a deficit), help, closing and backstop of month `t`."""
    opening = page.balance[t]
    earning = opening + page.moved_in
    page.moved_in[:] = 0.0
    held = in_pools(earning, sharing)
    for d in range(opening.shape[0]):
        if held[sharing.of_district[d]] > FEN:
            page.interest[t, d] = earning[d] * rate
    page.flow[t] += page.interest[t]
    if sharing.adjusting:
        page.help[t] = helped(page, sharing, t)
        page.flow[t] += page.help[t]
    short = lacking(in_pools(opening + page.flow[t], sharing))
    if short.any():
        page.backstop[t] = over_districts(short, page.spending[t], sharing)
        page.flow[t] += page.backstop[t]
    page.balance[t + 1] = opening + page.flow[t]


@njit
def meet(page, sharing, t):  # type: ignore[no-untyped-def]
    """The budget pays what a pool lacks this month after its balance is used, by spending."""
    short = lacking(in_pools(page.balance[t] + page.flow[t], sharing))
    if short.any():
        page.gap[t] = over_districts(short, page.spending[t], sharing)
        page.flow[t] += page.gap[t]


@njit
def draw(page, reserve, sharing, t):  # type: ignore[no-untyped-def]
    """What a pool lacks comes out of its reserve while that holds it, by what each district holds there."""
    held = reserve.balance[t] + reserve.flow[t]
    short = np.maximum(-in_pools(page.balance[t] + page.flow[t], sharing), 0.0)
    amount = np.minimum(short, np.maximum(in_pools(held, sharing), 0.0))
    amount = np.where(amount > FEN, amount, 0.0)
    if amount.any():
        weight = np.maximum(held, 0.0)
        whole = in_pools(weight, sharing)
        for d in range(held.shape[0]):
            pool = sharing.of_district[d]
            if whole[pool] > 0.0:
                page.drawn[t, d] = amount[pool] * (weight[d] / whole[pool])
        reserve.drawn[t] = -page.drawn[t]
        page.flow[t] += page.drawn[t]
        reserve.flow[t] += reserve.drawn[t]


@njit(cache=True)
def carry(page, reserve, sharing, rate, first, end, met, drawing):  # type: ignore[no-untyped-def]
    """The months from `first` to before `end` of a ledger at `rate[T]` a month; `met`: the budget pays what it lacks
    after its balance is used; `drawing`: it draws a `reserve`, which is kept with it and else is not looked at."""
    for t in range(first, end):
        if met:
            meet(page, sharing, t)
        if drawing:
            draw(page, reserve, sharing, t)
        close(page, sharing, rate[t], t)
        if drawing:
            close(reserve, sharing, rate[t], t)
