"""Base year (基期核对): the opening's people under the law of 2015, beside the proxies of that year.

The first projected month is repeated over the twelve months of 2015; pensions are taken back to before the
first rise. It is a check of the opening and of the schemes together, and feeds nothing.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.funds.pools import ONE_CITY
from actuary.kernels.month import ACCOUNT_PART, BASIC, LANES, TRANSITIONAL
from actuary.law.legislation import Legislation
from actuary.months import year_of
from actuary.people.movement import Movement
from actuary.schemes.exposure import ASKS
from actuary.valuation.assemble import Assembled
from actuary.valuation.evaluate import evaluate
from actuary.valuation.lines import LINES, PRINTED, series
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]


def repeated(m: Movement, rise: float) -> Movement:
    """The first month twelve times over, with enterprise pensions before the first rise."""

    def tile(values: FloatArray, steps: int = 12) -> FloatArray:
        return np.repeat(values[:1], steps, axis=0)

    exposure = tile(m.exposure)
    for index, ask in enumerate(ASKS):
        pension = ask.total in (BASIC, TRANSITIONAL, ACCOUNT_PART)
        if pension and ask.status in (Status.EMPLOYEE_RETIREE, Status.PUBLIC_RETIREE):
            exposure[:, index] /= 1.0 + rise
    return m._replace(
        people=tile(m.people, 13),
        exposure=exposure,
        base=tile(m.base),
        death=tile(m.death),
        flow=tile(m.flow),
        retired=tile(m.retired),
        arrival=tile(m.arrival),
        birth=tile(m.birth),
        account=tile(m.account),
        records=tile(m.records, 13),
    )


def base_year(a: Assembled, movement: Movement, target_month: int) -> list[dict[str, Any]]:
    """Receipts and spending of 2015 by fund beside the proxies and their ranges [yuan a year]."""
    earlier = replace(
        a,
        law=Legislation(a.law.parameters.aside(), a.law.schedules, a.law.pooling),
        basis=Basis(a.basis.parameters.aside()),
        opening=a.opening.aside(),
        first=a.first - 12,
        months=12,
    )
    same = repeated(movement, a.rates.indexation(a.first))
    evaluation = evaluate(earlier, same, target_month, follow_paths=False)
    ledgers = evaluation.ledgers(ONE_CITY)
    checks = earlier.opening
    rows, year = [], year_of(a.first - 1)
    for line in LINES:
        name = PRINTED.get((line.fund, line.account))
        if name is None:
            continue
        item = series(ledgers, line, np.ones(LANES - 1), "city", True)
        for kind, cash in (("receipts", item.receipts), ("expenditure", item.expenditure)):
            value = checks.row(f"opening.flow_{year}.{name}_{kind}", a.first - 1)
            rows.append(aggregate(f"{line.fund}.{line.account}.{kind}", "yuan", value, float(cash.sum())))
    items = ledgers[("employee_pension", "enterprise")].by_item()
    for name in ("portability_in", "portability_out"):
        value = checks.row(f"opening.flow_{year}.{name}", a.first - 1)
        moved = abs(float(items.get(f"transfer.{name}", np.zeros(1)).sum()))
        rows.append(aggregate(f"employee_pension.enterprise.{name}", "yuan", value, moved))
    return rows + people_checks(replace(earlier, first=a.first, months=a.months), movement)


def aggregate(name: str, unit: str, value: Any, computed: float) -> dict[str, Any]:
    """One aggregate beside its proxy."""
    low, high = value.low, value.high
    return {
        "name": name,
        "expected": value.value,
        "low": low,
        "high": high,
        "computed": computed,
        "unit": unit,
        "within": None if low is None or high is None else bool(low <= computed <= high),
    }


def people_checks(a: Assembled, m: Movement) -> list[dict[str, Any]]:
    """New awards, deaths, compliance and bases at the floor beside their proxies."""
    first = min(12, a.months)
    month = a.first - 1
    awarded = m.retired[:first, :, :, :2].sum(axis=(0, 1, 2, 3, 5))
    year = 12.0 / first
    wage = a.law.number("law.common.benefit_wage", month) / a.law.number("law.common.benefit_wage", a.first)
    mean = float(awarded[1:4].sum() / max(awarded[0], 1e-9)) * wage
    retirees = [Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE]
    deaths = float(m.death[:first, :, retirees, 0].sum()) * year
    rows = [
        aggregate(
            "employee_pension.new_award_mean",
            "yuan_per_month",
            a.opening.row(f"opening.pension.new_award_{year_of(month)}", month),
            mean,
        ),
        aggregate(
            "employee_pension.new_awards",
            "person",
            a.opening.row("opening.pension.new_awards", month),
            float(awarded[0]) * year,
        ),
        aggregate(
            "employee_pension.retiree_deaths",
            "person",
            a.opening.row("opening.pension.retiree_deaths", month),
            deaths,
        ),
    ]
    limits = a.rates.limits(month)
    floor = a.basis.table("basis.base.share_at_floor", month)
    factors = a.basis.parameters.row("basis.base.share_at_floor", month)
    for index, name in ((0, "enterprise"), (3, "flexible")):
        expected = float(floor.values[floor.keys.index(name)])
        low, high = (expected * (f if f is not None else 1.0) for f in (factors.low, factors.high))
        computed = a.rates.wages.at_floor(index, a.rates.wage(year_of(month)), limits)
        rows.append(
            {
                "name": f"employee_pension.share_at_floor_{name}",
                "expected": expected,
                "low": low,
                "high": min(high, 1.0),
                "computed": computed,
                "unit": "share",
                "within": bool(low <= computed <= high),
            }
        )
    return rows
