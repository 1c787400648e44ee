"""First months and payable months against an obvious slow definition."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.months import parse, text
from actuary.valuation.lines import LINES, Series
from actuary.valuation.measures import (
    by_year,
    cash_measures,
    first_cannot_pay,
    first_current_deficit,
    payable_months,
)
from actuary.valuation.yearly import Years
from actuary.vocabulary.items import spends
from tests.valuation.runs import ledger, ran

AMOUNT = st.integers(0, 9)


@st.composite
def lines(draw):
    """A line of whole yuan, so that sums are exact: months and series."""
    size = draw(st.integers(1, 40))
    receipts, spent = (np.array(draw(st.lists(AMOUNT, min_size=size, max_size=size)), dtype=float) for _ in range(2))
    opening = float(draw(st.integers(-5, 60)))
    balance = opening + np.concatenate(([0.0], np.cumsum(receipts - spent)))
    first = draw(st.integers(parse("2016-01"), parse("2016-12")))
    return np.arange(first, first + size), Series(LINES[0], "city", "with", receipts, spent, balance)


@settings(deadline=None, max_examples=200)
@given(lines())
def test_first_current_deficit(line):
    """The first month whose twelve trailing months spend more than they receive; none without twelve months."""
    months, item = line
    slow = None
    for t in range(11, len(months)):
        if sum(item.receipts[t - 11 : t + 1]) < sum(item.expenditure[t - 11 : t + 1]):
            slow = text(int(months[t]))
            break
    assert first_current_deficit(months, [item]) == [slow]


@settings(deadline=None, max_examples=200)
@given(lines())
def test_first_cannot_pay(line):
    """The first month whose cash before the backstop closes below nought, walked month by month."""
    months, item = line
    held, slow = item.balance[0], None
    for t, month in enumerate(months):
        held += item.receipts[t] - item.expenditure[t]
        if held < 0 and slow is None:
            slow = text(int(month))
    assert first_cannot_pay(months, [item]) == [slow]


@settings(deadline=None, max_examples=200)
@given(lines())
def test_payable_months(line):
    """Closing over the trailing year's spending, in months; unknown in the first eleven and where nothing is spent."""
    months, item = line
    found = payable_months(item)
    for t in range(len(months)):
        spent = sum(item.expenditure[max(t - 11, 0) : t + 1])
        if t < 11 or spent == 0:
            assert np.isnan(found[t])
        else:
            assert found[t] == pytest.approx(item.balance[t + 1] / spent * 12)


@settings(deadline=None, max_examples=100)
@given(lines(), st.sampled_from([7.45e-9, -3.7e-9, 0.0049]))
def test_what_rounding_leaves_is_no_spending(line, dust):
    """Less than half a fen a year is what floats leave of a ledger that has ended: it has no months, nor any ratio."""
    months, item = line
    spent = np.zeros(len(months))
    spent[-1] = dust
    idle = Series(item.line, item.pool, item.subsidy, item.receipts, spent, item.balance)
    assert np.isnan(payable_months(idle)).all()
    found = cash_measures(Years(months), idle)
    assert all(np.isnan(found[name]).all() for name in ("payable_months", "payable_months_next", "trust_fund_ratio"))


@settings(deadline=None, max_examples=100)
@given(lines())
def test_years_are_whole(line):
    """Only whole calendar years are told, each the sum of its twelve months."""
    months, item = line
    (rows,) = by_year(Years(months), [item])
    whole = [year for year in np.unique(months // 12) if (months // 12 == year).sum() == 12]
    assert [row["year"] for row in rows] == whole
    for row in rows:
        inside = months // 12 == row["year"]
        assert row["receipts"] == item.receipts[inside].sum()
        assert row["current_balance"] == row["receipts"] - row["expenditure"]
        assert (row["payable_months"] is None) == (row["expenditure"] == 0)


@settings(deadline=None, max_examples=100)
@given(lines())
def test_cover_by_next_year_and_trust_fund_ratio(line):
    """Closing over the next year's spending, and opening over this year's; unknown where nothing is spent."""
    months, item = line
    found = cash_measures(Years(months), item)
    (rows,) = by_year(Years(months), [item])
    for index, row in enumerate(rows):
        following = rows[index + 1]["expenditure"] if index + 1 < len(rows) else 0
        told, start = found["payable_months_next"][index], row["balance"] - row["current_balance"]
        assert np.isnan(told) if following == 0 else told == pytest.approx(row["balance"] / following * 12)
        told = found["trust_fund_ratio"][index]
        assert np.isnan(told) if row["expenditure"] == 0 else told == pytest.approx(start / row["expenditure"])


def test_the_side_of_every_posting_is_declared():
    """What is declared spending lowers the balance and a receipt raises it, but for aid and credits to accounts;
    what is set aside into the reserve stays inside its line."""
    for fund, account, item, yuan in ledger(ran()).group_by("fund", "account", "item").agg(pl.col("yuan").sum()).rows():
        if item not in ("transfer.accounts", "transfer.reserve"):
            assert (yuan < 0) == spends(fund, account, item), (fund, account, item)


def test_the_verdict_tells_measures_of_each_line_of_the_pooled_city(plan):
    """Once a line, its ordinary subsidy counted; year by year what the table says, and of the run as a whole."""
    rows = plan.verdict["measures"]
    lines = {(s.line.fund, s.line.account) for s in plan.series if s.pool == "city" and s.subsidy == "with"}
    assert {(row["fund"], row["account"]) for row in rows} == lines
    assert len(rows) == len(lines) > 10
    table = plan.tables()["measures"]
    for row in rows:
        assert (row["pool"], row["subsidy"]) == ("city", "with")
        assert [each["year"] for each in row["years"]] == list(range(2016, 2021))
        part = table.filter(fund=row["fund"], account=row["account"], district="city", subsidy="with")
        known = {(year, name): value for year, name, value in part.select("year", "measure", "value").iter_rows()}
        for each in row["years"]:
            for name, value in each.items():
                if name != "year" and value is not None:
                    assert known[each["year"], name] == pytest.approx(value, rel=1e-9), name
        told = {name for each in row["years"] for name in each} - {"year"}
        assert not told & {"receipts", "expenditure", "balance"}
    (pension,) = (row for row in rows if (row["fund"], row["account"]) == ("employee_pension", "enterprise"))
    assert pension["horizon"].keys() == {"general_average_premium", "actuarial_balance"}


@settings(deadline=None, max_examples=50)
@given(seed=st.integers(0, 10_000), size=st.integers(1, 60), count=st.integers(1, 20))
def test_lines_are_told_together_as_alone(seed, size, count):
    """To the last bit, whatever their amounts."""
    cash = np.random.default_rng(seed).random((2, count, size)) * 1e9
    months = np.arange(parse("2016-03"), parse("2016-03") + size)
    items = [
        Series(LINES[0], "city", "with", got, spent, np.concatenate(([0.0], np.cumsum(got - spent))))
        for got, spent in zip(*cash, strict=True)
    ]
    years = Years(months)
    assert by_year(years, items) == [by_year(years, [item])[0] for item in items]
    assert (years.sums(cash[0]) == np.stack([years.sum(got) for got in cash[0]])).all()
