"""Collection effort that answers pooling: what of a yuan collected goes to others, by hand."""

import numpy as np
import pytest

from actuary.funds.effort import diluted
from actuary.funds.pools import Pooling, Rule, always, by_district, city, from_map
from actuary.vocabulary import DISTRICTS, FUNDS

FUND, MONTHS, D = "employee_pension", 4, len(DISTRICTS)
NAMES = tuple(district.key for district in DISTRICTS)
COLLECTED = np.tile(np.arange(1.0, D + 1.0), (MONTHS, 1))
"""The first district collects 1, the second 2 ..."""
TOTAL = D * (D + 1) / 2


def two(rule=Rule.SEPARATE, share=0.0):
    """The first two districts as one pool, the rest as another."""
    pools = {"few": NAMES[:2], "many": NAMES[2:]}
    return from_map(rule, {fund.key: dict(pools) for fund in FUNDS}, share)


@pytest.mark.parametrize("pools", [two(), by_district(), city()])
def test_pools_that_stay_dilute_nothing(pools) -> None:
    """Who shares what they shared before has no more reason to collect less than before."""
    assert not diluted(always(pools), pools, FUND, COLLECTED).any()


def test_of_a_yuan_goes_to_others_what_others_collect_of_the_new_pool() -> None:
    """From the third month on the city pools what districts kept: of the first district's yuan all but 1 in 120."""
    pooling = Pooling(((0, by_district()), (2, city())))
    found = diluted(pooling, by_district(), FUND, COLLECTED)
    assert not found[:2].any()
    np.testing.assert_allclose(found[2:], np.tile(1.0 - COLLECTED[0] / TOTAL, (2, 1)), rtol=1e-12)


def test_those_who_pooled_before_count_as_one() -> None:
    """The pool of the first two districts keeps 3 of 120 of its yuan, whichever of them collects it."""
    found = diluted(Pooling(((0, two()), (1, city()))), two(), FUND, COLLECTED)
    np.testing.assert_allclose(found[1:, :2], 1.0 - 3.0 / TOTAL, rtol=1e-12)
    np.testing.assert_allclose(found[1:, 2:], 3.0 / TOTAL, rtol=1e-12)


def test_an_adjustment_fund_dilutes_what_is_paid_into_it() -> None:
    """Five in a hundred of what the city would."""
    adjusting = Pooling(((0, two()), (1, two(Rule.ADJUSTMENT, 0.05))))
    found = diluted(adjusting, two(), FUND, COLLECTED)
    assert not found[0].any()
    np.testing.assert_allclose(found[1:, 0], 0.05 * (1.0 - 3.0 / TOTAL), rtol=1e-12)


def test_parting_pools_gives_effort_no_reason_to_fall() -> None:
    """Who shared with the city and now keeps its own shares with nobody; where nobody collects, nothing is shared."""
    assert not diluted(Pooling(((0, city()), (1, by_district()))), city(), FUND, COLLECTED).any()
    assert not diluted(Pooling(((0, by_district()), (1, city()))), by_district(), FUND, 0.0 * COLLECTED).any()
