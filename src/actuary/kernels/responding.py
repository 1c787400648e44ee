"""Flows of many paths (路径现金流): what each impulse does to the logarithm of a flow, weighed and added up."""

import math

from numba import njit, prange


@njit(cache=True, parallel=True)
def respond(weights, starts, impulses, logs, base, out):  # type: ignore[no-untyped-def]
    """Flows `out[R, T, N] = base[R, T] x exp(sum of weights[K, N] x logs)`.

    The pairs of row r are `starts[r] <= p < starts[r + 1]`: impulse `impulses[p]`, logarithms `logs[p, T]`. Each flow
    is added up in that order, so neither blocks of paths nor threads change a byte.
    """
    months, count = base.shape[1], weights.shape[1]
    for r in prange(base.shape[0]):
        for t in range(months):
            row = out[r, t]
            row[:] = 0.0
            for p in range(starts[r], starts[r + 1]):
                log = logs[p, t]
                if log != 0.0:
                    weight = weights[impulses[p]]
                    for n in range(count):
                        row[n] += weight[n] * log
            flow = base[r, t]
            for n in range(count):
                row[n] = flow * math.exp(row[n])
