"""Noise (噪声): whether a reform's difference is larger than what the engine missed by at that horizon.

The errors were measured by `actuary backtest --write` and are kept beside the assumptions with digests of what made
them. Which error stands for which figure is fixed in docs/back-test.md.
"""

import json
import math
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from actuary.backtest.scoring import Miss
from actuary.months import year_of

FILE = Path("assumptions/backtest/errors.json")
SCHEMA = "actuary.backtest-errors/1"
SAID_BY = {"payable_months": "balance"}
"""Measures whose error is another item's."""
AS_LOGARITHM = ("receipts", "expenditure")


class Error(NamedTuple):
    """Root mean square of an item's errors: as a logarithm, or in months of spending; `at_least`: past the longest
    horizon that was measured."""

    size: float
    at_least: bool


class Noise:
    """What back-tests missed by, asked by fund, item and horizon; `opening`: month of the opening that a run starts
    from [month]."""

    def __init__(self, misses: Iterable[Miss], opening: int) -> None:
        self.size = {(each.item, each.fund, each.horizon): each.root_mean_square for each in misses}
        self.opening_year = year_of(opening)
        self._found: dict[tuple[str, str, int], Error | None] = {}

    @classmethod
    def kept(cls, root: Path, opening: int) -> "Noise":
        """The errors kept beside the assumptions of a data folder; none where the folder keeps none."""
        path = root / FILE
        return cls([] if not path.is_file() else map(_miss, json.loads(path.read_text("utf-8"))["errors"]), opening)

    @cached_property
    def horizons(self) -> dict[str, list[int]]:
        """Horizons at which an item was scored, in order."""
        found: dict[str, set[int]] = {}
        for item, _, horizon in self.size:
            found.setdefault(item, set()).add(horizon)
        return {item: sorted(each) for item, each in found.items()}

    def error(self, fund: str, item: str, horizon: int) -> Error | None:
        """The error that stands for a fund's item at a horizon: the largest of those measured up to it, at each the
        fund's own, else that pooled over funds; None before the first."""
        key = fund, item, horizon
        if key not in self._found:
            measured = self.horizons.get(item, [])
            sizes = [self.size.get((item, fund, h), self.size[item, None, h]) for h in measured if h <= horizon]
            self._found[key] = Error(max(sizes), horizon > measured[-1]) if sizes else None
        return self._found[key]

    def beside(self, fund: str, measure: str, baseline: Mapping[str, Any]) -> Error | None:
        """The error of a measure in its own unit [yuan, month] on a year of the baseline; None where there is none."""
        error = self.error(fund, SAID_BY.get(measure, measure), int(baseline["year"]) - self.opening_year)
        if error is None or baseline[measure] is None:
            return None
        if measure in AS_LOGARITHM:
            return error._replace(size=math.expm1(error.size) * abs(baseline[measure]))
        return error if measure in SAID_BY else error._replace(size=error.size / 12.0 * baseline["expenditure"])


def told(error: Error | None, difference: float | None) -> dict[str, float | bool | None]:
    """What documents say beside a difference: the error at its horizon, and whether the difference is larger."""
    if error is None:
        return {"error": None, "error_at_least": None, "distinguishable": None}
    larger = None if difference is None else distinguishable(difference, error.size)
    return {"error": error.size, "error_at_least": error.at_least, "distinguishable": larger}


def distinguishable(difference: float, error: float) -> bool:
    """Whether a difference is distinguishable from noise (可与噪声区分): larger than the error, either way."""
    return abs(difference) > error


def _miss(row: Mapping[str, Any]) -> Miss:
    return Miss(*(row[name] for name in Miss._fields))
