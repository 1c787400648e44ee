"""Projection of the people (人口推移), month by month: the kernel's driver. Figures flow one way: out of it come
sums by month that the schemes turn into money."""

from collections.abc import Callable
from statistics import NormalDist
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.kernels import month as kernel
from actuary.kernels.month import ACCOUNT, LANES, PERSONS, RESIDENT_ACCOUNT, TOTALS, WIDTH
from actuary.people.axes import AGES, OUTSIDE, WORKING_FROM, WORKING_TO, G, S, by_month
from actuary.people.coverage import GROUPS, MOVES, Coverage, Learner
from actuary.people.opening import OpeningPeople
from actuary.people.ring import DurationRing
from actuary.people.transitions import (
    INDEX_OF,
    PORT_OUT,
    TRANSITIONS,
    Hazards,
    R,
    no_lane_effect,
    probabilities,
    retire_in_month,
)
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
NORMAL = NormalDist()
RETIRING = (Status.ENTERPRISE_EMPLOYEE, Status.FLEXIBLE_WORKER, Status.DORMANT, Status.UNEMPLOYED)
PAYERS = (
    Status.ENTERPRISE_EMPLOYEE,
    Status.INSTITUTION_EMPLOYEE,
    Status.ORGAN_EMPLOYEE,
    Status.FLEXIBLE_WORKER,
)
MARKS = np.array([1, 1, 5, 5, 1, 1, 1, 2, 2, 6, 3, 4, 1, 1, 1])


class Rates(Protocol):
    """What the law and the beliefs say of a month (本月参数), asked by the driver."""

    def death(self, month: int) -> FloatArray: ...
    def birth(self, month: int) -> FloatArray: ...
    def statutory_age(self, month: int) -> NDArray[np.int64]: ...
    def retirement_numbers(self, month: int) -> FloatArray: ...
    def divisor(self, month: int) -> FloatArray: ...
    def accrual(self, month: int) -> kernel.Accrual: ...
    def indexation(self, month: int) -> float: ...
    def public_indexation(self, month: int) -> float: ...
    def migration(self, month: int) -> FloatArray: ...
    def brought(self, month: int) -> FloatArray: ...


class Start(NamedTuple):
    """Where a projection starts: people, hazards, shares that stay fixed."""

    people: OpeningPeople
    hazards: Hazards
    women: FloatArray
    boys: float
    early: float
    late: float
    away: float
    durations: NDArray[np.int64]
    entitlement: FloatArray
    arrival_lane: FloatArray
    exposure: kernel.Exposure
    birth_weight: int

    def sexes(self) -> FloatArray:
        """Shares of the categories within each sex `[G, 1]`."""
        return np.concatenate(([1.0], self.women))[:, None]


class Movement(NamedTuple):
    """What happened, by month `T`: people `[T + 1, G, S, L]` at the start of each month, exposure `[T, E, L]`,
    base `[T, P, 3, L]`, death `[T, G, S, Q, L]`, flow `[T, G, R, Q, L]`, retired `[T, G, K, O, Q, L]`,
    arrival and birth `[T, G, L]`, account `[T, 9, L]`; records `[T + 1, 2, L]` the two account records of the
    employee and the resident scheme; ages: state of persons by completed age `{index: [G, S, years, L]}`."""

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
    coverage: Coverage


def allocate(months: int, exposures: int) -> Movement:
    """Empty results of a projection."""
    totals = (TOTALS, LANES)
    return Movement(
        np.zeros((months + 1, G, S, LANES)),
        np.zeros((months, exposures, LANES)),
        np.zeros((months, len(PAYERS), 3, LANES)),
        np.zeros((months, G, S, *totals)),
        np.zeros((months, G, R, *totals)),
        np.zeros((months, G, len(RETIRING), kernel.OUTCOMES, *totals)),
        np.zeros((months, G, LANES)),
        np.zeros((months, G, LANES)),
        np.zeros((months, 9, LANES)),
        np.zeros((months + 1, 2, LANES)),
        {},
        Coverage.empty(months),
    )


def blocks(exposures: int) -> kernel.Month:
    """Empty block sums of one month."""
    b = kernel.BLOCKS
    return kernel.Month(
        np.zeros((b, G, S, LANES)),
        np.zeros((b, 2, LANES)),
        np.zeros((b, exposures, LANES)),
        np.zeros((b, len(PAYERS), 3, LANES)),
        np.zeros((b, G, S, WIDTH)),
        np.zeros((b, G, R, WIDTH)),
        np.zeros((b, G, len(RETIRING), kernel.OUTCOMES, WIDTH)),
        np.zeros((b, G, LANES)),
        np.zeros((b, LANES)),
        np.zeros((b, 9, LANES)),
    )


def by_completed_age(state: FloatArray, newest: int) -> FloatArray:
    """Persons `[G, S, years, L]` by completed years of age."""
    rows = state[newest - AGES + 1 : newest + 1, :, :, PERSONS:LANES][::-1]
    yearly = rows.reshape(AGES // 12, 12, G, S, LANES).sum(axis=1)
    return np.ascontiguousarray(yearly.transpose(1, 2, 0, 3))


def account_records(rows: FloatArray) -> FloatArray:
    """Records of accounts `[2, L]`: of the employee scheme (public staff excepted), of the resident scheme [yuan]."""
    members = np.flatnonzero(MARKS < kernel.PUBLIC_INSURED)
    sums = rows[:, :, :, ACCOUNT:].sum(axis=(0, 1))[members].sum(axis=0)
    return np.stack((sums[:LANES], sums[RESIDENT_ACCOUNT - ACCOUNT :]))


class Projector:
    """Moves the people month by month from `first`; `coverage` None learns the table on the way."""

    def __init__(
        self, start: Start, rates: Rates, first: int, months: int, learner: Learner | None, coverage: Coverage | None
    ) -> None:
        self.start, self.rates, self.first, self.months = start, rates, first, months
        self.learner, self.given = learner, coverage
        self.state = np.zeros((AGES + months, G, S, WIDTH))
        self.state[:AGES] = start.people.state[::-1]
        self.newest = AGES - 1
        self.exposure = start.exposure._replace(weights=start.exposure.weights.copy())
        rows = self.state[: self.newest + 1]
        sources = rows[:, :, Status.OTHER_RESIDENT, :LANES] + rows[:, :, Status.RESIDENT_CONTRIBUTOR, :LANES]
        self.fixed = probabilities(start.hazards, sources.sum(axis=2)[::-1].T, np.array([720, 660, 600]))
        self.table = self.fixed.copy()
        self.lane = no_lane_effect()
        self.motion = kernel.Motion(
            np.array([t.source for t in TRANSITIONS]),
            np.array([t.target for t in TRANSITIONS]),
            np.array([t.rule for t in TRANSITIONS]),
            self.table,
            self.lane,
            np.zeros((3, AGES)),
        )
        claimants = rows[:, :, Status.UNEMPLOYED, :LANES].sum(axis=0)
        self.ring = DurationRing(claimants, start.durations, start.entitlement, start.hazards.re_employment)
        statuses = (Status.NEW_RETIREE, Status.RESIDENT_PENSIONER, Status.RESIDENT_WAITING)
        self.bands = np.array([WORKING_FROM, WORKING_TO, *statuses])
        self.result = allocate(months, len(start.exposure.status))

    def run(self, progress: Callable[[int], None] | None = None) -> Movement:
        """The whole projection; `progress` is told each finished month."""
        self.result.ages[0] = by_completed_age(self.state, self.newest)
        for t in range(self.months):
            self.one_month(t)
            if progress is not None:
                progress(t)
        rows = self.state[self.newest - AGES + 1 : self.newest + 1]
        self.result.people[self.months] = rows[:, :, :, :LANES].sum(axis=0)
        self.result.records[self.months] = account_records(rows)
        return self.result

    def one_month(self, t: int) -> None:
        """Month `t` of the projection, in the order of the specification."""
        month = self.first + t
        if month % 12 == 0:
            self.new_year(month)
        life = kernel.Life(self.rates.death(month), self.rates.birth(month))
        self.exposure.weights[self.start.birth_weight] = life.birth
        retirement = self.retirement(month)
        self.motion.brought[:] = self.rates.brought(month)
        self.lane[INDEX_OF["exhaust_benefit"]] = self.ring.exhausting()
        outside = self.multipliers(t, month, life, retirement)
        out = blocks(len(self.start.exposure.status))
        kernel.step(
            self.state,
            self.newest,
            AGES,
            self.bands,
            MARKS,
            life,
            self.motion,
            retirement,
            self.rates.accrual(month),
            self.exposure,
            self.arrivals(month, outside, life),
            out,
        )
        self.record(t, out)
        self.close(t)
        self.ring.turn(
            self.state[:, :, Status.UNEMPLOYED, :LANES].sum(axis=0),
            self.result.flow[t, :, INDEX_OF["lose_job"], 0],
        )
        if (month + 1) % 12 == 0:
            self.result.ages[t + 1] = by_completed_age(self.state, self.newest)

    def new_year(self, month: int) -> None:
        """1 January: pensions in payment rise for those retired by the end of last year, and this year's new
        pensioners are counted from nought."""
        retirees, fresh = self.state[:, :, Status.EMPLOYEE_RETIREE], self.state[:, :, Status.NEW_RETIREE]
        retirees += fresh
        fresh[:] = 0.0
        parts = slice(kernel.BASIC, kernel.ACCOUNT_PART + LANES)
        retirees[:, :, parts] *= 1.0 + self.rates.indexation(month)
        self.state[:, :, Status.PUBLIC_RETIREE, parts] *= 1.0 + self.rates.public_indexation(month)

    def retirement(self, month: int) -> kernel.Retirement:
        """Who retires this month, and by which numbers; rewrites the probabilities of those who do."""
        age = np.asarray(self.rates.statutory_age(month))
        months = np.arange(AGES)[None, :]
        due = months + 1 == age
        numbers = self.rates.retirement_numbers(month)
        resident = np.arange(AGES) + 1 == numbers[kernel.RESIDENT_AGE]
        retire_in_month(self.table, self.fixed, due, resident)
        early = (months + 1 < age) & (months + 1 >= age - 60)
        late = (months + 1 > age) & (months < WORKING_TO - 1)
        ready = self.start.early * early + self.start.late * late
        return kernel.Retirement(
            due.astype(float),
            ready,
            np.array(RETIRING),
            numbers,
            self.rates.divisor(month),
        )

    def multipliers(self, t: int, month: int, life: kernel.Life, retirement: kernel.Retirement) -> float:
        """Set the lane factors of coverage; learned, or read. Returns entrants who live outside [person]."""
        coverage = self.result.coverage
        if self.given is not None:
            solved = {group: float(self.given.multiplier[group][t]) for group in GROUPS}
            outside = float(self.given.outside[t])
        elif self.learner is None or month > self.learner.targets.month:
            held = slice(max(t - 12, 0), t)
            solved = {group: float(coverage.multiplier[group][held].mean()) for group in GROUPS}
            solved |= dict.fromkeys(("employee_exit", "resident_exit"), 0.0)
            outside = float(coverage.outside[held].mean())
        else:
            for names in MOVES.values():
                for name in names:
                    self.lane[INDEX_OF[name]] = 1.0
            moves, heads = np.zeros((kernel.BLOCKS, R)), np.zeros((kernel.BLOCKS, 2, S))
            kernel.potential(self.state, self.newest, AGES, self.bands, life, self.motion, moves, heads)
            moved = moves.sum(axis=0)
            people, deaths = heads.sum(axis=0)
            short = self.short_of_years(retirement, life)
            solved = self.learner.solve(month, people, moved, deaths, short)
            entrants = sum(moved[INDEX_OF[name]] for name in MOVES["employee_entry"])
            outside = float(entrants * solved["employee_entry"] * self.learner.away)
        for group, names in MOVES.items():
            coverage.multiplier[group][t] = solved[group]
            for name in names:
                self.lane[INDEX_OF[name]] = solved[group]
        coverage.outside[t] = outside
        return outside

    def short_of_years(self, retirement: kernel.Retirement, life: kernel.Life) -> float:
        """Persons who will move to the resident scheme this month for want of contribution years."""
        numbers, total = retirement.numbers, 0.0
        for g, a in zip(*np.nonzero(retirement.due), strict=True):
            for status in RETIRING:
                row = self.state[self.newest - a, g, status]
                alive = row[:WIDTH] * (1.0 - life.death[g, a])
                for lane in range(LANES):
                    persons, years = alive[kernel.PERSONS + lane], alive[kernel.YEARS + lane]
                    if persons > 0 and years > 0:
                        sigma = numbers[kernel.SIGMA]
                        z = np.log(numbers[kernel.MINIMUM_YEARS] * persons / years) / sigma + sigma / 2
                        total += persons * NORMAL.cdf(float(z)) * retirement.due[g, a]
        return float(total * numbers[kernel.TO_RESIDENT])

    def ported_out(self, life: kernel.Life) -> FloatArray:
        """Residents who leave this month for another city's fund `[G, AGES]` [person]."""
        leaving = np.zeros((G, AGES))
        ages = slice(WORKING_FROM, WORKING_TO)
        rows = self.state[self.newest - WORKING_TO + 1 : self.newest - WORKING_FROM + 1][::-1]
        for name in PORT_OUT:
            r = INDEX_OF[name]
            persons = rows[:, :, TRANSITIONS[r].source, :OUTSIDE].sum(axis=2).T
            leaving[:, ages] += persons * self.table[r][:, ages]
        return leaving * (1.0 - life.death)

    def arrivals(self, month: int, outside: float, life: kernel.Life) -> kernel.Arrivals:
        """Students and others who come to the city, and entrants to the funds who live outside it. Migration is a
        net belief, so those who leave with their insurance are made good by others of their age."""
        came = np.maximum(self.rates.migration(month), 0.0)
        students = came * self.start.hazards.student
        others = came - students + self.ported_out(life)
        entry = by_month(self.start.hazards.entry_keys, self.start.hazards.entry)
        entry = entry[None, :] * self.start.sexes() * (np.arange(AGES)[None, :] < 600)
        lane = np.zeros((3, LANES))
        lane[:2] = self.start.arrival_lane
        lane[2, OUTSIDE] = 1.0
        return kernel.Arrivals(
            np.array([Status.CHILD_OR_STUDENT, Status.OTHER_RESIDENT, Status.ENTERPRISE_EMPLOYEE]),
            np.stack((students, others, entry * outside / entry.sum())),
            lane,
            np.array([False, False, True]),
        )

    def record(self, t: int, out: kernel.Month) -> None:
        """Block sums, added in order, into the results."""
        result = self.result
        result.people[t] = out.people.sum(axis=0)
        result.records[t] = out.record.sum(axis=0)
        result.exposure[t] = out.exposure.sum(axis=0)
        result.base[t] = out.base.sum(axis=0)
        result.death[t] = out.death.sum(axis=0).reshape(result.death[t].shape)
        result.flow[t] = out.flow.sum(axis=0).reshape(result.flow[t].shape)
        result.retired[t] = out.retired.sum(axis=0).reshape(result.retired[t].shape)
        result.arrival[t] = out.arrival.sum(axis=0)
        result.account[t] = out.account.sum(axis=0)
        born = out.birth.sum(axis=0)
        born[OUTSIDE] = 0.0
        result.birth[t, 0] = born * self.start.boys
        result.birth[t, 1:] = born * (1.0 - self.start.boys) * self.start.women[:, None]

    def close(self, t: int) -> None:
        """Month end: the newborn take their row, the open age folds one row."""
        self.newest += 1
        self.state[self.newest, :, Status.CHILD_OR_STUDENT, :LANES] = self.result.birth[t]
        oldest = self.newest - AGES
        self.state[oldest + 1] += self.state[oldest]
        self.state[oldest] = 0.0


def project(
    start: Start,
    rates: Rates,
    first: int,
    months: int,
    learner: Learner | None,
    coverage: Coverage | None,
    progress: Callable[[int], None] | None = None,
) -> Movement:
    """Move the opening people `months` months from month `first`; either a learner or a learned table."""
    if coverage is not None and len(coverage.outside) < months:
        raise Problem(
            problem(
                "coverage",
                message=Both(
                    f"学得的参保表有 {len(coverage.outside)} 个月，估值有 {months} 个月。",
                    f"The learned table of coverage holds {len(coverage.outside)} months; the run has {months}.",
                ),
                remedy=Both(
                    "请在不短于此的估值上学习，或不用它。",
                    "Learn it on a run at least as long, or run without it.",
                ),
            )
        )
    return Projector(start, rates, first, months, learner, coverage).run(progress)
