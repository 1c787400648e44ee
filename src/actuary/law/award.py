"""Award of the employee pension (基本养老金计发): basic, transitional and account pension.

J is the benefit wage (计发基数), I the mean index (平均缴费工资指数), n years; all parts are monthly.
Sources: 国发〔2005〕38号, article 6; for Hubei 鄂劳社文〔2006〕169号. All formulas broadcast.
The forms `..._from_totals` are linear in totals (persons x mean): the mean of I·n is no product of means.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

BASIC_ACCRUAL = 0.01
"""Accrual of the basic pension for each year (每满一年发给1%), 国发〔2005〕38号, article 6."""
TRANSITIONAL_RATE = 0.012
"""Factor of the transitional pension in Hubei (1.2%), 鄂劳社文〔2006〕169号."""


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


def held(old: FloatArray, new: FloatArray, cap: FloatArray) -> FloatArray:
    """Pension of public staff of the transition (中人): never below the old method; of the excess of the new one,
    the share `cap`. 人社部发〔2015〕28号. All [yuan a month]."""
    return np.asarray(old + cap * np.maximum(new - old, 0.0), dtype=np.float64)


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
