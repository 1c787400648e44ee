"""Mixes of levers (杠杆组合): the cheapest that meets a target, and the frontier between two levers.

A mix is priced by the yuan that each lever moves through the ledgers to the last year, so that a yuan from anybody
counts as a yuan; a weight of the user's makes a lever's yuan dearer or cheaper.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from actuary.scenarios.levers import Lever
from actuary.scenarios.shapley import exact, sampled
from actuary.scenarios.solving import (
    OUT_OF_REACH,
    Found,
    Settings,
    Solver,
    Target,
    between,
    holds,
    lowest,
    reserve,
    standing,
)
from actuary.valuation.measures import figure
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
Cost = Callable[[FloatArray], float]
"""What a mix costs."""
Line = tuple[FloatArray, FloatArray]
"""Two settings of all levers."""
PASSES, PROBE, HALVINGS = 8, 3.0, 10
"""Linear programmes at most; steps of a lever over which its slope is measured; of a way to the ends of the ranges."""
EXACT, ORDERS = 7, 32
"""Levers of a mix whose every combination is put back; pairs of orders beyond."""


def frontier(
    solver: Solver,
    first: Lever,
    second: Lever,
    target: Target,
    points: Sequence[float],
    told: ProgressTold | None = None,
) -> list[dict[str, Any]]:
    """For each setting of the first lever, the least of the second that meets the target (前沿)."""
    rows = []
    for done, x in enumerate(points, start=1):
        found = meet_beside(solver, [(first, x)], second, target)
        rows.append({first.name: x, second.name: found.value, "reserve": found.achieved, "meets": found.meets})
        if told is not None:
            told(done, len(points))
    return rows


def meet_beside(solver: Solver, held: Sequence[tuple[Lever, float]], by: Lever, target: Target) -> Found:
    """The least of a lever that meets a target while others are held."""
    found = solver.beside([(lever, x) for lever, x in held if x]).meet(by, target)
    solver.runs += found.runs
    return found


def cheapest(
    solver: Solver,
    levers: Sequence[Lever],
    targets: Sequence[Target],
    price: Sequence[float],
    told: ProgressTold | None = None,
    cost: Cost | None = None,
) -> dict[str, Any]:
    """The mix of levers that meets all targets at the least cost (最省组合), by successive linear programmes.

    `price[n]`: cost of one unit of each lever in the direction that helps. Each pass measures what a step of every
    lever adds to every year-end's margin [yuan] where the mix now stands, solves min price·|x| with no margin below
    nought on this and all earlier slopes (SciPy, HiGHS; a lever that saturates is not tried again as if it did not),
    and goes on until the mix stands still; the answer is rounded to the safe side and valued. Mixes near it are told
    apart by `cost`, by default price·|x|.
    """
    dear = cost or (lambda mix: float(np.abs(mix) @ np.asarray(price)))
    sign = np.array([float(lever.better) for lever in levers])
    steps = np.array([lever.step for lever in levers])
    limit = np.array([lever.high if lever.better > 0 else -lever.low for lever in levers])
    size, cuts, levels = np.zeros(len(levers)), [], []
    for done in range(PASSES):
        if told is not None:
            told(done, PASSES)
        solver.expect([_settings(levers, x) for x in _around(levers, sign * size)])
        now = margins(solver, levers, sign * size, targets)
        slopes = np.stack([_slope(solver, levers, sign * size, i, targets, now) for i in range(len(levers))], axis=1)
        cuts.append(-slopes)
        levels.append(now - slopes @ size)
        tops = [(0.0, top) for top in limit]
        answer = linprog(price, A_ub=np.concatenate(cuts), b_ub=np.concatenate(levels), bounds=tops)
        if answer.x is None:
            break
        settled, size = bool(np.all(np.abs(answer.x - size) < steps / 2)), np.asarray(answer.x)
        if settled:
            break
    return _valued(solver, levers, targets, dear, (sign * size, sign * limit))


def _valued(
    solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], dear: Cost, line: Line
) -> dict[str, Any]:
    """The mix put back into the engine: levers of whole months on either side of where they stand, or not used, and of
    each target one lever as far as the others need it to; the cheapest that meets every target, from which whole
    months are walked while that is cheaper. Where none does, all levers on the way to the ends of their ranges."""

    def cost(mix: FloatArray) -> float:
        """Of a mix that meets every target; no end to it else."""
        return dear(mix) if _all_hold(solver, levers, targets, mix) else np.inf

    x = min((_mended(solver, levers, targets, mix) for mix in _rounded(levers, line[0])), key=cost)
    if cost(x) < np.inf:
        x = _walked(solver, levers, targets, x, cost)
    elif _all_hold(solver, levers, targets, line[1]):
        x = _on_the_way(solver, levers, targets, line)
    else:
        return _out_of_reach(solver, levers, targets, line[1])
    rows = [_row(solver, levers, x, target, settle=True) for target in targets]
    return {
        "mix": {lever.name: float(value) + 0.0 for lever, value in zip(levers, x, strict=True)},
        "cost": dear(x),
        "reserves": [reserve(row) for row in rows],
        "meets": True,
        "why": "",
        "runs": solver.runs,
    }


def _walked(
    solver: Solver,
    levers: Sequence[Lever],
    targets: Sequence[Target],
    x: FloatArray,
    cost: Cost,
) -> FloatArray:
    """A mix whose whole months go up or down one by one, the rest as far as it must, as long as it gets cheaper."""
    for i, lever in enumerate(levers):
        ways = (lever.step, -lever.step) if lever.step >= 1 and x[i] else ()
        for way in ways:
            beside = np.array(x)
            beside[i] = np.clip(x[i] + way, lever.low, lever.high)
            while cost(other := _mended(solver, levers, targets, beside)) < cost(x):
                x, beside = other, np.array(other)
                beside[i] = np.clip(x[i] + way, lever.low, lever.high)
    return x


def _all_hold(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], x: FloatArray) -> bool:
    return all(holds(_row(solver, levers, x, target, settle=True), target) for target in targets)


def _rounded(levers: Sequence[Lever], x: FloatArray) -> list[FloatArray]:
    """A mix by the steps of its levers, away from nought; whole months also towards it, and at nought."""
    steps = np.array([lever.step for lever in levers])
    whole = steps >= 1
    up = np.sign(x) * np.ceil(np.abs(x) / steps - 1e-6) * steps
    down = np.where(whole, np.trunc(x / steps + np.sign(x) * 1e-6) * steps, up)
    found: list[FloatArray] = []
    for mix in (up, down, np.where(whole, 0.0, up)):
        if not any(np.array_equal(mix, other) for other in found):
            found.append(mix)
    return found


def _mended(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], x: FloatArray) -> FloatArray:
    """A mix in which one lever of each target goes no further than it must, the others held, if it goes far enough."""
    x = np.array(x)
    for target in targets:
        i = _free(levers, target)
        without = np.where(np.arange(len(x)) == i, 0.0, x)
        if holds(_row(solver, levers, without, target, settle=True), target):
            x = without
            continue
        found = meet_beside(solver, _settings(levers, without), levers[i], target)
        x[i] = x[i] if found.value is None else found.value
    return x


def _on_the_way(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], line: Line) -> FloatArray:
    """The first mix on the line between two that meets every target, by halving; the second meets them."""
    steps = np.array([lever.step for lever in levers])

    def at(share: float) -> FloatArray:
        ahead = (1.0 - share) * line[0] + share * line[1]
        return np.asarray(np.sign(ahead) * np.ceil(np.abs(ahead) / steps - 1e-6) * steps)

    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if _all_hold(solver, levers, targets, at(middle)) else (middle, high)
    return at(high)


def _out_of_reach(
    solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], ends: FloatArray
) -> dict[str, Any]:
    """Which targets all levers together miss, each at the end of its range, and the months that they keep."""
    rows = [(target, _row(solver, levers, ends, target, settle=True)) for target in targets]
    missed = [
        {"fund": target.fund, "account": target.account, "months": figure(reserve(row))}
        for target, row in rows
        if not holds(row, target)
    ]
    return {"mix": {}, "short": missed, "meets": False, "why": OUT_OF_REACH, "runs": solver.runs}


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


def together(solver: Solver, settings: Settings, targets: Sequence[Target]) -> float:
    """What levers move through the targets' ledgers to the last year, put back together [yuan]."""
    before = [solver.row([], target, settle=True)["years"] for target in targets]
    after = [solver.row(settings, target, settle=True)["years"] for target in targets]
    return sum(map(between, before, after))


def weighed(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], weight: FloatArray) -> Cost:
    """The cost of a mix: each lever's part of the yuan that it moves, times what a yuan of the lever counts for."""

    def cost(x: FloatArray) -> float:
        if np.all(weight == weight[0]):
            return float(weight[0]) * together(solver, _settings(levers, x), targets)
        parts = split(solver, levers, {lever.name: float(v) for lever, v in zip(levers, x, strict=True)}, targets)
        return float(np.array([parts[lever.name] for lever in levers]) @ weight)

    return cost


def _free(levers: Sequence[Lever], target: Target) -> int:
    """The lever that closes what is left: the target's own rate, else the first that is not whole months."""
    names = [lever.name for lever in levers]
    own = f"{target.fund}.rate"
    return names.index(own) if own in names else next((i for i, lever in enumerate(levers) if lever.step < 1), 0)


def moved(solver: Solver, levers: Sequence[Lever], targets: Sequence[Target]) -> FloatArray:
    """Yuan that a unit of each lever, in the direction that helps, moves through the targets' ledgers (动用资金)."""
    before = [solver.row([], target)["years"] for target in targets]
    sizes = []
    solver.expect([[(lever, lever.better * PROBE * lever.step)] for lever in levers])
    for lever in levers:
        step = PROBE * lever.step
        after = [solver.row([(lever, lever.better * step)], target)["years"] for target in targets]
        sizes.append(sum(map(between, before, after)) / step)
    return np.array(sizes)


def spread(solver: Solver, first: Lever, target: Target, number: int) -> list[float]:
    """Settings of a lever from nought to what meets the target by it alone, or to the end of its range."""
    alone = solver.meet(first, target)
    far = alone.value if alone.value is not None else (first.high if first.better > 0 else first.low)
    if not far:
        return [0.0]
    return [round(far * i / (number - 1) / first.step) * first.step for i in range(number)]


def margins(solver: Solver, levers: Sequence[Lever], x: Any, targets: Sequence[Target]) -> FloatArray:
    """What each year-end, and the leanest month, hold above what the target asks for [yuan], target by target."""
    found = []
    for target in targets:
        row = _row(solver, levers, x, target)
        found += [year["balance"] - target.months / 12.0 * year["expenditure"] for year in standing(row)]
        found.append(lowest(row))
    return np.array(found)


def _row(solver: Solver, levers: Sequence[Lever], x: Any, target: Target, *, settle: bool = False) -> dict[str, Any]:
    return solver.row(_settings(levers, x), target, settle=settle)


def _settings(levers: Sequence[Lever], x: Any) -> list[tuple[Lever, float]]:
    """Levers that do not stand at nought, and where they stand."""
    return [(lever, float(value)) for lever, value in zip(levers, x, strict=True) if value]


def _around(levers: Sequence[Lever], x: Any) -> list[FloatArray]:
    """A mix, and each lever a few steps on."""
    steps = np.diag([lever.better * PROBE * lever.step for lever in levers])
    return [np.array(x), *(np.array(x) + step for step in steps)]


def _slope(
    solver: Solver, levers: Sequence[Lever], x: Any, i: int, targets: Sequence[Target], now: FloatArray
) -> FloatArray:
    """What a unit of lever `i`, in the direction that helps, adds to each margin [yuan]."""
    step = PROBE * levers[i].step
    moved = np.array(x)
    moved[i] += levers[i].better * step
    return (margins(solver, levers, moved, targets) - now) / step
