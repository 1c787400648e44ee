"""Measures of cash (资金指标) of a line in one pool: by calendar year, first months, payable months; before the
backstop, with or without ordinary subsidy as the line is."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actuary.months import text
from actuary.valuation.lines import Series
from actuary.valuation.yearly import Years, over

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Measured = dict[str, FloatArray]
TOLD = ("receipts", "expenditure", "current_balance", "balance", "payable_months")
"""Measures that the verdict tells of every line, pool and year."""
HALF_FEN = 0.005
"""Less than this is no cash: what sums of floats leave of a ledger that law has ended [yuan]."""


def cash_measures(years: Years, item: Series) -> Measured:
    """Measures by whole calendar year `[Y]` [yuan, months, share]; NaN where there is none."""
    receipts, spent = years.sum(item.receipts), years.sum(item.expenditure)
    closing = years.closing(item.balance)
    paid = _paid(spent)
    following = np.append(paid[1:], np.nan)[: len(paid)]
    return {
        "receipts": receipts,
        "expenditure": spent,
        "current_balance": receipts - spent,
        "balance": closing,
        "payable_months": over(closing, paid) * 12.0,
        "payable_months_next": over(closing, following) * 12.0,
        "trust_fund_ratio": over(years.opening(item.balance), paid),
    }


def _paid(spent: FloatArray) -> FloatArray:
    """Spending that is cash, else nought [yuan]."""
    return np.where(spent < HALF_FEN, 0.0, spent)


def by_item(years: Years, item: Series) -> Measured:
    """Receipts by source and expenditure by kind by year `[Y]` [yuan]."""
    sides = (("receipts", item.sources), ("expenditure", item.kinds))
    return {f"{side}.{name}": years.sum(cash) for side, parts in sides for name, cash in sorted(parts.items())}


def by_year(years: Years, items: Sequence[Series]) -> list[list[dict[str, float | int | None]]]:
    """The figures of each whole calendar year that the verdict tells of lines of the same months [yuan, months]."""
    if not items:
        return []
    receipts, spent = (
        years.sums(np.stack([getattr(item, side) for item in items])) for side in ("receipts", "expenditure")
    )
    closing = np.stack([years.closing(item.balance) for item in items])
    told = map(figures, (receipts, spent, receipts - spent, closing, over(closing, _paid(spent)) * 12.0))
    whole = years.years.tolist()
    return [
        [
            {
                "year": year,
                "receipts": received,
                "expenditure": expended,
                "current_balance": left,
                "balance": held,
                "payable_months": cover,
            }
            for year, received, expended, left, held, cover in zip(whole, *of_item, strict=True)
        ]
        for of_item in zip(*told, strict=True)
    ]


def figures(values: FloatArray) -> list[list[float | None]]:
    """Numbers `[R, Y]` for a document; None where there are none."""
    rows = values.tolist()
    return rows if np.isfinite(values).all() else [[*map(figure, row)] for row in rows]


def figure(value: float) -> float | None:
    """A number for a document: None where there is none, as the months of cover of a fund that spends nothing."""
    return float(value) if math.isfinite(value) else None


def first_current_deficit(months: IntArray, items: Sequence[Series]) -> list[str | None]:
    """Of each line the first month whose trailing twelve months spend more than they receive (首次当期缺口); needs
    twelve months."""
    if len(months) < 12 or not items:
        return [None] * len(items)
    net = np.stack([item.receipts for item in items]) - np.stack([item.expenditure for item in items])
    return _firsts(months, trailing_year(net) < -HALF_FEN, items)


def first_cannot_pay(months: IntArray, items: Sequence[Series]) -> list[str | None]:
    """Of each line the first month whose cash before the backstop closes below nought (首次不能支付)."""
    return _firsts(months, np.array([item.balance[1:] for item in items]) < -HALF_FEN, items)


def _firsts(months: IntArray, bad: NDArray[np.bool_], items: Sequence[Series]) -> list[str | None]:
    """The first bad month of each line `[R, ...]`, of the last months of the run, in which it is one of its own."""
    ends = [len(months) if item.stands is None else item.stands for item in items]
    places = np.arange(len(months))[len(months) - bad.shape[1] :]
    found = bad & (places < np.array(ends)[:, None])
    return [text(int(months[places[each.argmax()]])) if each.any() else None for each in found]


def payable_months(item: Series) -> FloatArray:
    """Closing balance over the spending of the trailing twelve months x 12 `[T]` [month]; from the twelfth
    month on, NaN before."""
    result = np.full(len(item.receipts), np.nan)
    if len(result) >= 12:
        result[11:] = over(item.balance[12:], _paid(trailing_year(item.expenditure))) * 12.0
    return result


def trailing_year(values: FloatArray) -> FloatArray:
    """Sums of twelve months in a row `[..., T - 11]`, of at least twelve `values[..., T]`."""
    return np.convolve(values.ravel(), np.ones(12))[11:].reshape(values.shape)[..., :-11]
