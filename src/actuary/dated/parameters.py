"""Parameters as one rule set sees them (规则集视角): which row is in force, and what follows the last one."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated.values import DatedParameter, DatedValue, FloatArray, Table
from actuary.errors import Problem, problem
from actuary.months import text

Growth = Callable[[str, int, int], float]
IntArray = NDArray[np.int64]


class _Series(NamedTuple):
    """The rows in force one after the other: row `indices[i]` from `starts[i]`, stated up to `limits[i]`."""

    starts: IntArray
    indices: IntArray
    limits: IntArray
    """Last stated month of each; a month past all horizons where there is no limit."""


_NO_LIMIT = np.iinfo(np.int64).max


class Parameters:
    """Dated parameters under one rule set (某一规则下的参数): `known-2016` by `known_at`, or hindsight.

    A row is visible when it was known at `known_at`, when it is a level estimate, or always in hindsight.
    In force in a month is, among the visible rows that have begun, the one known latest, then begun latest.
    """

    def __init__(
        self,
        parameters: Mapping[str, DatedParameter],
        *,
        hindsight: bool,
        known_at: int,
        growth: Growth | None = None,
    ) -> None:
        self.parameters = parameters
        self.hindsight = hindsight
        self.known_at = known_at
        self.growth = growth
        self.used: dict[str, set[int]] = {}
        """Parameter -> places in `DatedParameter.values` of the rows that were read."""
        self._acted: dict[tuple[str, int], None] = {}
        self._series: dict[str, _Series] = {}
        self._numbers: dict[tuple[str, int], float] = {}
        self._over: dict[tuple[str, bytes], FloatArray] = {}

    @property
    def tails_acted(self) -> list[tuple[str, int]]:
        """Name and month of every reading after the last stated value (末值之后的读取)."""
        return list(self._acted)

    def __contains__(self, name: str) -> bool:
        return name in self.parameters

    def number(self, name: str, month: int) -> float:
        """The number in force in a month (当月取值) [the parameter's unit]."""
        key = (name, int(month))
        if key not in self._numbers:
            row, factor = self._in_force(name, key[1])
            self._numbers[key] = self._as_number(name, row) * factor
        return self._numbers[key]

    def over(self, name: str, months: IntArray) -> FloatArray:
        """One number a month (逐月取值) [the parameter's unit], shape [T], read-only."""
        months = np.ascontiguousarray(months, dtype=np.int64)
        key = (name, months.tobytes())
        if key not in self._over:
            self._over[key] = _frozen(
                self._spread(name, months, lambda row: np.float64(self._as_number(name, row)))
            )
        return self._over[key]

    def table(self, name: str, month: int) -> Table:
        """The table in force in a month (当月表)."""
        row, factor = self._in_force(name, int(month))
        found = self._as_table(name, row)
        return found if factor == 1.0 else found._replace(values=_frozen(found.values * factor))

    def table_over(self, name: str, months: IntArray) -> FloatArray:
        """One table a month (逐月表) [the parameter's unit], shape [T, keys]; all of the same keys."""
        months = np.ascontiguousarray(months, dtype=np.int64)
        keys: set[tuple[str, tuple[str, ...]]] = set()

        def values(row: DatedValue) -> FloatArray:
            found = self._as_table(name, row)
            keys.add((found.axis, found.keys))
            return found.values

        result = None if len(months) == 0 else self._spread(name, months, values, keys)
        return np.zeros((0, 0)) if result is None else _frozen(result)

    def word(self, name: str, month: int) -> str:
        """The text in force in a month (当月文字), for example the name of a schedule."""
        row, _ = self._in_force(name, int(month))
        if not isinstance(row.value, str):
            raise self._wrong_kind(name, row, "text")
        return row.value

    def value(self, name: str, month: int) -> DatedValue:
        """The row in force in a month with its tag, source and place, whatever follows the last one."""
        row, _ = self._in_force(name, int(month))
        return row

    def values_read(self) -> list[tuple[DatedParameter, DatedValue]]:
        """Every row that was read with its parameter, by name and place: the inputs of a run."""
        return [
            (self.parameters[name], self.parameters[name].values[index])
            for name in sorted(self.used)
            for index in sorted(self.used[name])
        ]
