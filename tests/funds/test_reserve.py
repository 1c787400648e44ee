"""The reserve of work injury: set aside in December up to its cap, drawn before a pool fails."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from actuary.funds.books import keep
from actuary.funds.ledgers import Ledger
from actuary.funds.pools import always, city
from actuary.schemes.postings import Postings
from tests.funds.test_ledgers import fund_rules

FloatArray = NDArray[np.float64]
MONTHS, DISTRICTS = 48, 15


def kept(paid: float, spent: FloatArray, *, share: float, cap: float) -> tuple[Ledger, Ledger]:
    """Both ledgers after four years without interest; `paid` a month and district, `spent[T]`."""
    postings = Postings(MONTHS, DISTRICTS)
    postings.add("work_injury", "pooled", "contribution_employer", np.full((MONTHS, DISTRICTS), paid))
    postings.add("work_injury", "pooled", "benefit.medical", -np.repeat(spent[:, None], DISTRICTS, axis=1))
    postings.add("work_injury", "reserve", "transfer.reserve", np.zeros((MONTHS, DISTRICTS)))
    full = np.full(MONTHS, 1.0)
    rules = replace(fund_rules(MONTHS, interest=0.0), reserve_share=share * full, reserve_cap=cap * full)
    ledgers = keep(postings, {}, always(city()), rules)
    return ledgers["work_injury", "pooled"], ledgers["work_injury", "reserve"]


def test_a_share_of_the_year_is_set_aside_up_to_the_cap() -> None:
    """120 a year: 12, 12 and the 6 that are left to a quarter of 120; then nothing."""
    _, reserve = kept(10.0, np.zeros(MONTHS), share=0.1, cap=0.25)
    closing = reserve.balance[1:].sum(axis=1) / DISTRICTS
    assert closing[[10, 11, 23, 35, 47]].round(9).tolist() == [0, 12, 24, 30, 30]


def test_the_reserve_pays_before_the_backstop() -> None:
    """Spending that outruns the pool draws the reserve to nought, and only then is the budget called."""
    spent = np.concatenate((np.zeros(12), np.full(36, 14.0)))
    pooled, reserve = kept(10.0, spent, share=0.1, cap=0.25)
    backstop = pooled.backstop.sum(axis=1)
    first = int(np.flatnonzero(backstop > 0)[0])
    held = (pooled.balance + reserve.balance).sum(axis=1)
    assert reserve.balance[first + 1].sum() < 0.01
    assert (backstop[:first] == 0.0).all()
    assert held[first] < 4.0 * DISTRICTS
    assert reserve.balance.min() > -1e-9


def test_nothing_is_set_aside_from_an_empty_pool() -> None:
    """A pool that spends what it receives keeps no reserve, and moves nothing."""
    pooled, reserve = kept(10.0, np.full(MONTHS, 10.0), share=0.1, cap=0.25)
    assert not reserve.balance.any()
    assert not pooled.backstop.any()


def test_what_one_ledger_pays_the_other_receives() -> None:
    """District by district, month by month."""
    spent = np.concatenate((np.zeros(12), np.full(36, 14.0)))
    pooled, reserve = kept(10.0, spent, share=0.1, cap=0.25)
    moved = [ledger.by_item()["transfer.reserve"] for ledger in (pooled, reserve)]
    assert np.abs(moved[1]).max() > 1.0
    assert np.abs(moved[0] + moved[1]).max() == 0.0
