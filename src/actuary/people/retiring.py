"""Who retires in a month (当月退休): who reaches the statutory age, and who chooses an earlier or a later month."""

from collections.abc import Sequence
from itertools import cycle
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.choices import retire
from actuary.kernels.layout import LINE
from actuary.kernels.rooms import Rooms
from actuary.law.legislation import BORN
from actuary.law.retirement import Retirement
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G
from actuary.people.transitions import Choice

FloatArray = NDArray[np.float64]
TABLED = 120
"""Months for which tables by month of birth are cut out at once."""
STAND = 24
"""Months that were told last and stand: of a year through which people move, and of the next, which is asked for."""
NOUGHTS = Rooms(most=64 * 1024 * 1024)
"""Memory of those months, each with the age by category to before which it is nought; it is nought outside the working
ages, which alone are written."""


def months_of(ages: Retirement, born: slice) -> FloatArray:
    """Months `[4, G, B]`, of some months of birth, in which the age is reached, the earliest and the latest of a
    choice, and in which it would be reached without a delay."""
    month, earliest, latest, delay = (f[:, born] for f in (ages.month, ages.earliest, ages.latest, ages.delay))
    return np.stack((month, earliest, latest, month - delay)).astype(np.float64)


class Retirees(NamedTuple):
    """Who retires in a month, by category and months of age at its start, `[G, AGES]`, or by lane `[G, AGES, N]`
    (当月退休的人): share that is tested for the minimum years because its month has come, share that retires without
    the test, and one where the month is that of the age."""

    due: FloatArray
    ready: FloatArray
    reached: FloatArray


class Retiring:
    """Tells who retires, of one way to live or of several. What it told of a month stands while those of a year are
    told, twice over; then it is told over."""

    def __init__(self, lanes: int | None = None) -> None:
        """`lanes`: how many; None: one, and no axis of them."""
        self.lanes = lanes
        shape = len(Retirees._fields), G, AGES, lanes or 1
        rooms = NOUGHTS.array((STAND, LINE + int(np.prod(shape))))
        self._rooms = cycle([(room[:G], room[LINE:].reshape(shape)) for room in rooms])
        self._ages: Sequence[Retirement] = ()
        self._tables = self._acting = np.empty(0)
        self._until = range(0)

    def __call__(self, ages: Sequence[Retirement], choices: Sequence[Choice], month: int) -> Retirees:
        """Of the lanes' tables by month of birth `[G, BORN]` and their choices.

        Special jobs and illness retire in the months before the age that no delay has moved: law states theirs apart
        (国发〔1978〕104号). Where the schedule lets people choose: a share of those who may retire before the age does
        so, evenly over the months in which they may; a share of those who reach the age works on, leaves at the rate of
        those who pay on, and all of them at the latest month allowed.
        """
        same = len(ages) == len(self._ages) and all(a is b for a, b in zip(ages, self._ages, strict=True))
        if not same or month not in self._until:
            self._until = range(month, month + TABLED)
            born = slice(month - WORKING_TO - BORN.start, month + TABLED - WORKING_FROM - BORN.start)
            self._ages, self._tables = ages, np.stack([months_of(each, born) for each in ages], axis=-1)
            self._acting = np.stack((self._tables.min(axis=(0, -1)), self._tables.max(axis=(0, -1))))
        made = dict.fromkeys(choices)
        which = np.array([[*made].index(choice) for choice in choices])
        youngest, chosen = month - 1 - self._until.start + WORKING_TO, np.array([*made], dtype=np.float64)
        written, told = next(self._rooms)
        working = WORKING_FROM, WORKING_TO
        retire(self._tables, self._acting, chosen, which, month, youngest, working, written, told)
        return Retirees(*(told if self.lanes else told[..., 0]))
