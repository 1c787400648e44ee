"""Moving people month by month (逐月推移): what a projection by district and one in lanes have in common."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.contracts import EVERY_LANE
from actuary.kernels.month import ACCOUNT, LANES, RESIDENT_ACCOUNT
from actuary.people.axes import AGES, G, by_month
from actuary.people.cohorts import MARKS, PENSIONED, Cohorts, youngest_class
from actuary.people.last import Last
from actuary.people.movement import Movement, allocate, rows_of_month
from actuary.people.opening import OpeningPeople
from actuary.people.ring import Back, DurationRing
from actuary.people.standing import Since, Standing
from actuary.people.transitions import INDEX_OF, PORT_OUT, Hazards
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


def weights_with(start: Start, births: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """Weights of the sums asked of the people `[W, G, AGES]`, with births per woman, and the ages that they see."""
    weights = start.exposure.weights.copy()
    weights[start.birth_weight] = births
    return weights, kernel.acting(weights)


def account_records(rows: FloatArray) -> FloatArray:
    """Records of accounts `[2, L]`: of the employee scheme (public staff excepted), of the resident scheme [yuan]."""
    members = np.flatnonzero(MARKS < kernel.PUBLIC_INSURED)
    sums = rows[:, :, :, ACCOUNT:].sum(axis=(0, 1))[members].sum(axis=0)
    return np.stack((sums[:LANES], sums[RESIDENT_ACCOUNT - ACCOUNT :]))


class Driver(ABC):
    """Moves cohorts month by month from `first`; how law and belief are asked, and what is told of a month, its kinds
    say. People move through several months of a year at once; what is told of the next is made ready meanwhile, where
    it does not rest on them."""

    ring: DurationRing
    city = LANES
    """How many lanes add up to the city."""
    residents = EVERY_LANE
    """One for the lanes in which children are born [1]."""

    def __init__(self, start: Start, first: int, months: int, since: Since | None) -> None:
        self.start, self.first, self.months, self.since = start, first, months, since
        found = since.begun(start.people.state) if since is not None else None
        self.standing = self.at_the_opening() if found is None else found
        self.begin, self.sources, self.cohorts = self.standing.t, self.standing.sources, self.standing.cohorts
        if since is not None:
            self.cohorts = since.room(self.cohorts)
        self.weights, self.scratch = Last(partial(weights_with, start)), kernel.Scratch.kept()
        self.result = allocate(months, len(start.exposure.status))

    @abstractmethod
    def tell(self, t: int) -> kernel.Told:
        """What the kernel is told of month `t`; months are told in their order."""

    @abstractmethod
    def new_year(self, month: int) -> None:
        """1 January: pensions in payment rise, and this year's new pensioners are counted from nought."""

    def waits(self, t: int) -> bool:
        """Whether what is told of month `t` rests on the people of that month."""
        return False

    def look_ahead(self, t: int) -> None:  # noqa: B027 - where nothing waits there is nothing to ask
        """Ask what does not rest on them of a month that waits."""

    def seen(self, t: int) -> None:  # noqa: B027 - most do not look
        """Look at the people of month `t`, of which was told, before they move."""

    def run(self, progress: Callable[[int], None] | None = None) -> Movement:
        """The whole projection; `progress` is told each finished month."""
        t, ready = self.begin, self.enter()
        if t == 0:
            self.result.ages[0] = self.cohorts.by_completed_age()
        while t < self.months:
            if self.since is not None and self.since.keeps(t):
                self.since.standings.keep(Standing(t, self.cohorts.apart(), self.sources, self.ring.ring.copy()))
            ready = self.move_on(t, ready or self.months_from(t))
            if progress is not None:
                for month in range(t, self.now):
                    progress(month)
            t = self.now
        rows = self.cohorts.living
        self.result.people[self.months] = rows[:, :, :, :LANES].sum(axis=0)
        self.result.records[self.months] = account_records(rows)
        if self.since is not None:
            self.since.standings.spare = self.cohorts
        return self.result

    def enter(self) -> kernel.Work | None:
        """Put people where they stand when the run begins, in their own room; its first months, if they could be made
        ready."""
        ready = list[kernel.Work]()

        def meanwhile() -> None:
            if self.begin < self.months and not self.waits(self.begin):
                ready.append(self.months_from(self.begin))

        if self.standing.cohorts is not self.cohorts:
            self.standing.cohorts.into(self.cohorts, meanwhile)
        return ready[0] if ready else None

    @property
    def now(self) -> int:
        """How many months people have moved."""
        return self.cohorts.newest - AGES + 1

    def months_from(self, t: int) -> kernel.Work:
        """Month `t` and those that people move through with it, as they are told: up to the end of the year, to where
        people are kept, or alone where it waits for them."""
        ends = [self.months, t + 12 - (self.first + t) % 12]
        if self.since is not None and t < self.since.t:
            ends.append(self.since.t)
        told = [self.tell(month) for month in range(t, t + 1 if self.waits(t) else min(ends))]
        happened = [rows_of_month(self.result, t + i) for i in range(len(told))]
        return kernel.months(self.cohorts.rows(t), PENSIONED, MARKS, told, happened, self.scratch)

    def move_on(self, t: int, months: kernel.Work) -> kernel.Work | None:
        """Move people through months from `t` on, in the order of the specification; the next ones, if they could be
        made ready."""
        if (self.first + t) % 12 == 0:
            self.new_year(self.first + t)
        self.seen(t)
        ready, end = list[kernel.Work](), t + len(months.rows)

        def meanwhile() -> None:
            if end < self.months and self.waits(end):
                self.look_ahead(end)
            elif end < self.months:
                ready.append(self.months_from(end))

        kernel.move(months, meanwhile)
        self.cohorts.newest += len(months.rows)
        if (self.first + end) % 12 == 0:
            self.result.ages[end] = self.cohorts.by_completed_age()
        return ready[0] if ready else None

    def at_the_opening(self) -> Standing:
        """People at the opening, kept for the runs to come."""
        cohorts = Cohorts(self.opening(), self.first, self.months)
        standing = Standing(0, cohorts, cohorts.sources(self.city), people=self.start.people.state)
        if self.since is not None:
            self.since.standings.keep(standing)
        return standing

    def opening(self) -> FloatArray:
        """People at the opening `[AGES, G, S, Q * L]`, the youngest first."""
        return self.start.people.state

    def claiming(self, durations: NDArray[np.int64], shares: FloatArray, back: Back) -> DurationRing:
        """Claimants by duration where the run begins, told as `DurationRing` is."""
        if self.standing.ring is not None:
            return DurationRing(durations, shares, back, self.standing.ring.copy())
        ring = DurationRing(durations, shares, back)
        ring.open(self.standing.cohorts.claimants(self.months))
        return ring

    def claims(self, t: int) -> kernel.Claims:
        """What the kernel is told of the claimants of month `t`."""
        later = youngest_class(self.first + t) - youngest_class(self.first)
        return self.ring.claims(slice(later, later + kernel.BLOCKS))

    def arrive(self, persons: FloatArray, lane: FloatArray, *counted: FloatArray) -> kernel.Arrivals:
        """Arrivals as `coming` tells them; migration is a net belief, so those who leave with their insurance are made
        good by others of their age."""
        replacing = np.array([False, not self.start.closed, False])
        return kernel.Arrivals(ARRIVING, persons, lane, ENTERING, replacing, PORTING, *counted)

    def turning(self, t: int, boys: float | FloatArray) -> kernel.Turning:
        """The end of month `t`: a share of `boys` among the newborn, or `boys[L]`; in a closed group nobody is born."""
        share = np.empty((G, LANES))
        share[0], share[1:] = boys, (1.0 - boys) * self.start.women[:, None]
        share *= self.residents * (0.0 if self.start.closed else 1.0)
        looks = int((self.first + t) % 12 == 11)  # once a year is enough: tiles are years of birth
        return kernel.Turning(share, int(Status.CHILD_OR_STUDENT), self.result.birth[t], looks)

    def exposure(self, births: FloatArray) -> kernel.Exposure:
        """Sums asked of the people, of which some are weighted by births per woman `[G, AGES]`."""
        weights, sees = self.weights(births)
        return self.start.exposure._replace(weights=weights, sees=sees)
