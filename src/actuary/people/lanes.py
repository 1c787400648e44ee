"""The pooled city in lanes (十六道合并推移): districts added up, sixteen ways to live at once in one run of the kernel.

A lane is whatever answers the driver's questions about a month: a reform, a path of mortality, another belief. What a
lane does not change is asked once for all. Added up, districts keep the floors and ceilings of their own bases in the
mean alone, and who lives outside the city counts as of it; so a lane is read against the first one.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import LANES, PERSONS, TOTALS
from actuary.people.asked import Rates, Remembered
from actuary.people.axes import AGES
from actuary.people.coverage import MOVES, Coverage
from actuary.people.driver import Driver, Start, coming
from actuary.people.last import LastOfEach
from actuary.people.movement import Movement
from actuary.people.moves_by_lane import MovesByLane
from actuary.people.retiring import Retiring
from actuary.people.standing import Since
from actuary.people.transitions import INDEX_OF, PAYERS, RETIRING, no_lane_effect

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


def mean_base(base: FloatArray, weights: FloatArray) -> FloatArray:
    """Bases `[P, Y, L]` of districts averaged to those of the city `[P, Y]`."""
    return np.asarray((base * weights).sum(axis=2))


class LanesProjector(Driver):
    """Moves the pooled city, sixteen lanes at once; the result has them where districts are elsewhere. Coverage is read
    and never learned."""

    city = 1

    def __init__(self, start: Start, asking: Asking, first: int, months: int, since: Since | None = None) -> None:
        super().__init__(start, first, months, since)
        self.asking = asking
        self.means = LastOfEach(partial(mean_base, weights=payers_by_age(start.people.state)))
        self.coming = LastOfEach(partial(coming, start=start))
        self.moves = MovesByLane(self.sources, start.closed)
        self.retiring = Retiring(LANES)
        self.ring = self.claiming(*self.entitled(first + self.begin))
        self.births = np.ones((months, LANES))
        """Births of each lane over those of the baseline."""
        self.of_births = np.flatnonzero(start.exposure.weight == start.birth_weight)

    def opening(self) -> FloatArray:
        """The districts added up, in every lane."""
        return pooled_state(super().opening())

    def tell(self, t: int) -> kernel.Told:
        """What all lanes say of a month."""
        month = self.first + t
        self.asking.ahead(month)
        self.ring.believe(*self.entitled(month))
        self.moves.believe(self.asking.each("hazards", month))
        lane = no_lane_effect()
        outside = self.cover(t, lane)
        motion = self.moves.motion(lane, self.asking.told("brought", "brought", month))
        life, retirement, accrual = self.life(month), self.retirement(month), self.accrual(month)
        born, shared = self.asking.each("birth", month), self.asking.shared("birth", month)
        self.births[t] = [each.sum() / (shared.sum() or 1.0) if each is not shared else 1.0 for each in born]
        turning = self.turning(t, np.array(self.asking.each("boys", month)))
        told = (life, motion, retirement, accrual, self.exposure(shared), self.arrivals(month, outside))
        return kernel.Told(*told, self.claims(t), turning)

    def move_on(self, t: int, months: kernel.Work) -> kernel.Work | None:
        """The same; sums that were weighted by the baseline's births are those of each lane's."""
        ready = super().move_on(t, months)
        self.result.exposure[t : self.now, self.of_births] *= self.births[t : self.now, None]
        return ready

    def new_year(self, month: int) -> None:
        """1 January: pensions in payment rise, and this year's new pensioners are counted from nought."""
        rises = [self.asking.each(question, month) for question in ("indexation", "public_indexation")]
        self.cohorts.rise(1.0 + np.array(rises, dtype=np.float64))

    def life(self, month: int) -> kernel.Life:
        """Deaths and births of a month by lane."""
        return kernel.Life(self.asking.told("death", "death", month), self.asking.told("birth", "birth", month))

    def retirement(self, month: int) -> kernel.Retirement:
        """Who retires this month in each lane, and by which numbers."""
        due, ready, reached = self.retiring(self.asking.each("ages", month), self.asking.each("choice", month), month)
        numbers, divisor = (self.asking.told(name, name, month) for name in ("retirement_numbers", "divisor"))
        return kernel.Retirement(due, ready, reached, np.array(RETIRING), numbers, divisor)

    def accrual(self, month: int) -> kernel.Accrual:
        """What paying adds; bases of the districts averaged by who paid in them at the opening."""
        told = self.asking.each("accrual", month)
        fields = {
            name: self.asking.stacked(f"accrual.{name}", [getattr(each, name) for each in told])
            for name in ("reference", "account_rate", "crediting", "resident_crediting", "resident_credit")
        }
        base = self.asking.stacked("accrual.base", self.means([each.base for each in told]))
        return told[0]._replace(base=base, **fields)  # type: ignore[no-any-return]

    def arrivals(self, month: int, outside: FloatArray) -> kernel.Arrivals:
        """Students and others who come to the city, and entrants to the funds who live outside it."""
        came = self.coming(self.asking.each("migration", month), self.asking.each("hazards", month))
        scale = np.ones((3, LANES))
        scale[2] = outside
        return self.arrive(self.asking.stacked("coming", came), scale)

    def cover(self, t: int, factors: FloatArray) -> FloatArray:
        """Set the factors of coverage `[R, G, L]` as each lane's table has them; entrants who live outside by lane
        [person]."""
        tables = [lane.coverage for lane in self.asking.lanes]
        for group, names in MOVES.items():
            solved = np.array([table.multiplier[group][t] for table in tables])
            self.result.coverage.multiplier[group][t] = solved[0]
            for name in names:
                factors[INDEX_OF[name]] = solved
        self.result.coverage.outside[t] = tables[0].outside[t]
        return np.array([table.outside[t] for table in tables])

    def entitled(self, month: int) -> tuple[NDArray[np.int64], FloatArray, FloatArray]:
        """Durations and shares of the inflow `[B, L]` by entitlement, and chance of work `[L]`, of a month."""
        durations, shares = zip(*self.asking.each("entitlement", month), strict=True)
        back = np.array([each.re_employment for each in self.asking.each("hazards", month)])
        return np.stack(durations, axis=-1), np.stack(shares, axis=-1), back


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
