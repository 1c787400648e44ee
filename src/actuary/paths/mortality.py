"""Models of mortality by age and year (死亡率模型): Lee-Carter and Cairns-Blake-Dowd, fitted and carried forward.

Sources: Lee and Carter, Modeling and forecasting U.S. mortality (JASA 1992); Cairns, Blake and Dowd, A two-factor model
for stochastic mortality (Journal of Risk and Insurance 2006).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actuary.errors import Both, Problem, problem

FloatArray = NDArray[np.float64]
STEPS = 100
CLOSE = 1e-12
"""Newton's method for the level of a year: how often at most, and how near its deaths."""


@dataclass(frozen=True)
class Drift:
    """Random walk with drift (带漂移随机游走) of one or more indices: mean step, covariance of steps, number of steps.

    The mean is itself an estimate: `error` is the covariance of its estimation.
    """

    mean: FloatArray
    covariance: FloatArray
    steps: int

    @property
    def error(self) -> FloatArray:
        """Covariance of the estimated mean: that of a step over the number of steps."""
        return self.covariance / self.steps


@dataclass(frozen=True)
class LeeCarter:
    """Lee-Carter (李—卡特模型): ln m = a `[X]` + b `[X]` k `[Y]`; b adds up to 1, k of the first fit to 0."""

    a: FloatArray
    b: FloatArray
    k: FloatArray

    @property
    def rates(self) -> FloatArray:
        """Fitted central death rates `[X, Y]`."""
        return np.asarray(np.exp(self.a[:, None] + self.b[:, None] * self.k))

    @property
    def drift(self) -> Drift:
        """Drift and spread of k."""
        return drift(self.k[None])


@dataclass(frozen=True)
class CairnsBlakeDowd:
    """CBD (凯恩斯—布莱克—多德模型): logit q = k1 + k2 (age - mean age); `k[2, Y]`."""

    ages: FloatArray
    k: FloatArray

    @property
    def rates(self) -> FloatArray:
        """Fitted probabilities of death `[X, Y]`."""
        logit = self.k[0] + np.outer(self.ages - self.ages.mean(), self.k[1])
        return np.asarray(1.0 / (1.0 + np.exp(-logit)))

    @property
    def drift(self) -> Drift:
        """Drift and covariance of level and slope."""
        return drift(self.k)


def drift(k: ArrayLike) -> Drift:
    """Random walk with drift from indices `[I, Y]` of successive years; raises Problem below three years."""
    steps = np.diff(np.asarray(k, dtype=float), axis=1)
    if steps.shape[1] < 2:
        raise _few()
    return Drift(steps.mean(axis=1), np.atleast_2d(np.cov(steps, ddof=1)), steps.shape[1])


def lee_carter(rates: ArrayLike) -> LeeCarter:
    """Fit by singular values to central death rates `[X, Y]`; raises Problem where a rate is not above 0."""
    logs = np.log(_checked(rates))
    a = logs.mean(axis=1)
    left, size, right = np.linalg.svd(logs - a[:, None], full_matrices=False)
    whole = float(left[:, 0].sum())
    return LeeCarter(a, left[:, 0] / whole, size[0] * right[0] * whole)


def matched(fit: LeeCarter, rates: ArrayLike, exposure: ArrayLike) -> LeeCarter:
    """Second stage (二次拟合): k of each year such that the deaths of the fit are those observed, by `exposure[X, Y]`
    [person-years]; raises Problem where a year's level is not found."""
    persons = np.asarray(exposure, dtype=float)
    deaths = (_checked(rates) * persons).sum(axis=0)
    k = fit.k.copy()
    for _ in range(STEPS):
        expected = persons * np.exp(fit.a[:, None] + fit.b[:, None] * k)
        gap = expected.sum(axis=0) - deaths
        if np.all(np.abs(gap) <= CLOSE * deaths):
            return LeeCarter(fit.a, fit.b, k)
        k = k - gap / (fit.b[:, None] * expected).sum(axis=0)
    raise Problem(
        problem(
            "no_level",
            message=Both("二次拟合没有收敛。", "The second stage found no level of a year."),
            remedy=Both(
                "请检查死亡率与暴露人年是否同龄同年。", "Check that rates and exposures are of the same cells."
            ),
        )
    )


def cairns_blake_dowd(ages: ArrayLike, probabilities: ArrayLike) -> CairnsBlakeDowd:
    """Fit by least squares, year by year, to probabilities of death `[X, Y]` at `ages[X]`; raises Problem where one is
    not between 0 and 1."""
    q, x = _checked(probabilities), np.asarray(ages, dtype=float)
    if not np.all(q < 1.0):
        raise _outside(Both("死亡概率必须小于 1。", "A probability of death must be below 1."))
    logit, centred = np.log(q / (1.0 - q)), x - x.mean()
    slope = centred @ logit / (centred @ centred)
    return CairnsBlakeDowd(x, np.stack((logit.mean(axis=0), slope)))


def _checked(rates: ArrayLike) -> FloatArray:
    found = np.asarray(rates, dtype=float)
    if found.ndim != 2 or min(found.shape) < 2:
        raise _few()
    if not np.all(np.isfinite(found) & (found > 0.0)):
        raise _outside(Both("死亡率必须都大于 0。", "Every rate must be above 0."))
    return found


def _few() -> Problem:
    return Problem(
        problem(
            "few_years",
            message=Both("年份或年龄太少，无法拟合。", "There are too few years or ages to fit."),
            remedy=Both("请给出至少三年、两个年龄。", "Give three years and two ages at least."),
        )
    )


def _outside(message: Both) -> Problem:
    remedy = Both("请合并没有死亡的年龄组，或缩短年龄段。", "Merge ages in which nobody died, or take fewer ages.")
    return Problem(problem("rate", message=message, remedy=remedy))
