"""Causes lever by lever (逐项方案归因): reforms that one side alone has, and the pools, on one valuation.

Reforms of both act throughout. Where a reform of the one side and one of the other change a parameter in the same
months, the one takes the place of the other: both at once would mean nothing, so that together they are one cause.
Pools move nobody, so that each kind of them has a study of its own on the same people.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from actuary.dated import Change, Reform
from actuary.dated.namesakes import refuse_namesakes
from actuary.dated.reforms import refuse_clashes
from actuary.errors import Both, Problem, problem
from actuary.scenarios.causes import POOLING, Cause, Side
from actuary.scenarios.outcome import Outcome, same
from actuary.scenarios.packed import TOGETHER, kind_of
from actuary.scenarios.refusals import idle
from actuary.scenarios.study import Study, key_of

EXACT_CAUSES = 10
"""Up to so many causes every combination is run."""


def one_valuation(before: Side, after: Side) -> bool:
    """Whether both sides are one valuation, alike but for reforms and pools."""
    one, other = ({**side.prepared.options, "pooling": None} for side in (before, after))
    return one == other and before.prepared.folder == after.prepared.folder


def not_pooled() -> Problem:
    """Runs of two valuations cannot be moved as lanes of one."""
    message = Both(
        "合并快算只用于同一估值下的改革方案。", "A pooled run splits the reforms of one valuation, and nothing else."
    )
    remedy = Both("请去掉 --pooled。", "Leave --pooled out.")
    return Problem(problem("not_pooled", message=message, remedy=remedy, field="--pooled"))


class Lever(NamedTuple):
    """What one lever of a difference takes away and what it puts in (一项变动)."""

    removed: tuple[Reform, ...]
    added: tuple[Reform, ...]

    @property
    def cause(self) -> Cause:
        """Its name: of what is taken away behind a minus, of what takes its place behind an arrow."""
        gone, come = ("+".join(reform.name for reform in side) for side in self)
        gone_zh, come_zh = ("＋".join(reform.zh for reform in side) for side in self)
        if self.removed and self.added:
            return Cause(f"-{gone}→{come}", f"{gone_zh}改为{come_zh}")
        return Cause(f"-{gone}", f"取消：{gone_zh}") if self.removed else Cause(come, come_zh)


def levers_of(removed: Sequence[Reform], added: Sequence[Reform]) -> list[Lever]:
    """Each reform a lever of its own, but those of both sides that clash, which go together."""
    found = [Lever((reform,), ()) for reform in removed]
    for reform in added:
        clashing = [lever for lever in found if any(_clash(other, reform) for other in lever.removed)]
        gone, come = (tuple(other for lever in clashing for other in lever[side]) for side in (0, 1))
        found = [*(lever for lever in found if lever not in clashing), Lever(gone, (*come, reform))]
    return found


def _clash(one: Reform, other: Reform) -> bool:
    """Whether what two reforms give together hangs on their order, whatever either says of the other."""
    try:
        refuse_clashes((one, other))
        refuse_clashes((other, one))
    except Problem:
        return True
    return any(change.after == one.name for change in other.changes)


class Levers:
    """The levers that two sides differ in, and what a combination of them gives."""

    def __init__(self, before: Side, after: Side, *, pooled: bool) -> None:
        refuse_namesakes((*before.reforms, *after.reforms))
        names = [{reform.name for reform in side.reforms} for side in (before, after)]
        self.shared = names[0] & names[1]
        removed, added = ([r for r in side.reforms if r.name not in self.shared] for side in (before, after))
        self.levers, self.every = levers_of(removed, added), (*removed, *after.reforms)
        study = kind_of(pooled)
        self.studies = [study(before.prepared)]
        self.causes = [lever.cause for lever in self.levers]
        self.reforms = len(self.causes)
        if before.prepared.options["pooling"] != after.prepared.options["pooling"]:
            self.causes.append(POOLING)
            self.studies.append(study(after.prepared))
        if after.reforms:
            self.studies[-1].under(after.reforms)
        groups = self._by_people() if len(self.causes) <= EXACT_CAUSES else []
        self.order = [mask for masks in groups for mask in masks]
        """In which order combinations are best asked for."""
        self._ahead = self._firsts([masks[0] for masks in groups])

    @property
    def inputs(self) -> tuple[dict[str, int], dict[str, int]]:
        """How many of the values that the baseline of each side rests on carry each tag."""
        return self.studies[0].inputs, self.studies[-1].inputs

    def outcome(self, mask: int) -> Outcome:
        """What a combination gives."""
        if mask in self._ahead:
            self._study(mask).expect([self.chosen(each) for each in self._ahead[mask]])
        return self._study(mask).outcome(self.chosen(mask))

    def refuse_idle(self, causes: Iterable[int]) -> None:
        """Raises Problem on a lever, of those whose parts are nought, that changes nothing, neither beside the others
        nor by itself."""
        every = (1 << len(self.causes)) - 1
        for i in causes:
            pairs = ((every, every ^ 1 << i), (1 << i, 0))
            stated = [reform for side in self.levers[i : i + 1] for each in side for reform in each if not reform.empty]
            if stated and all(same(self.outcome(one), self.outcome(other)) for one, other in pairs):
                raise Problem(*(idle(reform, reform.name) for reform in stated))

    def chosen(self, mask: int) -> list[Reform]:
        """The reforms of a combination."""
        on = {reform.name for i, lever in enumerate(self.levers) for reform in lever[mask >> i & 1]} | self.shared
        return [reform for reform in self.every if reform.name in on]

    def _study(self, mask: int) -> Study:
        return self.studies[mask >> self.reforms]

    def _by_people(self) -> list[list[int]]:
        """Combinations by the pools and people that they have in common, pools by pools."""
        found: dict[tuple[int, tuple[Change, ...]], list[int]] = {}
        for mask in range(1 << len(self.causes)):
            people = key_of(self._study(mask).moving(self.chosen(mask)))
            found.setdefault((mask >> self.reforms, people), []).append(mask)
        return [*found.values()]

    def _firsts(self, masks: list[int]) -> dict[int, list[int]]:
        """Combinations before which those to come, on the same pools, may move together."""
        found: dict[int, list[int]] = {}
        for pools in range(len(self.studies)):
            of = [mask for mask in masks if mask >> self.reforms == pools]
            found |= {mask: of[at : at + TOGETHER] for at, mask in enumerate(of) if at % TOGETHER == 0}
        return found
