"""One person's employee pension, or a million's (个人养老金核定): when, whether and how much, arrays in, arrays out.

The parts are the formulas that the law names for the month of retirement, the same that cohorts are awarded by.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Rounding
from actuary.law.asked import Asked
from actuary.law.award import held
from actuary.law.legislation import Legislation
from actuary.law.retirement import Retirement, Turn, retirement
from actuary.law.rounding import rounded
from actuary.months import parse
from actuary.vocabulary.words import BEFORE, HELD

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
P = "law.employee_pension"
NONE = -1
"""No month given."""
FEN = Rounding(0.01, "half_up", "HB-SHEETS")
"""Parts and their sum are paid to the fen."""
REFORM = f"{P}.public_transition"
TWELFTH = 1e-9
"""Below the distance of any two numbers of years in months or decimals [year]."""


class Reason(IntEnum):
    """Why a pension is or is not awarded in the month of retirement (能否领取及原因); eligible up to PAID_ON."""

    AT_STATUTORY_MONTH = 0
    EARLY = 1
    LATE = 2
    PAID_ON = 3
    BEFORE_WINDOW = 4
    AFTER_WINDOW = 5
    SHORT_OF_YEARS = 6
    YEARS_NOT_GIVEN = 7
    NO_RULES = 8


class Claims(NamedTuple):
    """What is known of each person (个案), arrays of one shape; nan or NONE where not given."""

    category: IntArray
    """Place in `CATEGORIES`."""
    birth: IntArray
    month: IntArray
    """Month of retirement; NONE: the statutory month."""
    months: FloatArray
    """Contribution months; where not given, `years` [month]."""
    years: FloatArray
    deemed_months: FloatArray
    deemed_years: FloatArray
    wage_index: FloatArray
    benefit_wage: FloatArray
    local: BoolArray
    """Whether the benefit wage that the law knows is this person's, where none is given."""
    balance: FloatArray
    first_work: IntArray
    public: BoolArray
    old_method: FloatArray
    """Pension by the old method, public sector [yuan a month]."""


class Pension(NamedTuple):
    """The answer for each person (核定结果), nan where it cannot be told; parts [yuan a month]."""

    retirement: Retirement
    month: IntArray
    earliest: IntArray
    minimum_years: FloatArray
    years: FloatArray
    deemed_years: FloatArray
    reason: IntArray
    divisor: FloatArray
    benefit_wage: FloatArray
    basic: FloatArray
    transitional: FloatArray
    account: FloatArray
    middle: BoolArray
    """Public staff of the transition (中人), who are held to the old method where it is given."""
    before: BoolArray
    """Public staff who retired before the reform: the old method alone is theirs."""
    adjustment: FloatArray
    """What holding to the old method adds or takes; nought where it does not apply."""
    total: FloatArray

    @property
    def eligible(self) -> BoolArray:
        """Whether a pension is awarded; see `known`."""
        return np.asarray(self.reason <= Reason.PAID_ON)

    @property
    def known(self) -> BoolArray:
        """Whether eligibility can be told."""
        return np.asarray(self.reason <= Reason.SHORT_OF_YEARS)


def pension(law: Legislation, turns: Sequence[Turn], c: Claims) -> Pension:
    """Award of each person under a law and its sequence of schedules; no part where there is no right."""
    when = retirement(turns, c.category, c.birth)
    month = np.where(c.month == NONE, when.month, c.month)
    asked = Asked(month)
    minimum = asked.number(lambda m: law.number(f"{P}.minimum_contribution_years", m))
    years = _years(law, asked, c.months, c.years)
    deemed = np.nan_to_num(_years(law, asked, c.deemed_months, c.deemed_years))
    exact = np.where(np.isnan(c.months), c.years, c.months / 12.0)
    reason, earliest = eligibility(law, turns, when, month, exact, minimum)
    right = reason <= Reason.PAID_ON
    wage = np.where(c.local, asked.number(lambda m: law.stated("law.common.benefit_wage", m)), np.nan)
    wage = np.where(np.isnan(c.benefit_wage), wage, c.benefit_wage)
    divisor = _divisor(law, asked, month - c.birth)
    accrual, rate, regulation, cap = (
        asked.number(lambda m, name=name: law.number(f"{P}.{name}", m))  # type: ignore[misc]
        for name in ("basic_accrual", "transitional_rate", "regulation_amount", "public_cap_share")
    )
    before = c.public & (asked.number(lambda m: float(law.word(REFORM, m) == BEFORE)) == 1.0)
    due = np.where(right & ~before, 0.0, np.nan)
    basic = asked.apply(law, f"{P}.basic_pension_formula", wage + due, c.wage_index, years, accrual)
    deemed_part = np.where(c.first_work >= account_start(law), 0.0, deemed)
    transitional = asked.apply(
        law, f"{P}.transitional_pension_formula", wage + due, c.wage_index, deemed_part, rate, regulation
    )
    transitional = np.where(right & (deemed_part == 0.0), 0.0 * basic, transitional)
    account = asked.apply(law, f"{P}.account_pension_formula", c.balance + due, divisor)
    new = basic + transitional + account
    middle = _middle(law, asked, c, deemed)
    paid = np.where(middle & ~np.isnan(c.old_method), held(c.old_method, new, cap), new)
    adjustment = rounded(rounded(paid, FEN) - new, FEN)
    total = rounded(np.where(before & right, c.old_method, new + adjustment), FEN)
    parts = (basic, transitional, account, middle, before, adjustment, total)
    return Pension(when, month, earliest, minimum, years, deemed, reason, divisor, wage, *parts)


def eligibility(
    law: Legislation, turns: Sequence[Turn], when: Retirement, month: IntArray, years: FloatArray, minimum: FloatArray
) -> tuple[IntArray, IntArray]:
    """Reason, and the earliest month open to each: early retirement asks for the minimum years of its year, and
    only who pays on for want of years retires after the latest month (人社部发〔2024〕94号)."""
    least = Asked(when.earliest).number(lambda m: law.number(f"{P}.minimum_contribution_years", m))
    earliest = np.where(years + TWELFTH < least, when.month, when.earliest)
    flexible = np.array([turn.schedule.late > 0 for turn in turns])[when.turn]
    enough_before = years - (month - when.latest) / 12.0 + TWELFTH >= minimum
    reason = np.select(
        [
            month < when.earliest,
            np.isnan(minimum),
            np.isnan(years),
            flexible & (month > when.latest) & enough_before,
            years + TWELFTH < minimum,
            month < when.month,
            month == when.month,
            (month > when.latest) & ~enough_before,
        ],
        [
            Reason.BEFORE_WINDOW,
            Reason.NO_RULES,
            Reason.YEARS_NOT_GIVEN,
            Reason.AFTER_WINDOW,
            Reason.SHORT_OF_YEARS,
            Reason.EARLY,
            Reason.AT_STATUTORY_MONTH,
            Reason.PAID_ON,
        ],
        Reason.LATE,
    )
    return reason.astype(np.int64), earliest


def account_start(law: Legislation) -> int:
    """Month in which accounts began (建立个人账户的时间): who began work before it has deemed years [month]."""
    row = law.parameters.parameters[f"{P}.account_start"].values[-1]
    return parse(str(row.value))


def _years(law: Legislation, asked: Asked, months: FloatArray, years: FloatArray) -> FloatArray:
    """Contribution years as the office counts them: from months by the formula in force, else as given."""
    found = np.array(years, dtype=np.float64)
    for formula, who in asked.formulas(law, f"{P}.contribution_years_formula"):
        told = who & ~np.isnan(months)
        found[told] = formula(months[told])
    return found


def _divisor(law: Legislation, asked: Asked, age: IntArray) -> FloatArray:
    """Divisor by the table and the formula of each person's month."""
    found = np.full(age.shape, np.nan)
    for formula, who in asked.formulas(law, f"{P}.divisor_monthly"):
        first = int(asked.months[asked.place[who].min()]) if who.any() else 0
        found[who] = formula(law.table(f"{P}.divisor", first), age[who]) if first else np.nan
    return found


def _middle(law: Legislation, asked: Asked, c: Claims, deemed: FloatArray) -> BoolArray:
    """Public staff who began before the reform and retire within its transition (中人)."""
    rows = law.parameters.parameters[REFORM].values
    reform = min(row.from_ for row in rows if row.value == HELD)
    running = asked.number(lambda m: float(law.word(REFORM, m) == HELD)) == 1.0
    before = (deemed > 0.0) | ((c.first_work != NONE) & (c.first_work < reform))
    return np.asarray(c.public & running & before)
