"""Registers (待遇领取名册): people who overlay a status, by kind, category and month of age, with their own mortality.

A register says who draws a benefit beside what the status says: injured workers by grade, survivors, old cases,
special pensioners. Its cells carry totals, persons first, then amounts in yuan a month. Districts carry no ages:
each loses people at the city's rate and gains its own new ones.

Order of a month: amounts are raised; benefits see the stock; deaths; leavers among those who live on; everyone
grows a month older; new ones enter. So opening + new - deaths - leavers = closing, and the month of death is paid.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.dated import Table
from actuary.errors import Both, Problem, problem
from actuary.kernels import registers as kernel
from actuary.people.axes import AGES, G, group_of

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ByMonth = Callable[[int], FloatArray]
YEARS = AGES // 12
PERSONS = 0
"""Place of persons among the totals of a cell; amounts follow."""


class Register(NamedTuple):
    """A register at one moment (名册): `totals[X, K, G, AGES]`, persons and amounts [yuan a month] by kind, category
    and month of age; `place[D]` persons by district of insurance."""

    name: str
    kinds: tuple[str, ...]
    totals: FloatArray
    place: FloatArray


@dataclass(frozen=True)
class Monthly:
    """A rule told for all months at once (逐月表): its tables `[U, ...]`, and which of them each month from `first` on
    has `[T]`."""

    first: int
    tables: FloatArray
    which: IntArray

    @classmethod
    def of(cls, first: int, tables: Sequence[FloatArray]) -> "Monthly":
        """Tables of the months from `first` on, of which those are kept that are others than the month before."""
        other = [t == 0 or not np.array_equal(table, tables[t - 1]) for t, table in enumerate(tables)]
        kept = [table for table, each in zip(tables, other, strict=True) if each]
        return cls(first, np.ascontiguousarray(np.stack(kept)), np.cumsum(other) - 1)

    @classmethod
    def from_what(cls, first: int, told: Sequence[NDArray[Any]], table: Callable[..., FloatArray]) -> "Monthly":
        """Tables `[U, ...]` made at once of what is told of each month `[T, ...]`, where that is not as before."""
        other = np.arange(len(told[0])) == 0
        for each in told:
            other[1:] |= (each[1:] != each[:-1]).any(axis=tuple(range(1, each.ndim)))
        return cls(first, table(*(each[other] for each in told)), np.cumsum(other) - 1)

    def __call__(self, month: int) -> FloatArray:
        """The table of a month."""
        return np.asarray(self.tables[self.which[month - self.first]])


class Rules(NamedTuple):
    """What moves a register (名册变动假设), each a function of the month.

    death: monthly probability `[G, AGES]`; leaving: monthly probability `[K, G, AGES]` of those who live on;
    rise: growth of the amounts at the month's beginning [share]; weights: `[W, G, AGES]`, the sums over ages
    that benefits ask for; entry: how new ones spread over categories and ages at the month's end, `[K, G, AGES]`,
    each kind adding up to 1.
    """

    death: ByMonth
    leaving: ByMonth
    rise: ByMonth
    weights: ByMonth
    entry: FloatArray

    def told(self, months: Sequence[int], noted: IntArray) -> kernel.Told:
        """The rules of some months as the kernel takes them; persons are noted after the months at `noted`."""
        (death, dying), (leaving, quitting), (weights, seeing), (rises, rising) = (
            stacked(rule, months) for rule in (self.death, self.leaving, self.weights, self.rise)
        )
        where = np.full(len(months), -1)
        where[noted] = np.arange(len(noted))
        return kernel.Told(rises[rising], death, leaving, weights, np.stack((dying, quitting, seeing, where)))


class Followed(NamedTuple):
    """A register followed for T months (名册滚动结果); X persons and amounts.

    `stock[T + 1, X, K, G]`, `raised`, `new`, `deaths`, `leavers` `[T, X, K, G]`; `asked[T, X, K, W]` weighted stock
    that the month's benefits see; `place[T + 1, D]` persons by district; `ages[t]` `[K, G, YEARS]` persons by
    completed age at the opening (t = 0) and after each December.
    """

    name: str
    kinds: tuple[str, ...]
    stock: FloatArray
    raised: FloatArray
    new: FloatArray
    deaths: FloatArray
    leavers: FloatArray
    asked: FloatArray
    place: FloatArray
    ages: dict[int, FloatArray]

    def residual(self) -> FloatArray:
        """Opening + raised + new - deaths - leavers - closing `[T, X, K, G]`; nought where the register rolls."""
        closing = self.stock[:-1] + self.raised + self.new - self.deaths - self.leavers
        return np.asarray(closing - self.stock[1:])

    def persons(self) -> FloatArray:
        """Persons on the register at the start of each month and after the last `[T + 1]`."""
        return np.asarray(self.stock[:, PERSONS].sum(axis=(1, 2)))

    def across(self) -> FloatArray:
        """Each district's share of the persons at the start of the month `[T, D]`; nought of nobody."""
        total = self.place[:-1].sum(axis=1, keepdims=True)
        return np.asarray(np.divide(self.place[:-1], total, out=np.zeros_like(self.place[:-1]), where=total > 0))


def follow(register: Register, months: IntArray, rules: Rules, new: FloatArray, place: FloatArray) -> Followed:
    """Move a register through `months[T]`; `new[T, X, K]` totals that enter at each month's end, `place[T, D]` persons
    of them by district."""
    decembers = np.flatnonzero(months % 12 == 11)
    told, opening = rules.told(months.tolist(), decembers), by_completed_age(register.totals[PERSONS])
    noted = np.empty((len(decembers), *opening.shape))
    entering, entry = (np.ascontiguousarray(each, dtype=np.float64) for each in (new, rules.entry))
    flows = kernel.follow(register.totals, told, entering, entry, noted)
    ages = {0: opening} | dict(zip((decembers + 1).tolist(), noted, strict=True))
    places = by_district(flows, register.place, place)
    return Followed(register.name, register.kinds, **flows._asdict(), place=places, ages=ages)


def by_district(flows: kernel.Flows | Followed, opening: FloatArray, new: FloatArray) -> FloatArray:
    """Persons by district `[T + 1, D]`: of those of the `opening[D]` each loses people at the city's rate, and gains
    its own `new[T, D]`."""
    dead, left, held = (each[:, PERSONS].sum(axis=(1, 2)) for each in (flows.deaths, flows.leavers, flows.stock[:-1]))
    gone = np.divide(dead + left, held, out=np.zeros_like(held), where=held > 0)
    places = np.concatenate((opening[None], new))
    for t, stay in enumerate((1.0 - gone).tolist()):
        places[t + 1] += places[t] * stay
    return places


def stacked(rule: ByMonth, months: Sequence[int]) -> tuple[FloatArray, IntArray]:
    """The tables of the months that are others than the month before, and which of them each month has `[T]`."""
    if isinstance(rule, Monthly):
        return rule.tables, rule.which[months[0] - rule.first :][: len(months)]
    tables = [rule(month) for month in months]
    others = [t == 0 or table is not tables[t - 1] for t, table in enumerate(tables)]
    return np.stack([table for table, other in zip(tables, others, strict=True) if other]), np.cumsum(others) - 1


def by_completed_age(persons: FloatArray) -> FloatArray:
    """Persons `[..., AGES]` by completed year of age `[..., YEARS]`."""
    return np.asarray(persons.reshape(*persons.shape[:-1], YEARS, 12).sum(axis=-1))


def age_profile(table: Table, field: str) -> FloatArray:
    """Shares by month of age `[AGES]` that add up to 1, from shares by lower age: even within a group. The last
    key closes the group before it; raises Problem about `field` where its share is not nought or all are."""
    if table.values[-1] != 0.0 or not table.values.sum() > 0.0 or table.values.min() < 0.0:
        raise Problem(
            problem(
                "age_shares",
                message=Both(
                    f"{field} 不是各年龄的占比：占比应不小于零、合计大于零，末组（{table.keys[-1]}岁起）应为零。",
                    f"{field} does not share people out by age: no share below nought, a sum above it, and nobody "
                    f"from the last age, {table.keys[-1]}, on.",
                ),
                remedy=Both(
                    "最后一个年龄只用来封闭前一组，其占比写 0。",
                    "The last age only closes the group before it: give it a share of 0.",
                ),
                field=field,
            )
        )
    group = group_of(table.keys)
    width = np.bincount(np.maximum(group, 0), weights=group >= 0, minlength=len(table.keys))
    density = table.values / width / table.values.sum()
    return np.where(group >= 0, density[np.maximum(group, 0)], 0.0)


def profiles(ages: Sequence[FloatArray], categories: Sequence[FloatArray]) -> FloatArray:
    """Spread of each kind over categories and ages `[K, G, AGES]`, from its ages `[AGES]` and categories `[G]`."""
    return np.stack([share[:, None] * age for age, share in zip(ages, categories, strict=True)])


def category_shares(basis: Basis, women: float, month: int) -> FloatArray:
    """Shares of the categories `[G]` in a group with that share of women, as the city's women divide."""
    table = basis.table("basis.flow.women_category", month)
    split = dict(zip(table.keys, table.values, strict=True))
    return np.array([1.0 - women, women * float(split["female55"]), women * float(split["female50"])])


def own_mortality(basis: Basis, name: str) -> ByMonth:
    """Monthly probability of death of a register's people `[G, AGES]`: the population's force of mortality times
    the believed factor `name`."""
    known: dict[tuple[int, float], tuple[FloatArray, FloatArray]] = {}

    def death(month: int) -> FloatArray:
        population, factor = basis.death_probability(month), basis.number(name, month)
        key = (id(population), factor)
        if key not in known:
            known[key] = (population, -np.expm1(factor * np.log1p(-population)))
        return known[key][1]

    return death


def nobody_leaves(kinds: int) -> ByMonth:
    """Leaving probabilities `[K, G, AGES]` of nought."""
    stay = np.zeros((kinds, G, AGES))
    return lambda _: stay
