"""Who retires in a month (当月退休), by category, month of age and lane: plain arrays in, plain arrays out."""

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
RETIRE = Kernel("actuary.kernels.choosing", "retire")


def retire(
    tables: IntArray,
    acting: IntArray,
    choices: FloatArray,
    which: IntArray,
    month: int,
    youngest: int,
    working: tuple[int, int],
    due: FloatArray,
    ready: FloatArray,
    reached: FloatArray,
) -> None:
    """Who retires of those from the first to before the second age of `working` [month], who were born `youngest - a`,
    by `tables[4, G, B, N]` of months: reached, earliest, latest, reached without a delay; `acting[2, G, B]`: the first
    and the last of them of any lane; `which[N]` of `choices[C, 6]` a lane makes. Into `due[G, A, N]` and
    `ready[G, A, N]`, and one where the month is that of the age into `reached[G, A, N]`."""
    RETIRE((0,), tables, acting, choices, which, month, youngest, *working, due, ready, reached)
