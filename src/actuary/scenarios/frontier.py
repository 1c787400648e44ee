"""Mixes of levers (杠杆组合): the cheapest that meets a target, and the frontier between two levers.

A mix is priced by the yuan that each lever moves through the ledgers to the last year, so that a yuan from anybody
counts as a yuan; a weight of the user's makes a lever's yuan dearer or cheaper.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from actuary.scenarios.levers import Lever
from actuary.scenarios.solving import Found, Solver, Target, between, holds, lowest, reserve, standing
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
PASSES, PROBE = 4, 3.0
"""Linear programmes at most; steps of a lever over which its slope is measured."""


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
) -> dict[str, Any]:
    """The mix of levers that meets all targets at the least cost (最省组合), by successive linear programmes.

    `price[n]`: cost of one unit of each lever in the direction that helps. Each pass measures what a step of every
    lever adds to every year-end's margin [yuan] where the mix now stands, solves min price·|x| with no margin below
    nought (SciPy, HiGHS), and goes on until the mix stands still; the answer is rounded to the safe side and valued.
    """
    sign = np.array([float(lever.better) for lever in levers])
    steps = np.array([lever.step for lever in levers])
    limit = np.array([lever.high if lever.better > 0 else -lever.low for lever in levers])
    size = np.zeros(len(levers))
    for done in range(PASSES):
        if told is not None:
            told(done, PASSES)
        solver.expect([_settings(levers, x) for x in _around(levers, sign * size)])
        now = margins(solver, levers, sign * size, targets)
        slopes = np.stack([_slope(solver, levers, sign * size, i, targets, now) for i in range(len(levers))], axis=1)
        answer = linprog(price, A_ub=-slopes, b_ub=now - slopes @ size, bounds=[(0.0, top) for top in limit])
        if answer.x is None:
            return {"mix": {}, "meets": False, "why": "out of reach", "runs": solver.runs}
        settled, size = bool(np.all(np.abs(answer.x - size) < steps / 2)), np.asarray(answer.x)
        if settled:
            break
    return _valued(solver, levers, targets, price, sign * np.ceil(size / steps - 1e-6) * steps)


def _valued(
    solver: Solver, levers: Sequence[Lever], targets: Sequence[Target], price: Sequence[float], x: FloatArray
) -> dict[str, Any]:
    """The mix put back into the engine; a target that a month still misses is met by one lever, the others held."""
    for target in targets:
        if not holds(_row(solver, levers, x, target, settle=True), target):
            i = _free(levers, target)
            held = [(lever, float(value)) for k, (lever, value) in enumerate(zip(levers, x, strict=True)) if k != i]
            found = meet_beside(solver, held, levers[i], target)
            x[i] = x[i] if found.value is None else found.value
    rows = [_row(solver, levers, x, target, settle=True) for target in targets]
    meets = all(holds(row, target) for row, target in zip(rows, targets, strict=True))
    return {
        "mix": {lever.name: float(value) + 0.0 for lever, value in zip(levers, x, strict=True)},
        "cost": float(np.abs(x) @ np.asarray(price)),
        "reserves": [reserve(row) for row in rows],
        "meets": meets,
        "why": "" if meets else "out of reach",
        "runs": solver.runs,
    }


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
