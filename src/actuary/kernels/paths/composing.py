"""Flows of a month on some paths (路径现金流): the central flow, and what each cause does to it, weighed."""

import math

from actuary.kernels.compiler import njit
from actuary.kernels.paths.contracts import ADDED, GAPS, MULTIPLIED


@njit
def weigh(effects, causes, begin, end, weights, total):  # type: ignore[no-untyped-def]
    """Add up effects `[p]` by weights `[K, N]` into `total[N]`, in the order of the pairs."""
    for p in range(begin, end):
        effect = effects[p]
        if effect != 0.0:
            weight = weights[causes[p]]
            for n in range(total.shape[0]):
                total[n] += weight[n] * effect


@njit
def compose(rows, r, t, base, weights, part, value):  # type: ignore[no-untyped-def]
    """Row `r` in month `t` on each path `value[N]`: flow x exp(sum) x (1 + sum) of each added kind + sum of gaps.

    `base`: the flow on the central path; `part[N]` is scratch. A kind that adds up never turns a flow's sign.
    """
    starts, count = rows.starts[r], value.shape[0]
    effects = rows.effects[t]
    value[:] = base
    if starts[MULTIPLIED + 1] > starts[MULTIPLIED]:
        part[:] = 0.0
        weigh(effects, rows.causes, starts[MULTIPLIED], starts[MULTIPLIED + 1], weights, part)
        for n in range(count):
            if part[n] != 0.0:
                value[n] = base * math.exp(part[n])
    for g in ADDED:
        if starts[g + 1] > starts[g]:
            part[:] = 0.0
            weigh(effects, rows.causes, starts[g], starts[g + 1], weights, part)
            for n in range(count):
                value[n] *= max(1.0 + part[n], 0.0)
    if starts[GAPS + 1] > starts[GAPS]:
        weigh(effects, rows.causes, starts[GAPS], starts[GAPS + 1], weights, value)
