"""Cohorts by month of birth (出生队列) as the step moves them: the state, and which of it is not nought."""

from collections.abc import Callable
from copy import copy
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import BLOCKS, CLASS, LANES, WIDTH
from actuary.kernels.rooms import ROOMS
from actuary.people.axes import AGES, WORKING_FROM, G, S
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
HOLDERS = {
    Status.INSTITUTION_EMPLOYEE: kernel.PUBLIC_INSURED,
    Status.ORGAN_EMPLOYEE: kernel.PUBLIC_INSURED,
    Status.EMPLOYEE_RETIREE: kernel.PENSIONER,
    Status.NEW_RETIREE: kernel.PENSIONER,
    Status.PUBLIC_RETIREE: kernel.PUBLIC_PENSIONER,
    Status.RESIDENT_CONTRIBUTOR: kernel.RESIDENT_INSURED,
    Status.RESIDENT_PENSIONER: kernel.RESIDENT_PENSIONER,
}
MARKS = np.array([HOLDERS.get(status, kernel.INSURED) for status in Status])
"""Whose account a status holds: an insured person's of the employee scheme where nothing else is said."""
PENSIONED = np.array([Status.NEW_RETIREE, Status.RESIDENT_PENSIONER, Status.RESIDENT_WAITING])
"""Statuses of new retirees, of resident pensioners and of those who wait for that."""
RISING = (Status.EMPLOYEE_RETIREE, Status.PUBLIC_RETIREE)
"""Whose pensions rise in January."""


def youngest_class(month: int) -> int:
    """Class of birth of the newborn of a year (当年出生组)."""
    return (month - month % 12 + 11) // CLASS


class Cohorts:
    """State `[C, G, S, Q * L]`, the oldest first, and `held[C, G, S]`, bits of the totals that are not nought; row
    `newest` is the youngest that is followed; `first` is the month in which row AGES - 1 is of age 0 months."""

    def __init__(self, people: FloatArray, first: int, months: int) -> None:
        """`people[AGES, G, S, Q * L]` of month `first`, the youngest first; room for the newborn of so many months."""
        self.first = first
        self.state = kernel.aligned((AGES + months, G, S, WIDTH))
        self.state[:AGES] = people[::-1]
        self.held = np.zeros(self.state.shape[:3], dtype=np.uint8)
        kernel.look(self.state[:AGES], self.held[:AGES])
        self.newest = AGES - 1

    def apart(self, over: "Cohorts | None" = None) -> "Cohorts":
        """The same people, to be moved apart; in the room of other cohorts, which are no more, where there are any."""
        other = self.room(over)
        self.into(other)
        return other

    def room(self, over: "Cohorts | None" = None) -> "Cohorts":
        """Room for the same people: that of other cohorts, which are no more, where there are any."""
        other = copy(self)
        if over is not None and over.state.shape == self.state.shape:
            other.state, other.held = over.state, over.held
        else:
            other.state, other.held = kernel.aligned(self.state.shape), np.zeros_like(self.held)
        return other

    def into(self, room: "Cohorts", meanwhile: Callable[[], None] | None = None) -> None:
        """Put the people into room for them, while something is done that asks neither."""
        kernel.put(self.state, self.held, room.state, room.held, meanwhile)

    @property
    def living(self) -> FloatArray:
        """Cohorts that are followed, the oldest first `[A, G, S, Q * L]`."""
        return self.state[self.newest - AGES + 1 : self.newest + 1]

    def rows(self, t: int) -> kernel.Rows:
        """Cohorts by class of birth as they are after `t` months, for the kernel to move them through a year."""
        youngest = youngest_class(self.first + t)
        bounds = (youngest - BLOCKS + 1 + np.arange(BLOCKS + 1)) * CLASS - self.first + AGES
        bounds[0] = 0  # with all who are older
        return kernel.Rows(self.state, self.held, AGES - 1 + t, bounds, AGES)

    def claimants(self, months: int) -> FloatArray:
        """The unemployed at the opening `[K, G, L]` by the classes of birth of a run of so many months [person]; of
        those who are not born there are none."""
        later = youngest_class(self.first + max(months, 1) - 1) - youngest_class(self.first)
        found = np.zeros((BLOCKS + later, G, LANES))
        for block, (begin, end) in enumerate(pairwise(self.rows(0).bounds)):
            found[block] = self.state[begin:end, :, Status.UNEMPLOYED, :LANES].sum(axis=0)
        return found

    def by_completed_age(self) -> FloatArray:
        """Persons `[G, S, years, L]` by completed years of age."""
        persons = ROOMS.array((G, S, AGES // 12, LANES))
        kernel.completed(self.state, self.held, self.newest, persons)
        return persons

    def sources(self, lanes: int) -> FloatArray:
        """Residents from whom entrants come `[G, AGES]`, the youngest first, of so many lanes added up [person]."""
        persons = self.living[:, :, :, :lanes]
        found = persons[:, :, Status.OTHER_RESIDENT] + persons[:, :, Status.RESIDENT_CONTRIBUTOR]
        return np.asarray(found.sum(axis=2)[::-1].T)

    def pensions(self) -> FloatArray:
        """Pensions in payment before they rise, `[G, 2, 3, A, L]` of `RISING` by part and months of age from the first
        working one on; this year's new pensioners are among them."""
        rows, parts = self.living[: AGES - WORKING_FROM][::-1], slice(kernel.BASIC, kernel.ACCOUNT_PART + LANES)
        held = rows[:, :, RISING, parts]
        held[:, :, 0] += rows[:, :, Status.NEW_RETIREE, parts]
        held = held.reshape(len(rows), G, len(RISING), 3, LANES)
        return np.ascontiguousarray(held.transpose(1, 2, 3, 0, 4))

    def rise(self, rises: FloatArray) -> None:
        """1 January: this year's new pensioners are counted with the others, and pensions in payment, of employees and
        of public staff, are `rises[2, L]` times what they were."""
        kernel.rise(self.state, self.held, self.newest, AGES, Status.NEW_RETIREE, np.array(RISING), rises)
