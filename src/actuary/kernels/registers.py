"""The months of a register (名册逐月): people by kind, category and month of age."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
FOLLOW = Kernel("actuary.kernels.registering", "follow")


class Told(NamedTuple):
    """What moves a register in each month: `rise[T]` of the amounts; tables of deaths `[U, G, A]`, of leavers
    `[U, K, G, A]` and of weights `[U, W, G, A]`; `which[4, T]` of each table, and where persons are noted, or -1."""

    rise: FloatArray
    death: FloatArray
    leaving: FloatArray
    weights: FloatArray
    which: NDArray[np.int64]


class Flows(NamedTuple):
    """What happened in some months (名册流量): stock at the start, raised, new, deaths and leavers `[T, X, K, G]`, and
    weighted sums of the stock `[T, X, K, W]`."""

    stock: FloatArray
    raised: FloatArray
    new: FloatArray
    deaths: FloatArray
    leavers: FloatArray
    asked: FloatArray

    @classmethod
    def blank(cls, months: int, shape: tuple[int, ...], weights: int) -> "Flows":
        """Noughts `[X, K, G]` for so many months, and the stock after the last."""
        raised, new, deaths, leavers = (np.zeros((months, *shape)) for _ in range(4))
        stock, asked = np.zeros((months + 1, *shape)), np.zeros((months, *shape[:2], weights))
        return cls(stock, raised, new, deaths, leavers, asked)


def follow(totals: FloatArray, rules: Told, new: FloatArray, entry: FloatArray, noted: FloatArray) -> Flows:
    """Move `totals[X, K, G, A]` through all months: amounts (all totals but the first) rise, benefits see the stock,
    then deaths, leavers of those who live on, one more month of age, and `new[T, X, K]` who enter by `entry[K, G, A]`.
    `noted[Y, K, G, A / 12]` takes persons by completed age after some months. Kinds are dealt to threads."""
    months = len(rules.rise)
    flows, stock = Flows.blank(months, totals.shape[:3], rules.weights.shape[1]), np.stack((totals, totals))
    FOLLOW(range(totals.shape[1]), stock, rules, new, entry, flows, noted)
    flows.stock[-1] = stock[months % 2].sum(axis=-1)
    return flows
