"""Sensitivity (敏感性分析): every input that has a range at both ends of it, one at a time, on every measure.

What stands at an end of a range is what the file would say: the run is that of a user who had written the low or
the high value there, coverage learned anew. People are moved again only where they read the input.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatch
from typing import Any, NamedTuple

import polars as pl

from actuary.dated import DatedParameter, DatedValue, Parameters, Table
from actuary.dated.ends import ENDS, at, open_
from actuary.errors import Both, Problem, problem
from actuary.months import parse
from actuary.scenarios.outcome import Case, Outcome, valued
from actuary.scenarios.study import Study
from actuary.uncertainty.gauging import FIRSTS, NUMBERS, Gauged, gauged
from actuary.valuation.prepare import views
from actuary.valuation.run import ProgressTold, move

ALWAYS = ("receipts", "expenditure", "current_balance", "balance", "payable_months")
"""Measures of which every ledger tells, if only that it has none."""


class Ranged(NamedTuple):
    """An input with a range (有区间的输入): a parameter, and the rows of it that the baseline read."""

    parameter: DatedParameter
    rows: tuple[int, ...]

    @property
    def read(self) -> list[DatedValue]:
        """The values that were read and have a range."""
        return [self.parameter.values[row] for row in self.rows]


def ranged(groups: tuple[Parameters, ...], only: str = "*") -> list[Ranged]:
    """Inputs that a run read and whose value its source leaves open; `only`: a pattern of their names."""
    found = []
    for group in groups:
        for name in sorted(group.used):
            parameter = group.parameters[name]
            rows = tuple(row for row in sorted(group.used[name]) if open_(parameter.values[row]))
            if rows and fnmatch(name, only):
                found.append(Ranged(parameter, rows))
    return found


def varied(study: Study, parameter: DatedParameter) -> Outcome:
    """What a run says with this parameter in place of the study's own."""
    return valued(*case_of(study, parameter))


def case_of(study: Study, parameter: DatedParameter) -> Case:
    """People with this parameter in place of the study's own, moved again where it moves them."""
    prepared, base = study.prepared.with_parameters({parameter.name: parameter}), study.base
    seen = views(prepared)
    if parameter.name in study.people_read:
        a, movement = move(prepared, seen, None)
        return Case(prepared, (), seen, a, movement)
    rates = base.assembled.rates.under(seen.law, seen.basis)
    a = replace(base.assembled, law=seen.law, basis=seen.basis, opening=seen.opening, rates=rates)
    return Case(prepared, (), seen, a, base.movement, base.evaluation.known, [(parameter.name, parameter)])


def sensitivity(study: Study, only: str = "*", told: ProgressTold | None = None) -> tuple[dict[str, Any], pl.DataFrame]:
    """The document `actuary.sensitivity/1`, and its table of every year: rows of what an end changes; `told` hears of
    each run.

    An end that cannot be, beside all else that is believed, changes nothing and is told as `refused`. Raises Problem
    where no input with a range bears such a name.
    """
    inputs = ranged(study.base.seen.groups, only)
    if not inputs:
        raise nothing_named(only)
    base = gauged(study.base)
    entries: list[dict[str, Any]] = []
    table: list[tuple[object, ...]] = []
    for done, each in enumerate(inputs):
        ends: dict[str, Any] = {"refused": {}}
        for step, end in enumerate(ENDS):
            found = base
            try:
                found = gauged(varied(study, at(each.parameter, end)))
            except Problem as refusal:
                why = refusal.letters[0].message
                ends["refused"][end] = {"zh": why.zh, "en": why.en}
            table += [(each.parameter.name, end, *row) for row in differing(base, found)]
            ends[end] = beside(base, found)
            if told is not None:
                told(2 * done + step + 1, 2 * len(inputs))
        entries.append({**_described(each), **ends})
    document = {"schema": "actuary.sensitivity/1", **study.prepared.options, "baseline": beside(base, base)}
    return {**document, "inputs": entries}, as_table(("name", "end"), table)


def as_table(keys: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    """Rows of `differing` behind their keys."""
    columns = [*keys, "fund", "account", "pool", "subsidy", "year", "measure", "baseline", "value", "difference"]
    return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


def _described(each: Ranged) -> dict[str, Any]:
    """An input as the document tells it: who says so, how far it may be off."""
    parameter, value = each.parameter, each.read[-1]
    told = None if isinstance(value.value, Table) else value.value
    return {
        "name": parameter.name,
        "zh": parameter.zh,
        "unit": parameter.unit,
        "tag": value.tag,
        "source": value.source,
        "value": told,
        "range": [value.low, value.high],
        "factor": told is None,
    }


def beside(base: Sequence[Gauged], other: Sequence[Gauged]) -> list[dict[str, Any]]:
    """Every measure of each ledger in its last year, what is changed of it, and the first bad months."""
    return [_beside(before, after) for before, after in zip(base, other, strict=True)]


def _beside(before: Gauged, after: Gauged) -> dict[str, Any]:
    told: dict[str, Any] = {"fund": before.line.fund, "account": before.line.account}
    for measure in NUMBERS:
        value, old = after.last(measure), before.last(measure)
        if measure in ALWAYS or old is not None:
            told[measure] = value
            told[f"{measure}_change"] = None if value is None or old is None else value - old
    return told | {name: getattr(after, name) for name in FIRSTS}


def differing(base: Sequence[Gauged], other: Sequence[Gauged]) -> Iterator[tuple[object, ...]]:
    """What is different, by ledger, year and measure."""
    for before, after in zip(base, other, strict=True):
        for measure, numbers in before.by_year.items():
            for year, old in numbers.items():
                new = after.by_year.get(measure, {}).get(year)
                if new != old:
                    gap = None if new is None else new - old
                    yield (before.line.fund, before.line.account, "city", "with", year, measure, old, new, gap)


def ranking(document: Mapping[str, Any], fund: str, account: str, measure: str = "balance") -> list[dict[str, Any]]:
    """Inputs by how far their range moves a measure of a ledger in the last year, the widest first (龙卷风图); a first
    month moves by months, and one that is never stands for the month after the last."""
    rows = []
    for entry in document["inputs"]:
        ends = {end: _row(entry[end], fund, account) for end in ENDS}
        low, high = (_moved(document, ends[end], fund, account, measure) for end in ENDS)
        if low is not None and high is not None and (low or high):
            told = {key: entry[key] for key in ("name", "zh", "tag")}
            rows.append({**told, "low": low, "high": high, **{f"{end}_value": ends[end].get(measure) for end in ENDS}})
    return sorted(rows, key=lambda row: (-abs(row["high"] - row["low"]), -max(abs(row["high"]), abs(row["low"]))))


def _row(rows: Sequence[dict[str, Any]], fund: str, account: str) -> dict[str, Any]:
    return next(row for row in rows if (row["fund"], row["account"]) == (fund, account))


def _moved(document: Mapping[str, Any], row: dict[str, Any], fund: str, account: str, measure: str) -> float | None:
    if measure not in FIRSTS:
        return row.get(f"{measure}_change")
    never = parse(document["to"]) + 1
    old = _row(document["baseline"], fund, account)[measure]
    new, before = (never if month is None else parse(month) for month in (row[measure], old))
    return float(new - before)


def known_ledgers(document: Mapping[str, Any]) -> Collection[tuple[str, str]]:
    """Ledgers of the document in their order."""
    return [(row["fund"], row["account"]) for row in document["baseline"]]


def nothing_named(only: str) -> Problem:
    """The letter where no input with a range bears a name."""
    return Problem(
        problem(
            "no_input",
            message=Both(
                f"没有名称符合“{only}”、带区间且被读取的输入。",
                f"No input with a range that is read is named like {only!r}.",
            ),
            remedy=Both(
                "名称见 `actuary law` 与 assumptions；可用 *。", "See `actuary law` and assumptions; * matches any."
            ),
            field="--only",
        )
    )
