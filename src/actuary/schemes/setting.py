"""What every scheme is given (测算环境): the months, law, belief, opening figures, people seen, and where to post."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.dated import Parameters
from actuary.errors import Both, Problem, problem
from actuary.law.legislation import Legislation
from actuary.people.coverage import Open
from actuary.people.employers import levied
from actuary.people.registers import Followed
from actuary.people.transitions import PAYERS
from actuary.schemes.exposure import Seen
from actuary.schemes.members import Scope, closed, not_met, open_to
from actuary.schemes.postings import Postings
from actuary.schemes.proportion import ratio
from actuary.vocabulary import Status
from actuary.vocabulary.words import WORDS

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Once = Callable[[str, Callable[[], Any]], Any]
"""Gives a value that parameters alone make, which under its name is made once while they say the same."""
PAYER = {status: index for index, status in enumerate(PAYERS)}


def make_anew(name: str, make: Callable[[], Any]) -> Any:
    """A value made each time, where nobody keeps any."""
    return make()


@dataclass
class Setting:
    """Everything a scheme turns into money.

    months `[T]`: calendar months; opening_month: month of the opening's values; wage_index `[T]`: true mean
    wage over that of 2015; coverage: members' path `{fund: [T + 1]}` [person] or None to keep the opening's
    shares. Members are posted to `members[(fund, kind)]` `[T + 1, D]`; gaps to `unclosed[fund]`,
    members beyond what the flows of people bring to `opened_members[fund]` `[T + 1]`. Bases actually paid on
    stand in `bases[(fund, ledger, payer)]` `[T, D]` [yuan a month], payer employer or flexible; registers in
    `registers[name]`; what stands beside the ledgers (memoranda, 备查) in `memoranda[(fund, item)]` `[T, D]` [yuan].
    """

    months: IntArray
    opening_month: int
    law: Legislation
    basis: Basis
    opening: Parameters
    seen: Seen
    wage_index: FloatArray
    paths: dict[str, FloatArray]
    postings: Postings
    once: Once = make_anew

    def __post_init__(self) -> None:
        self.members: dict[tuple[str, str], FloatArray] = {}
        self.shares: dict[str, FloatArray] = {}
        self.unclosed: dict[str, FloatArray] = {}
        self.opened_members: dict[str, FloatArray] = {}
        self.bases: dict[tuple[str, str, str], FloatArray] = {}
        self.registers: dict[str, Followed] = {}
        self.memoranda: dict[tuple[str, str], FloatArray] = {}

    def alone(self, *beside: "Setting") -> "Setting":
        """A setting of the same world for one scheme, that holds what those `beside` it made and nothing else."""
        own = replace(self, postings=Postings(self.postings.months, self.postings.districts))
        for other in beside:
            own.members.update(other.members)
            own.shares.update(other.shares)
            own.registers.update(other.registers)
        return own

    def take(self, part: "Setting") -> None:
        """Put what one scheme made to what others did."""
        self.postings.take(part.postings)
        for store in ("members", "shares", "unclosed", "opened_members", "bases", "registers", "memoranda"):
            getattr(self, store).update(getattr(part, store))

    def law_over(self, name: str) -> FloatArray:
        """A parameter of law as a column `[T, 1]`."""
        return self.law.over(name, self.months)[:, None]

    def says(self, name: str, word: str) -> NDArray[np.bool_]:
        """Whether the law says a word, one of its `WORDS`, by month `[T, 1]`."""
        assert word in WORDS[name], f"{name} never says {word!r}"
        return np.asarray(self.law.word_over(name, self.months) == word)[:, None]

    def belief(self, name: str) -> FloatArray:
        """A belief as a column `[T, 1]`."""
        return self.basis.over(name, self.months)[:, None]

    def opened(self, name: str) -> float:
        """An opening figure."""
        return self.opening.number(f"opening.{name}", self.opening_month)

    @cached_property
    def wages(self) -> FloatArray:
        """Mean wage over that of 2015 as a column `[T, 1]`."""
        return self.wage_index[:, None]

    @property
    def reference(self) -> FloatArray:
        """Reference wage `[T, 1]` [yuan a month]."""
        return self.law_over("law.common.reference_wage")

    def base(self, status: Status) -> FloatArray:
        """Declared bases of a kind of payer `[T, D]` [yuan a month]."""
        return self.seen.payers(PAYER[status])

    def mean_base(self, status: Status) -> FloatArray:
        """Mean declared base of a kind of payer in the city `[T, 1]` [yuan a month]."""
        persons = self.seen.persons[:-1, status].sum(axis=1)
        return ratio(self.base(status).sum(axis=1), persons)[:, None]

    def price(self, name: str) -> FloatArray:
        """A belief in yuan of 2015, raised with wages `[T, 1]`."""
        return self.belief(name) * self.wages

    def employers(self, fund: str) -> FloatArray:
        """Share of the employers' rate that is levied, after waivers by size `[T, 1]`."""
        return levied(self.law.parameters, self.basis.parameters, fund, self.months)[:, None]

    def medical_growth(self) -> FloatArray:
        """Medical cost a head at a fixed age over that of 2015 `[T, 1]`: prices and medical inflation, by month."""
        return np.asarray(self.once("medical_growth", self._medical_growth))

    def _medical_growth(self) -> FloatArray:
        rate = self.basis.over("basis.path.cpi", self.months) + self.basis.over(
            "basis.medical.inflation_over_cpi", self.months
        )
        # costs of the opening are those of mid-2015
        first = (1.0 + rate[0]) ** (max(int(self.months[0]) - self.opening_month + 5, 0) / 12.0)
        steps = np.concatenate(([first], (1.0 + rate[1:]) ** (1.0 / 12.0)))
        return np.asarray(np.cumprod(steps)[:, None], dtype=np.float64)

    def calendar(self, name: str, span: int, counted: int = 0) -> NDArray[np.int64]:
        """A belief on the month of payment `[T]` (收付日历), as it stands when each span of so many months of the year
        begins: what is held back in a span is paid in it once, whatever changes on the way. A belief that counts in
        `counted` months names the last of a shorter span where it would lie behind it.

        Raises Problem for a month that the span does not have, in which nothing would ever be paid.
        """
        begins = np.maximum(self.months - self.months % span, self.months[0])
        found = np.rint(self.basis.over(name, begins)).astype(np.int64)
        most = max(span, counted)
        if found.min() < 1 or found.max() > most:
            message = Both(f"{name} 须在 1 至 {most} 之间。", f"{name} must be from 1 to {most}.")
            remedy = Both("请改正月份。", "Correct the month.")
            row = self.basis.parameters.row(name, int(begins[0]))
            raise Problem(problem("month", message=message, remedy=remedy, file=row.file, line=row.line, field=name))
        return np.minimum(found, span)

    def follow(self, fund: str, open_: Open) -> FloatArray:
        """By which proportion `[T + 1]` a fund's members follow its path, as the coverage table has it."""
        return self.seen.movement.coverage.follow(fund, open_)

    def enrol(self, scope: Scope, kinds: dict[str, tuple[Status, ...]]) -> FloatArray:
        """Close a fund's membership to its path, count the members by kind, and return the shares `[T + 1, S]`."""
        persons = self.seen.persons.sum(axis=2)
        if scope.fund in self.paths:
            open_ = open_to(scope, persons, self.paths[scope.fund])
            share = closed(scope, self.follow(scope.fund, open_))
            self.unclosed[scope.fund] = not_met(open_.path, (share * persons).sum(axis=1) + scope.fixed)
            self.opened_members[scope.fund] = ((share - scope.share) * persons).sum(axis=1)
        else:
            share = np.tile(scope.share, (len(persons), 1))
        self.shares[scope.fund] = share
        for kind, statuses in kinds.items():
            self.members[(scope.fund, kind)] = np.asarray(
                sum(share[:, s, None] * self.seen.persons[:, s] for s in statuses)
            )
        return share
