"""Where a run may start (中途起算): people as the baseline finds them at the beginning of a month, for runs that say
nothing else before it."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.people.asked import Rates
from actuary.people.cohorts import Cohorts
from actuary.people.movement import Movement

FloatArray = NDArray[np.float64]


class Standing(NamedTuple):
    """People at the beginning of month `t` of a run (月初人口): cohorts, claimants by duration, and the opening's
    residents from whom entrants come `[G, AGES]`. At the opening (0) `people` is whom it has, and no claimants are
    told: how long they have drawn is believed by each run."""

    t: int
    cohorts: Cohorts
    sources: FloatArray
    ring: FloatArray | None = None
    people: FloatArray | None = None


class Standings:
    """The people of an opening, and the baseline's at the beginning of some months, the latest that were asked for."""

    most = 4

    def __init__(self) -> None:
        self._kept: dict[int, Standing] = {}
        self.spare: Cohorts | None = None
        """Cohorts that have moved to the end and are no more, in whose room others may be."""

    def __contains__(self, t: int) -> bool:
        return t in self._kept

    def until(self, t: int, people: FloatArray) -> Standing | None:
        """The latest that are not after month `t`; of the opening only those very `people`."""
        months = [n for n, each in self._kept.items() if n <= t and (n or each.people is people)]
        if not months:
            return None
        self._kept[max(months)] = found = self._kept.pop(max(months))
        return found

    def keep(self, standing: Standing) -> None:
        """Keep people, and of the others those that were asked for last."""
        self._kept.pop(standing.t, None)
        self._kept[standing.t] = standing
        while len(self._kept) > self.most:
            del self._kept[next(iter(self._kept))]


class Since(NamedTuple):
    """A run that is the baseline's before month `t` (何时起不同), whose people are kept as they then stand; `before`:
    what happened on the baseline; `rates`: what law and belief say from then on, with the baseline's answers where they
    are the same."""

    t: int
    standings: Standings
    before: Movement | None = None
    rates: Rates | None = None

    def begun(self, people: FloatArray) -> Standing | None:
        """Where the run starts, as it is kept; None: nothing is, of an opening with those people."""
        return self.standings.until(self.t, people)

    def keeps(self, t: int) -> bool:
        """Whether people are kept as they stand at the beginning of month `t`."""
        return t == self.t > 0 and t not in self.standings

    def room(self, kept: Cohorts) -> Cohorts:
        """Room for people who are moved apart: that of those that were moved last."""
        spare, self.standings.spare = self.standings.spare, None
        return kept.room(spare)


def repeat(before: Movement, result: Movement, months: int) -> None:
    """Put what happened in the first `months` of one run into another."""
    for name in ("people", "exposure", "base", "death", "flow", "retired", "arrival", "birth", "account", "records"):
        getattr(result, name)[:months] = getattr(before, name)[:months]
    result.ages.update({t: table for t, table in before.ages.items() if t <= months})
    for group, table in before.coverage.multiplier.items():
        result.coverage.multiplier[group][:months] = table[:months]
    result.coverage.outside[:months] = before.coverage.outside[:months]
    if before.classes is not None and result.classes is not None:
        for there, here in zip(before.classes[1:], result.classes[1:], strict=True):
            here[:months] = there[:months]
