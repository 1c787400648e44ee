"""Rows of parameters as a rule set sees them (规则集所见各行), arranged once for every view of the same rules."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated.values import DatedParameter
from actuary.errors import Both, Problem, problem

IntArray = NDArray[np.int64]
NO_LIMIT = np.iinfo(np.int64).max


class Series(NamedTuple):
    """The rows in force one after the other: row `indices[i]` from `starts[i]`, stated up to `limits[i]`."""

    starts: IntArray
    indices: IntArray
    limits: IntArray
    """Last stated month of each; a month past all horizons where there is no limit."""


class Spread(NamedTuple):
    """What rows state over some months `[T, ...]`, numbers or words, before their tails: the rows used, and where a
    tail acts on which place of the series."""

    stated: NDArray[Any]
    used: frozenset[int]
    tails: tuple[tuple[int, int], ...]


class Rows:
    """The visible rows of all parameters under one rule set."""

    def __init__(self, parameters: Mapping[str, DatedParameter], *, hindsight: bool, known_at: int) -> None:
        self.parameters, self.hindsight, self.known_at = parameters, hindsight, known_at
        self.spreads: dict[tuple[str, bytes], Spread] = {}
        """By name and months."""
        self._series: dict[str, Series] = {}

    def of(self, name: str) -> Series:
        """The rows of a parameter that come into force; raises Problem where there is no such parameter."""
        if name not in self._series:
            self._series[name] = self._arranged(self._known(name))
        return self._series[name]

    def _arranged(self, parameter: DatedParameter) -> Series:
        rows = list(enumerate(parameter.values))
        visible = [(i, row) for i, row in rows if row.seen(hindsight=self.hindsight, known_at=self.known_at)]
        starts = sorted({row.from_ for _, row in visible})
        chosen = [max((row.known, row.from_, i) for i, row in visible if row.from_ <= start)[2] for start in starts]
        limits = [parameter.values[i].stated_to or NO_LIMIT for i in chosen]
        if starts and parameter.stated_to is not None and limits[-1] == NO_LIMIT:
            seen = {i for i, _ in visible}
            hidden = (row.from_ - 1 for i, row in rows if i not in seen and row.from_ > starts[-1])
            limits[-1] = min(parameter.stated_to, *hidden, NO_LIMIT)
        return Series(*(np.array(part, dtype=np.int64) for part in (starts, chosen, limits)))

    def _known(self, name: str) -> DatedParameter:
        if name in self.parameters:
            return self.parameters[name]
        close = get_close_matches(name, self.parameters, n=3, cutoff=0.5)
        raise Problem(
            problem(
                "unknown_name",
                message=Both(f"没有参数“{name}”。", f"There is no parameter {name!r}."),
                remedy=Both(f"相近的有：{'、'.join(close)}。", f"Nearest: {', '.join(close)}.")
                if close
                else Both("请看 `actuary quantities`。", "See `actuary quantities`."),
                field=name,
            )
        )
