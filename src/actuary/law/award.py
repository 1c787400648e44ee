"""Award of the employee pension (基本养老金计发): basic, transitional and account pension.

J is the benefit wage (计发基数), I the mean index (平均缴费工资指数), n years; all parts are monthly.
Sources: 国发〔2005〕38号, article 6; for Hubei 鄂劳社文〔2006〕169号. All formulas broadcast.
The forms `..._from_totals` are linear in totals (persons x mean): the mean of I·n is no product of means.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

BASIC_ACCRUAL = 0.01
"""Accrual of the basic pension for each year (每满一年发给1%), 国发〔2005〕38号, article 6."""
TRANSITIONAL_RATE = 0.012
"""Factor of the transitional pension in Hubei (1.2%), 鄂劳社文〔2006〕169号."""
_HAIR = 2e-9
"""Below the distance of any two amounts that decimal inputs can make, above the error of float64 [fen]."""


class Award(NamedTuple):
    """Parts of one person's monthly pension (养老金各项), each to 0.01, and their sum [yuan a month]."""

    basic: FloatArray
    transitional: FloatArray
    account: FloatArray
    total: FloatArray


def basic_pension(J: FloatArray, index: FloatArray, years: FloatArray, accrual: float = BASIC_ACCRUAL) -> FloatArray:
    """Basic pension (基础养老金): (J + J·I) / 2 x n x 1 % [yuan a month]."""
    return np.asarray((J + J * index) / 2.0 * years * accrual, dtype=np.float64)


def transitional_pension(
    J: FloatArray, index: FloatArray, deemed_years: FloatArray, rate: float = TRANSITIONAL_RATE
) -> FloatArray:
    """Transitional pension (过渡性养老金) of Hubei: J x I x deemed years x 1.2 % [yuan a month]."""
    return np.asarray(J * index * deemed_years * rate, dtype=np.float64)


def account_pension(balance: FloatArray, divisor: FloatArray) -> FloatArray:
    """Account pension (个人账户养老金): balance [yuan] / divisor [month]; of totals too [yuan a month]."""
    return np.asarray(balance / divisor, dtype=np.float64)


def basic_from_totals(
    J: FloatArray, years_total: FloatArray, index_years_total: FloatArray, accrual: float = BASIC_ACCRUAL
) -> FloatArray:
    """Basic pension of a group from Σ n [person-year] and Σ I·n [index-year] [yuan a month for the group]."""
    return np.asarray(J / 2.0 * accrual * (years_total + index_years_total), dtype=np.float64)


def transitional_from_totals(
    J: FloatArray, index_deemed_total: FloatArray, rate: float = TRANSITIONAL_RATE
) -> FloatArray:
    """Transitional pension of a group from Σ I·deemed years [index-year] [yuan a month for the group]."""
    return np.asarray(J * rate * index_deemed_total, dtype=np.float64)


def round_half_up(amount: FloatArray) -> FloatArray:
    """Amount rounded half up to the fen (四舍五入到分) [yuan].

    Right as on paper for amounts up to 50,000 yuan made of decimal inputs, where float64 alone errs at ties.
    """
    return np.asarray(np.floor(np.asarray(amount, dtype=np.float64) * 100.0 + 0.5 + _HAIR) / 100.0)


def years_of(months: IntArray) -> FloatArray:
    """Years (缴费年限) on an award sheet of Hubei: months / 12 to two decimals, half up [year]."""
    return np.asarray((np.asarray(months, dtype=np.int64) * 100 + 6) // 12 / 100.0)


def award(
    *,
    J: FloatArray,
    index: FloatArray,
    years: FloatArray,
    deemed_years: FloatArray,
    balance: FloatArray,
    divisor: FloatArray,
    accrual: float = BASIC_ACCRUAL,
    rate: float = TRANSITIONAL_RATE,
) -> Award:
    """One person's award (养老金核定), or many: parts rounded half up to 0.01, total of the rounded parts.

    J, balance [yuan]; years, deemed_years [year], from months by `years_of`; divisor [month]; all broadcast.
    """
    basic = round_half_up(basic_pension(J, index, years, accrual))
    transitional = round_half_up(transitional_pension(J, index, deemed_years, rate))
    account = round_half_up(account_pension(balance, divisor))
    return Award(basic, transitional, account, round_half_up(basic + transitional + account))
