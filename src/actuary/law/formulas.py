"""Legal formulas by name (法定公式): YAML says which is in force and how it is rounded, this says what it does.

A parameter of unit `formula` holds a word of `FORMS`. When a formula changes its shape, a word is added here and a
row there; the old ones stay, for all who were awarded under them.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import DatedValue
from actuary.law.award import account_pension, basic_pension, transitional_pension
from actuary.law.divisor import annuity_divisor
from actuary.law.rounding import rounded

FloatArray = NDArray[np.float64]


class Form(NamedTuple):
    """What a formula does (公式): its function, and the same in words and symbols."""

    function: Callable[..., FloatArray]
    zh: str
    en: str


class Formula(NamedTuple):
    """A formula in force (现行公式): calling it gives the result rounded as its law says."""

    name: str
    form: Form
    row: DatedValue

    def __call__(self, *arguments: object, **named: object) -> FloatArray:
        """The result, rounded [the formula's unit]."""
        return rounded(self.form.function(*arguments, **named), self.row.rounding)


def fifth_of_wage(J: FloatArray, share: float) -> FloatArray:
    """Basic pension before 2006 (旧办法基础养老金): a share of J whatever was paid [yuan a month]; 国发〔1997〕26号."""
    return np.asarray(J, dtype=np.float64) * share


def transitional_with_regulation(
    J: FloatArray, index: FloatArray, deemed_years: FloatArray, rate: float, regulation: float
) -> FloatArray:
    """Transitional pension and regulation amount (过渡性养老金与调节金) [yuan a month]; 鄂劳社文〔2006〕169号."""
    return transitional_pension(J, index, deemed_years, rate) + regulation


def years_from_months(months: NDArray[np.int64]) -> FloatArray:
    """Contribution years (缴费年限) of months paid [year]."""
    return np.asarray(np.asarray(months, dtype=np.float64) / 12.0)


def credit_by_share(base: FloatArray, share: FloatArray) -> FloatArray:
    """Credit to a medical account (个人账户划入): a share of the own base or pension [yuan a month]."""
    return np.asarray(base * share)


def credit_flat(amount: FloatArray) -> FloatArray:
    """Flat credit to a retiree's medical account (退休人员定额划入) [yuan a month]; 国办发〔2021〕14号."""
    return np.asarray(amount, dtype=np.float64)


def allowance_by_days(base: FloatArray, days: FloatArray, days_of_month: float = 30.0) -> FloatArray:
    """Maternity allowance (生育津贴): the unit's mean monthly base / 30 x days [yuan]; 国务院令第619号, article 8."""
    return np.asarray(base / days_of_month * days)


FORMS: dict[str, Form] = {
    "fifth_of_wage": Form(fifth_of_wage, "J×20%", "J x 20%"),
    "mean_of_both_wages": Form(basic_pension, "(J＋J×I)÷2×n×1%", "(J + J x I) / 2 x n x 1%"),
    "indexed_deemed_years_and_regulation": Form(
        transitional_with_regulation, "J×I×n_d×1.2%＋调节金", "J x I x n_d x 1.2% + regulation amount"
    ),
    "balance_over_months": Form(account_pension, "B÷D", "B / D"),
    "whole_age": Form(
        lambda table, age: annuity_divisor(table, age, by_month=False), "D(满周岁)", "D at the completed age"
    ),
    "by_month": Form(
        lambda table, age: annuity_divisor(table, age, by_month=True),
        "D(y)＋(D(y＋1)－D(y))×m÷12",
        "D(y) + (D(y+1) - D(y)) x m / 12",
    ),
    "months_by_twelve": Form(years_from_months, "月数÷12", "months / 12"),
    "share_of_own": Form(credit_by_share, "本人基数（养老金）×比例", "own base or pension x share"),
    "flat_amount": Form(credit_flat, "定额", "a flat amount"),
    "mean_base_by_days": Form(allowance_by_days, "单位月平均基数÷30×天数", "mean base of the unit / 30 x days"),
}
"""Every formula that law may name."""
