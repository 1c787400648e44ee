"""What comes out of the opening lies where the proxies say (合理性检验)."""

import numpy as np
import pytest

from actuary.vocabulary import Status
from tests.valuation.runs import ran

S = Status
PAYERS = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE, S.FLEXIBLE_WORKER)
PAYING = [S.ENTERPRISE_EMPLOYEE, S.FLEXIBLE_WORKER]
INSURED = [*PAYING, S.DORMANT, S.UNEMPLOYED]
RETIREES = [S.EMPLOYEE_RETIREE, S.NEW_RETIREE]


def opened(result, name):
    """A proxy of the opening with its range."""
    a = result.assembled
    row = a.opening.row(f"opening.{name}", a.opening_month)
    return row.low, row.value, row.high


def stock(result, statuses):
    """Persons by month `[T + 1]`, wherever they live."""
    return result.movement.people[:, :, statuses].sum(axis=(1, 2, 3))


def awards(result, year=0):
    """Awards of a year by total `[Q]`: persons, basic, transitional, account part, ..."""
    months = slice(12 * year, 12 * year + 12)
    return result.movement.retired[months, :, :, :2].sum(axis=(0, 1, 2, 3, 5))


@pytest.mark.parametrize("rules", [None, "hindsight"])
def test_compliance_is_an_output_near_its_proxy(rules):
    """Paying over insured of the enterprise part: 0.814 at the opening, and near it at each year's end."""
    result = ran(rules=rules)
    compliance = (stock(result, PAYING) / stock(result, INSURED))[::12]
    assert compliance[0] == pytest.approx(0.814, abs=0.005)
    assert np.abs(compliance - 0.814).max() < 0.02


def test_new_awards_lie_below_the_stock_mean(plan):
    """Monthly pension of the newly awarded below the mean in payment, in the first year and by kind of rule."""
    new = awards(plan)
    seen = plan.evaluation.setting.seen
    parts = sum(seen.asked(f"{part}.employee_retiree")[0].sum() for part in ("basic", "transitional", "account"))
    in_payment = parts / seen.persons[0, S.EMPLOYEE_RETIREE].sum()
    low, _, high = opened(plan, "pension.new_award_2015")
    mean = new[1:4].sum() / new[0]
    assert mean < 0.95 * in_payment
    assert low <= mean / 1.09 <= high


def test_the_mean_in_payment_is_the_published_one(plan):
    """2,320 yuan at the end of 2015, before the first rise, which the first month's entitlement has."""
    seen = plan.evaluation.setting.seen
    parts = sum(seen.asked(f"{part}.employee_retiree")[0].sum() for part in ("basic", "transitional", "account"))
    rise = plan.assembled.rates.indexation(plan.assembled.first)
    in_payment = parts / seen.persons[0, S.EMPLOYEE_RETIREE].sum() / (1 + rise)
    assert in_payment == pytest.approx(2320, rel=0.02)


def test_new_awards_and_deaths_of_the_first_year(plan):
    """Persons awarded a pension and retirees who died in 2016, within the proxies' ranges."""
    low, _, high = opened(plan, "pension.new_awards")
    assert low <= awards(plan)[0] <= high
    low, _, high = opened(plan, "pension.retiree_deaths")
    assert low <= plan.movement.death[:12, :, RETIREES, 0].sum() <= high


def test_retirees_change_by_awards_and_deaths_alone(plan):
    """Stock of enterprise retirees: opening + awarded - died, over the five years."""
    stocks = stock(plan, RETIREES)
    awarded = plan.movement.retired[:, :, :, :2, 0].sum()
    assert stocks[-1] - stocks[0] == pytest.approx(awarded - plan.movement.death[:, :, RETIREES, 0].sum(), rel=1e-6)


def test_aggregates_of_the_base_year_lie_in_their_ranges(plan):
    """Every aggregate with a range is inside it; each range holds its own expectation."""
    rows = plan.verdict["aggregates"]
    assert len(rows) >= 17
    for row in rows:
        assert row["low"] <= row["expected"] <= row["high"], row["name"]
        assert row["within"] is (row["low"] <= row["computed"] <= row["high"])
        assert row["within"], row["name"]


def test_aggregates_do_not_depend_on_horizon_basis_or_pooling():
    """The check of the opening looks at the opening."""
    first = {row["name"]: row["computed"] for row in ran().verdict["aggregates"]}
    for options in ({"to": "2018-06"}, {"pooling": "city"}):
        other = {row["name"]: row["computed"] for row in ran(**options).verdict["aggregates"]}
        assert other == pytest.approx(first, rel=1e-9), options


def test_share_at_the_floor_rises_when_wages_spread_less(plan):
    """The share at the floor is a result of truth, spread and floor, inside the proxy's range."""
    shares = {row["name"]: row for row in plan.verdict["aggregates"] if "share_at_floor" in row["name"]}
    assert set(shares) == {"employee_pension.share_at_floor_enterprise", "employee_pension.share_at_floor_flexible"}
    assert all(row["low"] <= row["computed"] <= row["high"] for row in shares.values())
    assert all(0 < row["computed"] < 1 for row in shares.values())


def test_mean_bases_stand_between_floor_and_ceiling(plan):
    """Declared base a head, of every kind of payer and month, within the law's limits."""
    a, movement = plan.assembled, plan.movement
    for index, status in enumerate(PAYERS):
        mean = movement.base[:, index].sum(axis=(1, 2)) / stock(plan, [status])[:-1]
        for t, base in enumerate(mean):
            limits = a.rates.limits(a.first + t)
            assert limits.floor <= base * (1 + 1e-9)
            assert base <= limits.ceiling * (1 + 1e-9)


def test_first_year_funds_are_of_the_size_of_the_base_year(plan):
    """Spending of 2016 between 0.85 and 1.35 of the proxies of 2015, fund by fund."""
    rows = {(row["fund"], row["account"]): row["years"][0] for row in plan.verdict["funds"] if row["pool"] == "city"}
    names = {
        ("employee_pension", "enterprise"): "employee_pension",
        ("employee_medical", "pooled"): "employee_medical_pool",
        ("work_injury", "all"): "work_injury",
        ("maternity", "pooled"): "maternity",
        ("resident_pension", "all"): "resident_pension",
    }
    for line, name in names.items():
        _, proxy, _ = opened(plan, f"flow_2015.{name}_expenditure")
        assert 0.85 < rows[line]["expenditure"] / proxy < 1.35, line
