"""Evaluates a projection (估值): people seen -> postings -> ledgers, under any pooling rule."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.dated import DatedParameter, Parameters
from actuary.dated.asked import listening, reached
from actuary.funds.books import keep
from actuary.funds.ledgers import FundRules, Ledger
from actuary.funds.mergers import in_force, rebook, together
from actuary.funds.pools import Pooling
from actuary.months import year_of
from actuary.people.axes import D
from actuary.people.movement import Movement
from actuary.schemes import (
    central_adjustment,
    declared,
    employee_medical,
    employee_pension,
    injury_people,
    maternity,
    medical_people,
    resident_medical,
    resident_pension,
    unemployment,
    work_injury,
)
from actuary.schemes.exposure import Seen
from actuary.schemes.postings import Postings
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled
from actuary.valuation.known import Claim, Known, Part, Reaching, read_of, said_of
from actuary.valuation.openings import openings
from actuary.valuation.triggers import Reading

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
COVERAGE_FUNDS = ("work_injury", "maternity", "unemployment", "urban_medical")
SCHEMES = (
    employee_pension,
    central_adjustment,
    resident_pension,
    medical_people,
    employee_medical,
    unemployment,
    injury_people,
    work_injury,
    maternity,
    resident_medical,
    declared,
)
RESTS_ON = {
    employee_medical: (medical_people,),
    resident_medical: (medical_people,),
    work_injury: (injury_people,),
}
"""Schemes that look at what others made: their members, and who draws from them."""


@dataclass(frozen=True)
class Evaluation:
    """Postings of all schemes, what was given to them, and the rules of what depends on balances; the `parts` of
    which they are made, by scheme, and what else is `known` on the same people."""

    setting: Setting
    rules: FundRules
    opening_balances: dict[tuple[str, str], FloatArray]
    parts: dict[str, Part]
    known: Known = field(repr=False)
    decided: tuple[Reading, ...] = ()
    """Triggers on rates as they were read, and what each moved."""

    def ledgers(self, pooling: Pooling, fund: str | None = None) -> Ledgers:
        """All ledgers, or those of one fund, under the pools of each month."""
        postings = self.setting.postings
        postings = postings if fund is None else postings.of(together(self.rules.mergers, fund))
        return keep(postings, self.opening_balances, pooling, self.rules, self.known.shelf)


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
    claims: Sequence[Claim] = (),
    known: Known | None = None,
) -> Evaluation:
    """Run every scheme over the people seen; without paths, membership keeps the opening's shares.

    `claims`: what is said otherwise than on the baseline; `known`: what was made on the same people under other claims.
    """
    known = Known() if known is None else known
    setting, parts, reaching = schemes(a, movement, target_month, follow_paths, claims, known)
    rules, balances = rules_and_asked(a, setting.months, known, reaching)[0], openings(a.opening, setting)
    rebook(setting, rules.mergers)
    return Evaluation(setting, rules, balances, parts, known)


def schemes(
    a: Assembled,
    movement: Movement,
    target_month: int,
    follow_paths: bool,
    claims: Sequence[Claim],
    known: Known,
) -> tuple[Setting, dict[str, Part], Reaching]:
    """Every scheme over the people seen, or what is known of it: all that they made, and each by itself; and what the
    claims reach."""
    known.seen = known.seen or Seen(movement, a.people.active, a.people.retired)
    grown = growing(a)
    reaching = [(reached((name,), grown), said) for name, said in claims]
    setting, asked = surroundings(a, known, reaching, target_month, follow_paths)
    parts: dict[str, Part] = {}
    for scheme in SCHEMES:
        beside = tuple(parts[other.__name__] for other in RESTS_ON.get(scheme, ()))
        part = known.part(scheme.__name__, reaching, beside)
        if part is None:
            part = run_alone(scheme, setting, beside, asked, reaching)
            known.add(part)
        for store in stores(a):
            store.changes.note(part.read)
        parts[part.name] = part
        setting.take(part.setting)
    return setting, parts, reaching


def growing(a: Assembled) -> list[DatedParameter]:
    """Parameters of law and belief whose tails grow with another."""
    rooms = (a.law.parameters.parameters, a.basis.parameters.parameters)
    return [parameter for room in rooms for parameter in room.values() if parameter.grows_with is not None]


def stores(a: Assembled) -> tuple[Parameters, Parameters, Parameters]:
    """Law, belief and opening, as their reading is recorded."""
    return a.law.parameters, a.basis.parameters, a.opening


def surroundings(
    a: Assembled, known: Known, reaching: Reaching, target_month: int, follow_paths: bool
) -> tuple[Setting, frozenset[str]]:
    """What every scheme is given, and the parameters that it took."""
    assert known.seen is not None, "people are seen first"
    months = np.arange(a.first, a.first + a.months)
    wages = known.answers.answer("wages", stores(a), reaching, lambda: wage_indices(a, months))
    aims = known.answers.answer(
        f"paths.{follow_paths}", stores(a), reaching, lambda: paths(a, target_month) if follow_paths else {}
    )
    setting = Setting(
        months=months,
        opening_month=a.opening_month,
        law=a.law,
        basis=a.basis,
        opening=a.opening,
        seen=known.seen,
        wage_index=wages.value,
        paths=aims.value,
        postings=Postings(a.months, D),
        once=known.answers.giving(stores(a), reaching),
    )
    return setting, wages.asked | aims.asked


def wage_indices(a: Assembled, months: NDArray[np.int64]) -> FloatArray:
    """True mean wage over that of the opening year by month `[T]`."""
    return np.array([a.rates.wage_index(int(year)) for year in months // 12])


def run_alone(
    scheme: ModuleType, setting: Setting, beside: tuple[Part, ...], around: frozenset[str], reaching: Reaching
) -> Part:
    """One scheme on a setting of its own, beside what it rests on; `around`: what the setting itself asked for."""
    own = setting.alone(*(part.setting for part in beside))
    rooms = own.law.parameters, own.basis.parameters
    with listening(*rooms, own.opening) as names:
        scheme.post_all(own)
    asked = frozenset(names | around)
    said = said_of(asked, reaching)
    return Part(scheme.__name__, own, asked, said, read_of(rooms, said), beside)


def stabilisation_share(a: Assembled, months: NDArray[np.int64]) -> FloatArray:
    """Share of last year's contributions that goes back to employers (稳岗返还比例) `[T]`, large and small firms by
    their share of bases; up to 2020 both have the same."""
    large = a.law.over("law.unemployment.stabilisation_share", months)
    small = a.law.over("law.unemployment.stabilisation_share_small", months)
    part = a.basis.over("basis.employers.small_and_medium_share_of_bases", months)
    return np.asarray(large + part * (small - large))


def invested(a: Assembled, months: NDArray[np.int64]) -> FloatArray:
    """Return a year of the pension funds (养老基金收益率) `[T]`: of what is entrusted and of what is not."""
    share, gain, fund = (
        a.basis.over(f"basis.interest.{name}", months) for name in ("entrusted_share", "entrusted_return", "fund")
    )
    return np.asarray(fund + share * (gain - fund))


def rules_and_asked(
    a: Assembled, months: NDArray[np.int64], known: Known, reaching: Reaching
) -> tuple[FundRules, dict[str, frozenset[str]]]:
    """What depends on balances, from law and belief, and the parameters that each rule took."""
    found = {
        name: known.answers.answer(f"rule.{name}", stores(a), reaching, make)
        for name, make in rules_made(a, months).items()
    }
    rules = FundRules(months=months, **{name: answer.value for name, answer in found.items()})
    return rules, {name: answer.asked for name, answer in found.items()}


def rules_made(a: Assembled, months: NDArray[np.int64]) -> dict[str, Callable[[], Any]]:
    """How each rule is made."""
    law, basis = a.law, a.basis
    first, year = int(months[0]), year_of(a.opening_month)
    return {
        "interest": lambda: basis.over("basis.interest.fund", months) / 12.0,
        "invested": lambda: invested(a, months) / 12.0,
        "pension_subsidy": lambda: basis.over("basis.path.pension_subsidy_rule", months),
        "spending_2015": lambda: a.opening.number(f"opening.flow_{year}.employee_pension_expenditure", a.opening_month),
        "stabilisation_share": lambda: stabilisation_share(a, months),
        "stabilisation_take_up": lambda: basis.over("basis.unemployment.stabilisation_take_up", months),
        "stabilisation_months": lambda: law.over("law.unemployment.stabilisation_reserve_months", months),
        "contributions_2015": lambda: a.opening.number(f"opening.flow_{year}.unemployment_receipts", a.opening_month),
        "unemployment_spending_2015": lambda: a.opening.number(
            f"opening.flow_{year}.unemployment_expenditure", a.opening_month
        ),
        "subsidy_parts": lambda: round(basis.number("basis.cash.ordinary_subsidy_payments", first)),
        "reserve_share": lambda: law.over("law.work_injury.reserve_share", months),
        "reserve_cap": lambda: law.over("law.work_injury.reserve_cap", months),
        "national_share": lambda: law.over("law.pooling.national_share", months),
        "mergers": lambda: in_force(law, months),
    }
