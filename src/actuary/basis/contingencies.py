"""Life contingencies (寿险精算函数): assurances and annuities on one life at one rate of interest.

Every function returns an array by age, aligned with the table. Benefits of assurances are paid at the end
of the year of death, annuities are due. Source: Bowers et al., Actuarial Mathematics (1997), chapters 3-5.
"""

from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

import numpy as np

from actuary.basis.lifetable import FloatArray, LifeTable, sum_from
from actuary.errors import Both, Problem, problem


class Fraction(Enum):
    """How lives end within a year for payments made more often than yearly (非整数年龄假设).

    UNIFORM: uniform deaths in closed form, alpha and beta (UDD). LINEAR: each payment on l(x) interpolated;
    the same assumption summed payment by payment. WOOLHOUSE: (m - 1) / 2m taken off, the old approximation.
    """

    UNIFORM = auto()
    LINEAR = auto()
    WOOLHOUSE = auto()


class Commutation(NamedTuple):
    """Commutation columns (替换函数) by age, shape [A]: D, N, S of the living, C, M, R of the dying."""

    D: FloatArray
    N: FloatArray
    S: FloatArray
    C: FloatArray
    M: FloatArray
    R: FloatArray


@dataclass(frozen=True, eq=False)
class Contingencies:
    """Assurances and annuities (寿险与年金现值) on a life table of single ages at `interest` [per year]."""

    table: LifeTable
    interest: float

    def __post_init__(self) -> None:
        """Refuse a grouped table or a rate of interest of -100 % and below; raises Problem."""
        check_single_years(self.table)
        if not self.interest > -1:
            message = Both(f"利率是 {self.interest:g}。", f"Interest is {self.interest:g}.")
            raise Problem(problem("interest", message=message, remedy=Both("应大于 -1。", "Give it above -1.")))

    @property
    def discount(self) -> float:
        """Discount factor v = 1 / (1 + i) (贴现因子)."""
        return 1 / (1 + self.interest)

    @property
    def discount_rate(self) -> float:
        """Rate of discount d = i v (贴现率) [per year]."""
        return self.interest * self.discount

    @cached_property
    def commutation(self) -> Commutation:
        """Commutation columns (替换函数): D = v^x l, C = v^(x+1) d, and their sums."""
        v = self.discount
        D = self.table.survivors * v ** self.table.ages.astype(np.float64)
        C = D * self.table.q * v
        N, M = sum_from(D), sum_from(C)
        return Commutation(D, N, sum_from(N), C, M, sum_from(M))

    def whole_life(self) -> FloatArray:
        """Whole-life assurance A(x) = M / D (终身寿险) [yuan a yuan]."""
        return self.commutation.M / self.commutation.D

    def whole_life_second_moment(self) -> FloatArray:
        """Second moment of the whole-life assurance, ²A(x): A at twice the force of interest (二阶矩)."""
        return Contingencies(self.table, (1 + self.interest) ** 2 - 1).whole_life()

    def term_assurance(self, years: int) -> FloatArray:
        """Term assurance of `years` (定期寿险) [yuan a yuan]."""
        M = self.commutation.M
        return (M - ahead(M, years)) / self.commutation.D

    def pure_endowment(self, years: int) -> FloatArray:
        """Pure endowment of `years` (生存保险) [yuan a yuan]."""
        return ahead(self.commutation.D, years) / self.commutation.D

    def endowment(self, years: int) -> FloatArray:
        """Endowment assurance of `years` (两全保险) [yuan a yuan]."""
        return self.term_assurance(years) + self.pure_endowment(years)

    def increasing_whole_life(self) -> FloatArray:
        """Assurance of 1 in the first year, 2 in the second, ... (递增终身寿险), (IA)(x) = R / D."""
        return self.commutation.R / self.commutation.D

    def increasing_term(self, years: int) -> FloatArray:
        """Increasing assurance that ends after `years` (递增定期寿险), (IA)(x:n)."""
        columns = self.commutation
        return (columns.R - ahead(columns.R, years) - years * ahead(columns.M, years)) / columns.D

    def annuity_due(self) -> FloatArray:
        """Life annuity of 1 a year in advance, ä(x) = N / D (期初终身年金)."""
        return self.commutation.N / self.commutation.D

    def temporary_annuity_due(self, years: int) -> FloatArray:
        """Life annuity-due of at most `years` payments, ä(x:n) (期初定期年金)."""
        N = self.commutation.N
        return (N - ahead(N, years)) / self.commutation.D

    def net_premium(self) -> FloatArray:
        """Yearly net premium of a whole-life assurance, P(x) = A / ä (净保费) [yuan a yuan]."""
        return self.whole_life() / self.annuity_due()

    def fractional_annuity_due(self, payments: int = 12, fraction: Fraction = Fraction.UNIFORM) -> FloatArray:
        """Life annuity-due of 1 a year in `payments` parts, ä(m)(x) (按月给付年金)."""
        if fraction is Fraction.LINEAR:
            return self._annuity_payment_by_payment(payments)
        alpha, beta = 1.0, (payments - 1) / (2 * payments)
        if fraction is Fraction.UNIFORM and self.interest != 0:
            alpha, beta = self._uniform_coefficients(payments)
        return alpha * self.annuity_due() - beta

    def _uniform_coefficients(self, m: int) -> tuple[float, float]:
        """Alpha and beta of uniform deaths. Bowers et al., equation 5.4.10."""
        i, d = self.interest, self.discount_rate
        nominal = m * np.expm1(np.log1p(i) / m)
        nominal_discount = -m * np.expm1(-np.log1p(i) / m)
        product = float(nominal * nominal_discount)
        return i * d / product, float(i - nominal) / product

    def _annuity_payment_by_payment(self, m: int) -> FloatArray:
        """Sum over payments k of v^(k/m) l(x + k/m), l linear within the year."""
        part = np.arange(m) / m
        factor = self.discount**part / m
        D = self.commutation.D
        living = factor @ (1 - part) * D + factor @ part * ahead(D, 1) / self.discount
        return sum_from(living) / D


def survival(table: LifeTable, years: int) -> FloatArray:
    """Probability of surviving `years`, np(x) (生存概率) [share], shape [A]."""
    check_single_years(table)
    return ahead(table.survivors, years) / table.survivors


def deferred_death(table: LifeTable, deferred: int, years: int) -> FloatArray:
    """Probability of dying within `years` after `deferred` years, m|nq(x) (延期死亡概率) [share]."""
    return survival(table, deferred) - survival(table, deferred + years)


def curtate_expectancy(table: LifeTable, years: int) -> FloatArray:
    """Whole years lived within the next `years`, e(x:n) curtate (取整定期期望寿命) [year]."""
    check_single_years(table)
    after = sum_from(table.survivors) - table.survivors
    return (after - ahead(after, years)) / table.survivors


def temporary_expectancy(table: LifeTable, years: int) -> FloatArray:
    """Years lived within the next `years`, e°(x:n) complete (定期期望寿命) [year]."""
    check_single_years(table)
    above = table.person_years_above
    return (above - ahead(above, years)) / table.survivors


def ahead(column: FloatArray, years: int) -> FloatArray:
    """The column `years` later, zero past the end of the table, shape [A]."""
    moved = np.zeros_like(column)
    if years < column.size:
        moved[: column.size - years] = column[years:]
    return moved


def check_single_years(table: LifeTable) -> None:
    """Refuse a table by groups of ages; raises Problem."""
    if (table.widths[:-1] != 1).any():
        raise Problem(
            problem(
                "life_table",
                message=Both("这张表按年龄组编列。", "The table goes by groups of ages."),
                remedy=Both("请先修匀为单岁。", "Graduate it to single ages first."),
                field="ages",
            )
        )
