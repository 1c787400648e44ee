"""Tests of adequacy on small figures worked by hand."""

import numpy as np
import pytest

from actuary.months import month
from actuary.valuation import adequacy
from actuary.valuation.baseyear import aggregate
from actuary.valuation.lines import LINES, Series
from tests.valuation.runs import ran

MONTHS = np.arange(month(2016, 1), month(2018, 1))
LINE = {f"{line.fund}.{line.account}": line for line in LINES}


def series(name: str, receipts: float, expenditure: float, opening: float) -> Series:
    """Two years in which the same comes in and goes out each month [yuan]."""
    come, gone = np.full(24, receipts), np.full(24, expenditure)
    balance = opening + np.concatenate(([0.0], np.cumsum(come - gone)))
    return Series(LINE[name], "city", "with", come, gone, balance)


def verdicts(name: str, thresholds: dict[str, float], *figures: float, deficit=None, unpaid=None):
    """Rows of the tests by name."""
    rows = adequacy.tests(MONTHS, series(name, *figures), thresholds, deficit, unpaid)
    return {row["test"]: row for row in rows}


WARNING = {"law.reserves.pension_warning_months": 9.0, "law.reserves.pension_caution_months": 12.0}


def test_a_fund_that_loses_a_tenth_of_a_month_each_month():
    """Of 100 a month 90 come in. Of 1,070 at the opening 950 are left when a year can be looked back on: nine months
    and a half; in 2017-05 there are just nine, a month later 8.9."""
    found = verdicts("employee_pension.enterprise", WARNING, 90.0, 100.0, 1070.0, deficit="2016-01")
    assert list(found) == [
        *("current_balance_nonnegative", "can_pay", "payable_months_pension_warning", "payable_months_pension_caution"),
    ]
    assert found["current_balance_nonnegative"] == {
        "test": "current_balance_nonnegative", "measure": "current_balance", "threshold": 0.0, "unit": "yuan",
        "value": -120.0, "passed": False, "first_failing_month": "2016-01",
    }  # fmt: skip
    assert found["can_pay"] == {
        "test": "can_pay", "measure": "balance", "threshold": 0.0, "unit": "yuan", "value": 830.0, "passed": True,
        "first_failing_month": None,
    }  # fmt: skip
    warned = found["payable_months_pension_warning"]
    assert (warned["threshold"], warned["passed"], warned["first_failing_month"]) == (9.0, False, "2017-06")
    assert warned["value"] == pytest.approx(8.3)
    cautioned = found["payable_months_pension_caution"]
    assert (cautioned["threshold"], cautioned["first_failing_month"]) == (12.0, "2016-12")


def test_a_reserve_may_be_too_large_as_well_as_too_small():
    """Medical insurance that holds twenty months: neither short nor low, and more than fifteen."""
    limits = {
        "law.reserves.medical_shortage": 3.0,
        "law.reserves.medical_low": 6.0,
        "law.reserves.medical_excess": 15.0,
    }
    found = verdicts("employee_medical.pooled", limits, 100.0, 100.0, 2000.0)
    passed = {name: row["passed"] for name, row in found.items()}
    assert passed["medical_reserve_shortage"]
    assert passed["medical_reserve_low"]
    assert not passed["medical_reserve_excess"]
    assert found["medical_reserve_excess"]["first_failing_month"] == "2016-12"
    exactly = verdicts("employee_medical.pooled", limits, 100.0, 100.0, 1500.0)
    assert exactly["medical_reserve_excess"]["passed"]
    assert exactly["medical_reserve_excess"]["value"] == pytest.approx(15.0)


def test_every_threshold_of_the_shipped_law_is_read():
    """Each test of a line stands in the verdict of the shipped run with the law's own number."""
    run = ran(to="2016-12")
    law = run.assembled.law
    told = {
        (f"{entry['fund']}.{entry['account']}", row["test"]): row["threshold"]
        for entry in run.verdict["funds"]
        for row in entry["tests"]
    }
    for name, criteria in adequacy.TESTS.items():
        for criterion in criteria:
            if (name, criterion.name) in told:
                assert told[name, criterion.name] == law.number(criterion.threshold, run.assembled.first)
    assert sum(name in {c.name for of in adequacy.TESTS.values() for c in of} for _, name in told) >= 8


class Row:
    """A proxy with its range."""

    def __init__(self, value, low, high):
        self.value, self.low, self.high = value, low, high


@pytest.mark.parametrize(
    ("low", "high", "within"),
    [
        (90.0, 110.0, True),
        (100.0, 100.0, True),
        (101.0, 110.0, False),
        (90.0, 99.0, False),
        (None, 110.0, None),
        (90.0, None, None),
    ],
)
def test_an_aggregate_lies_within_its_range_its_ends_among_it(low, high, within):
    """Where a proxy has no range nothing is said of it."""
    assert aggregate("pension.receipts", "yuan", Row(95.0, low, high), 100.0) == {
        "name": "pension.receipts", "expected": 95.0, "low": low, "high": high, "computed": 100.0, "unit": "yuan",
        "within": within,
    }  # fmt: skip


def test_the_base_year_is_told_fund_by_fund():
    """Receipts and expenditure of each printed ledger, what moves with people, new awards, deaths, and who pays at the
    floor: each with its unit."""
    rows = {row["name"]: row for row in ran(to="2016-12").verdict["aggregates"]}
    units = {name: row["unit"] for name, row in rows.items()}
    assert units.pop("employee_pension.new_award_mean") == "yuan_per_month"
    assert [units.pop(f"employee_pension.{name}") for name in ("new_awards", "retiree_deaths")] == ["person", "person"]
    shares = [units.pop(f"employee_pension.share_at_floor_{kind}") for kind in ("enterprise", "flexible")]
    assert shares == ["share", "share"]
    assert {"employee_pension.enterprise.portability_in", "employee_pension.enterprise.portability_out"} <= units.keys()
    assert set(units.values()) == {"yuan"}
    sides = {name.rsplit(".", 1)[1] for name in units}
    assert sides == {"receipts", "expenditure", "portability_in", "portability_out"}
    for name, row in rows.items():
        assert row["computed"] > 0.0, name
        assert row["expected"] > 0.0, name
        assert 0.3 < row["computed"] / row["expected"] < 3.0, name
        if row["low"] is not None:
            assert row["low"] <= row["expected"] <= row["high"], name
            assert row["within"] == (row["low"] <= row["computed"] <= row["high"]), name
    for kind, expected in (("enterprise", 0.55), ("flexible", 0.88)):
        row = rows[f"employee_pension.share_at_floor_{kind}"]
        assert row["expected"] == expected
        assert row["low"] == pytest.approx(0.8 * expected)
        assert row["high"] == pytest.approx(min(1.2 * expected, 1.0))
