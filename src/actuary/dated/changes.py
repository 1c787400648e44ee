"""Changes of a reform on dated parameters (参数改动): set, scale or add from a month on, until a month."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from actuary.dated.values import FloatArray, Schedule, Table

SET, SCALE, ADD = "set", "scale", "add"
ADJUSTMENT_SHARE = "law.pooling.adjustment_share"
STATUTORY_AGE = "law.employee_pension.statutory_age"


@dataclass(frozen=True, eq=False)
class Change:
    """One line of a reform (一项改动): what happens to a parameter in the months from `from_` to `to`.

    `value`: the number, word or table that is set, the factor, or the amount in the parameter's unit.
    `keys`: the keys of a table that are meant, all when empty.
    """

    verb: str
    name: str
    value: float | str | Table
    from_: int
    to: int | None = None
    """Last month [month]; None: for good. After it the baseline holds again."""
    keys: tuple[str, ...] = ()
    after: str | None = None
    """Parameter or reform behind whose change on the same months this one acts."""
    reform: str = ""
    file: str = ""
    line: int = 0
    tag: str = "judgement"
    """What the reform rests on, as it says of its source."""

    def acts(self, month: int) -> bool:
        """Whether the change is in force in a month."""
        return self.from_ <= month and (self.to is None or month <= self.to)

    def meets(self, other: "Change") -> bool:
        """Whether both speak of the same parameter, keys and months."""
        keys = not self.keys or not other.keys or set(self.keys) & set(other.keys)
        ends = [change.to for change in (self, other) if change.to is not None]
        return self.name == other.name and bool(keys) and max(self.from_, other.from_) <= min([*ends, 10**9])

    @property
    def replaces(self) -> bool:
        """Whether the baseline's value is not asked for."""
        return self.verb == SET and not self.keys

    def number(self, value: float) -> float:
        """The changed number [the parameter's unit]."""
        given = float(self.value)  # type: ignore[arg-type]  # the door lets only numbers change numbers
        return given if self.verb == SET else value * given if self.verb == SCALE else value + given

    def table(self, found: Table) -> Table:
        """The changed table; one number acts on all its keys, or on those named."""
        if isinstance(self.value, Table) and self.verb == SET:
            stated = dict(zip(self.value.keys, self.value.values, strict=True))
            values = [float(stated.get(key, old)) for key, old in zip(found.keys, found.values, strict=True)]
        else:
            pairs = zip(found.keys, found.values.tolist(), strict=True)
            values = [self.number(old) if not self.keys or key in self.keys else old for key, old in pairs]
        return found._replace(values=_frozen(np.array(values)))


class Changes:
    """The changes of all reforms of a run by parameter (改动清单), in their order, and which of them were read."""

    def __init__(self, changes: Iterable[Change] = (), baseline: Iterable[Change] = ()) -> None:
        self.all: tuple[Change, ...] = tuple(changes)
        self.baseline: tuple[Change, ...] = tuple(baseline)
        """Those of them that the baseline has already."""
        self._by_name: dict[str, list[Change]] = {}
        for change in self.all:
            self._by_name.setdefault(change.name, []).append(change)
        self._read: dict[Change, int] = {}

    def on(self, name: str) -> bool:
        """Whether a parameter is changed at all."""
        return name in self._by_name

    def acting(self, name: str, month: int) -> Sequence[Change]:
        """The changes in force in a month, from the last that replaces the value on; noted as read."""
        found = [change for change in self._by_name.get(name, ()) if change.acts(month)]
        self.note(dict.fromkeys(found, month))
        last = max((i for i, change in enumerate(found) if change.replaces), default=0)
        return found[last:]

    def turns(self, name: str) -> list[int]:
        """Months in which a change of a parameter begins, or has ended the month before (改动起讫), in order."""
        changes = self._by_name.get(name, ())
        ends = {change.to + 1 for change in changes if change.to is not None}
        return sorted({change.from_ for change in changes} | ends)

    @property
    def read(self) -> dict[Change, int]:
        """Changes that were read in a month in which they act, and the first such month [month]."""
        return dict(self._read)

    def note(self, read: Mapping[Change, int]) -> None:
        """Count changes as read from a month on, that this or an earlier look at the same parameters read."""
        for change, month in read.items():
            if month < self._read.get(change, month + 1):
                self._read[change] = month

    def unread(self) -> list[Change]:
        """Changes that nothing read in the months in which they act."""
        return [change for change in self.all if change not in self._read]


def _frozen(values: FloatArray) -> FloatArray:
    values.setflags(write=False)
    return values


@dataclass(frozen=True)
class PoolingChange:
    """Pooling from a month on (统筹办法变更): rule, and the share paid in under an adjustment fund."""

    rule: str
    from_: int
    share: float | None = None
    """None: that of the law."""
    reform: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Reform:
    """A named set of differences from a baseline (改革方案)."""

    name: str
    zh: str
    tag: str
    note: str
    changes: tuple[Change, ...]
    schedules: Mapping[str, Schedule]
    """Retirement schedules that the reform itself writes or moves, by name."""
    pooling: PoolingChange | None
    path: Path
    file: str = ""
    line: int = 0

    @property
    def empty(self) -> bool:
        """Whether it says `changes: []` and nothing else: the only reform that may change nothing."""
        return not self.changes and self.pooling is None


def names_in(words: str) -> list[str]:
    """The reforms that one word of a command means (多个方案): a file, or names and files joined by +."""
    with suppress(OSError):  # more names than the name of a file can have
        if Path(words).is_file():
            return [words]
    return words.split("+")
