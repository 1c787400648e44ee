"""Named tests of adequacy (基金充足性检验): measure, threshold, result, first failing month."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.months import text
from actuary.valuation.lines import Series
from actuary.valuation.measures import payable_months
from actuary.vocabulary.declared import ACCOUNT, DECLARED


class Criterion(NamedTuple):
    """A test on payable months: name, law parameter of the threshold, whether the value must be at least it."""

    name: str
    threshold: str
    at_least: bool


TESTS: dict[str, tuple[Criterion, ...]] = {
    "employee_pension.enterprise": (
        Criterion("payable_months_pension_warning", "law.reserves.pension_warning_months", True),
        Criterion("payable_months_pension_caution", "law.reserves.pension_caution_months", True),
    ),
    "employee_medical.pooled": (
        Criterion("medical_reserve_shortage", "law.reserves.medical_shortage", True),
        Criterion("medical_reserve_low", "law.reserves.medical_low", True),
        Criterion("medical_reserve_excess", "law.reserves.medical_excess", False),
    ),
    "maternity.pooled": (
        Criterion("maternity_reserve_warning", "law.reserves.maternity_warning", True),
        Criterion("maternity_reserve_low", "law.reserves.maternity_low", True),
        Criterion("maternity_reserve_excess", "law.reserves.maternity_high", False),
    ),
    "work_injury.all": (Criterion("injury_reserve_normal", "law.reserves.injury_normal", True),),
    "unemployment.pooled": (Criterion("unemployment_reserve", "law.reserves.unemployment_min", True),),
    **{
        f"{fund.name.key}.{ACCOUNT}": tuple(Criterion(test.name.key, test.at_least, True) for test in fund.tests)
        for fund in DECLARED
    },
}


def result(
    name: str, measure: str, threshold: float, unit: str, value: float | None, failing: str | None
) -> dict[str, object]:
    """One row of a verdict's tests."""
    return {
        "test": name,
        "measure": measure,
        "threshold": threshold,
        "unit": unit,
        "value": value,
        "passed": failing is None,
        "first_failing_month": failing,
    }


def tests(
    months: NDArray[np.int64], item: Series, thresholds: dict[str, float], deficit: str | None, unpaid: str | None
) -> list[dict[str, object]]:
    """All tests of one line in one pool, in the months in which it is one of its own."""
    item = item.standing()
    last = float((item.receipts[-12:] - item.expenditure[-12:]).sum()) if len(item.receipts) >= 12 else None
    rows = [
        result("current_balance_nonnegative", "current_balance", 0.0, "yuan", last, deficit),
        result(
            "can_pay", "balance", 0.0, "yuan", float(item.balance[1:].min()) if len(item.receipts) else None, unpaid
        ),
    ]
    criteria = TESTS.get(f"{item.line.fund}.{item.line.account}", ())
    cover = payable_months(item) if criteria else np.zeros(0)
    for test in criteria:
        limit = thresholds[test.threshold]
        bad = np.flatnonzero(cover < limit if test.at_least else cover > limit)
        failing = text(int(months[bad[0]])) if len(bad) else None
        value = None if not len(cover) or np.isnan(cover[-1]) else float(cover[-1])
        rows.append(result(test.name, "payable_months", limit, "month", value, failing))
    return rows
