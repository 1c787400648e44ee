"""Pools by month: which are in force, when a pool of the opening ends."""

import numpy as np

from actuary.funds.pools import Pooling, Rule, always, by_district, city, from_map
from actuary.vocabulary import DISTRICTS, FUNDS

NAMES = tuple(district.key for district in DISTRICTS)
POOLING = Pooling(((0, by_district()), (6, city()), (12, by_district())))


def test_the_pools_of_a_month_are_those_that_began_last() -> None:
    """On both sides of each step."""
    assert [POOLING.at(t).rule for t in (0, 5, 6, 11, 12, 99)] == [
        *(Rule.DISTRICTS, Rule.DISTRICTS, Rule.CITY),
        *(Rule.CITY, Rule.DISTRICTS, Rule.DISTRICTS),
    ]
    assert POOLING.opening.rule is Rule.DISTRICTS


def test_only_a_city_all_along_is_only_the_city() -> None:
    """One month of another arrangement is enough."""
    assert always(city()).only_city
    assert not POOLING.only_city
    assert not Pooling(((0, city()), (6, by_district()))).only_city


def test_a_pool_of_the_opening_stands_until_its_districts_pool_otherwise() -> None:
    """One district ends with the city, unless it is a pool of its own again; the city, as it opened, always stands."""
    one, everyone = frozenset({3}), frozenset(range(len(NAMES)))
    assert Pooling(POOLING.steps[:2]).stands("maternity", one) == 6
    assert POOLING.stands("maternity", one) is None
    assert Pooling((*POOLING.steps, (18, city()))).stands("maternity", one) == 18
    assert Pooling(((0, by_district()), (6, by_district()))).stands("maternity", one) is None
    assert always(city()).stands("maternity", everyone) is None


def test_a_map_places_each_district_in_its_pool() -> None:
    """By its name, whatever the order of the map; and back to sets of districts."""
    pools = from_map(Rule.SEPARATE, {fund.key: {"b": NAMES[10:], "a": NAMES[:10]} for fund in FUNDS})
    assert pools.names["unemployment"] == ("b", "a")
    assert pools.of_district["unemployment"].tolist() == [1] * 10 + [0] * 5
    assert pools.districts("unemployment") == {frozenset(range(10)), frozenset(range(10, 15))}
    assert pools.adjustment(0) == (0.0, 1.0)


def test_shares_of_an_adjustment_may_change_by_month() -> None:
    """One number, or one a month."""
    each = from_map(Rule.ADJUSTMENT, {fund.key: {"a": NAMES} for fund in FUNDS}, np.array([0.03, 0.04]), 0.8)
    assert each.adjustment(1) == (0.04, 0.8)
