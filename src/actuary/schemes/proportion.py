"""Proportions where there may be nobody (无人时的比例): nothing of nothing is nothing, and no division fails."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def ratio(part: ArrayLike, whole: ArrayLike, empty: float = 0.0) -> FloatArray:
    """`part / whole` in the broadcast shape of both; `empty` where `whole` is not above nought."""
    top, bottom = np.asarray(part, dtype=float), np.asarray(whole, dtype=float)
    shape = np.broadcast_shapes(top.shape, bottom.shape)
    return np.asarray(np.divide(top, bottom, out=np.full(shape, empty), where=bottom > 0))


def across(values: FloatArray) -> FloatArray:
    """Each district's share of its month's total `[T, D]`; nought everywhere in a month without any."""
    return ratio(values, values.sum(axis=1, keepdims=True))


def year_before(values: FloatArray, months: NDArray[np.int64], year: int, opened: float) -> FloatArray:
    """The sum `[D]` of a monthly series `[T, D]` over the calendar year before `year`; where the run does not hold that
    year whole the figure `opened` of the year before the run, spread as the first month."""
    january = (year - 1) * 12 - int(months[0])
    if 0 <= january <= len(months) - 12:
        return np.asarray(values[january : january + 12].sum(axis=0))
    return np.asarray(values[0] / max(values[0].sum(), 1e-9) * opened)
