"""The nation's share of enterprise pensions, settled by quarter, and the outside that mirrors every ledger: by hand."""

from dataclasses import replace

import numpy as np

from actuary.funds.books import keep
from actuary.funds.counterparties import Entry, mirror, unanswered
from actuary.funds.pools import Pools, Rule, always, city, from_map
from actuary.schemes.postings import Postings
from actuary.vocabulary import DISTRICTS, FUNDS
from tests.funds.test_ledgers import fund_rules

NAMES = tuple(district.key for district in DISTRICTS)
PENSION = ("employee_pension", "enterprise")
MONTHS, D = 7, len(NAMES)
OPENING = np.full(D, 1000.0)


def halves() -> Pools:
    """Seven districts as one pool, eight as the other."""
    return from_map(Rule.SEPARATE, {fund.key: {"a": NAMES[:7], "b": NAMES[7:]} for fund in FUNDS})


def kept(pools: Pools, share: float, months: int = MONTHS):
    """The first pool receives 10 a month and district, the second spends 6; half of it the nation's, no interest."""
    postings = Postings(months, D)
    postings.add(*PENSION, "contribution_employer", np.tile(np.where(np.arange(D) < 7, 10.0, 0.0), (months, 1)))
    postings.add(*PENSION, "benefit.basic", np.tile(np.where(np.arange(D) < 7, 0.0, -6.0), (months, 1)))
    rules = replace(fund_rules(months, interest=0.0, subsidy=0.0), national_share=np.full(months, share))
    return keep(postings, {PENSION: OPENING}, always(pools), rules)


def test_a_quarter_settles_in_its_last_month() -> None:
    """March and June; of three months' surplus half goes up, of three months' deficit half comes; July waits."""
    items = kept(halves(), 0.5)[PENSION].by_item()
    up, down = items["transfer.national_out"], items["transfer.national_in"]
    assert np.flatnonzero(up.any(axis=1)).tolist() == [2, 5]
    np.testing.assert_allclose(up[2], np.where(np.arange(D) < 7, -15.0, 0.0))
    np.testing.assert_allclose(down[5], np.where(np.arange(D) < 7, 0.0, 9.0))


def test_a_pool_settles_as_one() -> None:
    """The city as one pool is in surplus, so all its districts stand on the same side: 22 a month x 3 x half."""
    items = kept(city(), 0.5)[PENSION].by_item()
    assert "transfer.national_in" not in items
    np.testing.assert_allclose(items["transfer.national_out"][2].sum(), -33.0)


def test_without_a_share_nothing_is_settled() -> None:
    """Nor with a share, in a year of none."""
    assert not any(item.startswith("transfer.national") for item in kept(halves(), 0.0)[PENSION].by_item())


def test_a_run_in_which_no_quarter_ends_settles_nothing() -> None:
    """January and February: what they owe is settled in March."""
    assert not any(item.startswith("transfer.national") for item in kept(halves(), 0.5, months=2)[PENSION].by_item())


def test_the_outside_loses_what_the_funds_gain() -> None:
    """Each counterparty by its items with the other sign; the backstop between city and districts by its share."""
    postings = Postings(MONTHS, D)
    postings.add(*PENSION, "benefit.basic", np.full((MONTHS, D), -400.0))
    ledgers = keep(postings, {PENSION: OPENING}, always(city()), fund_rules(MONTHS, interest=0.0, subsidy=0.0))
    share = np.linspace(0.2, 0.8, MONTHS)
    outside = mirror(ledgers, share)
    paid = ledgers[PENSION].backstop.sum(axis=1)
    assert paid.any()
    np.testing.assert_allclose(outside[Entry("city_budget", *PENSION, "backstop")], -paid * share)
    np.testing.assert_allclose(outside[Entry("district_budget", *PENSION, "backstop")], -paid * (1.0 - share))
    assert np.abs(unanswered(ledgers, outside)).max() < 1e-6
    assert unanswered(ledgers, {}).any()
