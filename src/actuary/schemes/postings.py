"""Postings (记账): cash flows by month, district of insurance and ledger, before pools and balances.

A posting is signed: + raises the balance. `lag` is the number of months between the month in which the
right arose and the month of the cash.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
FEN = 0.01
"""Less than this is rounding, not money [yuan]."""


class Posting(NamedTuple):
    """Where a cash flow belongs: fund, ledger, item, and months since the right arose."""

    fund: str
    account: str
    item: str
    lag: int = 0


class Postings:
    """Cash by posting `[T, D]` [yuan], month of the cash first, district of insurance second."""

    def __init__(self, months: int, districts: int) -> None:
        self.months, self.districts = months, districts
        self._cash: dict[Posting, FloatArray] = {}
        self.factors: dict[Posting, FloatArray] = {}
        """By what postings were multiplied after they were made `[T, D]`: answers to pooling, triggers of law."""

    def add(self, fund: str, account: str, item: str, cash: FloatArray, lag: int = 0) -> None:
        """Add `cash[T, D]` [yuan] to a posting."""
        key = Posting(fund, account, item, lag)
        if key in self._cash:
            self._cash[key] = self._cash[key] + cash
        else:
            self._cash[key] = np.array(cash, dtype=float)

    def add_lagged(self, fund: str, account: str, item: str, right: FloatArray, same_month: FloatArray | float) -> None:
        """Rights `[T, D]` of which the share `same_month[T, 1]` is paid in its month and the rest in the next; the
        month before the first is taken as the first."""
        late = right * (1.0 - same_month)
        self.add(fund, account, item, right * same_month)
        if late.any():
            self.add(fund, account, item, np.concatenate((late[:1], late[:-1])), lag=1)

    def sum(self, fund: str, account: str, items: tuple[str, ...]) -> FloatArray:
        """Cash of some items of a ledger, lags added up `[T, D]` [yuan]."""
        found = [cash for p, cash in self._cash.items() if p[:2] == (fund, account) and p.item in items]
        return np.asarray(sum(found, np.zeros((self.months, self.districts))))

    def scale(self, fund: str, account: str, items: tuple[str, ...], factor: FloatArray) -> None:
        """Multiply the cash of some items of a ledger by `factor[T, D]`, by month of the cash."""
        for p in self._cash:
            if p[:2] == (fund, account) and p.item in items:
                self.scale_one(p, factor)

    def take(self, others: "Postings") -> None:
        """Add all postings of others."""
        for key, cash in others.items():
            self._cash[key] = self._cash[key] + cash if key in self._cash else cash

    def join(self, others: "Postings") -> None:
        """Take postings of other funds as they are, with what they were multiplied by."""
        self._cash.update(others._cash)
        self.factors.update(others.factors)

    def rebook(
        self, closing: tuple[str, str], into: tuple[str, str], months: NDArray[np.bool_]
    ) -> dict[str, FloatArray]:
        """Move the cash of a ledger in the marked months `[T]` to another; what moved by item, lags added up `[T, D]`
        [yuan]."""
        moved: dict[str, FloatArray] = {}
        for p, cash in list(self._cash.items()):
            if p[:2] == closing:
                part = np.where(months[:, None], cash, 0.0)
                self._cash[p] = cash - part
                self.add(*into, p.item, part, p.lag)
                moved[p.item] = moved.get(p.item, 0.0) + part
        return moved

    def scale_one(self, posting: Posting, factor: FloatArray) -> None:
        """Multiply one posting by `factor[T, D]`, by month of the cash."""
        self._cash[posting] = self._cash[posting] * factor
        self.factors[posting] = self.factors.get(posting, 1.0) * factor

    def of(self, funds: Collection[str]) -> "Postings":
        """The postings of some funds."""
        part = Postings(self.months, self.districts)
        part._cash = {posting: cash for posting, cash in self._cash.items() if posting.fund in funds}
        return part

    def having(self, fund: str, accounts: Collection[str], item: str) -> list[tuple[Posting, FloatArray]]:
        """Postings of one item in some ledgers of a fund, in order of their names."""
        held = self._cash.items()
        return sorted((p, cash) for p, cash in held if p.fund == fund and p.item == item and p.account in accounts)

    def items(self) -> Iterator[tuple[Posting, FloatArray]]:
        """All postings in order of their names."""
        return iter(sorted(self._cash.items()))

    def cash(self, fund: str, account: str) -> dict[str, FloatArray]:
        """Cash by item `[T, D]` of one ledger, lags added up."""
        result: dict[str, FloatArray] = {}
        for posting, cash in self.items():
            if (posting.fund, posting.account) == (fund, account):
                result[posting.item] = result.get(posting.item, 0.0) + cash
        return result

    def ledgers(self) -> list[tuple[str, str]]:
        """Every fund and account with a posting."""
        return sorted({(posting.fund, posting.account) for posting, _ in self.items()})
