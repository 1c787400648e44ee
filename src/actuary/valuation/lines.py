"""Lines of the verdict (结论的行): the ledgers of a fund that are read together, by month, in one pool.

What is receipt and what is spending is a property of the item (`vocabulary.items`), so pools add up to the city;
only help between pools is counted by its sign.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pooling, Pools
from actuary.vocabulary.declared import ACCOUNT, DECLARED
from actuary.vocabulary.items import spends

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
Pool = tuple[str, FloatArray]
"""A pool and its districts, marked `[D]`."""
NOT_MEASURED = ("backstop",)
BY_SIGN = ("pooling_transfer",)
SUBSIDY = "ordinary_subsidy"


@dataclass(frozen=True)
class Account:
    """A line of the verdict: fund, account name, and the ledgers it adds up."""

    fund: str
    account: str
    ledgers: tuple[str, ...]


LINES = (
    Account("employee_pension", "enterprise", ("enterprise",)),
    Account("employee_pension", "public", ("public",)),
    Account("resident_pension", "all", ("basic", "individual")),
    Account("employee_medical", "pooled", ("pooled",)),
    Account("employee_medical", "individual", ("individual",)),
    Account("employee_medical", "large_amount", ("large_amount",)),
    Account("resident_medical", "urban", ("urban",)),
    Account("resident_medical", "rural_cooperative", ("rural_cooperative",)),
    Account("resident_medical", "serious_illness", ("serious_illness",)),
    Account("unemployment", "pooled", ("pooled",)),
    Account("work_injury", "all", ("pooled", "reserve")),
    Account("maternity", "pooled", ("pooled",)),
    *(Account(fund.name.key, ACCOUNT, (ACCOUNT,)) for fund in DECLARED),
)
PRINTED = {
    ("employee_pension", "enterprise"): "employee_pension",
    ("employee_medical", "pooled"): "employee_medical_pool",
    ("unemployment", "pooled"): "unemployment",
    ("work_injury", "all"): "work_injury",
    ("maternity", "pooled"): "maternity",
    ("resident_pension", "all"): "resident_pension",
}
"""Lines whose receipts and spending of the year before the opening are stated, and by what name."""


@dataclass(frozen=True)
class Series:
    """Monthly figures of one line in one pool, before the backstop [yuan]: receipts and expenditure `[T]`,
    balance `[T + 1]`; sources and kinds: receipts and expenditure by item `{item: [T]}`; members `[D]`: 1 for the
    districts of the pool; stands: months for which it is a pool of its own, None for all: after them its figures are
    its districts' part of a larger one."""

    line: Account
    pool: str
    subsidy: str
    receipts: FloatArray
    expenditure: FloatArray
    balance: FloatArray
    sources: dict[str, FloatArray] = field(default_factory=dict)
    kinds: dict[str, FloatArray] = field(default_factory=dict)
    members: FloatArray = field(default_factory=lambda: np.zeros(0))
    stands: int | None = None

    def standing(self) -> "Series":
        """The same for the months alone in which the pool is one of its own: what tests look at."""
        if self.stands is None:
            return self
        n = self.stands
        return replace(
            self,
            receipts=self.receipts[:n],
            expenditure=self.expenditure[:n],
            balance=self.balance[: n + 1],
            stands=None,
        )


class LineCash:
    """Cash of one line by side, item, month and district, lags and ledgers added up once for all its pools."""

    def __init__(self, ledgers: Ledgers, line: Account) -> None:
        self.line = line
        self.items: dict[tuple[str, bool], FloatArray] = {}
        kept = [ledgers[(line.fund, account)] for account in line.ledgers]
        self.balance = np.asarray(sum(ledger.balance for ledger in kept))
        closed = [ledger.closes for ledger in kept if ledger.closes is not None]
        self.closes = max(closed) if len(closed) == len(kept) else None
        """Month of the run with which all its ledgers have moved into others; None: never."""
        for ledger in kept:
            for posting, cash in ledger.items.items():
                key = posting.item, is_spent(posting.fund, posting.account, posting.item)
                self.items[key] = self.items[key] + cash if key in self.items else cash

    @property
    def subsidised(self) -> bool:
        """Whether ordinary subsidy is among its cash."""
        return any(item == SUBSIDY for item, _ in self.items)

    def within(self, pools: Sequence[Pool]) -> "PooledCash":
        """The same in some pools."""
        members = np.stack([marked for _, marked in pools])
        columns, names = members[:, :, None], tuple(name for name, _ in pools)
        items = {key: (cash @ columns)[:, :, 0] for key, cash in self.items.items()}
        return PooledCash(self.line, names, members, items, (self.balance @ columns)[:, :, 0])

    def series(self, members: FloatArray, pool: str, subsidy: bool, stands: int | None = None) -> Series:
        """Figures of the districts marked in `members[D]`, with or without ordinary subsidy."""
        return self.within([(pool, members)]).series(subsidy, [stands])[0]


class PooledCash(NamedTuple):
    """Cash of one line in some pools (各统筹区现金流): names, districts `[P, D]`, cash by item and side
    `{(item, spent): [P, T]}`, balance `[P, T + 1]` [yuan]."""

    line: Account
    pools: tuple[str, ...]
    members: FloatArray
    items: dict[tuple[str, bool], FloatArray]
    balance: FloatArray

    def series(self, subsidy: bool, stands: Sequence[int | None]) -> list[Series]:
        """Figures of each pool, with or without ordinary subsidy, which is one of its own while it `stands`."""
        shape = len(self.pools), self.balance.shape[1] - 1
        sources: dict[str, FloatArray] = {}
        kinds: dict[str, FloatArray] = {}
        removed = np.zeros(shape)
        for (item, spent), cash in self.items.items():
            if item in NOT_MEASURED or (item == SUBSIDY and not subsidy):
                removed += cash
            elif item in BY_SIGN:
                sources[item], kinds[item] = np.maximum(cash, 0.0), np.maximum(-cash, 0.0)
            elif spent:
                kinds[item] = -cash
            else:
                sources[item] = cash
        balance = self.balance.copy()
        balance[:, 1:] -= np.cumsum(removed, axis=1)
        receipts, expenditure = (sum(parts.values(), np.zeros(shape)) for parts in (sources, kinds))
        word = "with" if subsidy else "without"
        each = zip(self.pools, receipts, expenditure, balance, self.members, stands, strict=True)
        return [
            Series(self.line, pool, word, came, went, held, _of_one(sources, p), _of_one(kinds, p), members, month)
            for p, (pool, came, went, held, members, month) in enumerate(each)
        ]


def _of_one(parts: dict[str, FloatArray], pool: int) -> dict[str, FloatArray]:
    """Parts of one pool."""
    return {item: cash[pool] for item, cash in parts.items()}


@cache
def is_spent(fund: str, account: str, item: str) -> bool:
    """The side of an item, looked up once."""
    return spends(fund, account, item)


def series(ledgers: Ledgers, line: Account, members: FloatArray, pool: str, subsidy: bool) -> Series:
    """Monthly figures of a line over the districts of a pool (`members[D]` is 1 for those in it)."""
    return LineCash(ledgers, line).series(members, pool, subsidy)


def city_series(line: Account, pooled: Ledgers, *, subsidy: bool) -> Series:
    """The series of a line in the pooled city alone."""
    cash = LineCash(pooled, line)
    return cash.series(np.ones(cash.balance.shape[1]), "city", subsidy, cash.closes)


def all_series(ledgers: Ledgers, pooled: Ledgers, pooling: Pooling) -> list[Series]:
    """Every line in each pool that its fund opens with and in the pooled city (`pooled`: the ledgers kept under one
    pool), with and without ordinary subsidy."""
    return [item for line in LINES for item in line_series(line, ledgers, pooled, pooling)]


def line_series(line: Account, ledgers: Ledgers, pooled: Ledgers, pooling: Pooling) -> Iterator[Series]:
    """The series of one line."""
    *parts, city = pools_of(pooling.opening, line.fund)
    stands = [pooling.stands(line.fund, frozenset(np.flatnonzero(members).tolist())) for _, members in parts]
    if parts:
        yield from _both(LineCash(ledgers, line), parts, stands)
    yield from _both(LineCash(pooled, line), [city], [None])


def _both(cash: LineCash, pools: Sequence[Pool], stands: Sequence[int | None]) -> Iterator[Series]:
    """The series of some pools, each with and without ordinary subsidy; `stands`: how long each is one of its own."""
    ends = [min((month for month in (each, cash.closes) if month is not None), default=None) for each in stands]
    within = cash.within(pools)
    told = within.series(True, ends)
    without = within.series(False, ends) if cash.subsidised else [replace(each, subsidy="without") for each in told]
    for pair in zip(told, without, strict=True):
        yield from pair


def own_pools(pools: Pools, fund: str) -> list[Pool]:
    """Each pool of a fund with its districts marked `[D]`."""
    places = pools.of_district[fund]
    return [(name, (places == index).astype(float)) for index, name in enumerate(pools.names[fund])]


def pools_of(pools: Pools, fund: str) -> list[Pool]:
    """The same, and the pooled city last."""
    rows = own_pools(pools, fund)
    return rows if rows[-1][0] == "city" else [*rows, ("city", np.ones(len(rows[-1][1])))]
