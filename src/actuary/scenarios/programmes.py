"""Linear programmes (线性规划) of a mix: what a step of each lever adds to every year's receipts, spending and margin,
and the levers' least cost under which no margin is below nought (SciPy, HiGHS)."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from actuary.scenarios.levers import Lever
from actuary.scenarios.pricing import Cost, settings_of
from actuary.scenarios.solving import PROBE, Row, Solver, Target, lowest, standing

FloatArray = NDArray[np.float64]
SCALE, LITTLE = 1e8, 1e-4
"""Yuan in which programmes reckon; by how much of what a mix moves a line may be wrong and its slopes stand."""


class Mixing(NamedTuple):
    """What is asked of a mix (所求): its cost is what a yuan that it moves counts for (`netted`), and the `price` of a
    unit of each lever on top; `cost` says it of a whole mix."""

    solver: Solver
    levers: Sequence[Lever]
    targets: Sequence[Target]
    price: FloatArray
    cost: Cost
    netted: float

    @property
    def sign(self) -> FloatArray:
        """The direction in which each lever helps."""
        return np.array([float(lever.better) for lever in self.levers])

    @property
    def steps(self) -> FloatArray:
        return np.array([lever.step for lever in self.levers])

    @property
    def limit(self) -> FloatArray:
        """The end of each lever's range in the direction that helps."""
        return np.array([lever.high if lever.better > 0 else lever.low for lever in self.levers])

    @property
    def whole(self) -> int | None:
        """The lever that goes by whole months."""
        return next((i for i, lever in enumerate(self.levers) if lever.step >= 1), None)

    def rows(self, x: FloatArray, *, settle: bool = False) -> list[Row]:
        """The verdict's row of each target under a mix."""
        settings = settings_of(self.levers, x)
        return [self.solver.row(settings, target, settle=settle) for target in self.targets]

    def moved(self, x: FloatArray) -> float:
        """What a mix moves through the targets' ledgers, on the study itself [yuan]."""
        return SCALE * float(np.abs(pictured(self, x).flows - pictured(self, np.zeros(len(x))).flows).sum())

    def dear(self, x: FloatArray) -> float:
        """What a mix costs as programmes have it: what it moves in all, and prices in proportion."""
        return self.netted * self.moved(x) + float(np.abs(x) @ self.price)


class Picture(NamedTuple):
    """What a mix gives (所得): what each year-end and the leanest month hold above the targets, and what each year
    receives and spends, in units of `SCALE` yuan."""

    margins: FloatArray
    flows: FloatArray


class Line(NamedTuple):
    """What mixes give beside a setting of the whole months, as if in proportion (线性近似): with all other levers at
    nought, and by unit of each in the direction that helps."""

    at: float
    none: Picture
    margins: FloatArray
    flows: FloatArray

    def foretells(self, size: FloatArray, now: Picture) -> bool:
        """Whether the line says, but for a little of what the levers move, what a mix gives."""
        said = (self.none.margins + self.margins @ size, self.none.flows + self.flows @ size)
        most = LITTLE * float(np.abs(self.flows @ size).sum())
        return all(np.abs(one - other).max() <= most for one, other in zip(said, now, strict=True))

    def leaves(self, size: FloatArray) -> bool:
        """Whether the line leaves it open that a mix near those that it is of meets every target."""
        most = LITTLE * float(np.abs(self.flows @ size).sum())
        return bool((self.none.margins + self.margins @ size).min() > -most)

    def until(self, other: "Line", at: float) -> "Line":
        """The line at whole months between those of two."""
        share = (at - self.at) / (other.at - self.at)

        def between(one: FloatArray, two: FloatArray) -> FloatArray:
            return (1.0 - share) * one + share * two

        none = Picture(*map(between, self.none, other.none))
        return Line(at, none, between(self.margins, other.margins), between(self.flows, other.flows))


def pictured(ask: Mixing, x: FloatArray) -> Picture:
    """What a mix gives, valued."""
    margins, flows = [], []
    for target, row in zip(ask.targets, ask.rows(x), strict=True):
        margins += [year["balance"] - target.months / 12.0 * year["expenditure"] for year in standing(row)]
        margins.append(lowest(row))
        flows += [year[side] for year in row["years"] for side in ("receipts", "expenditure")]
    return Picture(np.array(margins) / SCALE, np.array(flows) / SCALE)


class Slopes:
    """What a unit of each lever adds, measured where a mix stands and kept for the mixes after it."""

    def __init__(self, ask: Mixing) -> None:
        self.ask = ask
        steps = zip(ask.levers, ask.sign * ask.steps, strict=True)
        self._people = np.array([ask.solver.moves_people([each]) for each in steps])
        self._kept: dict[int, tuple[FloatArray, FloatArray]] = {}
        self._seen: list[FloatArray] = []

    def line(self, size: FloatArray, at: float, before: Line | None = None) -> Line:
        """The line through a mix. `before`: the one by which it was found; where that does not foretell what the mix
        gives, slopes are measured anew, but of levers that move people and are not used; without it those are taken
        that are kept, of whatever mix."""
        now = pictured(self.ask, self.ask.sign * size)
        anew = before is not None and not before.foretells(size, now)
        found = [self._of(i, size, now, anew) for i in range(len(size))]
        self._seen.append(size)
        margins, flows = (np.stack(each, axis=1) for each in zip(*found, strict=True))
        return Line(at, Picture(now.margins - margins @ size, now.flows - flows @ size), margins, flows)

    def _of(self, i: int, size: FloatArray, now: Picture, anew: bool) -> tuple[FloatArray, FloatArray]:
        """Slopes of one lever, on margins and on flows; whole months stand still."""
        ask = self.ask
        if i == ask.whole:
            return np.zeros(len(now.margins)), np.zeros(len(now.flows))
        if i in self._kept and not (anew and (size[i] or not self._people[i])):
            return self._kept[i]
        moved = np.array(size)
        moved[i] = self._beside(i, size)
        if step := moved[i] - size[i]:
            then = pictured(ask, ask.sign * moved)
            self._kept[i] = (then.margins - now.margins) / step, (then.flows - now.flows) / step
        return self._kept[i]

    def _beside(self, i: int, size: FloatArray) -> float:
        """Where a lever stands for its slope to be measured: a few steps on; one that moves people, whose slope is
        known, where they have moved before beside the same others, the nearest place, if there is any."""
        step = PROBE * self.ask.steps[i]
        if not self._people[i] or i not in self._kept:
            return float(size[i] + (step if size[i] + step <= abs(self.ask.limit[i]) else -step))
        others = self._people & (np.arange(len(size)) != i)
        alike = (seen[i] for seen in self._seen if np.array_equal(seen[others], size[others]))
        apart = [place for place in alike if abs(place - size[i]) > self.ask.steps[i] / 2]
        return float(min(apart, key=lambda place: abs(place - size[i]), default=size[i]))


def programme(ask: Mixing, lines: Sequence[Line]) -> tuple[FloatArray, float] | None:
    """Sizes of the least cost, and that cost, with no margin of any line below nought: price times size, and the yuan
    by which each year's receipts and spending differ, where levers that move one against another are netted as ledgers
    do; None where there is none."""
    last, number = lines[-1], len(ask.levers)
    before = pictured(ask, np.zeros(number)).flows
    cuts = np.concatenate([-line.margins for line in lines])
    tops = np.concatenate([line.none.margins for line in lines])
    away, one = last.none.flows - before, -np.eye(len(before))
    sides = np.vstack([np.hstack([last.flows, one]), np.hstack([-last.flows, one])])
    rows = np.vstack([np.hstack([cuts, np.zeros((len(cuts), len(before)))]), sides])
    tops = np.concatenate([tops, -away, away])
    price = np.concatenate([ask.price / SCALE, np.full(len(before), ask.netted)])
    ends = [(0.0, end) for end in np.abs(ask.limit)]
    if ask.whole is not None:
        ends[ask.whole] = (abs(last.at), abs(last.at))
    answer = linprog(price, A_ub=rows, b_ub=tops, bounds=[*ends, *[(0.0, None)] * len(before)])
    return None if answer.x is None else (np.asarray(answer.x[:number]), float(answer.fun or 0.0) * SCALE)
