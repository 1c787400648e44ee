"""The life table (生命表): from death probabilities, central rates, survivors, or deaths and person-years.

A word outside, the symbol inside: survivors l, deaths d, person_years L, person_years_above T,
expectancy e. Source: Preston, Heuveline and Guillot, Demography (2001), chapter 3.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actuary.errors import Both, Problem, problem

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LifeTable:
    """Life table (生命表) by single or grouped ages; the last age is an open interval.

    ages: lower ages [year], shape [A]; q: probability of death in the interval [share], 1 in the last;
    nax: years lived in the interval by those who die in it [year]; provenance: where the figures come from.
    """

    ages: IntArray
    q: FloatArray
    nax: FloatArray
    provenance: str
    radix: float = 100_000.0

    def __post_init__(self) -> None:
        """Refuse what is not a life table; raises Problem."""
        _check_ages(self.ages)
        _check_column("q", self.q, self.ages, 0.0, 1.0)
        _check_column("nax", self.nax, self.ages, 0.0, np.inf)
        if (self.nax > self.widths).any():
            raise _refusal(
                "nax",
                Both("nax 长于其年龄区间。", "nax is longer than its age interval."),
                Both("请以区间内的年数给出。", "Give it in years of the interval."),
            )
        if self.q[-1] != 1.0:
            raise _refusal(
                "q",
                Both(
                    f"最后一个年龄 {self.ages[-1]} 的 q = {self.q[-1]:g}，表外仍有人存活。",
                    f"The last age {self.ages[-1]} has q = {self.q[-1]:g}, so that some outlive the table.",
                ),
                Both("请封闭该表：最后一个年龄的 q 应为 1。", "Close the table: the last age must have q = 1."),
            )
        if (self.q[:-1] >= 1.0).any():
            raise _refusal(
                "q",
                Both("最后一个年龄之前 q 已为 1。", "q is 1 before the last age."),
                Both("请在无人存活处结束该表。", "End the table where nobody survives."),
            )
        for column in (self.ages, self.q, self.nax):
            column.setflags(write=False)

    @classmethod
    def from_q(
        cls,
        q: ArrayLike,
        *,
        provenance: str,
        ages: ArrayLike | None = None,
        nax: ArrayLike | None = None,
        radix: float = 100_000.0,
    ) -> Self:
        """Life table from death probabilities (死亡概率), last one 1; deaths fall mid-interval by default."""
        probability = _floats(q)
        lower = _integers(np.arange(probability.size) if ages is None else ages)
        if nax is None:
            _check_ages(lower)
            widths = np.append(np.diff(lower), 1)
            nax = widths / 2
        return cls(lower, probability, _floats(nax), provenance, radix)

    @classmethod
    def from_rates(
        cls, ages: ArrayLike, rates: ArrayLike, nax: ArrayLike, *, provenance: str, radix: float = 100_000.0
    ) -> Self:
        """Life table from central death rates (中心死亡率) [per person-year]; the last nax becomes 1 / m.

        q = n m / (1 + (n - a) m). Preston et al., equation 3.1.
        """
        lower, m, a = _integers(ages), _floats(rates), _floats(nax)
        _check_ages(lower)
        _check_column("rates", m, lower, 0.0, np.inf)
        if m[-1] <= 0:
            raise _refusal(
                "rates",
                Both("开放年龄组无人死亡。", "Nobody dies in the open interval."),
                Both("请给出大于零的死亡率。", "Give it a rate above zero."),
            )
        n = np.diff(lower).astype(np.float64)
        q = np.append(n * m[:-1] / (1 + (n - a[:-1]) * m[:-1]), 1.0)
        return cls(lower, q, np.append(a[:-1], 1 / m[-1]), provenance, radix)

    @classmethod
    def from_deaths(
        cls,
        ages: ArrayLike,
        deaths: ArrayLike,
        person_years: ArrayLike,
        nax: ArrayLike,
        *,
        provenance: str,
        radix: float = 100_000.0,
    ) -> Self:
        """Life table from deaths [person] and exposure [person-year] (死亡数与暴露). Preston, box 3.1."""
        exposure = _floats(person_years)
        if not (exposure > 0).all():
            raise _refusal(
                "person_years",
                Both("有年龄没有暴露人年。", "An age has no exposure."),
                Both("请与相邻年龄合并。", "Join it with its neighbour."),
            )
        return cls.from_rates(ages, _floats(deaths) / exposure, nax, provenance=provenance, radix=radix)

    @classmethod
    def from_survivors(
        cls,
        survivors: ArrayLike,
        *,
        provenance: str,
        ages: ArrayLike | None = None,
        nax: ArrayLike | None = None,
    ) -> Self:
        """Life table from survivors l(x) (尚存人数) [person]; nobody outlives the last age's interval."""
        lx = _floats(survivors)
        if not ((lx > 0).all() and (np.diff(lx) <= 0).all()):
            raise _refusal(
                "survivors",
                Both("l(x) 应大于零且不上升。", "l(x) must be above zero and never rise."),
                Both("请改正该列。", "Correct the column."),
            )
        q = np.append(1 - lx[1:] / lx[:-1], 1.0)
        return cls.from_q(q, provenance=provenance, ages=ages, nax=nax, radix=float(lx[0]))

    @cached_property
    def widths(self) -> FloatArray:
        """Width n of each age interval [year], infinite for the last, shape [A]."""
        return np.append(np.diff(self.ages).astype(np.float64), np.inf)

    @cached_property
    def survivors(self) -> FloatArray:
        """Survivors l(x) to each exact age (尚存人数) [person], shape [A]."""
        return self.radix * np.append(1.0, np.cumprod(1 - self.q[:-1]))

    @cached_property
    def deaths(self) -> FloatArray:
        """Deaths d(x) in each interval (死亡人数) [person], shape [A]."""
        return self.survivors * self.q

    @cached_property
    def person_years(self) -> FloatArray:
        """Person-years L(x) lived in each interval (生存人年数) [person-year], shape [A]."""
        closed = self.widths[:-1] * self.survivors[1:] + self.nax[:-1] * self.deaths[:-1]
        return np.append(closed, self.nax[-1] * self.survivors[-1])

    @cached_property
    def person_years_above(self) -> FloatArray:
        """Person-years T(x) lived above each age (累计生存人年数) [person-year], shape [A]."""
        return sum_from(self.person_years)

    @cached_property
    def expectancy(self) -> FloatArray:
        """Expectation of life e(x) (平均预期寿命) [year], shape [A]."""
        return self.person_years_above / self.survivors

    @cached_property
    def central_rates(self) -> FloatArray:
        """Central death rates m(x) = d / L (中心死亡率) [per person-year], shape [A]."""
        return self.deaths / self.person_years


def sum_from(values: FloatArray) -> FloatArray:
    """Sum from each age to the end of the table, small terms first, shape [A]."""
    total: FloatArray = values[::-1].cumsum()[::-1]
    return total


def five_year_person_years(table: LifeTable) -> FloatArray:
    """Person-years by five-year group 0-4, 5-9, ... per newborn [year] of a table at ages 0, 1, 5, 10, ..."""
    if table.ages[:3].tolist() != [0, 1, 5]:
        raise _refusal(
            "ages",
            Both("该表不以 0、1、5 岁起头。", "The table does not begin at ages 0, 1, 5."),
            Both("请用简略生命表。", "Use an abridged table."),
        )
    years = table.person_years / table.radix
    return np.append(years[0] + years[1], years[2:])


def _floats(values: ArrayLike) -> FloatArray:
    return np.array(values, dtype=np.float64)


def _integers(values: ArrayLike) -> IntArray:
    return np.array(values, dtype=np.int64)


def _check_ages(ages: IntArray) -> None:
    if ages.ndim != 1 or ages.size < 2:
        raise _refusal(
            "ages",
            Both("生命表至少要有两个年龄。", "A life table needs at least two ages."),
            Both("请补上缺少的行。", "Add the missing rows."),
        )
    widths = np.diff(ages)
    later = widths[ages[:-1] >= 5]
    uneven = later.size > 0 and bool((later != later[0]).any())
    if ages[0] < 0 or (widths <= 0).any() or uneven:
        raise _refusal(
            "ages",
            Both("年龄有缺口，或不是均匀上升。", "The ages have a gap or do not rise evenly."),
            Both("请按顺序补上缺少的年龄。", "Add the missing ages in order."),
        )


def _check_column(name: str, column: FloatArray, ages: IntArray, low: float, high: float) -> None:
    if column.shape != ages.shape:
        raise _refusal(
            name,
            Both(
                f"{name} 有 {column.size} 个值，年龄有 {ages.size} 个。",
                f"{name} has {column.size} values for {ages.size} ages.",
            ),
            Both("请一岁一值。", "Give one each."),
        )
    wrong = ~(np.isfinite(column) & (column >= low) & (column <= high))
    if wrong.any():
        at = int(wrong.argmax())
        message = Both(f"{ages[at]} 岁的 {name} 是 {column[at]:g}。", f"{name} is {column[at]:g} at age {ages[at]}.")
        remedy = Both(f"应在 {low:g} 与 {high:g} 之间。", f"It must lie between {low:g} and {high:g}.")
        raise _refusal(name, message, remedy)


def _refusal(field: str, message: Both, remedy: Both) -> Problem:
    return Problem(problem("life_table", message=message, remedy=remedy, field=field))
