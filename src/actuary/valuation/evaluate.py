"""Evaluates a projection (估值): people seen -> postings -> ledgers, under any pooling rule."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import FundRules, Ledger, keep
from actuary.funds.pools import Pooling
from actuary.people.axes import D
from actuary.people.project import Movement
from actuary.schemes import (
    central_adjustment,
    employee_medical,
    employee_pension,
    maternity,
    resident_medical,
    resident_pension,
    unemployment,
    work_injury,
)
from actuary.schemes.exposure import Seen
from actuary.schemes.postings import Postings
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled
from actuary.valuation.openings import openings

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
COVERAGE_FUNDS = ("work_injury", "maternity", "unemployment", "urban_medical")
SCHEMES = (
    employee_pension,
    central_adjustment,
    resident_pension,
    employee_medical,
    unemployment,
    work_injury,
    maternity,
    resident_medical,
)


@dataclass(frozen=True)
class Evaluation:
    """Postings of all schemes, what was given to them, and the rules of what depends on balances."""

    setting: Setting
    rules: FundRules
    opening_balances: dict[tuple[str, str], FloatArray]

    def ledgers(self, pooling: Pooling) -> Ledgers:
        """All ledgers under the pools of each month."""
        return keep(self.setting.postings, self.opening_balances, pooling, self.rules)


def paths(a: Assembled, target_month: int) -> dict[str, FloatArray]:
    """Coverage paths `[T + 1]` of the funds that follow membership: straight from the opening's count to the
    target [person]; from a month in which the target is another, straight on to that; not stated (NaN) after it."""
    aimed, last = a.basis.parameters.aimed, target_month - a.first + 1
    result = {}
    for fund in COVERAGE_FUNDS:
        goals = [aimed(f"basis.coverage.{fund}", target_month, a.first + t) for t in range(min(a.months, last))]
        path = np.full(a.months + 1, np.nan)
        path[0] = a.opening.number(f"opening.insured.{fund}", a.first - 1)
        turns = [t for t, goal in enumerate(goals) if t == 0 or goal != goals[t - 1]]
        for turn, end in zip(turns, [*turns[1:], len(goals)], strict=True):
            steps = np.arange(1.0, end - turn + 1)
            path[turn + 1 : end + 1] = path[turn] + (goals[turn] - path[turn]) * steps / (last - turn)
        result[fund] = path
    return result


def evaluate(a: Assembled, movement: Movement, target_month: int, *, follow_paths: bool = True) -> Evaluation:
    """Run every scheme over the people seen; without paths, membership keeps the opening's shares."""
    months = np.arange(a.first, a.first + a.months)
    seen = Seen(movement, a.people.active, a.people.retired)
    wage_index = np.array([a.rates.wage_index(int(year)) for year in months // 12])
    setting = Setting(
        months=months,
        opening_month=a.opening_month,
        law=a.law,
        basis=a.basis,
        opening=a.opening,
        seen=seen,
        wage_index=wage_index,
        paths=paths(a, target_month) if follow_paths else {},
        postings=Postings(a.months, D),
    )
    for scheme in SCHEMES:
        scheme.post_all(setting)
    return Evaluation(setting, fund_rules(a, months), openings(a.opening, setting))


def stabilisation_share(a: Assembled, months: NDArray[np.int64]) -> FloatArray:
    """Share of last year's contributions that goes back to employers (稳岗返还比例) `[T]`, large and small firms by
    their share of bases; up to 2020 both have the same."""
    large = a.law.over("law.unemployment.stabilisation_share", months)
    small = a.law.over("law.unemployment.stabilisation_share_small", months)
    part = a.basis.over("basis.employers.small_and_medium_share_of_bases", months)
    return np.asarray(large + part * (small - large))


def fund_rules(a: Assembled, months: NDArray[np.int64]) -> FundRules:
    """What depends on balances, from law and belief."""
    law, basis = a.law, a.basis
    first = int(months[0])
    return FundRules(
        months=months,
        interest=basis.over("basis.interest.fund", months) / 12.0,
        pension_subsidy=basis.over("basis.path.pension_subsidy_rule", months),
        spending_2015=a.opening.number("opening.flow_2015.employee_pension_expenditure", a.opening_month),
        stabilisation_share=stabilisation_share(a, months),
        stabilisation_take_up=basis.over("basis.unemployment.stabilisation_take_up", months),
        stabilisation_months=law.number("law.unemployment.stabilisation_reserve_months", first),
        contributions_2015=a.opening.number("opening.flow_2015.unemployment_receipts", a.opening_month),
        unemployment_spending_2015=a.opening.number("opening.flow_2015.unemployment_expenditure", a.opening_month),
        subsidy_parts=round(basis.number("basis.cash.ordinary_subsidy_payments", first)),
        reserve_share=law.over("law.work_injury.reserve_share", months),
        reserve_cap=law.over("law.work_injury.reserve_cap", months),
        national_share=law.over("law.pooling.national_share", months),
    )
