"""Lanes put on the districts (各道落到各区): the districts' own baseline, and what a lane has over the first lane.

Each sum of a month is the baseline's by district times the lane's over the first lane's. Where the first lane has all
but nothing, what the lane has beyond it is spread as the districts share that sum over the whole run. Categories are
added up.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.people.coverage import Coverage
from actuary.people.movement import Movement

FloatArray = NDArray[np.float64]
BY_CATEGORY = ("people", "death", "flow", "retired", "arrival", "birth")
PLAIN = ("exposure", "base", "account", "records")
LITTLE = 1e-9
"""Below this share of its mean over the run a sum of the first lane is nothing to multiply."""


class Ground(NamedTuple):
    """What lanes are put on: the baseline by district with categories added up, the first lane `[..., 1]`, and how the
    districts share each sum over the run."""

    base: Movement
    first: dict[str, FloatArray]
    shares: dict[str, FloatArray]


def ground(base: Movement, lanes: Movement) -> Ground:
    """The baseline of a run by district, to put on it what lanes have over the first of them."""
    whole = added(base)
    shares = {}
    for name in (*BY_CATEGORY, *PLAIN):
        mean = getattr(whole, name).mean(axis=0)
        city = mean.sum(axis=-1, keepdims=True)
        shares[name] = np.divide(mean, city, out=np.full_like(mean, 1.0 / mean.shape[-1]), where=city != 0)
    return Ground(whole, lane_of(lanes, 0), shares)


def added(movement: Movement) -> Movement:
    """Categories added up, their axis of one kept."""
    sums = {name: getattr(movement, name).sum(axis=1, keepdims=True) for name in BY_CATEGORY}
    ages = {t: table.sum(axis=0, keepdims=True) for t, table in movement.ages.items()}
    return movement._replace(**sums, ages=ages)


def lane_of(lanes: Movement, lane: int) -> dict[str, FloatArray]:
    """One lane's sums, categories added up; ages by month of the run."""
    one = slice(lane, lane + 1)
    found = {name: getattr(lanes, name)[..., one].sum(axis=1, keepdims=True) for name in BY_CATEGORY}
    found |= {name: getattr(lanes, name)[..., one] for name in PLAIN}
    return found | {f"ages.{t}": table[..., one].sum(axis=0, keepdims=True) for t, table in lanes.ages.items()}


def spread(on: Ground, lane: dict[str, FloatArray], coverage: Coverage) -> Movement:
    """The movement of a lane by district, categories added up."""
    told = {name: put(getattr(on.base, name), on.first[name], lane[name], on.shares[name]) for name in on.shares}
    ages = {}
    for t, table in on.base.ages.items():
        share = np.full(table.shape, 1.0 / table.shape[-1])
        ages[t] = put(table[None], on.first[f"ages.{t}"][None], lane[f"ages.{t}"][None], share)[0]
    return on.base._replace(ages=ages, pensions={}, coverage=coverage, **told)  # type: ignore[arg-type]  # names are of arrays


def put(base: FloatArray, first: FloatArray, lane: FloatArray, share: FloatArray) -> FloatArray:
    """`base[T, ..., L]` where districts stand, `first` and `lane` `[T, ..., 1]`, `share[..., L]` of the districts."""
    more = lane - first
    if not more.any():
        return base
    something = np.abs(first) > LITTLE * np.abs(first).mean(axis=0)
    factor = np.divide(lane, first, out=np.ones_like(lane), where=something)
    result = base * factor
    beyond = np.where(something, 0.0, more)
    if beyond.any():
        result += beyond * share
    return result
