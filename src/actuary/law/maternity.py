"""Maternity leave (产假), arrays in, arrays out. 女职工劳动保护特别规定, article 7."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def leave_days(
    national: FloatArray, hard: FloatArray, hard_days: FloatArray, children: FloatArray, child_days: FloatArray
) -> FloatArray:
    """Statutory days of a birth (法定产假): more for a difficult birth and for each child beyond the first [day]."""
    return np.asarray(national + hard * hard_days + (np.asarray(children) - 1.0) * child_days, dtype=np.float64)


def province_days(total: FloatArray, national: FloatArray) -> FloatArray:
    """Days that the province adds (奖励假): its total less the national ones, never below nought [day]."""
    return np.maximum(np.asarray(total) - np.asarray(national), 0.0)
