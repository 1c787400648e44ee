"""Pools and the city (统筹区与全市): the same money, differently shared."""

from functools import partial

import numpy as np
import polars as pl
import pytest

from actuary.funds.pools import Rule, always, from_map
from actuary.valuation.lines import LINES
from actuary.vocabulary import DISTRICTS, FUNDS
from tests.valuation.runs import BY_BALANCE, ledger, ran

NAMES = [district.key for district in DISTRICTS]
CORE = ["jiangan", "jianghan", "qiaokou", "hanyang", "wuchang", "qingshan", "hongshan"]
CORE += ["jingkai", "donghu_gaoxin", "donghu_fengjing"]


def by_balance():
    """Rows that follow from balances: interest, help, backstop, and what the budget pays to a public pool."""
    public = (pl.col("account") == "public") & (pl.col("item") == "ordinary_subsidy")
    return pl.col("item").is_in(BY_BALANCE) | public


def districts_of(pool):
    """Districts of a pool of 2015."""
    return {"core": CORE, "city": NAMES}.get(pool, [pool])


def yearly(result, line, districts, subsidy):
    """Receipts, spending and closing balance of a line by year, from the tables alone [yuan]."""
    removed = ["backstop"] if subsidy else ["backstop", "ordinary_subsidy"]
    inside = (pl.col("fund") == line.fund) & pl.col("account").is_in(line.ledgers) & pl.col("district").is_in(districts)
    tables = result.tables()
    rows = tables["ledger"].filter(inside).group_by("month", "item").agg(pl.col("yuan").sum())
    counted = rows.filter(~pl.col("item").is_in(removed))
    benefit, netted = pl.col("item").str.starts_with("benefit"), pl.col("item") == "transfer.accounts"
    counted = counted.with_columns(
        receipts=pl.when(netted).then(pl.col("yuan")).when(benefit).then(0.0).otherwise(pl.col("yuan").clip(0.0)),
        spending=pl.when(netted).then(0.0).when(benefit).then(-pl.col("yuan")).otherwise((-pl.col("yuan")).clip(0.0)),
        year=pl.col("month").str.slice(0, 4).cast(pl.Int64),
    )
    sums = counted.group_by("year").agg(pl.col("receipts", "spending").sum())
    closing = tables["balances"].filter(inside & pl.col("month").str.ends_with("-12"))
    closing = closing.group_by("month").agg(pl.col("closing").sum())
    result_rows = {}
    for year, receipts, spending in sums.iter_rows():
        taken = rows.filter(pl.col("item").is_in(removed) & (pl.col("month") <= f"{year}-12"))["yuan"].sum()
        balance = closing.filter(pl.col("month") == f"{year}-12")["closing"].item() - taken
        result_rows[year] = (receipts, spending, balance)
    return result_rows


def entries(result, pool=None):
    """Rows of the verdict by line, pool and subsidy."""
    return {
        (row["fund"], row["account"], row["pool"], row["subsidy"]): row
        for row in result.verdict["funds"]
        if pool is None or row["pool"] == pool
    }


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.fund}.{line.account}")
def test_the_verdict_is_the_tables_by_pool(plan, line):
    """Receipts, spending, balance and payable months of every pool, recomputed; the city row is the pooled run."""
    found = 0
    for (fund, account, pool, subsidy), row in entries(plan).items():
        if (fund, account) != (line.fund, line.account):
            continue
        source = ran(pooling="city") if pool == "city" else plan
        expected = yearly(source, line, districts_of(pool), subsidy == "with")
        for year in row["years"]:
            receipts, spending, balance = expected.get(year["year"], (0.0, 0.0, 0.0))
            near = partial(pytest.approx, rel=1e-9, abs=0.5)
            assert year["receipts"] == near(receipts)
            assert year["expenditure"] == near(spending)
            assert year["balance"] == near(balance)
            assert year["current_balance"] == near(receipts - spending)
            if spending > 0:
                assert year["payable_months"] == pytest.approx(balance / spending * 12, rel=1e-6, abs=1e-6)
            found += 1
    assert found == 10 * (2 if line.fund == "unemployment" else 7) - (10 if line.fund == "unemployment" else 0)


def test_pooling_changes_only_what_depends_on_balances(plan, pooled):
    """With zero response every other posting is the same to the bit, by district."""
    assert ledger(pooled).filter(~by_balance()).equals(ledger(plan).filter(~by_balance()))


def test_pools_sum_to_the_city_to_the_yuan(plan):
    """Balance before backstop, interest and the budget's gap: pools sum to the city, by month."""
    city = ran(pooling="city")

    def bare(result):
        extra = ledger(result).filter(by_balance())
        keys = ["fund", "account", "month"]
        extra = extra.group_by(keys).agg(pl.col("yuan").sum())
        closing = result.tables()["balances"].group_by(keys).agg(pl.col("closing").sum())
        both = closing.join(extra, on=keys, how="left").sort(keys).with_columns(pl.col("yuan").fill_null(0.0))
        return both.with_columns(bare=pl.col("closing") - pl.col("yuan").cum_sum().over("fund", "account"))["bare"]

    assert (bare(plan) - bare(city)).abs().max() < 0.01


def test_districts_are_fifteen_pools():
    """The counterfactual: fifteen funds of their own in every line, and the pooled city beside them."""
    pools = {}
    for fund, account, pool, _ in entries(ran(pooling="districts")):
        pools.setdefault((fund, account), set()).add(pool)
    assert set(map(frozenset, pools.values())) == {frozenset([*NAMES, "city"])}


def test_the_map_of_2015_is_core_and_outer_districts(plan):
    """Core and five outer pools; unemployment is one pool by its regulation."""
    pools = {(fund, pool) for fund, _, pool, _ in entries(plan)}
    outer = {"core", "dongxihu", "caidian", "jiangxia", "huangpi", "xinzhou", "city"}
    for fund in FUNDS:
        expected = {"city"} if fund.key == "unemployment" else outer
        assert {pool for name, pool in pools if name == fund.key} == expected


def test_the_city_is_the_same_whatever_the_pools():
    """The pooled city's row is one figure under every pooling rule."""
    first = entries(ran(), "city")
    for rule in ("districts", "adjustment", "city"):
        assert entries(ran(pooling=rule), "city") == first


def test_the_adjustment_fund_makes_no_money():
    """Transfers between pools add to nought by fund and month, and only that rule has them."""
    moved = ledger(ran(pooling="adjustment"), item="pooling_transfer")
    sums = moved.group_by("fund", "account", "month").agg(pl.col("yuan").sum(), size=pl.col("yuan").abs().sum())
    assert sums["yuan"].abs().max() < 0.01
    assert sums["size"].sum() > 1e6
    for rule in (None, "districts", "city"):
        assert ledger(ran(pooling=rule), item="pooling_transfer").height == 0


def test_the_adjustment_fund_helps_the_short():
    """With help between pools the backstop pays no more than without it, over all pools and months."""

    def backstop(result):
        return ledger(result, item="backstop", fund="employee_pension", account="enterprise")["yuan"].sum()

    assert 0 <= backstop(ran(pooling="adjustment")) < backstop(ran())


def test_a_deficit_earns_no_interest(pooled):
    """Interest of a pool is never negative, and nought when it opens below nought."""
    tables = pooled.tables()
    names = pl.DataFrame(
        [
            (fund, district, pooled.pools.names[fund][index])
            for fund, places in pooled.pools.of_district.items()
            for district, index in zip(NAMES, places, strict=True)
        ],
        schema=["fund", "district", "pool"],
        orient="row",
    )
    keys = ["month", "fund", "account"]
    on = ["fund", "district"]
    interest = tables["ledger"].filter(pl.col("item") == "interest").join(names, on=on)
    interest = interest.group_by(*keys, "pool").agg(interest=pl.col("yuan").sum())
    opening = tables["balances"].join(names, on=on).group_by(*keys, "pool").agg(pl.col("opening").sum())
    both = opening.join(interest, on=[*keys, "pool"], how="left").with_columns(pl.col("interest").fill_null(0.0))
    assert both["interest"].min() > -0.01
    assert both.filter(pl.col("opening") < -0.01)["interest"].abs().sum() == 0
    assert both["opening"].min() > -0.01, "after the backstop no pool opens below nought"


def test_the_order_of_pools_and_districts_changes_no_total(plan):
    """The map of 2015 written backwards: the same balances to a fen in every district."""
    pools = plan.pools
    backwards = {
        fund: {
            name: tuple(NAMES[d] for d in reversed(np.flatnonzero(pools.of_district[fund] == index)))
            for index, name in reversed(list(enumerate(pools.names[fund])))
        }
        for fund in pools.names
    }
    other = plan.evaluation.ledgers(always(from_map(Rule.SEPARATE, backwards)))
    for key, kept in plan.ledgers.items():
        np.testing.assert_allclose(other[key].balance, kept.balance, rtol=1e-12, atol=0.01, err_msg=str(key))


def test_measures_agree_with_the_verdict(plan):
    """measures.parquet and verdict.json give one figure for one pool and year; the city is the pooled run in both."""
    told = measured(plan)
    for (fund, account, pool, subsidy), row in entries(plan).items():
        for year in row["years"]:
            for measure in ("receipts", "expenditure", "current_balance", "balance"):
                assert told[year["year"], pool, fund, account, subsidy, measure] == year[measure]


def test_the_measures_of_the_city_are_those_of_the_pooled_run(plan):
    """The rows of the city under separate pools are the rows of a run under one pool."""
    rows = [table.filter(pl.col("district") == "city") for table in measures_of(plan, ran(pooling="city"))]
    assert rows[0].height > 1000
    assert rows[0].equals(rows[1])


def measures_of(*results):
    """Measures tables in one order."""
    keys = ["year", "district", "fund", "account", "subsidy", "measure"]
    return [result.tables()["measures"].sort(keys) for result in results]


@pytest.mark.parametrize("pooling", [None, "districts", "adjustment"])
def test_the_sum_of_pools_is_the_pooled_city(pooling):
    """With no response: receipts and spending by item, before interest, help and the budget's gap, to the fen."""
    rows = ran(pooling=pooling).tables()["measures"]
    item = pl.col("measure").str.extract(r"^(?:receipts|expenditure)\.(.+)$")
    key = ["year", "fund", "account", "subsidy", "measure"]
    rows = rows.with_columns(item=item).filter(pl.col("item").is_not_null(), ~by_balance())
    pools = rows.filter(pl.col("district") != "city").group_by(key).agg(pools=pl.col("value").sum())
    both = rows.filter(pl.col("district") == "city").join(pools, on=key, how="inner")
    assert both.height == pools.height > 400
    assert both.select((pl.col("value") - pl.col("pools")).abs().max()).item() < 0.01


def measured(result):
    """Values of the measures table by year, pool, line, subsidy and measure."""
    columns = ["year", "district", "fund", "account", "subsidy", "measure"]
    rows = result.tables()["measures"].select(*columns, "value").iter_rows()
    return {row[:-1]: row[-1] for row in rows}
