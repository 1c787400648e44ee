"""What changed, entry by entry (变动明细): the parts of each change, and which changes have none and why."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from actuary.backtest.noise import Error, Noise, distinguishable
from actuary.backtest.noise import told as beside_noise
from actuary.scenarios.comparing import KEYS, MEASURES
from actuary.scenarios.every_measure import NUMBERS, figure_in
from actuary.scenarios.shapley import FloatArray, Split
from actuary.valuation.known import Rows
from actuary.valuation.measures import HALF_FEN

DUST = 1e-9
"""Less than this part of a figure, or of one of its unit, is no change of it."""
NO_FROM, NO_TO, NO_MIXTURE = "none_in_from", "none_in_to", "none_in_a_combination"
"""Why a change is not split: a run has no such figure, or some combination of causes has none."""


class _Place(NamedTuple):
    """A figure of both runs, and its place in a split."""

    key: dict[str, Any]
    measure: str
    at: tuple[int, int, int]
    was: dict[str, Any]
    now: dict[str, Any]

    @property
    def figures(self) -> tuple[float | None, float | None]:
        return figure_in(self.was, self.measure), figure_in(self.now, self.measure)

    @property
    def told(self) -> dict[str, Any]:
        """Whose figure it is, and what it is in both runs."""
        head = {**self.key, "year": self.was["year"], "measure": self.measure, "unit": NUMBERS[self.measure]}
        return {**head, **dict(zip(("from", "to"), self.figures, strict=True))}


def changed(before: Rows, after: Rows, split: Split, noise: Noise, measures: Sequence[str]) -> list[dict[str, Any]]:
    """One entry a fund, account, pool, subsidy, year and measure that changed, with the error at its horizon; what a
    run or a combination has not is in `unsplit`."""
    return [
        _entry(place, was, now, split, noise)
        for place in _places(before, after, measures)
        for was, now in [place.figures]
        if was is not None and now is not None and _whole(split, place) and _moves(split, place, was, now)
    ]


def _moves(split: Split, place: _Place, was: float, now: float) -> bool:
    """Whether a cause moves a figure by more than sums of floats leave: half a fen, of other units a billionth."""
    dust = HALF_FEN if NUMBERS[place.measure] == "yuan" else DUST * max(abs(was), abs(now), 1.0)
    return bool((abs(_of(split.parts, place)) > dust).any())


def _entry(place: _Place, was: float, now: float, split: Split, noise: Noise) -> dict[str, Any]:
    parts, fund = _of(split.parts, place).tolist(), place.key["fund"]
    error: Error | None = noise.beside(fund, place.measure, place.was) if place.measure in MEASURES else None
    return {
        **place.told,
        "change": now - was,
        **beside_noise(error, now - was),
        "parts": parts,
        "parts_distinguishable": [None if error is None else distinguishable(part, error.size) for part in parts],
        "standard_error": _of(split.error, place).tolist(),
    }


def unsplit(before: Rows, after: Rows, split: Split, measures: Sequence[str]) -> list[dict[str, Any]]:
    """Figures that differ, or of which one run has none, that cannot be split, and why."""
    entries = []
    for place in _places(before, after, measures):
        was, now = place.figures
        if was == now:
            continue
        why = NO_FROM if was is None else NO_TO if now is None else None if _whole(split, place) else NO_MIXTURE
        if why is not None:
            entries.append({**place.told, "why": why})
    return entries


def beside(row: dict[str, Any], noise: Noise) -> dict[str, Any]:
    """A change of spending with the error at its horizon."""
    error = noise.beside(row["fund"], "expenditure", {"year": row["year"], "expenditure": row["from"]})
    return row | beside_noise(error, row["change"])


def _places(before: Rows, after: Rows, measures: Sequence[str]) -> Iterator[_Place]:
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        key = {name: old[name] for name in KEYS}
        for j, (was, now) in enumerate(zip(old["years"], new["years"], strict=True)):
            for k, measure in enumerate(measures):
                yield _Place(key, measure, (i, j, k), was, now)


def _of(values: FloatArray, place: _Place) -> FloatArray:
    return np.asarray(values[(slice(None), *place.at)])


def _whole(split: Split, place: _Place) -> bool:
    """Whether every combination has the figure."""
    return bool(np.isfinite(_of(split.parts, place)).all())
