"""Residents at the opening (期初常住人口): two censuses, followed by cohort, scaled to the published total.

Named rule where sources do not add: the city's total controls; ages come from the censuses and districts
from their bulletin, each scaled in proportion; nothing is rounded to whole persons.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.basis.interpolation import monotone
from actuary.dated import Parameters
from actuary.people.axes import AGES, D, G
from actuary.vocabulary import DISTRICTS

FloatArray = NDArray[np.float64]

OLDEST = 105


def spread(keys: tuple[str, ...], persons: FloatArray) -> FloatArray:
    """Persons by month of age `[AGES]` from age groups: monotone interpolation of the cumulative count, so
    that each group's total is kept exactly."""
    edges = np.array([int(key) for key in keys] + [OLDEST], dtype=float) * 12
    cumulative = np.concatenate(([0.0], np.cumsum(persons)))
    at = np.minimum(np.arange(AGES + 1, dtype=float), edges[-1])
    laid = np.diff(monotone(edges, cumulative, at))
    return np.maximum(laid, 0.0)  # rounding may leave an empty group below nought


def counted(opening: Parameters, name: str, month: int) -> FloatArray:
    """Residents of one count by month of age `[AGES]` [person]; an open age of 85 and over is laid out."""
    table = opening.table(name, month)
    groups, last = table.keys, float(table.values[-1])
    if groups[-1] != "85":
        return spread(groups, np.asarray(table.values))
    keys, values = groups[:-1], table.values[:-1]
    tail = np.array([0.68, 0.24, 0.065, 0.015]) * last  # 85-89, 90-94, 95-99, 100 and over
    return spread((*keys, "85", "90", "95", "100"), np.concatenate((values, tail)))


def residents_by_sex(opening: Parameters, month: int) -> FloatArray:
    """Residents `[2, AGES]` (men, women) at the opening, scaled to the published total: ages as counted then, or the
    geometric mean of the cohort five years before and five years after."""
    result = np.empty((2, AGES))
    for row, sex in enumerate(("male", "female")):
        if f"opening.people.residents_{sex}" in opening.parameters:
            result[row] = counted(opening, f"opening.people.residents_{sex}", month)
            continue
        before, after = (counted(opening, f"opening.people.census_{year}_{sex}", month) for year in (2010, 2020))
        later = np.concatenate((after[60:], np.zeros(60)))
        earlier = np.concatenate((np.zeros(60), before[:-60]))
        result[row] = np.where(np.arange(AGES) < 60, later, np.sqrt(earlier * later))
        old = np.arange(AGES) >= 80 * 12
        result[row, old] = 0.5 * (before[old] + after[old])
    return np.asarray(result * opening.number("opening.people.residents", month) / result.sum())


def residents(opening: Parameters, women: FloatArray, month: int) -> FloatArray:
    """Residents by category and month of age `[G, AGES]`; `women` are the shares of female55 and female50."""
    by_sex = residents_by_sex(opening, month)
    result = np.empty((G, AGES))
    result[0] = by_sex[0]
    result[1:] = by_sex[1] * women[:, None]
    return result


def district_residents(opening: Parameters, month: int) -> FloatArray:
    """Residents by district `[D]` at the opening, scaled to the total: as counted then, or by geometric interpolation
    of two censuses."""
    own = "opening.people.district_residents"
    censuses = [f"opening.people.district_residents_{year}" for year in (2010, 2020)]
    names = [own, own] if own in opening.parameters else censuses
    tables = [opening.table(name, month) for name in names]
    early, late = (
        np.array([dict(zip(table.keys, table.values, strict=True))[name.key] for name in DISTRICTS]) for table in tables
    )
    share = 62 / 120
    between = early ** (1 - share) * late**share
    assert between.shape == (D,)
    return np.asarray(between * opening.number("opening.people.residents", month) / between.sum())
