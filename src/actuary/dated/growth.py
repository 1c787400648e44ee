"""Growth of a tail (尾部增长): a series of belief compounded after the last stated month."""

from collections.abc import Callable
from functools import cache

import numpy as np

from actuary.dated.parameters import Parameters
from actuary.months import year_of


def growth_of(basis: Parameters) -> Callable[[str, int, int], float]:
    """Growth of a series of belief after a stated month, in steps of a year: the wage that a year's law rests on
    is that of the year before."""

    @cache
    def grown(series: str, first: int, steps: int) -> float:
        rates = [basis.number(f"basis.{series}", (first + step) * 12) for step in range(steps)]
        return float(np.prod([1.0 + rate for rate in rates]))

    def grow(series: str, stated_to: int, month: int) -> float:
        return grown(series, year_of(stated_to - 6), max(-(-(month - stated_to) // 12), 0))

    return grow
