"""The pooled city in lanes (十六道合并推移): districts added up, sixteen ways to live at once in one run of the kernel.

A lane is whatever answers the driver's questions about a month: a reform, a path of mortality, another belief. What a
lane does not change is asked once for all. Added up, districts keep the floors and ceilings of their own bases in the
mean alone, and who lives outside the city counts as of it; so a lane is read against the first one.
"""

from collections.abc import Callable, Sequence
from operator import is_
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import LANES, PERSONS, TOTALS
from actuary.people.asked import Rates, Remembered
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G, by_month
from actuary.people.cohorts import MARKS, PENSIONED, Cohorts
from actuary.people.coverage import MOVES, Coverage
from actuary.people.movement import Movement, allocate, nothing, rows_of_month
from actuary.people.moves_by_lane import MovesByLane
from actuary.people.project import ARRIVING, ENTERING, PORTING, Start, account_records
from actuary.people.retiring import Retirees, Retiring
from actuary.people.ring import DurationRing
from actuary.people.standing import Since, Standing, begun
from actuary.people.transitions import INDEX_OF, PAYERS, RETIRING, Hazards, no_lane_effect
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
MONTHLY = (
    "hazards",
    "entitlement",
    "birth",
    "death",
    "ages",
    "choice",
    "retirement_numbers",
    "divisor",
    "brought",
    "accrual",
    "migration",
    "boys",
)
"""What is asked of every month."""


class Lane(NamedTuple):
    """One way to live (一道): its law and beliefs, the coverage table that it reads, and the parameters in which it
    may answer otherwise than the baseline does."""

    rates: Rates
    coverage: Coverage
    reach: frozenset[str] = frozenset()


class Asking:
    """Asks sixteen lanes: who changes nothing of what an answer rests on is given the baseline's."""

    def __init__(self, shared: Remembered, coverage: Coverage, lanes: Sequence[Lane]) -> None:
        """`shared`, `coverage`: what the baseline says, which stands in spare lanes too."""
        self.shared = shared
        self.lanes = [*lanes, *[Lane(shared.rates, coverage)] * (LANES - len(lanes))]
        self._ahead: dict[str, tuple[int, list[Any]]] = {}
        self._reached: dict[str, tuple[int, list[int]]] = {}
        self._stacks: dict[str, tuple[list[Any], FloatArray]] = {}

    def each(self, question: str, month: int) -> list[Any]:
        """The answers of the sixteen; the very same object where lanes cannot differ."""
        asked, answers = self._ahead.get(question, (None, []))
        if asked == month:
            return answers
        answers = [self.shared(question, month)] * LANES
        for lane in self.reached(question):
            answers[lane] = getattr(self.lanes[lane].rates, question)(month)
        return answers

    def reached(self, question: str) -> list[int]:
        """Lanes that change something on which the answers so far rest."""
        names = self.shared.rests_on(question)
        known, lanes = self._reached.get(question, (-1, []))
        if known != len(names):
            lanes = [k for k, lane in enumerate(self.lanes) if not lane.reach.isdisjoint(names)]
            self._reached[question] = len(names), lanes
        return lanes

    def ahead(self, month: int) -> None:
        """Ask all that is asked of every month before it is needed."""
        self._ahead = {question: (month, self.each(question, month)) for question in MONTHLY}

    def own(self, lane: Lane, month: int) -> list[Any]:
        """What a lane may answer otherwise than the baseline does, of all that is asked of every month."""
        for question in MONTHLY:
            self.shared(question, month)
        reached = (question for question in MONTHLY if self.shared.reaches(lane.reach, question))
        return [getattr(lane.rates, question)(month) for question in reached]

    def stacked(self, name: str, answers: Sequence[Any]) -> FloatArray:
        """Arrays of the lanes with an axis of lanes more, the last; made anew only where one is another than before."""
        known = self._stacks.get(name)
        if known is not None and all(a is b for a, b in zip(known[0], answers, strict=True)):
            return known[1]
        first = np.asarray(answers[0], dtype=np.float64)
        if known is not None and known[1].shape[:-1] == first.shape:
            result = known[1]
        else:
            result = np.empty((*first.shape, LANES))
        result[...] = first[..., None]
        for lane, answer in enumerate(answers):
            if answer is not answers[0]:
                result[..., lane] = answer
        self._stacks[name] = [*answers], result
        return result

    def told(self, name: str, question: str, month: int) -> FloatArray:
        """The answers to a question, stacked."""
        return self.stacked(name, self.each(question, month))


def pooled_state(state: FloatArray) -> FloatArray:
    """The districts of a state `[A, G, S, Q * L]` added up, the same sum in every lane."""
    cells = state.reshape(*state.shape[:3], TOTALS, LANES).sum(axis=-1, keepdims=True)
    return np.ascontiguousarray(np.broadcast_to(cells, (*cells.shape[:-1], LANES))).reshape(state.shape)


def payers_by_age(state: FloatArray) -> FloatArray:
    """Weights `[P, Y, L]` by which bases of districts are averaged: payers by completed age; of an age without any, all
    payers of the kind."""
    persons = state[:, :, PAYERS, PERSONS:LANES].sum(axis=1)
    ages = persons.reshape(AGES // 12, 12, len(PAYERS), LANES).sum(axis=1).transpose(1, 0, 2)
    everyone = ages.sum(axis=1, keepdims=True) + 1e-9
    weights = np.where(ages.sum(axis=2, keepdims=True) > 0, ages, everyone)
    return np.asarray(weights / weights.sum(axis=2, keepdims=True))


class LanesProjector:
    """Moves the pooled city month by month, sixteen lanes at once; coverage is read and never learned."""

    def __init__(self, start: Start, asking: Asking, first: int, months: int, since: Since | None = None) -> None:
        self.start, self.asking, self.first, self.months, self.since = start, asking, first, months, since
        standing = begun(since)
        if standing is None:
            self.begin, self.cohorts = 0, Cohorts(pooled_state(start.people.state), months)
            rows = self.cohorts.living
            sources = rows[:, :, (Status.OTHER_RESIDENT, Status.RESIDENT_CONTRIBUTOR), PERSONS].sum(axis=2)[::-1].T
        else:
            self.begin, self.cohorts, sources = standing.t, standing.apart(since), standing.sources
        self.weights = payers_by_age(start.people.state)
        self.means: dict[int, tuple[FloatArray, FloatArray]] = {}
        self.moves = MovesByLane(sources, start.closed)
        self.retiring = Retiring(LANES)
        self.retirees = self.look_ahead(first + self.begin)
        self.arriving = np.zeros((len(ARRIVING), G, AGES, LANES))
        self.believed: tuple[object, ...] | None = None
        self._entrants: dict[int, tuple[Hazards, FloatArray]] = {}
        self.lane = no_lane_effect()
        self.ring = self.opening_ring()
        if standing is not None:
            self.ring.ring = standing.ring.copy()
        self.exposure = start.exposure._replace(weights=start.exposure.weights.copy())
        self.of_births = start.exposure.weight == start.birth_weight
        self.result = allocate(months, len(start.exposure.status))
        self.sums = nothing(len(start.exposure.status), kernel.BLOCKS)

    def run(self, progress: Callable[[int], None] | None = None) -> Movement:
        """The whole projection, lanes where districts are elsewhere; `progress` is told each finished month."""
        if self.begin == 0:
            self.result.ages[0] = self.cohorts.by_completed_age()
        for t in range(self.begin, self.months):
            if self.since is not None and t == self.since.t and t not in self.since.standings:
                self.since.standings.keep(Standing(t, self.cohorts.apart(), self.ring.ring.copy(), self.moves.sources))
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
        """Month `t`, in the order of the specification."""
        month = self.first + t
        if month % 12 == 0:
            self.new_year(month)
        hazards = self.asking.each("hazards", month)
        self.ring.believe(*self.entitled(month, hazards))
        life, births = self.life(month)
        retirement = self.retirement(month)
        self.lane[INDEX_OF["exhaust_benefit"]] = self.ring.exhausting()
        outside = self.cover(t)
        happened = rows_of_month(self.result, t)
        kernel.step(
            self.cohorts.state,
            self.cohorts.held,
            self.cohorts.newest,
            AGES,
            PENSIONED,
            MARKS,
            life,
            self.moves.motion(self.lane, self.asking.told("brought", "brought", month)),
            retirement,
            self.accrual(month),
            self.exposure,
            self.arrivals(month, hazards, outside),
            self.sums,
            happened,
            meanwhile=lambda: self.ask_ahead(t + 1),
        )
        happened.exposure[self.of_births] *= births
        self.close(t, happened.birth, np.array(self.asking.each("boys", month)))
        self.ring.follow(happened)
        if (month + 1) % 12 == 0:
            self.result.ages[t + 1] = self.cohorts.by_completed_age()

    def ask_ahead(self, t: int) -> None:
        """What law and belief say of month `t`, asked while the people move through the month before."""
        if t < self.months:
            self.asking.ahead(self.first + t)
            self.retirees = self.look_ahead(self.first + t)

    def new_year(self, month: int) -> None:
        """1 January: pensions in payment rise, and this year's new pensioners are counted from nought."""
        rises = [self.asking.each(question, month) for question in ("indexation", "public_indexation")]
        self.cohorts.rise(1.0 + np.array(rises, dtype=np.float64))

    def life(self, month: int) -> tuple[kernel.Life, FloatArray]:
        """Deaths and births of a month by lane; and births of each lane over those of the baseline, whose weights of
        births they multiply."""
        born, shared = self.asking.each("birth", month), self.asking.shared("birth", month)
        self.exposure.weights[self.start.birth_weight] = shared
        whole = shared.sum()
        births = np.array([each.sum() / whole if each is not shared and whole else 1.0 for each in born])
        return kernel.Life(self.asking.told("death", "death", month), self.asking.stacked("birth", born)), births

    def retirement(self, month: int) -> kernel.Retirement:
        """Who retires this month in each lane, and by which numbers; rewrites the probabilities of those who do."""
        self.moves.retire()
        numbers, divisor = (self.asking.told(name, name, month) for name in ("retirement_numbers", "divisor"))
        return kernel.Retirement(self.retirees.due, self.retirees.ready, np.array(RETIRING), numbers, divisor)

    def look_ahead(self, month: int) -> Retirees:
        """Who retires in a month, whose moves are made ready."""
        self.moves.believe(self.asking.each("hazards", month))
        retirees = self.retiring(self.asking.each("ages", month), self.asking.each("choice", month), month)
        ages = np.array([each[kernel.RESIDENT_AGE] for each in self.asking.each("retirement_numbers", month)])
        self.moves.make_ready(retirees.reached, ages)
        return retirees

    def accrual(self, month: int) -> kernel.Accrual:
        """What paying adds; bases of the districts averaged by who paid in them at the opening."""
        told = self.asking.each("accrual", month)
        bases = {id(each.base): each.base for each in told}
        self.means = {
            key: self.means.get(key) or (base, (base * self.weights).sum(axis=2)) for key, base in bases.items()
        }
        fields = {
            name: self.asking.stacked(f"accrual.{name}", [getattr(each, name) for each in told])
            for name in ("reference", "account_rate", "crediting", "resident_crediting", "resident_credit")
        }
        base = self.asking.stacked("accrual.base", [self.means[id(each.base)][1] for each in told])
        return told[0]._replace(base=base, **fields)  # type: ignore[no-any-return]

    def arrivals(self, month: int, hazards: Sequence[Hazards], outside: FloatArray) -> kernel.Arrivals:
        """Who comes: students, others with those who make good the leavers with insurance, entrants from outside."""
        self.come(self.asking.each("migration", month), hazards)
        scale = np.ones((3, LANES))
        scale[2] = outside
        replacing = np.array([False, not self.start.closed, False])
        return kernel.Arrivals(ARRIVING, self.arriving, scale, ENTERING, replacing, PORTING)

    def come(self, migration: Sequence[FloatArray], hazards: Sequence[Hazards]) -> None:
        """Note students, others and entrants who come by belief; anew only where a lane believes something else."""
        believed = (*migration, *hazards)
        if self.believed is not None and all(map(is_, believed, self.believed)):
            return
        self.believed = believed
        self.arriving[2] = self.asking.stacked("entry", [self.entrants(each) for each in hazards])
        if not self.start.closed:
            came = np.maximum(self.asking.stacked("migration", migration), 0.0)
            self.arriving[0] = came * self.asking.stacked("student", [each.student for each in hazards])
            self.arriving[1] = came - self.arriving[0]

    def entrants(self, hazards: Hazards) -> FloatArray:
        """How those who live outside and enter spread over categories and ages `[G, AGES]`; they add up to one."""
        if id(hazards) not in self._entrants:
            entry = by_month(hazards.entry_keys, hazards.entry)
            table = entry[None, :] * self.start.sexes() * (np.arange(AGES)[None, :] < 600)
            self._entrants[id(hazards)] = hazards, table / table.sum()
        return self._entrants[id(hazards)][1]

    def working(self) -> FloatArray:
        """Cohorts of working age `[A, G, S, Q * L]`, the oldest first."""
        return self.cohorts.living[AGES - WORKING_TO : AGES - WORKING_FROM]

    def claimants(self) -> FloatArray:
        """The unemployed `[G, L]` [person]."""
        return np.asarray(self.working()[:, :, Status.UNEMPLOYED, PERSONS:LANES].sum(axis=0))

    def cover(self, t: int) -> FloatArray:
        """Set the factors of coverage as each lane's table has them; entrants who live outside by lane [person]."""
        tables = [lane.coverage for lane in self.asking.lanes]
        for group, names in MOVES.items():
            solved = np.array([table.multiplier[group][t] for table in tables])
            self.result.coverage.multiplier[group][t] = solved[0]
            for name in names:
                self.lane[INDEX_OF[name]] = solved
        self.result.coverage.outside[t] = tables[0].outside[t]
        return np.array([table.outside[t] for table in tables])

    def opening_ring(self) -> DurationRing:
        """Claimants by duration, all lanes in one ring."""
        month = self.first + self.begin
        return DurationRing(self.claimants(), *self.entitled(month, self.asking.each("hazards", month)))

    def entitled(self, month: int, hazards: Sequence[Hazards]) -> tuple[NDArray[np.int64], FloatArray, FloatArray]:
        """Durations and shares of the inflow `[B, L]` by entitlement, and chance of work `[L]`, of a month."""
        durations, shares = zip(*self.asking.each("entitlement", month), strict=True)
        back = np.array([each.re_employment for each in hazards])
        return np.stack(durations, axis=-1), np.stack(shares, axis=-1), back

    def close(self, t: int, born: FloatArray, boys: FloatArray) -> None:
        """Month end: the newborn `born[L]` take their row, a share of `boys[L]` among them; the open age folds one."""
        if self.start.closed:
            born[:] = 0.0
        self.result.birth[t, 0] = born * boys
        self.result.birth[t, 1:] = born * (1.0 - boys) * self.start.women[:, None]
        self.cohorts.turn(self.result.birth[t])


def project_lanes(
    start: Start,
    shared: Remembered,
    coverage: Coverage,
    lanes: Sequence[Lane],
    first: int,
    months: int,
    progress: Callable[[int], None] | None = None,
    since: Since | None = None,
) -> Movement:
    """Move the pooled opening people `months` months from month `first` along up to sixteen lanes; all are the
    baseline's before `since`, where the result may begin.

    `shared`, `coverage`: what the baseline says, from which lanes differ by what they reach. The result has lanes where
    districts are elsewhere; in spare ones stands the baseline.
    """
    return LanesProjector(start, Asking(shared, coverage, lanes), first, months, since).run(progress)
