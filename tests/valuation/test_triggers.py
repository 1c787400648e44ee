"""Triggers of law: read once at their date, by whose fund they name, under the rule sets that know them."""

import pytest

from actuary.data import root
from actuary.dated import load_assumptions
from actuary.months import month
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


REPORTS = {"maternity-warning", "medical-shortage", "medical-excess"}


def acting(result):
    """Names of the rules that act and were read."""
    return {row["rule"] for row in rows(result) if row["acts"]}


def test_the_rules_of_2016_know_three_triggers(plan):
    """What was decreed by mid-2016; hindsight knows injury and the halved medical rate too."""
    assert acting(plan) == {"maternity-rate-2015", "pension-rate-2016", "stabilisation"}
    later = {"injury-rate-2018-18", "injury-rate-2018-24", "medical-rate-2020", "pension-rate-2018"}
    assert acting(ran(rules="hindsight")) - acting(plan) == later


def test_a_rule_that_obliges_a_report_moves_no_money(plan):
    """Only its firings are told, with no effect."""
    found = [row for row in rows(plan) if not row["acts"]]
    assert {row["rule"] for row in found} <= REPORTS
    assert found
    assert all(row["fired"] and row["effect"] is None for row in found)


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
    for year, row in enumerate(found, start=2016):
        assert (row["pool"], row["unit"], row["under"], row["returns_to"]) == ("city", "month", None, "nothing")
        assert (row["decided_at"], row["until"]) == (f"{year}-01", f"{year}-12")
        begins = 12 * (year - 2016)
        given = -city.kinds["benefit.stabilisation"][begins : begins + 12].sum()
        assert row["effect"] == pytest.approx(given, abs=0.01)


def test_a_reading_of_a_pool_is_its_payable_months():
    """Injury at each year's end, by pool: the verdict's payable months of that year."""
    result = ran(rules="hindsight")
    told = {
        (row["pool"], f"{year['year']}-12"): year["payable_months"]
        for row in result.verdict["funds"]
        if (row["fund"], row["subsidy"]) == ("work_injury", "with") and row["pool"] != "city"
        for year in row["years"]
    }
    found = {(row["pool"], row["month"]): row["value"] for row in rows(result, "injury-rate-2018-18")}
    assert {month for _, month in found} == {"2017-12", "2018-12", "2019-12"}
    assert found == pytest.approx({key: told[key] for key in found})
    for row in rows(result):
        high = row["threshold"] is None or row["value"] >= row["threshold"]
        assert row["fired"] == (high and (row["under"] is None or row["value"] < row["under"]))


def test_thresholds_are_lines_of_law():
    """A named line is a parameter of law in months; a rate it sets is a parameter too."""
    assumptions = load_assumptions(root())
    assert len(assumptions.triggers) == 10
    for trigger in assumptions.triggers.values():
        for line in (trigger.threshold, trigger.under):
            if isinstance(line, str):
                assert assumptions.law[line].unit == "month"
        target = trigger.then.get("set") or trigger.then.get("scale")
        assert target is None or target in assumptions.law


def test_the_halved_medical_rate_is_for_pools_that_hold_six_months():
    """Five months of half the employers' rate, that of the merged maternity included, in the pools whose reading fires,
    the whole rate in the others."""
    result = ran(rules="hindsight")
    found = {row["pool"]: row for row in rows(result, "medical-rate-2020")}
    fired = {pool for pool, row in found.items() if row["fired"]}
    assert 0 < len(fired) < len(found)
    due = result.evaluation.setting.bases["employee_medical", "pooled", "employer"]
    both = (result.ledgers[fund, "pooled"].by_item() for fund in ("employee_medical", "maternity"))
    paid = sum(items["contribution_employer"] for items in both)
    pools, first = result.pools, result.assembled.first
    names, place = pools.names["employee_medical"], pools.of_district["employee_medical"]
    full = slice(month(2019, 4) - first, month(2019, 6) - first)
    cut = slice(month(2020, 4) - first, month(2020, 6) - first)
    for index, name in enumerate(names):
        here = place == index
        rate = [paid[span][:, here].sum() / due[span][:, here].sum() for span in (full, cut)]
        assert rate[1] / rate[0] == pytest.approx(0.5 if name in fired else 1.0, rel=0.01), name
        assert (found[name]["effect"] < -1e6) == (name in fired)
