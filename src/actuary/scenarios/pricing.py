"""What a mix of levers costs (组合的代价): the yuan that it moves through the ledgers to the last year, split over its
levers, so that a yuan from anybody counts as a yuan; a weight of the user's makes a lever's yuan dearer or cheaper.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.scenarios.levers import Lever
from actuary.scenarios.shapley import exact, sampled
from actuary.scenarios.solving import PROBE, Solver, Target, differing, together

FloatArray = NDArray[np.float64]
Cost = Callable[[FloatArray], float]
"""What a mix costs."""
EXACT, ORDERS = 7, 32
"""Levers of a mix whose every combination is put back; pairs of orders beyond."""


def split(
    solver: Solver, levers: Sequence[Lever], mix: Mapping[str, float], targets: Sequence[Target]
) -> dict[str, float]:
    """What the mix moves through the targets' ledgers to the last year [yuan], put back and split over its levers by
    Shapley values: the parts add up to what all of them move together."""
    used = [lever for lever in levers if mix[lever.name]]

    def worth(mask: int) -> FloatArray:
        settings = [(lever, mix[lever.name]) for i, lever in enumerate(used) if mask >> i & 1]
        return np.array(together(solver, settings, targets))

    found = exact(worth, len(used)) if len(used) <= EXACT else sampled(worth, len(used), ORDERS, 0)
    parts = dict(zip((lever.name for lever in used), found.parts.tolist(), strict=True))
    return {lever.name: parts.get(lever.name, 0.0) for lever in levers}


def weighed(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], weight: FloatArray) -> Cost:
    """The cost of a mix: each lever's part of the yuan that it moves, times what a yuan of the lever counts for."""

    def cost(x: FloatArray) -> float:
        if np.all(weight == weight[0]):
            return float(weight[0]) * together(solver, settings_of(levers, x), targets)
        parts = split(solver, levers, {lever.name: float(v) for lever, v in zip(levers, x, strict=True)}, targets)
        return float(np.array([parts[lever.name] for lever in levers]) @ weight)

    return cost


def price_of_a_unit(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target]) -> FloatArray:
    """Yuan that a unit of each lever, in the direction that helps, moves through the targets' ledgers (动用资金)."""
    before = [solver.row([], target)["years"] for target in targets]
    sizes = []
    solver.expect([[(lever, lever.better * PROBE * lever.step)] for lever in levers])
    for lever in levers:
        step = PROBE * lever.step
        after = [solver.row([(lever, lever.better * step)], target)["years"] for target in targets]
        sizes.append(sum(map(differing, before, after)) / step)
    return np.array(sizes)


def settings_of(levers: Sequence[Lever], x: Any) -> list[tuple[Lever, float]]:
    """Levers that do not stand at nought, and where they stand."""
    return [(lever, float(value)) for lever, value in zip(levers, x, strict=True) if value]
