"""What the door lets in (入库后的取值): frozen values with date, unit, tag, source and place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both

FloatArray = NDArray[np.float64]


class Rounding(NamedTuple):
    """How the result of a formula is rounded, and who says so (取整规则)."""

    to: float
    """Unit of the result that stays [the formula's unit]: 0.01 is a fen, or two decimals."""
    how: str
    """half_up | down | up."""
    source: str
    article: str | None = None
    note: str | None = None


class Table(NamedTuple):
    """A value by age, grade, class ... (表): one number a key."""

    axis: str
    keys: tuple[str, ...]
    values: FloatArray
    """Shape [keys], read-only."""


@dataclass(frozen=True, eq=False)
class DatedValue:
    """A value from a month on (某月起的取值), with who said it, since when it was known, and its range."""

    from_: int
    value: float | str | Table
    tag: str
    trust: str
    source: str
    article: str | None = None
    known_from: int | None = None
    """Month from which it was known [month]; the door always fills it, by default with `from_`."""
    low: float | None = None
    high: float | None = None
    """Range; for a table: factors on all its values, or on its shape."""
    tilts: bool = False
    """Of a table whose total is known: at the high end its first value is multiplied by `low`, its last by `high` and
    those between evenly; at the low end the other way round. The total stays."""
    file: str = ""
    line: int = 0
    note: str | None = None
    level: bool = False
    """A level estimate that rests on a later source: seen under every rule set, and listed as such."""
    stated_to: int | None = None
    """Last month for which the source states this value [month]."""
    rounding: Rounding | None = None
    """Of a formula: how its result is rounded; None: not at all."""
    day: int = 1
    """Day of `from_`'s month: months count whole, only a person's own day is told apart by it."""

    @property
    def known(self) -> int:
        """Month from which it was known, `from_` unless stated [month]."""
        return self.from_ if self.known_from is None else self.known_from

    def seen(self, *, hindsight: bool, known_at: int) -> bool:
        """Whether a rule set sees it (规则所见): hindsight all; others what was known by `known_at`, and level
        estimates."""
        return hindsight or self.level or self.known <= known_at


@dataclass(frozen=True, eq=False)
class DatedParameter:
    """A parameter of law or belief (参数) with all its dated values and the rule after the last one."""

    name: str
    zh: str
    unit: str
    values: tuple[DatedValue, ...]
    tail: str
    """hold | stop | grow."""
    file: str = ""
    line: int = 0
    stated_to: int | None = None
    """Last month that the source covers [month]; None: in force until changed."""
    grows_with: str | None = None
    """Series of belief that a tail `grow` follows, without the prefix `basis.`."""
    memorandum: str | None = None
    """Why nothing computes with it: law or figure kept for the record (备查); None: something must."""
    note: str | None = None


@dataclass(frozen=True)
class Source:
    """Where a value comes from (来源): a document, table or judgement."""

    key: str
    title: str
    number: str | None
    where: str | None
    trust: str
    file: str = ""
    line: int = 0
    temporary: bool = False
    """It decrees for a term (阶段性): what rests on it must say what follows the term."""


Sources = Mapping[str, Source] | None
"""Sources by key; None: keys are not checked."""


class AgeFrom(NamedTuple):
    """An age that holds from a month on (自某月起的年龄)."""

    from_: int
    months: int
    """Age [month]."""


class Delay(NamedTuple):
    """Statutory age of one category (法定退休年龄): the old age, and how it rises in one of three ways.

    By rule: one month later for every `step` months of birth; by `births`: an age for those born from a month
    on; by `ages`: an age in force from a calendar month on, for all who have not reached theirs before.
    """

    old_age_months: int
    start: int | None
    """First month in which somebody of the old age retires later [month]."""
    step: int | None
    cap: int
    """Largest delay [months]."""
    births: tuple[AgeFrom, ...] = ()
    ages: tuple[AgeFrom, ...] = ()


@dataclass(frozen=True)
class Schedule:
    """Law of retirement by month of birth (退休年龄表), one rule a category."""

    name: str
    zh: str
    tag: str
    trust: str
    source: str
    article: str | None
    known_from: int | None
    categories: Mapping[str, Delay]
    early: int = 0
    late: int = 0
    """Months by which one may retire before or after the statutory month [months]."""
    flexible_from: int | None = None
    """First statutory month to which early and late apply [month]; None: all."""
    flexible_source: str | None = None
    """Source of early and late; None: that of the schedule."""
    range: Both | None = None
    """What else is thought possible, in words; a judgement has it."""
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class PoolingMap:
    """Which districts share a ledger (统筹区划): fund -> pool -> districts."""

    name: str
    zh: str
    tag: str
    trust: str
    source: str
    note: str | None
    known_from: int | None
    pools: Mapping[str, Mapping[str, tuple[str, ...]]]
    file: str = ""
    line: int = 0


class StandIn(NamedTuple):
    """Values of a later day that stand in where nothing earlier exists (替代值): names, `*` for any, and why."""

    names: tuple[str, ...]
    why: Both


class BackTest(NamedTuple):
    """What makes a valuation a back-test (回溯检验): what came, and what may stand in."""

    document: str
    """The printed document of what came."""
    figures: tuple[tuple[str, str], ...]
    """`fund.item` -> its printed figures, `*` for any, without the leading `published.`."""
    people: str | None
    """Folder of the opening from which stand-ins are taken that the valuation's own does not hold."""
    stand_ins: tuple[StandIn, ...]


@dataclass(frozen=True)
class ValuationFile:
    """One page that makes a run (估值设定): people, opening, rules, basis, pooling, horizon."""

    name: str
    zh: str | None
    people: str
    opening: int
    known_at: int
    rules: str
    basis: str
    pooling: str
    to: int | None
    place: str | None = None
    """Whose law of `assumptions/places` stands before Wuhan's; None: Wuhan."""
    target: int | None = None
    """Month at whose end the coverage targets hold [month]; None: that of the plan."""
    backtest: BackTest | None = None
    note: str | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class BasisFile:
    """Name of a set of beliefs (精算假设组) and the set whose values it takes where it has none; `ends`: parameters
    that it takes at an end of their ranges, with the places where it says so; `path_of`: the set whose high or low
    path it is."""

    name: str
    zh: str
    extends: str | None
    path_of: str | None = None
    ends: Mapping[str, tuple[Literal["low", "high"], tuple[int, int]]] = field(default_factory=dict)
    file: str = ""
    line: int = 0
