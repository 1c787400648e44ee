"""A month of a register (名册逐月): people by kind, category and month of age."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.native import Kernel

FloatArray = NDArray[np.float64]
STEP = Kernel("actuary.kernels.registering", "step")


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


def step(
    now: FloatArray,
    closing: FloatArray,
    rise: float,
    death: FloatArray,
    leaving: FloatArray,
    weights: FloatArray,
    new: FloatArray,
    entry: FloatArray,
    flows: Flows,
    t: int,
) -> None:
    """Month `t` of `now[X, K, G, A]` into `closing`: amounts (all totals but the first) rise by `rise`, benefits see
    the stock by `weights[W, G, A]`, then deaths `[G, A]`, leavers `[K, G, A]` of those who live on, one more month of
    age, and `new[T, X, K]` who enter by `entry[K, G, A]`."""
    STEP((0,), now, closing, rise, death, leaving, weights, new, entry, flows, t)
