"""Many paths of the pooled city's funds (多路径运行): blocks of paths, each from the first month to the last."""

import numpy as np

from actuary.kernels import threads
from actuary.kernels.compiler import njit
from actuary.kernels.paths.composing import compose
from actuary.kernels.paths.contracts import (
    BALANCE,
    BENEFIT,
    COLUMNS,
    CONTRIBUTION,
    EMPLOYER,
    EXPENDITURE,
    RECEIPTS,
    RULES,
    SPENT,
    SUBSIDIES,
    SUBSIDY,
    TRANSFER,
    Central,
    Dates,
    FloatArray,
    Found,
    Frame,
    Rows,
)
from actuary.kernels.paths.keeping import FEN, act, books_of, close, new_month, remember

BLOCK = 64
"""Paths that are reckoned side by side; it changes no byte."""
YEAR = 12


@njit
def decide(rows, dates, frame, r, t, decided, factor, apart, value):  # type: ignore[no-untyped-def]
    """Change what employers pay where a path's readings decided otherwise than those of the path without deviations:
    it is then what they pay before law reads, times what each date decided; where the path without deviations pays
    nothing, `value` is composed of that already. `factor[N]`, `apart[N]` are scratch."""
    when, line, read = t - rows.lag[r], frame.line[rows.ledger[r]], False
    nothing = rows.base[r, t] == 0.0
    if when < 0 or (nothing and rows.free[r, t] == 0.0):
        return
    for j in range(dates.line.shape[0]):
        fired, idle = dates.fired[j, when], dates.idle[j, when]
        if dates.line[j] == line and dates.read[j] < t and fired != idle:
            if not read:
                read, factor[:], apart[:] = True, 1.0, False
            for n in range(value.shape[0]):
                factor[n] *= fired if decided[j, n] else idle
                apart[n] |= decided[j, n] != dates.decided[j]
    if read:
        free = 1.0 if nothing else rows.free[r, t] / rows.base[r, t]
        for n in range(value.shape[0]):
            if apart[n]:
                value[n] *= free * factor[n]
            elif nothing:
                value[n] = 0.0
    elif nothing:
        value[:] = 0.0


@njit
def post(rows, r, value, books):  # type: ignore[no-untyped-def]
    """Book a row of the month `value[N]` in its ledger."""
    x, flags = rows.ledger[r], rows.flags[r]
    for n in range(value.shape[0]):
        cash = value[n]
        books.flow[x, n] += cash
        if flags[CONTRIBUTION]:
            books.contributions[x, n] += cash
        if flags[BENEFIT]:
            books.spending[x, n] -= cash
        if flags[TRANSFER] and cash < 0.0:
            books.handed[x, n] -= cash
        if flags[SPENT]:
            books.expenditure[x, n] -= cash
        else:
            books.receipts[x, n] += cash
        if flags[SUBSIDY]:
            books.subsidy[x, n] += cash


@njit
def measure(books, frame, t, central, ring, yearly, first, monthly, begin):  # type: ignore[no-untyped-def]
    """Add the month to the yearly results of each line, and mark the first that closes below nought."""
    y, count = frame.year[t], books.due.shape[0]
    balance, spent = np.zeros((yearly.shape[0], count)), np.zeros((yearly.shape[0], count))
    for x in range(books.balance.shape[0]):
        line = frame.line[x]
        for n in range(count):
            balance[line, n] += books.balance[x, n] - books.backstop[x, n]
            spent[line, n] += books.expenditure[x, n]
            yearly[line, RECEIPTS, y, begin + n] += books.receipts[x, n]
            yearly[line, EXPENDITURE, y, begin + n] += books.expenditure[x, n]
            yearly[line, SUBSIDIES, y, begin + n] += books.subsidy[x, n]
    for line in range(yearly.shape[0]):
        for n in range(count):
            ring[t % YEAR, line, n] = spent[line, n]
            yearly[line, BALANCE, y, begin + n] = balance[line, n]
            beside = central.run[line, t] + (balance[line, n] - central.path[line, t])
            if beside < -FEN and first[line, begin + n] < 0:
                first[line, begin + n] = t
            if monthly.shape[2] > 0:
                monthly[line, t, begin + n] = balance[line, n]
    return balance


@njit
def read(dates, t, balance, ring, decided, begin):  # type: ignore[no-untyped-def]
    """What law decides on the months of cover at the end of month `t`; nothing within the first year."""
    for j in range(dates.line.shape[0]):
        if dates.read[j] == t and t >= YEAR - 1:
            line = dates.line[j]
            for n in range(balance.shape[1]):
                spent = 0.0
                for k in range(YEAR):
                    spent += ring[k, line, n]
                cover = balance[line, n] / spent * 12.0 if spent > 0.0 else np.inf
                decided[j, n] = dates.at_least[j, begin + n] <= cover < dates.under[j, begin + n]


@njit
def one_block(rows, frame, dates, central, opening, weights, begin, end, found):  # type: ignore[no-untyped-def]
    """The paths from `begin` to `end` from the first month to the last."""
    count, flows, ledgers = end - begin, rows.ledger.shape[0], opening.shape[0]
    weight = weights[:, begin:end].copy()
    books = books_of(opening[:, begin:end], ledgers, count, RULES)
    decided = found.decided[:, begin:end].copy()
    value, part, apart = np.zeros(count), np.zeros(count), np.zeros(count, dtype=np.bool_)
    ring = np.zeros((YEAR, found.yearly.shape[0], count))
    for t in range(rows.base.shape[1]):
        new_month(books)
        for r in range(flows):
            paid = rows.flags[r, EMPLOYER]
            base = rows.free[r, t] if paid and rows.base[r, t] == 0.0 else rows.base[r, t]
            compose(rows, r, t, base, weight, part, value)
            if paid:
                decide(rows, dates, frame, r, t, decided, part, apart, value)
            post(rows, r, value, books)
        for r in range(RULES):
            compose(rows, flows + r, t, rows.base[flows + r, t], weight, part, books.rules[r])
        act(books, frame, t)
        close(books, frame)
        remember(books, frame, t)
        balance = measure(books, frame, t, central, ring, found.yearly, found.first, found.monthly, begin)
        read(dates, t, balance, ring, decided, begin)
    for j in range(decided.shape[0]):
        for n in range(count):
            found.decided[j, begin + n] = decided[j, n]


@njit(nogil=True, cache=True)
def some_blocks(rows, frame, dates, central, opening, weights, found, block, first, apart):  # type: ignore[no-untyped-def]
    """Blocks from the `first` on, each so many `apart`."""
    count = weights.shape[1]
    for begin in range(first * block, count, apart * block):
        one_block(rows, frame, dates, central, opening, weights, begin, min(begin + block, count), found)


def run(
    rows: Rows,
    frame: Frame,
    dates: Dates,
    central: Central,
    opening: FloatArray,
    weights: FloatArray,
    found: Found,
    block: int,
) -> None:
    """All paths: `opening[L, N]` [yuan], `weights[K, N]`; `found` takes what they say. Each path is reckoned by itself,
    so neither blocks nor threads change a byte."""
    blocks = -(-weights.shape[1] // block)
    shares = max(min(threads.workers(), blocks), 1)

    def share(worker: int) -> None:
        some_blocks(rows, frame, dates, central, opening, weights, found, block, worker, shares)

    threads.together(share, shares)


assert COLUMNS == SUBSIDIES + 1
