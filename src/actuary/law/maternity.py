"""Maternity leave and allowance (产假与生育津贴), arrays in, arrays out.

Sources: 女职工劳动保护特别规定, articles 7-8; 社会保险法, article 56.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
DAYS_OF_MONTH = 30.0
"""Days by which a monthly wage is divided (津贴日额), 社会保险法, article 56, as applied [day]."""


def leave_days(
    national: FloatArray, hard: FloatArray, hard_days: FloatArray, children: FloatArray, child_days: FloatArray
) -> FloatArray:
    """Statutory days of a birth (法定产假): more for a difficult birth and for each child beyond the first [day]."""
    return np.asarray(national + hard * hard_days + (np.asarray(children) - 1.0) * child_days, dtype=np.float64)


def province_days(total: FloatArray, national: FloatArray) -> FloatArray:
    """Days that the province adds (奖励假): its total less the national ones, never below nought [day]."""
    return np.maximum(np.asarray(total) - np.asarray(national), 0.0)


def allowance(wage: FloatArray, days: FloatArray) -> FloatArray:
    """Allowance (生育津贴): the employer's mean monthly wage of last year / 30 x days [yuan]."""
    return np.asarray(np.asarray(wage) / DAYS_OF_MONTH * days, dtype=np.float64)
