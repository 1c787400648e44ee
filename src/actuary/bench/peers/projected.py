"""What peers are told as plain arrays (供他家使用的数组): persons by column, months by row."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Projected(NamedTuple):
    """One set of persons and the months before them (待推算的人与月)."""

    category: IntArray
    age: IntArray
    wait: IntArray
    balance: FloatArray
    pension: FloatArray
    """First pension over the level of indexation at its award [yuan a month]."""
    death: FloatArray
    """Monthly probability by month from today, category and age, nobody beyond the last age `[Y, G, A]`."""
    year: IntArray
    paid: FloatArray
    """Worth today of a yuan paid in month t at the level of indexation."""
    refunded: FloatArray
    """Worth today of a yuan of account refunded at the end of month t."""

    @property
    def months(self) -> int:
        """Months until the youngest cannot live (最长月数)."""
        return int(self.death.shape[2] - self.age.min())

    def some(self, begin: int, end: int) -> "Projected":
        """Some of the persons."""
        cut = slice(begin, end)
        return self._replace(
            category=self.category[cut],
            age=self.age[cut],
            wait=self.wait[cut],
            balance=self.balance[cut],
            pension=self.pension[cut],
        )


def projected(p: Promises, c: Conditions) -> Projected:
    """The arrays of a set of promises."""
    e = c.economy
    first = p.basic * e.wage[p.wait] + p.balance * e.credited[p.wait] / p.divisor
    return Projected(
        p.category.astype(np.int64),
        p.age.astype(np.int64),
        p.wait.astype(np.int64),
        p.balance,
        first / e.indexed[p.wait],
        c.death,
        c.year,
        e.worth * e.indexed,
        e.worth[1:] * e.credited[1:],
    )
