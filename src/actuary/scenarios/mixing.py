"""The cheapest mix of levers (最省组合) that meets targets of several ledgers at once, and what it is beside each
setting of the lever that goes by whole months.

The lever of whole months is put at every month of its range in turn. Beside each, the other levers are looked for by
linear programmes (SciPy, HiGHS) on what a step of each adds to every year's receipts, spending and margin. Every few
months, and wherever a programme comes below the cheapest mix that is settled, it goes on until the mix stands still,
which is then rounded to whole steps on the safe side, as low as they go, and valued. What is told is the least over all
whole months; of the other levers, what the programmes find.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from actuary.scenarios.levers import Lever
from actuary.scenarios.pricing import Cost, settings_of
from actuary.scenarios.solving import OUT_OF_REACH, Solver, Target, holds, lowest, reserve, standing
from actuary.valuation.measures import figure
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
PASSES, PROBE, HALVINGS, TRIES = 8, 3.0, 10, 4
"""Programmes at most; steps of a lever over which its slope is measured; of a way to the ends of the ranges; steps by
which a rounded lever goes on where a target is missed."""
AHEAD, NEAR, CLOSE, CLOSER, SCALE = 15, 6, 0.002, 0.02, 1e8
"""Whole months whose people may move together; months over which slopes stand; how close to the cheapest mix a month's
programme is settled, and where levers have prices; yuan in which programmes reckon."""


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


class Picture(NamedTuple):
    """What a mix gives (所得): what each year-end and the leanest month hold above the targets, and what each year
    receives and spends, in units of `SCALE` yuan."""

    margins: FloatArray
    flows: FloatArray


class Line(NamedTuple):
    """A mix, what it gives, and what a unit of each lever, in the direction that helps, adds to it (线性近似)."""

    size: FloatArray
    now: Picture
    margins: FloatArray
    flows: FloatArray


class Point(NamedTuple):
    """The cheapest mix beside a setting of the whole months (前沿点); None where no mix meets the targets. `settled`:
    in whole steps and put back, not as a programme has it."""

    at: float
    mix: FloatArray | None
    cost: float
    settled: bool


def cheapest(
    solver: Solver,
    levers: Sequence[Lever],
    targets: Sequence[Target],
    price: Sequence[float],
    told: ProgressTold | None = None,
    cost: Cost | None = None,
    netted: float = 0.0,
) -> dict[str, Any]:
    """The mix of levers that meets all targets at the least cost (最省组合), over every whole month of its range.

    `netted`: cost of a yuan that the mix moves; `price[n]`: that of one unit of each lever in the direction that helps,
    on top; `cost`: of a whole mix, by default the prices alone.
    """
    dear = cost or (lambda mix: float(np.abs(mix) @ np.asarray(price)))
    ask = Mixing(solver, levers, targets, np.asarray(price), dear, netted)
    if not _all_hold(ask, ask.limit):
        return _out_of_reach(ask)
    points = _scanned(ask, told)
    best = min((point for point in points if point.settled), key=lambda point: point.cost)
    mix = ask.limit if best.mix is None else best.mix
    return {
        "mix": _named(ask, mix),
        "cost": dear(mix),
        "reserves": [reserve(row) for row in _rows(ask, mix, settle=True)],
        "meets": True,
        "why": "",
        "points": [_told(ask, point, point is best) for point in points] if ask.whole is not None else [],
        "runs": solver.runs,
    }


def _scanned(ask: Mixing, told: ProgressTold | None) -> list[Point]:
    """The cheapest mix beside every whole month, until the months alone move more than the cheapest mix, or no more:
    settled at every few months, and wherever the programme of a month comes below the cheapest that is settled."""
    i, slopes, points, before = ask.whole, Slopes(ask), list[Point](), -1.0
    if i is None:
        return [_beside(ask, 0.0, None, slopes)]
    months = np.arange(0.0, abs(ask.limit[i]) + 0.5) * ask.sign[i]
    for done, at in enumerate(months.tolist()):
        if done % AHEAD == 0:
            ask.solver.expect([[(ask.levers[i], x)] for x in months[done : done + AHEAD].tolist() if x])
        alone = ask.cost(np.where(np.arange(len(ask.levers)) == i, at, 0.0))
        if alone > _least(points) or abs(alone - before) < 1.0:
            break
        near, before = points[-1].mix if points else None, alone
        found = _modelled(ask, at, near, slopes, alone) if done % NEAR and near is not None else None
        points.append(found or _beside(ask, at, near, slopes))
        if told is not None:
            told(done + 1, len(months))
    close = 1.0 + (CLOSER if np.any(ask.price) else CLOSE)
    while any(_open(point, points, close) for point in points):
        place = min(range(len(points)), key=lambda n: points[n].cost if _open(points[n], points, close) else np.inf)
        points[place] = _beside(ask, points[place].at, points[place].mix, slopes)
    return points


def _least(points: Sequence[Point]) -> float:
    """What the cheapest settled mix costs."""
    return min((point.cost for point in points if point.settled), default=np.inf)


def _open(point: Point, points: Sequence[Point], close: float) -> bool:
    """Whether a month that is not settled may be the cheapest."""
    return not point.settled and point.cost < close * _least(points)


class Slopes:
    """What a unit of each lever adds where a mix stands; of levers that move people, what it added a few months of
    delay before."""

    def __init__(self, ask: Mixing) -> None:
        self.ask = ask
        self._kept: dict[int, tuple[float, FloatArray, FloatArray]] = {}

    def line(self, size: FloatArray, at: float, *, kept: bool = False) -> Line:
        """The mix with every lever's slopes; `kept`: as they were a few months of delay before."""
        now = _pictured(self.ask, self.ask.sign * size)
        found = [self._of(i, size, at, now, kept) for i in range(len(size))]
        return Line(size, now, np.stack([m for m, _ in found], axis=1), np.stack([f for _, f in found], axis=1))

    def _of(self, i: int, size: FloatArray, at: float, now: Picture, kept: bool) -> tuple[FloatArray, FloatArray]:
        ask, lever = self.ask, self.ask.levers[i]
        if i == ask.whole:
            return np.zeros(len(now.margins)), np.zeros(len(now.flows))
        step = PROBE * lever.step
        still = kept or ask.solver.moves_people([(lever, ask.sign[i] * step)])
        if still and i in self._kept and abs(self._kept[i][0] - at) < NEAR:
            return self._kept[i][1:]
        if size[i] + step > abs(ask.limit[i]):
            step = -step
        moved = np.array(size)
        moved[i] += step
        then = _pictured(ask, ask.sign * moved)
        found = (then.margins - now.margins) / step, (then.flows - now.flows) / step
        self._kept[i] = (at, *found)
        return found


def _start(ask: Mixing, at: float, near: FloatArray | None) -> FloatArray:
    """Sizes from which a mix beside `at` is looked for: those of a mix near it."""
    size = np.zeros(len(ask.levers)) if near is None else np.abs(near)
    if ask.whole is not None:
        size[ask.whole] = abs(at)
    return size


def _modelled(ask: Mixing, at: float, near: FloatArray, slopes: Slopes, alone: float) -> Point | None:
    """The cheapest mix beside `at` as one programme has it, on a valuation of that month; None where it has none.
    `alone`: what the whole months cost, which is not in proportion to them."""
    found = _programme(ask, [slopes.line(_start(ask, at, near), at, kept=True)])
    if found is None:
        return None
    mine = np.where(np.arange(len(ask.levers)) == ask.whole, 1.0, 0.0)
    more = alone - ask.netted * _moved(ask, mine * at) - float(ask.price @ mine) * abs(at)
    return Point(at, ask.sign * found[0], found[1] + more, False)


def _beside(ask: Mixing, at: float, near: FloatArray | None, slopes: Slopes) -> Point:
    """The cheapest mix of the other levers beside a setting of the whole months; `near`: where they are looked for."""
    size = _programmed(ask, _start(ask, at, near), at, slopes)
    start = _start(ask, at, None)
    ends = np.where(np.arange(len(start)) == ask.whole, start, np.abs(ask.limit))
    mix = None if size is None else _tidied(ask, ask.sign * size)
    if mix is None and _all_hold(ask, ask.sign * ends):
        mix = _tidied(ask, _on_the_way(ask, ask.sign * start, ask.sign * ends))
    return Point(at, mix, np.inf if mix is None else ask.cost(mix), True)


def _programmed(ask: Mixing, size: FloatArray, at: float, slopes: Slopes) -> FloatArray | None:
    """Sizes of the levers by linear programmes until they stand still; None where a programme has no answer. Later
    ones look at the slopes of all before, so that a lever that saturates is not tried again as if it did not."""
    lines: list[Line] = []
    for done in range(PASSES):
        lines.append(slopes.line(size, at))
        found = _programme(ask, lines if done >= PASSES // 2 else lines[-1:])
        if found is None:
            return None
        settled, size = bool(np.all(np.abs(found[0] - size) < ask.steps / 2)), found[0]
        if settled:
            break
    return size


def _programme(ask: Mixing, lines: Sequence[Line]) -> tuple[FloatArray, float] | None:
    """Sizes of the least cost, and that cost, with no margin below nought: price times size, and the yuan by which
    each year's receipts and spending differ, where levers that move one against another are netted as ledgers do."""
    last, number = lines[-1], len(ask.levers)
    before = _pictured(ask, np.zeros(number)).flows
    extra = len(before) if ask.netted else 0
    cuts = np.concatenate([-line.margins for line in lines])
    levels = np.concatenate([line.now.margins - line.margins @ line.size for line in lines])
    rows, tops = np.hstack([cuts, np.zeros((len(cuts), extra))]), levels
    if extra:
        away, one = last.now.flows - last.flows @ last.size - before, -np.eye(extra)
        rows = np.vstack([rows, np.hstack([last.flows, one]), np.hstack([-last.flows, one])])
        tops = np.concatenate([tops, -away, away])
    price = np.concatenate([ask.price / SCALE, np.full(extra, ask.netted)])
    ends = [(0.0, end) for end in np.abs(ask.limit)]
    if ask.whole is not None:
        ends[ask.whole] = (last.size[ask.whole], last.size[ask.whole])
    answer = linprog(price, A_ub=rows, b_ub=tops, bounds=[*ends, *[(0.0, None)] * extra])
    return None if answer.x is None else (np.asarray(answer.x[:number]), float(answer.fun or 0.0) * SCALE)


def _tidied(ask: Mixing, x: FloatArray) -> FloatArray | None:
    """A mix in whole steps that meets every target: rounded away from nought, on by the lever of each target that is
    missed, then back step by step, the dearest step first, as long as every target is met."""
    x = _rounded(ask, x)
    for _ in range(TRIES):
        missed = [target for target, row in zip(ask.targets, _rows(ask, x, settle=True), strict=True)
                  if not holds(row, target)]  # fmt: skip
        for i in {_free(ask.levers, target) for target in missed}:
            x[i] = np.clip(x[i] + ask.sign[i] * ask.steps[i], ask.levers[i].low, ask.levers[i].high)
    if not _all_hold(ask, x):
        return None
    used = [i for i in range(len(x)) if x[i] and i != ask.whole]
    gains = {i: _gain(ask, x, i) for i in used}
    for i in sorted(used, key=lambda i: -gains[i]):
        while x[i] and _all_hold(ask, less := _less(ask, x, i)):
            x = less
    return x


def _gain(ask: Mixing, x: FloatArray, i: int) -> float:
    """What a step less of a lever spares."""
    netted = ask.netted * (_moved(ask, x) - _moved(ask, _less(ask, x, i))) if ask.netted else 0.0
    return netted + float(ask.price[i] * ask.steps[i])


def _moved(ask: Mixing, x: FloatArray) -> float:
    """What a mix moves through the targets' ledgers [yuan]."""
    return SCALE * float(np.abs(_pictured(ask, x).flows - _pictured(ask, np.zeros(len(x))).flows).sum())


def _less(ask: Mixing, x: FloatArray, i: int) -> FloatArray:
    """A mix with one lever a step nearer to nought."""
    less = np.array(x)
    less[i] = np.sign(x[i]) * (round(abs(x[i]) / ask.steps[i]) - 1) * ask.steps[i]
    return less


def _rounded(ask: Mixing, x: FloatArray) -> FloatArray:
    """A mix in whole steps, away from nought, within the ranges."""
    up = np.sign(x) * np.ceil(np.abs(x) / ask.steps - 1e-6) * ask.steps
    return np.clip(up, [lever.low for lever in ask.levers], [lever.high for lever in ask.levers])


def _on_the_way(ask: Mixing, start: FloatArray, end: FloatArray) -> FloatArray:
    """The first mix on the line between two that meets every target, by halving; the second meets them."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        meets = _all_hold(ask, _rounded(ask, (1.0 - middle) * start + middle * end))
        low, high = (low, middle) if meets else (middle, high)
    return (1.0 - high) * start + high * end


def _out_of_reach(ask: Mixing) -> dict[str, Any]:
    """Which targets all levers together miss, each at the end of its range, and the months that they keep."""
    rows = zip(ask.targets, _rows(ask, ask.limit, settle=True), strict=True)
    missed = [
        {"fund": target.fund, "account": target.account, "months": figure(reserve(row))}
        for target, row in rows
        if not holds(row, target)
    ]
    return {"mix": {}, "short": missed, "meets": False, "why": OUT_OF_REACH, "points": [], "runs": ask.solver.runs}


def _free(levers: Sequence[Lever], target: Target) -> int:
    """The lever that closes what is left: the target's own rate, else one of its ledger, else the first that is not
    whole months."""
    names = [lever.name for lever in levers]
    own = [f"{target.fund}.rate", *(name for name in names if name.startswith(f"{target.account}."))]
    own += [name for name in names if name.startswith(f"{target.fund}.")]
    found = next((name for name in own if name in names), None)
    return next((i for i, lever in enumerate(levers) if lever.step < 1), 0) if found is None else names.index(found)


def _named(ask: Mixing, x: FloatArray) -> dict[str, float]:
    return {lever.name: float(value) + 0.0 for lever, value in zip(ask.levers, x, strict=True)}


def _told(ask: Mixing, point: Point, best: bool) -> dict[str, Any]:
    """A point of the frontier for the document."""
    meets = point.mix is not None
    told = {"settled": point.settled, "meets": meets, "cheapest": best}
    levers = {} if point.mix is None else _named(ask, point.mix)
    return {"at": point.at, "levers": levers, "cost": point.cost if meets else None, **told}


def _all_hold(ask: Mixing, x: FloatArray) -> bool:
    rows = _rows(ask, x, settle=True)
    return all(holds(row, target) for row, target in zip(rows, ask.targets, strict=True))


def _rows(ask: Mixing, x: FloatArray, *, settle: bool = False) -> list[dict[str, Any]]:
    settings = settings_of(ask.levers, x)
    return [ask.solver.row(settings, target, settle=settle) for target in ask.targets]


def _pictured(ask: Mixing, x: FloatArray) -> Picture:
    margins, flows = [], []
    for target, row in zip(ask.targets, _rows(ask, x), strict=True):
        margins += [year["balance"] - target.months / 12.0 * year["expenditure"] for year in standing(row)]
        margins.append(lowest(row))
        flows += [year[side] for year in row["years"] for side in ("receipts", "expenditure")]
    return Picture(np.array(margins) / SCALE, np.array(flows) / SCALE)
