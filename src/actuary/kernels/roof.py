"""What the machine can do at most (性能上限): a triad that only waits for memory, multiply-adds that never do."""

from typing import Any

import numba
from llvmlite import ir
from numba.core import cgutils

from actuary.kernels.compiler import njit, prange
from actuary.kernels.lanes import SIXTEEN, VECTOR, intrinsic, read, write
from actuary.kernels.layout import LANES

LANES_AT_ONCE = 5 * LANES
"""Sums that run beside one another: enough to hide how long one takes, few enough to stay in registers."""


def threads() -> int:
    """Threads that kernels run on."""
    return int(numba.get_num_threads())


@intrinsic
def fused(typing: Any, x: Any, y: Any, z: Any) -> Any:
    """`x y + z` of sixteen lanes, rounded once: one instruction, two operations. No other kernel knows it."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        kind = ir.FunctionType(VECTOR, [VECTOR] * 3)
        return builder.call(cgutils.get_or_insert_function(builder.module, kind, "llvm.fma.v16f64"), arguments)

    return SIXTEEN(SIXTEEN, SIXTEEN, SIXTEEN), code


@njit(cache=True, parallel=True)
def triad(a, b, c, factor):  # type: ignore[no-untyped-def]
    """Set `a = b + factor c`: two numbers read and one written each time."""
    for i in prange(len(a)):
        a[i] = b[i] + factor * c[i]


@njit(cache=True, parallel=True)
def multiply_add(out, steps, numbers):  # type: ignore[no-untyped-def]
    """Repeat `x = factor x + term` in every place of `out[threads, LANES_AT_ONCE]`; `numbers[2, L]`: factor, term."""
    for thread in prange(out.shape[0]):
        row, factor, term = out[thread], read(numbers, 0), read(numbers, LANES)
        a, b, c = read(row, 0), read(row, LANES), read(row, 2 * LANES)
        d, e = read(row, 3 * LANES), read(row, 4 * LANES)
        for _ in range(steps):
            a, b, c = fused(a, factor, term), fused(b, factor, term), fused(c, factor, term)
            d, e = fused(d, factor, term), fused(e, factor, term)
        write(row, 0, a)
        write(row, LANES, b)
        write(row, 2 * LANES, c)
        write(row, 3 * LANES, d)
        write(row, 4 * LANES, e)
