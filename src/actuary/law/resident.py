"""Pension of residents (城乡居民养老金), arrays in, arrays out. 国发〔2014〕8号, articles 4-7."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
HIGHER_LEVEL = 500.0
"""Yearly contribution from which the higher subsidy is due, article 4 [yuan a year]."""


def account_subsidy(level: FloatArray, lowest: FloatArray, from500: FloatArray) -> FloatArray:
    """Least subsidy to the account (缴费补贴) by the level paid [yuan a year]."""
    return np.where(np.asarray(level) >= HIGHER_LEVEL, from500, lowest)
