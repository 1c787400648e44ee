"""Triggers of law: read once at their date, by whose fund they name, under the rule sets that know them."""

import numpy as np
import pytest

from actuary.data import root
from actuary.dated import load_assumptions
from tests.valuation.runs import ran


def rows(result, rule=None):
    """Rows of the verdict's triggers."""
    return [row for row in result.verdict["triggers"] if rule in (None, row["rule"])]


def test_the_nineteen_per_cent_reads_the_province(plan):
    """Hubei's 9.47 months against nine; the city's own cover, below it, is not asked."""
    (row,) = rows(plan, "pension-rate-2016")
    assert (row["pool"], row["month"], row["value"], row["threshold"], row["fired"]) == (
        "province", "2015-12", 9.47, 9.0, True,
    )  # fmt: skip
    assert row["decided_at"] == "2016-05"


def test_the_rules_of_2016_know_three_triggers(plan):
    """What was decreed by mid-2016; hindsight knows injury and the halved medical rate too."""
    assert {row["rule"] for row in rows(plan)} == {"maternity-rate-2015", "pension-rate-2016", "stabilisation"}
    later = {"injury-rate-2018-18", "injury-rate-2018-24", "medical-rate-2020"}
    assert {row["rule"] for row in rows(ran(rules="hindsight"))} - {row["rule"] for row in rows(plan)} == later


def test_stabilisation_is_read_each_december_and_acts(plan):
    """Five readings of the whole city, each the balance over the year's spending; payments in the years they fire."""
    found = rows(plan, "stabilisation")
    assert [row["month"] for row in found] == [f"{year}-12" for year in range(2015, 2020)]
    city = next(s for s in plan.series if (s.line.fund, s.pool, s.subsidy) == ("unemployment", "city", "with"))
    for index, row in enumerate(found[1:], start=1):
        spent = city.expenditure[12 * (index - 1) : 12 * index].sum()
        assert row["value"] == pytest.approx(city.balance[12 * index] / spent * 12)
        assert row["fired"] == (row["value"] >= row["threshold"] == 12.0)
    paid = [city.kinds["benefit.stabilisation"][12 * y : 12 * y + 12].sum() > 0 for y in range(5)]
    law = plan.evaluation.rules.stabilisation_share.reshape(5, 12).sum(axis=1) > 0
    assert paid == [bool(row["fired"] and share) for row, share in zip(found, law, strict=True)]


def test_a_reading_of_a_pool_is_its_payable_months():
    """Injury at the end of 2017, by pool: the verdict's payable months of that year."""
    result = ran(rules="hindsight")
    told = {
        row["pool"]: row["years"][1]["payable_months"]
        for row in result.verdict["funds"]
        if (row["fund"], row["subsidy"]) == ("work_injury", "with")
    }
    found = {row["pool"]: row["value"] for row in rows(result, "injury-rate-2018-18")}
    assert found == pytest.approx(told)
    for row in rows(result):
        assert row["fired"] == (np.inf if row["value"] is None else row["value"] >= row["threshold"])


def test_thresholds_are_lines_of_law():
    """A named line is a parameter of law in months; a rate it sets is a parameter too."""
    assumptions = load_assumptions(root())
    assert len(assumptions.triggers) == 6
    for trigger in assumptions.triggers.values():
        if isinstance(trigger.threshold, str):
            assert assumptions.law[trigger.threshold].unit == "month"
        target = trigger.then.get("set") or trigger.then.get("scale")
        assert target is None or target in assumptions.law
