"""Projection of the people (人口推移) by district, month by month. Figures flow one way: out of it come sums by month
that the schemes turn into money."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.kernels import month as kernel
from actuary.kernels.month import LANES
from actuary.people.asked import Asked, Rates, ask
from actuary.people.axes import AGES, OUTSIDE, S
from actuary.people.classes import Watch
from actuary.people.coverage import GROUPS, MOVES, Coverage, Learner
from actuary.people.driver import Driver, Start, coming
from actuary.people.last import Last
from actuary.people.movement import NOTED, Movement
from actuary.people.opening import OLD_AGE
from actuary.people.retiring import Retiring
from actuary.people.standing import Since, repeat
from actuary.people.transitions import (
    INDEX_OF,
    PAYERS,
    RULES,
    SOURCES,
    TARGETS,
    Places,
    R,
    probabilities,
    retire_in_month,
)

FloatArray = NDArray[np.float64]
RESIDENT_LANES = (np.arange(LANES) != OUTSIDE).astype(np.float64)


class Projector(Driver):
    """Moves the people by district; `coverage` None learns the table on the way."""

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
        super().__init__(start, first, months, since)
        self.rates = rates if since is None or since.rates is None else since.rates
        self.learner, self.given = learner, coverage
        self.retiring = Retiring()
        self.look_ahead(first + self.begin)
        self.hazards = self.asked.hazards
        self.fixed = self.moves()
        self.table = self.fixed.copy()
        self.retired = Places(*np.zeros((2, 0), dtype=np.int64))
        self.coming = Last(coming)
        self.outside = np.zeros((3, LANES))
        self.outside[:2] = start.arrival_lane
        self.motion = kernel.Motion(SOURCES, TARGETS, RULES, self.table, self.lane, np.zeros((3, AGES)))
        self.ring = self.claiming(*self.asked.entitlement, self.hazards.re_employment)
        self.watch = Watch(first, months, len(start.exposure.status), len(PAYERS)) if watch else None
        self.result = self.result._replace(classes=None if self.watch is None else self.watch.result)
        if coverage is not None:
            self.result.coverage.membership = coverage.membership
        if since is not None and since.before is not None:
            repeat(since.before, self.result, self.begin)

    def one_month(self, t: int) -> None:
        """Month `t`, in the order of the specification."""
        month, told = self.first + t, self.asked
        life, retirement = told.life, told.retirement
        if month % 12 == 0:
            self.new_year(month)
        self.believe(told)
        self.exposure.weights[self.start.birth_weight] = life.birth
        self.retire(told)
        self.motion.brought[:] = told.brought
        self.lane[INDEX_OF["exhaust_benefit"]] = self.ring.exhausting()
        outside = self.multipliers(t, month, life, retirement)
        if self.watch is not None:
            self.watch.month(t, self.cohorts.living, life, told.accrual, self.exposure)
        arrivals = self.arrivals(told.migration, outside)
        happened = self.step(t, life, self.motion, retirement, told.accrual, arrivals)
        happened.birth[OUTSIDE] = 0.0
        self.close(t, happened, told.boys)

    def look_ahead(self, month: int) -> None:
        """What law and belief say of a month."""
        self.asked = ask(self.rates, self.retiring, month)

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
        """Students and others who come to the city, and entrants to the funds who live outside it."""
        self.outside[2, OUTSIDE] = outside
        return self.arrive(self.coming(migration, self.hazards, self.start), self.outside, RESIDENT_LANES)


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
