"""Attribution (变动归因): why a figure of one run is another in the other, cause by cause, whatever their order.

Lever by lever where both runs are one valuation under reforms; else by law, beliefs, people, experience and pooling.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.backtest.noise import Noise, distinguishable
from actuary.backtest.noise import told as beside_noise
from actuary.dated import Change, Reform
from actuary.errors import Both, Problem, problem
from actuary.scenarios.comparing import KEYS, MEASURES, rows_of
from actuary.scenarios.factors import expenditure_factors
from actuary.scenarios.packed import study_of
from actuary.scenarios.shapley import Split, exact, sampled
from actuary.scenarios.study import Outcome, Study, key_of, valued
from actuary.valuation.known import Rows
from actuary.valuation.prepare import Prepared, mixed
from actuary.valuation.run import ProgressTold, move

FloatArray = NDArray[np.float64]
EXACT_CAUSES = 10
"""Up to so many causes every combination is run."""
ORDERS, SEED = 64, 2016
"""Beyond that: pairs of random orders, and where their draws begin."""
AHEAD = 31
"""Combinations whose people may move together."""
UNITS = {**dict.fromkeys(MEASURES, "yuan"), "payable_months": "month"}


@dataclass(frozen=True)
class Cause:
    """One cause of a change (变动原因), in both languages."""

    name: str
    zh: str


LAW, BELIEF = Cause("law", "法定参数"), Cause("belief", "精算假设")
PEOPLE, EXPERIENCE = Cause("people", "人口与期初数据"), Cause("experience", "实际经验")
POOLING = Cause("pooling", "统筹办法")


@dataclass(frozen=True)
class Side:
    """One of the two runs (对比一方): a prepared valuation and the reforms on it."""

    prepared: Prepared
    reforms: tuple[Reform, ...] = ()

    @property
    def files(self) -> list[Path]:
        """Every file that the run rests on."""
        return [*self.prepared.inputs, *(reform.path for reform in self.reforms)]


def attribute(
    before: Side,
    after: Side,
    orders: int = 64,
    seed: int = 2016,
    told: ProgressTold | None = None,
    *,
    pooled: bool = False,
) -> dict[str, Any]:
    """The document `actuary.attribute/1`: every measure's change by cause, for every fund, pool and year; `pooled`:
    levers that move people move the pooled city, sixteen combinations at a time."""
    one = _one_valuation(before, after)
    if pooled and not one:
        raise _not_pooled()
    causes, outcome_of, order = _levers(before, after, pooled=pooled) if one else _sources(before, after)
    kept: dict[int, Rows] = {}
    ends: dict[int, Outcome] = {}
    total, runs = 1 << len(causes), count(1)

    def worth(mask: int) -> FloatArray:
        outcome = outcome_of(mask)
        rows = rows_of(outcome)
        if mask in (0, total - 1):
            ends[mask], kept[mask] = outcome, rows
        if told is not None:
            told(next(runs), total)
        return _values(rows)

    many = len(causes) > EXACT_CAUSES
    split = sampled(worth, len(causes), orders, seed) if many else exact(worth, len(causes), order)
    noise = Noise.kept(before.prepared.root, before.prepared.file.opening)
    return {
        "schema": "actuary.attribute/1",
        "from": _told_side(before),
        "to": _told_side(after),
        "causes": [{"name": cause.name, "zh": cause.zh} for cause in causes],
        "pooled": pooled,
        "runs": split.runs,
        "exact": not many,
        "measures": _rows(kept[0], kept[total - 1], split, noise),
        "expenditure": [_beside(row, noise) for row in expenditure_factors(ends[0], ends[total - 1])],
    }


def _beside(row: dict[str, Any], noise: Noise) -> dict[str, Any]:
    """A change of spending with the error at its horizon."""
    error = noise.beside(row["fund"], "expenditure", {"year": row["year"], "expenditure": row["from"]})
    return row | beside_noise(error, row["change"])


def _one_valuation(before: Side, after: Side) -> bool:
    return before.prepared.options == after.prepared.options and before.prepared.folder == after.prepared.folder


Asked = tuple[list[Cause], Callable[[int], Outcome], list[int] | None]
"""Causes, what a combination of them gives, and in which order combinations are best asked for; None: any."""


def _not_pooled() -> Problem:
    message = Both(
        "合并快算只用于同一估值下的改革方案。", "A pooled run splits the reforms of one valuation, and nothing else."
    )
    remedy = Both("请去掉 --pooled。", "Leave --pooled out.")
    return Problem(problem("not_pooled", message=message, remedy=remedy, field="--pooled"))


def _levers(before: Side, after: Side, *, pooled: bool = False) -> Asked:
    """Each reform that only one side has is a cause; those of both act throughout."""
    study = study_of(pooled)(before.prepared)
    shared = {reform.name for reform in before.reforms} & {reform.name for reform in after.reforms}
    removed = [reform for reform in before.reforms if reform.name not in shared]
    added = [reform for reform in after.reforms if reform.name not in shared]
    if after.reforms:
        study.under(after.reforms)

    def chosen(mask: int) -> list[Reform]:
        on = [reform for i, reform in enumerate(removed) if not mask >> i & 1]
        on += [reform for i, reform in enumerate(added, start=len(removed)) if mask >> i & 1]
        names = {reform.name for reform in on} | shared
        return [reform for reform in (*removed, *after.reforms) if reform.name in names]

    causes = [Cause(f"-{reform.name}", f"取消：{reform.zh}") for reform in removed]
    causes += [Cause(reform.name, reform.zh) for reform in added]
    order = _by_people(study, [chosen(mask) for mask in range(1 << len(causes))]) if len(causes) <= EXACT_CAUSES else []
    ahead = {mask: order[place : place + AHEAD] for place, mask in enumerate(order) if place % AHEAD == 0}

    def outcome_of(mask: int) -> Outcome:
        if mask in ahead:
            study.expect([chosen(each) for each in ahead[mask]])
        return study.outcome(chosen(mask))

    return causes, outcome_of, order


def _by_people(study: Study, sets: list[list[Reform]]) -> list[int]:
    """Combinations in an order in which those with the same people follow each other."""
    met: dict[tuple[Change, ...], int] = {}
    place = [met.setdefault(key_of(study.moving(reforms)), len(met)) for reforms in sets]
    return sorted(range(len(sets)), key=place.__getitem__)


def _sources(before: Side, after: Side) -> Asked:
    """Law, beliefs, people and pooling, where the sides differ in them; each combination learns its coverage."""
    one, two = before.prepared, after.prepared
    to = min(one.options["to"], two.options["to"])
    causes = differing(before, after)

    def outcome_of(mask: int) -> Outcome:
        later = {cause.name for i, cause in enumerate(causes) if mask >> i & 1}

        def chosen(*names: str) -> Prepared:
            return two if later & set(names) else one

        law, people = chosen("law"), chosen("people", "experience")
        reforms = after.reforms if "law" in later else before.reforms
        seen = mixed(law, chosen("belief"), people, reforms)
        options = {**people.options, "to": to, "pooling": chosen("pooling").options["pooling"]}
        whole = replace(people, options=options, assumptions=law.assumptions)
        a, movement = move(whole, seen, None)
        return valued(whole, reforms, seen, a, movement)

    return causes, outcome_of, None


def differing(before: Side, after: Side) -> list[Cause]:
    """The causes in which the two sides differ; rules decide which rows of law and of belief are known, and own figures
    may stand for any of them."""
    one, two = before.prepared, after.prepared
    rules = (one.options["rules"], one.file.known_at) != (two.options["rules"], two.file.known_at)
    data = one.root != two.root or one.options["given"] != two.options["given"]
    people = EXPERIENCE if one.file.opening != two.file.opening else PEOPLE
    different = {
        LAW: rules or data or before.reforms != after.reforms,
        BELIEF: rules or data or one.options["basis"] != two.options["basis"],
        people: data
        or one.folder != two.folder
        or people is EXPERIENCE
        or one.options["group"] != two.options["group"],
        POOLING: one.options["pooling"] != two.options["pooling"],
    }
    return [cause for cause, differs in different.items() if differs]


def _values(rows: Rows) -> FloatArray:
    """All figures of the verdict's rows `[rows, years, measures]`; NaN where a figure does not exist."""
    figures = [[[year[measure] for measure in MEASURES] for year in row["years"]] for row in rows]
    return np.array(figures, dtype=np.float64)  # None becomes NaN


def _rows(before: Rows, after: Rows, split: Split, noise: Noise) -> list[dict[str, Any]]:
    """One entry a fund, account, pool, subsidy, year and measure that changed, with the error at its horizon."""
    entries = []
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        for j, (was, now) in enumerate(zip(old["years"], new["years"], strict=True)):
            for k, measure in enumerate(MEASURES):
                if was[measure] is None or now[measure] is None or not split.parts[:, i, j, k].any():
                    continue
                change, parts = now[measure] - was[measure], split.parts[:, i, j, k].tolist()
                error = noise.beside(old["fund"], measure, was)
                entries.append(
                    {
                        **{key: old[key] for key in KEYS},
                        "year": was["year"],
                        "measure": measure,
                        "unit": UNITS[measure],
                        "from": was[measure],
                        "to": now[measure],
                        "change": change,
                        **beside_noise(error, change),
                        "parts": parts,
                        "parts_distinguishable": [
                            None if error is None else distinguishable(part, error.size) for part in parts
                        ],
                        "standard_error": split.error[:, i, j, k].tolist(),
                    }
                )
    return entries


def _told_side(side: Side) -> dict[str, Any]:
    return {**side.prepared.options, "reforms": [reform.name for reform in side.reforms]}
