"""A study of the pooled city (合并快算): reforms that move people run as lanes of one kernel run, sixteen at a time.

What a lane has over the baseline's lane is put on the baseline by district; money is then reckoned by district and
pool as ever. The people's side is an approximation: districts are added up, so that their own floors and ceilings, and
who lives outside the city, act in the mean alone. Reforms that move nobody are what they are in a full study, to the
last bit.
"""

from collections.abc import Sequence
from functools import partial

from actuary.dated import Reform
from actuary.dated.asked import reached
from actuary.errors import Both, Problem, problem
from actuary.kernels.month import LANES
from actuary.people.lanes import Asking, Lane, project_lanes
from actuary.people.spreading import Ground, ground, spread
from actuary.people.standing import Since, Standings
from actuary.scenarios.study import Moved, Study, begins, key_of
from actuary.valuation.evaluate import growing
from actuary.valuation.prepare import Views, views
from actuary.valuation.run import ProgressTold

TOGETHER = 2 * LANES - 1
"""Sets that two runs of lanes hold, for the first has the baseline in one of them."""
ONE_FOR_ALL = frozenset({"law.resident_pension.pension_age", "basis.fertility.age_shares"})
"""What the kernel is told once for all lanes."""


class PackedStudy(Study):
    """A study whose people move in lanes; `expect` says which sets can move together."""

    kept, pooled = 3 * LANES, True
    _ground: Ground | None = None
    """The baseline that lanes are put on, once the first of them has run."""

    @classmethod
    def of(cls, study: Study) -> "PackedStudy":
        """The same baseline, with people that move in lanes."""
        other = cls.__new__(cls)
        vars(other).update(vars(study))
        other._kept, other._standings = {(): study._kept[()]}, Standings()
        return other

    def expect(self, sets: Sequence[Sequence[Reform]]) -> None:
        """Move the people of all sets that are not moved yet, sixteen at a time."""
        waiting = {key: moving for reforms in sets if (key := key_of(moving := self.moving(reforms))) not in self._kept}
        todo = sorted([*waiting.values()][: self.kept - 1], key=begins)
        while todo:
            room = LANES - (self._ground is None)
            now, todo = todo[:room], todo[room:]
            for moving, moved in zip(now, self._together(now), strict=True):
                self._keep(key_of(moving), moved)

    def _move(self, moving: Sequence[Reform], progress: ProgressTold | None) -> Moved:
        return self._together([moving], progress)[0]

    def _together(self, sets: Sequence[Sequence[Reform]], progress: ProgressTold | None = None) -> list[Moved]:
        """People moved under each of some sets of changes, in the lanes of one run; the first has the baseline too."""
        for moving in sets:
            refuse_one_for_all(moving)
        a, first = self.base.assembled, self._ground is None
        seen = [views(self.prepared, moving) for moving in sets]
        lanes = [self._lane(moving, each) for moving, each in zip(sets, seen, strict=True)]
        tell = (lambda t: progress(t + 1, a.months)) if progress else None
        asked = [*([Lane(self.answers.rates, self.coverage)] if first else []), *lanes]
        asking, told = Asking(self.answers, self.coverage, lanes), zip(sets, seen, lanes, strict=True)
        until = min(self._until(moving, each, lane.coverage)(partial(asking.own, lane)) for moving, each, lane in told)
        since = Since(until, self._standings)
        found = project_lanes(a.start, self.answers, self.coverage, asked, a.first, a.months, tell, since)
        if self._ground is None:
            self._ground = ground(self.base.movement, found)
        places = range(int(first), int(first) + len(lanes))
        movements = spread(self._ground, found, places, [lane.coverage for lane in lanes], until)
        return [
            Moved(a, movement, tuple(group.changes.read for group in each.groups), self.beside())
            for movement, each in zip(movements, seen, strict=True)
        ]

    def _lane(self, moving: Sequence[Reform], seen: Views) -> Lane:
        """The lane of a set of changes, which reach what they change and what grows with it."""
        rates = self.base.assembled.rates.under(seen.law, seen.basis)
        names = {change.name for reform in moving for change in reform.changes}
        return Lane(rates, self._coverage(moving, seen), reached(names, growing(self.base.assembled)))


def kind_of(pooled: bool) -> type[Study]:
    """The kind of study: of the pooled city, or by district."""
    return PackedStudy if pooled else Study


def refuse_one_for_all(reforms: Sequence[Reform]) -> None:
    """What all lanes have in common cannot be changed in one of them."""
    found = [change for reform in reforms for change in reform.changes if change.name in ONE_FOR_ALL]
    if found:
        raise Problem(
            *(
                problem(
                    "not_pooled",
                    message=Both(
                        f"合并快算不能改 {change.name}。", f"{change.name} cannot be changed in a pooled run."
                    ),
                    remedy=Both("请去掉 --pooled，按各区测算。", "Leave --pooled out: districts are then run."),
                    file=change.file,
                    line=change.line,
                    field=change.name,
                )
                for change in found
            )
        )
