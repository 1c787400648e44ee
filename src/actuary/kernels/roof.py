"""What the machine can do at most (性能上限): a triad that only waits for memory, multiply-adds that never do."""

import numba
from numba import njit, prange

from actuary.kernels.lanes import read, write
from actuary.kernels.layout import LANES

LANES_AT_ONCE = 3 * LANES
"""Sums that run beside one another, enough to hide how long one takes."""


def threads() -> int:
    """Threads that kernels run on."""
    return int(numba.get_num_threads())


@njit(cache=True, parallel=True)
def triad(a, b, c, factor):  # type: ignore[no-untyped-def]
    """Set `a = b + factor c`: two numbers read and one written each time."""
    for i in prange(len(a)):
        a[i] = b[i] + factor * c[i]


@njit(cache=True, parallel=True)
def multiply_add(out, steps, factor, term):  # type: ignore[no-untyped-def]
    """Repeat `x = factor x + term` in every place of `out[threads, LANES_AT_ONCE]`, strictly: two instructions."""
    for thread in prange(out.shape[0]):
        row = out[thread]
        a, b, c = read(row, 0), read(row, LANES), read(row, 2 * LANES)
        for _ in range(steps):
            a, b, c = factor * a + term, factor * b + term, factor * c + term
        write(row, 0, a)
        write(row, LANES, b)
        write(row, 2 * LANES, c)
