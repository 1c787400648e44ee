"""Lines of the verdict (结论的行): the ledgers of a fund that are read together, by month, in one pool.

What is receipt and what is spending is a property of the item (`vocabulary.items`), so pools add up to the city;
only help between pools is counted by its sign.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pooling, Pools
from actuary.vocabulary.declared import ACCOUNT, DECLARED
from actuary.vocabulary.items import spends

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
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
            self, receipts=self.receipts[:n], expenditure=self.expenditure[:n], balance=self.balance[: n + 1]
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

    def series(self, members: FloatArray, pool: str, subsidy: bool, stands: int | None = None) -> Series:
        """Figures of the districts marked in `members[D]`, with or without ordinary subsidy."""
        steps = len(self.balance) - 1
        sources: dict[str, FloatArray] = {}
        kinds: dict[str, FloatArray] = {}
        removed = np.zeros(steps)
        for (item, spent), cash in self.items.items():
            pooled = cash @ members
            if item in NOT_MEASURED or (item == SUBSIDY and not subsidy):
                removed += pooled
            elif item in BY_SIGN:
                sources[item], kinds[item] = np.maximum(pooled, 0.0), np.maximum(-pooled, 0.0)
            elif spent:
                kinds[item] = -pooled
            else:
                sources[item] = pooled
        balance = self.balance @ members
        balance[1:] -= np.cumsum(removed)
        receipts, expenditure = (sum(parts.values(), np.zeros(steps)) for parts in (sources, kinds))
        word = "with" if subsidy else "without"
        return Series(self.line, pool, word, receipts, expenditure, balance, sources, kinds, members, stands)


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
    apart, together = LineCash(ledgers, line), LineCash(pooled, line)
    for pool, members in pools_of(pooling.opening, line.fund):
        cash, whole = (together, True) if pool == "city" else (apart, False)
        stands = None if whole else pooling.stands(line.fund, frozenset(np.flatnonzero(members).tolist()))
        ends = [month for month in (stands, cash.closes) if month is not None]
        told = cash.series(members, pool, True, min(ends, default=None))
        yield told
        yield cash.series(members, pool, False, told.stands) if cash.subsidised else replace(told, subsidy="without")


def pools_of(pools: Pools, fund: str) -> list[tuple[str, FloatArray]]:
    """Each pool of a fund with its districts marked `[D]`; the pooled city last."""
    places = pools.of_district[fund]
    rows = [(name, (places == index).astype(float)) for index, name in enumerate(pools.names[fund])]
    return rows if rows[-1][0] == "city" else [*rows, ("city", np.ones(len(places)))]
