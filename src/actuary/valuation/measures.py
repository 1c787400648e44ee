"""Measures (指标): receipts, spending, balances and payable months by pool and year, with and without ordinary
subsidy, before the backstop."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pools
from actuary.months import text

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
NOT_MEASURED = ("backstop",)
NETTED = ("transfer.accounts",)
"""What a pool hands to accounts is taken off its receipts: the pool's income is what is left."""


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
    Account("work_injury", "pooled", ("pooled",)),
    Account("maternity", "pooled", ("pooled",)),
)


@dataclass(frozen=True)
class Series:
    """Monthly figures of one line in one pool, before the backstop [yuan]: receipts and expenditure `[T]`,
    balance `[T + 1]`."""

    line: Account
    pool: str
    subsidy: str
    receipts: FloatArray
    expenditure: FloatArray
    balance: FloatArray


def series(
    ledgers: dict[tuple[str, str], Ledger], line: Account, members: FloatArray, pool: str, subsidy: bool
) -> Series:
    """Monthly figures of a line over the districts of a pool (`members[D]` is 1 for those in it).

    Receipts are what raises the balance by item and month over the pool, spending what lowers it; transfers
    between the line's own ledgers are netted out of both.
    """
    months = len(next(iter(ledgers.values())).balance) - 1
    by_item: dict[str, FloatArray] = {}
    balance = np.zeros(months + 1)
    for account in line.ledgers:
        ledger = ledgers[(line.fund, account)]
        balance += ledger.balance @ members
        for item, cash in ledger.by_item().items():
            by_item[item] = by_item.get(item, 0.0) + cash @ members
    receipts, spent, removed = np.zeros(months), np.zeros(months), np.zeros(months)
    for item, cash in by_item.items():
        if item in NOT_MEASURED or (item == "ordinary_subsidy" and not subsidy):
            removed += cash
            continue
        if item.startswith("benefit"):
            spent -= cash
        elif item in NETTED:
            receipts += cash
        else:
            receipts += np.maximum(cash, 0.0)
            spent += np.maximum(-cash, 0.0)
    balance[1:] -= np.cumsum(removed)
    return Series(line, pool, "with" if subsidy else "without", receipts, spent, balance)


def by_year(months: IntArray, item: Series) -> list[dict[str, float | int | None]]:
    """Figures of each whole calendar year [yuan, months]."""
    rows: list[dict[str, float | int | None]] = []
    for year in np.unique(months // 12):
        inside = np.flatnonzero(months // 12 == year)
        if len(inside) < 12:
            continue
        receipts, spent = float(item.receipts[inside].sum()), float(item.expenditure[inside].sum())
        closing = float(item.balance[inside[-1] + 1])
        rows.append(
            {
                "year": int(year),
                "receipts": receipts,
                "expenditure": spent,
                "current_balance": receipts - spent,
                "balance": closing,
                "payable_months": closing / spent * 12.0 if spent > 0 else None,
            }
        )
    return rows


def first_current_deficit(months: IntArray, item: Series) -> str | None:
    """First month whose trailing twelve months spend more than they receive (当期赤字首月); needs twelve months."""
    net = item.receipts - item.expenditure
    if len(net) < 12:
        return None
    trailing = np.convolve(net, np.ones(12), mode="valid")
    bad = np.flatnonzero(trailing < -0.005)
    return text(int(months[bad[0] + 11])) if len(bad) else None


def first_cannot_pay(months: IntArray, item: Series) -> str | None:
    """First month whose cash before the backstop closes below nought (首次不能支付)."""
    bad = np.flatnonzero(item.balance[1:] < -0.005)
    return text(int(months[bad[0]])) if len(bad) else None


def payable_months(item: Series) -> FloatArray:
    """Closing balance over the spending of the trailing twelve months x 12 `[T]` [month]; from the twelfth
    month on, NaN before."""
    result = np.full(len(item.receipts), np.nan)
    if len(result) >= 12:
        trailing = np.convolve(item.expenditure, np.ones(12), mode="valid")
        with np.errstate(divide="ignore", invalid="ignore"):
            result[11:] = np.where(trailing > 0, item.balance[12:] / trailing * 12.0, np.nan)
    return result


def pools_of(pools: Pools, fund: str) -> list[tuple[str, FloatArray]]:
    """Each pool of a fund with its districts marked `[D]`; the pooled city last."""
    places = pools.of_district[fund]
    rows = [(name, (places == index).astype(float)) for index, name in enumerate(pools.names[fund])]
    return rows if rows[-1][0] == "city" else [*rows, ("city", np.ones(len(places)))]
