"""Benefits of the injured at work (工伤伤残待遇), arrays in, arrays out. 工伤保险条例 (2010), articles 34-37."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def lump_sum(months: FloatArray, wage: FloatArray) -> FloatArray:
    """Lump sum (一次性伤残补助金): months by grade x own wage [yuan]."""
    return np.asarray(np.asarray(months) * np.asarray(wage), dtype=np.float64)


def allowance(share: FloatArray, wage: FloatArray, minimum_wage: FloatArray) -> FloatArray:
    """Monthly allowance (伤残津贴): a share of the own wage, topped up to the minimum wage where it is known
    (nan: not known) [yuan a month]."""
    own = np.asarray(np.asarray(share) * np.asarray(wage), dtype=np.float64)
    return np.where(np.isnan(own), own, np.fmax(own, minimum_wage))


def pension_difference(allowance: FloatArray, pension: FloatArray) -> FloatArray:
    """What the fund adds to a lower old-age pension (养老金低于伤残津贴的差额), article 35 [yuan a month]."""
    return np.maximum(np.asarray(allowance) - np.asarray(pension), 0.0)
