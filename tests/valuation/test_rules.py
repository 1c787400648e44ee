"""known-2016 beside hindsight: each sees the law of its day, and the cash says so."""

import numpy as np
import polars as pl
import pytest

from actuary.months import parse, text
from tests.valuation.runs import cash, ledger, ran, run

FIRST = parse("2016-01")
SAME_MONTH = 0.93
PENSION = {
    None: [("2016-01", 0.20), ("2016-05", 0.19), ("2018-05", 0.20)],
    "hindsight": [
        ("2016-01", 0.20),
        ("2016-05", 0.19),
        ("2019-05", 0.16),
        ("2020-02", 0.0),
        ("2020-07", 0.4 * 0.16),
    ],
}
UNEMPLOYMENT = {
    None: [("2016-01", 3.0), ("2016-05", 0.7 / 0.3), ("2018-05", 3.0)],
    "hindsight": [("2016-01", 3.0), ("2016-05", 0.7 / 0.3)],
}


def path(steps):
    """A value for each of the sixty months from its steps."""
    result = np.empty(60)
    for month, value in steps:
        result[parse(month) - FIRST :] = value
    return result


def series(result, fund, account, item):
    """City totals of sixty months [yuan]."""
    rows = cash(result, fund, account, item)
    return np.array([rows.get(text(FIRST + t), 0.0) for t in range(60)])


def same_month(result, fund, account, item):
    """City totals of what is paid in the month of its right [yuan]."""
    rows = ledger(result, fund=fund, account=account, item=item).filter(pl.col("entitlement_month").is_null())
    sums = dict(rows.group_by("month").agg(pl.col("yuan").sum()).iter_rows())
    return np.array([sums.get(text(FIRST + t), 0.0) for t in range(60)])


@pytest.mark.parametrize("rules", PENSION)
def test_employer_rate_of_the_pension(rules):
    """Cash = collected x (0.93 of the month's right + 0.07 of the month before), at the rate of the right's month."""
    result = ran(rules=rules)
    bases = result.movement.base[:, 0].sum(axis=(1, 2))
    collected = result.assembled.basis.number("basis.collection.enterprise", FIRST)
    right = collected * bases * path(PENSION[rules])
    expected = SAME_MONTH * right
    expected += (1 - SAME_MONTH) * np.concatenate((right[:1], right[:-1]))
    computed = series(result, "employee_pension", "enterprise", "contribution_employer")
    np.testing.assert_allclose(computed, expected, rtol=1e-9, atol=1.0)


@pytest.mark.parametrize("rules", UNEMPLOYMENT)
def test_employer_over_employee_rate_of_unemployment(rules):
    """1.5 / 0.5 to 2016-04, then 0.7 / 0.3; in the rules of 2016 that ends with 2018-04, in hindsight it does not."""
    result = ran(rules=rules)
    before_relief = slice(0, parse("2020-02") - FIRST) if rules == "hindsight" else slice(0, 60)
    rate = paid_by_employers(result) / path(UNEMPLOYMENT[rules])
    np.testing.assert_allclose(rate[before_relief], 1.0, rtol=1e-9)


def paid_by_employers(result):
    """Employers' over employees' contributions of the same months."""
    sides = (same_month(result, "unemployment", "pooled", f"contribution_{who}") for who in ("employer", "employee"))
    return np.divide(*sides)


def test_the_relief_of_2020_is_for_firms_and_not_for_institutions():
    """Firms paid nothing from 2020-02 and a share of 0.4 from 2020-07; what came beyond that is the institutions', and
    both halves of the year tell the same share of them in the bases."""
    whole = paid_by_employers(ran(rules="hindsight"))[parse("2020-02") - FIRST :] / (0.7 / 0.3)
    nothing, part = whole[:5], (whole[5:] - 0.4) / 0.6
    institutions = np.concatenate((nothing, part))
    assert np.abs(np.diff(institutions)).max() < 0.001
    assert 0.05 < institutions.mean() < 0.20


def test_unemployment_sunset_doubles_the_receipts():
    """1 % to 2 % at 2018-05 on bases that hardly move, in the rules of 2016 only."""
    for rules, step in ((None, 2.0), ("hindsight", 1.0)):
        result = ran(rules=rules)
        both = sum(
            same_month(result, "unemployment", "pooled", f"contribution_{who}") for who in ("employer", "employee")
        )
        assert both[parse("2018-05") - FIRST] / both[parse("2018-04") - FIRST] == pytest.approx(step, rel=0.01)


def test_waived_months_still_receive_what_was_owed(hindsight):
    """2020-02: the last seven hundredths of January arrive; 2020-03 to 2020-06: nothing; employees pay on."""
    employer = series(hindsight, "employee_pension", "enterprise", "contribution_employer")
    employee = series(hindsight, "employee_pension", "enterprise", "contribution_employee")
    january, february = parse("2020-01") - FIRST, parse("2020-02") - FIRST
    assert employer[february] / employer[january] == pytest.approx(0.07, abs=0.002)
    assert (employer[february + 1 : february + 5] == 0).all()
    assert (employee[february : february + 5] > 0.95 * employee[january]).all()


def test_the_rules_agree_until_something_new_is_known(plan, hindsight):
    """All that was known by 2016-08 is in both: contribution cash of 2016-01 to 2016-06 differs only by belief."""
    for item in ("contribution_employer", "contribution_employee"):
        known, later = (series(x, "employee_pension", "enterprise", item)[:6] for x in (plan, hindsight))
        np.testing.assert_allclose(later, known, rtol=1e-3)


def test_no_later_law_enters_the_rules_of_2016(plan):
    """Every law value read was known by 2016-08, or is a level that says it rests on a later source."""
    inputs = plan.tables()["inputs"]
    late = inputs.filter((pl.col("known_from") > "2016-08") & pl.col("name").str.starts_with("law."))
    assert set(late["name"]) <= {row["name"] for row in plan.verdict["levels"]}


def test_belief_of_the_rules_of_2016_is_of_its_day_or_a_named_level(plan):
    """The same for the beliefs."""
    inputs = plan.tables()["inputs"]
    late = inputs.filter((pl.col("known_from") > "2016-08") & pl.col("name").str.starts_with("basis."))
    assert set(late["name"]) <= {row["name"] for row in plan.verdict["levels"]}


def test_hindsight_reads_later_law(hindsight):
    """The same parameters, with rows of after the plan's issue."""
    inputs = hindsight.tables()["inputs"]
    rate = inputs.filter((pl.col("name") == "law.employee_pension.employer_rate") & (pl.col("known_from") > "2016-08"))
    assert set(rate["value"]) >= {0.16}


def test_the_verdict_counts_what_was_read():
    """Tags of the inputs read: as many values as the inputs table has, by tag."""
    plan = run("wuhan-2015", to="2016-06")
    inputs = plan.tables()["inputs"].unique(["name", "date", "file", "line"])
    counted = dict(inputs.group_by("tag").agg(pl.len()).iter_rows())
    assert {tag: n for tag, n in plan.verdict["inputs"].items() if n} == counted
