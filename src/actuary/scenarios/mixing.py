"""The cheapest mix of levers (最省组合) that meets targets of several ledgers at once, and what it is beside each
setting of the lever that goes by whole months.

Beside every twelfth month of its range the other levers are looked for by linear programmes until the mix stands still
in whole steps, as low as they go, and valued: such a point is settled. Months between have the programme that lies
between those of two settled points. Each that comes near the cheapest settled point, and the months on both sides of
it, are settled too, until none is left. What is told is the least over all whole months as far as programmes tell; of
the other levers, what they find.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.scenarios.levers import Lever
from actuary.scenarios.polishing import all_hold, lowered, rounded, tidied, traded
from actuary.scenarios.pricing import Cost
from actuary.scenarios.programmes import SCALE, Line, Mixing, Slopes, pictured, programme
from actuary.scenarios.solving import OUT_OF_REACH, Solver, Target, holds, months_kept, reserve
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
PASSES, APART, HALVINGS = 8, 12, 10
"""Programmes at most; whole months between those that are settled in any case; halvings of a way to the ends of the
ranges."""
CLOSE, CLOSER, FAR, POLISHED = 0.005, 0.01, 0.5, 1.002
"""How close to the cheapest mix a month's programme is settled, and where levers have prices; share by which a line may
be wrong of what months move; times the cheapest mix up to which a settled one is polished."""


class Point(NamedTuple):
    """The cheapest mix beside a setting of the whole months (前沿点); None where no mix meets the targets. `settled`:
    in whole steps and put back, not as a programme has it; `line`: of the mixes beside it; `more`: what the mix costs
    beyond its programme."""

    at: float
    mix: FloatArray | None
    cost: float
    settled: bool
    line: Line
    more: float


def cheapest(
    solver: Solver,
    levers: Sequence[Lever],
    targets: Sequence[Target],
    price: Sequence[float],
    netted: float,
    cost: Cost,
    told: ProgressTold | None = None,
) -> dict[str, Any]:
    """The mix of levers that meets all targets at the least cost (最省组合), over every whole month of its range.

    `netted`: cost of a yuan that the mix moves; `price[n]`: that of one unit of each lever in the direction that helps,
    on top; `cost`: of a whole mix.
    """
    ask = Mixing(solver, levers, targets, np.asarray(price), cost, netted)
    if not all_hold(ask, ask.limit):
        return _out_of_reach(ask)
    slopes = Slopes(ask)
    points = _refined(ask, slopes, _scanned(ask, slopes, told), told)
    best = min((point for point in points if point.settled), key=lambda point: point.cost)
    mix = ask.limit if best.mix is None else best.mix
    return {
        "mix": _named(ask, mix),
        "reserves": [reserve(row) for row in ask.rows(mix, settle=True)],
        "meets": True,
        "why": "",
        "points": [_told(ask, point, point is best) for point in points] if ask.whole is not None else [],
    }


def _scanned(ask: Mixing, slopes: Slopes, told: ProgressTold | None) -> list[Point]:
    """Every twelfth month settled, and the programmes between, until the months alone move more than the cheapest mix,
    or no more."""
    i, points, before = ask.whole, list[Point](), -1.0
    if i is None:
        return [_settled(ask, 0.0, None, slopes)]
    last = round(abs(ask.limit[i]))
    for mark in sorted({*range(0, last, APART), last}):
        here = _settled(ask, ask.sign[i] * mark, points[-1].mix if points else None, slopes)
        alone = _alone(ask, here, before, _least([*points, here]))
        if abs(alone - before) < 1.0:
            break
        if points:
            between = range(round(abs(points[-1].at)) + 1, mark)
            points += [_between(ask, points[-1], here, ask.sign[i] * month) for month in between]
        points.append(here)
        if told is not None:
            told(mark + 1, last + 1)
        if alone > _least(points):
            break
        before = alone
    return points


def _alone(ask: Mixing, point: Point, before: float, least: float) -> float:
    """What the months of a point cost without any other lever: valued, unless the point's line says that it is far more
    than those before it cost, and far less than the cheapest mix."""
    moved = np.abs(point.line.none.flows - pictured(ask, np.zeros(len(ask.levers))).flows).sum()
    said = ask.netted * SCALE * float(moved)
    if not np.any(ask.price) and (1.0 + FAR) * before < said < FAR * least:
        return said
    return ask.cost(np.eye(len(ask.levers))[ask.whole or 0] * point.at)


def _refined(ask: Mixing, slopes: Slopes, points: list[Point], told: ProgressTold | None) -> list[Point]:
    """The same with every month settled whose programme comes near the cheapest mix, and both beside the cheapest, and
    with the steps of the cheapest traded."""
    close, done = 1.0 + _close(ask), set[int]()
    while True:
        least = _least(points)
        near = {n for n, point in enumerate(points) if point.cost < close * least}
        near |= {n + more for n, point in enumerate(points) if point.cost == least for more in (-1, 1)}
        rough = {n for n, point in enumerate(points) if point.settled and point.cost <= POLISHED * least} - done
        waiting = [n for n in near if 0 <= n < len(points) and not points[n].settled]
        if not (waiting or rough):
            return points
        if told is not None:
            settled = sum(point.settled for point in points) + len(done)
            told(settled, settled + len(waiting) + len(rough))
        place = min(waiting or rough, key=lambda n: (points[n].cost, n))
        if points[place].settled:
            points[place] = _smoothed(ask, points[place])
            done.add(place)
            continue
        anew = _looked_at_anew(ask, points, place)
        far = anew.cost >= close * least and points[place].cost < close * least
        points[place] = anew if far else _settled(ask, anew.at, anew.mix, slopes)


def _close(ask: Mixing) -> float:
    """How close to the cheapest mix a month's programme is settled."""
    return CLOSER if np.any(ask.price) else CLOSE


def _looked_at_anew(ask: Mixing, points: Sequence[Point], place: int) -> Point:
    """A point that is not settled as it lies between those nearest to it that are."""
    before = next((point for point in reversed(points[:place]) if point.settled), None)
    after = next((point for point in points[place + 1 :] if point.settled), None)
    return points[place] if before is None or after is None else _between(ask, before, after, points[place].at)


def _smoothed(ask: Mixing, point: Point) -> Point:
    """A settled point with the steps of its levers traded."""
    if point.mix is None:
        return point
    mix = traded(ask, point.mix, point.line)
    cost = ask.cost(mix)
    return point._replace(mix=mix, cost=cost) if cost < point.cost else point


def _least(points: Sequence[Point]) -> float:
    """What the cheapest settled mix costs."""
    return min((point.cost for point in points if point.settled), default=np.inf)


def _between(ask: Mixing, one: Point, two: Point, at: float) -> Point:
    """The cheapest mix between two settled points as a programme has it, dearer than that as they are than theirs."""
    line = one.line.until(two.line, at)
    found = programme(ask, [line])
    share = (at - one.at) / (two.at - one.at)
    more = (1.0 - share) * one.more + share * two.more
    if found is None:
        return Point(at, None, np.inf, False, line, more)
    return Point(at, ask.sign * found[0], found[1] + more, False, line, more)


def _settled(ask: Mixing, at: float, near: FloatArray | None, slopes: Slopes) -> Point:
    """The cheapest mix of the other levers beside a setting of the whole months; `near`: where they are looked for."""
    start = _beginning(ask, at, None)
    sizes, line = _stood_still(ask, _beginning(ask, at, near), at, slopes)
    mix = tidied(ask, ask.sign * sizes[-1], line)
    for other in sorted((x for x in (ask.sign * size for size in sizes[:-1]) if all_hold(ask, x)), key=ask.dear)[:1]:
        if mix is None or ask.dear(other) < ask.dear(mix):
            mix = tidied(ask, other, line)
    ends = np.where(start > 0, start, np.abs(ask.limit))
    if mix is None and all_hold(ask, ask.sign * ends):
        mix = tidied(ask, _on_the_way(ask, ask.sign * start, ask.sign * ends))
    mix = None if mix is None else lowered(ask, mix, line)
    cost, found = np.inf if mix is None else ask.cost(mix), programme(ask, [line])
    return Point(at, mix, cost, True, line, 0.0 if mix is None or found is None else cost - found[1])


def _beginning(ask: Mixing, at: float, near: FloatArray | None) -> FloatArray:
    """Sizes at which the levers beside a setting of the whole months begin: those of a mix near it, or none."""
    start = np.where(np.arange(len(ask.levers)) == ask.whole, abs(at), 0.0)
    return start if near is None else np.where(start > 0, start, rounded(ask, near) * ask.sign)


def _stood_still(ask: Mixing, size: FloatArray, at: float, slopes: Slopes) -> tuple[list[FloatArray], Line]:
    """Sizes of the levers in whole steps by linear programmes until they stand still, and the last line. The first
    programme takes slopes as they are kept, others measure them where they are not what they were; late ones
    look at the lines of all before, so that a lever that saturates is not tried again as if it did not."""
    sizes, lines = [size], list[Line]()
    for done in range(PASSES):
        lines.append(slopes.line(sizes[-1], at, lines[-1] if lines else None))
        found = (programme(ask, lines) if done >= PASSES // 2 else None) or programme(ask, lines[-1:])
        if found is None:
            break
        sizes.append(np.abs(rounded(ask, ask.sign * found[0])))
        if done and np.all(np.abs(sizes[-1] - sizes[-2]) < ask.steps / 2):
            break
    return sizes, lines[-1]


def _on_the_way(ask: Mixing, start: FloatArray, end: FloatArray) -> FloatArray:
    """The first mix on the line between two that meets every target, by halving; the second meets them."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        meets = all_hold(ask, rounded(ask, (1.0 - middle) * start + middle * end))
        low, high = (low, middle) if meets else (middle, high)
    return (1.0 - high) * start + high * end


def _out_of_reach(ask: Mixing) -> dict[str, Any]:
    """Which targets all levers together miss, each at the end of its range, and the months that they keep."""
    rows = zip(ask.targets, ask.rows(ask.limit, settle=True), strict=True)
    missed = [
        {"fund": target.fund, "account": target.account, "months": months_kept(row)}
        for target, row in rows
        if not holds(row, target)
    ]
    return {"mix": {}, "short": missed, "meets": False, "why": OUT_OF_REACH, "points": []}


def _named(ask: Mixing, x: FloatArray) -> dict[str, float]:
    return {lever.name: float(value) + 0.0 for lever, value in zip(ask.levers, x, strict=True)}


def _told(ask: Mixing, point: Point, best: bool) -> dict[str, Any]:
    """A point of the frontier for the document."""
    meets = point.mix is not None
    told = {"settled": point.settled, "meets": meets, "cheapest": best}
    levers = {} if point.mix is None else _named(ask, point.mix)
    return {"at": point.at, "levers": levers, "cost": point.cost if meets else None, **told}
