"""Comparison (方案对比): every fund, pool and year under the baseline and under each set of reforms.

The rows are those of the verdict, so that a compared figure is the figure that a run of its own would print.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Any

import numpy as np
import polars as pl

from actuary.dated import Change, PoolingChange, Reform, Table
from actuary.months import text
from actuary.scenarios.sharing import sharing
from actuary.scenarios.study import Outcome, Study, same
from actuary.valuation.lines import all_series
from actuary.valuation.verdict import fund_rows, thresholds

MEASURES = ("receipts", "expenditure", "current_balance", "balance", "payable_months")
KEYS = ("fund", "account", "pool", "subsidy")
STANDS = "stands_to"
"""Last month in which a pool is one of its own; None: always."""
FIRSTS = ("first_current_deficit", "first_cannot_pay")
Told = Callable[[int, int], None]
Rows = list[dict[str, Any]]


def combinations(levers: Sequence[Sequence[Reform]]) -> list[tuple[Reform, ...]]:
    """Every combination of levers (方案网格), each off or at one of its settings; the baseline itself left out."""
    settings: list[list[Reform | None]] = [[None, *lever] for lever in levers]
    chosen = (tuple(reform for reform in each if reform is not None) for each in product(*settings))
    return [each for each in chosen if each]


def compare(study: Study, alternatives: Iterable[Sequence[Reform]], told: Told | None = None) -> dict[str, Any]:
    """The document `actuary.compare/1`: each alternative beside the baseline; `told` hears of each that is done."""
    asked = [tuple(each) for each in alternatives]
    base = rows_of(study.base)
    outcomes: list[Outcome] = []
    entries = []
    for done, reforms in enumerate(asked, start=1):
        outcome = study.under(reforms)
        twins = [other.name for other in outcomes if same(outcome, other)]
        outcomes.append(outcome)
        entries.append(_entry(study, outcome, base, twins))
        if told is not None:
            told(done, len(asked))
    return {"schema": "actuary.compare/1", **study.prepared.options, "reforms": entries}


def rows_of(outcome: Outcome) -> Rows:
    """The verdict's rows of an outcome, by fund, account, pool and subsidy."""
    a = outcome.assembled
    months = np.arange(a.first, a.first + a.months)
    limits = thresholds(outcome.seen.law.parameters, a.first)
    series = all_series(outcome.ledgers, outcome.pooled, outcome.pooling)
    return fund_rows(series, months, limits)


def _entry(study: Study, outcome: Outcome, base: Rows, twins: list[str]) -> dict[str, Any]:
    return {
        "name": outcome.name,
        "zh": "＋".join(reform.zh for reform in outcome.reforms),
        "moves_people": study.moves_people(outcome.reforms),
        "identical_to": twins,
        "changes": [told_change(change) for reform in outcome.reforms for change in reform.changes],
        "pooling": [told_pooling(reform.pooling) for reform in outcome.reforms if reform.pooling is not None],
        "funds": [_beside(before, after) for before, after in zip(base, rows_of(outcome), strict=True)],
        "sharing": sharing(outcome, study.base),
    }


def told_change(change: Change) -> dict[str, Any]:
    """A change as documents tell it."""
    value = change.value
    if isinstance(value, Table):
        value = {key: float(number) for key, number in zip(value.keys, value.values, strict=True)}  # type: ignore[assignment]
    return {
        "reform": change.reform,
        "verb": change.verb,
        "name": change.name,
        "value": value,
        "keys": list(change.keys),
        "from": text(change.from_),
        "to": None if change.to is None else text(change.to),
    }


def told_pooling(pooling: PoolingChange) -> dict[str, Any]:
    """A change of pools as documents tell it; the share paid in stands among the changes of parameters."""
    return {"reform": pooling.reform, "rule": pooling.rule, "from": text(pooling.from_)}


def _beside(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """One row of both runs, side by side."""
    years = [
        {"year": old["year"], **{measure: _pair(old[measure], new[measure]) for measure in MEASURES}}
        for old, new in zip(before["years"], after["years"], strict=True)
    ]
    key = {name: before[name] for name in KEYS}
    firsts = {name: {"baseline": before[name], "reform": after[name]} for name in FIRSTS}
    return {**key, STANDS: after[STANDS], "years": years, **firsts}


def _pair(old: float | None, new: float | None) -> dict[str, float | None]:
    gap = None if old is None or new is None else new - old
    return {"baseline": old, "reform": new, "difference": gap}


def flat(document: dict[str, Any]) -> pl.DataFrame:
    """The comparison as one table: a row a reform, ledger, pool, year and measure."""
    rows = [
        (entry["name"], *(row[key] for key in KEYS), year["year"], measure, *year[measure].values())
        for entry in document["reforms"]
        for row in entry["funds"]
        for year in row["years"]
        for measure in MEASURES
    ]
    columns = ["reform", *KEYS, "year", "measure", "baseline", "reformed", "difference"]
    return pl.DataFrame(rows, schema=columns, orient="row")
