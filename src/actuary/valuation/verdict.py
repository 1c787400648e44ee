"""The verdict document (结论): every fund and pool by year, tests, first months, reconciliation, inputs."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.months import text
from actuary.valuation.adequacy import TESTS, tests
from actuary.valuation.lines import Series
from actuary.valuation.measures import by_year, first_cannot_pay, first_current_deficit
from actuary.valuation.yearly import Years
from actuary.vocabulary import TAGS

if TYPE_CHECKING:
    from actuary.valuation.replacing import Replaced


def thresholds(law: Parameters, month: int) -> dict[str, float]:
    """Thresholds of all tests, from law [month]."""
    return {test.threshold: law.number(test.threshold, month) for group in TESTS.values() for test in group}


def fund_rows(series: Iterable[Series], months: NDArray[np.int64], limits: dict[str, float]) -> list[dict[str, Any]]:
    """One row a line, pool and subsidy; the pooled city is kept under one pool. Of a pool without subsidy both are told
    alike."""
    apart = [list(alike) for _, alike in groupby(series, key=lambda item: id(item.receipts))]
    lines = [items[0] for items in apart]
    told = (by_year(Years(months), lines), first_current_deficit(months, lines), first_cannot_pay(months, lines))
    rows = []
    for items, item, years, deficit, unpaid in zip(apart, lines, *told, strict=True):
        row: dict[str, Any] = {
            "fund": item.line.fund,
            "account": item.line.account,
            "pool": item.pool,
            "stands_to": None if item.stands is None else text(int(months[0]) + item.stands - 1),
            "subsidy": item.subsidy,
            "years": years,
            "tests": tests(months, item, limits, deficit, unpaid),
            "first_current_deficit": deficit,
            "first_cannot_pay": unpaid,
        }
        rows.append(row)
        for other in items[1:]:
            copied = {name: [*map(dict, row[name])] for name in ("years", "tests")}
            rows.append({**row, "subsidy": other.subsidy, **copied})
    return rows


def input_counts(groups: tuple[Parameters, ...]) -> dict[str, int]:
    """How many of the values that were read carry each tag."""
    counted: Counter[str] = Counter()
    for group in groups:
        for name, rows in group.used.items():
            counted.update(group.parameters[name].values[row].tag for row in rows)
    return {tag: counted.get(tag, 0) for tag in TAGS}


def tails(groups: tuple[Parameters, ...]) -> list[dict[str, str]]:
    """Tail rules that acted: parameter with its Chinese name, first month, rule."""
    first: dict[str, int] = {}
    for group in groups:
        for name, month in group.tails_acted:
            first[name] = min(first.get(name, month), month)
    known = {name: parameter for group in groups for name, parameter in group.parameters.items()}
    return [
        {"name": name, "zh": known[name].zh, "from": text(month), "rule": known[name].tail}
        for name, month in sorted(first.items())
    ]


def replaced_rows(replaced: "Iterable[Replaced]") -> list[dict[str, Any]]:
    """Values of the user's own: what they replaced, in which row and entry, and who says so."""
    return [
        {
            "name": row.name,
            "zh": row.zh,
            "unit": row.unit,
            "from": text(row.from_),
            "key": row.key,
            "old": row.old,
            "new": row.new,
            "tag": row.tag,
            "source": row.source,
        }
        for row in replaced
    ]


def levels(groups: tuple[Parameters, ...]) -> list[dict[str, str]]:
    """Level estimates that rest on a later source and were read: parameter with its Chinese name."""
    found = {
        name: group.parameters[name].zh
        for group in groups
        for name, rows in group.used.items()
        if any(group.parameters[name].values[row].level for row in rows)
    }
    return [{"name": name, "zh": zh} for name, zh in sorted(found.items())]
