"""An invented full-size city (虚构的全市规模): 1,332 months of age x 3 categories x 15 statuses x 6 totals x 16
lanes, with the engine's own transitions, retirement rules and asks on plausible rates."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import LANES, PERSONS, WIDTH
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G, S
from actuary.people.cohorts import MARKS, PENSIONED
from actuary.people.movement import nothing
from actuary.people.transitions import (
    ENDING,
    INDEX_OF,
    PAYERS,
    RETIRING,
    THEN,
    TRANSITIONS,
    Hazards,
    no_lane_effect,
    probabilities,
)
from actuary.schemes.exposure import (
    ACTIVE_COST,
    ACTIVE_COST_BELOW,
    ADULTS,
    AGED,
    ASKS,
    BIRTHS,
    CHILDREN,
    OF_OLD_AGE,
    OVER70,
    RETIRED_COST,
    RETIRED_COST_ABOVE,
    STUDENTS,
    WEIGHTS,
    exposure,
)
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]

MONTHS = 60
OLD_AGE = np.array([720, 660, 600])
BOYS, WOMEN = 0.53, np.array([0.4, 0.6])
AGE = np.arange(AGES)


def live(age: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which statuses each age can hold `[A, S]`."""
    status = np.arange(S)[None, :]
    child, old = age[:, None] < WORKING_FROM, age[:, None] >= WORKING_TO
    return np.where(child, status == 0, np.where(old, status >= Status.EMPLOYEE_RETIREE, True))


def opening(rng: np.random.Generator) -> FloatArray:
    """About ten million people, the youngest last `[A, G, S, Q * L]`."""
    density = 1.2e4 * np.exp(-((AGE / 720.0) ** 4))[:, None] * np.array([0.5, 0.2, 0.3])
    held = live(AGE)[:, None] * rng.uniform(0.2, 1.0, (AGES, G, S))
    retired = (AGE[:, None] >= OLD_AGE - 60)[:, :, None]
    pensioners = np.isin(np.arange(S), (7, 8, 9, 11))
    held = held * np.where(pensioners, retired, ~retired | (np.arange(S) >= Status.RESIDENT_CONTRIBUTOR))
    held[:WORKING_FROM, :, 0] = 1.0
    held /= held.sum(axis=2, keepdims=True)
    persons = density[:, :, None, None] * held[..., None] * rng.dirichlet(np.full(LANES, 5.0))
    means = np.array([1.0, 14.0, 13.0, 4.0, 3.0e4, 2.0e3])
    pension = np.array([1.0, 1100.0, 500.0, 600.0, 6.0e4, 3.0e3])
    each = np.where(pensioners[:, None], pension, means)[:, :, None] * rng.uniform(0.5, 1.5, (S, 6, LANES))
    each[:, 0] = 1.0
    each[0, 1:] = 0.0
    youngest_first: FloatArray = (persons[:, :, :, None] * each).reshape(AGES, G, S, WIDTH)
    return youngest_first[::-1]


def hazards() -> Hazards:
    """Rates of the size that the engine's beliefs have."""
    return Hazards(
        student=np.repeat(np.interp(AGE, [200, 300], [1.0, 0.0])[None], G, axis=0),
        entry_keys=("16", "20", "25", "30", "40"),
        entry=np.array([0.15, 0.45, 0.2, 0.15, 0.05]),
        entrants=1.5e5,
        flexible=0.2,
        dormancy=0.048,
        comeback=0.06,
        to_enterprise=0.8,
        job_loss=0.02,
        re_employment=0.03,
        join_at_60=0.1,
        emigration=np.repeat(np.where((AGE >= 280) & (AGE < 400), 0.002, 0.0)[None], G, axis=0),
        port_out=np.where(AGE < 540, 0.005, 0.0),
        enterprise_dormancy=0.048,
        enterprise_comeback=0.06,
    )


def motion(rng: np.random.Generator, state: FloatArray) -> kernel.Motion:
    """The engine's list of transitions in a month of its own making."""
    entering = state[..., PERSONS:LANES].sum(axis=3)[::-1]
    sources = (entering[:, :, Status.OTHER_RESIDENT] + entering[:, :, Status.RESIDENT_CONTRIBUTOR]).T
    table, lane = probabilities(hazards(), sources, OLD_AGE), no_lane_effect()
    for r, (age, then) in enumerate(
        zip(ENDING, THEN, strict=True)
    ):  # as the month has it, so that all read the same table
        if age >= 0:
            table[r, OLD_AGE[:, None] == AGE + 1 if age == kernel.OF_WORKERS else np.tile(AGE == 719, (G, 1))] = then
    lane[INDEX_OF["exhaust_benefit"]] = rng.uniform(0.02, 0.08, (G, LANES))
    for name, factor in (("enter_enterprise", 0.9), ("enter_flexible", 1.1), ("join_resident_pension", 0.8)):
        lane[INDEX_OF[name]] = factor
    source, target, rule = (
        np.array([getattr(transition, part) for transition in TRANSITIONS], dtype=np.int64)
        for part in ("source", "target", "rule")
    )
    brought = np.clip((AGE - 240) / 12, 0.0, None) * np.array([0.27, 0.2, 1000.0])[:, None]
    return kernel.Motion(source, target, rule, table, lane, brought)


def retirement() -> kernel.Retirement:
    """Retirement at 60, 55 and 50, some five years early and some late."""
    due = OLD_AGE[:, None] == AGE + 1
    early = (OLD_AGE[:, None] > AGE + 1) & (OLD_AGE[:, None] - 60 <= AGE + 1)
    late = (OLD_AGE[:, None] < AGE + 1) & (WORKING_TO - 1 > AGE)
    numbers = np.array([5476.67, 0.01, 0.012, 15.0, 0.404, 0.2, 0.35, 139.0, 4340.0, 0.2, 0.6, 0.2, 1.0, 720.0])
    divisor = np.interp(AGE, [480, 600, 720, 900], [233.0, 195.0, 139.0, 56.0])
    ready, reached = 0.0048 * early + 0.029 * late, np.zeros((G, AGES))
    return kernel.Retirement(due.astype(float), ready, reached, np.array(RETIRING), numbers, divisor)


def accrual(rng: np.random.Generator) -> kernel.Accrual:
    """A month of paying on plausible bases."""
    return kernel.Accrual(
        np.array(PAYERS),
        np.array([False, True, True, False]),
        rng.uniform(3000.0, 6000.0, (len(PAYERS), AGES // 12, LANES)),
        5052.0,
        np.full(len(PAYERS), 0.08),
        0.0025,
        0.002,
        21.0,
    )


def weights(birth: FloatArray) -> FloatArray:
    """The weights by age of the schemes' asks `[W, G, A]`; a row that is not named here is one at all ages."""
    table, old = np.ones((WEIGHTS, G, AGES)), OLD_AGE[:, None] <= AGE
    table[ACTIVE_COST], table[RETIRED_COST] = AGE / 720.0 + 0.5, AGE / 900.0
    table[BIRTHS] = birth
    for row, low, high in ((CHILDREN, 0, 216), (STUDENTS, 216, AGES), (ADULTS, 216, 720), (AGED, 720, AGES)):
        table[row] = (low <= AGE) & (high > AGE)
    table[OVER70], table[OF_OLD_AGE] = AGE >= 840, old
    table[ACTIVE_COST_BELOW], table[RETIRED_COST_ABOVE] = table[ACTIVE_COST] * ~old, table[RETIRED_COST] * old
    return table


def told(rng: np.random.Generator, state: FloatArray) -> kernel.Told:
    """Everything that the step is told."""
    death = np.repeat(np.minimum(2e-5 * np.exp(0.0085 * AGE), 0.2)[None], G, axis=0)
    birth = np.where((AGE >= 240) & (AGE < 480), 0.004, 0.0)[None] * np.array([0.0, 1.0, 1.0])[:, None]
    came = np.where((AGE >= 216) & (AGE < 360), 20.0, 0.0)[None] * np.ones((G, 1))
    student = np.interp(AGE, [200, 300], [1.0, 0.0])
    persons = np.stack((came * student, came * (1 - student), 0.2 * came))
    arrivals = kernel.Arrivals(
        np.array([0, 12, 1]),
        persons,
        rng.dirichlet(np.ones(LANES), 3),
        np.array([False, False, True]),
        np.zeros(3, dtype=bool),
    )
    return kernel.Told(
        kernel.Life(death, birth),
        motion(rng, state),
        retirement(),
        accrual(rng),
        exposure(weights(birth)),
        arrivals,
    )


Step = Callable[[FloatArray, int, kernel.Told], kernel.Month]
"""A way to move a state by a month in place, which says what happened (推移一个月)."""


class City:
    """A city and its months (虚构城市): the same for the same seed."""

    def __init__(self, seed: int = 1, months: int = MONTHS) -> None:
        rng = np.random.default_rng(seed)
        first = opening(rng)
        self.months, self.told = months, told(rng, first)
        assert self.told.exposure.weight.max() < len(self.told.exposure.weights)  # the kernel does not look
        self.first = kernel.aligned((AGES + months, G, S, WIDTH))
        self.first[:AGES] = first

    def run(self, state: FloatArray, step: Step, months: int) -> list[kernel.Month]:
        """Move `state` in place by `months` months and return what each did."""
        happened = []
        for newest in range(AGES - 1, AGES - 1 + months):
            happened.append(step(state, newest, self.told))
            close(state, newest, happened[-1].birth)
        return happened


def close(state: FloatArray, newest: int, birth: FloatArray) -> None:
    """Month end, as the driver has it: the newborn take their row, the open age folds one row."""
    state[newest + 1, 0, 0, :LANES] = birth * BOYS
    state[newest + 1, 1:, 0, :LANES] = birth * (1 - BOYS) * WOMEN[:, None]
    oldest = newest + 1 - AGES
    state[oldest + 1] += state[oldest]
    state[oldest] = 0.0


class Kernel:
    """The month by the engine's kernel, with the adding up of its blocks; it looks once at what cells hold."""

    def __init__(self) -> None:
        self.held = np.zeros((0, G, S), dtype=np.uint8)

    def __call__(self, state: FloatArray, newest: int, told: kernel.Told) -> kernel.Month:
        """A month; the first is that whose youngest cohort is the last of the opening."""
        if newest == AGES - 1:
            self.held = np.zeros(state.shape[:3], dtype=np.uint8)
            kernel.look(state[:AGES], self.held[:AGES])
        else:
            self.held[newest, :, Status.CHILD_OR_STUDENT] = kernel.HAS_PERSONS
            self.held[newest - AGES + 1] |= self.held[newest - AGES]
        out = nothing(len(ASKS))
        self.moved(state, newest, told, out)
        return out

    def moved(self, state: FloatArray, newest: int, told: kernel.Told, out: kernel.Month) -> None:
        """The step itself."""
        rows = kernel.Rows.even(state, self.held, newest, AGES)
        kernel.move(kernel.months(rows, PENSIONED, MARKS, [told], [out]))
