"""Accrued pensions: the tables against an obvious slow twin, closed forms, and the annuity of the implicit debt."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.errors import Problem
from actuary.liability import Promises, annuities, economy, worth
from actuary.valuation.implicit_debt import annuity

AGES = 40
MONTHS = np.arange(AGES)
FEN = 0.01


def tables(death, wage=0.0, crediting=0.0, indexation=0.0, net=0.0):
    """Tables under level yearly rates; `death[G, A]` for ever."""
    level = [np.full(AGES, rate) for rate in (wage, crediting, indexation)]
    return annuities(np.asarray(death)[None], np.zeros(AGES, dtype=np.int64), economy(*level, net))


def one(age, wait, basic=0.0, balance=0.0, divisor=139.0):
    """A promise to one person."""
    whole = (np.array([number]) for number in (0, age, wait))
    return Promises(*whole, *(np.array([number]) for number in (basic, balance, divisor)))


def slowly(age, wait, basic, balance, divisor, death, rates):
    """The worth of a promise, told month by month in plain Python."""
    wage, crediting, indexation, net = (1.0 + rate for rate in rates)
    alive, total = 1.0, 0.0
    first = basic * wage ** (wait / 12) + balance * crediting ** (wait / 12) / divisor
    for t in range(AGES - age):
        v = (indexation * net) ** (-t / 12)
        died = alive * death[age + t]
        if t >= wait:
            total += alive * first * indexation ** ((t - wait) / 12) * v
        else:
            total += died * balance * crediting ** ((t + 1) / 12) * (indexation * net) ** (-(t + 1) / 12)
        alive -= died
    return total


@settings(deadline=None)  # the first example compiles
@given(
    age=st.integers(0, 30),
    wait=st.integers(0, 9),
    basic=st.floats(0, 1e4),
    balance=st.floats(0, 1e6),
    death=st.lists(st.floats(0, 0.3), min_size=AGES, max_size=AGES),
    rates=st.tuples(*[st.floats(-0.05, 0.15)] * 4),
)
def test_a_promise_is_worth_what_it_pays_month_by_month(age, wait, basic, balance, death, rates):
    told = tables([death], *rates)
    expected = slowly(age, wait, basic, balance, 139.0, death, rates)
    assert worth(one(age, wait, basic, balance), told)[0] == pytest.approx(expected, abs=FEN, rel=1e-12)


def test_without_interest_and_death_a_pension_is_worth_its_payments():
    assert worth(one(10, 5, basic=100.0), tables(np.zeros((1, AGES))))[0] == pytest.approx(25 * 100.0, abs=FEN)


def test_a_level_force_gives_the_geometric_annuity():
    """Monthly death q and discount v: ä = (1 - (vp)^n) / (1 - vp)."""
    q, net = 0.01, 0.03
    vp = (1 - q) * (1 + net) ** (-1 / 12)
    expected = (1 - vp**AGES) / (1 - vp)
    assert tables(np.full((1, AGES), q), net=net).annuity[0, 0, 0] == pytest.approx(expected, rel=1e-12)


def test_an_account_that_earns_the_discount_and_is_paid_out_at_once_is_worth_itself():
    """All die in the month before the award: refunds with crediting equal to the discount are the balance."""
    death = np.zeros((1, AGES))
    death[0, 11] = 1.0
    told = tables(death, crediting=0.05, net=0.05)
    assert worth(one(5, 20, balance=1000.0), told)[0] == pytest.approx(1000.0, abs=FEN)


def test_in_payment_the_annuity_is_that_of_the_implicit_debt():
    """The measure of debt keeps the last age open; here nobody lives beyond it, far beyond any lifetime."""
    ages = 1332
    death = np.minimum(1.0, 0.00002 * np.exp(0.0075 * np.arange(ages)))[None]
    level = np.zeros(ages)
    told = annuities(death[None], np.zeros(ages, dtype=np.int64), economy(level, level, level, 0.01))
    assert told.annuity[0, 700, 0] == pytest.approx(annuity(death, 0.01)[0, 700], rel=1e-9)


@settings(deadline=None)
@given(split=st.integers(1, 999))
def test_persons_do_not_depend_on_one_another(split):
    random = np.random.default_rng(3)
    wait = random.integers(0, 9, 1000)
    whole = Promises(np.zeros(1000, dtype=np.int8), random.integers(0, 30, 1000), wait, *random.random((3, 1000)))
    told = tables(random.random((1, AGES)) * 0.1, 0.05, 0.03, 0.04, 0.01)
    parts = [Promises(*(column[cut] for column in whole)) for cut in (slice(split), slice(split, None))]
    assert np.array_equal(worth(whole, told), np.concatenate([worth(part, told) for part in parts]))


@pytest.mark.parametrize(("age", "wait"), [(-1, 0), (30, 10), (0, -1)])
def test_who_lies_outside_the_tables_is_refused(age, wait):
    with pytest.raises(Problem, match="outside"):
        worth(one(age, wait), tables(np.zeros((1, AGES))))
