"""Fits of processes to series (过程拟合): autoregression of first order about a trend, with standard errors.

x of a year = constant + trend x year + persistence x that of the year before + surprise, by least squares: the trend
is the belief's affair, and a process moves about it. Least squares are biased down in short series; corrected by
(2 + 4 p) / n (Shaman and Stine, The bias of autoregressive coefficient estimators, JASA 1988).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actuary.errors import Both, Problem, problem

FloatArray = NDArray[np.float64]
LEAST = 7
"""Values below which a series is not fitted."""
HIGHEST = 0.98
"""Persistence above which a series of rates is not believed to go."""


class Figure(NamedTuple):
    """An estimate with its standard error (估计值与标准误)."""

    value: float
    error: float


class Fit(NamedTuple):
    """A process as a series has it (拟合结果): persistence, volatility of a year's surprise, surprises by year."""

    persistence: Figure
    volatility: Figure
    surprises: FloatArray


def autoregression(x: ArrayLike) -> Fit:
    """Fit yearly values `x[Y]`; raises Problem for fewer than LEAST, and where they lie on their trend."""
    values = np.asarray(x, dtype=float)
    if len(values) < LEAST:
        raise too_few(len(values))
    before, after, pairs = values[:-1], values[1:], len(values) - 1
    causes = np.stack((np.ones(pairs), np.arange(pairs), before), axis=1)
    moments = causes.T @ causes
    if np.linalg.matrix_rank(moments) < causes.shape[1]:
        raise too_few(len(values))
    found = np.linalg.solve(moments, causes.T @ after)
    surprises, slope, freedom = after - causes @ found, float(found[2]), pairs - causes.shape[1]
    variance = float(surprises @ surprises) / freedom
    volatility = float(np.sqrt(variance))
    persistence = float(np.clip(slope + (2.0 + 4.0 * slope) / pairs, 0.0, HIGHEST))
    return Fit(
        Figure(persistence, float(np.sqrt(variance * np.linalg.inv(moments)[2, 2]))),
        Figure(volatility, volatility / float(np.sqrt(2.0 * freedom))),
        surprises,
    )


def correlation(one: FloatArray, other: FloatArray) -> Figure:
    """Correlation of surprises of the last years that both have, with the standard error of its Fisher transform."""
    count = min(len(one), len(other))
    found = float(np.corrcoef(one[-count:], other[-count:])[0, 1])
    return Figure(found, float((1.0 - found**2) / np.sqrt(max(count - 3, 1))))


def too_few(count: int) -> Problem:
    """The letter for a series that is too short, or does not vary."""
    return Problem(
        problem(
            "few_years",
            message=Both(
                f"序列只有 {count} 年，或各年相同，无法拟合。", f"A series of {count} years, or one that never varies."
            ),
            remedy=Both(f"请给出至少 {LEAST} 个连续年份。", f"Give {LEAST} years at least, none left out."),
            field="--series",
        )
    )
