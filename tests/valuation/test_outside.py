"""What crosses the edge of the funds: counterparties, the two budgets of the backstop, the central adjustment."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.funds.counterparties import mirror, unanswered
from actuary.funds.ledgers import Ledger
from actuary.schemes.postings import Posting
from actuary.valuation.openings import district_shares
from actuary.vocabulary.counterparties import EXTERNAL, counterparty
from actuary.vocabulary.items import LEDGERS
from actuary.vocabulary.registry import items_of
from tests.valuation.runs import cash, ran

CENTRAL = ("transfer.central_out", "transfer.central_in")


def test_every_item_has_one_other_side():
    """Each item that a ledger may carry is with one counterparty, or between funds."""
    names = {name.key for name in EXTERNAL}
    for ledger in LEDGERS:
        for item in items_of(*ledger.split(".")):
            if item != "backstop":
                assert counterparty(item) is None or counterparty(item) in names


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["contribution_employer", "benefit.basic", "interest", "ordinary_subsidy", "backstop"]),
        st.lists(st.integers(-1000, 1000), min_size=6, max_size=6),
        min_size=1,
    ),
    st.floats(0, 1),
)
def test_the_outside_loses_what_the_funds_gain(items, share):
    """Two months, three districts, whole yuan: balances and counterparties together never move."""
    cash_of = {Posting("maternity", "pooled", k): np.array(v, dtype=float).reshape(2, 3) for k, v in items.items()}
    balance = np.concatenate((np.zeros((1, 3)), np.cumsum(sum(cash_of.values()), axis=0)))
    ledgers = {("maternity", "pooled"): Ledger("maternity", "pooled", cash_of, balance, np.zeros((2, 3)))}
    outside = mirror(ledgers, np.full(2, share))
    assert np.abs(unanswered(ledgers, outside)).max() < 1e-9
    if "backstop" in items:
        city = outside["city_budget", "maternity", "pooled", "backstop"]
        districts = outside["district_budget", "maternity", "pooled", "backstop"]
        np.testing.assert_allclose(city * (1 - share), districts * share, atol=1e-9)


def test_the_backstop_is_met_by_two_budgets(plan):
    """Both halves are in the table and add to the ledgers' backstop."""
    paid = plan.tables()["counterparties"].filter(pl.col("item") == "backstop")
    assert set(paid["counterparty"]) == {"city_budget", "district_budget"}
    called = plan.tables()["ledger"].filter(pl.col("item") == "backstop")["yuan"].sum()
    assert -paid["yuan"].sum() == pytest.approx(called, abs=0.01)
    assert called > 0


def test_no_central_adjustment_is_known_in_2016(plan):
    """Under the rules of 2016 no row, and no belief about it is read."""
    assert plan.tables()["ledger"].filter(pl.col("item").is_in(CENTRAL)).height == 0
    assert plan.tables()["inputs"].filter(pl.col("name").str.starts_with("basis.central_adjustment")).height == 0


def test_central_adjustment_with_hindsight():
    """From 2018-07 on, month by month: what is paid up by formula and down by pensioners."""
    result = ran(rules="hindsight")
    up, down = (cash(result, "employee_pension", "enterprise", item) for item in CENTRAL)
    assert min(up) == min(down) == "2018-07"
    assert len(up) == len(down) == 30
    setting = result.evaluation.setting
    at = list(setting.months).index(2018 * 12 + 6)
    persons = setting.seen.persons[at].sum(axis=1)
    insured = persons[1] + persons[4] + persons[5] + persons[6]
    assert -up["2018-07"] == pytest.approx(0.03 * 0.9 * 6640.33 * insured, rel=1e-12)
    assert down["2018-07"] == pytest.approx(4750 / 12 * (persons[7] + persons[8]), rel=1e-12)


def test_a_ledger_that_pays_nothing_opens_where_the_members_are(plan):
    """The reserve ledger pays no benefit in its first month: it follows the fund's members."""
    setting = plan.evaluation.setting
    members = sum(persons[0] for (fund, _), persons in setting.members.items() if fund == "work_injury")
    np.testing.assert_allclose(district_shares(setting, "work_injury", "reserve"), members / members.sum())
