"""Cohorts by month of birth (出生队列) as the step moves them: the state, and which of it is not nought."""

from copy import copy

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import month as kernel
from actuary.kernels.month import LANES, WIDTH
from actuary.people.axes import AGES, G, S
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
MARKS = np.array([1, 1, 5, 5, 1, 1, 1, 2, 2, 6, 3, 4, 1, 1, 1])
"""Whose account a status holds."""
PENSIONED = np.array([Status.NEW_RETIREE, Status.RESIDENT_PENSIONER, Status.RESIDENT_WAITING])
"""Statuses of new retirees, of resident pensioners and of those who wait for that."""


class Cohorts:
    """State `[C, G, S, Q * L]`, the oldest first, and `held[C, G, S]`, bits of the totals that are not nought; row
    `newest` is the youngest that is followed."""

    def __init__(self, people: FloatArray, months: int) -> None:
        """`people[AGES, G, S, Q * L]`, the youngest first, with room for the newborn of so many months."""
        self.state = kernel.aligned((AGES + months, G, S, WIDTH))
        self.state[:AGES] = people[::-1]
        self.held = np.zeros(self.state.shape[:3], dtype=np.uint8)
        kernel.look(self.state[:AGES], self.held[:AGES])
        self.newest = AGES - 1

    def apart(self) -> "Cohorts":
        """The same people, to be moved apart."""
        other = copy(self)
        other.state, other.held = kernel.aligned(self.state.shape), self.held.copy()
        other.state[self.rows] = self.living
        return other

    @property
    def rows(self) -> slice:
        """Rows that are followed."""
        return slice(self.newest - AGES + 1, self.newest + 1)

    @property
    def living(self) -> FloatArray:
        """Cohorts that are followed, the oldest first `[A, G, S, Q * L]`."""
        return self.state[self.rows]

    def where(self, status: int, youngest: int) -> slice:
        """Rows that hold somebody of a status, and those between them, of those who are `youngest` or older [month]."""
        first = self.newest - AGES + 1
        held = np.flatnonzero(self.held[first : self.newest - youngest + 1, :, status].any(axis=1))
        return slice(first + int(held[0]), first + int(held[-1]) + 1) if held.size else slice(first, first)

    def by_completed_age(self) -> FloatArray:
        """Persons `[G, S, years, L]` by completed years of age."""
        persons = np.empty((G, S, AGES // 12, LANES))
        kernel.completed(self.state, self.newest, persons)
        return persons

    def merge(self, source: int, target: int, youngest: int) -> None:
        """All of one status go to another, of those who are `youngest` or older [month]."""
        rows = self.where(source, youngest)
        self.state[rows, :, target] += self.state[rows, :, source]
        self.state[rows, :, source] = 0.0
        self.held[rows, :, target] |= self.held[rows, :, source]
        self.held[rows, :, source] = 0

    def turn(self, born: FloatArray) -> None:
        """Month end: the newborn `born[G, L]` take their row, and the open age folds one row."""
        self.newest += 1
        self.state[self.newest, :, Status.CHILD_OR_STUDENT, :LANES] = born
        self.held[self.newest, :, Status.CHILD_OR_STUDENT] = kernel.HAS_PERSONS
        oldest = self.newest - AGES
        self.state[oldest + 1] += self.state[oldest]
        self.held[oldest + 1] |= self.held[oldest]
        self.state[oldest], self.held[oldest] = 0.0, 0
