"""What a set of reforms gives (方案结果): money on people that have moved, and whether two of them are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Reform
from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pooling
from actuary.people.movement import Movement
from actuary.valuation.assemble import Assembled
from actuary.valuation.evaluate import Evaluation, Ledgers
from actuary.valuation.funded import Flows
from actuary.valuation.known import Claim, Known
from actuary.valuation.measures import HALF_FEN
from actuary.valuation.prepare import Prepared, Views
from actuary.valuation.run import flowing, value

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What one set of reforms gives (一种方案的结果): people, postings and ledgers by pool and pooled."""

    reforms: tuple[Reform, ...]
    seen: Views
    assembled: Assembled
    movement: Movement
    evaluation: Evaluation
    pooling: Pooling
    ledgers: Ledgers
    pooled: Ledgers
    city_share: FloatArray
    """The city's share of the backstop `[T]`; the districts meet the rest."""

    @property
    def name(self) -> str:
        """Names of the reforms in their order, `baseline` for none."""
        return "+".join(reform.name for reform in self.reforms) or "baseline"


class Case(NamedTuple):
    """People that have moved under reforms, and what is said of them (待估情形), as `valued` takes it."""

    prepared: Prepared
    reforms: tuple[Reform, ...]
    seen: Views
    assembled: Assembled
    movement: Movement
    known: Known | None = None
    claims: Sequence[Claim] = ()


def flows_of(case: Case) -> tuple[Flows, Pooling]:
    """What the ledgers of a case are kept from before law reads them, and the pools."""
    prepared, reforms, _, a, movement, known, claims = case
    changes = [(change.name, change) for reform in reforms for change in reform.changes]
    return flowing(prepared, a, movement, reforms, (*claims, *changes), known)


def valued(
    prepared: Prepared,
    reforms: tuple[Reform, ...],
    seen: Views,
    a: Assembled,
    movement: Movement,
    known: Known | None = None,
    claims: Sequence[Claim] = (),
) -> Outcome:
    """Money on people that have moved, by pool and pooled; `known`: what was made on the same people before; `claims`:
    what is said otherwise than on the baseline, beside the reforms."""
    changes = [(change.name, change) for reform in reforms for change in reform.changes]
    evaluation, pooling, ledgers, pooled = value(prepared, a, movement, reforms, (*claims, *changes), known)
    share = a.law.over("law.pooling.backstop_city_share", evaluation.setting.months)
    return Outcome(reforms, seen, a, movement, evaluation, pooling, ledgers, pooled, share)


def same(one: Outcome, other: Outcome) -> bool:
    """Whether every ledger of both is the same to half a fen, by pool and pooled, who meets what it lacks, and what
    stands beside the ledgers."""
    moved = one.city_share != other.city_share
    if any(ledger.backstop[moved].any() for ledger in one.ledgers.values()):
        return False
    beside, there = one.evaluation.setting.memoranda, other.evaluation.setting.memoranda
    return all(
        a.keys() == b.keys() and all(_same_cash(a[key], b[key]) for key in a)
        for a, b in ((one.ledgers, other.ledgers), (one.pooled, other.pooled))
    ) and all(_equal(beside[key], there[key]) for key in beside)


def _same_cash(one: Ledger, other: Ledger) -> bool:
    """Whether two ledgers hold the same and have the same of every item: the budget may meet what benefits cost."""
    return (
        _equal(one.balance, other.balance)
        and one.items.keys() == other.items.keys()
        and all(_equal(cash, other.items[item]) for item, cash in one.items.items())
    )


def _equal(one: FloatArray, other: FloatArray) -> bool:
    """Whether two series [yuan] differ by half a fen in no month: two ways of reckoning one figure do so in the last
    bits."""
    return one is other or (one.shape == other.shape and bool((np.abs(one - other) < HALF_FEN).all()))
