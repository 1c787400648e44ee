"""Attribution (变动归因): why a figure of one run is another in the other, cause by cause, whatever their order.

Lever by lever where both runs are one valuation under reforms; else by law, beliefs, people, experience and pooling.
"""

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.backtest.noise import Noise, distinguishable
from actuary.backtest.noise import told as beside_noise
from actuary.dated import Change, Reform
from actuary.errors import Both, Problem, problem
from actuary.scenarios.causes import METHOD, Cause, Side, sources, to_one_end
from actuary.scenarios.comparing import KEYS, MEASURES, rows_of
from actuary.scenarios.factors import expenditure_factors
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.packed import study_of
from actuary.scenarios.shapley import Split, exact, sampled
from actuary.scenarios.study import Study, key_of
from actuary.valuation.known import Rows
from actuary.valuation.run import ProgressTold
from actuary.valuation.verdict import input_counts

FloatArray = NDArray[np.float64]
EXACT_CAUSES = 10
"""Up to so many causes every combination is run."""
ORDERS, SEED = 64, 2016
"""Beyond that: pairs of random orders, and where their draws begin."""
AHEAD = 31
"""Combinations with people of their own who may move together."""
UNITS = {**dict.fromkeys(MEASURES, "yuan"), "payable_months": "month"}


def attribute(
    before: Side,
    after: Side,
    orders: int = ORDERS,
    seed: int = SEED,
    told: ProgressTold | None = None,
    *,
    pooled: bool = False,
) -> dict[str, Any]:
    """The document `actuary.attribute/1`: every measure's change by cause, for every fund, pool and year that both runs
    have; `pooled`: levers that move people move the pooled city, sixteen combinations at a time."""
    asked = before, after
    before, after = to_one_end(before, after)
    one = _one_valuation(before, after)
    if pooled and not one:
        raise _not_pooled()
    causes, outcome_of, order = _levers(before, after, pooled=pooled) if one else (*sources(before, after), None)
    many, total = len(causes) > EXACT_CAUSES, 1 << len(causes)
    ends = {mask: outcome_of(mask) for mask in (0, total - 1)}
    frame = Frame.common(rows_of(ends[0]), rows_of(ends[total - 1]))
    runs, most = count(1), total if not many else min(total, 2 * orders * (len(causes) - 1) + 2)

    def worth(mask: int) -> FloatArray:
        outcome = ends[mask] if mask in ends else outcome_of(mask)
        if told is not None:
            told(next(runs), most)
        return frame.values(rows_of(outcome))

    split = sampled(worth, len(causes), orders, seed) if many else exact(worth, len(causes), order)
    if told is not None:
        told(most, most)
    rows = [frame.aligned(rows_of(outcome)) for outcome in (ends[0], ends[total - 1])]
    causes, split, rows = _by_method(causes, split, rows, frame, (before, after))
    noise = Noise.kept(before.prepared.root, before.prepared.file.opening)
    return {
        "schema": "actuary.attribute/1",
        "from": _told_side(before),
        "to": _told_side(after),
        "cut": _cut(asked, (before, after)),
        "causes": [{"name": cause.name, "zh": cause.zh} for cause in causes],
        "pooled": pooled,
        "runs": split.runs,
        "inputs": input_counts(ends[total - 1].seen.groups),
        "exact": not many,
        "apart": {"from": frame.apart(rows_of(ends[0])), "to": frame.apart(rows_of(ends[total - 1]))},
        "measures": _rows(rows[0], rows[1], split, noise),
        "expenditure": [_beside(row, noise) for row in expenditure_factors(ends[0], ends[total - 1])],
    }


class Frame(NamedTuple):
    """What two runs both have (共同口径): ledgers by pool, in order, and calendar years."""

    keys: tuple[tuple[str, ...], ...]
    years: tuple[int, ...]

    @classmethod
    def common(cls, one: Rows, other: Rows) -> "Frame":
        """Ledgers and years of both."""
        keys = {_key(row) for row in other}
        years = {year["year"] for row in other for year in row["years"]}
        both = sorted({year["year"] for row in one for year in row["years"]} & years)
        if not both:
            message = Both("两次测算没有共同的年份。", "The two runs have no year in common.")
            remedy = Both("请用 to= 把较早的一次延长。", "Lengthen the earlier one with to=.")
            raise Problem(problem("no_common_year", message=message, remedy=remedy, field="RUN2"))
        return cls(tuple(key for key in map(_key, one) if key in keys), tuple(both))

    def aligned(self, rows: Rows) -> Rows:
        """The rows of these ledgers with these years alone."""
        of = {_key(row): row for row in rows}
        return [
            {**of[key], "years": [year for year in of[key]["years"] if year["year"] in self.years]} for key in self.keys
        ]

    def apart(self, rows: Rows) -> list[str]:
        """Pools of one run that the other has not, in their order."""
        return list(dict.fromkeys(row["pool"] for row in rows if _key(row) not in self.keys))

    def values(self, rows: Rows) -> FloatArray:
        """All their figures `[rows, years, measures]`; NaN where a figure does not exist."""
        figures = [[[year[measure] for measure in MEASURES] for year in row["years"]] for row in self.aligned(rows)]
        return np.array(figures, dtype=np.float64)  # None becomes NaN


def _key(row: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(row[key] for key in KEYS)


def _by_method(
    causes: list[Cause], split: Split, rows: list[Rows], frame: Frame, sides: tuple[Side, Side]
) -> tuple[list[Cause], Split, list[Rows]]:
    """The same with what another version of the program wrote of a side in its place: the difference to what this one
    says of it is the part of the method."""
    moved, told = np.zeros(split.parts.shape[1:]), list(rows)
    for place, side in enumerate(sides):
        if side.written is not None:
            told[place] = frame.aligned(side.written)
            moved += (1 - 2 * place) * (frame.values(rows[place]) - frame.values(told[place]))
    if told == rows:
        return causes, split, rows
    parts, error = (
        np.concatenate([each, extra[None]]) for each, extra in ((split.parts, moved), (split.error, 0 * moved))
    )
    return [*causes, METHOD], Split(parts, error, split.runs), told


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
    people = (
        _by_people(study, [chosen(mask) for mask in range(1 << len(causes))]) if len(causes) <= EXACT_CAUSES else []
    )
    order = [mask for masks in people for mask in masks]
    firsts = [masks[0] for masks in people]
    ahead = {mask: firsts[place : place + AHEAD] for place, mask in enumerate(firsts) if place % AHEAD == 0}

    def outcome_of(mask: int) -> Outcome:
        if mask in ahead:
            study.expect([chosen(each) for each in ahead[mask]])
        return study.outcome(chosen(mask))

    return causes, outcome_of, order


def _by_people(study: Study, sets: list[list[Reform]]) -> list[list[int]]:
    """Combinations by the people whom they have in common."""
    found: dict[tuple[Change, ...], list[int]] = {}
    for mask, reforms in enumerate(sets):
        found.setdefault(key_of(study.moving(reforms)), []).append(mask)
    return [*found.values()]


def _rows(before: Rows, after: Rows, split: Split, noise: Noise) -> list[dict[str, Any]]:
    """One entry a fund, account, pool, subsidy, year and measure that changed, with the error at its horizon; a measure
    that some combination has not (months of a ledger that has ended) cannot be split."""
    entries = []
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        for j, (was, now) in enumerate(zip(old["years"], new["years"], strict=True)):
            for k, measure in enumerate(MEASURES):
                if was[measure] is None or now[measure] is None or not split.parts[:, i, j, k].any():
                    continue
                if not np.isfinite(split.parts[:, i, j, k]).all():  # a combination has no such figure
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


def _cut(asked: tuple[Side, Side], sides: tuple[Side, Side]) -> dict[str, str]:
    """Last month of a side of which less is compared than it holds."""
    ends = ((one.prepared.options["to"], other.prepared.options["to"]) for one, other in zip(asked, sides, strict=True))
    return {name: end for name, (end, common) in zip(("from", "to"), ends, strict=True) if end != common}


def _told_side(side: Side) -> dict[str, Any]:
    return {**side.prepared.options, "reforms": [reform.name for reform in side.reforms]}
