"""Who retires in a month (当月退休): who reaches the statutory age, and who chooses an earlier or a later month."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.people.axes import WORKING_FROM, WORKING_TO
from actuary.people.transitions import Choice

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
AT_WORK = slice(WORKING_FROM, WORKING_TO)
"""Months of age in which somebody may retire from work."""


class Age(NamedTuple):
    """When those at work reach the age, and between when they may choose (退休时点) `[G, A, ...]` [month]."""

    month: IntArray
    earliest: IntArray
    latest: IntArray


def due_and_ready(ages: Age, choice: Choice, month: int) -> tuple[FloatArray, FloatArray]:
    """Share that is tested for the minimum years because its month has come, and share that retires without the test,
    both of those `AT_WORK` by months of age at the start of the month, as `ages`.

    Where the schedule lets people choose: a share of those who may retire before the age does so, evenly over the
    months in which they may; a share of those who reach the age works on, leaves at the rate of those who pay on,
    and all of them at the latest month allowed.
    """
    own = np.arange(WORKING_FROM, WORKING_TO).reshape(1, -1, *[1] * (ages.month.ndim - 2))
    ready = np.where((month > ages.month) & (own < WORKING_TO - 1), choice.paying_on, 0.0)
    if choice.special:
        ready[(month < ages.month) & (month >= ages.month - choice.special_months)] = choice.special
    reached = ages.month == month
    if not (choice.early or choice.late):
        return reached.astype(np.float64), ready
    chosen = np.zeros(ready.shape)
    if choice.early:
        window = (month >= ages.earliest) & (month < ages.month)
        months = np.maximum(ages.month - ages.earliest, 1)
        chosen += np.where(window, 1.0 - (1.0 - choice.early) ** (1.0 / months), 0.0)
    after = ages.latest > ages.month
    if choice.late:
        staying = choice.late / (choice.late + (1.0 - choice.late) * choice.waiting)
        chosen += np.where(after & (month == ages.latest), staying, 0.0)
    due = np.where(reached, 1.0 - choice.late * after, 0.0)
    return due, ready + chosen * (1.0 - ready)
