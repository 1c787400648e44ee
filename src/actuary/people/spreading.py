"""Lanes put on the districts (各道落到各区): the districts' own baseline, and what a lane has over the first lane.

Each sum of a month is the baseline's by district times the lane's over the first lane's. Where the first lane has all
but nothing, what the lane has beyond it is spread as the districts share that sum over the whole run. Categories are
added up.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.districts import over_first, put
from actuary.kernels.rooms import ROOMS
from actuary.people.coverage import Coverage
from actuary.people.movement import Movement

FloatArray = NDArray[np.float64]
BY_CATEGORY = ("people", "death", "flow", "retired", "arrival", "birth")
PLAIN = ("exposure", "base", "account", "records")
LITTLE = 1e-9
"""Below this share of its mean over the run a sum of the first lane is nothing to multiply."""


class Sum(NamedTuple):
    """A kind of sums that lanes are put on (各区基准): the baseline's by district with categories added up `[T, X, L]`,
    the first lane's `[T, X]`, where it has something to multiply, and how districts share each over the run
    `[X, L]`."""

    base: FloatArray
    first: FloatArray
    something: NDArray[np.uint8]
    shares: FloatArray


class Ground(NamedTuple):
    """What lanes are put on: the baseline by district with categories added up, and its sums by name, those of people
    by age by their month."""

    base: Movement
    sums: dict[str | int, Sum]


def ground(base: Movement, lanes: Movement) -> Ground:
    """The baseline of a run by district, to put on it what lanes have over the first of them."""
    whole, sums = added(base), dict[str | int, Sum]()
    for name in (*BY_CATEGORY, *PLAIN):
        told = getattr(whole, name)
        told = told.reshape(len(told), -1, told.shape[-1])
        mean = told.mean(axis=0)
        city = mean.sum(axis=-1, keepdims=True)
        shares = np.divide(mean, city, out=np.full_like(mean, 1.0 / mean.shape[-1]), where=city != 0)
        sums[name] = _sum(told, by_cell(lanes, name), shares)
    for t, table in whole.ages.items():
        told = table.reshape(1, -1, table.shape[-1])
        even = np.full(told.shape[1:], 1.0 / told.shape[-1])
        sums[t] = _sum(told, by_cell(lanes, t), even)
    return Ground(whole, sums)


def _sum(base: FloatArray, lanes: FloatArray, shares: FloatArray) -> Sum:
    first = lanes[..., 0].sum(axis=1)
    something = np.abs(first) > LITTLE * np.abs(first).mean(axis=0)
    return Sum(base, first, something.astype(np.uint8), shares)


def added(movement: Movement) -> Movement:
    """Categories added up, their axis of one kept."""
    sums = {name: getattr(movement, name).sum(axis=1, keepdims=True) for name in BY_CATEGORY}
    ages = {t: table.sum(axis=0, keepdims=True) for t, table in movement.ages.items()}
    return movement._replace(**sums, ages=ages)


def by_cell(lanes: Movement, name: str | int) -> FloatArray:
    """A kind of sums of lanes by category and cell `[T, G, X, L]`; of people by age of one month."""
    if isinstance(name, int):
        table = lanes.ages[name]
        return table.reshape(1, len(table), -1, table.shape[-1])
    told: FloatArray = getattr(lanes, name)
    return told.reshape(len(told), told.shape[1] if name in BY_CATEGORY else 1, -1, told.shape[-1])


def spread(
    on: Ground, lanes: Movement, places: Sequence[int], tables: Sequence[Coverage], since: int = 0
) -> list[Movement]:
    """The movements by district, categories added up, of the lanes at some places, that have read those tables; all are
    the baseline's before month `since`."""
    overs, comparing = dict[str | int, tuple[FloatArray, FloatArray]](), []
    for name, each in on.sums.items():
        begin = _begin(name, since)
        if begin is not None:
            first, something = each.first[begin:], each.something[begin:]
            overs[name] = ROOMS.array((kernel.LANES, *first.shape)), np.empty((kernel.BLOCKS, kernel.LANES))
            comparing.append((by_cell(lanes, name)[begin:], first, something, *overs[name]))
    over_first(comparing)
    moved, putting = [], list[tuple[Any, ...]]()
    ends = dict(zip(on.sums, np.cumsum([each.base.size for each in on.sums.values()]).tolist(), strict=True))
    size = max(ends.values())  # whatever differs: memory goes to the next of the same size
    for place, table in zip(places, tables, strict=True):
        told, room = dict[str | int, FloatArray](), ROOMS.array((size,))
        for name, (over, differs) in overs.items():
            each, begin, end = on.sums[name], _begin(name, since) or 0, ends[name]
            if differs[:, place].any():
                told[name] = room[end - each.base.size : end].reshape(each.base.shape)
                putting.append((each.base, over[place], each.something[begin:], each.shares, begin, told[name]))
        moved.append(_moved(on.base, told, table))
    if putting:
        put(putting)
    return moved


def _moved(base: Movement, sums: dict[str | int, FloatArray], table: Coverage) -> Movement:
    """The baseline with the sums of a lane that are others, and the coverage that it has read."""
    ages, told = dict(base.ages), dict[str, Any]()
    for name, found in sums.items():
        if isinstance(name, int):
            ages[name] = found.reshape(ages[name].shape)
        else:
            told[name] = found.reshape(getattr(base, name).shape)
    return base._replace(ages=ages, pensions={}, coverage=table, **told)


def _begin(name: str | int, since: int) -> int | None:
    """From which month of a kind of sums lanes may differ; None: in none, as people by age of an earlier one."""
    if isinstance(name, int):
        return 0 if name > since else None
    return since
