"""The reserve of work injury: set aside in December up to its cap, drawn before a pool fails."""

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Keeper
from actuary.funds.pools import city
from actuary.funds.reserve import Reserve
from actuary.schemes.postings import Postings

FloatArray = NDArray[np.float64]
MONTHS, DISTRICTS = 48, 15


def kept(paid: float, spent: FloatArray, opening: float, *, share: float, cap: float) -> tuple[Keeper, Keeper]:
    """Both ledgers after four years without interest; `paid` a month and district, `spent[T]`."""
    postings = Postings(MONTHS, DISTRICTS)
    postings.add("work_injury", "pooled", "contribution_employer", np.full((MONTHS, DISTRICTS), paid))
    postings.add("work_injury", "pooled", "benefit.medical", -np.repeat(spent[:, None], DISTRICTS, axis=1))
    postings.add("work_injury", "reserve", "transfer.reserve", np.zeros((MONTHS, DISTRICTS)))
    start = np.full(DISTRICTS, opening)
    cash = {account: {p: c for p, c in postings.items() if p.account == account} for account in ("pooled", "reserve")}
    pooled = Keeper("work_injury", "pooled", cash["pooled"], start, city())
    reserve = Keeper("work_injury", "reserve", cash["reserve"], np.zeros(DISTRICTS), city())
    rule = Reserve(pooled, reserve, np.full(MONTHS, share), np.full(MONTHS, cap))
    for t in range(MONTHS):
        rule.month(t, t % 12 + 1)
        for keeper in (pooled, reserve):
            keeper.month(t, 0.0)
    return pooled, reserve


def test_a_share_of_the_year_is_set_aside_up_to_the_cap() -> None:
    """120 a year: 12, 12 and the 6 that are left to a quarter of 120; then nothing."""
    _, reserve = kept(10.0, np.zeros(MONTHS), 0.0, share=0.1, cap=0.25)
    closing = reserve.balance[1:].sum(axis=1) / DISTRICTS
    assert closing[[10, 11, 23, 35, 47]].round(9).tolist() == [0, 12, 24, 30, 30]


def test_the_reserve_pays_before_the_backstop() -> None:
    """Spending that outruns the pool draws the reserve to nought, and only then is the budget called."""
    spent = np.concatenate((np.zeros(12), np.full(36, 14.0)))
    pooled, reserve = kept(10.0, spent, 0.0, share=0.1, cap=0.25)
    backstop = pooled.extra["backstop"].sum(axis=1)
    first = int(np.flatnonzero(backstop > 0)[0])
    held = (pooled.balance + reserve.balance).sum(axis=1)
    assert reserve.balance[first + 1].sum() < 0.01
    assert (backstop[:first] == 0.0).all()
    assert held[first] < 4.0 * DISTRICTS
    assert reserve.balance.min() > -1e-9


def test_nothing_is_set_aside_from_an_empty_pool() -> None:
    """A pool that spends what it receives keeps no reserve, and moves nothing."""
    pooled, reserve = kept(10.0, np.full(MONTHS, 10.0), 0.0, share=0.1, cap=0.25)
    assert not reserve.balance.any()
    assert "backstop" not in pooled.extra


def test_what_one_ledger_pays_the_other_receives() -> None:
    """District by district, month by month."""
    spent = np.concatenate((np.zeros(12), np.full(36, 14.0)))
    pooled, reserve = kept(10.0, spent, 0.0, share=0.1, cap=0.25)
    assert np.abs(pooled.extra["transfer.reserve"] + reserve.extra["transfer.reserve"]).max() == 0.0
