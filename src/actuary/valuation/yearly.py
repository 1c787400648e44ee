"""Calendar years of a run (日历年度): sums, means and closings of monthly figures over the whole years in it."""

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Years:
    """The whole calendar years of `months[T]`: `years[Y]`, and the index of the January of each."""

    def __init__(self, months: IntArray) -> None:
        january = np.flatnonzero(months % 12 == 0)
        self.january = january[january + 12 <= len(months)]
        self.years = months[self.january] // 12
        self._inside = self.january[:, None] + np.arange(12)

    def sum(self, values: FloatArray) -> FloatArray:
        """Sum of the twelve months `[Y, ...]` of `values[T, ...]`."""
        return np.asarray(values[self._inside].sum(axis=1))

    def sums(self, rows: FloatArray) -> FloatArray:
        """The same sums `[R, Y]` of rows of values `[R, T]`, to the last bit."""
        return np.asarray(np.ascontiguousarray(rows[:, self._inside]).sum(axis=2))

    def opening(self, stocks: FloatArray) -> FloatArray:
        """Stock at the start of January `[Y, ...]` of `stocks[T + 1, ...]`."""
        return np.asarray(stocks[self.january])

    def closing(self, stocks: FloatArray) -> FloatArray:
        """Stock at the end of December `[Y, ...]` of `stocks[T + 1, ...]`."""
        return np.asarray(stocks[self.january + 12])


def over(part: FloatArray, whole: FloatArray) -> FloatArray:
    """A ratio; NaN, which no table shows as a figure, where nothing stands below."""
    shape = np.broadcast_shapes(np.shape(part), np.shape(whole))
    return np.asarray(np.divide(part, whole, out=np.full(shape, np.nan), where=whole > 0))
