"""Sensitivity (敏感性分析): every input that has a range at both ends of it, one at a time, on every measure.

What stands at an end of a range is what the file would say: the run is that of a user who had written the low or
the high value there, coverage learned anew. People are moved again only where they read the input.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from typing import Any, Literal, NamedTuple

import numpy as np
import polars as pl

from actuary.dated import DatedParameter, DatedValue, Parameters, Table
from actuary.errors import Both, Problem, problem
from actuary.scenarios.comparing import FIRSTS, KEYS, MEASURES, rows_of
from actuary.scenarios.study import Outcome, Study, valued
from actuary.valuation.known import Rows
from actuary.valuation.prepare import views
from actuary.valuation.run import ProgressTold, move

End = Literal["low", "high"]
ENDS: tuple[End, End] = ("low", "high")


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


def open_(value: DatedValue) -> bool:
    """Whether a value has a range that is wider than itself."""
    if value.low is None or value.high is None or isinstance(value.value, str):
        return False
    return value.low != value.high


def at(parameter: DatedParameter, end: End) -> DatedParameter:
    """The parameter with every value that has a range at one end of it; a table is multiplied by the end's factor."""
    return replace(parameter, values=tuple(_at(value, end) for value in parameter.values))


def _at(value: DatedValue, end: End) -> DatedValue:
    limit = getattr(value, end)
    if limit is None or isinstance(value.value, str):
        return value
    if isinstance(value.value, Table):
        return replace(value, value=value.value._replace(values=np.asarray(value.value.values) * limit))
    return replace(value, value=float(limit))


def varied(study: Study, parameter: DatedParameter) -> Outcome:
    """What a run says with this parameter in place of the study's own."""
    prepared, base = study.prepared.with_parameters({parameter.name: parameter}), study.base
    seen = views(prepared)
    if parameter.name in study.people_read:
        a, movement = move(prepared, seen, None)
        return valued(prepared, (), seen, a, movement)
    rates = base.assembled.rates.under(seen.law, seen.basis)
    a = replace(base.assembled, law=seen.law, basis=seen.basis, opening=seen.opening, rates=rates)
    return valued(prepared, (), seen, a, base.movement, base.evaluation.known, [(parameter.name, parameter)])


def sensitivity(study: Study, only: str = "*", told: ProgressTold | None = None) -> tuple[dict[str, Any], pl.DataFrame]:
    """The document `actuary.sensitivity/1`, and its table of every year; `told` hears of each run.

    Raises Problem where no input with a range bears such a name, and where an end of a range is not a possible input.
    """
    inputs = ranged(study.base.seen.groups, only)
    if not inputs:
        raise nothing_named(only)
    base = city(rows_of(study.base))
    entries: list[dict[str, Any]] = []
    table: list[tuple[object, ...]] = []
    for done, each in enumerate(inputs):
        ends: dict[str, Any] = {}
        for step, end in enumerate(ENDS):
            rows = city(rows_of(varied(study, at(each.parameter, end))))
            table += list(_flat(each.parameter.name, end, base, rows))
            ends[end] = [_beside(before, after) for before, after in zip(base, rows, strict=True)]
            if told is not None:
                told(2 * done + step + 1, 2 * len(inputs))
        entries.append({**_described(each), **ends})
    document = {"schema": "actuary.sensitivity/1", **study.prepared.options, "inputs": entries}
    columns = ["name", "end", *KEYS, "year", "measure", "baseline", "value", "difference"]
    return document, pl.DataFrame(table, schema=columns, orient="row", infer_schema_length=None)


def city(rows: Rows) -> Rows:
    """The rows of the pooled city, subsidy included."""
    return [row for row in rows if row["pool"] == "city" and row["subsidy"] == "with"]


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


def _beside(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """The last year of a ledger, and its first bad months."""
    told = {"fund": before["fund"], "account": before["account"]}
    told |= {f"{name}_change": _gap(before, after, name) for name in MEASURES}
    return told | {name: after[name] for name in FIRSTS}


def _gap(before: Mapping[str, Any], after: Mapping[str, Any], measure: str) -> float | None:
    if not before["years"]:
        return None
    old, new = before["years"][-1][measure], after["years"][-1][measure]
    return None if old is None or new is None else new - old


def _flat(name: str, end: str, base: Rows, rows: Rows) -> Iterator[tuple[object, ...]]:
    for before, after in zip(base, rows, strict=True):
        for old, new in zip(before["years"], after["years"], strict=True):
            for measure in MEASURES:
                one, two = old[measure], new[measure]
                gap = None if one is None or two is None else two - one
                yield (name, end, *(before[key] for key in KEYS), old["year"], measure, one, two, gap)


def ranking(document: Mapping[str, Any], fund: str, account: str, measure: str = "balance") -> list[dict[str, Any]]:
    """Inputs by how far their range moves a measure of a ledger in the last year, the widest first (龙卷风图)."""
    rows = []
    for entry in document["inputs"]:
        low, high = (
            next(row[f"{measure}_change"] for row in entry[end] if (row["fund"], row["account"]) == (fund, account))
            for end in ENDS
        )
        if low is not None and high is not None and (low or high):
            rows.append({**{key: entry[key] for key in ("name", "zh", "tag")}, "low": low, "high": high})
    return sorted(rows, key=lambda row: -abs(row["high"] - row["low"]))


def known_ledgers(document: Mapping[str, Any]) -> Collection[tuple[str, str]]:
    """Ledgers of the document in their order."""
    first = document["inputs"][0]["low"]
    return [(row["fund"], row["account"]) for row in first]


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
