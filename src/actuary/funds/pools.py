"""Pools (统筹区): a map (fund, district) -> pool, and the rule that moves money between pools."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from actuary.vocabulary import DISTRICTS, FUNDS

IntArray = NDArray[np.int64]


class Rule(Enum):
    """What pools do for each other (调剂规则)."""

    SEPARATE = "separate"
    DISTRICTS = "districts"
    ADJUSTMENT = "adjustment"
    CITY = "city"


@dataclass(frozen=True)
class Pools:
    """Pools of every fund: `names[fund]` and `of_district[fund]` `[D]`, the index of each district's pool."""

    rule: Rule
    names: dict[str, tuple[str, ...]]
    of_district: dict[str, IntArray]
    adjustment_share: float = 0.0


def from_map(rule: Rule, pools: dict[str, dict[str, tuple[str, ...]]], adjustment_share: float = 0.0) -> Pools:
    """Pools from a map `{fund: {pool: districts}}`."""
    names, of_district = {}, {}
    for fund in FUNDS:
        table = pools[fund.key]
        names[fund.key] = tuple(table)
        place = {district: index for index, districts in enumerate(table.values()) for district in districts}
        of_district[fund.key] = np.array([place[district.key] for district in DISTRICTS])
    return Pools(rule, names, of_district, adjustment_share)


def city() -> Pools:
    """One pool for the whole city in every fund (市级统筹)."""
    everyone = tuple(district.key for district in DISTRICTS)
    return from_map(Rule.CITY, {fund.key: {"city": everyone} for fund in FUNDS})


def by_district() -> Pools:
    """Fifteen separate funds, a counterfactual."""
    each = {district.key: (district.key,) for district in DISTRICTS}
    return from_map(Rule.DISTRICTS, {fund.key: dict(each) for fund in FUNDS})
