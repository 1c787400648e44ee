"""Parameters as one rule set sees them (规则集视角): which row is in force, and what follows the last one."""

import math
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated.changes import Changes
from actuary.dated.rows import NO_LIMIT, Rows, Spread
from actuary.dated.unstated import after_the_last, no_growth, not_stated, wrong_kind
from actuary.dated.values import DatedParameter, DatedValue, FloatArray, Table
from actuary.errors import Both
from actuary.months import text

Growth = Callable[[str, int, int], float]
IntArray = NDArray[np.int64]


class _Span(NamedTuple):
    """A number that is the same from the first to the last of some months."""

    first: int
    last: int
    value: float


_SAME_KEYS = Both("与前一张表键相同的表", "table of the same keys as the one before")


class Standing(NamedTuple):
    """How a parameter stands in a month (当月状态): the row in force, and until when."""

    row: DatedValue
    until: int | None
    """Last month in which this row is in force by its own word, or before the next one [month]; None: open."""
    tail: bool
    """Whether the month lies after the last stated one, so that the tail speaks."""


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
        changes: Changes | None = None,
        rows: Rows | None = None,
    ) -> None:
        """`rows`: those of another view of the same parameters under the same rules."""
        self.parameters = parameters
        self.rows = Rows(parameters, hindsight=hindsight, known_at=known_at) if rows is None else rows
        self.changes = Changes() if changes is None else changes
        """What reforms change on top of the rows."""
        self.hindsight = hindsight
        self.known_at = known_at
        self.growth = growth
        self.used: dict[str, set[int]] = {}
        """Parameter -> places in `DatedParameter.values` of the rows that were read."""
        self.asked: set[str] = set()
        """Names that somebody asked for, whether read or remembered; see `listening`."""
        self._acted: dict[tuple[str, int], None] = {}
        self._numbers: dict[tuple[str, int], float] = {}
        self._spans: dict[str, _Span] = {}
        """Of each number, the months about the last one read in which it is the same."""
        self._spreads: dict[tuple[str, bytes], NDArray[Any]] = {}

    @property
    def tails_acted(self) -> list[tuple[str, int]]:
        """Name and month of every reading after the last stated value (末值之后的读取)."""
        return list(self._acted)

    def aside(self) -> "Parameters":
        """The same parameters under the same rules, with a record of reading of its own (旁查): for checks."""
        return Parameters(
            self.parameters,
            hindsight=self.hindsight,
            known_at=self.known_at,
            growth=self.growth,
            changes=Changes(self.changes.all, self.changes.baseline),
            rows=self.rows,
        )

    @cached_property
    def bare(self) -> "Parameters":
        """The same with what reforms of the baseline change alone (基线视图): rows and tails read there are noted
        here."""
        return self._under(Changes(self.changes.baseline))

    @cached_property
    def unchanged(self) -> "Parameters":
        """The same without any change (法定原值视图), noted likewise."""
        return self._under(Changes())

    def _under(self, changes: Changes) -> "Parameters":
        found = self.aside()
        found.changes, found.used, found._acted = changes, self.used, self._acted
        return found

    def decided(self, name: str, months: IntArray, decide: Callable[[FloatArray], FloatArray]) -> FloatArray:
        """One number a month `[T]` where something decides in the place of the law's own: what reforms change, they
        change on top of that."""
        self.asked.add(name)
        made = decide(self.unchanged.over(name, months))
        if not self.changes.on(name):
            return made
        pairs = zip(months.tolist(), made.tolist(), strict=True)
        return np.array([self._changed(name, month, value) for month, value in pairs])

    def _changed(self, name: str, month: int, value: float) -> float:
        """What the changes in force in a month make of a value."""
        for change in self.changes.acting(name, month):
            value = change.number(value)
        return value

    def number(self, name: str, month: int) -> float:
        """The number in force in a month (当月取值) [the parameter's unit]."""
        self.asked.add(name)
        span = self._spans.get(name)
        if span is not None and span.first <= month <= span.last:
            return span.value
        key = (name, int(month))
        if key not in self._numbers:
            acting = self.changes.acting(name, key[1])
            value = math.nan if acting and acting[0].replaces else self._baseline(name, key[1])
            for change in acting:
                value = change.number(value)
            self._numbers[key] = value
            if not self.changes.on(name):
                self._spans[name] = self._span(name, key[1], value)
        return self._numbers[key]

    def _span(self, name: str, month: int, value: float) -> _Span:
        """The months about one in which the row in force states the same; a tail speaks for its month alone."""
        series = self.rows.of(name)
        place = bisect_right(series.starts, month)
        last = int(series.limits[place - 1])
        if month > last:
            return _Span(month, month, value)
        following = int(series.starts[place]) - 1 if place < len(series.starts) else NO_LIMIT
        return _Span(int(series.starts[place - 1]), min(last, following), value)

    def aimed(self, name: str, target: int, month: int) -> float:
        """A number that holds in `target` and is aimed at in `month` (目标值): changed by what acts in that month."""
        self.asked.add(name)
        return self._changed(name, month, self._baseline(name, target))

    def _baseline(self, name: str, month: int) -> float:
        row, factor = self._in_force(name, month)
        return self._as_number(name, row) * factor

    def over(self, name: str, months: IntArray) -> FloatArray:
        """One number a month (逐月取值) [the parameter's unit], shape [T], read-only."""
        self.asked.add(name)
        if self.changes.on(name):
            return self._made(name, months, lambda: [self.number(name, month) for month in months.tolist()])
        return self._spread(name, months, self._as_number)

    def _made(
        self, name: str, months: IntArray, make: Callable[[], Sequence[float] | Sequence[FloatArray] | Sequence[str]]
    ) -> NDArray[Any]:
        """An array over months, made once."""
        key = (name, months.tobytes())
        if key not in self._spreads:
            self._spreads[key] = _frozen(np.array(make()))
        return self._spreads[key]

    def table(self, name: str, month: int) -> Table:
        """The table in force in a month (当月表)."""
        self.asked.add(name)
        acting = self.changes.acting(name, int(month))
        if acting and acting[0].replaces and isinstance(acting[0].value, Table) and not self._begun(name, int(month)):
            found = acting[0].value
        else:
            row, factor = self._in_force(name, int(month))
            found = self._as_table(name, row)
            found = found if factor == 1.0 else found._replace(values=_frozen(found.values * factor))
        for change in acting:
            found = change.table(found)
        return found

    def _begun(self, name: str, month: int) -> bool:
        """Whether any row that the rules see has begun."""
        return bisect_right(self.rows.of(name).starts, month) > 0

    def table_over(self, name: str, months: IntArray) -> FloatArray:
        """One table a month (逐月表) [the parameter's unit], shape [T, keys], read-only; of the same keys."""
        self.asked.add(name)
        if self.changes.on(name):
            return self._made(name, months, lambda: [self.table(name, month).values for month in months.tolist()])
        keys: set[tuple[str, ...]] = set()

        def values(name: str, row: DatedValue) -> FloatArray:
            found = self._as_table(name, row)
            keys.add(found.keys)
            if len(keys) > 1:
                raise wrong_kind(name, row, _SAME_KEYS)
            return found.values

        return self._spread(name, months, values)

    def word(self, name: str, month: int) -> str:
        """The text in force in a month (当月文字), for example the name of a schedule."""
        self.asked.add(name)
        acting = self.changes.acting(name, int(month))
        if acting:
            return str(acting[-1].value)
        return self._as_word(name, self._in_force(name, int(month))[0])

    def word_over(self, name: str, months: IntArray) -> NDArray[np.str_]:
        """One text a month (逐月文字), shape [T], read-only."""
        self.asked.add(name)
        if self.changes.on(name):
            return self._made(name, months, lambda: [self.word(name, month) for month in months.tolist()])
        return self._spread(name, months, self._as_word)

    def row(self, name: str, month: int) -> DatedValue:
        """The row in force in a month (当月所用行) with its tag, source, range and place; the tail is followed."""
        self.asked.add(name)
        return self._in_force(name, int(month))[0]

    def standing(self, name: str, month: int) -> Standing | None:
        """How a parameter stands in a month (当月状态); None before its first row and after a tail that stops.

        Not a reading: nothing is noted, and reforms are left aside.
        """
        series = self.rows.of(name)
        place = int(np.searchsorted(series.starts, month, side="right")) - 1
        if place < 0:
            return None
        limit = int(series.limits[place])
        tail = month > limit
        if tail and self.parameters[name].tail == "stop":
            return None
        following = int(series.starts[place + 1]) - 1 if place + 1 < len(series.starts) else NO_LIMIT
        until = following if tail else min(limit, following)
        row = self.parameters[name].values[int(series.indices[place])]
        return Standing(row, None if until == NO_LIMIT else until, tail)

    def stated_until(self, name: str, month: int) -> int:
        """Last month that the row in force in a month states (已公布至) [month]. Not a reading: nothing is noted."""
        series = self.rows.of(name)
        return int(series.limits[bisect_right(series.starts, month) - 1])

    def turns(self, name: str) -> list[int]:
        """Months in which another row comes into force, or a tail begins (变动月份), in order."""
        series = self.rows.of(name)
        ends = [int(limit) + 1 for limit in series.limits if limit != NO_LIMIT]
        return sorted({*(int(start) for start in series.starts), *ends})

    def stated(self, name: str, month: int) -> float | None:
        """The number that a known row itself states for a month (已公布值); None where only a tail speaks."""
        self.asked.add(name)
        acting = self.changes.acting(name, month)
        if acting and acting[0].replaces:
            return self.number(name, month)
        series = self.rows.of(name)
        place = bisect_right(series.starts, month) - 1
        if place < 0 or month > series.limits[place]:
            return None
        return self.number(name, month)

    def _spread(
        self, name: str, months: IntArray, read: Callable[[str, DatedValue], float | FloatArray | str]
    ) -> NDArray[Any]:
        months = np.ascontiguousarray(months, dtype=np.int64)
        key = (name, months.tobytes())
        if key not in self._spreads:
            spread = self.rows.spreads.get(key)
            if spread is None:
                spread = self._stated(name, months, read)
            self.used.setdefault(name, set()).update(spread.used)
            result = spread.stated
            factors = {t: self._tail(name, place, int(months[t])) for t, place in spread.tails}
            if factors and result.dtype.kind == "f":  # a word has nothing that grows
                result = result.copy()
                for t, factor in factors.items():
                    result[t] *= factor
            self._spreads[key] = _frozen(result)
        return self._spreads[key]

    def _stated(
        self, name: str, months: IntArray, read: Callable[[str, DatedValue], float | FloatArray | str]
    ) -> Spread:
        """What the rows state over months, noted for every view of them."""
        places = self._places(name, months)
        used, which = np.unique(places, return_inverse=True)
        indices = [int(self.rows.of(name).indices[place]) for place in used]
        stated = np.array([read(name, self.parameters[name].values[index]) for index in indices])
        late = np.flatnonzero(months > self.rows.of(name).limits[places])
        tails = tuple((int(t), int(places[t])) for t in late)
        self.rows.spreads[name, months.tobytes()] = spread = Spread(stated[which], frozenset(indices), tails)
        return spread

    def _in_force(self, name: str, month: int) -> tuple[DatedValue, float]:
        """The row in force and the factor of the tail."""
        series = self.rows.of(name)
        place = bisect_right(series.starts, month) - 1
        if place < 0:
            place = int(self._places(name, np.array([month], dtype=np.int64))[0])
        index = int(series.indices[place])
        self.used.setdefault(name, set()).add(index)
        factor = self._tail(name, place, month) if month > series.limits[place] else 1.0
        return self.parameters[name].values[index], factor

    def _places(self, name: str, months: IntArray) -> IntArray:
        """Places in the series of the rows in force, shape of `months`."""
        series = self.rows.of(name)
        places = np.searchsorted(series.starts, months, side="right") - 1
        if len(places) and places.min() < 0:
            parameter = self.parameters[name]
            asked, first = text(int(months[places < 0][0])), text(int(series.starts[0])) if len(series.starts) else None
            rows = [] if self.hindsight else [r for r in parameter.values if not r.level and r.known > self.known_at]
            raise not_stated(parameter, asked, first, rows)
        return places

    def _tail(self, name: str, place: int, month: int) -> float:
        """Factor on the last stated value by the named rule of the tail; the reading is noted."""
        parameter = self.parameters[name]
        last = int(self.rows.of(name).limits[place])
        if parameter.tail == "stop":
            raise after_the_last(parameter, month, last)
        self._acted[name, month] = None
        if parameter.tail == "hold":
            return 1.0
        if self.growth is None or parameter.grows_with is None:
            raise no_growth(parameter, month, last)
        return self.growth(parameter.grows_with, last, month)

    def _as_number(self, name: str, row: DatedValue) -> float:
        if isinstance(row.value, float | int):
            return float(row.value)
        raise wrong_kind(name, row, Both("数", "number"))

    def _as_word(self, name: str, row: DatedValue) -> str:
        if isinstance(row.value, str):
            return row.value
        raise wrong_kind(name, row, Both("文本", "text"))

    def _as_table(self, name: str, row: DatedValue) -> Table:
        if isinstance(row.value, Table):
            return row.value
        raise wrong_kind(name, row, Both("表", "table"))


def _frozen(values: NDArray[Any]) -> NDArray[Any]:
    values.setflags(write=False)
    return values
