"""Projection of the people (人口推移) by district, month by month. Figures flow one way: out of it come sums by month
that the schemes turn into money."""

from collections.abc import Callable
from functools import partial

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.kernels import month as kernel
from actuary.kernels.month import LANES, acting
from actuary.people.asked import Asked, Rates, ask
from actuary.people.axes import OUTSIDE, S
from actuary.people.classes import Watch
from actuary.people.coverage import GROUPS, MOVES, Coverage, Learner
from actuary.people.driver import Driver, Start, coming
from actuary.people.last import Last
from actuary.people.movement import NOTED, Movement
from actuary.people.opening import OLD_AGE
from actuary.people.retiring import Retiring
from actuary.people.standing import Since, repeat
from actuary.people.transitions import (
    ENDING,
    INDEX_OF,
    PAYERS,
    RULES,
    SOURCES,
    TARGETS,
    THEN,
    Hazards,
    R,
    no_lane_effect,
    probabilities,
)

FloatArray = NDArray[np.float64]


def moves(hazards: Hazards, sources: FloatArray, closed: bool) -> FloatArray:
    """Monthly probabilities of all moves by what is believed."""
    return probabilities(hazards, sources, OLD_AGE, closed)


class Projector(Driver):
    """Moves the people by district; `coverage` None learns the table on the way."""

    residents = (np.arange(LANES) != OUTSIDE).astype(np.float64)

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
        self.retiring, self.coming = Retiring(), Last(coming)
        self.table, self.acts = Last(partial(moves, sources=self.sources, closed=start.closed)), Last(acting)
        self.asked = ask(self.rates, self.retiring, first + self.begin)
        self.ring = self.claiming(*self.asked.entitlement, self.asked.hazards.re_employment)
        self.watch = Watch(first, months, len(start.exposure.status), len(PAYERS)) if watch else None
        self.result = self.result._replace(classes=None if self.watch is None else self.watch.result)
        if coverage is not None:
            self.result.coverage.membership = coverage.membership
        if since is not None and since.before is not None:
            repeat(since.before, self.result, self.begin)

    def ask(self, month: int) -> Asked:
        """What law and belief say of a month, asked once."""
        if self.asked.month != month:
            self.asked = ask(self.rates, self.retiring, month)
        return self.asked

    def look_ahead(self, t: int) -> None:
        """Ask law and belief."""
        self.ask(self.first + t)

    def waits(self, t: int) -> bool:
        """The table of coverage is learned on the people, and classes of birth are seen in every month."""
        return self.watch is not None or self.learns(t)

    def learns(self, t: int) -> bool:
        """Whether the factors of coverage of month `t` are found by what people would do in it."""
        return self.given is None and self.learner is not None and self.first + t <= self.learner.targets.month

    def tell(self, t: int) -> kernel.Told:
        """What law, belief and the table of coverage say of a month."""
        told = self.ask(self.first + t)
        self.ring.believe(*told.entitlement, told.hazards.re_employment)
        table = self.table(told.hazards)
        motion = kernel.Motion(SOURCES, TARGETS, RULES, table, no_lane_effect(), told.brought, ENDING, THEN)
        motion = motion._replace(acts=self.acts(table))
        lane = np.zeros((3, LANES))
        lane[:2] = self.start.arrival_lane
        arrivals = self.arrive(self.coming(told.migration, told.hazards, self.start), lane, self.residents)
        exposure, turning = self.exposure(told.life.birth), self.turning(t, told.boys)
        month = kernel.Told(
            told.life, motion, told.retirement, told.accrual, exposure, arrivals, self.claims(t), turning
        )
        lane[2, OUTSIDE] = self.cover(t, month)
        return month

    def seen(self, t: int) -> None:
        """Note the sums by class of birth, where they are asked for."""
        if self.watch is not None:
            life, accrual = self.asked.life, self.asked.accrual
            self.watch.month(t, self.cohorts.living, life, accrual, self.exposure(life.birth))

    def new_year(self, month: int) -> None:
        """1 January: pensions in payment rise for those retired by the end of last year, and this year's new
        pensioners are counted from nought."""
        if self.since is None and len(self.result.pensions) < NOTED:
            self.result.pensions[month - self.first] = self.cohorts.pensions()
        rises = self.rates.indexation(month), self.rates.public_indexation(month)
        self.cohorts.rise(np.repeat(1.0 + np.array(rises)[:, None], LANES, axis=1))

    def cover(self, t: int, told: kernel.Told) -> float:
        """Set the lane factors of coverage of month `t` of what is told; learned, or read. Returns entrants who live
        outside [person]."""
        coverage, lane = self.result.coverage, told.motion.lane
        if self.given is not None:
            solved = {group: float(self.given.multiplier[group][t]) for group in GROUPS}
            outside = float(self.given.outside[t])
        elif self.learner is None or not self.learns(t):
            held = slice(max(t - 12, 0), t)
            solved = {group: float(coverage.multiplier[group][held].mean()) for group in GROUPS}
            solved |= dict.fromkeys(("employee_exit", "resident_exit"), 0.0)
            outside = float(coverage.outside[held].mean())
        else:
            month = self.first + t
            self.learner.targets = self.rates.coverage_targets(self.learner.targets.month, month)
            moved, people, deaths, short = self.potential(told)
            solved = self.learner.solve(month, people, moved, deaths, short)
            entrants = sum(moved[INDEX_OF[name]] for name in MOVES["employee_entry"])
            outside = float(entrants * solved["employee_entry"] * self.learner.away)
        for group, names in MOVES.items():
            coverage.multiplier[group][t] = solved[group]
            for name in names:
                lane[INDEX_OF[name]] = solved[group]
        coverage.outside[t] = outside
        return outside

    def potential(self, told: kernel.Told) -> tuple[FloatArray, FloatArray, FloatArray, float]:
        """Persons that each transition would move `[R]`, persons and deaths of each status `[S]`, and persons who
        would move to the resident scheme for want of contribution years."""
        b = kernel.BLOCKS
        moves, heads, short = np.empty((b, R, LANES)), np.empty((b, 2, S, LANES)), np.empty((b, LANES))
        kernel.potential(self.cohorts.rows(self.now), told, moves, heads, short)
        people, deaths = heads.sum(axis=(0, 3))
        return moves.sum(axis=(0, 2)), people, deaths, float(short.sum())


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
