"""Divisor of the account pension (计发月数), by whole age or by month of age.

Source: 国发〔2005〕38号, annex; by month from 2025-01, as offices apply it under the decision of 2024-09-13.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Table

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


def annuity_divisor(table: Table, age: IntArray, by_month: bool) -> FloatArray:
    """Divisor (计发月数) at `age` [month of age], shape of `age` [month].

    `table` has consecutive whole ages; ages outside it take its first or last value. `by_month`: linear
    between whole ages, rounded half up to 0.1; else the value of the completed age.
    """
    first, last = int(table.keys[0]), int(table.keys[-1])
    months = np.clip(np.asarray(age, dtype=np.int64), first * 12, last * 12)
    whole, part = months // 12 - first, months % 12
    here = table.values[whole]
    if not by_month:
        return np.asarray(here)
    step = table.values[np.minimum(whole + 1, last - first)] - here
    twelfths_of_tenths = 120.0 * here + 10.0 * step * part
    return np.asarray(np.floor((twelfths_of_tenths + 6.0) / 12.0) / 10.0)
