"""Formulas of the work-injury regulation (工伤保险条例, 2010) that are more than a number."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


class SurvivorLaw(NamedTuple):
    """Shares of the dead worker's wage that survivors draw (供养亲属抚恤金比例), article 39: spouse, each other,
    addition for the lone old and orphans, and the cap of all together [share]."""

    spouse: float
    other: float
    lone_addition: float
    cap: float


def survivor_shares(law: SurvivorLaw, dependants: ArrayLike, lone: ArrayLike) -> FloatArray:
    """Share of the wage that each kind of survivor of one worker draws together (供养亲属抚恤金) `[..., 3]`.

    dependants `[..., 3]`: spouses, children and parents who draw [person]; lone `[3]`: share of each kind with
    the addition. What goes beyond the cap is taken off all in proportion. Article 39.
    """
    each = np.array([law.spouse, law.other, law.other]) + law.lone_addition * np.asarray(lone)
    due = np.asarray(dependants) * each
    total = due.sum(axis=-1, keepdims=True)
    return np.asarray(due * np.divide(law.cap, total, out=np.ones_like(total), where=total > law.cap))


def own_wage(wage: ArrayLike, reference: ArrayLike, floor: ArrayLike, cap: ArrayLike) -> FloatArray:
    """The injured person's own wage (本人工资) [yuan a month]: contribution wage of twelve months, kept between
    `floor` and `cap` times the local mean `reference`. Article 64."""
    local = np.asarray(reference, dtype=np.float64)
    return np.asarray(np.clip(np.asarray(wage), local * np.asarray(floor), local * np.asarray(cap)))
