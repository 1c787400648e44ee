"""What months are worth (逐月折现与增长): levels of wages, accounts, pensions in payment and money from today on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


class Economy(NamedTuple):
    """Levels at the start of each month, today's month 0 being one `[T + 1]` (各月水平)."""

    wage: FloatArray
    """Wages, by which what is accrued of the basic pension grows until it is awarded (工资)."""
    credited: FloatArray
    """An account without further contributions (记账)."""
    indexed: FloatArray
    """Pensions in payment (调整)."""
    worth: FloatArray
    """A yuan of that month today (折现)."""


def economy(wage: FloatArray, crediting: FloatArray, indexation: FloatArray, net: float) -> Economy:
    """Levels from yearly rates in each month `[T]` [per year]; `net`: discount above indexation, one rate a year.

    Each month takes a twelfth power of its year's rate.
    """
    indexed = _level(indexation)
    months = np.arange(len(indexed))
    return Economy(_level(wage), _level(crediting), indexed, 1.0 / (indexed * (1.0 + net) ** (months / 12.0)))


def _level(rates: FloatArray) -> FloatArray:
    return np.concatenate(([1.0], np.cumprod((1.0 + rates) ** (1.0 / 12.0))))
