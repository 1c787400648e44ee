"""The textbook cohort-component projection (队列要素法), n years by n years: a check of the monthly engine.

Ages go by groups as wide as the step; the last is open. Source: Preston et al. (2001), chapter 6.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from actuary.basis.lifetable import FloatArray


class Period(NamedTuple):
    """What one step of `width` years needs (一个推算期的参数); arrays by age group, shape [A].

    women_years, men_years: person-years L lived in each group per newborn [year], the last to the
    end of life; fertility: births per woman-year [per_year]; sex_ratio: boys per girl [ratio];
    women_migration, men_migration: net arrivals over the period [person], half at its start, half at its end.
    """

    women_years: FloatArray
    men_years: FloatArray
    fertility: FloatArray
    sex_ratio: float
    women_migration: FloatArray
    men_migration: FloatArray
    width: float = 5.0


class Projection(NamedTuple):
    """Projected people (推算人口) [person]; women and men, shape [T, A], the opening first."""

    women: FloatArray
    men: FloatArray


def project(women: FloatArray, men: FloatArray, periods: Iterable[Period]) -> Projection:
    """Population carried through the periods in order (推算人口) [person]."""
    states = [(women, men)]
    for period in periods:
        states.append(step(*states[-1], period))
    return Projection(*(np.stack(one_sex) for one_sex in zip(*states, strict=True)))


def step(women: FloatArray, men: FloatArray, period: Period) -> tuple[FloatArray, FloatArray]:
    """Women and men one period later [person], shape [A] each."""
    start = women + period.women_migration / 2
    later_women = survive(start, period.women_years)
    later_men = survive(men + period.men_migration / 2, period.men_years)
    exposure = (start + later_women + period.women_migration / 2) / 2
    births = period.width * float(period.fertility @ exposure)
    girls = births / (1 + period.sex_ratio)
    later_women[0] = girls * period.women_years[0] / period.width
    later_men[0] = (births - girls) * period.men_years[0] / period.width
    return later_women + period.women_migration / 2, later_men + period.men_migration / 2


def survive(people: FloatArray, years: FloatArray) -> FloatArray:
    """People one group older [person]; the last two groups survive into the open one; no births yet."""
    later = np.zeros_like(people)
    later[1:-1] = people[:-2] * years[1:-1] / years[:-2]
    later[-1] = (people[-2] + people[-1]) * years[-1] / (years[-2] + years[-1])
    return later


def leslie(years: FloatArray, fertility: FloatArray, sex_ratio: float, width: float = 5.0) -> FloatArray:
    """Projection matrix of women (莱斯利矩阵), shape [A, A]: column j is where a woman of group j leads."""
    none = np.zeros_like(years)
    period = Period(years, years, fertility, sex_ratio, none, none, width)
    return np.stack([step(woman, none, period)[0] for woman in np.eye(years.size)], axis=1)


def stable_population(matrix: FloatArray, width: float = 5.0) -> tuple[float, FloatArray]:
    """Growth [per_year] and age shares [share] in the long run of a projection matrix (稳定人口)."""
    values, vectors = np.linalg.eig(matrix)
    first = int(values.real.argmax())
    shares = np.abs(vectors[:, first].real)
    return float(np.log(values[first].real) / width), shares / shares.sum()


def intrinsic_growth(years: FloatArray, fertility: FloatArray, sex_ratio: float, width: float = 5.0) -> float:
    """Growth r [per_year] that solves Lotka's equation (内在增长率), births at the middle of each group.

    1 = Σ exp(-r (x + n/2)) L(x) m(x), m births of girls. Preston et al. (2001), section 7.3; Newton's method.
    """
    age = (np.arange(years.size) + 0.5) * width
    maternity = years * fertility / (1 + sex_ratio)
    growth = 0.0
    for _ in range(50):
        terms = np.exp(-growth * age) * maternity
        move = (terms.sum() - 1) / float(terms @ age)
        growth += move
        if abs(move) < 1e-15:
            break
    return float(growth)
