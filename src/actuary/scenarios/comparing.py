"""Comparison (方案对比): every fund, pool and year under the baseline and under each set of reforms.

The rows are those of the verdict, so that a compared figure is the figure that a run of its own would print.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.backtest.noise import Error, Noise
from actuary.backtest.noise import told as beside_noise
from actuary.dated import PoolingChange, Reform
from actuary.dated.namesakes import distinct
from actuary.dated.reforms import refuse_clashes
from actuary.months import text
from actuary.scenarios.beside import beside_ledgers
from actuary.scenarios.cohorts import cohorts, laid
from actuary.scenarios.firing import changed
from actuary.scenarios.first_read import told_changes
from actuary.scenarios.once import Once
from actuary.scenarios.outcome import Outcome, same
from actuary.scenarios.packed import TOGETHER
from actuary.scenarios.response import SILENT, Answers
from actuary.scenarios.sharing import sharing
from actuary.scenarios.study import Study
from actuary.valuation.incidence import SIDES as PAID
from actuary.valuation.known import Rows, Shown
from actuary.valuation.lines import LINES, Account, line_series
from actuary.valuation.run import ProgressTold
from actuary.valuation.verdict import fund_rows, thresholds

MEASURES = ("receipts", "expenditure", "current_balance", "balance", "payable_months")
KEYS = ("fund", "account", "pool", "subsidy")
STANDS = "stands_to"
"""Last month in which a pool is one of its own; None: always."""
FIRSTS = ("first_current_deficit", "first_cannot_pay")
RESPONDED = {"central": "responded", "weak": "responded_weak", "strong": "responded_strong"}
"""Names of the series in which payers answer: as believed, and at both ends of the range."""
SIDES = ("baseline", "reform", "difference", *RESPONDED.values(), "error", "error_at_least", "distinguishable")


class Series(NamedTuple):
    """An alternative without and with what payers answer, by strength."""

    static: Outcome
    responded: dict[str, Outcome]

    def answers_as(self, other: "Series") -> bool:
        """Whether the answers of both give the same; where there is nothing to answer, the static case stands."""
        return all(
            same(*(side.responded.get(end, side.static) for side in (self, other)))
            for end in self.responded.keys() | other.responded.keys()
        )


Errors = list[dict[str, Error | None]]
"""What back-tests missed of a row's measures, by year."""


def errors_of(base: Rows, noise: Noise) -> list[Errors]:
    """What back-tests missed of every row of the baseline, in its own units."""

    def of_year(fund: str, year: dict[str, Any]) -> dict[str, Error | None]:
        return {measure: noise.beside(fund, measure, year) for measure in MEASURES}

    return [[of_year(row["fund"], year) for year in row["years"]] for row in base]


def combinations(levers: Sequence[Sequence[Reform]]) -> list[tuple[Reform, ...]]:
    """Every combination of levers (方案网格), each off or at one of its settings; the baseline itself left out.

    Raises Problem where two levers change one parameter in one month and none says which follows.
    """
    settings: list[list[Reform | None]] = [[None, *lever] for lever in levers]
    chosen = (tuple(reform for reform in each if reform is not None) for each in product(*settings))
    found = [each for each in chosen if each]
    for each in found:
        refuse_clashes(each)
    return found


def compare(
    study: Study, alternatives: Iterable[Sequence[Reform]], told: ProgressTold | None = None, answers: Answers = SILENT
) -> dict[str, Any]:
    """The document `actuary.compare/1`: each alternative once beside the baseline, static and with what payers answer;
    `told` hears of each that is done. Raises Problem where a reform cannot act, or two of one name differ."""
    asked = distinct(alternatives)
    base, before = rows_of(study.base), laid(study.base)
    noise = errors_of(base, Noise.kept(study.prepared.root, study.prepared.file.opening))
    outcomes: list[Outcome] = []
    entries, once = [], Once()
    span = TOGETHER // (1 + len(answers.strengths(study)))
    for done, reforms in enumerate(asked, start=1):
        if (done - 1) % span == 0:
            now = asked[done - 1 : done - 1 + span]
            study.expect([sets for each in now for sets in (each, *answers.sets(study, each).values())])
        names = {reform.name for reform in reforms}
        part = any(names < {reform.name for reform in other} for other in asked)
        outcome = study.under(reforms, part=part)
        if not part:
            study.refuse_idle_parts(outcome)
        series = Series(outcome, answers.under(study, reforms))
        found = [other for other in (study.base, *outcomes) if same(outcome, other)]
        twins = [Series(other, answers.under(study, other.reforms)) for other in found]
        outcomes.append(outcome)
        entry = _entry(study, series, base, twins, noise, once)
        entries.append(entry if before is None else {**entry, "cohorts": cohorts(outcome, study.base, before)})
        if told is not None:
            told(done, len(asked))
    options = {**study.prepared.options, "pooled": study.pooled, "inputs": study.inputs}
    head = {"schema": "actuary.compare/1", **options, "response": answers.told(study)}
    return {**head, "baseline_reforms": [reform.name for reform in study.prepared.reforms], "reforms": entries}


def rows_of(outcome: Outcome) -> Rows:
    """The verdict's rows of an outcome, by fund, account, pool and subsidy."""
    limits = thresholds(outcome.seen.law.parameters, outcome.assembled.first)
    months = outcome.evaluation.setting.months
    return [row for line in LINES for row in _of_line(outcome, line, months, limits)]


def _of_line(outcome: Outcome, line: Account, months: NDArray[np.int64], limits: dict[str, float]) -> Rows:
    """The rows of a line: read only, for outcomes with the same ledgers share them."""
    keys = [(line.fund, account) for account in line.ledgers]
    ledgers = tuple(side[key] for side in (outcome.ledgers, outcome.pooled) for key in keys)
    shown = Shown(ledgers, outcome.pooling, limits)

    def tell() -> Rows:
        return fund_rows(line_series(line, outcome.ledgers, outcome.pooled, outcome.pooling), months, limits)

    return outcome.evaluation.known.told(line, shown, tell)


def _entry(
    study: Study, series: Series, base: Rows, twins: list[Series], noise: list[Errors], once: Once
) -> dict[str, Any]:
    outcome, responded = series
    static = rows_of(outcome)
    answers = {end: rows_of(each) for end, each in responded.items()}
    return {
        "name": outcome.name,
        "zh": "＋".join(reform.zh for reform in outcome.reforms),
        "moves_people": study.moves_people(outcome.reforms),
        "identical_to": [twin.static.name for twin in twins if series.answers_as(twin)],
        "identical_static": [twin.static.name for twin in twins if not series.answers_as(twin)],
        "responds": bool(responded),
        "changes": told_changes(outcome),
        "pooling": [told_pooling(reform.pooling) for reform in outcome.reforms if reform.pooling is not None],
        "funds": [
            once.told(
                (before, after, *(rows[i] for rows in answers.values())),
                partial(_beside, before, after, {end: rows[i] for end, rows in answers.items()}, noise[i]),
                by=tuple(answers),
            )
            for i, (before, after) in enumerate(zip(base, static, strict=True))
        ],
        "sharing": sharing(outcome, study.base, responded.get("central"), once),
        "memoranda": beside_ledgers(outcome, study.base),
        "triggers": changed(study.prepared.assumptions.triggers, outcome, study.base),
    }


def told_pooling(pooling: PoolingChange) -> dict[str, Any]:
    """A change of pools as documents tell it; the share paid in stands among the changes of parameters."""
    return {"reform": pooling.reform, "rule": pooling.rule, "from": text(pooling.from_)}


def _beside(
    before: dict[str, Any], after: dict[str, Any], answers: dict[str, dict[str, Any]], noise: Errors
) -> dict[str, Any]:
    """One row of all runs, side by side, each difference with the error that back-tests measured at its horizon; where
    payers have nothing to answer, the static figure stands for all; where they have, what was not asked for is None."""

    def sides(read: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
        static = None if answers else read(after)
        told = {name: read(answers[end]) if end in answers else static for end, name in RESPONDED.items()}
        return {"baseline": read(before), "reform": read(after), **told}

    def measured(i: int, measure: str) -> dict[str, float | bool | None]:
        found = sides(lambda row: row["years"][i][measure])
        old, new = found["baseline"], found["reform"]
        difference = None if old is None or new is None else new - old
        return {**found, "difference": difference, **beside_noise(noise[i][measure], difference)}

    years = [
        {"year": year["year"], **{measure: measured(i, measure) for measure in MEASURES}}
        for i, year in enumerate(before["years"])
    ]
    key = {name: before[name] for name in KEYS}
    firsts = {name: sides(itemgetter(name)) for name in FIRSTS}
    return {**key, STANDS: after[STANDS], "years": years, **firsts}


def flat_cohorts(document: dict[str, Any]) -> pl.DataFrame:
    """Who pays and who gains as one table: a row a reform, fund, class of birth, category and side."""
    keys, figures = ("fund", "born_from", "born_to", "category"), ("baseline", "reform", "difference", "present_value")
    rows = [
        (entry["name"], *(row[key] for key in keys), side, *(row[side][figure] for figure in figures))
        for entry in document["reforms"]
        for row in entry["cohorts"]["rows"]
        for side in PAID
    ]
    numbers = dict.fromkeys(("baseline", "reformed", "difference", "present_value"), pl.Float64)
    said = dict.fromkeys(("reform", *keys, "side"), pl.String)
    return pl.DataFrame(rows, schema={**said, **numbers}, orient="row")


def flat_firsts(document: dict[str, Any]) -> pl.DataFrame:
    """First bad months as one table: a row a reform, ledger, pool and kind of month; empty where there is none."""
    sides = ("baseline", "reform", *RESPONDED.values())
    rows = [
        (entry["name"], *(row[key] for key in KEYS), first, *(row[first][side] for side in sides))
        for entry in document["reforms"]
        for row in entry["funds"]
        for first in FIRSTS
    ]
    columns = ["reform", *KEYS, "first", "baseline", "reformed", *sides[2:]]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def flat(document: dict[str, Any]) -> pl.DataFrame:
    """The comparison as one table: a row a reform, ledger, pool, year and measure."""
    rows = [
        (entry["name"], *(row[key] for key in KEYS), year["year"], measure, *(year[measure][side] for side in SIDES))
        for entry in document["reforms"]
        for row in entry["funds"]
        for year in row["years"]
        for measure in MEASURES
    ]
    said = {**dict.fromkeys(("reform", *KEYS), pl.String), "year": pl.Int64, "measure": pl.String}
    numbers = dict.fromkeys(("baseline", "reformed", *SIDES[2:]), pl.Float64)
    whether = dict.fromkeys(("error_at_least", "distinguishable"), pl.Boolean)
    return pl.DataFrame(rows, schema={**said, **numbers, **whether}, orient="row")
