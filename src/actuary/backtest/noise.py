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
        """The error that stands for a fund's item at a horizon: the fund's own, else that pooled over funds; where none
        was scored, that of the nearest shorter horizon."""
        key = fund, item, horizon
        if key not in self._found:
            measured = self.horizons.get(item, [])
            nearest = max((each for each in measured if each <= horizon), default=None)
            self._found[key] = None
            if nearest is not None:
                size = self.size.get((item, fund, nearest), self.size[item, None, nearest])
                self._found[key] = Error(size, horizon > measured[-1])
        return self._found[key]

    def beside(
        self, fund: str, measure: str, baseline: Mapping[str, Any], differences: Iterable[float | None]
    ) -> tuple[float | None, bool, list[bool | None]]:
        """The error of a measure in its own unit [yuan, month] on a baseline's year, whether it is at least that, and
        of each difference whether it is larger."""
        differences = list(differences)
        error = self.error(fund, SAID_BY.get(measure, measure), int(baseline["year"]) - self.opening_year)
        if error is None or baseline[measure] is None:
            return None, False, [None] * len(differences)
        size = error.size
        if measure in AS_LOGARITHM:
            size = math.expm1(size) * abs(float(baseline[measure]))
        elif measure != "payable_months":
            size = size / 12.0 * float(baseline["expenditure"])
        words = [None if difference is None else abs(difference) > size for difference in differences]
        return size, error.at_least, words


def _miss(row: Mapping[str, Any]) -> Miss:
    return Miss(*(row[name] for name in Miss._fields))
