"""Rounding as a property of a formula (取整): to which unit, which way, by whose word."""

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Rounding

FloatArray = NDArray[np.float64]
_HAIR = 2e-9
"""Below the distance of any two results that decimal inputs can make, above the error of float64 [units]."""


def rounded(amount: FloatArray, rounding: Rounding | None) -> FloatArray:
    """Amount rounded as a formula's law says (按法定口径取整), same shape and unit; None: as it is.

    Half up as on paper: right for decimal inputs, where float64 alone errs at ties.
    """
    if rounding is None:
        return np.asarray(amount, dtype=np.float64)
    per_unit = round(1.0 / rounding.to) if rounding.to < 1.0 else 1.0 / rounding.to
    units = np.asarray(amount, dtype=np.float64) * per_unit
    if rounding.how == "half_up":
        units = np.floor(units + 0.5 + _HAIR)
    elif rounding.how == "up":
        units = np.ceil(units - _HAIR)
    else:
        units = np.floor(units + _HAIR)
    return np.asarray(units / per_unit)
