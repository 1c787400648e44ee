"""Effects (成因的效应): what impulses say, as the kernel asks for it: by row, group and cause, at full weight.

Effects of processes on flows are told by a first and a second coefficient of the deviation, of ranges by either side.
A flow that changes its sign, or by more than RATIO, is told by a difference instead of a multiple.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from actuary.kernels import paths as kernel
from actuary.kernels.paths.contracts import ADDED, GAPS, GROUPS
from actuary.uncertainty.cash import Cash, FloatArray, Layout, flags_of

RATIO = (0.2, 5.0)
"""Between these a changed flow is told as a multiple of the flow it was; beyond, or across nought, as a difference."""
GROUP_OF = {"unemployment": ADDED[0], "migration": ADDED[1]}
"""Processes whose years add up in a flow: claimants and arrivals are sums over the years in which they came. Those of
all others multiply: levels compound, survivors are a product, and births are paid for in their year."""


class Pair(NamedTuple):
    """Two coefficients of one cause (两个系数): of multiples or logarithms, and of differences, each `[2, rows, T]`."""

    multiples: FloatArray
    gaps: FloatArray


def compared(base: FloatArray, sides: FloatArray, flows: int, *, adding: bool) -> Pair:
    """Changed rows `[2, rows, T]` beside the central ones: logarithms of their ratios, or ratios less one, where both
    sides have them, else differences; rules are always told by differences."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = sides / base
    told = np.isfinite(ratio) & (ratio > RATIO[0]) & (ratio < RATIO[1])
    told[:, flows:] = False
    told &= told[::-1]
    safe = np.where(told, ratio, 1.0)
    gaps = np.where(told, 0.0, sides - base)
    return Pair(safe - 1.0 if adding else np.log(safe), gaps if gaps.any() else np.broadcast_to(0.0, gaps.shape))


def of_deviation(pair: Pair, below: float) -> Pair:
    """Sides at a weight of `-below` and of one, as coefficients of the weight and of its square."""
    found = []
    for low, high in pair:
        if not low.any() and not high.any():
            found.append(np.broadcast_to(0.0, (2, *low.shape)))
            continue
        first = (below**2 * high - low) / (below + below**2)
        found.append(np.stack((first, high - first)))
    return Pair(*found)


def between(known: dict[int, Pair], years: int) -> list[Pair]:
    """Pairs of every year from those of some (按年内插), the same time after the year; beyond the run the earlier one
    speaks alone."""
    places = sorted(known)
    found = []
    for y in range(years):
        low, high = (max(p for p in places if p <= y), min(p for p in places if p >= y))
        pairs = zip(known[low], known[high], strict=True)
        found.append(
            known[y] if low == high else Pair(*(_mixed(*pair, 12 * (y - low), 12 * (high - y)) for pair in pairs))
        )
    return found


def _mixed(early: FloatArray, late: FloatArray, after: int, before: int) -> FloatArray:
    """Effects `[..., T]` of a cause `after` months after an early one and `before` months before a late one."""
    if not early.any() and not late.any():
        return np.broadcast_to(0.0, early.shape)
    mixed = np.zeros_like(early)
    mixed[..., after:] = early[..., : early.shape[-1] - after]
    both = mixed[..., after : mixed.shape[-1] - before]
    both += (late[..., after + before :] - both) * (after / (after + before))
    return mixed


class Told(NamedTuple):
    """A pair with its group and the place of its first coefficient among the causes."""

    pair: Pair
    group: int
    cause: int


def rows_of(layout: Layout, central: FloatArray, base: Cash, told: Sequence[Told]) -> kernel.Rows:
    """The kernel's rows: those of the central run, the same before law read any ledger, and the effects on these that
    are not nought, by row, group and cause."""
    starts, effects = [], list[FloatArray]()
    causes: list[int] = []
    for row in range(len(base.rows)):
        places = [len(causes)]
        for group in range(GROUPS):
            for each in told:
                if group in (each.group, GAPS):
                    part = each.pair.gaps if group == GAPS else each.pair.multiples
                    for side in (0, 1):
                        if part[side, row].any():
                            causes.append(each.cause + side)
                            effects.append(part[side, row])
            places.append(len(causes))
        starts.append(places)
    table = np.array(effects).T if effects else np.zeros((base.rows.shape[1], 0))
    return kernel.Rows(
        central,
        base.rows,
        np.array([layout.ledgers.index((flow.fund, flow.account)) for flow in layout.flows]),
        np.array([flow.lag for flow in layout.flows]),
        flags_of(layout),
        np.array(starts),
        np.array(causes, dtype=np.int64),
        np.ascontiguousarray(table),
    )


def openings_of(base: Cash, sides: Sequence[Cash]) -> FloatArray:
    """What each cause at full weight adds to the opening balances `[K, L]` [yuan]."""
    return np.array([side.opening - base.opening for side in sides]).reshape(len(sides), len(base.opening))


def reads_of(base: Cash, sides: Sequence[Cash]) -> FloatArray:
    """What each cause at full weight adds to what dates of law are told by `[K, J, TOLD]`; to a line that is not
    there, nothing."""
    stated = np.isfinite(base.reads)
    added = [np.where(stated, side.reads, 0.0) - np.where(stated, base.reads, 0.0) for side in sides]
    return np.array(added).reshape(len(sides), *base.reads.shape)
