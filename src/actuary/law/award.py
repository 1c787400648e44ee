"""Award of the employee pension (基本养老金计发): basic, transitional and account pension.

J is the benefit wage (计发基数), I the mean index (平均缴费工资指数), n years; all parts are monthly.
Sources: 国发〔2005〕38号, article 6; for Hubei 鄂劳社文〔2006〕169号. All formulas broadcast.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def basic_pension(J: FloatArray, index: FloatArray, years: FloatArray, accrual: FloatArray | float) -> FloatArray:
    """Basic pension (基础养老金): (J + J·I) / 2 x n x accrual [yuan a month]."""
    return np.asarray((J + J * index) / 2.0 * years * accrual, dtype=np.float64)


def transitional_pension(
    J: FloatArray, index: FloatArray, deemed_years: FloatArray, rate: FloatArray | float
) -> FloatArray:
    """Transitional pension (过渡性养老金) of Hubei: J x I x deemed years x rate [yuan a month]."""
    return np.asarray(J * index * deemed_years * rate, dtype=np.float64)


def account_pension(balance: FloatArray, divisor: FloatArray) -> FloatArray:
    """Account pension (个人账户养老金): balance [yuan] / divisor [month]; of totals too [yuan a month]."""
    return np.asarray(balance / divisor, dtype=np.float64)


def held(old: FloatArray, new: FloatArray, cap: FloatArray) -> FloatArray:
    """Pension of public staff of the transition (中人): never below the old method; of the excess of the new one,
    the share `cap`. 人社部发〔2015〕28号. All [yuan a month]."""
    return np.asarray(old + cap * np.maximum(new - old, 0.0), dtype=np.float64)
