"""Accrued pensions of persons (个人应计养老金) and their worth today, persons as arrays.

Accrued is what has been earned by today's month and no more (已积累权益): the basic pension of the years so far, in
wages of today, and the account as it stands. Both are awarded in the month of retirement, paid for life and indexed;
the account of who dies before is refunded. Survivors and funeral grants are not in it.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.kernels import worth as kernel
from actuary.liability.economy import Economy

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Whole = NDArray[np.integer]


class Promises(NamedTuple):
    """What each person has accrued (应计权益), arrays `[N]`."""

    category: Whole
    """Place in `CATEGORIES`."""
    age: Whole
    """Completed months of age."""
    wait: Whole
    """Months until the pension is paid; nought: this month."""
    basic: FloatArray
    """Accrued basic pension in wages of today, or the pension in payment [yuan a month]."""
    balance: FloatArray
    """Account; nought in payment [yuan]."""
    divisor: FloatArray
    """Divisor at the age of retirement [month]."""


class Annuities(NamedTuple):
    """Worth today by category, month of age and months waited `[G, A, A]`, under one economy."""

    economy: Economy
    annuity: FloatArray
    """Of one yuan a month at today's level from the month waited for, for life (递延年金)."""
    refund: FloatArray
    """Of one yuan in the account, refunded at a death before that month (身故返还)."""


def annuities(death: FloatArray, year: IntArray, economy: Economy) -> Annuities:
    """Tables for all ages; `death[Y, G, A]` monthly probabilities by calendar year, `year[t]` the row of month t.

    `year` and `economy` reach as far as the youngest can live.
    """
    categories, ages = death.shape[1:]
    annuity = np.zeros((categories, ages, ages))
    refund = np.zeros_like(annuity)
    paid = economy.worth * economy.indexed
    refunded = economy.worth[1:] * economy.credited[1:]
    kernel.deferred(death, year, paid, refunded, annuity, refund)
    return Annuities(economy, annuity, refund)


def worth(promises: Promises, tables: Annuities) -> FloatArray:
    """Worth today of what each has accrued (应计养老金现值) `[N]` [yuan]; raises Problem where an age or a wait lies
    outside the tables."""
    categories, ages = tables.annuity.shape[:2]
    outside = (promises.category < 0) | (promises.category >= categories)
    outside |= (promises.age < 0) | (promises.wait < 0) | (promises.age + promises.wait >= ages)
    if outside.any():
        raise _beyond(int(np.flatnonzero(outside)[0]))
    out = np.empty(len(promises.age))
    e = tables.economy
    kernel.worths(*promises, e.wage, e.credited, e.indexed, tables.annuity, tables.refund, out)
    return out


def _beyond(person: int) -> Problem:
    return Problem(
        problem(
            "promise_outside",
            message=Both(
                f"第{person + 1}人的类别、年龄或待领月数超出年金表。",
                f"Category, age or wait of person {person + 1} lies outside the annuity tables.",
            ),
            remedy=Both("请核对出生月份与退休月份。", "Check the months of birth and of retirement."),
            field="persons",
        )
    )
