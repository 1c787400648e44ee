"""Scoring (评分): errors of what was projected against what came, and their size by horizon, as docs/back-test.md fixed
them before any comparison."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from actuary.backtest.outcomes import Outcome

IN_MONTHS = ("current_balance", "balance")
"""Items that may be nought: their error is in months of the year's actual spending; of all others it is a logarithm."""
Place = tuple[str, str, int]


class Score(NamedTuple):
    """One figure projected and come: `error` as a logarithm or in months, above nought where too much was projected;
    `percent` of the actual, None where it may be nought; `scored`: counted in the errors by horizon."""

    valuation: str
    fund: str
    item: str
    year: int
    horizon: int
    projected: float
    actual: float
    unit: str
    error: float | None
    percent: float | None
    scored: bool
    source: str


class Miss(NamedTuple):
    """Errors of one item at one horizon: of one fund, or of all (`fund` None)."""

    item: str
    fund: str | None
    horizon: int
    number: int
    mean: float
    mean_absolute: float
    root_mean_square: float


def scores(valuation: str, opening_year: int, projected: Mapping[Place, float], came: Sequence[Outcome]) -> list[Score]:
    """Every figure that was both projected and came."""
    spent = {(each.fund, each.year): each for each in came if each.item == "expenditure"}
    return [
        _score(valuation, opening_year, projected[each[:3]], each, spent.get((each.fund, each.year)))
        for each in came
        if each[:3] in projected
    ]


def _score(valuation: str, opening_year: int, projected: float, came: Outcome, spent: Outcome | None) -> Score:
    if came.item in IN_MONTHS:
        error = None if spent is None else 12.0 * (projected - came.value) / spent.value
        percent, seen = None, came.seen and spent is not None and spent.seen
    else:
        error, percent, seen = math.log(projected / came.value), projected / came.value - 1.0, came.seen
    place = valuation, came.fund, came.item, came.year, came.year - opening_year
    return Score(*place, projected, came.value, came.unit, error, percent, seen, came.source)


def misses(found: Iterable[Score]) -> list[Miss]:
    """Errors by item, fund and horizon, and by item and horizon over all funds; each scored figure weighs the same."""
    groups: dict[tuple[str, str | None, int], list[float]] = {}
    for each in found:
        if each.scored and each.error is not None:
            for fund in (None, each.fund):
                groups.setdefault((each.item, fund, each.horizon), []).append(each.error)
    order = sorted(groups, key=lambda key: (key[0], key[1] or "", key[2]))
    return [_miss(key, groups[key]) for key in order]


def _miss(key: tuple[str, str | None, int], errors: Sequence[float]) -> Miss:
    n = len(errors)
    mean, absolute = math.fsum(errors) / n, math.fsum(abs(error) for error in errors) / n
    return Miss(*key, n, mean, absolute, math.sqrt(math.fsum(error * error for error in errors) / n))
