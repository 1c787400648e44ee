"""What the schemes see of the people (参保暴露): sums by month and district of insurance.

The people's state is by residence; the insured are brought to their district of insurance by the shares of
the opening's residence matrix. Resident schemes belong to the district of residence; the few of their pensioners
who live outside the city stay where they were insured.
"""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.month import (
    ACCOUNT,
    ACCOUNT_PART,
    BASIC,
    LANES,
    RESIDENT_ACCOUNT,
    TRANSITIONAL,
    YEARS,
    Exposure,
)
from actuary.people.axes import D
from actuary.people.movement import Movement
from actuary.people.place import insurance_given_residence
from actuary.people.transitions import INDEX_OF, RETIRING
from actuary.vocabulary import Status
from actuary.vocabulary.declared import DECLARED

FloatArray = NDArray[np.float64]
S = Status
RETIRED = (S.EMPLOYEE_RETIREE, S.NEW_RETIREE, S.PUBLIC_RETIREE)
BY_RESIDENCE = (
    S.CHILD_OR_STUDENT,
    S.RESIDENT_CONTRIBUTOR,
    S.RESIDENT_WAITING,
    S.RESIDENT_PENSIONER,
    S.OTHER_RESIDENT,
)

ONES, ACTIVE_COST, RETIRED_COST, BIRTHS, CHILDREN, STUDENTS, ADULTS, AGED, OVER70 = range(9)
OF_OLD_AGE, ACTIVE_COST_BELOW, RETIRED_COST_ABOVE = 9, 10, 11
FIRST_GROUP = 12
GROUPS = tuple((fund, group) for fund in DECLARED for group in range(len(fund.ages)))
"""Age groups of the funds that data declare: each a weight of its own after the others."""
WEIGHTS = FIRST_GROUP + len(GROUPS)
"""Weights by age that the kernel is asked for."""


class Ask(NamedTuple):
    """One weighted sum asked of the kernel: name, status, where the total begins, weight."""

    name: str
    status: Status
    total: int
    weight: int


WORKERS = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE, S.FLEXIBLE_WORKER, S.DORMANT)
ASKS = (
    *(
        Ask(f"{part}.{status.name.lower()}", status, total, ONES)
        for status in (S.EMPLOYEE_RETIREE, S.NEW_RETIREE, S.PUBLIC_RETIREE)
        for part, total in (("basic", BASIC), ("transitional", TRANSITIONAL), ("account", ACCOUNT_PART))
    ),
    Ask("account.resident_pensioner", S.RESIDENT_PENSIONER, ACCOUNT_PART, ONES),
    *(Ask(f"active_cost.{status.name.lower()}", status, 0, ACTIVE_COST) for status in (*WORKERS, S.UNEMPLOYED)),
    Ask("active_cost.insured_elsewhere", S.INSURED_ELSEWHERE, 0, ACTIVE_COST_BELOW),
    *(Ask(f"retired_cost.{status.name.lower()}", status, 0, RETIRED_COST) for status in RETIRED),
    Ask("retired_cost.insured_elsewhere", S.INSURED_ELSEWHERE, 0, RETIRED_COST_ABOVE),
    *(Ask(f"over70.{status.name.lower()}", status, 0, OVER70) for status in (*RETIRED, S.INSURED_ELSEWHERE)),
    Ask("retired.insured_elsewhere", S.INSURED_ELSEWHERE, 0, OF_OLD_AGE),
    *(Ask(f"births.{status.name.lower()}", status, 0, BIRTHS) for status in (*WORKERS, S.INSURED_ELSEWHERE)),
    *(
        Ask(f"{group}.{status.name.lower()}", status, 0, weight)
        for group, weight in (("children", CHILDREN), ("students", STUDENTS), ("adults", ADULTS), ("aged", AGED))
        for status in BY_RESIDENCE
        if (group == "children") or (group == "students") == (status is S.CHILD_OR_STUDENT)
    ),
    *(
        Ask(f"{fund.name.key}:{group}.{status}", Status[status.upper()], 0, FIRST_GROUP + index)
        for index, (fund, group) in enumerate(GROUPS)
        for status in fund.statuses
    ),
)
ASKED = {ask.name: index for index, ask in enumerate(ASKS)}


def exposure(weights: FloatArray) -> Exposure:
    """The kernel's list of asks with their weights `[W, G, AGES]`."""
    return Exposure(
        np.array([ask.status for ask in ASKS]),
        np.array([ask.total for ask in ASKS]),
        np.array([ask.weight for ask in ASKS]),
        weights,
    )


class Seen:
    """Sums by month and district of insurance `[T, D]`."""

    def __init__(self, movement: Movement, active: FloatArray, retired: FloatArray) -> None:
        """`active` and `retired`: persons by residence lane and district of insurance `[L, D]`."""
        self.movement = movement
        self._sums: dict[tuple[object, ...], FloatArray] = {}
        self.months = len(movement.exposure)
        self._active, self._retired = insurance_given_residence(active), insurance_given_residence(retired)
        self._residence = np.eye(LANES, D)
        self._residence[-1] = self._active[-1]
        by_status = movement.people.sum(axis=1)
        self.persons = np.stack([by_status[:, s] @ self.matrix(s) for s in S], axis=1)
        """Persons at the start of each month, and at the end of the last, `[T + 1, S, D]`."""
        self.base = movement.base @ self._active
        """Declared bases by payer and age band `[T, P, 3, D]` [yuan a month]."""
        self.outside = by_status[:, :, -1]
        """Insured who live outside the city `[T + 1, S]`."""

    @cached_property
    def _dead(self) -> FloatArray:
        """Totals of those who died in the month, of all categories `[T, S, Q, L]`."""
        return np.asarray(self.movement.death.sum(axis=1))

    @cached_property
    def _gone(self) -> FloatArray:
        """Totals of those who retired in the month, of all categories and kinds of retirement `[T, O, Q, L]`."""
        return np.asarray(self.movement.retired.sum(axis=(1, 2)))

    def matrix(self, status: Status) -> FloatArray:
        """Share of each district of insurance in each lane of residence `[L, D]` of a status."""
        if status in BY_RESIDENCE:
            return self._residence
        return self._retired if status in RETIRED else self._active

    def _summed(self, key: tuple[object, ...], lanes: Callable[[], FloatArray], matrix: FloatArray) -> FloatArray:
        """Sums by lane of residence `[T, L]` by district of insurance `[T, D]`, made once and read only."""
        if key not in self._sums:
            self._sums[key] = np.asarray(lanes() @ matrix)
            self._sums[key].setflags(write=False)
        return self._sums[key]

    def asked(self, name: str) -> FloatArray:
        """A weighted sum `[T, D]`."""
        place = ASKED[name]
        return self._summed((name,), lambda: self.movement.exposure[:, place], self.matrix(ASKS[place].status))

    def died(self, status: Status, total: int) -> FloatArray:
        """A total of those who died in the month `[T, D]`."""
        place = total // LANES
        return self._summed(("died", status, total), lambda: self._dead[:, status, place], self.matrix(status))

    def moved(self, name: str, total: int, status: Status) -> FloatArray:
        """A total that a transition moved in the month `[T, D]`, seen as of `status`."""
        flow, place = self.movement.flow, (INDEX_OF[name], total // LANES)
        return self._summed((name, total, status), lambda: flow[:, :, *place].sum(axis=1), self.matrix(status))

    @property
    def brought(self) -> FloatArray:
        """Accounts that entrants brought from elsewhere in the month `[T, D]` [yuan]."""
        return np.asarray(self.movement.account[:, 8] @ self._active)

    def retired(self, outcome: int, total: int) -> FloatArray:
        """A total of those who retired in the month with an outcome `[T, D]`."""
        place = outcome, total // LANES
        return self._summed(("retired", *place), lambda: self._gone[:, *place], self._retired)

    def payers(self, payer: int) -> FloatArray:
        """Declared bases of a kind of payer over all ages `[T, D]` [yuan a month]."""
        if ("base", payer) not in self._sums:
            self._sums["base", payer] = self.base[:, payer].sum(axis=1)
            self._sums["base", payer].setflags(write=False)
        return self._sums["base", payer]


AWARDED, BOUGHT, TO_RESIDENT = range(3)
BOUGHT_YEARS = RESIDENT_ACCOUNT
assert len(RETIRING) == 4
assert (YEARS, ACCOUNT) == (LANES, 4 * LANES)
