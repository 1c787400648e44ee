"""The opening against the published counts, and participants against the plan, from the tables themselves."""

import polars as pl
import pytest

from tests.valuation.runs import ran

PUBLISHED = {
    "employee_pension": 3_937_500,
    "urban_medical": 6_023_500,
    "work_injury": 2_731_100,
    "maternity": 2_371_600,
    "unemployment": 1_840_500,
    "resident_pension": 1_417_900,
}
TARGETS = {
    "employee_pension": 4_310_000,
    "urban_medical": 6_250_000,
    "work_injury": 2_810_000,
    "maternity": 2_460_000,
    "unemployment": 2_080_000,
    "resident_pension": 1_000_000,
}


def insured(result, month):
    """Participants by published count, from the members table [person]."""
    rows = result.tables()["members"].filter(
        (pl.col("month") == month) & ~pl.col("kind").is_in(["outside_residents", "rural_cooperative"])
    )
    counts = dict(rows.group_by("fund").agg(pl.col("persons").sum()).iter_rows())
    counts["urban_medical"] = counts.pop("employee_medical") + counts.pop("resident_medical")
    return counts


def test_members_of_the_opening_are_the_published_counts(plan):
    """Six counts of 2015-12, summed over kinds and districts, to the person."""
    assert insured(plan, "2015-12") == pytest.approx(PUBLISHED, abs=0.5, rel=0)


def test_residents_of_the_opening_are_the_published_total(plan):
    """10,607,700 residents without the insured who live outside the city."""
    people = plan.tables()["people"].filter((pl.col("month") == "2015-12") & (pl.col("district") != "outside"))
    assert people["persons"].sum() == pytest.approx(10_607_700, abs=0.5, rel=0)


def test_the_verdict_says_what_the_tables_say(plan):
    """Reconciliation rows are the members table's sums; nothing is added on the way."""
    told = {row["name"]: row["computed"] for row in plan.verdict["reconciliation"]}
    del told["residents"]
    assert told == pytest.approx(insured(plan, "2015-12"), rel=1e-12)
    at_horizon = {row["fund"]: row["computed"] for row in plan.verdict["participants"]}
    assert at_horizon == pytest.approx(insured(plan, "2020-12"), rel=1e-12)


def test_the_rural_cooperative_stands_outside_the_count(plan):
    """Its members are a row of their own, only in the outer districts, and more than a million."""
    rural = plan.tables()["members"].filter(
        (pl.col("kind") == "rural_cooperative") & (pl.col("month") == "2015-12") & (pl.col("persons") > 0)
    )
    assert rural["persons"].sum() > 1e5
    assert set(rural["district"]) == {"dongxihu", "caidian", "jiangxia", "huangpi", "xinzhou"}


def test_plan_reaches_its_targets(plan):
    """Basis plan: participants at 2020-12 within 50 persons of the six targets."""
    assert insured(plan, "2020-12") == pytest.approx(TARGETS, abs=50, rel=0)


def test_trend_shows_a_result_and_its_difference():
    """Basis trend: the plan's number beside a result that is not it."""
    trend = ran(basis="trend")
    counts = insured(trend, "2020-12")
    rows = {row["fund"]: row for row in trend.verdict["participants"]}
    assert {fund: row["printed"] for fund, row in rows.items()} == TARGETS
    for fund, row in rows.items():
        assert row["difference"] == pytest.approx(counts[fund] - TARGETS[fund], abs=1e-3)
    assert any(abs(row["difference"]) > 1e4 for row in rows.values())
    assert insured(trend, "2015-12") == pytest.approx(PUBLISHED, abs=0.5, rel=0)


def test_before_the_horizon_no_target_is_claimed():
    """A run that ends before 2020-12 has nothing to say about the targets."""
    assert ran(to="2018-06").verdict["participants"] == []


def test_public_staff_enter_the_count_in_one_month(plan):
    """431 holds the public staff that 393.75 does not; they enter between the two, at one month's end."""
    members = plan.tables()["members"].filter(
        (pl.col("fund") == "employee_pension") & pl.col("kind").is_in(["paying", "retired"])
    )
    totals = members.group_by("month").agg(pl.col("persons").sum()).sort("month")
    steps = totals["persons"].diff().drop_nulls()
    assert steps.max() > 300_000
    assert (steps > 50_000).sum() == 1
