"""Books (账簿): ledgers with all that they were kept from, so that none is kept twice from the same."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Any, cast

import numpy as np

from actuary.funds.acts import what_acts
from actuary.funds.ledgers import Added, FloatArray, FundRules, Given, Keeper, Key, Ledger, sharing_of
from actuary.funds.mergers import Merger, linked
from actuary.funds.pools import Pooling
from actuary.kernels.ledgers import Sharing
from actuary.schemes.postings import Posting, Postings

ENTRUSTED = {"employee_pension", "resident_pension"}
"""Funds whose money may be entrusted for investment (基本养老保险基金投资管理办法)."""


WITH_RESERVE = {("work_injury", "pooled"), ("work_injury", "reserve")}
"""A ledger and the reserve that it draws."""


class Noted:
    """Rules of which it is noted which were read."""

    def __init__(self, rules: FundRules) -> None:
        self._rules, self.names = rules, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return getattr(self._rules, name)


Shared = dict[str, tuple[tuple[int, Sharing], ...]]
"""Who shares each fund from which months of the run on."""


@dataclass(frozen=True)
class Book:
    """Ledgers between which money may move by their balances (一本账簿), with all that they were kept from."""

    given: dict[Key, Given]
    shared: Shared
    rules: FundRules
    read: frozenset[str]
    """Names of the rules that were read."""
    ledgers: dict[Key, Ledger]

    @property
    def funds(self) -> frozenset[str]:
        """The funds whose ledgers it holds."""
        return frozenset(fund for fund, _ in self.given)

    def stands(self, given: dict[Key, Given], shared: Shared, rules: FundRules) -> bool:
        """Whether another keeping from this would come to the same."""
        return (
            self.given.keys() == given.keys()
            and all(alike(getattr(self.rules, name), getattr(rules, name)) for name in self.read)
            and alike(self.shared, shared)
            and alike(self.given, given)
        )


class Shelf:
    """Books kept so far (账簿架), found again by what their cash adds up to; the first and the latest stay."""

    room = 160

    def __init__(self) -> None:
        self._books: list[tuple[Sums, Book]] = []
        self._added: dict[Key, Added] = {}
        """What each ledger was kept from last."""

    def added(self, given: dict[Key, Given]) -> dict[Key, Added]:
        """What ledgers are kept from, added up; what was last, where it is the very same."""
        for key, each in given.items():
            last = self._added.get(key)
            self._added[key] = last if last is not None and last.given.same(each) else Added(each)
        return {key: self._added[key] for key in given}

    def book(self, given: dict[Key, Given], pooling: Pooling, rules: FundRules) -> Book:
        """The book of some ledgers: one that stands, or a new one."""
        added, shared = self.added(given), shared_by(given, pooling, len(rules.months))
        sums = tuple(each.sums for each in added.values())
        found = (book for other, book in reversed(self._books) if other == sums and book.stands(given, shared, rules))
        book = next(found, None)
        if book is None:
            book = book_of(added, pooling, rules, shared)
            self._books.append((sums, book))
            del self._books[self.room // 2 : len(self._books) - self.room // 2]
        return book

    def rules_read(self, funds: frozenset[str]) -> set[str]:
        """Names of the rules that any book of some funds read."""
        return {name for _, book in self._books if book.funds <= funds for name in book.read}


Sums = tuple[tuple[tuple[Posting, float], ...], ...]


def shared_by(given: dict[Key, Given], pooling: Pooling, months: int) -> Shared:
    """Who shares the funds of some ledgers under the pools of each month."""
    funds = {fund for fund, _ in given}
    return {fund: tuple((t, sharing_of(pools, fund, months)) for t, pools in pooling.steps) for fund in funds}


def alike(one: Any, other: Any) -> bool:
    """Whether two values are the same, arrays number by number."""
    if one is other or type(one) is not type(other):
        return one is other
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other)
    if is_dataclass(one):
        one, other = vars(one), vars(other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(value, other[key]) for key, value in one.items())
    if isinstance(one, tuple):
        return len(one) == len(other) and all(alike(*pair) for pair in zip(one, other, strict=True))
    return bool(one == other)


def given_of(postings: Postings, openings: Mapping[Key, FloatArray], rules: FundRules) -> Iterator[dict[Key, Given]]:
    """What each book is kept from; `openings[(fund, account)]` `[D]` [yuan]."""
    ledgers: dict[Key, Given] = {}
    for p, cash in postings.items():
        key = p.fund, p.account
        if key not in ledgers:
            ledgers[key] = Given({}, openings.get(key, np.zeros(postings.districts)))
        ledgers[key].items[p] = cash
    left = list(ledgers)
    while left:
        kept = joined(left[0], rules.mergers)
        yield {key: ledgers[key] for key in left if key in kept}
        left = [key for key in left if key not in kept]


def joined(ledger: Key, mergers: Iterable[Merger]) -> frozenset[Key]:
    """A ledger and those with which it is kept: its reserve, and what merges with it."""
    return linked(ledger, [WITH_RESERVE, *({merger.joining.closing, merger.joining.into} for merger in mergers)])


def keep(
    postings: Postings,
    openings: Mapping[Key, FloatArray],
    pooling: Pooling,
    rules: FundRules,
    shelf: Shelf | None = None,
) -> dict[Key, Ledger]:
    """All ledgers by fund and account, month by month, under the pools of each month; what stands on the shelf is not
    kept again."""
    shelf = Shelf() if shelf is None else shelf
    books = (shelf.book(given, pooling, rules) for given in given_of(postings, openings, rules))
    return dict(sorted((key, ledger) for book in books for key, ledger in book.ledgers.items()))


def book_of(added: dict[Key, Added], pooling: Pooling, rules: FundRules, shared: Shared) -> Book:
    """The ledgers of one book: carried from month to month between what acts on them and changes of pools."""
    noted = Noted(rules)
    told = cast(FundRules, noted)
    keepers = {key: Keeper(*key, each, shared[key[0]][0][1]) for key, each in added.items()}
    acting = what_acts(keepers, pooling, told)
    rate = told.invested if {fund for fund, _ in added} & ENTRUSTED else None
    rate = told.interest if rate is None else rate
    reserves = {id(keeper.reserve[0]) for keeper in keepers.values() if keeper.reserve is not None}
    alone = [keeper for keeper in keepers.values() if id(keeper.page) not in reserves]
    turns = {0, *(t for t, _ in pooling.steps), *(t for act in acting for t in act.months)}
    starts = sorted(t for t in turns if t < len(rules.months))
    for t, end in zip(starts, [*starts[1:], len(rules.months)], strict=True):
        for keeper in keepers.values():
            keeper.sharing = dict(shared[keeper.fund]).get(t, keeper.sharing)
        for act in acting:
            if t in act.months:
                act.happen(t)
        for keeper in alone:
            keeper.carry(t, end, rate)
    ledgers = {key: keeper.done() for key, keeper in keepers.items()}
    given = {key: each.given for key, each in added.items()}
    return Book(given, shared, rules, frozenset(noted.names), ledgers)
