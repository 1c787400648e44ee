"""Pools (统筹区): a map (fund, district) -> pool, the rule that moves money between pools, and how both change."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from actuary.vocabulary import DISTRICTS, FUNDS

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


class Rule(Enum):
    """What pools do for each other (调剂规则)."""

    SEPARATE = "separate"
    DISTRICTS = "districts"
    ADJUSTMENT = "adjustment"
    CITY = "city"


@dataclass(frozen=True)
class Pools:
    """Pools of every fund: `names[fund]` and `of_district[fund]` `[D]`, the index of each district's pool.

    adjustment_share: share of contributions paid into an adjustment fund; guarantee: share of a pool's shortfall of
    a month that the fund answers for; one number or one a month `[T]`.
    """

    rule: Rule
    names: dict[str, tuple[str, ...]]
    of_district: dict[str, IntArray]
    adjustment_share: float | FloatArray = 0.0
    guarantee: float | FloatArray = 1.0

    def adjustment(self, t: int) -> tuple[float, float]:
        """Share paid in and guaranteed share of a shortfall in month `t` of the run."""
        share, guarantee = (
            each if isinstance(each, float) else float(each[t]) for each in (self.adjustment_share, self.guarantee)
        )
        return share, guarantee

    def districts(self, fund: str) -> set[frozenset[int]]:
        """The pools of a fund as sets of districts."""
        places = self.of_district[fund]
        return {frozenset(np.flatnonzero(places == index).tolist()) for index in range(len(self.names[fund]))}


@dataclass(frozen=True)
class Pooling:
    """Pools through the months of a run (统筹进程): those of the opening, and from which month on others follow.

    `steps`: (t, pools) in order of t, the first at 0; balances by district carry over from one to the next.
    """

    steps: tuple[tuple[int, Pools], ...]

    @property
    def opening(self) -> Pools:
        """The pools of the valuation, in which results are read."""
        return self.steps[0][1]

    @property
    def only_city(self) -> bool:
        """Whether the whole city is one pool in every month."""
        return all(pools.rule is Rule.CITY for _, pools in self.steps)

    def at(self, t: int) -> Pools:
        """The pools in force in month `t`."""
        return next(pools for start, pools in reversed(self.steps) if start <= t)

    def stands(self, fund: str, districts: frozenset[int]) -> int | None:
        """The month `t` with which a pool of the opening is no longer a pool of its own, and will not be again; None if
        it is one in the end."""
        own = [districts in pools.districts(fund) for _, pools in self.steps]
        last = len(own) - own[::-1].index(True)
        return None if last == len(own) else self.steps[last][0]


def always(pools: Pools) -> Pooling:
    """The same pools in every month."""
    return Pooling(((0, pools),))


def from_map(
    rule: Rule,
    pools: dict[str, dict[str, tuple[str, ...]]],
    adjustment_share: float | FloatArray = 0.0,
    guarantee: float | FloatArray = 1.0,
) -> Pools:
    """Pools from a map `{fund: {pool: districts}}`."""
    names, of_district = {}, {}
    for fund in FUNDS:
        table = pools[fund.key]
        names[fund.key] = tuple(table)
        place = {district: index for index, districts in enumerate(table.values()) for district in districts}
        of_district[fund.key] = np.array([place[district.key] for district in DISTRICTS])
    return Pools(rule, names, of_district, adjustment_share, guarantee)


def city() -> Pools:
    """One pool for the whole city in every fund (市级统筹)."""
    everyone = tuple(district.key for district in DISTRICTS)
    return from_map(Rule.CITY, {fund.key: {"city": everyone} for fund in FUNDS})


def by_district() -> Pools:
    """Fifteen separate funds, a counterfactual."""
    each = {district.key: (district.key,) for district in DISTRICTS}
    return from_map(Rule.DISTRICTS, {fund.key: dict(each) for fund in FUNDS})


ONE_CITY = always(city())
"""The whole city as one pool in every month, beside which every pooling is shown."""
