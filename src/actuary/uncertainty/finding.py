"""What to find out next (下一步该查明什么): which unsourced figure the verdict hangs on most, and how far the verdict
would still be open if the first, the first three, the first five of them were known.

Every input is run at both ends of its range; paths composed of these are the sample of the indices. What is not known
falls into four: figures that somebody holds, beliefs about years to come, sourced figures with a range, and chance.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.paths.contracts import BALANCE, EXPENDITURE
from actuary.months import text
from actuary.paths.economy import PROCESSES
from actuary.paths.indices import indices
from actuary.uncertainty.path_model import Model
from actuary.uncertainty.sensitivity import Ranged
from actuary.uncertainty.simulating import ALL, NEVER, central, results, weights
from actuary.valuation.found import stamp_of
from actuary.valuation.lines import LINES
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
UNSOURCED = ("proxy", "judgement")
KNOWN = (0, 1, 3, 5)
"""How many figures of the ranking are known."""
SCREENED, LEAST = 40, 0.002
"""Inputs that are ranked at most, and the least share of a line's squared ranges that makes one worth ranking."""
OUTER = 32
"""True figures that are drawn for an expected interval."""
LEVEL = (0.05, 0.95)
CHUNK = 1024


class Parts(NamedTuple):
    """Places of the inputs by what is not known about them (不确定性的来源)."""

    figures: list[int]
    ahead: list[int]
    sourced: list[int]


class Results(NamedTuple):
    """What is asked of paths (所问的结果): balance [yuan], payable months and first month that cannot be paid, of each
    line `[line, N]`; a month that never comes is the one after the last."""

    balance: FloatArray
    months: FloatArray
    first: FloatArray


def lies_ahead(each: Ranged, opening: int) -> bool:
    """Whether an input speaks of years to come, of which nobody holds the figure at the opening."""
    parameter = each.parameter
    path = parameter.name.startswith("basis.path.") or parameter.unit == "per_year"
    return path or any(value.from_ > opening for value in each.read)


def parts_of(model: Model) -> Parts:
    """Places of the inputs of a model."""
    opening = model.study.prepared.file.opening
    found = Parts([], [], [])
    for place, each in enumerate(model.inputs):
        if each.read[-1].tag not in UNSOURCED:
            found.sourced.append(place)
        else:
            (found.ahead if lies_ahead(each, opening) else found.figures).append(place)
    return found


def rows_of(model: Model, inputs: Sequence[int]) -> IntArray:
    """Rows of the weights that belong to inputs: a low and a high side each."""
    base = 2 * len(PROCESSES) * len(model.years)
    return np.array([base + 2 * i + side for i in inputs for side in (0, 1)], dtype=np.int64)


def chance_rows(model: Model) -> IntArray:
    """Rows of the weights that belong to the processes."""
    return np.arange(2 * len(PROCESSES) * len(model.years))


def asked(model: Model, weight: FloatArray) -> Results:
    """Results of a sample `[K, N]`, in blocks."""
    found = [_asked(model, weight[:, begin : begin + CHUNK]) for begin in range(0, weight.shape[1], CHUNK)]
    return Results(*(np.concatenate(each, axis=1) for each in zip(*found, strict=True)))


def _asked(model: Model, weight: FloatArray) -> Results:
    paths = results(model, np.ascontiguousarray(weight))
    balance, spent = paths.yearly[:, BALANCE, -1], paths.yearly[:, EXPENDITURE, -1]
    months = np.where(spent > 0.0, balance / np.where(spent > 0.0, spent, 1.0) * 12.0, 0.0)
    last = int(model.layout.months[-1]) + 1
    return Results(balance, months, np.where(paths.first == NEVER, last, paths.first).astype(float))


def screened(model: Model, candidates: Sequence[int]) -> list[int]:
    """Inputs whose ranges, one at a time, move any line's balance enough to be worth ranking, the widest first."""
    rows = rows_of(model, candidates)
    weight = np.zeros((len(model.openings), len(rows)))
    weight[rows, np.arange(len(rows))] = 1.0
    balance = asked(model, weight).balance
    wide = (balance[:, 1::2] - balance[:, ::2]) ** 2
    whole = wide.sum(axis=1, keepdims=True)
    share = np.divide(wide, whole, out=np.zeros_like(wide), where=whole > 1.0).max(axis=0)
    order = [int(place) for place in np.argsort(-share, kind="stable") if share[place] >= LEAST]
    return [candidates[place] for place in order[:SCREENED]]


def find(
    model: Model, seed: int, count: int, computed: str, told: ProgressTold = lambda done, total: None
) -> dict[str, Any]:
    """The document `actuary.next/1`; `count`: paths of a sample; `computed`: its date; `told` hears of it."""
    own = replace(model, people=2 * count)
    parts = parts_of(own)
    ranked = screened(own, parts.figures)
    one, other = (weights(own, seed, np.arange(count) + shift, ALL) for shift in (0, count))
    steps = len(ranked) + 6 + len(KNOWN)
    done = 0

    def evaluated(weight: FloatArray) -> FloatArray:
        nonlocal done
        done += 1
        told(min(done, steps), steps)
        found = asked(own, weight)
        return np.concatenate((found.balance, found.months))

    whole = [rows_of(own, inputs) for inputs in parts] + [chance_rows(own)]
    found = indices(evaluated, one, other, [*(rows_of(own, [place]) for place in ranked), *whole])
    lines = len(LINES)
    varied = found.variance[:lines] > 1.0
    total = found.total[: len(ranked), lines:]
    weight = np.where(varied, central(own).yearly[:, EXPENDITURE, -1, 0], 0.0)
    overall = total[:, varied] @ (weight[varied] / max(float(weight.sum()), 1.0))
    order = [int(place) for place in np.argsort(-overall, kind="stable")]
    asking = Asking(own, seed, count, ranked)
    intervals = {}
    for known in KNOWN:
        intervals[known] = asking.interval(order[:known])
        told(min(done + 1, steps), steps)
    return {
        "schema": "actuary.next/1",
        **own.study.prepared.options,
        "computed": computed,
        "stamp": stamp_of(own.study.prepared),
        "seed": seed,
        "paths": count,
        "short_ends": [each._asdict() for each in own.short],
        "inputs": [
            _told(own.inputs[ranked[place]], float(overall[place]), found.first[place, lines:], total[place])
            for place in order
        ],
        "funds": [
            _fund(own, int(line), found.total[len(ranked) :, line], intervals)
            | {"own": asking.own(int(line), total[:, line])}
            for line in np.flatnonzero(varied)
        ],
    }


class Asking:
    """Expected intervals once some of the ranked inputs are known; each set once."""

    def __init__(self, model: Model, seed: int, count: int, ranked: Sequence[int]) -> None:
        self.model, self.seed, self.count, self.ranked = model, seed, count, ranked
        self._known: dict[frozenset[int], Results] = {}

    def interval(self, places: Sequence[int]) -> Results:
        """With the inputs at some places of the ranking known."""
        key = frozenset(places)
        if key not in self._known:
            rows = rows_of(self.model, [self.ranked[place] for place in sorted(key)])
            self._known[key] = interval(self.model, self.seed, self.count, rows)
        return self._known[key]

    def own(self, line: int, shares: FloatArray) -> dict[str, Any]:
        """A line's own ranking (本基金的排序): its first inputs by `shares` of its variance, and how open it is with
        the first of them known."""
        order = [int(place) for place in np.argsort(-shares, kind="stable")[: max(KNOWN)]]
        parameters = [self.model.inputs[self.ranked[place]].parameter for place in order]
        return {
            "inputs": [
                {"name": each.name, "zh": each.zh, "share": float(shares[place])}
                for each, place in zip(parameters, order, strict=True)
            ],
            "intervals": [_interval(self.model, line, known, self.interval(order[:known])) for known in KNOWN],
        }


def interval(model: Model, seed: int, count: int, known: IntArray) -> Results:
    """Expected interval of each line's results `[line, 2]` once some rows of the weights are known: the mean, over the
    figures that may turn out true, of the quantiles of what is then still open."""
    each = max(count // OUTER, 64)
    held = []
    for outer in range(OUTER):
        first = 2 * count + outer * each
        weight = weights(model, seed, np.arange(first, first + each), ALL)
        weight[known] = weights(model, seed, np.array([4 * count + OUTER * each + outer]), ALL)[known]
        held.append(Results(*(np.quantile(values, LEVEL, axis=1).T for values in asked(model, weight))))
    return Results(*(np.mean(values, axis=0) for values in zip(*held, strict=True)))


def _told(each: Ranged, share: float, first: FloatArray, total: FloatArray) -> dict[str, Any]:
    """An input of the ranking: where it stands, and its share of each line's variance."""
    value = each.read[-1]
    return {
        "name": each.parameter.name,
        "zh": each.parameter.zh,
        "tag": value.tag,
        "source": value.source,
        "file": value.file,
        "share": share,
        "lines": [
            {"fund": line.fund, "account": line.account, "first": float(first[i]), "total": float(total[i])}
            for i, line in enumerate(LINES)
        ],
    }


def _fund(model: Model, line: int, shares: FloatArray, intervals: dict[int, Results]) -> dict[str, Any]:
    """A line of the pooled city: what its variance rests on, and how open its verdict is."""
    middle = central(model)
    spent = float(middle.yearly[line, EXPENDITURE, -1, 0])
    balance = float(middle.yearly[line, BALANCE, -1, 0])
    first = int(middle.first[line, 0])
    return {
        "fund": LINES[line].fund,
        "account": LINES[line].account,
        "balance": balance,
        "payable_months": balance / spent * 12.0 if spent > 0.0 else None,
        "first_cannot_pay": None if first == NEVER else text(first),
        "shares": dict(zip(("figures", "ahead", "sourced", "chance"), map(float, shares), strict=True)),
        "intervals": [_interval(model, line, known, found) for known, found in intervals.items()],
    }


def _interval(model: Model, line: int, known: int, found: Results) -> dict[str, Any]:
    """How open a line is with so many figures known."""
    return {
        "known": known,
        "balance": found.balance[line].tolist(),
        "payable_months": found.months[line].tolist(),
        "first_cannot_pay": [_month(model, month) for month in found.first[line]],
    }


def _month(model: Model, month: float) -> str | None:
    """A month, None where it lies beyond the run."""
    whole = round(month)
    return text(whole) if whole <= int(model.layout.months[-1]) else None
