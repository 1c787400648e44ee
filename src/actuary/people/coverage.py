"""Coverage (参保覆盖): multipliers learned once on the baseline, and read by every run after it.

Past the last target entry stays at the mean of the twelve months before, and nobody is removed any more.

A month's multipliers close the gap between the insured and the coverage path evenly over the months that
remain; they scale entry rates (or exit rates, when a path falls), so that people are moved, never invented.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.people.transitions import INDEX_OF, PORT_OUT
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status

ENTERPRISE = (
    S.ENTERPRISE_EMPLOYEE,
    S.FLEXIBLE_WORKER,
    S.DORMANT,
    S.UNEMPLOYED,
    S.EMPLOYEE_RETIREE,
    S.NEW_RETIREE,
)
PUBLIC_ACTIVE = (S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE)
PUBLIC = (*PUBLIC_ACTIVE, S.PUBLIC_RETIREE)
RESIDENT = (S.RESIDENT_CONTRIBUTOR, S.RESIDENT_WAITING, S.RESIDENT_PENSIONER)
GROUPS = ("public", "employee_entry", "employee_exit", "resident_entry", "resident_exit", "elsewhere")
MOVES = {
    "public": ("enter_institution", "enter_organ"),
    "employee_entry": (
        "enter_enterprise",
        "enter_enterprise_from_resident",
        "enter_flexible",
        "enter_flexible_from_resident",
    ),
    "employee_exit": ("withdraw",),
    "resident_entry": ("join_resident_pension",),
    "resident_exit": ("leave_resident_pension",),
    "elsewhere": ("enter_elsewhere",),
}
LARGEST = 40.0
"""A multiplier above this is refused and the rest of the gap stays open, and is reported."""


@dataclass(frozen=True)
class CoverageTargets:
    """Persons insured at `month` (the month index whose end is meant): public active, employee pension with
    the public staff, resident pension, insured elsewhere [person]."""

    month: int
    public_active: float
    employee_pension: float
    resident_pension: float
    insured_elsewhere: float


class Open(NamedTuple):
    """What is open to a fund's coverage path (可扩面人数), all `[T + 1]` [person]: the path, members without it, who of
    the others may join, and who of the members may leave."""

    path: FloatArray
    members: FloatArray
    others: FloatArray
    leavers: FloatArray

    def proportion(self) -> FloatArray:
        """Share of the others who join so that the path is met or, below nought, of the leavers who go; where the path
        is not stated (NaN), the last that is."""
        need = self.path - self.members
        joining = np.clip(of_those(need, self.others), 0.0, 1.0)
        leaving = np.clip(of_those(-need, self.leavers), 0.0, 1.0)
        stated = np.maximum.accumulate(np.where(np.isnan(need), 0, np.arange(len(need))))
        return np.asarray((joining - leaving)[stated])

    def until(self, size: int) -> "Open":
        """The same of the first months alone."""
        return Open(*(each[:size] for each in self))


class Membership(NamedTuple):
    """How a fund's members follow its coverage path (参保收口), as learned: `proportion[T + 1]` as of `Open`, and the
    people on whom it was learned; None where only the proportion is known."""

    proportion: FloatArray
    open: Open | None = None


def of_those(part: FloatArray, whole: FloatArray) -> FloatArray:
    """Part over whole; nought where there is nobody."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0.0)


@dataclass
class Coverage:
    """The learned table: `multiplier[group][T]`, `outside[T]` entrants who live outside the city [person], and how the
    members of each fund follow its path, where people alone do not bring them."""

    multiplier: dict[str, FloatArray]
    outside: FloatArray
    membership: dict[str, Membership] = field(default_factory=dict)

    def follow(self, fund: str, open_: Open) -> FloatArray:
        """The proportion `[T + 1]` by which a fund's members follow its path: learned on the first people who are seen,
        those of the baseline, and read by all others, so that nobody's reform is undone by fitting; under another path
        it is learned on the baseline's people."""
        known, size = self.membership.get(fund), len(open_.path)
        if known is None or known.open is None:
            told = open_.proportion()
            if known is not None:
                told = np.concatenate((told[:1], known.proportion[1:size]))
            self.membership[fund] = Membership(told, open_)
            return told
        learned = known.open.until(size)
        if np.array_equal(learned.path, open_.path, equal_nan=True):
            return np.asarray(known.proportion[:size])
        return learned._replace(path=open_.path).proportion()

    @classmethod
    def empty(cls, months: int) -> "Coverage":
        """A table of noughts, to be learned."""
        return cls({group: np.zeros(months) for group in GROUPS}, np.zeros(months))

    def agrees(self, other: "Coverage", months: int) -> bool:
        """Whether both say the same in the first `months`."""
        tables = ((self.outside, other.outside), *((self.multiplier[g], other.multiplier[g]) for g in GROUPS))
        return all(np.array_equal(one[:months], another[:months]) for one, another in tables)


def stock(people: FloatArray, statuses: tuple[Status, ...]) -> float:
    """Persons in the statuses; `people[S]`."""
    return float(sum(people[status] for status in statuses))


class Learner:
    """Finds a month's multipliers from what each move would do at a multiplier of one."""

    def __init__(self, targets: CoverageTargets, away: float) -> None:
        self.targets = targets
        self.away = away / (1.0 - away)

    def solve(
        self, month: int, people: FloatArray, moves: FloatArray, deaths: FloatArray, short: float
    ) -> dict[str, float]:
        """Multipliers of the month by group; `people[S]`, `moves[R]`, `deaths[S]` persons, `short` those who will
        move to the resident scheme for want of years."""

        def of(group: str) -> float:
            return float(sum(moves[INDEX_OF[name]] for name in MOVES[group]))

        def lost(statuses: tuple[Status, ...]) -> float:
            return stock(deaths, statuses)

        left = max(self.targets.month - month + 1, 1)
        solved = dict.fromkeys(GROUPS, 0.0)
        retiring = float(moves[INDEX_OF["retire_institution"]] + moves[INDEX_OF["retire_organ"]])
        active = stock(people, PUBLIC_ACTIVE)
        need = (self.targets.public_active - active) / left + lost(PUBLIC_ACTIVE) + retiring
        solved["public"] = ratio(need, of("public"))
        public_change = of("public") * solved["public"] - lost(PUBLIC)
        public_then = stock(people, PUBLIC) + public_change * left
        insured = stock(people, ENTERPRISE)
        goal = self.targets.employee_pension - public_then
        natural = -lost(ENTERPRISE) - short - float(sum(moves[INDEX_OF[name]] for name in PORT_OUT))
        need = (goal - insured) / left - natural
        entrants = of("employee_entry") * (1.0 + self.away)
        solved["employee_entry"] = ratio(max(need, 0.0), entrants)
        solved["employee_exit"] = ratio(max(-need, 0.0), of("employee_exit"))
        residents = stock(people, RESIDENT)
        from_resident = moves[INDEX_OF["enter_enterprise_from_resident"]]
        from_resident += moves[INDEX_OF["enter_flexible_from_resident"]]
        natural = short - lost(RESIDENT) - float(from_resident) * solved["employee_entry"]
        natural += float(moves[INDEX_OF["retire_other"]])
        need = (self.targets.resident_pension - residents) / left - natural
        solved["resident_entry"] = ratio(max(need, 0.0), of("resident_entry"))
        solved["resident_exit"] = ratio(max(-need, 0.0), of("resident_exit"))
        elsewhere = float(people[S.INSURED_ELSEWHERE])
        need = (self.targets.insured_elsewhere - elsewhere) / left + float(deaths[S.INSURED_ELSEWHERE])
        solved["elsewhere"] = ratio(need, of("elsewhere"))
        return solved


def ratio(need: float, base: float) -> float:
    """Multiplier that makes `base` meet `need`, kept between nought and the largest allowed."""
    return min(max(need / base, 0.0), LARGEST) if base > 0 else 0.0
