"""A named set of beliefs (精算假设组): the helpers by which people are moved read dated parameters here."""

import numpy as np

from actuary.basis.graduation import MONTHS_OF_AGE, graduated_rates, monthly_fertility
from actuary.basis.lifetable import FloatArray, IntArray
from actuary.dated import Parameters, Table
from actuary.months import month as month_of
from actuary.months import year_of

EVERY_MONTH_OF_AGE: IntArray = np.arange(MONTHS_OF_AGE, dtype=np.int64)
MIDDLE = month_of(2008, 1)
"""Middle of the period 2005-2010, which runs from mid-year to mid-year (United Nations, WPP 2024)."""
PERIOD = 60
SEX_OF_CATEGORY = ("male", "female", "female")
DEVIATIONS = ("basis.mortality.index", "basis.mortality.level", "basis.mortality.slope")
"""Indices of mortality models, nought unless a simulation or a reform moves them."""
CBD_FROM, CBD_MIDDLE = 60.0, 72.5
"""Ages from which Cairns-Blake-Dowd speaks, and about which its slope turns."""


class Basis:
    """Beliefs (精算假设) seen under one rule set, as probabilities by month of age."""

    def __init__(self, parameters: Parameters) -> None:
        """Read from `parameters`; nothing is read before it is asked for."""
        self.parameters = parameters
        self._graduated: dict[tuple[str, int], FloatArray] = {}
        self._national: dict[int, FloatArray] = {}
        self._deaths: dict[tuple[float, ...], FloatArray] = {}
        self._curves: dict[tuple[float, ...], FloatArray] = {}

    def number(self, name: str, month: int) -> float:
        """Value of `name` in a month (某月参数值), in its own unit."""
        return self.parameters.number(name, month)

    def over(self, name: str, months: IntArray) -> FloatArray:
        """Values of `name` over months (逐月参数值), shape [T]."""
        return self.parameters.over(name, months)

    def table(self, name: str, month: int) -> Table:
        """Table of `name` in a month (某月参数表)."""
        return self.parameters.table(name, month)

    def table_over(self, name: str, months: IntArray) -> FloatArray:
        """Tables of `name` over months (逐月参数表), shape [T, keys]."""
        return self.parameters.table_over(name, months)

    def word(self, name: str, month: int) -> str:
        """Named choice `name` in a month (某月选项)."""
        return self.parameters.word(name, month)

    def death_probability(self, month: int) -> FloatArray:
        """Probability of death in the month (月死亡概率) [share], shape [G, 1332]; read-only.

        National rates of the calendar year, the factor of the month: stress mortality through the factor
        `basis.mortality.wuhan_factor`, since a changed table also acts between the middles of its periods.
        """
        year = year_of(month)
        factor, national = self.number("basis.mortality.wuhan_factor", month), self.national_rates(year)
        off = tuple(self._deviation(name, month) for name in DEVIATIONS)
        if (year, factor, *off) not in self._deaths:
            rates = national * factor
            self._deaths[year, factor, *off] = _frozen(
                -np.expm1(-(self._moved(rates, *off) if any(off) else rates) / 12)
            )
        return self._deaths[year, factor, *off]

    def _deviation(self, name: str, month: int) -> float:
        """How far an index of mortality is off its path; nought in a basis that has none."""
        return self.number(name, month) if name in self.parameters.parameters else 0.0

    def _moved(self, rates: FloatArray, index: float, level: float, slope: float) -> FloatArray:
        """Death rates `[G, 1332]` off their path: by Lee-Carter, ln m + b k; by Cairns-Blake-Dowd, logit q + level +
        slope x (age - 72.5), of which those below 60 have the level of 60."""
        if index:
            ratio = self.parameters.number("basis.mortality.women_over_men", MIDDLE)
            steps = {"male": index, "female": index * ratio}
            rates = rates * np.exp(np.stack([steps[sex] * self._loading(sex) for sex in SEX_OF_CATEGORY]))
        if level or slope:
            age = np.maximum(EVERY_MONTH_OF_AGE / 12.0, CBD_FROM) - CBD_MIDDLE
            dead = -np.expm1(-rates)
            odds = dead / (1.0 - dead) * np.exp(level + slope * age)
            rates = np.log1p(odds)
        return rates

    def _loading(self, sex: str) -> FloatArray:
        """Lee-Carter's b of every month of age, straight between the ages stated [1332]."""
        table = self.table(f"basis.mortality.loading_{sex}", MIDDLE)
        return np.interp(EVERY_MONTH_OF_AGE / 12.0, _ages(table), table.values)

    def national_rates(self, year: int) -> FloatArray:
        """National death rates of a calendar year (全国死亡率) [per person-year], shape [G, 1332].

        Logarithms are linear in time between the middles of the five-year periods, level before the first.
        """
        self.parameters.asked.update(("basis.mortality.male", "basis.mortality.female"))  # read once, used each year
        if year not in self._national:
            by_sex = {sex: self._rates_of_year(sex, year) for sex in ("male", "female")}
            self._national[year] = _frozen(np.stack([by_sex[sex] for sex in SEX_OF_CATEGORY]))
        return self._national[year]

    def birth_probability(self, month: int) -> FloatArray:
        """Births of both sexes per woman in the month (月生育率) [births_per_woman], by month of age [1332].

        Total fertility x city factor x response to the two-child policy, spread by the mothers' ages.
        """
        level = 1.0
        for name in ("total_fertility", "wuhan_factor", "two_child_response"):
            level *= self.number(f"basis.fertility.{name}", month)
        return level * self._birth_curve(self.table("basis.fertility.age_shares", month))

    def girls_share(self, month: int) -> float:
        """Share of girls among births (女婴比重) [share]."""
        return 1 / (1 + self.number("basis.fertility.sex_ratio_at_birth", month))

    def _rates_of_year(self, sex: str, year: int) -> FloatArray:
        periods = max(0.0, (month_of(year, 7) - MIDDLE) / PERIOD)
        first = int(periods)
        weight = periods - first
        logarithm = (1 - weight) * np.log(self._period(sex, first))
        if weight > 0:
            logarithm += weight * np.log(self._period(sex, first + 1))
        return np.asarray(np.exp(logarithm), dtype=np.float64)

    def _period(self, sex: str, number: int) -> FloatArray:
        """Graduated rates of a five-year period, counted from 2005-2010 [per person-year], shape [1332]."""
        if (sex, number) not in self._graduated:
            table = self.table(f"basis.mortality.{sex}", MIDDLE + PERIOD * number)
            self._graduated[sex, number] = graduated_rates(_ages(table), table.values)
        return self._graduated[sex, number]

    def _birth_curve(self, table: Table) -> FloatArray:
        key = tuple(table.values.tolist())
        if key not in self._curves:
            self._curves[key] = monthly_fertility(1.0, _ages(table), table.values, EVERY_MONTH_OF_AGE)
        return self._curves[key]


def _ages(table: Table) -> IntArray:
    return np.array([int(key) for key in table.keys], dtype=np.int64)


def _frozen(values: FloatArray) -> FloatArray:
    values.setflags(write=False)
    return values
