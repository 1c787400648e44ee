"""Accounts of the outside (外部对方账): what each counterparty receives and pays, month by month.

The mirror of the ledgers: whatever crosses the edge of the funds stands here with the other sign, so the balances of
all funds and the accounts of the outside together never move. The backstop is met by the city and by the districts,
by their shares of responsibility.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Ledger
from actuary.vocabulary.counterparties import BACKSTOP, counterparty

FloatArray = NDArray[np.float64]


class Entry(NamedTuple):
    """A row of an outside account: who, and which item of which ledger."""

    counterparty: str
    fund: str
    account: str
    item: str


def mirror(ledgers: dict[tuple[str, str], Ledger], city_share: FloatArray) -> dict[Entry, FloatArray]:
    """What the outside receives (+) and pays (-) `[T]` [yuan]; `city_share[T]`: the city's share of the backstop."""
    result: dict[Entry, FloatArray] = {}
    for (fund, account), ledger in ledgers.items():
        for item, cash in ledger.by_item().items():
            flow = -np.asarray(cash).sum(axis=1)
            if item == BACKSTOP:
                result[Entry("city_budget", fund, account, item)] = flow * city_share
                result[Entry("district_budget", fund, account, item)] = flow * (1.0 - city_share)
                continue
            other = counterparty(item)
            if other is not None:
                result[Entry(other, fund, account, item)] = flow
    return result


def unanswered(ledgers: dict[tuple[str, str], Ledger], outside: dict[Entry, FloatArray]) -> FloatArray:
    """What the balances of all funds gain and no counterparty loses `[T]` [yuan]: nought in every month."""
    gained = sum((np.diff(ledger.balance.sum(axis=1)) for ledger in ledgers.values()), np.zeros(1))
    return np.asarray(sum(outside.values(), gained))
