"""Premium and actuarial balance over the run, and worth of pensions, against closed forms and slow definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.people.axes import AGES, G
from actuary.valuation.horizon import discount, horizon_measures
from actuary.valuation.implicit_debt import annuity
from actuary.valuation.lines import LINES, Series

PENSION = ("employee_pension", "enterprise")


def pooled(result, subsidy="with"):
    """The series of the enterprise pension in the pooled city, and its bases by month."""
    item = next(
        s
        for s in result.series
        if (s.line.fund, s.line.account) == PENSION and s.pool == "city" and s.subsidy == subsidy
    )
    return item, result.measuring.ratios[item.line].whole @ item.members


def test_in_a_run_never_short_the_actuarial_balance_is_what_is_left(plan):
    """The enterprise pension never runs dry to 2020: balance x bases = closing balance, both at present value."""
    item, bases = pooled(plan)
    assert item.balance.min() > 0
    factor = discount(plan.measuring.interest)
    left = plan.measuring.horizon(item)["actuarial_balance"] * float(bases @ factor)
    assert left == pytest.approx(item.balance[-1] * factor[-1], abs=1.0)


def test_contributing_the_premium_leaves_nothing():
    """A fund that takes in the premium on its bases, month by month, ends at nought after the last month."""
    steps, bases = 24, np.linspace(900.0, 1400.0, 24)
    interest, spent = np.full(24, 0.002), np.linspace(100.0, 180.0, 24)
    start = 500.0

    def run(rate):
        held, kept, earned = start, [start], []
        for t in range(steps):
            earned.append(held * interest[t])
            held += earned[-1] + rate * bases[t] - spent[t]
            kept.append(held)
        sources = {"contribution_employer": rate * bases, "interest": np.array(earned)}
        receipts = sum(sources.values())
        return Series(LINES[0], "city", "with", receipts, spent, np.array(kept), sources)

    premium = horizon_measures(run(0.1), bases, interest)["general_average_premium"]
    assert run(premium).balance[-1] == pytest.approx(0.0, abs=1e-9)
    assert horizon_measures(run(premium), bases, interest)["actuarial_balance"] == pytest.approx(0.0, abs=1e-15)


def test_a_line_without_bases_has_no_premium(plan):
    """Residents pay by head."""
    item = next(s for s in plan.series if s.line.fund == "resident_pension" and s.pool == "city")
    assert plan.measuring.horizon(item) == {}


@settings(deadline=None, max_examples=25)
@given(st.floats(0.0005, 0.05), st.floats(-0.02, 0.05))
def test_annuity_of_constant_mortality(q, net):
    """ä = 1 / (1 - v p) at every age when the probability of death is the same at all."""
    v = (1.0 + net) ** (-1.0 / 12.0)
    if v * (1.0 - q) < 1.0:
        found = annuity(np.full((G, AGES), q), net)
        np.testing.assert_allclose(found, 1.0 / (1.0 - v * (1.0 - q)), rtol=1e-9)


def test_annuity_at_no_discount_is_the_expectation_of_months(plan):
    """At net discount nought the worth of one yuan a month is the months yet to be lived, month by month."""
    death = plan.assembled.rates.death(plan.assembled.first)
    found, age = annuity(death, 0.0), 60 * 12
    alive, months = 1.0, 0.0
    for x in range(age, AGES):
        months += alive
        alive *= 1.0 - death[0, x]
    months += alive / death[0, -1]  # those of the open age
    assert found[0, age] == pytest.approx(months, rel=1e-6)


def test_implicit_debt_is_told_by_concept(plan):
    """The record of accounts at the opening and each year's end, the pensions in payment at the opening alone."""
    rows = plan.tables()["measures"].rows(named=True)
    found = {
        (r["measure"], r["year"]): r["value"]
        for r in rows
        if r["measure"].startswith("implicit_debt") and r["district"] == "city" and r["subsidy"] == "with"
    }
    years = {year for measure, year in found if measure == "implicit_debt_account_record"}
    assert years == {2015, 2016, 2017, 2018, 2019, 2020}
    record = plan.movement.records[:, 0].sum(axis=1)
    for year in years:
        assert found["implicit_debt_account_record", year] == pytest.approx(record[(year - 2015) * 12], abs=1.0)
    assert [year for measure, year in found if measure.endswith("in_payment")] == [2015]
    pensions = plan.movement.exposure[0, :3].sum()
    assert 10 * 12 * pensions < found["implicit_debt_pensions_in_payment", 2015] < 30 * 12 * pensions


def test_every_line_with_contributions_on_wages_has_its_ratios(plan):
    """Cost rate, break-even rate, premium and compliance of each of the lines that employers pay into."""
    paid = {s.line for s in plan.series if "contribution_employer" in s.sources}
    assert len(paid) == 6
    for item in plan.series:
        if item.line in paid and item.pool == "city":
            found = plan.measuring.yearly(item)
            for name in ("cost_rate", "break_even_rate", "contribution_rate", "compliance"):
                assert found[name][-1] > 0, (item.line, name)
            assert plan.measuring.horizon(item)
