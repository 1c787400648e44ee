"""Mergers of ledgers (基金合并): from a month on a ledger's cash is booked in another, and what it holds moves there.

The month of the cash decides: what was due before and is paid after belongs to the ledger that goes on. What the budget
met before stays met. A ledger that the law parts again starts from nothing.
"""

from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from actuary.law.legislation import Legislation
from actuary.schemes.setting import Setting
from actuary.vocabulary.words import MERGED

Key = tuple[str, str]
"""Fund and account of a ledger."""
Name = TypeVar("Name", str, Key)
SHADOW, SINCE_MERGER = "shadow", "shadow.net"
"""What a merged insurance still pays in and draws, beside the ledger that carries it: each item, and its sum since."""


class Joining(NamedTuple):
    """Two ledgers that the law may merge: the one that closes, the one that goes on, the word of law, and the items
    by which the balance leaves and arrives."""

    closing: Key
    into: Key
    law: str
    paid: str
    received: str


class Merger(NamedTuple):
    """A merger that takes place in the run: `merged[T]`, by month of the cash."""

    joining: Joining
    merged: NDArray[np.bool_]


JOININGS = (
    Joining(
        ("maternity", "pooled"),
        ("employee_medical", "pooled"),
        "law.maternity.merger",
        "transfer.employee_medical",
        "transfer.maternity",
    ),
    Joining(
        ("resident_medical", "rural_cooperative"),
        ("resident_medical", "urban"),
        "law.resident_medical.scheme",
        "transfer.merger",
        "transfer.merger",
    ),
)


def in_force(law: Legislation, months: NDArray[np.int64]) -> tuple[Merger, ...]:
    """The mergers of a run, by the law of each month."""
    found = [Merger(each, law.word_over(each.law, months) == MERGED) for each in JOININGS]
    return tuple(merger for merger in found if merger.merged.any())


def together(mergers: Iterable[Merger], fund: str) -> frozenset[str]:
    """The funds whose ledgers are kept with those of a fund, because one moves into the other."""
    return linked(fund, [{merger.joining.closing[0], merger.joining.into[0]} for merger in mergers])


def linked(first: Name, pairs: Sequence[Set[Name]]) -> frozenset[Name]:
    """What hangs together with the first by pairs, however far."""
    found, before = frozenset({first}), frozenset[Name]()
    while found != before:
        before = found
        found = found.union(*(pair for pair in pairs if pair & found))
    return found


def rebook(s: Setting, mergers: Iterable[Merger]) -> None:
    """Book what merged insurances pay in and draw in the ledger that goes on; an insurance of another fund keeps its
    account beside it."""
    for joining, merged in mergers:
        fund = joining.closing[0]
        moved = s.postings.rebook(joining.closing, joining.into, merged)
        if fund != joining.into[0]:
            for item, cash in moved.items():
                s.memoranda[(fund, f"{SHADOW}.{item}")] = cash
            s.memoranda[(fund, SINCE_MERGER)] = np.cumsum(sum(moved.values()), axis=0)
