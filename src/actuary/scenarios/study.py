"""A study (对比测算): one baseline, and what reforms make of it, on the same entrants and the same coverage table.

What moves nobody is not moved again: a reform that speaks only of what the ledgers read keeps the baseline's
people and costs the ledgers alone.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from actuary.dated import Change, PoolingChange, Reform
from actuary.dated.asked import reached
from actuary.errors import Problem
from actuary.months import parse, text
from actuary.people.asked import Remembered, ask
from actuary.people.coverage import Coverage
from actuary.people.employers import ASKED, WEIGHTS
from actuary.people.movement import Movement
from actuary.people.response import COMPLIANCE, DEGREE, TRUTH
from actuary.people.retiring import Retiring
from actuary.people.standing import Since, Standings
from actuary.scenarios.outcome import Case, Outcome, same, valued
from actuary.scenarios.possible import refuse_impossible
from actuary.scenarios.refusals import blamed, idle, outside, reported, same_pools, unread_change
from actuary.valuation.assemble import Assembled
from actuary.valuation.evaluate import growing
from actuary.valuation.known import Known, Read
from actuary.valuation.prepare import Prepared, Views, views
from actuary.valuation.run import ProgressTold, move, take_in
from actuary.valuation.verdict import input_counts

COVERAGE = "basis.coverage."
Asks = Callable[[int], object]
"""Asks law and belief what they say of a month."""


@dataclass
class Moved:
    """People moved under some changes, and which changes were read on the way, by store.

    `known`: what was made of them so far; whatever comes after on the same people starts from it."""

    assembled: Assembled
    movement: Movement
    read: tuple[Read, ...]
    known: Known


class Study:
    """The baseline of a prepared valuation, kept to run reforms against."""

    kept = 16
    """Sets of moved people that are kept in memory."""
    pooled = False
    """Whether people move as the pooled city, an approximation."""

    def __init__(
        self,
        prepared: Prepared,
        coverage: Coverage | None = None,
        progress: ProgressTold | None = None,
        *,
        watch: bool = False,
    ) -> None:
        """`coverage`: a learned table to read; None learns it on the baseline. `watch`: people are kept by class of
        birth, to tell who pays and who gains."""
        self.prepared, self.watch = prepared, watch
        seen = views(prepared)
        a, movement = move(prepared, seen, coverage, progress, watch=watch)
        self.people_read = frozenset(name for group in seen.groups for name in group.used)
        """Parameters that move people: a reform that changes none of them leaves the people as they are."""
        known = Known()
        self.base = valued(prepared, (), seen, a, movement, known)
        self.inputs = input_counts(seen.groups)
        """How many of the values that the baseline read carry each tag."""
        self._learned: dict[tuple[Change, ...], tuple[Coverage, tuple[Read, ...]]] = {}
        self._kept: dict[tuple[Change, ...], Moved] = {}
        self._standings = Standings()
        self._kept[()] = Moved(a, movement, tuple(group.changes.read for group in seen.groups), known)

    @cached_property
    def answers(self) -> Remembered:
        """What the baseline's law and belief say month by month."""
        seen = views(self.prepared)
        rates = self.base.assembled.rates.under(seen.law, seen.basis)
        return Remembered(rates, seen.law.parameters, seen.basis.parameters)

    @property
    def coverage(self) -> Coverage:
        """The table that every run of the study reads."""
        return self.base.movement.coverage

    def under(self, reforms: Sequence[Reform], progress: ProgressTold | None = None, *, part: bool = False) -> Outcome:
        """What reforms in their order give; raises Problem when a change cannot act or the whole changes nothing, which
        a `part` of a larger set may."""
        self._refuse_outside(reforms)
        refuse_impossible(self.prepared, reforms)
        try:
            outcome = self.outcome(reforms, progress)
        except Problem as fault:
            raise blamed(fault, reforms) from fault
        self._refuse_unread(outcome, key_of(reforms))
        self._refuse_same_pools(outcome)
        if not part:
            self._refuse_idle(outcome)
        return outcome

    def refuse_idle_parts(self, outcome: Outcome) -> None:
        """Raises Problem on a reform of several that changes nothing, neither beside the others nor by itself."""
        parts = [reform for reform in outcome.reforms if not reform.empty]
        if len(outcome.reforms) < 2:
            return
        others = [tuple(each for each in outcome.reforms if each is not reform) for reform in parts]
        self.expect(others)
        found = [part for part, rest in zip(parts, others, strict=True) if same(self.outcome(rest), outcome)]
        if letters := [idle(part, part.name) for part in found if same(self.outcome((part,)), self.base)]:
            raise Problem(*letters)

    def outcome(self, reforms: Sequence[Reform], progress: ProgressTold | None = None) -> Outcome:
        """The same without asking whether the reforms act: parts of a set that does."""
        return valued(*self.case(reforms, progress))

    def case(self, reforms: Sequence[Reform], progress: ProgressTold | None = None) -> Case:
        """People as reforms in their order move them, and what is said beside."""
        seen = views(self.prepared, reforms)
        moved = self._moved(reforms, progress)
        for group, read in zip(seen.groups, moved.read, strict=True):
            group.changes.note(read)
        rates = moved.assembled.rates.under(seen.law, seen.basis)
        a = replace(moved.assembled, law=seen.law, basis=seen.basis, rates=rates)
        return Case(self.prepared, tuple(reforms), seen, a, moved.movement, moved.known)

    def expect(self, sets: Sequence[Sequence[Reform]]) -> None:
        """Hear which sets of reforms will be asked for: a study that can runs them together."""

    def _moved(self, reforms: Sequence[Reform], progress: ProgressTold | None) -> "Moved":
        """The people under those changes alone that move them; kept for the next set with the same changes."""
        moving = self.moving(reforms)
        key = key_of(moving)
        if key not in self._kept:
            self._keep(key, self._move(moving, progress))
        return self._kept[key]

    def moving(self, reforms: Sequence[Reform]) -> list[Reform]:
        """Reforms with those changes alone that move people."""
        names = self._read_under(reforms)
        return [
            replace(reform, changes=tuple(change for change in reform.changes if change.name in names))
            for reform in reforms
        ]

    def _keep(self, key: tuple[Change, ...], moved: "Moved") -> None:
        """Keep moved people; of the others the latest, and those of the baseline, stay."""
        if len(self._kept) >= self.kept:
            del self._kept[next(each for each in self._kept if each)]
        self._kept[key] = moved

    def _move(self, moving: Sequence[Reform], progress: ProgressTold | None) -> "Moved":
        """People moved under changes, by district."""
        seen = views(self.prepared, moving)
        coverage = self._coverage(moving, seen)
        grown, known = growing(self.base.assembled), self.beside()
        reaching = [(reached((change.name,), grown), change) for change in key_of(moving)]
        once, until = known.answers.giving(seen.groups, reaching), self._until(moving, seen, coverage)

        def since(a: Assembled) -> Since:
            rates = self.answers.under(a.rates, reached((change.name for change in key_of(moving)), grown))
            t, at_first = until(partial(ask, rates, Retiring())), begins(moving) >= a.first  # else the opening read it
            return Since(t, self._standings, self.base.movement, rates if at_first else None)

        a, movement = move(self.prepared, seen, coverage, progress, watch=self.watch, once=once, since=since)
        return Moved(a, movement, tuple(group.changes.read for group in seen.groups), known)

    def _until(self, moving: Sequence[Reform], seen: Views, coverage: Coverage) -> Callable[[Asks], int]:
        """Tells in how many months people move as on the baseline: in those before the first change, unless what was
        asked so far, or what `asks` of the month before it, looks ahead to a change."""
        a, noted = self.base.assembled, [group.changes.read.keys() for group in seen.groups]

        def months(asks: Asks) -> int:
            t = min(begins(moving) - a.first, a.months)
            if t <= 0 or not coverage.agrees(self.coverage, t):
                return 0
            asks(a.first + t - 1)
            return t if noted == [group.changes.read.keys() for group in seen.groups] else 0

        return months

    def beside(self) -> Known:
        """What is known of other people than the baseline's: what parameters alone make."""
        return Known(answers=self.base.evaluation.known.answers)

    def moves_people(self, reforms: Sequence[Reform]) -> bool:
        """Whether a change is on what the people's projection reads."""
        names = self._read_under(reforms)
        return any(change.name in names for reform in reforms for change in reform.changes)

    def _read_under(self, reforms: Sequence[Reform]) -> frozenset[str]:
        """Parameters that move people under reforms: where payers answer, what they are asked too."""
        asked = any(change.name == DEGREE for reform in reforms for change in reform.changes)
        answers = asked or self.prepared.changes(DEGREE)
        return self.people_read | ({COMPLIANCE, TRUTH, *ASKED, *WEIGHTS} if answers else set())

    def _coverage(self, reforms: Sequence[Reform], seen: Views) -> Coverage:
        """The baseline's table; under another coverage path, the table that is learned with coverage paths alone, which
        counts as read by those who see the reforms."""
        paths = on_coverage(reforms)
        key = key_of(paths)
        if not key:
            return self.coverage
        if key not in self._learned:
            prepared = self.prepared.under(on_coverage(self.prepared.reforms))
            alone = views(prepared, paths)
            coverage = take_in(prepared, *move(prepared, alone, None))
            self._learned[key] = coverage, tuple(group.changes.read for group in alone.groups)
        coverage, read = self._learned[key]
        for group, changes in zip(seen.groups, read, strict=True):
            group.changes.note(changes)
        return coverage

    def _refuse_outside(self, reforms: Sequence[Reform]) -> None:
        """Changes that begin after the last month, or before the first, cannot act in the horizon."""
        first, last = self.prepared.file.opening + 1, parse(self.prepared.options["to"])
        span = f"{text(first)} 至 {text(last)}", f"{text(first)} to {text(last)}"
        letters = [
            outside(change, span, late=change.from_ > last)
            for change in _stated(reforms)
            if not first <= change.from_ <= last
        ]
        if letters:
            raise Problem(*letters)

    def _refuse_unread(self, outcome: Outcome, asked: Collection[Change]) -> None:
        """Changes that nothing read, of those that are asked: what the baseline is made of may begin after its end."""
        groups = outcome.seen.groups
        unread = [change for group in groups for change in group.changes.unread() if change in asked]
        if unread:
            reports = reported(self.prepared.assumptions.triggers)
            raise Problem(*(unread_change(change, outcome.seen.law.parameters, reports) for change in unread))

    def _refuse_idle(self, outcome: Outcome) -> None:
        """Reforms, other than the empty one, after which nothing is different."""
        if outcome.reforms and not all(reform.empty for reform in outcome.reforms) and same(outcome, self.base):
            raise Problem(idle(outcome.reforms[-1], outcome.name))

    def _refuse_same_pools(self, outcome: Outcome) -> None:
        """A pooling that is already in force when it begins."""
        stated = sorted((r.pooling for r in outcome.reforms if r.pooling), key=lambda pooling: pooling.from_)
        before = [self.prepared.options["pooling"], *(pooling.rule for pooling in stated)]
        letters = [
            same_pools(pooling, rule)
            for rule, pooling in zip(before, stated, strict=False)
            if rule == pooling.rule and pooling.share is None
        ]
        if letters:
            raise Problem(*letters)


def key_of(reforms: Sequence[Reform]) -> tuple[Change, ...]:
    """Every change of reforms in their order."""
    return tuple(change for reform in reforms for change in reform.changes)


def begins(moving: Sequence[Reform]) -> int:
    """First month of the changes."""
    return min(change.from_ for change in key_of(moving))


def on_coverage(reforms: Sequence[Reform]) -> list[Reform]:
    """Reforms with their changes of coverage paths alone."""
    return [
        replace(reform, changes=tuple(c for c in reform.changes if c.name.startswith(COVERAGE))) for reform in reforms
    ]


def _stated(reforms: Sequence[Reform]) -> Iterator[Change | PoolingChange]:
    """Everything that reforms change, pools too."""
    for reform in reforms:
        yield from reform.changes
        if reform.pooling is not None:
            yield reform.pooling
