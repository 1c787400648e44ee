"""Books (账簿): the ledgers of a fund with all that they were kept from, so that none is kept twice from the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from typing import Any, NamedTuple, cast

import numpy as np

from actuary.funds.acts import what_acts
from actuary.funds.ledgers import FloatArray, FundRules, Keeper, Key, Ledger
from actuary.funds.mergers import together
from actuary.funds.pools import Pooling
from actuary.schemes.postings import Posting, Postings

ENTRUSTED = {"employee_pension", "resident_pension"}
"""Funds whose money may be entrusted for investment (基本养老保险基金投资管理办法)."""


class Given(NamedTuple):
    """What a ledger is kept from: cash by posting `[T, D]` and the opening balance `[D]` [yuan]."""

    items: dict[Posting, FloatArray]
    opening: FloatArray


class Noted:
    """Rules of which it is noted which were read."""

    def __init__(self, rules: FundRules) -> None:
        self._rules, self.names = rules, set[str]()

    def __getattr__(self, name: str) -> Any:
        self.names.add(name)
        return getattr(self._rules, name)


@dataclass(frozen=True)
class Book:
    """The ledgers of one fund (一项基金的账簿), with all that they were kept from: money that depends on balances moves
    between the ledgers of a fund, and not between funds; funds that merge are kept in one book."""

    given: dict[Key, Given]
    pooling: Pooling
    rules: FundRules
    read: frozenset[str]
    """Names of the rules that were read."""
    ledgers: dict[Key, Ledger]

    @property
    def funds(self) -> frozenset[str]:
        """The funds whose ledgers it holds."""
        return frozenset(fund for fund, _ in self.given)

    def stands(self, given: dict[Key, Given], pooling: Pooling, rules: FundRules) -> bool:
        """Whether another keeping from this would come to the same."""
        return (
            self.given.keys() == given.keys()
            and all(alike(getattr(self.rules, name), getattr(rules, name)) for name in self.read)
            and alike(self.pooling, pooling)
            and alike(self.given, given)
        )


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


def books_of(
    postings: Postings,
    openings: Mapping[Key, FloatArray],
    pooling: Pooling,
    rules: FundRules,
    before: Sequence[Book] = (),
) -> list[Book]:
    """The books of all funds, month by month, under the pools of each month; `openings[(fund, account)]` `[D]` [yuan].

    `before`: books kept before; one whose fund was given the same stays as it is.
    """
    by_fund: dict[frozenset[str], dict[Key, Given]] = {}
    for p, cash in postings.items():
        key = p.fund, p.account
        given = by_fund.setdefault(together(rules.mergers, p.fund), {})
        if key not in given:
            given[key] = Given({}, openings.get(key, np.zeros(postings.districts)))
        given[key].items[p] = cash
    found = []
    for given in by_fund.values():
        book = next((book for book in reversed(before) if book.stands(given, pooling, rules)), None)
        found.append(book or book_of(given, pooling, rules))
    return found


def keep(
    postings: Postings, openings: Mapping[Key, FloatArray], pooling: Pooling, rules: FundRules
) -> dict[Key, Ledger]:
    """All ledgers of all funds, by fund and account."""
    return every_ledger(books_of(postings, openings, pooling, rules))


def every_ledger(books: Sequence[Book]) -> dict[Key, Ledger]:
    """The ledgers of some books, by fund and account."""
    return dict(sorted((key, ledger) for book in books for key, ledger in book.ledgers.items()))


def book_of(given: dict[Key, Given], pooling: Pooling, rules: FundRules) -> Book:
    """The ledgers of one fund: carried from month to month between what acts on them and changes of pools."""
    noted = Noted(rules)
    told = cast(FundRules, noted)
    keepers = {key: Keeper(*key, *each, pooling.opening) for key, each in given.items()}
    acting = what_acts(keepers, pooling, told)
    rate = told.invested if {fund for fund, _ in given} & ENTRUSTED else None
    rate = told.interest if rate is None else rate
    reserves = {id(keeper.reserve) for keeper in keepers.values()}
    alone = [keeper for keeper in keepers.values() if id(keeper) not in reserves]
    turns = {0, *(t for t, _ in pooling.steps), *(t for act in acting for t in act.months)}
    starts = sorted(t for t in turns if t < len(rules.months))
    for t, end in zip(starts, [*starts[1:], len(rules.months)], strict=True):
        pools = pooling.from_month(t)
        if pools is not None:
            for keeper in keepers.values():
                keeper.under(pools)
        for act in acting:
            if t in act.months:
                act.happen(t)
        for keeper in alone:
            keeper.carry(t, end, rate)
    ledgers = {key: keeper.done() for key, keeper in keepers.items()}
    return Book(given, pooling, rules, frozenset(noted.names), ledgers)
