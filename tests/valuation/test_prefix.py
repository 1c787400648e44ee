"""n months then m months are n + m months; the run that learns and the run that reads are one."""

import numpy as np
import polars as pl
import pytest

from tests.valuation.runs import KEY, ledger, ran, read_back

FLOWS = ("exposure", "base", "death", "flow", "retired", "arrival", "birth", "account")


def test_reading_the_learned_table_is_the_learning_run(plan):
    """Same people, same cash, same verdict, bit for bit."""
    again = read_back()
    assert again.verdict == plan.verdict
    assert ledger(again).equals(ledger(plan))
    for name in (*FLOWS, "people", "records"):
        assert np.array_equal(getattr(again.movement, name), getattr(plan.movement, name)), name
    for group, learned in plan.movement.coverage.multiplier.items():
        assert np.array_equal(again.movement.coverage.multiplier[group], learned)


@pytest.mark.parametrize("short", [lambda: ran(to="2018-06"), lambda: read_back(to="2018-06")], ids=["learn", "read"])
def test_people_of_a_short_run_are_the_first_months(plan, short):
    """To 2018-06: all that moved in the first thirty months, to the bit, and the stocks before each of them."""
    result = short()
    for name in FLOWS:
        assert np.array_equal(getattr(result.movement, name), getattr(plan.movement, name)[:30]), name
    assert np.array_equal(result.movement.people[:30], plan.movement.people[:30])


def test_the_last_stock_of_a_short_run_is_the_next_opening(plan):
    """The closing of 2018-06, to rounding: block sums of the one, whole sums of the other."""
    short = ran(to="2018-06").movement
    np.testing.assert_allclose(short.people[30], plan.movement.people[30], rtol=1e-12, atol=1e-9)
    np.testing.assert_allclose(short.records[30], plan.movement.records[30], rtol=1e-12)


@pytest.mark.parametrize("options", [{}, {"rules": "hindsight"}])
def test_cash_of_a_short_run_is_the_first_months(options):
    """To 2018-06: the same ledger rows as in the run to 2020-12, under any option, to a thousandth of a fen."""
    short = ledger(ran(to="2018-06", **options))
    whole = ledger(ran(**options)).filter(pl.col("month") <= "2018-06")
    assert short.select(KEY).equals(whole.select(KEY))
    np.testing.assert_allclose(short["yuan"], whole["yuan"], rtol=1e-12, atol=1e-5)


def test_years_of_a_short_run_are_the_first_years(plan):
    """The verdict of whole years does not depend on the horizon."""
    for short, whole in zip(ran(to="2018-06").verdict["funds"], plan.verdict["funds"], strict=True):
        assert [year["year"] for year in short["years"]] == [2016, 2017]
        for mine, theirs in zip(short["years"], whole["years"], strict=False):
            assert mine.keys() == theirs.keys()
            for name, value in mine.items():
                assert value == (theirs[name] if value is None else pytest.approx(theirs[name], rel=1e-9, abs=0.01))


def test_the_longer_horizon_keeps_the_shorter(plan):
    """To 2024-12: the first sixty months are the run to 2020-12."""
    longer = ran(to="2024-12")
    assert np.array_equal(longer.movement.flow[:60], plan.movement.flow)
    early = ledger(longer).filter(pl.col("month") <= "2020-12")
    np.testing.assert_allclose(early["yuan"], ledger(plan)["yuan"], rtol=1e-12, atol=1e-5)


@pytest.mark.parametrize("to", ["2016-01", "2016-11"])
def test_a_horizon_under_a_year_keeps_the_opening(plan, to):
    """The opening balances of the districts do not depend on how far the run goes."""
    short = ran(to=to)
    for key, kept in short.ledgers.items():
        np.testing.assert_allclose(kept.balance[0], plan.ledgers[key].balance[0], rtol=1e-12, err_msg=str(key))
