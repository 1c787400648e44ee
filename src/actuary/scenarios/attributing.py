"""Attribution (变动归因): why a figure of one run is another in the other, cause by cause, whatever their order.

Lever by lever where both runs are one valuation under reforms; else by law, beliefs, people, experience and pooling.
"""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.backtest.noise import Noise
from actuary.scenarios.by_lever import EXACT_CAUSES, Levers, not_pooled, one_valuation
from actuary.scenarios.causes import METHOD, Cause, Side, sources, to_one_end
from actuary.scenarios.changed import beside, changed, unsplit
from actuary.scenarios.every_measure import refuse_unknown
from actuary.scenarios.factors import expenditure_factors
from actuary.scenarios.frame import Figures, Frame, Reading
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.shapley import Split, exact, sampled
from actuary.valuation.known import Rows
from actuary.valuation.run import ProgressTold
from actuary.valuation.verdict import input_counts

FloatArray = NDArray[np.float64]
ORDERS, SEED = 64, 2016
"""Beyond the causes of which every combination is run: pairs of random orders, and where their draws begin."""
Counts = dict[str, int]


class Ends(NamedTuple):
    """The two runs themselves (两端): outcomes, rows as they are read, and by tag how many values each rests on."""

    outcomes: tuple[Outcome, Outcome]
    rows: tuple[Rows, Rows]
    inputs: tuple[Counts, Counts]


def attribute(
    before: Side,
    after: Side,
    orders: int = ORDERS,
    seed: int = SEED,
    told: ProgressTold | None = None,
    *,
    pooled: bool = False,
    measures: Sequence[str] = (),
) -> dict[str, Any]:
    """The document `actuary.attribute/1`: every measure's change by cause, for every fund, pool and year that both runs
    have; `pooled`: levers that move people move the pooled city, sixteen combinations at a time; `measures`: those that
    are split beside the verdict's."""
    refuse_unknown(measures)
    asked = before, after
    before, after = to_one_end(before, after)
    one = one_valuation(before, after)
    if pooled and not one:
        raise not_pooled()
    levers = Levers(before, after, pooled=pooled) if one else None
    causes, outcome_of = (levers.causes, levers.outcome) if levers else sources(before, after)
    ends, reading = _ends(outcome_of, (1 << len(causes)) - 1, measures, levers)
    written = [side.written for side in (before, after) if side.written is not None]
    frame = Frame.common(reading.measures, *ends.rows, *written)
    split = _split(outcome_of, ends, (reading, frame), len(causes), (orders, seed), told, levers)
    if levers:
        levers.refuse_idle(np.flatnonzero([not np.nan_to_num(part).any() for part in split.parts]).tolist())
    rows = [frame.aligned(each) for each in ends.rows]
    causes, split, rows = _by_method(causes, split, rows, frame, (before, after))
    noise = Noise.kept(before.prepared.root, before.prepared.file.opening)
    names = ("from", "to")
    return {
        "schema": "actuary.attribute/1",
        "from": _told_side(before),
        "to": _told_side(after),
        "cut": _cut(asked, (before, after)),
        "causes": [{"name": cause.name, "zh": cause.zh} for cause in causes],
        "pooled": pooled,
        "runs": split.runs,
        "inputs": dict(zip(names, ends.inputs, strict=True)),
        "exact": split.exact,
        "apart": {name: frame.apart(each) for name, each in zip(names, ends.rows, strict=True)},
        "in_parts": {name: reading.in_parts(each) for name, each in zip(names, ends.outcomes, strict=True)},
        "measures": changed(rows[0], rows[1], split, noise, frame.measures),
        "unsplit": unsplit(rows[0], rows[1], split, frame.measures),
        "expenditure": [beside(row, noise) for row in expenditure_factors(*ends.outcomes)],
    }


def _ends(
    outcome_of: Callable[[int], Outcome], last: int, measures: Sequence[str], levers: Levers | None
) -> tuple[Ends, Reading]:
    """Both runs, and how every combination is read."""
    first = outcome_of(0)
    outcomes = first, outcome_of(last) if last else first
    reading = Reading.of(*outcomes, measures)
    counts = levers.inputs if levers else tuple(input_counts(each.seen.groups) for each in outcomes)
    one, other = (reading.rows(each) for each in outcomes)
    return Ends(outcomes, (one, other), (counts[0], counts[1])), reading


def _split(
    outcome_of: Callable[[int], Outcome],
    ends: Ends,
    read: tuple[Reading, Frame],
    causes: int,
    draws: tuple[int, int],
    told: ProgressTold | None,
    levers: Levers | None,
) -> Split:
    """The change by cause: of every combination, or of random orders; `draws`: their pairs and seed."""
    (reading, frame), total = read, 1 << causes
    many = causes > EXACT_CAUSES
    runs, most = count(1), total if not many else min(total, 2 * draws[0] * (causes - 1) + 2)
    known, figures = {0: ends.rows[0], total - 1: ends.rows[1]}, Figures()

    def worth(mask: int) -> FloatArray:
        rows = known[mask] if mask in known else reading.rows(outcome_of(mask))
        if told is not None:
            told(next(runs), most)
        return frame.values(rows, figures)

    split = sampled(worth, causes, *draws) if many else exact(worth, causes, levers.order if levers else None)
    if told is not None:
        told(most, most)
    return split


def _by_method(
    causes: list[Cause], split: Split, rows: list[Rows], frame: Frame, sides: tuple[Side, Side]
) -> tuple[list[Cause], Split, list[Rows]]:
    """The same with what another version of the program wrote of a side in its place: the difference to what this one
    says of it is the part of the method."""
    moved, told = np.zeros(split.parts.shape[1:]), list(rows)
    for place, side in enumerate(sides):
        if side.written is not None:
            told[place] = frame.aligned(side.written)
            moved += (1 - 2 * place) * _otherwise(frame.values(rows[place]), frame.values(told[place]))
    if not moved.any():
        return causes, split, rows
    parts, error = (
        np.concatenate([each, extra[None]]) for each, extra in ((split.parts, moved), (split.error, 0 * moved))
    )
    return [*causes, METHOD], split._replace(parts=parts, error=error), told


def _otherwise(said: FloatArray, written: FloatArray) -> FloatArray:
    """What is said less what was written; what neither has is no difference."""
    return np.where(np.isnan(said) & np.isnan(written), 0.0, said - written)


def _cut(asked: tuple[Side, Side], sides: tuple[Side, Side]) -> dict[str, str]:
    """Last month of a side of which less is compared than it holds."""
    ends = ((one.prepared.options["to"], other.prepared.options["to"]) for one, other in zip(asked, sides, strict=True))
    return {name: end for name, (end, common) in zip(("from", "to"), ends, strict=True) if end != common}


def _told_side(side: Side) -> dict[str, Any]:
    return {**side.prepared.options, "reforms": [reform.name for reform in side.reforms]}
