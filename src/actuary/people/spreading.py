"""Lanes put on the districts (各道落到各区): the districts' own baseline, and what a lane has over the first lane.

Each sum of a month is the baseline's by district times the lane's over the first lane's. Where the first lane has all
but nothing, what the lane has beyond it is spread as the districts share that sum over the whole run. Categories are
added up.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import threads
from actuary.kernels.rooms import ROOMS
from actuary.people.coverage import Coverage
from actuary.people.movement import Movement

FloatArray = NDArray[np.float64]
BY_CATEGORY = ("people", "death", "flow", "retired", "arrival", "birth")
PLAIN = ("exposure", "base", "account", "records")
LITTLE = 1e-9
"""Below this share of its mean over the run a sum of the first lane is nothing to multiply."""


class Ground(NamedTuple):
    """What lanes are put on: the baseline by district with categories added up, the first lane `[T, ..., 1]`, where it
    has something to multiply, and how the districts share each sum over the run."""

    base: Movement
    first: dict[str, FloatArray]
    something: dict[str, NDArray[np.bool_]]
    shares: dict[str, FloatArray]


def ground(base: Movement, lanes: Movement) -> Ground:
    """The baseline of a run by district, to put on it what lanes have over the first of them."""
    whole, first = added(base), lane_of(by_lane(lanes, 0), 0)
    shares, something = {}, {}
    for name, lane in first.items():
        something[name] = np.abs(lane) > LITTLE * np.abs(lane).mean(axis=0)
        if name in (*BY_CATEGORY, *PLAIN):
            mean = getattr(whole, name).mean(axis=0)
            city = mean.sum(axis=-1, keepdims=True)
            shares[name] = np.divide(mean, city, out=np.full_like(mean, 1.0 / mean.shape[-1]), where=city != 0)
    return Ground(whole, first, something, shares)


def added(movement: Movement) -> Movement:
    """Categories added up, their axis of one kept."""
    sums = {name: getattr(movement, name).sum(axis=1, keepdims=True) for name in BY_CATEGORY}
    ages = {t: table.sum(axis=0, keepdims=True) for t, table in movement.ages.items()}
    return movement._replace(**sums, ages=ages)


def by_lane(lanes: Movement, since: int) -> dict[str, FloatArray]:
    """Sums from month `since` on, categories added up, with the lane as the first axis; ages by month of the run."""
    found = {name: getattr(lanes, name)[since:].sum(axis=1, keepdims=True) for name in BY_CATEGORY}
    found |= {name: getattr(lanes, name)[since:] for name in PLAIN}
    found |= {of_ages(t): table.sum(axis=0, keepdims=True)[None] for t, table in lanes.ages.items() if t >= since}
    return {name: np.ascontiguousarray(np.moveaxis(told, -1, 0))[..., None] for name, told in found.items()}


def of_ages(t: int) -> str:
    """What the people by age after `t` months are called among the sums."""
    return f"ages.{t}"


def lane_of(lanes: dict[str, FloatArray], lane: int) -> dict[str, FloatArray]:
    """One lane's sums."""
    return {name: told[lane] for name, told in lanes.items()}


def spread(
    on: Ground, lanes: dict[str, FloatArray], places: Sequence[int], tables: Sequence[Coverage], since: int = 0
) -> list[Movement]:
    """The movements by district of the lanes at some places, that have read those tables, dealt to threads; all are the
    baseline's before month `since`."""
    moved = [on.base] * len(places)

    def share(worker: int) -> None:
        for i in range(worker, len(places), threads.workers()):
            moved[i] = spread_one(on, lane_of(lanes, places[i]), tables[i], since)

    threads.together(share, min(threads.workers(), len(places)))
    return moved


def spread_one(on: Ground, lane: dict[str, FloatArray], coverage: Coverage, since: int = 0) -> Movement:
    """The movement by district, categories added up, of a lane that is the baseline's before month `since`."""
    told = {}
    for name, share in on.shares.items():
        base, first = getattr(on.base, name), on.first[name][since:]
        told[name] = base
        if (lane[name] != first).any():
            told[name] = ROOMS.array(base.shape)
            told[name][:since] = base[:since]
            put(base[since:], first, lane[name], on.something[name][since:], share, told[name][since:])
    ages = dict(on.base.ages)
    for t, table in on.base.ages.items():
        name, even = of_ages(t), np.full(table.shape, 1.0 / table.shape[-1])
        if name in lane and (lane[name] != on.first[name]).any():
            ages[t] = ROOMS.array(table.shape)
            put(table[None], on.first[name], lane[name], on.something[name], even, ages[t][None])
    return on.base._replace(ages=ages, pensions={}, coverage=coverage, **told)


def put(
    base: FloatArray,
    first: FloatArray,
    lane: FloatArray,
    something: NDArray[np.bool_],
    share: FloatArray,
    out: FloatArray,
) -> None:
    """A lane on `base[T, ..., L]` where districts stand, into `out`; `first` and `lane` `[T, ..., 1]`, `share[..., L]`
    of the districts."""
    np.multiply(base, np.divide(lane, first, out=np.ones_like(lane), where=something), out=out)
    beyond = np.where(something, 0.0, lane - first)[..., 0]
    there = np.nonzero(beyond)
    out[there] += beyond[there][:, None] * share[there[1:]]
