"""Who retires in a month (当月退休): who reaches the statutory age, and who chooses an earlier or a later month."""

import numpy as np
from numpy.typing import NDArray

from actuary.law.retirement import Retirement
from actuary.people.axes import AGES, WORKING_TO
from actuary.people.transitions import Choice

FloatArray = NDArray[np.float64]


def due_and_ready(ages: Retirement, choice: Choice, month: int) -> tuple[FloatArray, FloatArray]:
    """Share that is tested for the minimum years because its month has come, and share that retires without the test,
    both `[G, AGES]` by months of age at the start of the month.

    Where the schedule lets people choose: a share of those who may retire before the age does so, evenly over the
    months in which they may; a share of those who reach the age works on, leaves at the rate of those who pay on,
    and all of them at the latest month allowed.
    """
    before, after = ages.month - ages.earliest, ages.latest > ages.month
    own = np.arange(AGES)[None, :]
    special = (month < ages.month) & (month >= ages.month - choice.special_months)
    beyond = (month > ages.month) & (own < WORKING_TO - 1)
    ready = choice.special * special + choice.paying_on * beyond
    chosen = np.zeros(ready.shape)
    if choice.early:
        window = (month >= ages.earliest) & (month < ages.month)
        chosen += np.where(window, 1.0 - (1.0 - choice.early) ** (1.0 / np.maximum(before, 1)), 0.0)
    if choice.late:
        staying = choice.late / (choice.late + (1.0 - choice.late) * choice.waiting)
        chosen += np.where(after & (month == ages.latest), staying, 0.0)
    due = np.where(ages.month == month, 1.0 - choice.late * after, 0.0)
    return due, ready + chosen * (1.0 - ready)
