"""Expected rates (预期发生率): what the beliefs say would happen to a person in a year, by event, category and age."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Rate = Callable[[Basis, int, IntArray, IntArray], FloatArray]
MIDDLE = 6
"""The middle of a year of age [month]."""


def death(basis: Basis, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force of mortality of the month [a year], so that it times person-years is deaths."""
    return np.asarray(-12.0 * np.log1p(-basis.death_probability(month)[category, 12 * age + MIDDLE]))


def birth(basis: Basis, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Births a woman [a year]; none of men."""
    return np.where(category > 0, 12.0 * basis.birth_probability(month)[12 * age + MIDDLE], 0.0)


def dormancy(basis: Basis, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which payers stop paying [a year], at every age alike."""
    return _force(basis.number("basis.flow.dormancy_rate", month), age)


def comeback(basis: Basis, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which the dormant come back [a year], at every age alike."""
    return _force(basis.number("basis.flow.return_rate", month), age)


def _force(yearly: float, age: IntArray) -> FloatArray:
    return np.full(len(age), -np.log1p(-yearly))


RATES: dict[str, Rate] = {"death": death, "birth": birth, "dormancy": dormancy, "return": comeback}


def expected(basis: Basis, event: str, months: IntArray, category: IntArray, age: IntArray) -> FloatArray:
    """Rates of an event for rows of a table [a year]."""
    result = np.zeros(len(age))
    for month in np.unique(months):
        rows = months == month
        result[rows] = RATES[event](basis, int(month), category[rows], age[rows])
    return result
