"""Who pays and who gains (负担与受益归属): every ledger's cash laid on classes of birth and categories.

Each posting keeps its total; it is shared out in proportion to what it was made from in the month of the right. What
goes to or comes from nobody in particular (subsidy, interest, transfers, arrears, pensions of the injury registers,
what employers get back) stays by item. So contributions less benefits plus the rest is the change of the balance.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Ledger
from actuary.people.classes import ByClass
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting
from actuary.valuation.shares_of_classes import BENEFIT, EMPLOYER, KEYS, OWN, Key, People, parts

FloatArray = NDArray[np.float64]
SIDES = (OWN, EMPLOYER, BENEFIT)


class Borne(NamedTuple):
    """One ledger on its people (台账的归属): `people[side]` `[T, C, G]` own contributions, employers' and benefits,
    all positive [yuan]; `rest[item]` `[T]` what is laid on nobody, signed as in the ledger."""

    people: dict[str, FloatArray]
    rest: dict[str, FloatArray]

    def change(self) -> float:
        """What the ledger's balance moves by over the run [yuan]."""
        signed = self.people[OWN].sum() + self.people[EMPLOYER].sum() - self.people[BENEFIT].sum()
        return float(signed + sum(cash.sum() for cash in self.rest.values()))


def incidence(setting: Setting, seen: ByClass, ledgers: dict[tuple[str, str], Ledger]) -> dict[tuple[str, str], Borne]:
    """All ledgers of a run on classes of birth and categories."""
    people = People(setting, seen)
    known: dict[Key, FloatArray] = {}
    return {place: _of_ledger(people, ledger, known) for place, ledger in ledgers.items()}


def _of_ledger(people: People, ledger: Ledger, known: dict[Key, FloatArray]) -> Borne:
    rules = KEYS.get((ledger.fund, ledger.account), {})
    sides = {side: np.zeros(people.seen.persons.shape[:3]) for side in SIDES}
    rest: dict[str, FloatArray] = {}
    for posting, by_district in ledger.items.items():
        cash = by_district.sum(axis=1)
        if posting.item in rules:
            side, key = rules[posting.item]
            if key not in known:
                known[key] = key(people)
            shares = _shares(known[key], posting.lag)
            for payer, part in parts(people, side).items():
                paid = cash * of_right(part, posting.lag) * (-1.0 if payer == BENEFIT else 1.0)
                sides[payer] += paid[:, None, None] * shares
            cash = np.where(shares.any(axis=(1, 2)), 0.0, cash)
        if cash.any():
            rest[posting.item] = rest.get(posting.item, np.zeros(len(cash))) + cash
    return Borne(sides, rest)


def _shares(key: FloatArray, lag: int) -> FloatArray:
    """Shares of the classes `[T, C, G]` by month of the cash, in the month of the right; nought of nobody."""
    return of_right(ratio(key, key.sum(axis=(1, 2), keepdims=True)), lag)


def of_right(values: FloatArray, lag: int) -> FloatArray:
    """Values by month `[T, ...]` in the month of the right, by month of the cash; before the first as in the first."""
    return np.concatenate((np.repeat(values[:1], lag, axis=0), values))[: len(values)]
