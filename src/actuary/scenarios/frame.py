"""What two runs have in common (共同口径): ledgers by the finer pools of both, calendar years and measures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.funds.pools import Pooling, Pools
from actuary.scenarios.comparing import KEYS, MEASURES
from actuary.scenarios.every_measure import figure_in, rows_with
from actuary.scenarios.outcome import Outcome
from actuary.valuation.known import Rows

FloatArray = NDArray[np.float64]
Row = Mapping[str, Any]


class Reading(NamedTuple):
    """The pools and measures in which every combination is read; pools None: each its own."""

    pools: Pools | None
    measures: tuple[str, ...]

    @classmethod
    def of(cls, one: Outcome, other: Outcome, measures: Sequence[str]) -> "Reading":
        """The finer pools of both, fund by fund: a run whose pools are larger has the figures of their districts."""
        both = one.pooling.opening, other.pooling.opening
        every = tuple(dict.fromkeys((*MEASURES, *measures)))
        if all(alike(*both, fund) for fund in both[0].names):
            return cls(None, every)
        finer = {fund: max(both, key=lambda pools: len(pools.names[fund])) for fund in both[0].names}
        names = {fund: pools.names[fund] for fund, pools in finer.items()}
        return cls(Pools(both[0].rule, names, {f: pools.of_district[f] for f, pools in finer.items()}), every)

    def rows(self, outcome: Outcome) -> Rows:
        """The rows of an outcome, so read."""
        if self.pools is not None:
            outcome = replace(outcome, pooling=Pooling(((0, self.pools), *outcome.pooling.steps)))
        return rows_with(outcome, self.measures)

    def in_parts(self, outcome: Outcome) -> list[str]:
        """Pools that a run does not open with: its figures there are those of their districts."""
        if self.pools is None:
            return []
        own, names = outcome.pooling.opening, self.pools.names
        places = [(fund, at, name) for fund in names for at, name in enumerate(names[fund])]
        found = [name for fund, at, name in places if members(self.pools, fund, at) not in own.districts(fund)]
        return list(dict.fromkeys(found))


def members(pools: Pools, fund: str, at: int) -> frozenset[int]:
    """The districts of a pool of a fund."""
    return frozenset(np.flatnonzero(pools.of_district[fund] == at).tolist())


def alike(one: Pools, other: Pools, fund: str) -> bool:
    """Whether the pools of a fund are the same districts under the same names."""
    same = one.names[fund] == other.names[fund]
    return same and np.array_equal(one.of_district[fund], other.of_district[fund])


class Frame(NamedTuple):
    """Ledgers by pool that all of some runs have, in order, calendar years, and the measures that are read."""

    keys: tuple[tuple[str, ...], ...]
    years: tuple[int, ...]
    measures: tuple[str, ...]

    @classmethod
    def common(cls, measures: Sequence[str], first: Rows, *others: Rows) -> "Frame":
        """Ledgers and years of all."""
        keys, years = {key_of_row(row) for row in first}, _years(first)
        for rows in others:
            keys, years = keys & {key_of_row(row) for row in rows}, years & _years(rows)
        if not any("balance" in year for row in first for year in row["years"] if year["year"] in years):
            message = Both("两次测算没有共同的年份。", "The two runs have no year in common.")
            remedy = Both("请用 to= 把较早的一次延长。", "Lengthen the earlier one with to=.")
            raise Problem(problem("no_common_year", message=message, remedy=remedy, field="RUN2"))
        return cls(tuple(key for key in map(key_of_row, first) if key in keys), tuple(sorted(years)), tuple(measures))

    def aligned(self, rows: Rows) -> Rows:
        """The rows of these ledgers with these years alone."""
        of = {key_of_row(row): row for row in rows}
        return [{**of[key], "years": self._of_years(of[key])} for key in self.keys]

    def _of_years(self, row: Mapping[str, Any]) -> list[dict[str, Any]]:
        of = {year["year"]: year for year in row["years"]}
        return [of.get(year, {"year": year}) for year in self.years]

    def apart(self, rows: Rows) -> list[str]:
        """Pools of one run that another has not, in their order."""
        return list(dict.fromkeys(row["pool"] for row in rows if key_of_row(row) not in self.keys))

    def values(self, rows: Rows, known: "Figures | None" = None) -> FloatArray:
        """All their figures `[rows, years, measures]`; NaN where a figure does not exist. `known`: those of rows that
        were read before."""
        of, known = {key_of_row(row): row for row in rows}, Figures() if known is None else known
        return np.stack([known.of(of[key], self._figures) for key in self.keys])

    def _figures(self, row: Row) -> FloatArray:
        """Those of one row `[years, measures]`."""
        found = [[figure_in(year, name) for name in self.measures] for year in self._of_years(row)]
        return np.array(found, dtype=np.float64)  # None becomes NaN


class Figures:
    """Figures of rows by the row itself: outcomes with the same ledgers share theirs."""

    most = 4096

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Row, FloatArray]] = {}

    def of(self, row: Row, read: Callable[[Row], FloatArray]) -> FloatArray:
        """What was read of this very row, or is now."""
        if id(row) not in self._kept:
            if len(self._kept) >= self.most:
                self._kept.clear()
            self._kept[id(row)] = row, read(row)
        return self._kept[id(row)][1]


def key_of_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Fund, account, pool and subsidy of a row."""
    return tuple(row[key] for key in KEYS)


def _years(rows: Rows) -> set[int]:
    return {year["year"] for row in rows for year in row["years"]}
