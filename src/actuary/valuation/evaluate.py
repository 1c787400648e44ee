"""Evaluates a projection (估值): people seen -> postings -> ledgers, under any pooling rule."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.dated.parameters import listening, reached
from actuary.funds.books import Book, books_of, every_ledger
from actuary.funds.ledgers import FundRules, Ledger
from actuary.funds.mergers import in_force, rebook, together
from actuary.funds.pools import Pooling
from actuary.people.axes import D
from actuary.people.movement import Movement
from actuary.schemes import (
    central_adjustment,
    declared,
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

if TYPE_CHECKING:
    from actuary.valuation.triggers import Reading

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
    declared,
)
RESTS_ON = {resident_medical: (employee_medical,)}
"""Schemes that look at what others made: their members."""


class Part(NamedTuple):
    """What one scheme made (单一险种的测算), and the parameters that it asked for on the way."""

    name: str
    setting: Setting
    asked: frozenset[str]


@dataclass(frozen=True)
class Evaluation:
    """Postings of all schemes, what was given to them, and the rules of what depends on balances; the `parts` of
    which they are made, by scheme, and what the setting itself `asked` for."""

    setting: Setting
    rules: FundRules
    opening_balances: dict[tuple[str, str], FloatArray]
    parts: dict[str, Part]
    asked: frozenset[str]
    books: list[Book] = field(default_factory=list, repr=False)
    """Ledgers kept so far, here or before; those given the same are not kept again."""

    decided: tuple["Reading", ...] = ()
    """Triggers on rates as they were read, and what each moved."""

    def ledgers(self, pooling: Pooling, fund: str | None = None) -> Ledgers:
        """All ledgers, or those of one fund, under the pools of each month."""
        postings = self.setting.postings
        postings = postings if fund is None else postings.of(together(self.rules.mergers, fund))
        books = books_of(postings, self.opening_balances, pooling, self.rules, self.books)
        self.books.extend(book for book in books if not any(book is other for other in self.books))
        return every_ledger(books)


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


def evaluate(
    a: Assembled,
    movement: Movement,
    target_month: int,
    *,
    follow_paths: bool = True,
    before: Evaluation | None = None,
    changed: Collection[str] = (),
) -> Evaluation:
    """Run every scheme over the people seen; without paths, membership keeps the opening's shares.

    `before`: an evaluation of the same people, whose parts stay as they are where a scheme asked for nothing of what
    has `changed` since.
    """
    others = reached(changed, (*a.law.parameters.parameters.values(), *a.basis.parameters.parameters.values()))
    with listening(*stores(a)) as asked:
        setting = surroundings(a, movement, target_month, follow_paths, before)
    kept = before.parts if before is not None and not others & before.asked else {}
    parts: dict[str, Part] = {}
    for scheme in SCHEMES:
        name = scheme.__name__
        beside = [parts[other.__name__] for other in RESTS_ON.get(scheme, ())]
        same = name in kept and not others & kept[name].asked and all(kept.get(p.name) is p for p in beside)
        parts[name] = kept[name] if same else run_alone(scheme, setting, beside)
        setting.take(parts[name].setting)
    rules, balances = fund_rules(a, setting.months), openings(a.opening, setting)
    rebook(setting, rules.mergers)
    books = [] if before is None else list(before.books)
    return Evaluation(setting, rules, balances, parts, frozenset(asked), books)


def stores(a: Assembled) -> tuple[Parameters, Parameters, Parameters]:
    """Law, belief and opening, as their reading is recorded."""
    return a.law.parameters, a.basis.parameters, a.opening


def surroundings(
    a: Assembled, movement: Movement, target_month: int, follow_paths: bool, before: Evaluation | None
) -> Setting:
    """What every scheme is given."""
    months = np.arange(a.first, a.first + a.months)
    return Setting(
        months=months,
        opening_month=a.opening_month,
        law=a.law,
        basis=a.basis,
        opening=a.opening,
        seen=Seen(movement, a.people.active, a.people.retired) if before is None else before.setting.seen,
        wage_index=np.array([a.rates.wage_index(int(year)) for year in months // 12]),
        paths=paths(a, target_month) if follow_paths else {},
        postings=Postings(a.months, D),
    )


def run_alone(scheme: ModuleType, setting: Setting, beside: Sequence[Part]) -> Part:
    """One scheme on a setting of its own; beside it lies only what it rests on."""
    own = setting.alone(*(part.setting for part in beside))
    with listening(own.law.parameters, own.basis.parameters, own.opening) as asked:
        scheme.post_all(own)
    return Part(scheme.__name__, own, frozenset(asked))


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
        stabilisation_months=law.over("law.unemployment.stabilisation_reserve_months", months),
        contributions_2015=a.opening.number("opening.flow_2015.unemployment_receipts", a.opening_month),
        unemployment_spending_2015=a.opening.number("opening.flow_2015.unemployment_expenditure", a.opening_month),
        subsidy_parts=round(basis.number("basis.cash.ordinary_subsidy_payments", first)),
        reserve_share=law.over("law.work_injury.reserve_share", months),
        reserve_cap=law.over("law.work_injury.reserve_cap", months),
        national_share=law.over("law.pooling.national_share", months),
        mergers=in_force(law, months),
    )
