"""Projection of the people (人口推移), month by month: the kernel's driver. Figures flow one way: out of it come
sums by month that the schemes turn into money."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.kernels import month as kernel
from actuary.kernels.month import ACCOUNT, LANES, RESIDENT_ACCOUNT
from actuary.people.asked import Asked, Rates, ask
from actuary.people.axes import AGES, OUTSIDE, WORKING_FROM, WORKING_TO, S, by_month
from actuary.people.classes import Watch
from actuary.people.cohorts import MARKS, PENSIONED, Cohorts
from actuary.people.coverage import GROUPS, MOVES, Coverage, Learner
from actuary.people.last import Last
from actuary.people.movement import NOTED, Movement, allocate, nothing, rows_of_month
from actuary.people.opening import OLD_AGE, OpeningPeople
from actuary.people.retiring import Retiring
from actuary.people.ring import DurationRing
from actuary.people.standing import Since, Standing, begun, repeat
from actuary.people.transitions import (
    INDEX_OF,
    PAYERS,
    PORT_OUT,
    RULES,
    SOURCES,
    TARGETS,
    Hazards,
    Places,
    R,
    no_lane_effect,
    probabilities,
    retire_in_month,
)
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
ARRIVING = np.array([Status.CHILD_OR_STUDENT, Status.OTHER_RESIDENT, Status.ENTERPRISE_EMPLOYEE], dtype=np.int64)
ENTERING = np.array([False, False, True])
PORTING = np.array([INDEX_OF[name] for name in PORT_OUT])
RESIDENT_LANES = (np.arange(LANES) != OUTSIDE).astype(np.float64)


class Start(NamedTuple):
    """Where a projection starts: people, and shares that stay fixed."""

    people: OpeningPeople
    women: FloatArray
    away: float
    arrival_lane: FloatArray
    exposure: kernel.Exposure
    birth_weight: int
    closed: bool = False
    """Whether nobody enters (封闭群体): no newborn, no arrivals, no first joining of a scheme."""

    def sexes(self) -> FloatArray:
        """Shares of the categories within each sex `[G, 1]`."""
        return np.concatenate(([1.0], self.women))[:, None]


def account_records(rows: FloatArray) -> FloatArray:
    """Records of accounts `[2, L]`: of the employee scheme (public staff excepted), of the resident scheme [yuan]."""
    members = np.flatnonzero(MARKS < kernel.PUBLIC_INSURED)
    sums = rows[:, :, :, ACCOUNT:].sum(axis=(0, 1))[members].sum(axis=0)
    return np.stack((sums[:LANES], sums[RESIDENT_ACCOUNT - ACCOUNT :]))


def coming(migration: FloatArray, hazards: Hazards, start: Start) -> FloatArray:
    """Who comes in a month by category and age `[3, G, AGES]` [person]: students and others, of its net arrivals and
    the share of students; and, adding up to one, first entries before 50, as those enter who live outside."""
    came = np.maximum(migration, 0.0) * (0.0 if start.closed else 1.0)
    entry = by_month(hazards.entry_keys, hazards.entry) * start.sexes() * (np.arange(AGES) < 600)
    students = came * hazards.student
    return np.stack((students, came - students, entry / entry.sum()))


class Projector:
    """Moves the people month by month from `first`; `coverage` None learns the table on the way."""

    def __init__(
        self,
        start: Start,
        rates: Rates,
        first: int,
        months: int,
        learner: Learner | None,
        coverage: Coverage | None,
        watch: bool = False,
        since: Since | None = None,
    ) -> None:
        self.start, self.first, self.months = start, first, months
        self.rates = rates if since is None or since.rates is None else since.rates
        self.learner, self.given, self.since = learner, coverage, since
        standing = begun(since)
        if standing is None:
            self.begin, self.cohorts = 0, Cohorts(start.people.state, months)
            rows = self.cohorts.living
            sources = rows[:, :, Status.OTHER_RESIDENT, :LANES] + rows[:, :, Status.RESIDENT_CONTRIBUTOR, :LANES]
            self.sources = sources.sum(axis=2)[::-1].T
        else:
            self.begin, self.cohorts, self.sources = standing.t, standing.apart(since), standing.sources
        self.exposure = start.exposure._replace(weights=start.exposure.weights.copy())
        self.retiring = Retiring()
        self.asked = ask(self.rates, self.retiring, first + self.begin)
        self.hazards = self.asked.hazards
        self.fixed = self.moves()
        self.table = self.fixed.copy()
        self.retired = Places(*np.zeros((2, 0), dtype=np.int64))
        self.lane = no_lane_effect()
        self.coming = Last(coming)
        self.outside = np.zeros((3, LANES))
        self.outside[:2] = start.arrival_lane
        self.motion = kernel.Motion(SOURCES, TARGETS, RULES, self.table, self.lane, np.zeros((3, AGES)))
        self.ring = DurationRing(self.claimants(), *self.asked.entitlement, self.hazards.re_employment)
        self.result = allocate(months, len(start.exposure.status))
        asks = len(start.exposure.status)
        self.sums = nothing(asks, kernel.BLOCKS)
        self.watch = Watch(first, months, asks, len(PAYERS)) if watch else None
        self.result = self.result._replace(classes=None if self.watch is None else self.watch.result)
        if coverage is not None:
            self.result.coverage.membership = coverage.membership
        if standing is not None and since is not None and since.before is not None:
            self.ring.ring = standing.ring.copy()
            repeat(since.before, self.result, standing.t)

    def run(self, progress: Callable[[int], None] | None = None) -> Movement:
        """The whole projection; `progress` is told each finished month."""
        if self.begin == 0:
            self.result.ages[0] = self.cohorts.by_completed_age()
        for t in range(self.begin, self.months):
            if self.since is not None and t == self.since.t and t not in self.since.standings:
                self.since.standings.keep(Standing(t, self.cohorts.apart(), self.ring.ring.copy(), self.sources))
            self.one_month(t)
            if progress is not None:
                progress(t)
        rows = self.cohorts.living
        self.result.people[self.months] = rows[:, :, :, :LANES].sum(axis=0)
        self.result.records[self.months] = account_records(rows)
        if self.since is not None:
            self.since.standings.spare = self.cohorts
        return self.result

    def one_month(self, t: int) -> None:
        """Month `t` of the projection, in the order of the specification."""
        month, told = self.first + t, self.asked
        life, retirement = told.life, told.retirement
        if month % 12 == 0:
            self.new_year(month)
        self.believe(told)
        self.exposure.weights[self.start.birth_weight] = life.birth
        self.retire(told)
        self.motion.brought[:] = told.brought
        self.lane[INDEX_OF["exhaust_benefit"]] = self.ring.exhausting()
        outside, happened = self.multipliers(t, month, life, retirement), rows_of_month(self.result, t)
        if self.watch is not None:
            self.watch.month(t, self.cohorts.living, life, told.accrual, self.exposure)
        kernel.step(
            self.cohorts.state,
            self.cohorts.held,
            self.cohorts.newest,
            AGES,
            PENSIONED,
            MARKS,
            life,
            self.motion,
            retirement,
            told.accrual,
            self.exposure,
            self.arrivals(told.migration, outside),
            self.sums,
            happened,
            meanwhile=lambda: self.ask_ahead(t + 1),
        )
        self.close(t, happened.birth, told.boys)
        self.ring.follow(happened)
        if (month + 1) % 12 == 0:
            self.result.ages[t + 1] = self.cohorts.by_completed_age()

    def ask_ahead(self, t: int) -> None:
        """What law and belief say of month `t`, asked while the people move through the month before."""
        if t < self.months:
            self.asked = ask(self.rates, self.retiring, self.first + t)

    def believe(self, told: Asked) -> None:
        """Beliefs about moves in a month; the table is made anew only when they are others."""
        self.ring.believe(*told.entitlement, told.hazards.re_employment)
        if told.hazards is not self.hazards:
            self.hazards = told.hazards
            self.fixed = self.moves()
            self.table[:] = self.fixed

    def moves(self) -> FloatArray:
        """Monthly probabilities of all moves by the beliefs held."""
        return probabilities(self.hazards, self.sources, OLD_AGE, self.start.closed)

    def new_year(self, month: int) -> None:
        """1 January: pensions in payment rise for those retired by the end of last year, and this year's new
        pensioners are counted from nought."""
        if self.since is None and len(self.result.pensions) < NOTED:
            self.result.pensions[month - self.first] = self.cohorts.pensions()
        rises = self.rates.indexation(month), self.rates.public_indexation(month)
        self.cohorts.rise(np.repeat(1.0 + np.array(rises)[:, None], LANES, axis=1))

    def retire(self, told: Asked) -> None:
        """Rewrite the probabilities of those who retire in a month."""
        table, fixed = self.table.reshape(-1), self.fixed.reshape(-1)
        for places in self.retired:
            table[places] = fixed[places]
        retire_in_month(self.table, told.of_age)
        self.retired = told.of_age

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
            self.learner.targets = self.rates.coverage_targets(self.learner.targets.month, month)
            moved, people, deaths, short = self.potential(life, retirement)
            solved = self.learner.solve(month, people, moved, deaths, short)
            entrants = sum(moved[INDEX_OF[name]] for name in MOVES["employee_entry"])
            outside = float(entrants * solved["employee_entry"] * self.learner.away)
        for group, names in MOVES.items():
            coverage.multiplier[group][t] = solved[group]
            for name in names:
                self.lane[INDEX_OF[name]] = solved[group]
        coverage.outside[t] = outside
        return outside

    def potential(
        self, life: kernel.Life, retirement: kernel.Retirement
    ) -> tuple[FloatArray, FloatArray, FloatArray, float]:
        """Persons that each transition would move `[R]`, persons and deaths of each status `[S]`, and persons who
        would move to the resident scheme for want of contribution years."""
        b, c = kernel.BLOCKS, self.cohorts
        moves, heads, short = np.empty((b, R, LANES)), np.empty((b, 2, S, LANES)), np.empty((b, LANES))
        kernel.potential(c.state, c.held, c.newest, AGES, life, self.motion, retirement, moves, heads, short)
        people, deaths = heads.sum(axis=(0, 3))
        return moves.sum(axis=(0, 2)), people, deaths, float(short.sum())

    def arrivals(self, migration: FloatArray, outside: float) -> kernel.Arrivals:
        """Students and others who come to the city, and entrants to the funds who live outside it. Migration is a
        net belief, so those who leave with their insurance are made good by others of their age."""
        came = self.coming(migration, self.hazards, self.start)
        self.outside[2, OUTSIDE] = outside
        replacing = np.array([False, not self.start.closed, False])
        return kernel.Arrivals(ARRIVING, came, self.outside, ENTERING, replacing, PORTING, RESIDENT_LANES)

    def claimants(self) -> FloatArray:
        """The unemployed `[G, L]` [person]."""
        working = self.cohorts.living[AGES - WORKING_TO : AGES - WORKING_FROM]
        return np.asarray(working[:, :, Status.UNEMPLOYED, :LANES].sum(axis=0))

    def close(self, t: int, born: FloatArray, boys: float) -> None:
        """Month end: the newborn `born[L]` take their row, a share of `boys` among them; the open age folds one row."""
        born[OUTSIDE] = 0.0
        if self.start.closed:
            born[:] = 0.0
        self.result.birth[t, 0] = born * boys
        self.result.birth[t, 1:] = born * (1.0 - boys) * self.start.women[:, None]
        self.cohorts.turn(self.result.birth[t])


def project(
    start: Start,
    rates: Rates,
    first: int,
    months: int,
    learner: Learner | None,
    coverage: Coverage | None,
    progress: Callable[[int], None] | None = None,
    *,
    watch: bool = False,
    since: Since | None = None,
) -> Movement:
    """Move the opening people `months` months from month `first`; either a learner or a learned table; `watch`: with
    sums by class of birth; `since`: from where on another run is not repeated."""
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
    return Projector(start, rates, first, months, learner, coverage, watch, since).run(progress)
