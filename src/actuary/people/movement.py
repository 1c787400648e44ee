"""What a projection says (人口推移结果): sums by month, and people by completed age once a year."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import ACCOUNTS, LANES, TOTALS, WIDTH
from actuary.kernels.rooms import ROOMS
from actuary.people.axes import G, S
from actuary.people.classes import ByClass
from actuary.people.coverage import Coverage
from actuary.people.transitions import PAYERS, RETIRING, R

FloatArray = NDArray[np.float64]
NOTED = 5
"""Januaries of a run whose pensions are kept: those of a five-year plan."""


class Movement(NamedTuple):
    """What happened, by month `T`: people `[T + 1, G, S, L]` at the start of each month, exposure `[T, E, L]`,
    base `[T, P, 3, L]`, death `[T, G, S, Q, L]`, flow `[T, G, R, Q, L]`, retired `[T, G, K, O, Q, L]`,
    arrival and birth `[T, G, L]`, account `[T, ACCOUNTS, L]`; records `[T + 1, 2, L]` the two account records of the
    employee and the resident scheme; ages: state of persons by completed age `{index: [G, S, years, L]}`; pensions:
    those in payment as a January finds them, before its rise, by months of age from the first working one on
    `{index: [G, 2, 3, A, L]}` of `cohorts.RISING` by part, of the first `NOTED` Januaries of a run by district that
    is told no `Since`; classes: sums by class of birth, where they were asked for."""

    people: FloatArray
    exposure: FloatArray
    base: FloatArray
    death: FloatArray
    flow: FloatArray
    retired: FloatArray
    arrival: FloatArray
    birth: FloatArray
    account: FloatArray
    records: FloatArray
    ages: dict[int, FloatArray]
    pensions: dict[int, FloatArray]
    coverage: Coverage
    classes: ByClass | None = None


def allocate(months: int, exposures: int) -> Movement:
    """Results of a projection, to be filled month by month."""
    totals = (TOTALS, LANES)
    return Movement(
        ROOMS.array((months + 1, G, S, LANES)),
        ROOMS.array((months, exposures, LANES)),
        ROOMS.array((months, len(PAYERS), 3, LANES)),
        ROOMS.array((months, G, S, *totals)),
        ROOMS.array((months, G, R, *totals)),
        ROOMS.array((months, G, len(RETIRING), kernel.OUTCOMES, *totals)),
        ROOMS.array((months, G, LANES)),
        ROOMS.array((months, G, LANES)),
        ROOMS.array((months, ACCOUNTS, LANES)),
        ROOMS.array((months + 1, 2, LANES)),
        {},
        {},
        Coverage.empty(months),
    )


def nothing(exposures: int, *lead: int) -> kernel.Month:
    """Sums of nought for the city's axes."""
    return kernel.Month.empty(G, S, R, len(RETIRING), len(PAYERS), exposures, *lead)


def rows_of_month(result: Movement, t: int) -> kernel.Month:
    """Where the kernel writes what month `t` does: its rows of the results."""
    return kernel.Month(
        result.people[t],
        result.records[t],
        result.exposure[t],
        result.base[t],
        result.death[t].reshape(G, S, WIDTH),
        result.flow[t].reshape(G, R, WIDTH),
        result.retired[t].reshape(G, len(RETIRING), kernel.OUTCOMES, WIDTH),
        result.arrival[t],
        np.zeros(LANES),
        result.account[t],
    )
