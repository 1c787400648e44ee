"""Lanes put on districts (各道落到各区), sum by sum: plain arrays in, plain arrays out."""

from collections.abc import Sequence
from typing import Any

from actuary.kernels.layout import BLOCKS
from actuary.kernels.native import Kernel

OVER_FIRST = Kernel("actuary.kernels.putting", "over_first")
PUT = Kernel("actuary.kernels.putting", "put")


def over_first(sums: Sequence[tuple[Any, ...]]) -> None:
    """What lanes have over the first, of each of some sums: lanes `[T, G, X, L]`, the first lane's `[T, X]`, where it
    has something `[T, X]`; into their ratio, or what they have beyond nothing `[L, T, X]`, and into whether a lane is
    another than the first `[BLOCKS, L]`."""
    OVER_FIRST.over(OVER_FIRST.laid_out(sums), range(BLOCKS))


def put(sums: Sequence[tuple[Any, ...]]) -> None:
    """Lanes on districts, of each of some sums of some lanes: the districts' base `[T, X, L]`, what the lane has over
    the first `[T - since, X]`, where that has something, how districts share what one has beyond nothing `[X, L]`, and
    from which month; into `[T, X, L]`, which begins where a line of the cache does."""
    PUT.over(PUT.laid_out(sums), range(BLOCKS))
