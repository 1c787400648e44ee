"""Moving people month by month (逐月推移): what a projection by district and one in lanes have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import ACCOUNT, LANES, RESIDENT_ACCOUNT
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, by_month
from actuary.people.cohorts import MARKS, PENSIONED, Cohorts
from actuary.people.movement import Movement, allocate, nothing, rows_of_month
from actuary.people.opening import OpeningPeople
from actuary.people.ring import Back, DurationRing
from actuary.people.standing import Since, Standing
from actuary.people.transitions import INDEX_OF, PORT_OUT, Hazards, no_lane_effect
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
ARRIVING = np.array([Status.CHILD_OR_STUDENT, Status.OTHER_RESIDENT, Status.ENTERPRISE_EMPLOYEE], dtype=np.int64)
ENTERING = np.array([False, False, True])
PORTING = np.array([INDEX_OF[name] for name in PORT_OUT])
FIRST_ENTRY_BELOW = 50 * 12
"""Age below which those who live outside the city enter its funds [month]."""


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


def coming(migration: FloatArray, hazards: Hazards, start: Start) -> FloatArray:
    """Who comes in a month by category and age `[3, G, AGES]` [person]: students and others, of its net arrivals and
    the share of students; and, adding up to one, first entries before 50, as those enter who live outside."""
    came = np.maximum(migration, 0.0) * (0.0 if start.closed else 1.0)
    entry = by_month(hazards.entry_keys, hazards.entry) * start.sexes() * (np.arange(AGES) < FIRST_ENTRY_BELOW)
    students = came * hazards.student
    return np.stack((students, came - students, entry / entry.sum()))


def account_records(rows: FloatArray) -> FloatArray:
    """Records of accounts `[2, L]`: of the employee scheme (public staff excepted), of the resident scheme [yuan]."""
    members = np.flatnonzero(MARKS < kernel.PUBLIC_INSURED)
    sums = rows[:, :, :, ACCOUNT:].sum(axis=(0, 1))[members].sum(axis=0)
    return np.stack((sums[:LANES], sums[RESIDENT_ACCOUNT - ACCOUNT :]))


class Driver(ABC):
    """Moves cohorts month by month from `first`; how law and belief are asked, and how a month goes, its kinds say."""

    ring: DurationRing
    city = LANES
    """How many lanes add up to the city."""

    def __init__(self, start: Start, first: int, months: int, since: Since | None) -> None:
        self.start, self.first, self.months, self.since = start, first, months, since
        self.standing = since.begun() if since is not None else None
        if self.standing is None:
            self.begin, self.cohorts = 0, Cohorts(self.opening(), months)
            self.sources = self.cohorts.sources(self.city)
        else:
            self.begin, self.cohorts, self.sources = self.standing.t, self.standing.cohorts, self.standing.sources
        asks = len(start.exposure.status)
        self.exposure = start.exposure._replace(weights=start.exposure.weights.copy())
        self.lane = no_lane_effect()
        self.result, self.sums = allocate(months, asks), nothing(asks, kernel.BLOCKS)

    @abstractmethod
    def look_ahead(self, month: int) -> None:
        """Ask what law and belief say of a month."""

    @abstractmethod
    def one_month(self, t: int) -> None:
        """Month `t`, in the order of the specification."""

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

    def opening(self) -> FloatArray:
        """People at the opening `[AGES, G, S, Q * L]`, the youngest first."""
        return self.start.people.state

    def claimants(self) -> FloatArray:
        """The unemployed `[G, L]` [person]."""
        working = self.cohorts.living[AGES - WORKING_TO : AGES - WORKING_FROM]
        return np.asarray(working[:, :, Status.UNEMPLOYED, :LANES].sum(axis=0))

    def claiming(self, durations: NDArray[np.int64], shares: FloatArray, back: Back) -> DurationRing:
        """Claimants by duration where the run begins, told as `DurationRing` is."""
        ring = DurationRing(self.claimants(), durations, shares, back)
        if self.standing is not None:
            ring.ring = self.standing.ring
        return ring

    def arrive(self, persons: FloatArray, lane: FloatArray, *counted: FloatArray) -> kernel.Arrivals:
        """Arrivals as `coming` tells them; migration is a net belief, so those who leave with their insurance are made
        good by others of their age."""
        replacing = np.array([False, not self.start.closed, False])
        return kernel.Arrivals(ARRIVING, persons, lane, ENTERING, replacing, PORTING, *counted)

    def step(
        self,
        t: int,
        life: kernel.Life,
        motion: kernel.Motion,
        retirement: kernel.Retirement,
        accrual: kernel.Accrual,
        arrivals: kernel.Arrivals,
    ) -> kernel.Month:
        """Move people through month `t` and ask ahead meanwhile; what happened."""
        happened = rows_of_month(self.result, t)
        kernel.step(
            self.cohorts.state,
            self.cohorts.held,
            self.cohorts.newest,
            AGES,
            PENSIONED,
            MARKS,
            life,
            motion,
            retirement,
            accrual,
            self.exposure,
            arrivals,
            self.sums,
            happened,
            meanwhile=lambda: self.ask_ahead(t + 1),
        )
        return happened

    def ask_ahead(self, t: int) -> None:
        """What law and belief say of month `t`, asked while the people move through the month before."""
        if t < self.months:
            self.look_ahead(self.first + t)

    def close(self, t: int, happened: kernel.Month, boys: float | FloatArray) -> None:
        """Month end: the newborn take their row, a share of `boys` among them, or `boys[L]`; the open age folds one
        row; claimants draw a month more; at the end of a year the people are kept by completed age."""
        born = happened.birth * (0.0 if self.start.closed else 1.0)
        self.result.birth[t, 0] = born * boys
        self.result.birth[t, 1:] = born * (1.0 - boys) * self.start.women[:, None]
        self.cohorts.turn(self.result.birth[t])
        self.ring.follow(happened)
        if (self.first + t + 1) % 12 == 0:
            self.result.ages[t + 1] = self.cohorts.by_completed_age()
