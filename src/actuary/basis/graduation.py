"""From grouped rates to months of age (修匀): mortality and fertility of every month, groups reproduced."""

import numpy as np

from actuary.basis.interpolation import monotone
from actuary.basis.lifetable import FloatArray, IntArray
from actuary.errors import Both, Problem, problem

MONTHS_OF_AGE = 1332
LONGEST_OPEN_LIFE = 10.0
TOLERANCE = 1e-4
ROUNDS = 50
STEP = 0.7
FERTILE_AGES = 15, 50


def monthly_death_probability(ages_from: IntArray, rates: FloatArray, months_of_age: IntArray) -> FloatArray:
    """Probability of death in a month (月死亡概率) [share] at each month of age, from grouped central rates.

    ages_from: lower ages 0, 1, 5, 10 ... 100 [year], shape [A]; rates: deaths per person-year, shape [A];
    months_of_age: completed months, the last graduated month (1331) standing for all above it.
    """
    force = graduated_rates(ages_from, rates)
    probability: FloatArray = -np.expm1(-force / 12)
    return probability[np.minimum(months_of_age, MONTHS_OF_AGE - 1)]


def graduated_rates(ages_from: IntArray, rates: FloatArray) -> FloatArray:
    """Death rate of every month of age 0-1331 (逐月死亡率) [per person-year] whose groups give `rates`.

    The logarithm of the rate is interpolated over the logarithm of age + 1 month (a power law in infancy,
    close to a straight line over five adult years), and its points are moved until the groups agree.
    """
    if not (np.isfinite(rates) & (rates > 0)).all():
        raise _refusal(
            Both("有死亡率不大于零。", "A death rate is not above zero."),
            Both("请与相邻年龄组合并。", "Join the age group with its neighbour."),
        )
    age = np.log1p(np.arange(MONTHS_OF_AGE) + 0.5)
    points = np.log1p(_middle_months(ages_from, 1 / rates[-1]))
    level = np.log(rates)
    for _ in range(ROUNDS):
        force = np.exp(monotone(points, level, age))
        miss = np.log(rates / implied_rates(ages_from, force))
        if np.abs(miss).max() < TOLERANCE:
            return force
        level = level + STEP * miss
    raise _refusal(
        Both("分组死亡率无法修匀。", "The grouped death rates cannot be graduated."),
        Both("请检查是否有年龄组写错。", "Check them for a mistyped age group."),
    )


def implied_rates(ages_from: IntArray, force: FloatArray) -> FloatArray:
    """Central rates by age group [per person-year] that monthly rates give in a stationary population."""
    alive = np.exp(-np.append(0.0, np.cumsum(force / 12)))
    deaths = -np.diff(alive)
    years = deaths / force
    deaths[-1] += alive[-1]
    years[-1] += alive[-1] / force[-1]
    first = ages_from * 12
    with np.errstate(invalid="ignore"):  # a group that nobody reaches has no rate: NaN
        return np.asarray(np.add.reduceat(deaths, first) / np.add.reduceat(years, first), dtype=np.float64)


def life_expectancy(probability: FloatArray) -> float:
    """Expectation of life at birth (出生时平均预期寿命) [year] of monthly death probabilities [1332]."""
    alive = np.append(1.0, np.cumprod(1 - probability))
    force = -np.log1p(-probability)
    closed = -np.diff(alive) / force
    return float((closed.sum() + alive[-1] / force[-1]) / 12)


def monthly_fertility(
    total_fertility: float, ages_from: IntArray, shares: FloatArray, months_of_age: IntArray
) -> FloatArray:
    """Births per woman and month (月生育率) [births_per_woman] by month of age, summing to the total.

    total_fertility: births_per_woman; ages_from: lower ages of mothers' groups [year]; shares: of the total,
    normalised here. The cumulated shares are interpolated, so every group keeps its share exactly.
    """
    if (shares < 0).any() or shares.sum() <= 0:
        raise _refusal(
            Both("生育的年龄构成有负数或全为零。", "The age shares of fertility are negative or all zero."),
            Both("请改正该表。", "Correct the table."),
        )
    bounds = np.append(ages_from, FERTILE_AGES[1]) * 12.0
    cumulated = np.append(0.0, np.cumsum(shares) / shares.sum())
    month = np.arange(MONTHS_OF_AGE + 1, dtype=np.float64)
    reached = monotone(bounds, cumulated, np.clip(month, bounds[0], bounds[-1]))
    births: FloatArray = total_fertility * np.diff(reached)
    return births[np.minimum(months_of_age, MONTHS_OF_AGE - 1)]


def _middle_months(ages_from: IntArray, expectancy: float) -> FloatArray:
    """Month of age at which each group's point stands; the open group's at its mean age at death."""
    upper = np.append(ages_from[1:], ages_from[-1] + 2 * min(expectancy, LONGEST_OPEN_LIFE))
    middle: FloatArray = (ages_from + upper) * 6.0
    return middle


def _refusal(message: Both, remedy: Both) -> Problem:
    return Problem(problem("graduation", message=message, remedy=remedy))
