"""Unemployment benefit (失业保险金): how long and how much, arrays in, arrays out.

Sources: 社会保险法, articles 45-46; 失业保险条例, articles 17-18.
"""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def duration(
    paid_months: FloatArray, qualifying: FloatArray, under5: FloatArray, under10: FloatArray, from10: FloatArray
) -> FloatArray:
    """Longest time of benefit (领取期限) by months paid before this unemployment [month].

    Nought below `qualifying` [year]; then by the bands below five years, below ten, and from ten on.
    """
    months = np.asarray(paid_months, dtype=np.float64)
    long = np.where(months < 120, under10, from10)
    return np.where(months < 12 * np.asarray(qualifying), 0.0, np.where(months < 60, under5, long))


def with_rest(duration: FloatArray, rest: FloatArray, cap: FloatArray) -> FloatArray:
    """Time of benefit when what was left of an earlier claim is added (合并计算), at most `cap` [month]."""
    return np.minimum(np.asarray(duration) + np.asarray(rest), cap)


def allowance(share: FloatArray, minimum_wage: FloatArray) -> FloatArray:
    """Benefit (失业保险金): a share of the local minimum wage [yuan a month]."""
    return np.asarray(np.asarray(share) * np.asarray(minimum_wage), dtype=np.float64)
