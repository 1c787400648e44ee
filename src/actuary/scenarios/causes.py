"""Causes by source (变动来源): law, beliefs, people or experience, pooling, where two runs differ in them.

Law of one run with beliefs of the other needs what each states of its own: a belief of which one side has no row (it
goes with law that only the other knows) is lent, and so is, where the openings differ, what is stated later only.
Where an opening comes with beliefs fitted to it, they and the law known then are its experience, too.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from actuary.dated import DatedParameter, DatedValue, Reform
from actuary.errors import Both, Problem, problem
from actuary.months import parse
from actuary.scenarios.outcome import Outcome, valued
from actuary.valuation.known import Rows
from actuary.valuation.prepare import Prepared, by_room, mixed
from actuary.valuation.run import move, take_in


@dataclass(frozen=True)
class Cause:
    """One cause of a change (变动原因), in both languages."""

    name: str
    zh: str


LAW, BELIEF = Cause("law", "法定参数"), Cause("belief", "精算假设")
PEOPLE, EXPERIENCE = Cause("people", "人口与期初数据"), Cause("experience", "实际经验")
POOLING, METHOD = Cause("pooling", "统筹办法"), Cause("method", "计算程序")


@dataclass(frozen=True)
class Side:
    """One of the two runs (对比一方): a prepared valuation and the reforms on it."""

    prepared: Prepared
    reforms: tuple[Reform, ...] = ()
    written: Rows | None = None
    """What another version of the program wrote of it."""

    @property
    def files(self) -> list[Path]:
        """Every file that the run rests on."""
        return [*self.prepared.inputs, *(reform.path for reform in self.reforms)]

    def ending(self, to: str) -> "Side":
        """The same run with another last month."""
        return replace(self, prepared=replace(self.prepared, options={**self.prepared.options, "to": to}))

    def stated(self, room: int) -> list[tuple[str, Path]]:
        """Reforms that change law (0) or belief (1)."""
        return [(each.name, each.path) for each in self.reforms if by_room(each.changes)[room].all]

    @property
    def pools(self) -> tuple[str, list[tuple[str, Path]]]:
        """Whose ledgers are kept, and the reforms that state others."""
        stated = [(each.name, each.path) for each in self.reforms if each.pooling is not None]
        return str(self.prepared.options["pooling"]), stated


def to_one_end(before: Side, after: Side) -> tuple[Side, Side]:
    """Both runs to the earlier of their last months, where both still are runs."""
    to = min(side.prepared.options["to"] for side in (before, after))
    one, two = (side.ending(to) if parse(to) > side.prepared.file.opening else side for side in (before, after))
    return one, two


def sources(before: Side, after: Side) -> tuple[list[Cause], Callable[[int], Outcome]]:
    """The causes in which the sides differ, and what a combination of them gives; each learns its coverage, without its
    reforms."""
    causes = differing(before, after)

    def outcome_of(mask: int) -> Outcome:
        later = {cause for i, cause in enumerate(causes) if mask >> i & 1}

        def chosen(*any_of: Cause) -> Side:
            return after if later & set(any_of) else before

        people = chosen(PEOPLE, EXPERIENCE)
        law, belief = (people, people) if _joined(before, after) else (chosen(LAW), chosen(BELIEF))
        try:
            return _mixed(law, belief, people, chosen(POOLING), (before, after))
        except Problem as fault:
            if law is belief is people:
                raise
            for side in (before, after):
                _mixed(side, side, side, side, (before, after))  # its own letter, where it is no run by itself
            raise _no_mixture(law, belief, people, fault) from fault

    return causes, outcome_of


def _no_mixture(law: Side, belief: Side, people: Side, fault: Problem) -> Problem:
    """The law, beliefs and people of two runs that no run can have together."""
    names = [str(each.prepared.options["valuation"]) for each in (law, belief, people)]
    zh, en = (fault.letters[0].message.said(language) for language in ("zh", "en"))
    message = Both(
        f"{names[0]} 的法规、{names[1]} 的假设与 {names[2]} 的人口合不成一次测算。{zh}",
        f"The law of {names[0]}, the beliefs of {names[1]} and the people of {names[2]} make no run together. {en}",
    )
    remedy = Both(
        "归因须用两次测算的各种组合：请比较同一城市的两次测算。",
        "A change is split over mixtures of both runs: compare two runs of one city.",
    )
    return Problem(problem("no_mixture", message=message, remedy=remedy, field="RUN2"))


def _mixed(law: Side, belief: Side, people: Side, pooling: Side, sides: tuple[Side, Side]) -> Outcome:
    """Law of one side, beliefs of one, people of one, pools of one."""
    laws, beliefs = law.prepared, belief.prepared
    if not law is belief is people:
        laws, beliefs = (lent(of.prepared, _other(of, sides).prepared) for of in (law, belief))
    options = {**people.prepared.options, "pooling": pooling.prepared.options["pooling"]}
    run = replace(people.prepared, options=options, assumptions=laws.assumptions, reforms=())
    reforms = _parts(law, belief, pooling)
    coverage = None
    if reforms:
        coverage = take_in(run, *move(run, mixed(laws, beliefs, people.prepared), None))
    seen = mixed(laws, beliefs, people.prepared, reforms)
    return valued(run, reforms, seen, *move(run, seen, coverage))


def _other(side: Side, sides: tuple[Side, Side]) -> Side:
    return sides[1] if side is sides[0] else sides[0]


def _parts(law: Side, belief: Side, pooling: Side) -> tuple[Reform, ...]:
    """The reforms of each side as far as it is chosen for: what they change of law, of belief, of pools."""
    laws = [replace(each, changes=by_room(each.changes)[0].all, pooling=None) for each in law.reforms]
    beliefs = [
        replace(each, changes=by_room(each.changes)[1].all, schedules={}, pooling=None) for each in belief.reforms
    ]
    pools = [replace(each, changes=(), schedules={}) for each in pooling.reforms if each.pooling is not None]
    return (*laws, *beliefs, *pools)


def lent(mine: Prepared, other: Prepared) -> Prepared:
    """A side with what it does not state and the other does (对方借用)."""
    earlier = mine.file.opening != other.file.opening
    basis, theirs = (side.options["basis"] for side in (mine, other))
    law, beliefs = mine.assumptions.law, mine.assumptions.bases[basis]
    if earlier:
        law = _filled(mine, other, law, other.assumptions.law, absent=False)
    beliefs = _filled(mine, other, beliefs, other.assumptions.bases[theirs], absent=True, begun=earlier)
    return replace(
        mine, assumptions=replace(mine.assumptions, law=law, bases={**mine.assumptions.bases, basis: beliefs})
    )


def _filled(
    mine: Prepared,
    other: Prepared,
    store: Mapping[str, DatedParameter],
    theirs: Mapping[str, DatedParameter],
    *,
    absent: bool,
    begun: bool = True,
) -> dict[str, DatedParameter]:
    """Parameters with the other's rows before their first one, and parameters that the other alone has (`begun`), or
    with its rows where they have none (`absent`)."""
    found = {**(theirs if begun else {}), **store}
    for name, parameter in store.items():
        first = min((row.from_ for row in parameter.values if _sees(mine, row)), default=math.inf)
        if name not in theirs or not (absent if first == math.inf else begun):
            continue
        rows = [row for row in theirs[name].values if _sees(other, row) and row.from_ < first]
        told = [replace(row, known_from=min(row.known, mine.file.known_at)) for row in rows]
        if told:
            found[name] = replace(parameter, values=(*parameter.values, *told))
    return found


def _sees(prepared: Prepared, row: DatedValue) -> bool:
    """Whether a run's rules know a row."""
    return row.seen(hindsight=prepared.options["rules"] == "hindsight", known_at=prepared.file.known_at)


def _joined(before: Side, after: Side) -> bool:
    """Whether each opening comes with beliefs of its own, fitted to it, and the law that was known with them: no run
    has the one without the other."""
    one, two = before.prepared, after.prepared
    return one.file.opening != two.file.opening and one.options["basis"] != two.options["basis"]


def differing(before: Side, after: Side) -> list[Cause]:
    """The causes in which the two sides differ; rules decide which rows of law and of belief are known, and own figures
    may stand for any of them."""
    one, two = before.prepared, after.prepared
    rules = (one.options["rules"], one.file.known_at) != (two.options["rules"], two.file.known_at)
    data = one.root != two.root or one.options["given"] != two.options["given"]
    people = EXPERIENCE if one.file.opening != two.file.opening else PEOPLE
    closed, basis = (one.options[name] != two.options[name] for name in ("group", "basis"))
    apart = not _joined(before, after)
    different = {
        LAW: apart and (rules or data or before.stated(0) != after.stated(0)),
        BELIEF: apart and (rules or data or basis or before.stated(1) != after.stated(1)),
        people: data or closed or one.folder != two.folder or people is EXPERIENCE,
        POOLING: before.pools != after.pools,
    }
    return [cause for cause, differs in different.items() if differs]
