"""Who retires in a month (当月退休), by category, month of age and lane: plain arrays in, plain arrays out."""

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
RETIRE = Kernel("actuary.kernels.choosing", "retire")


def retire(
    tables: FloatArray,
    acting: FloatArray,
    choices: FloatArray,
    which: IntArray,
    month: int,
    youngest: int,
    working: tuple[int, int],
    written: FloatArray,
    into: FloatArray,
) -> None:
    """Who retires of those from the first to before the second age of `working` [month], who were born `youngest - a`,
    by `tables[4, G, B, N]` of months: reached, earliest, latest, reached without a delay; `acting[2, G, B]`: the first
    and the last of them of any lane; `which[N]` of `choices[C, 6]` a lane makes. `into[3, G, A, N]`: tested, not
    tested, and one where the month is that of the age; `written[G]` tells to before which age that is nought, and will
    be."""
    RETIRE((0,), tables, acting, choices, which, month, youngest, *working, written, into)
