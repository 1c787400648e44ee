"""The frontier between two levers (前沿): the least of one beside settings of the other that meets a target."""

from collections.abc import Sequence
from typing import Any

from actuary.scenarios.levers import Lever
from actuary.scenarios.solving import Found, Solver, Target
from actuary.valuation.run import ProgressTold


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


def spread(solver: Solver, first: Lever, target: Target, number: int) -> list[float]:
    """Settings of a lever from nought to what meets the target by it alone, or to the end of its range."""
    alone = solver.meet(first, target)
    far = alone.value if alone.value is not None else (first.high if first.better > 0 else first.low)
    if not far:
        return [0.0]
    return [round(far * i / (number - 1) / first.step) * first.step for i in range(number)]
