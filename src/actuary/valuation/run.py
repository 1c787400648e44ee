"""One run (一次运行): from a valuation's name to the verdict, the certificate and the tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.dated import (
    Parameters,
    Reform,
)
from actuary.dated.asked import listening
from actuary.funds.counterparties import Entry, mirror
from actuary.funds.pools import Pooling, Pools
from actuary.months import parse, text
from actuary.people.coverage import Coverage, Learner
from actuary.people.movement import NOTED, Movement
from actuary.people.project import project
from actuary.people.standing import Since
from actuary.schemes.setting import Once, make_anew
from actuary.valuation import acting
from actuary.valuation import verdict as telling
from actuary.valuation.assemble import Assembled, assemble
from actuary.valuation.baseyear import base_year
from actuary.valuation.certificate import identities
from actuary.valuation.computable import check_finite, computed
from actuary.valuation.evaluate import Evaluation, Ledgers, schemes, stores
from actuary.valuation.found import found, place_of
from actuary.valuation.funded import Flows, Keeping, Valued
from actuary.valuation.known import Claim, Known
from actuary.valuation.lines import Series, all_series
from actuary.valuation.measured import Measuring, told
from actuary.valuation.memoranda import class_identity, followed, memoranda
from actuary.valuation.prepare import PLAN_HORIZON, Prepared, Views, pooling_for, pools_for, prepare, views
from actuary.valuation.reconcile import KINDS, as_rows, opening_counts, target_rows

PLAN = "wuhan-plan-13"
"""The printed document whose targets a run is held against."""
FloatArray = NDArray[np.float64]
ProgressTold = Callable[[int, int], None]


@dataclass
class RunResult:
    """Everything a run says; tables are made when asked for."""

    prepared: Prepared
    verdict: dict[str, Any]
    certificate: dict[str, Any]
    assembled: Assembled
    movement: Movement
    evaluation: Evaluation
    ledgers: Ledgers
    pooling: Pooling
    series: list[Series]
    measuring: Measuring
    outside: dict[Entry, FloatArray]
    groups: tuple[Parameters, ...] = field(repr=False)
    moving: frozenset[str] = field(repr=False)
    """Parameters that were asked for when people moved."""

    @property
    def options(self) -> dict[str, Any]:
        """What was asked for, by the names of the command's options."""
        return self.prepared.options

    @property
    def reforms(self) -> dict[str, Path]:
        """Files of the reforms that it ran under, by name."""
        return {reform.name: reform.path for reform in self.prepared.reforms}

    @property
    def inputs(self) -> list[Path]:
        """Every file that the run rests on."""
        ranked = self.verdict.get("next") is not None
        return [*self.prepared.inputs, *([place_of(self.prepared)] if ranked else [])]

    @property
    def pools(self) -> Pools:
        """The pools of the valuation, in which results are read."""
        return self.pooling.opening

    @cached_property
    def _tables(self) -> dict[str, Any]:
        from actuary.valuation.exposed import exposures_table
        from actuary.valuation.in_force import in_force_table
        from actuary.valuation.inputs import inputs_table
        from actuary.valuation.measures_table import measures_table
        from actuary.valuation.register_tables import memoranda_table, register_flows_table, registers_table
        from actuary.valuation.tables import (
            account_table,
            balances_table,
            counterparties_table,
            coverage_members_table,
            coverage_table,
            ledger_table,
            members_table,
            outside_table,
            people_flows_table,
            people_table,
            pools_table,
        )

        a, m = self.assembled, self.movement
        with listening(*self.groups) as resting:
            exposures = exposures_table(a, m, self.evaluation)
        months = [text(a.first + t) for t in range(a.months)]
        ends = [text(a.first - 1), *months]
        return {
            "ledger": ledger_table(self.ledgers, months, a.first),
            "balances": balances_table(self.ledgers, months),
            "account_record": account_table(a, m, months),
            "people": people_table(m, a.first),
            "people_flows": people_flows_table(m, months),
            "counterparties": counterparties_table(self.outside, months),
            "members": members_table(self.evaluation.setting, ends),
            "registers": registers_table(self.evaluation.setting.registers, a.first),
            "register_flows": register_flows_table(self.evaluation.setting.registers, months),
            "memoranda": memoranda_table(self.evaluation.setting, months),
            "measures": measures_table(self.measuring, self.series, a, m),
            "pools": pools_table(self.pooling, a.first),
            "coverage": coverage_table(m.coverage, months),
            "coverage_outside": outside_table(m.coverage, months),
            "coverage_members": coverage_members_table(m.coverage, months),
            "inputs": inputs_table(self.groups),
            "exposures": exposures,
            "in_force": in_force_table(
                self.groups,
                self.prepared.assumptions.sources,
                a.opening_month,
                range(a.first - 12, a.first + 12 * (NOTED + 1)),
                {"people": self.moving, "exposures": frozenset(resting)},
            ),
        }

    def tables(self) -> dict[str, Any]:
        """Tables of the run folder by name."""
        return self._tables


def run(
    valuation: str,
    *,
    rules: str | None = None,
    basis: str | None = None,
    pooling: str | None = None,
    to: str | None = None,
    group: str | None = None,
    given: str | None = None,
    progress: ProgressTold | None = None,
    coverage: Coverage | None = None,
) -> RunResult:
    """Run a shipped valuation or a file; raises Problem on bad input, and never gives half a result."""
    prepared = prepare(valuation, rules=rules, basis=basis, pooling=pooling, to=to, group=group, given=given)
    return execute(prepared, progress=progress, coverage=coverage)


def execute(
    prepared: Prepared,
    *,
    progress: ProgressTold | None = None,
    coverage: Coverage | None = None,
) -> RunResult:
    """One run of a prepared valuation, under its reforms, with its coverage learned or given."""
    seen = views(prepared)
    with listening(*seen.groups) as moving:
        a, movement = move(prepared, seen, coverage, progress)
    for store in seen.groups:
        store.asked |= moving
    valued = value(prepared, a, movement)
    evaluation, pooling, ledgers, pooled = valued
    series = all_series(ledgers, pooled, pooling)
    measuring = Measuring(evaluation.setting, evaluation.rules.interest)
    outside = mirror(ledgers, a.law.over("law.pooling.backstop_city_share", np.arange(a.first, a.first + a.months)))
    rolled = followed(a, a.months)
    certificate = identities(movement, evaluation.setting, ledgers, outside, series)
    certificate += class_identity(rolled, movement, a.first)
    beside = _beside(prepared, a, movement, evaluation)
    verdict = {
        "schema": "actuary.verdict/1",
        **prepared.options,
        **_money(prepared, seen, a, valued, series, measuring),
        **beside,
        "memoranda": memoranda(a, evaluation.setting, movement, rolled),
        "tails": telling.tails(seen.groups),
        "levels": telling.levels(seen.groups),
        "certificate": {
            "identities": len(certificate),
            "passed": sum(bool(row["passed"]) for row in certificate),
        },
    }
    document = {"schema": "actuary.certificate/1", "identities": certificate}
    kept = (ledgers, pooling, series, measuring, outside)
    return RunResult(prepared, verdict, document, a, movement, evaluation, *kept, seen.groups, frozenset(moving))


def _money(
    prepared: Prepared, seen: Views, a: Assembled, valued: Valued, series: list[Series], measuring: Measuring
) -> dict[str, Any]:
    """What a verdict says of the funds, of what decides them (all that anything has asked for) and of law that acts."""
    evaluation, pooling, ledgers, _ = valued
    limits = telling.thresholds(seen.law.parameters, a.first)
    fired = acting.rows(prepared.assumptions.triggers, a, evaluation, pooling, ledgers)
    return {
        "funds": telling.fund_rows(series, np.arange(a.first, a.first + a.months), limits),
        "measures": told(measuring, series),
        "inputs": telling.input_counts(seen.groups),
        **({} if prepared.reforms else {"next": found(prepared)}),
        "replaced": telling.replaced_rows(prepared.replaced),
        "triggers": fired,
    }


def _beside(prepared: Prepared, a: Assembled, movement: Movement, evaluation: Evaluation) -> dict[str, Any]:
    """What a verdict sets beside printed figures: the opening, participants, the base year's aggregates."""
    return {
        "reconciliation": as_rows(opening_counts(a, evaluation.setting, movement.people)),
        "participants": target_rows(a, evaluation.setting, movement, prepared.target, plan_targets(prepared)),
        "aggregates": base_year(a, movement, prepared.target),
    }


@computed
def move(
    prepared: Prepared,
    seen: Views,
    coverage: Coverage | None,
    progress: ProgressTold | None = None,
    *,
    watch: bool = False,
    once: Once = make_anew,
    since: Callable[[Assembled], Since | None] | None = None,
) -> tuple[Assembled, Movement]:
    """The people of a prepared valuation under what it sees; coverage is learned, or read from a learned table; of a
    closed group, it is a table of noughts. `watch`: with sums by class of birth; `since`: from where on the people are
    others than in another run."""
    opening, last = prepared.file.opening, parse(prepared.options["to"])
    a = assemble(*seen, prepared.folder, opening, last, prepared.target, once)
    if prepared.closed:
        a, coverage = replace(a, start=a.start._replace(closed=True)), Coverage.empty(a.months)
    learner = Learner(a.targets, a.away) if coverage is None else None
    tell = (lambda t: progress(t + 1, a.months)) if progress else None
    begin = since(a) if since else None
    return a, project(a.start, a.rates, a.first, a.months, learner, coverage, tell, watch=watch, since=begin)


@computed
def take_in(prepared: Prepared, a: Assembled, movement: Movement) -> Coverage:
    """The coverage that people have learned, with how the members of each fund follow its path on them."""
    schemes(a, movement, prepared.target, not prepared.closed, (), Known())
    return movement.coverage


@computed
def value(
    prepared: Prepared,
    a: Assembled,
    movement: Movement,
    reforms: Sequence[Reform] = (),
    claims: Sequence[Claim] = (),
    known: Known | None = None,
) -> Valued:
    """Money on people that have moved: schemes, and ledgers under the valuation's pooling and the reforms'.

    `claims`, `known`: what is said otherwise than on the baseline, and what was made on the same people before.
    """
    keeping, pooling, own = _keeping(prepared, a, movement, reforms, claims, known)
    valued = keeping.value(pooling, own, prepared.assumptions.triggers.values())
    check_finite(prepared, ((*key, ledger.balance) for key, ledger in valued.ledgers.items()))
    return valued


@computed
def flowing(
    prepared: Prepared,
    a: Assembled,
    movement: Movement,
    reforms: Sequence[Reform] = (),
    claims: Sequence[Claim] = (),
    known: Known | None = None,
) -> tuple[Flows, Pooling]:
    """Flows, rules and openings on people that have moved, before law reads any ledger, and the pools; as `value`."""
    keeping, pooling, own = _keeping(prepared, a, movement, reforms, claims, known)
    flows = keeping.flows(pooling, own)
    check_finite(prepared, ((p.fund, p.account, cash) for p, cash in flows.postings.items()))
    return flows, pooling


def _keeping(
    prepared: Prepared,
    a: Assembled,
    movement: Movement,
    reforms: Sequence[Reform],
    claims: Sequence[Claim],
    known: Known | None,
) -> tuple[Keeping, Pooling, Pools]:
    """What ledgers are kept from, their pools, and the pools to which beliefs on collection belong."""
    known = Known() if known is None else known
    setting, parts, reaching = schemes(a, movement, prepared.target, not prepared.closed, claims, known)
    laws, months = a.law.parameters, setting.months
    stated = [reform.pooling for reform in reforms if reform.pooling is not None]
    pooling, own = (
        known.answers.answer(name, stores(a), reaching, make).value
        for name, make in (
            (f"pooling.{stated}", lambda: pooling_for(prepared, laws, months, reforms)),
            ("pools.separate", lambda: pools_for("separate", prepared.assumptions, laws, months)),
        )
    )
    return Keeping(a, setting, parts, reaching, known), pooling, own


def plan_targets(prepared: Prepared) -> dict[str, float]:
    """The plan's printed targets for 2020-12 [person], whatever the basis; none of a valuation that aims elsewhere."""
    if prepared.target != parse(PLAN_HORIZON):
        return {}
    figures = prepared.assumptions.printed(PLAN).figures
    return {fund: float(figures[f"published.box2.{fund}.target_2020"].value) for fund in KINDS}
