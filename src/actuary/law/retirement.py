"""Statutory age (法定退休年龄) from a schedule, by month of birth.

Sources: 国发〔1978〕104号; decision of 2024-09-13 (渐进式延迟法定退休年龄), articles 1 and 3.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Schedule

IntArray = NDArray[np.int64]


def delay_months(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Delay (延迟月数) behind the old age [month], shape of `birth` (months of birth).

    One month for each begun step of birth months from the start on, at most the cap: the floor plus one,
    not the ceiling. Decision of 2024-09-13, article 1.
    """
    rule = schedule.categories[category]
    births = np.asarray(birth, dtype=np.int64)
    if rule.start is None or rule.step is None:
        return np.zeros_like(births)
    begun = (births - rule.start) // rule.step + 1
    return np.clip(begun, 0, rule.cap)


def statutory_age(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Statutory age (法定退休年龄) of those born in `birth` [month of age], same shape."""
    return schedule.categories[category].old_age_months + delay_months(schedule, category, birth)


def statutory_month(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Month in which those born in `birth` reach the statutory age (法定退休月), same shape."""
    return np.asarray(birth, dtype=np.int64) + statutory_age(schedule, category, birth)


def earliest_month(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """First month of flexible early retirement (弹性提前退休), never before the old age, shape of `birth`.

    人社部发〔2024〕94号: at most three years early. Where the schedule allows none, the statutory month.
    """
    births = np.asarray(birth, dtype=np.int64)
    old = births + schedule.categories[category].old_age_months
    return np.maximum(old, statutory_month(schedule, category, births) - schedule.early)


def latest_month(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Last month of flexible late retirement (弹性延迟退休) by agreement, shape of `birth`.

    人社部发〔2024〕94号: at most three years late.
    """
    return statutory_month(schedule, category, birth) + schedule.late
