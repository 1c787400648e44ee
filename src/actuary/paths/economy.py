"""Yearly processes (年度随机过程): deviations from the path that is believed, correlated, drawn back to it.

x of a year = persistence x that of the year before + volatility x surprise; before the first year x is 0.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.paths.draws import Dice

FloatArray = NDArray[np.float64]


class Process(NamedTuple):
    """A process (随机过程): its name, the believed parameter that it moves, and how: `add` points, `scale` by e^x;
    whether it is one of people, drawn by demographic path."""

    name: str
    parameter: str
    verb: str
    people: bool = False


PROCESSES = (
    Process("wage", "basis.wage.growth", "add"),
    Process("price", "basis.path.cpi", "add"),
    Process("medical", "basis.medical.inflation_over_cpi", "add"),
    Process("interest", "basis.interest.fund", "add"),
    Process("crediting", "basis.path.account_crediting", "add"),
    Process("unemployment", "basis.unemployment.inflow", "scale"),
    Process("fertility", "basis.fertility.total_fertility", "scale", people=True),
    Process("migration", "basis.migration.path", "scale", people=True),
    Process("mortality", "basis.mortality.index", "add", people=True),
    Process("mortality_level", "basis.mortality.level", "add", people=True),
    Process("mortality_slope", "basis.mortality.slope", "add", people=True),
)
"""In the order of their addresses: a new one goes to the end."""


class Chance(NamedTuple):
    """What the processes are (过程参数): persistence and volatility `[P]`, correlation of surprises `[P, P]`."""

    persistence: FloatArray
    volatility: FloatArray
    correlation: FloatArray


class Estimated(NamedTuple):
    """What is known of the processes on each path (估计参数): persistence, volatility and drift a year `[N, P]`."""

    persistence: FloatArray
    volatility: FloatArray
    drift: FloatArray


def surprises(dice: Dice, paths: NDArray[np.int64], years: NDArray[np.int64], chance: Chance) -> FloatArray:
    """Correlated standard normal surprises `[N, P, Y]`; a year is addressed by its January.

    Raises Problem where correlations contradict each other.
    """
    try:
        root = np.linalg.cholesky(chance.correlation)
    except np.linalg.LinAlgError:
        raise _contradictory() from None
    drawn = dice.normals(paths, range(len(root)), years * 12)
    mixed = np.zeros_like(drawn)
    for row, weights in enumerate(root):  # in a fixed order, so that a block of paths has the bytes of all of them
        for column in np.flatnonzero(weights):
            mixed[:, row] += weights[column] * drawn[:, column]
    return mixed


def deviations(surprise: FloatArray, known: Chance | Estimated) -> FloatArray:
    """Deviations `[N, P, Y]` from surprises, points of a rate or logarithms of a level."""
    x = np.empty_like(surprise)
    before = np.zeros(surprise.shape[:2])
    drift = known.drift if isinstance(known, Estimated) else 0.0
    for year in range(surprise.shape[2]):
        before = known.persistence * before + known.volatility * surprise[:, :, year] + drift
        x[:, :, year] = before
    return x


def variance(chance: Chance, years: int) -> FloatArray:
    """Variance of the deviations `[P, Y]` in closed form: volatility² x (1 + p² + ... + p^(2(y-1)))."""
    powers = chance.persistence[:, None] ** (2 * np.arange(years))
    return np.asarray(chance.volatility[:, None] ** 2 * np.cumsum(powers, axis=1))


def _contradictory() -> Problem:
    return Problem(
        problem(
            "correlation",
            message=Both("过程之间的相关系数互相矛盾。", "The correlations of the processes contradict each other."),
            remedy=Both("请使每个相关系数在 −1 与 1 之间。", "Keep every correlation between -1 and 1."),
            field="basis.process",
        )
    )
