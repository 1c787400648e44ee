"""Cash clocks and signs (收付实现): when money moves, and which way."""

import polars as pl
import pytest

from actuary.months import parse, text
from tests.valuation.runs import cash, ledger, month_number, ran

PENSION = {"fund": "employee_pension", "account": "enterprise"}


def lag():
    """Months from the right to the cash."""
    year, month = (pl.col("entitlement_month").str.slice(*part).cast(pl.Int64) for part in ((0, 4), (5, 2)))
    return pl.col("month").str.slice(0, 4).cast(pl.Int64) * 12 + month_number() - year * 12 - month


def test_benefits_lower_and_receipts_raise_the_balance(pooled):
    """Benefits are negative; contributions, arrears, subsidy and backstop positive, in every district and month."""
    rows = ledger(pooled)
    assert rows.filter(pl.col("item").str.starts_with("benefit"))["yuan"].max() < 0
    receipt = pl.col("item").str.contains("^(contribution_.*|arrears|ordinary_subsidy|backstop)$")
    assert rows.filter(receipt)["yuan"].min() > 0


@pytest.mark.parametrize("part", ["basic", "account"])
def test_a_rise_is_paid_in_july_with_rows_for_january_to_june(plan, part):
    """Arrears of the yearly rise: only in month 7, one row for each of the six months, district by district."""
    late = ledger(plan, **PENSION, item=f"benefit.{part}").filter(pl.col("entitlement_month").is_not_null())
    assert set(late["month"]) == {f"{year}-07" for year in range(2016, 2021)}
    assert set(late.filter(pl.col("month") == "2017-07")["entitlement_month"]) == {f"2017-{m:02d}" for m in range(1, 7)}
    assert late.group_by("month", "district").agg(pl.len())["len"].unique().to_list() == [6]


def test_arrears_are_the_rise_on_what_was_paid(plan):
    """January's account parts rise by 6.5 %: the arrears over what January paid to last year's retirees."""
    rows = ledger(plan, **PENSION, item="benefit.account")
    january = rows.filter((pl.col("month") == "2016-01") & pl.col("entitlement_month").is_null())["yuan"].sum()
    arrears = rows.filter((pl.col("month") == "2016-07") & (pl.col("entitlement_month") == "2016-01"))["yuan"].sum()
    assert arrears / january == pytest.approx(plan.assembled.rates.indexation(parse("2016-01")), rel=1e-6)


def test_pensions_step_up_in_july_and_not_in_january(plan):
    """Month over month the bill rises by the year's indexation in July alone; January brings no step."""
    rows = ledger(plan, **PENSION).filter(
        pl.col("item").is_in(["benefit.basic", "benefit.account", "benefit.transitional"])
        & pl.col("entitlement_month").is_null()
    )
    bill = dict(rows.group_by("month").agg(-pl.col("yuan").sum()).iter_rows())
    for month in range(parse("2016-02"), parse("2021-01")):
        step = bill[text(month)] / bill[text(month - 1)] - 1
        if month % 12 == 6:
            assert 0.02 < step < 0.09, text(month)
        elif month % 12 == 0:
            assert -0.08 < step < 0.015, text(month)
        else:
            assert abs(step) < 0.01, text(month)


def test_every_fund_of_employers_is_paid_93_to_7(plan):
    """Of the right of a month 0.93 comes in the month and 0.07 in the next, by district; the total is the right."""
    rows = ledger(plan).filter(
        pl.col("item").is_in(["contribution_employer", "contribution_employee", "contribution_flexible"])
        & (pl.col("account") != "public")
        & (pl.col("account") != "large_amount")
    )
    late = rows.filter(pl.col("entitlement_month").is_not_null())
    assert late.select(lag().unique()).to_series().to_list() == [1]
    keys = ["district", "fund", "account", "item"]
    prompt = rows.filter(pl.col("entitlement_month").is_null())
    both = late.drop("month").join(
        prompt.drop("entitlement_month"), left_on=["entitlement_month", *keys], right_on=["month", *keys]
    )
    assert both.height == prompt.filter(pl.col("month") < "2020-12").height
    assert both.select((pl.col("yuan") / pl.col("yuan_right") - 0.07 / 0.93).abs().max()).item() < 1e-9
    paid_late = {"employee_pension", "employee_medical", "unemployment", "work_injury", "maternity"}
    assert set(late["fund"]) == paid_late


def test_ordinary_subsidy_of_the_pension_comes_at_quarter_ends(plan):
    """Four equal parts, in March, June, September and December, a share of last year's spending."""
    subsidy = cash(plan, "employee_pension", "enterprise", "ordinary_subsidy")
    assert sorted(subsidy) == [f"{year}-{month:02d}" for year in range(2016, 2021) for month in (3, 6, 9, 12)]
    spent = {row["year"]: row["expenditure"] for row in pooled_years(plan, "employee_pension", "enterprise")}
    for year in range(2016, 2021):
        parts = [value for month, value in subsidy.items() if month.startswith(str(year))]
        assert max(parts) == pytest.approx(min(parts), rel=1e-9)
        if year > 2016:
            share = sum(parts) / spent[year - 1]
            rule = plan.assembled.basis.number("basis.path.pension_subsidy_rule", year * 12)
            assert share == pytest.approx(rule, rel=0.02)


def test_subsidy_of_resident_medical_comes_once_a_quarter(plan):
    """Four instalments a year in the month of the quarter that the basis names."""
    for account in ("urban", "rural_cooperative"):
        subsidy = cash(plan, "resident_medical", account, "ordinary_subsidy")
        when = round(plan.assembled.basis.number("basis.cash.resident_subsidy_month_of_quarter", parse("2016-01")))
        assert {int(month[5:]) for month in subsidy} == {when, when + 3, when + 6, when + 9}
        assert len(subsidy) == 20


def test_resident_premiums_come_in_the_last_quarter(plan):
    """October to December for the next year, three equal shares of a head's premium; nothing before."""
    for account in ("urban", "rural_cooperative"):
        premiums = cash(plan, "resident_medical", account, "contribution_resident")
        assert {month[5:] for month in premiums} == {"10", "11", "12"}
        assert len(premiums) == 15


def test_resident_premiums_name_the_year_they_are_for(plan):
    """The right begins in the next year; entitlement_month says so where it differs from the month of the cash."""
    rows = ledger(plan, fund="resident_medical", item="contribution_resident")
    assert (rows["entitlement_month"] > rows["month"]).all()


def test_unemployment_allowance_follows_its_month(plan):
    """First paid the month after registration: every row has the month before as its right."""
    rows = ledger(plan, fund="unemployment", item="benefit.allowance")
    assert rows.select(lag().unique()).to_series().to_list() == [1]
    assert rows["month"].n_unique() == 60


def test_basic_pension_of_residents_is_paid_by_the_budget(plan):
    """The basic ledger's subsidy is what it pays out, month by month."""
    paid, given = (
        ledger(plan, fund="resident_pension", account="basic")
        .filter(pl.col("item").str.starts_with(item))
        .group_by("month")
        .agg(pl.col("yuan").sum())
        .sort("month")["yuan"]
        for item in ("benefit", "ordinary_subsidy")
    )
    assert (paid + given).abs().max() < 0.01


def test_public_ledger_opens_with_its_back_payment(plan):
    """Nothing before its first cash month, which brings what is paid in its own month; and contributions of each month
    back to 2014-10 once, never netted elsewhere: as the wages grow, a little less a month than the first."""
    rows = ledger(plan, fund="employee_pension", account="public")
    arrears = rows.filter(pl.col("item") == "arrears")
    assert arrears["month"].n_unique() == 1
    first = arrears["month"][0]
    assert rows["month"].min() == first
    monthly = rows.filter(pl.col("month") == first)
    paid = monthly.filter(pl.col("item").is_in(["contribution_employer", "contribution_employee"]))["yuan"].sum()
    months = [text(each) for each in range(parse("2014-10"), parse(first))]
    basis = plan.assembled.basis
    share = basis.number("basis.public.back_payment_share", parse("2016-01"))
    in_its_month = basis.number("basis.cash.contribution_same_month_share", parse("2016-01"))
    owed = arrears.group_by("entitlement_month").agg(pl.col("yuan").sum()).sort("entitlement_month")
    assert owed["entitlement_month"].to_list() == months
    whole = share * paid / in_its_month
    assert owed["yuan"][-1] == pytest.approx(whole, rel=0.002)
    assert 0.9 * whole < owed["yuan"].min() < 0.95 * whole
    assert owed["yuan"][:16].n_unique() == 1  # before the run as in its first month


def test_accounts_leave_the_pool_as_they_come(plan):
    """Credits to medical accounts: out of the pool, into the accounts, in every district and month."""
    rows = ledger(plan, fund="employee_medical", item="transfer.accounts")
    out, into = (rows.filter(pl.col("account") == account)["yuan"] for account in ("pooled", "individual"))
    assert out.max() < 0 < into.min()
    assert (out + into).abs().max() < 0.01


def test_first_deficit_and_first_unpaid_month_come_from_the_ledger():
    """Trailing twelve months and the balance before backstop, recomputed for the pooled pension."""
    city = ran(pooling="city")
    line = next(
        row
        for row in city.verdict["funds"]
        if (row["account"], row["pool"], row["subsidy"]) == ("enterprise", "city", "without")
    )
    rows = ledger(city, **PENSION).filter(~pl.col("item").is_in(["backstop", "ordinary_subsidy"]))
    net = dict(rows.group_by("month").agg(pl.col("yuan").sum()).sort("month").iter_rows())
    months = sorted(net)
    trailing = {months[i]: sum(net[m] for m in months[i - 11 : i + 1]) for i in range(11, 60)}
    assert line["first_current_deficit"] == next((m for m in months[11:] if trailing[m] < 0), None)
    balance = city.tables()["balances"].filter((pl.col("account") == "enterprise") & (pl.col("month") == "2016-01"))
    held = balance["opening"].sum()
    short = None
    for month in months:
        held += net[month]
        short = short or (month if held < -0.005 else None)
    assert line["first_cannot_pay"] == short


def pooled_years(result, fund, account):
    """Years of a line in the pooled city, with subsidy."""
    return next(
        row["years"]
        for row in result.verdict["funds"]
        if (row["fund"], row["account"], row["pool"], row["subsidy"]) == (fund, account, "city", "with")
    )
