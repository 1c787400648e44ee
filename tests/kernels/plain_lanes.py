"""Lanes without a compiler (不经编译的并行值): what each instruction of `actuary.kernels.lanes` means, in NumPy.

With NUMBA_DISABLE_JIT=1 kernels are plain Python, and instructions that only a compiler knows are these: so every line
of a kernel can be counted, stepped through and altered. `tests/kernels/conftest.py` puts them in place.
"""

from functools import reduce
from operator import add as plus
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.layout import LANES, LINE

FloatArray = NDArray[np.float64]


def _seen(array: FloatArray, place: int) -> FloatArray:
    """Sixteen numbers of an array of any shape, as they lie."""
    flat = array.reshape(-1)
    assert np.shares_memory(flat, array)
    assert 0 <= place <= flat.size - LANES
    return flat[place : place + LANES]


def read(array: FloatArray, place: int) -> FloatArray:
    """The sixteen, as a value."""
    return _seen(array, place).copy()


def write(array: FloatArray, place: int, lanes: Any) -> None:
    """Put sixteen in their place."""
    _seen(array, place)[:] = lanes


def stream(array: FloatArray, place: int, lanes: Any) -> None:
    """The same, into an array that begins where a line of the cache does."""
    assert _seen(array, place).ctypes.data % (LINE * array.itemsize) == 0
    write(array, place, lanes)


def add(array: FloatArray, place: int, lanes: Any) -> None:
    """Add sixteen in their place."""
    _seen(array, place)[:] += lanes


def take(array: FloatArray, place: int, lanes: Any) -> None:
    """Take sixteen from their place."""
    _seen(array, place)[:] -= lanes


def fetch(array: FloatArray, place: int) -> None:
    """Changes nothing."""


def pick(lanes: Any, lane: int) -> float:
    """One of the sixteen; a number is the same in all."""
    return float(lanes[lane]) if isinstance(lanes, np.ndarray) else float(lanes)


def put(lanes: FloatArray, lane: int, number: float) -> FloatArray:
    """The sixteen with one replaced."""
    changed = lanes.copy()
    changed[lane] = number
    return changed


def level(number: float) -> FloatArray:
    """Sixteen times the same."""
    return np.full(LANES, float(number))


def over_lanes(lanes: FloatArray) -> float:
    """Sum from the first to the last."""
    return float(reduce(plus, lanes.tolist()))


def gathered(table: Any, lanes: FloatArray) -> Any:
    """Their sum where a table is of all lanes alike, or as they are."""
    return over_lanes(lanes) if table.ndim == 3 else lanes


def least(x: Any, y: Any) -> FloatArray:
    """The smaller, lane by lane."""
    return np.where(np.asarray(x) < y, x, y)


def most(x: Any, y: Any) -> FloatArray:
    """The greater, lane by lane."""
    return np.where(np.asarray(x) > y, x, y)


def positive(x: Any, y: Any) -> FloatArray:
    """The first where it is above nought, lane by lane."""
    return np.where(np.asarray(x) > 0.0, x, y)


def at(table: Any, *place: Any) -> Any:
    """What a table says at a place: a number, or sixteen lanes where its last axis is theirs."""
    if not isinstance(table, np.ndarray):
        return table
    where = place[0] if place and isinstance(place[0], tuple) else place
    return table[where] if table.ndim == len(where) else table[where].copy()


def holds(value: Any) -> bool:
    """Whether any is not nought."""
    return bool(np.any(np.asarray(value) != 0.0))


def same(x: Any, y: Any) -> Any:
    """One where they are the same, else nought."""
    return np.where(np.equal(x, y), 1.0, 0.0)


def below(x: Any, y: Any) -> Any:
    """One where the first is less than the second, else nought."""
    return np.where(np.less(x, y), 1.0, 0.0)


def varying(where: Any, r: int, g: int, a: int) -> int:
    """The row of lanes of their own; negative where there is none."""
    return int(where[r, g, a]) - 1 if where.ndim == 3 else -1


def vary(where: Any, place: int) -> bool:
    """Whether lanes hold values of their own at any of sixteen ages."""
    return where.ndim == 3 and holds(read(where, place))


MEANINGS = (
    *(read, write, stream, add, take, fetch, pick, put, level, over_lanes, gathered, least, most, positive, at, holds),
    same,
    below,
    vary,
    varying,
)
