"""Law asked for many persons at once (批量取法定参数): each month that occurs is read once."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Problem
from actuary.law.formulas import Formula
from actuary.law.legislation import Legislation

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
T = TypeVar("T")


class Asked:
    """The months that are asked for (所问月份), so that law is read once for each of them."""

    def __init__(self, months: IntArray) -> None:
        first = int(months.min()) if months.size else 0
        there = np.bincount(months - first) > 0
        self.months = np.flatnonzero(there) + first
        self.place = (np.cumsum(there) - 1)[months - first]

    def number(self, read: Callable[[int], float | None]) -> FloatArray:
        """A number of each person's month; nan where the law does not state any."""
        stated = np.array([_or_nan(read, month) for month in self.months.tolist()], dtype=np.float64)
        return np.asarray(stated[self.place])

    def formulas(self, law: Legislation, name: str) -> Iterator[tuple[Formula, BoolArray]]:
        """Each formula in force in some month, with the persons whose month it is."""
        found: dict[int, tuple[Formula, BoolArray]] = {}
        for index, month in enumerate(self.months.tolist()):
            with suppress(Silent):
                formula = _spoken(lambda month=month: law.formula(name, month))  # type: ignore[misc]
                months = np.zeros(len(self.months), dtype=bool)
                found.setdefault(id(formula.row), (formula, months))[1][index] = True
        for formula, months in found.values():
            yield formula, months[self.place]

    def apply(self, law: Legislation, name: str, *arguments: FloatArray) -> FloatArray:
        """The formula of each person's month on the person's figures; nan where one is nan or no law speaks."""
        found = np.full(self.place.shape, np.nan)
        told = np.isfinite(sum(arguments))
        for formula, who in self.formulas(law, name):
            places = np.flatnonzero(who & told)
            if places.size:
                found[places] = formula(*(argument[places] for argument in arguments))
        return found


class Silent(Exception):  # noqa: N818 - the law does not speak; no fault
    """No row of the law speaks for a month."""


def _spoken(read: Callable[[], T]) -> T:
    """What the law states; raises Silent where it states nothing."""
    try:
        return read()
    except Problem as fault:
        if fault.letters[0].code in ("not_stated", "tail"):
            raise Silent from fault
        raise


def _or_nan(read: Callable[[int], float | None], month: int) -> float:
    try:
        value = _spoken(lambda: read(month))
    except Silent:
        return np.nan
    return np.nan if value is None else value
