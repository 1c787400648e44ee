"""A system solved (求解): is there a reading within the rounding, and how far may one quantity go.

Linear programming (HiGHS through SciPy) in units of the last printed digit. A system counts as contradictory only
if every reading must leave the rounding by more than a ten-millionth of such a unit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from actuary.audit.interval import Interval
from actuary.audit.system import NO_CELL, Boxes, System

SLACK = 1e-7
NODES = 100
"""Boxes looked at before a doubt is left open."""
FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Matrix:
    """A u + b ≥ 0 with low ≤ u ≤ high (矩阵形式), u in units of the last digit from the printed value."""

    a: FloatArray
    b: FloatArray
    low: FloatArray
    high: FloatArray
    centre: list[Fraction]
    step: list[Fraction]


def matrix(system: System, relaxed: frozenset[str] = NO_CELL, boxes: Boxes | None = None) -> Matrix:
    """The rows of a system in floating point, each scaled to its largest coefficient."""
    given: Boxes = boxes or {}
    first = [system.figures[cells[0]] for cells in system.cells.values()]
    centre = [figure.value for figure in first]
    step = [min(system.figures[cell].step for cell in cells) for cells in system.cells.values()]
    rows, _ = system.rows(relaxed, given)
    a, b = np.zeros((len(rows), len(first))), np.zeros(len(rows))
    for number, row in enumerate(rows):
        scaled = {q: coefficient * step[q] for q, coefficient in row.terms.items()}
        offset = row.constant + sum(coefficient * centre[q] for q, coefficient in row.terms.items())
        largest = max((abs(coefficient) for coefficient in scaled.values()), default=Fraction(0)) or Fraction(1)
        for q, coefficient in scaled.items():
            a[number, q] = float(coefficient / largest)
        b[number] = float(offset / largest)
    low, high = np.full(len(first), -np.inf), np.full(len(first), np.inf)
    for q in system.cells:
        ends = [Interval(*system.figures[cell].ends) for cell in system.kept(q, relaxed)]
        ends += [given[q]] if q in given else []
        if not ends and not system.signed(q):
            low[q] = float(-centre[q] / step[q])
        for end in ends:
            low[q] = max(low[q], float((end.low - centre[q]) / step[q]))
            high[q] = min(high[q], float((end.high - centre[q]) / step[q]))
    return Matrix(a, b, low, high, centre, step)


def stretch(m: Matrix) -> float:
    """By how many units of the last digit all must leave their rounding for the rows to hold; 0: they hold."""
    n = len(m.centre)
    finite_low, finite_high = np.isfinite(m.low), np.isfinite(m.high)
    eye = np.eye(n)
    a = np.vstack([-m.a, -eye[finite_low], eye[finite_high]])
    b = np.concatenate([m.b, -m.low[finite_low], m.high[finite_high]])
    a = np.hstack([a, -np.ones((len(a), 1))])
    cost = np.zeros(n + 1)
    cost[-1] = 1.0
    found = linprog(cost, A_ub=a, b_ub=b, bounds=[(None, None)] * n + [(0, None)], method="highs")
    return np.inf if found.x is None else float(found.x[-1])


def feasible(system: System, relaxed: frozenset[str] = NO_CELL, boxes: Boxes | None = None) -> bool:
    """Whether some reading within the rounding keeps every relation, the relaxed cells apart.

    A relaxed multiplier that several relations name is searched by halving its interval; with `boxes`, those in them.
    """
    _, multipliers = system.rows(relaxed, {})
    open_ones = [q for q in multipliers & system.often if q in (boxes or {q}) and not system.kept(q, relaxed)]
    waiting = [{q: system.held(q, relaxed, {}) for q in open_ones} | dict(boxes or {})]
    for _ in range(NODES):
        if not waiting:
            return False
        box = waiting.pop()
        if stretch(matrix(system, relaxed, box)) > SLACK:
            continue
        wide = {q: (box[q].high - box[q].low) / system.figures[system.cells[q][0]].step for q in open_ones}
        widest = max(wide, key=lambda q: wide[q], default=None)
        if widest is None or wide[widest] < Fraction(1, 10):
            return True
        whole = box[widest]
        middle = (whole.low + whole.high) / 2
        halves = (Interval(*ends) for ends in pairwise((whole.low, middle, whole.high)))
        waiting += [{**box, widest: half} for half in halves]
    return True


def reach(system: System, quantity: int, relaxed: frozenset[str] = NO_CELL) -> tuple[float, float] | None:
    """Least and greatest value of a quantity [base unit]; None where the system has no solution."""
    _, multipliers = system.rows(relaxed, {})
    if quantity in multipliers:
        return _reach_by_halving(system, quantity, relaxed)
    m = matrix(system, relaxed)
    ends = []
    for sign in (1.0, -1.0):
        cost = np.zeros(len(m.centre))
        cost[quantity] = sign
        found = _program(m, cost)
        if found.status == 2:
            return None
        ends.append(sign * float(found.fun) if found.status == 0 else -sign * np.inf)
    centre, step = float(m.centre[quantity]), float(m.step[quantity])
    return centre + step * ends[0], centre + step * ends[1]


def _reach_by_halving(system: System, quantity: int, relaxed: frozenset[str]) -> tuple[float, float] | None:
    """The same for a multiplier, which is no variable of the program: its ends are closed in on by halves."""
    whole = system.held(quantity, relaxed, {})
    if not feasible(system, relaxed, {quantity: whole}):
        return None
    fine = system.figures[system.cells[quantity][0]].step / 1000

    def closed_in(held: Callable[[Fraction], Interval], good: Fraction, bad: Fraction) -> Fraction:
        while abs(good - bad) > fine:
            middle = (good + bad) / 2
            good, bad = (middle, bad) if feasible(system, relaxed, {quantity: held(middle)}) else (good, middle)
        return good

    low = closed_in(lambda end: Interval(whole.low, end), whole.high, whole.low)
    high = closed_in(lambda end: Interval(end, whole.high), whole.low, whole.high)
    unbounded = not system.kept(quantity, relaxed) and whole == system.wide(quantity)
    return (
        -np.inf if unbounded and low - whole.low <= fine else float(low),
        np.inf if unbounded and whole.high - high <= fine else float(high),
    )


def nearest_reading(system: System, relaxed: frozenset[str]) -> Mapping[int, float] | None:
    """The reading that changes the relaxed cells least, each change relative to its printed value [base unit]."""
    m = matrix(system, relaxed)
    cells = [cell for cell in relaxed if cell in system.figures]
    n, k = len(m.centre), len(cells)
    away = np.zeros((2 * k, n + k))
    bound = np.zeros(2 * k)
    cost = np.zeros(n + k)
    for number, cell in enumerate(cells):
        q, figure = system.quantity[cell], system.figures[cell]
        at = float((figure.value - m.centre[q]) / m.step[q])
        for side, sign in enumerate((1.0, -1.0)):
            away[2 * number + side, [q, n + number]] = sign, -1.0
            bound[2 * number + side] = sign * at
        cost[n + number] = float(m.step[q] / (abs(figure.value) or figure.step))
    wide = Matrix(np.hstack([m.a, np.zeros((len(m.a), k))]), m.b, m.low, m.high, m.centre, m.step)
    found = _program(wide, cost, away, bound, k)
    if found.status != 0:
        return None
    return {q: float(m.centre[q]) + float(m.step[q]) * float(found.x[q]) for q in system.cells}


def _program(
    m: Matrix, cost: FloatArray, more: FloatArray | None = None, bound: FloatArray | None = None, extra: int = 0
) -> Any:
    """A linear program over the matrix, its rows let go by the slack."""
    a, b = -m.a, m.b + SLACK
    if more is not None and bound is not None:
        a, b = np.vstack([a, more]), np.concatenate([b, bound])
    bounds = [(lo - SLACK if np.isfinite(lo) else None, hi + SLACK if np.isfinite(hi) else None)
              for lo, hi in zip(m.low, m.high, strict=True)]  # fmt: skip
    return linprog(cost, A_ub=a if len(a) else None, b_ub=b if len(a) else None,
                   bounds=bounds + [(0, None)] * extra, method="highs")  # fmt: skip
