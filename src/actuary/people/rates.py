"""Law and belief as the monthly step needs them (本月法定参数与假设)."""

from collections.abc import Sequence
from itertools import groupby
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.dated import Table
from actuary.kernels import month as kernel
from actuary.law.divisor import annuity_divisor
from actuary.law.legislation import BORN, Legislation
from actuary.law.retirement import Retirement
from actuary.months import year_of
from actuary.people.axes import AGES, G, by_month, group_of
from actuary.people.coverage import CoverageTargets
from actuary.people.flows import Ground, alike, choice, hazards, leaving_city
from actuary.people.last import Last
from actuary.people.response import COMPLIANCE, TRUTH, answer
from actuary.people.transitions import PAYERS, Choice, Hazards
from actuary.people.wages import DeclaredWages, Limits
from actuary.vocabulary import Status
from actuary.vocabulary.words import BY_MONTH, HELD

FloatArray = NDArray[np.float64]
KINDS = {
    Status.ENTERPRISE_EMPLOYEE: "enterprise",
    Status.INSTITUTION_EMPLOYEE: "public",
    Status.ORGAN_EMPLOYEE: "public",
    Status.FLEXIBLE_WORKER: "flexible",
}
"""Which beliefs on bases speak of a payer."""
MOVES = ("male_arrivals", "male_departures", "female_arrivals", "female_departures")
"""Beliefs on who comes and who goes in a year."""
DECREES = {
    "basis.path.account_crediting": "law.employee_pension.crediting_rate",
    "basis.path.pension_indexation": "law.employee_pension.indexation",
}
"""Belief -> the decree that is read instead as long as one is known."""
COVERED = ("public_active", "employee_pension", "resident_pension", "insured_elsewhere")


class ResidentScheme(NamedTuple):
    """What the resident scheme credits a registered contributor [yuan a month], and the crediting rate [a month]."""

    credit: float
    crediting: float


def twelfth(rate: float) -> float:
    """Monthly rate that makes exactly the yearly one over twelve months [a month]; raises ArithmeticError where more
    than everything is lost."""
    if rate < -1.0:
        raise ArithmeticError(f"{rate:g} is no yearly rate")
    return float((1.0 + rate) ** (1.0 / 12.0) - 1.0)


def declared_in(month: int) -> int:
    """Year in whose July the bases of a month were declared."""
    return year_of(month - 6)


class LawAndBelief:
    """Answers the driver's questions about a month; wages are those of the calendar year, bases are declared
    in July on the wage of that year."""

    def __init__(
        self,
        law: Legislation,
        basis: Basis,
        wages: DeclaredWages,
        profile: tuple[str, ...],
        ground: Ground,
        opening: int,
    ) -> None:
        """`profile`: lower ages of the wage profile's groups, in the order of the wages' age axis; `opening`: month of
        the opening [month]."""
        self.law, self.basis, self.wages, self.ground, self.opening = law, basis, wages, ground, opening
        self.age_group = np.maximum(group_of(profile)[::12], 0)
        self._divisor: tuple[Table, bool, FloatArray] | None = None
        self._index: dict[int, float] = {}
        self._lag: dict[int, float] = {}
        self._hazards: Hazards | None = None
        self._emigration, self._port_out = Last(leaving_city), Last(by_month)
        self._brought, self._bases = Last(brought_by_age), Last(by_completed_age)
        self._moved, self._migration = Last(net_arrivals), Last(on_path)
        self._births: tuple[FloatArray, FloatArray] | None = None

    def under(self, law: Legislation, basis: Basis) -> "LawAndBelief":
        """The same wages and opening under another law and other beliefs."""
        result = LawAndBelief(law, basis, self.wages, ("0",), self.ground, self.opening)
        result.age_group = self.age_group
        return result

    def wage_index(self, year: int) -> float:
        """True mean wage of `year` over that of the opening year."""
        self.basis.parameters.asked.add("basis.wage.growth")  # read once, used each month
        if year not in self._index:
            years = range(year_of(self.opening) + 1, year + 1)
            growth = [1.0 + self.basis.number("basis.wage.growth", y * 12) for y in years]
            self._index[year] = float(np.prod(growth))
        return self._index[year]

    def wage(self, year: int) -> float:
        """True mean wage of on-post employees [yuan a month]."""
        start = self.basis.number(f"basis.wage.on_post_{year_of(self.opening)}", self.opening)
        return start / 12.0 * self.wage_index(year)

    def limits(self, month: int) -> Limits:
        """Reference wage, floor and ceiling of the month [yuan a month]."""
        reference = self.law.number("law.common.reference_wage", month)
        return Limits(
            reference,
            reference * self.law.number("law.employee_pension.base_floor", month),
            reference * self.law.number("law.employee_pension.base_cap", month),
        )

    def base(self, month: int) -> FloatArray:
        """Mean declared base `[P, K, L]` of the month [yuan a month]."""
        year = declared_in(month)
        return self.wages.base(self.wage(year), self.truth(month), self.limits(month))

    def truth(self, month: int) -> tuple[float, ...]:
        """Declared share of true wages before the limits over that of the opening (做实率相对期初), by payer `[P]`.

        It lags behind growing wages; its believed path, and what enterprises answer to what they are asked, are those
        of the July in which bases are declared.
        """
        year = declared_in(month)
        july = year * 12 + 6
        path = self.basis.table("basis.path.base_truth", july)
        level = dict(zip(path.keys, path.values.tolist(), strict=True))
        answered = answer(self.law, self.basis, TRUTH, july, self.opening)
        lag = self.lag(year)
        factors = {kind: lag * level[kind] for kind in level}
        factors["enterprise"] *= answered
        return tuple(factors[KINDS[status]] for status in PAYERS)

    def lag(self, year: int) -> float:
        """What bases declared in a year have lost since the opening because they grow less than wages [ratio]."""
        if year not in self._lag:
            lag = 1.0
            for y in range(year_of(self.opening) + 1, year + 1):
                response = self.basis.number("basis.path.base_growth_response", y * 12 + 6)
                lag *= (self.wage_index(y) / self.wage_index(y - 1)) ** (response - 1.0)
            self._lag[year] = lag
        return self._lag[year]

    def hazards(self, month: int) -> Hazards:
        """Beliefs about moves in a month; the same object as long as nothing changes."""
        compliance = answer(self.law, self.basis, COMPLIANCE, month, self.opening)
        emigration = self._emigration(self.ground, self.migration(month))
        port_out = self._port_out(*self.basis.table("basis.flow.portability_out_rate", month)[1:])
        found = hazards(self.ground, self.basis, month, emigration, port_out, compliance)
        last = self._hazards
        if last is None or not alike(found, last):
            last = self._hazards = found
        return last

    def choice(self, month: int) -> Choice:
        """What people choose around the statutory age."""
        return choice(self.basis, month)

    def boys(self, month: int) -> float:
        """Share of boys among the newborn."""
        ratio = self.basis.number("basis.fertility.sex_ratio_at_birth", month)
        return ratio / (1.0 + ratio)

    def entitlement(self, month: int) -> tuple[NDArray[np.int64], FloatArray]:
        """Months of unemployment benefit by contribution years, and shares of the inflow."""
        names = (f"law.unemployment.duration_{name}" for name in ("under5", "under10", "10plus"))
        durations = np.array([round(self.law.number(name, month)) for name in names])
        return durations, np.asarray(self.basis.table("basis.unemployment.entitlement_shares", month).values)

    def coverage_targets(self, target: int, month: int) -> CoverageTargets:
        """Persons insured that the coverage path reaches at the end of `target`, as it is aimed at in `month`."""
        return CoverageTargets(
            target,
            *(self.basis.parameters.aimed(f"basis.coverage.{name}", target, month) for name in COVERED),
        )

    def accrual(self, month: int) -> kernel.Accrual:
        """What paying adds to records this month."""
        resident = self.resident(month)
        rate = self.law.number("law.employee_pension.flexible_account_rate", month)
        employee = self.law.number("law.employee_pension.employee_rate", month)
        return kernel.Accrual(
            np.array(PAYERS),
            np.array([False, True, True, False]),
            self._bases(self.base(month), self.age_group),
            self.limits(month).reference,
            np.array([employee, employee, employee, rate]),
            twelfth(self.crediting(month)),
            resident.crediting,
            resident.credit,
        )

    def crediting(self, month: int) -> float:
        """Crediting rate (记账利率) of the year: decreed, or as expected [a year]."""
        return self.decreed("basis.path.account_crediting", month)

    def decreed(self, path: str, month: int) -> float:
        """A discretionary parameter: the decree where one is known, else the belief's path."""
        stated = self.law.stated(DECREES[path], month)
        return self.basis.number(path, month) if stated is None else stated

    def resident(self, month: int) -> ResidentScheme:
        """Credits of the resident scheme to each registered contributor."""
        paying = self.basis.number("basis.resident_pension.paying_share", month)
        paid = self.basis.number("basis.resident_pension.mean_payment", month)
        paid += self.basis.number("basis.resident_pension.account_subsidy", month)
        return ResidentScheme(paying * paid / 12.0, twelfth(self.basis.number("basis.interest.fund", month)))

    def indexation(self, month: int) -> float:
        """Rise of enterprise pensions of the year [share]."""
        return self.decreed("basis.path.pension_indexation", month)

    public_indexation = indexation

    def death(self, month: int) -> FloatArray:
        """Monthly probability of death `[G, AGES]`."""
        return self.basis.death_probability(month)

    def birth(self, month: int) -> FloatArray:
        """Births per woman and month `[G, AGES]`; none of men; the same object as long as nothing changes."""
        born = self.basis.birth_probability(month)
        if self._births is None or not np.array_equal(born, self._births[0]):
            table = np.zeros((G, AGES))
            table[1:] = born
            self._births = born, table
        return self._births[1]

    def ages(self, month: int) -> Retirement:
        """When those who were born in each month may retire, by the schedules up to a month `[G, BORN]`; the same
        object as long as no other begins."""
        return self.law.retiring(month)

    def sigma(self, month: int) -> float:
        """Spread of the logarithm of contribution years at retirement that leaves the believed share short of 15 years
        (缴费年限离散度)."""
        short = self.basis.number("basis.flow.short_of_15_years_share", month)
        if not 0.0 < short < 1.0:
            raise ArithmeticError(f"{short:g} is no share of people of whom some have, and some lack, enough years")
        z = NormalDist().inv_cdf(short)
        return float(z + np.sqrt(z * z + 2.0 * np.log(self.ground.years / 15.0)))

    def retirement_numbers(self, month: int) -> FloatArray:
        """The numbers of an award this month, in the kernel's order."""
        law, basis = self.law, self.basis
        numbers = np.zeros(kernel.NUMBERS)
        numbers[kernel.J] = law.number("law.common.benefit_wage", month)
        numbers[kernel.ACCRUAL] = law.number("law.employee_pension.basic_accrual", month)
        numbers[kernel.TRANSITIONAL_RATE] = law.number("law.employee_pension.transitional_rate", month)
        numbers[kernel.MINIMUM_YEARS] = law.number("law.employee_pension.minimum_contribution_years", month)
        numbers[kernel.SIGMA] = self.sigma(month)
        numbers[kernel.BUY] = basis.number("basis.flow.short_lump_sum", month)
        numbers[kernel.TO_RESIDENT] = basis.number("basis.flow.short_to_resident", month)
        numbers[kernel.RESIDENT_DIVISOR] = law.number("law.resident_pension.divisor", month)
        numbers[kernel.PUBLIC_OLD] = basis.number("basis.public.mean_pension", month) * self.wage_index(year_of(month))
        numbers[kernel.PUBLIC_CAP] = law.number("law.employee_pension.public_cap_share", month)
        numbers[kernel.BOUGHT_INDEX] = law.number("law.employee_pension.base_floor", month)
        numbers[kernel.PUBLIC_SIGMA] = basis.number("basis.public.new_method_spread", month)
        numbers[kernel.PUBLIC_GUARANTEE] = float(law.word("law.employee_pension.public_transition", month) == HELD)
        numbers[kernel.RESIDENT_AGE] = 12.0 * law.number("law.resident_pension.pension_age", month)
        return numbers

    def brought(self, month: int) -> FloatArray:
        """Years, index-years and account [yuan] that an entrant brings from elsewhere `[3, AGES]`: years that grow
        evenly from the age of 20, so that their mean over first entries is the belief's; on enterprise bases."""
        entry = self.basis.table("basis.flow.entry_age_shares", month)
        elsewhere = self.basis.number("basis.flow.entry_years_from_elsewhere", month)
        index = self.basis.number("basis.base.enterprise_mean", month) / 12.0
        index /= self.limits(self.opening).reference
        credit = 12.0 * index * self.limits(month).reference
        credit *= self.law.number("law.employee_pension.portability_account_rate", month)
        return self._brought(*entry[1:], elsewhere, index, credit)

    def divisor(self, month: int) -> FloatArray:
        """Divisor (计发月数) of one who retires at the end of the month, by months of age at its start `[AGES]`."""
        table = self.law.table("law.employee_pension.divisor", month)
        by_month = self.law.word("law.employee_pension.divisor_monthly", month) == BY_MONTH
        last = self._divisor
        if last is None or last[0] is not table or last[1] != by_month:
            last = self._divisor = table, by_month, annuity_divisor(table, np.arange(AGES) + 1, by_month)
        return last[2]

    def migration(self, month: int) -> FloatArray:
        """Net arrivals `[G, AGES]` of the month [person]; negative where people leave."""
        tables = [self.basis.table(f"basis.migration.{name}", month) for name in MOVES]
        yearly = self._moved(self.basis.table("basis.flow.women_category", month), *tables)
        return self._migration(yearly, self.basis.number("basis.migration.path", month))


def on_path(net: FloatArray, path: float) -> FloatArray:
    """Net arrivals as the believed path has them."""
    return net * path


def net_arrivals(women: Table, *moves: Table) -> FloatArray:
    """Net arrivals of a month before their path `[G, AGES]` [person]: men, then women by category; `moves`
    of a year in the order of `MOVES`."""
    share = dict(zip(women.keys, women.values, strict=True))
    men, ladies = (net_of(*moves[:2]), net_of(*moves[2:]))
    return np.stack([men / 12.0, share["female55"] * ladies / 12.0, share["female50"] * ladies / 12.0])


def net_of(arrivals: Table, departures: Table) -> FloatArray:
    """Arrivals less departures of a year by month of age `[AGES]` [person], even within each age group."""
    net = np.zeros(AGES)
    for sign, table in ((1.0, arrivals), (-1.0, departures)):
        group = group_of(table.keys)
        width = np.array([(group == g).sum() for g in range(len(table.keys))])
        net += sign * np.where(group >= 0, (table.values / width)[np.maximum(group, 0)], 0.0)
    return net


def by_completed_age(base: FloatArray, group: NDArray[np.int64]) -> FloatArray:
    """Bases `[P, Y, L]` by completed age, of bases by age group `[P, K, L]` and the `group[Y]` of each age."""
    return np.ascontiguousarray(base[:, group])


def brought_by_age(
    keys: tuple[str, ...], shares: FloatArray, elsewhere: float, index: float, credit: float
) -> FloatArray:
    """Years, index-years and account of an entrant `[3, AGES]`: `shares` of entrants by lower age `keys`, whose mean is
    `elsewhere` [year]; `index` of a year, `credit` of a year [yuan]."""
    served = np.maximum(np.arange(AGES) / 12.0 - 20.0, 0.0)
    ages = np.append([float(key) for key in keys], 60.0)
    middle = np.maximum((ages[1:] + ages[:-1]) / 2.0 - 20.0, 0.0)
    mean = float((middle * shares).sum() / np.sum(shares))
    years = served * elsewhere / mean
    return np.stack((years, years * index, years * credit))


def of_statutory_age(law: Legislation, months: Sequence[int], ahead: int = 0) -> NDArray[np.bool_]:
    """Who has reached the statutory age (已达法定退休年龄) at the start of each of some months in a row, or will in
    `ahead` months, by category and months of age `[T, G, AGES]`."""
    reached = np.empty((len(months), G, AGES), dtype=bool)
    for _, span in groupby(enumerate(months), key=lambda each: id(law.retiring(each[1]))):
        (first, month), *more = span
        statutory, count = law.retiring(month).age[:, ::-1], 1 + len(more)
        low, high = (min(max(int(bound) - ahead, 0), AGES) for bound in (statutory.min(), statutory.max()))
        youngest = statutory.shape[1] - month + BORN.start
        by_age = sliding_window_view(statutory, AGES, axis=1)[:, youngest - count + 1 : youngest + 1][:, ::-1]
        here = reached[first : first + count]
        here[:, :, :low], here[:, :, high:] = False, True
        here[:, :, low:high] = np.arange(low, high) + ahead >= by_age[:, :, low:high].transpose(1, 0, 2)
    return reached
