"""One run (一次运行): from a valuation's name to the verdict, the certificate and the tables."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from actuary import data
from actuary.basis.basis import Basis
from actuary.dated import (
    Assumptions,
    Change,
    Changes,
    DatedParameter,
    Parameters,
    Reform,
    ValuationFile,
    load_assumptions,
    load_cohort,
    load_valuation,
)
from actuary.errors import Problem, problem
from actuary.funds.pools import Pools, Rule, by_district, city, from_map
from actuary.law.legislation import Legislation
from actuary.months import parse, text, year_of
from actuary.people.coverage import Coverage, Learner
from actuary.people.project import Movement, project
from actuary.valuation import verdict as telling
from actuary.valuation.assemble import Assembled, assemble
from actuary.valuation.baseyear import base_year
from actuary.valuation.certificate import identities
from actuary.valuation.evaluate import Evaluation, Ledgers, evaluate
from actuary.valuation.reconcile import as_rows, opening_counts, target_rows

PLAN_HORIZON = "2020-12"
RULES = ("known-2016", "hindsight")
PLAN_TARGETS = {
    "employee_pension": "employee_pension",
    "urban_medical": "urban_medical",
    "work_injury": "work_injury",
    "maternity": "maternity",
    "unemployment": "unemployment",
    "resident_pension": "resident_pension",
}
ProgressTold = Callable[[int, int], None]


@dataclass
class RunResult:
    """Everything a run says; tables are made when asked for."""

    options: dict[str, Any]
    verdict: dict[str, Any]
    certificate: dict[str, Any]
    inputs: list[Path]
    assembled: Assembled
    movement: Movement
    evaluation: Evaluation
    ledgers: Ledgers
    pools: Pools
    groups: tuple[Parameters, ...] = field(repr=False, default=())

    @cached_property
    def _tables(self) -> dict[str, Any]:
        from actuary.valuation.inputs import inputs_table
        from actuary.valuation.tables import (
            account_table,
            balances_table,
            coverage_table,
            ledger_table,
            measures_table,
            members_table,
            people_flows_table,
            people_table,
        )

        a, m = self.assembled, self.movement
        months = [text(a.first + t) for t in range(a.months)]
        ends = [text(a.first - 1), *months]
        return {
            "ledger": ledger_table(self.ledgers, months, a.first),
            "balances": balances_table(self.ledgers, months),
            "account_record": account_table(a, m, months),
            "people": people_table(m, a.first),
            "people_flows": people_flows_table(m, months),
            "members": members_table(self.evaluation.setting, ends),
            "measures": measures_table(self.ledgers, self.pools, np.arange(a.first, a.first + a.months)),
            "coverage": coverage_table(m.coverage, months),
            "inputs": inputs_table(self.groups),
        }

    def tables(self) -> dict[str, Any]:
        """Tables of the run folder by name."""
        return self._tables


def growth_of(basis: Parameters) -> Callable[[str, int, int], float]:
    """Growth of a series of belief after a stated month, in steps of a year: the wage that a year's law rests on
    is that of the year before."""

    def grow(series: str, stated_to: int, month: int) -> float:
        steps = max(-(-(month - stated_to) // 12), 0)
        first = year_of(stated_to - 6)
        rates = [basis.number(f"basis.{series}", (first + step) * 12) for step in range(steps)]
        return float(np.prod([1.0 + rate for rate in rates]))

    return grow


def pools_for(rule: str, assumptions: Assumptions, law: Parameters, month: int) -> Pools:
    """Pools under a rule: the map of 2015, fifteen, one, or the map with an adjustment fund."""
    kind = Rule(rule)
    if kind is Rule.CITY:
        return city()
    if kind is Rule.DISTRICTS:
        return by_district()
    table = {fund: dict(pools) for fund, pools in assumptions.pooling["map-2015"].pools.items()}
    share = law.number("law.pooling.adjustment_share", month) if kind is Rule.ADJUSTMENT else 0.0
    return from_map(kind, table, share)


def chosen(given: str | None, stated: str | None, default: str) -> str:
    """Option, then valuation file, then default."""
    return next(value for value in (given, stated, default) if value is not None)


def one_of(option: str, word: str, words: Collection[str]) -> None:
    """Refuse a word that is not among those of its option."""
    if word not in words:
        raise Problem(
            problem(
                option,
                message=f"There is no {option} {word!r}.",
                remedy="Choose one of " + ", ".join(sorted(words)) + ".",
                field=f"--{option}",
            )
        )


def horizon(file: ValuationFile, to: str | None) -> int:
    """Last month of the run [month]."""
    last = parse(to, "--to") if to is not None else (file.to or parse(PLAN_HORIZON))
    if not file.opening < last <= parse("2070-12"):
        raise Problem(
            problem(
                "horizon",
                message=f"The run cannot end in {text(last)}.",
                remedy=f"Choose a month after {text(file.opening)} and not after 2070-12.",
                field="--to",
            )
        )
    return last


def known(
    parameters: Mapping[str, DatedParameter],
    rules: str,
    known_at: int,
    growth: Any = None,
    changes: Changes | None = None,
) -> Parameters:
    """Parameters as seen under a rule set, with what reforms change."""
    return Parameters(parameters, hindsight=rules == "hindsight", known_at=known_at, growth=growth, changes=changes)


@dataclass(frozen=True)
class Prepared:
    """A valuation read and checked (已装载的估值), before law and belief are looked at: runs start from here."""

    file: ValuationFile
    options: dict[str, Any]
    root: Path
    assumptions: Assumptions
    cohort: Mapping[str, DatedParameter]

    @property
    def folder(self) -> Path:
        """The cohort's folder."""
        return self.root / self.file.people

    @property
    def inputs(self) -> list[Path]:
        """Every file that the run rests on."""
        shipped = (self.root / "assumptions").rglob("*.yaml")
        return sorted({*shipped, *self.folder.rglob("*.yaml"), *self.folder.glob("*.csv")})


def prepare(
    valuation: str,
    *,
    rules: str | None = None,
    basis: str | None = None,
    pooling: str | None = None,
    to: str | None = None,
) -> Prepared:
    """Read a shipped valuation or a file with its options; raises Problem on bad input."""
    root = data.root()
    assumptions = load_assumptions(root)
    file = load_valuation(valuation, assumptions, root)
    options = {
        "valuation": file.name,
        "rules": chosen(rules, file.rules, "known-2016"),
        "basis": chosen(basis, file.basis, "plan"),
        "pooling": chosen(pooling, file.pooling, "separate"),
        "to": text(horizon(file, to)),
    }
    one_of("rules", options["rules"], RULES)
    one_of("basis", options["basis"], assumptions.bases)
    one_of("pooling", options["pooling"], [rule.value for rule in Rule])
    return Prepared(file, options, root, assumptions, load_cohort(root / file.people, assumptions.sources))


def run(
    valuation: str,
    *,
    rules: str | None = None,
    basis: str | None = None,
    pooling: str | None = None,
    to: str | None = None,
    progress: ProgressTold | None = None,
    coverage: Coverage | None = None,
) -> RunResult:
    """Run a shipped valuation or a file; raises Problem on bad input, and never gives half a result."""
    prepared = prepare(valuation, rules=rules, basis=basis, pooling=pooling, to=to)
    return execute(prepared, progress=progress, coverage=coverage)


def execute(
    prepared: Prepared,
    *,
    progress: ProgressTold | None = None,
    coverage: Coverage | None = None,
    reforms: Sequence[Reform] = (),
) -> RunResult:
    """One run of a prepared valuation, with its coverage learned or given, under reforms in their order."""
    file, options, assumptions = prepared.file, prepared.options, prepared.assumptions
    changes = [change for reform in reforms for change in reform.changes]
    law_changes, beliefs_changes = by_room(changes)
    beliefs = known(assumptions.bases[options["basis"]], options["rules"], file.known_at, changes=beliefs_changes)
    beliefs.growth = growth_of(beliefs)
    laws = known(assumptions.law, options["rules"], file.known_at, beliefs.growth, law_changes)
    opening = known(prepared.cohort, "hindsight", file.known_at)
    schedules = {**assumptions.schedules, **{name: s for reform in reforms for name, s in reform.schedules.items()}}
    law = Legislation(laws, schedules, assumptions.pooling)
    target_month = parse(PLAN_HORIZON)
    a = assemble(law, Basis(beliefs), opening, prepared.folder, file.opening, parse(options["to"]), target_month)
    learner = Learner(a.targets, a.away) if coverage is None else None
    told = (lambda t: progress(t + 1, a.months)) if progress else None
    movement = project(a.start, a.rates, a.first, a.months, learner, coverage, told)
    evaluation = evaluate(a, movement, target_month)
    pools = pools_for(options["pooling"], assumptions, laws, a.first)
    ledgers = evaluation.ledgers(pools)
    pooled = ledgers if pools.rule is Rule.CITY else evaluation.ledgers(city())
    groups = (laws, beliefs, opening)
    months = np.arange(a.first, a.first + a.months)
    limits = telling.thresholds(laws, a.first)
    certificate = identities(movement, ledgers, a.first)
    targets = plan_targets(assumptions, file)
    reconciliation = as_rows(opening_counts(a, evaluation.setting, movement.people))
    verdict = {
        "schema": "actuary.verdict/1",
        **options,
        "funds": telling.fund_rows(ledgers, pooled, pools, months, limits),
        "inputs": telling.input_counts(groups),
        "triggers": [],
        "reconciliation": reconciliation,
        "participants": target_rows(a, evaluation.setting, movement, target_month, targets),
        "aggregates": base_year(a, movement, target_month),
        "tails": telling.tails(groups),
        "levels": telling.levels(groups),
        "certificate": {
            "identities": len(certificate),
            "passed": sum(bool(row["passed"]) for row in certificate),
        },
    }
    document = {"schema": "actuary.certificate/1", "identities": certificate}
    return RunResult(options, verdict, document, prepared.inputs, a, movement, evaluation, ledgers, pools, groups)


def by_room(changes: Sequence[Change]) -> tuple[Changes, Changes]:
    """Changes of law and changes of belief, each in their order."""
    law = [change for change in changes if change.name.startswith("law.")]
    return Changes(law), Changes(change for change in changes if not change.name.startswith("law."))


def plan_targets(assumptions: Assumptions, file: ValuationFile) -> dict[str, float]:
    """The plan's printed targets for 2020-12 [person], whatever the basis."""
    plan = known(assumptions.bases["plan"], "hindsight", file.known_at)
    return {fund: plan.number(f"basis.coverage.{name}", parse(PLAN_HORIZON)) for fund, name in PLAN_TARGETS.items()}
