"""The toy city worked out by hand: what `cohorts/toy` and `assumptions/basis/toy` say, to the fen."""

from typing import NamedTuple

import polars as pl
import pytest

from actuary.valuation.run import RunResult

FEN = 0.005
BIRTH_MONTHS = 24
DISTRICTS = ("jiangan", "jianghan")

REFERENCE_2015, REFERENCE_2016 = 5052.0, 5476.67
"""Reference wage to 2016-06 and from 2016-07 [yuan a month]; wages stand still, so it stays."""
J = 5476.67
ENTERPRISE, FLEXIBLE, PUBLIC = 4800.0, 3600.0, 6000.0
MONTHLY_INTEREST = 0.024 / 12
MONTHLY_CREDITING = 1.024 ** (1 / 12)
"""Cash earns a twelfth a month; a record earns so that twelve months make exactly the year's rate."""
RISE_2016, RISE_2017 = 0.065, 0.05
UNEMPLOYMENT_BENEFIT = 0.7 * 1550


class Men(NamedTuple):
    """Men of one month of birth as people.csv lists them, and the base on which they pay."""

    persons: float
    years: float
    mean_index: float
    deemed: float
    account: float
    base: float


STAFF = {
    "jiangan": (
        Men(60, 24, 1.0, 6, 48000, ENTERPRISE),
        Men(20, 20, 0.6, 0, 24000, FLEXIBLE),
        Men(10, 20, 0.8, 5, 20000, 0.0),
        Men(6, 20, 0.8, 5, 20000, 0.0),
    ),
    "jianghan": (
        Men(40, 30, 0.9, 12, 36000, ENTERPRISE),
        Men(10, 20, 0.6, 0, 24000, FLEXIBLE),
        Men(5, 20, 0.8, 5, 20000, 0.0),
    ),
}
PUBLIC_STAFF = {"jiangan": Men(15, 30, 1.2, 20, 6000, PUBLIC), "jianghan": Men(10, 30, 1.2, 20, 6000, PUBLIC)}

# Persons at the opening: rows of people.csv x 24 months of birth.
EMPLOYEES = {"jiangan": 1440, "jianghan": 960}
SELF_EMPLOYED = {"jiangan": 480, "jianghan": 240}
IDLE = {"jiangan": 240, "jianghan": 120}
CLAIMANTS = {"jiangan": 144, "jianghan": 0}
INSTITUTIONS = {"jiangan": 240, "jianghan": 120}
ORGANS = {"jiangan": 120, "jianghan": 120}
RETIREES = {"jiangan": 1920, "jianghan": 1200}
PUBLIC_RETIREES = {"jiangan": 192, "jianghan": 96}
REGISTERED = {"jiangan": 480, "jianghan": 960}
OTHERS = {"jiangan": 240, "jianghan": 240}
PENSION = {"jiangan": (1500, 500, 200), "jianghan": (1400, 300, 150)}
PARTS = ("basic", "transitional", "account")
BILL = {"jiangan": 1920 * 2200, "jianghan": 1200 * 1850}
OPENING = {"jiangan": 42_240_000, "jianghan": 22_200_000}
"""64,440,000 in the proportion of the pensions of the first year, 4,224,000 : 2,220,000 a month."""


def cash(toy: RunResult, month: str, district: str, fund: str, item: str, account: str | None = None) -> float:
    """Cash of an item in a month [yuan], lags added up."""
    ledger = toy.tables()["ledger"]
    where = (pl.col("month") == month) & (pl.col("fund") == fund) & (pl.col("item") == item)
    where &= pl.col("district") == district
    if account is not None:
        where &= pl.col("account") == account
    return float(ledger.filter(where)["yuan"].sum())


def closing(toy: RunResult, month: str, district: str, fund: str, account: str) -> float:
    """Closing balance [yuan]."""
    where = (pl.col("month") == month) & (pl.col("district") == district)
    where &= (pl.col("fund") == fund) & (pl.col("account") == account)
    return float(toy.tables()["balances"].filter(where)["closing"].item())


def award(men: Men) -> tuple[float, float, float]:
    """Basic, transitional and account part of all of them [yuan a month], retired in the thirteenth month."""
    served, index_years, account = men.years, men.years * men.mean_index, men.account
    if men.base:
        served += 13 / 12
        index_years += (6 * men.base / REFERENCE_2015 + 7 * men.base / REFERENCE_2016) / 12
    for _ in range(13):
        account = (account + 0.08 * men.base) * MONTHLY_CREDITING
    basic = (J + J * index_years / served) / 2 * served * 0.01
    return men.persons * basic, men.persons * J * men.mean_index * men.deemed * 0.012, men.persons * account / 139


@pytest.mark.parametrize("district", DISTRICTS)
def test_contributions_of_the_first_month(toy: RunResult, district: str) -> None:
    """January 2016: persons x base x rate, in every fund."""
    enterprise, public = EMPLOYEES[district] * ENTERPRISE, (INSTITUTIONS[district] + ORGANS[district]) * PUBLIC
    flexible, institutions = SELF_EMPLOYED[district] * FLEXIBLE, INSTITUTIONS[district] * PUBLIC
    active = sum(group[district] for group in (EMPLOYEES, SELF_EMPLOYED, IDLE, CLAIMANTS, INSTITUTIONS, ORGANS))
    everyone = active + RETIREES[district] + PUBLIC_RETIREES[district]
    expected = {
        ("employee_pension", "enterprise", "contribution_employer"): enterprise * 0.20,
        ("employee_pension", "enterprise", "contribution_employee"): enterprise * 0.08,
        ("employee_pension", "enterprise", "contribution_flexible"): flexible * 0.20,
        ("employee_pension", "public", "contribution_employer"): public * 0.20,
        ("employee_pension", "public", "contribution_employee"): public * 0.08,
        ("employee_medical", "pooled", "contribution_employer"): (enterprise + public) * 0.08,
        ("employee_medical", "pooled", "contribution_employee"): (enterprise + public) * 0.02,
        ("employee_medical", "pooled", "contribution_flexible"): SELF_EMPLOYED[district] * 0.6 * 5052 * 0.08,
        ("employee_medical", "pooled", "transfer.unemployment"): CLAIMANTS[district] * 3000 * 0.10,
        ("employee_medical", "large_amount", "contribution_employee"): everyone * 7,
        ("unemployment", "pooled", "contribution_employer"): (enterprise + institutions) * 0.015,
        ("unemployment", "pooled", "contribution_employee"): (enterprise + institutions) * 0.005,
        ("work_injury", "pooled", "contribution_employer"): (enterprise + institutions) * 0.0075,
        ("maternity", "pooled", "contribution_employer"): (enterprise + public) * 0.007,
        ("resident_pension", "individual", "contribution_resident"): REGISTERED[district] * 0.5 * 20,
        ("resident_pension", "individual", "ordinary_subsidy"): REGISTERED[district] * 0.5 * 4,
    }
    for (fund, account, item), yuan in expected.items():
        assert cash(toy, "2016-01", district, fund, item, account) == pytest.approx(yuan, abs=FEN), (fund, item)


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_tenth_of_the_contributions_comes_a_month_late(toy: RunResult, district: str) -> None:
    """In May 2016 the employers' rate falls to 19 %, and a tenth of April is still paid at 20 %."""
    wages = EMPLOYEES[district] * ENTERPRISE
    got = cash(toy, "2016-05", district, "employee_pension", "contribution_employer", "enterprise")
    assert got == pytest.approx(wages * (0.9 * 0.19 + 0.1 * 0.20), abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_residents_pay_for_next_year_in_the_last_quarter(toy: RunResult, district: str) -> None:
    """120 yuan a head in three parts, and 480 of subsidy in four."""
    heads = REGISTERED[district] + OTHERS[district]
    fund = "resident_medical"
    assert cash(toy, "2016-09", district, fund, "contribution_resident") == 0.0
    assert cash(toy, "2016-10", district, fund, "contribution_resident", "urban") == pytest.approx(heads * 40)
    assert cash(toy, "2016-04", district, fund, "ordinary_subsidy", "urban") == pytest.approx(heads * 120)
    assert cash(toy, "2016-05", district, fund, "ordinary_subsidy", "urban") == 0.0


@pytest.mark.parametrize("district", DISTRICTS)
def test_pensions_rise_in_july_with_arrears_from_january(toy: RunResult, district: str) -> None:
    """To June the pensions of December are paid, in July the higher one and six times the rise."""
    for part, mean in zip(PARTS, PENSION[district], strict=True):
        bill = RETIREES[district] * mean
        item = f"benefit.{part}"
        paid = [
            -cash(toy, f"2016-{month:02d}", district, "employee_pension", item, "enterprise") for month in range(1, 13)
        ]
        expected = [bill] * 6 + [bill * (1 + 7 * RISE_2016)] + [bill * (1 + RISE_2016)] * 5
        assert paid == pytest.approx(expected, abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_man_born_in_1957_01_draws_from_2017_02(toy: RunResult, district: str) -> None:
    """He retires in 2017-01 at 60 and draws from the next month what his carried means are worth."""
    awards = [award(men) for men in STAFF[district]]
    for number, part in enumerate(PARTS):
        old = RETIREES[district] * PENSION[district][number] * (1 + RISE_2016)
        item = f"benefit.{part}"
        before = cash(toy, "2017-01", district, "employee_pension", item, "enterprise")
        after = cash(toy, "2017-02", district, "employee_pension", item, "enterprise")
        assert -before == pytest.approx(old, abs=FEN)
        assert -after == pytest.approx(old + sum(men[number] for men in awards), abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_public_staff_keep_the_old_pension_and_a_share_of_the_excess(toy: RunResult, district: str) -> None:
    """3,000 yuan, and in 2017 30 % of what the new method gives above it; the rise is not held back."""
    men = PUBLIC_STAFF[district]
    old = PUBLIC_RETIREES[district] * 3600 * (1 + RISE_2016) * (1 + RISE_2017)
    pension = -cash(toy, "2017-02", district, "employee_pension", "benefit.pension", "public")
    top_up = -cash(toy, "2017-02", district, "employee_pension", "benefit.top_up", "public")
    assert pension == pytest.approx(old + men.persons * 3000, abs=FEN)
    assert top_up == pytest.approx(0.3 * (sum(award(men)) - men.persons * 3000), abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_resident_draws_at_60(toy: RunResult, district: str) -> None:
    """200 yuan from the budget, and thirteen months of 12 yuan with interest over 139."""
    persons = REGISTERED[district] / BIRTH_MONTHS
    account = 0.0
    for _ in range(13):
        account = (account + 12) * MONTHLY_CREDITING
    fund = "resident_pension"
    assert cash(toy, "2017-01", district, fund, "benefit.basic") == 0.0
    assert cash(toy, "2017-02", district, fund, "benefit.basic") == pytest.approx(-persons * 200, abs=FEN)
    assert cash(toy, "2017-02", district, fund, "ordinary_subsidy", "basic") == pytest.approx(persons * 200)
    part = cash(toy, "2017-02", district, fund, "benefit.account")
    assert part == pytest.approx(-persons * account / 139, abs=FEN)


def test_claims_run_out_evenly(toy: RunResult) -> None:
    """A twenty-fourth of the claims ends each month; June pays the right of May."""
    paid = cash(toy, "2016-06", "jiangan", "unemployment", "benefit.allowance")
    assert paid == pytest.approx(-144 * (1 - 4 / 24) * UNEMPLOYMENT_BENEFIT, abs=FEN)
    assert cash(toy, "2016-06", "jianghan", "unemployment", "benefit.allowance") == 0.0


@pytest.mark.parametrize("district", DISTRICTS)
def test_medical_and_injury_benefits(toy: RunResult, district: str) -> None:
    """100 yuan for each active and 200 for each retired member; a case of injury a month, half of grade 10."""
    active = sum(group[district] for group in (EMPLOYEES, SELF_EMPLOYED, IDLE, CLAIMANTS, INSTITUTIONS, ORGANS))
    retired = RETIREES[district] + PUBLIC_RETIREES[district]
    care = sum(
        cash(toy, "2016-03", district, "employee_medical", f"benefit.{kind}")
        for kind in ("inpatient", "chronic_outpatient")
    )
    assert care == pytest.approx(-(active * 100 + retired * 200), abs=FEN)
    cases = (EMPLOYEES[district] + INSTITUTIONS[district]) / 2760
    assert cash(toy, "2016-03", district, "work_injury", "benefit.medical") == pytest.approx(-cases * 10000)
    lump = cash(toy, "2016-03", district, "work_injury", "benefit.lump_sum")
    assert lump == pytest.approx(-cases * 0.5 * 7 * ENTERPRISE, abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_subsidy_once_a_quarter(toy: RunResult, district: str) -> None:
    """A quarter of a fifth of last year's spending: of 2015 as stated, by what the districts pay; then their own."""
    first = 77_328_000 * 0.2 / 4 * BILL[district] / sum(BILL.values())
    second = 12 * (1 + RISE_2016) * BILL[district] * 0.2 / 4
    for month, yuan in (("2016-02", 0.0), ("2016-03", first), ("2017-03", second)):
        got = cash(toy, month, district, "employee_pension", "ordinary_subsidy", "enterprise")
        assert got == pytest.approx(yuan, abs=FEN)


def test_interest_and_balances(toy: RunResult) -> None:
    """Closing = opening + a fifth of a per cent of it + contributions - pensions; the pooled city is the sum."""
    pooled = {"opening": 0.0, "closing": 0.0}
    for district in DISTRICTS:
        interest = OPENING[district] * MONTHLY_INTEREST
        paid_in = EMPLOYEES[district] * ENTERPRISE * 0.28 + SELF_EMPLOYED[district] * FLEXIBLE * 0.20
        expected = OPENING[district] + interest + paid_in - BILL[district]
        assert cash(toy, "2016-01", district, "employee_pension", "interest") == pytest.approx(interest, abs=FEN)
        got = closing(toy, "2016-01", district, "employee_pension", "enterprise")
        assert got == pytest.approx(expected, abs=FEN)
        pooled["opening"] += OPENING[district]
        pooled["closing"] += expected
    assert pooled["opening"] == 64_440_000
    balances = toy.tables()["balances"]
    here = (pl.col("month") == "2016-01") & (pl.col("account") == "enterprise")
    assert balances.filter(here)["closing"].sum() == pytest.approx(pooled["closing"], abs=FEN)


def test_pooled_year(toy: RunResult) -> None:
    """The verdict's pooled line of 2016 is the sum of both districts' months."""
    rows = [f for f in toy.verdict["funds"] if (f["fund"], f["account"]) == ("employee_pension", "enterprise")]
    year = next(f["years"][0] for f in rows if f["pool"] == "city" and f["subsidy"] == "with")
    assert year["year"] == 2016
    assert year["expenditure"] == pytest.approx(12 * (1 + RISE_2016) * 6_444_000, abs=FEN)
    ends = [closing(toy, "2016-12", district, "employee_pension", "enterprise") for district in DISTRICTS]
    assert year["balance"] == pytest.approx(sum(ends), abs=FEN)


def test_nobody_enters_leaves_or_lives_elsewhere(toy: RunResult) -> None:
    """People only grow older: the statuses change at 60 and nowhere else, thirteen districts stay empty."""
    people = toy.movement.people
    assert people[0].sum() == people[-1].sum() == 408 * BIRTH_MONTHS
    assert people[:, :, :, 2:15].sum() == 0.0
    assert set(toy.tables()["ledger"]["district"]) == set(DISTRICTS)
    multipliers = toy.movement.coverage.multiplier
    assert max(float(abs(rows).max()) for rows in multipliers.values()) < 1e-12


def test_certificate_and_reconciliation(toy: RunResult) -> None:
    """Every identity holds, and every printed count comes out."""
    assert all(row["passed"] for row in toy.certificate["identities"])
    assert all(abs(row["difference"]) < 1e-9 for row in toy.verdict["reconciliation"])
    assert all(row["within"] for row in toy.verdict["aggregates"])


@pytest.mark.parametrize(("district", "gap"), [("jiangan", 736_128 - 604_800), ("jianghan", 0)])
def test_the_budget_meets_the_gap_of_the_public_ledger(toy: RunResult, district: str, gap: float) -> None:
    """January 2016: 28 % of the bases come in, and the raised pensions go out at once."""
    paid_in = (INSTITUTIONS[district] + ORGANS[district]) * PUBLIC * 0.28
    paid_out = PUBLIC_RETIREES[district] * 3600 * (1 + RISE_2016)
    assert max(paid_out - paid_in, 0.0) == pytest.approx(gap, abs=FEN)
    got = cash(toy, "2016-01", district, "employee_pension", "ordinary_subsidy", "public")
    assert got == pytest.approx(gap, abs=FEN)
    assert closing(toy, "2016-01", district, "employee_pension", "public") == pytest.approx(
        max(paid_in - paid_out, 0.0), abs=FEN
    )
