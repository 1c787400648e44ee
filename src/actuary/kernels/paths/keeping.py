"""Ledgers of many paths side by side (多路径基金台账): what depends on balances, inside each path.

The same order of a month as the ledgers of the engine: mergers, subsidy, what the nation settles, the budget's gap,
stabilisation, reserve; then interest, closing and backstop.
"""

from typing import NamedTuple

import numpy as np

from actuary.kernels.compiler import njit
from actuary.kernels.paths.contracts import (
    INJURY,
    INTEREST,
    INVESTED,
    NATIONAL,
    PAID_BEFORE,
    PENSION,
    PENSION_SUBSIDY,
    PUBLIC,
    RESERVE,
    RESERVE_CAP,
    RESERVE_SHARE,
    SPENT_BEFORE,
    STABILISATION,
    STABILISATION_MONTHS,
    TAKE_UP,
    UNEMPLOYED_BEFORE,
    UNEMPLOYMENT,
    FloatArray,
)

FEN = 0.01
SMALL = 1e-9


class Books(NamedTuple):
    """Where some paths stand (台账状态), all `[L, N]` [yuan]: balance and what the backstop has paid; of the month:
    flow, contributions, spending, handed over, receipts, expenditure, subsidy, what moved in.

    Of this calendar year and the last `[2, L, N]`: contributions, spending, spending with what was handed over; the
    same three of the first month `first[3, L, N]`; `covered[N]`: months that the unemployment fund held when last read;
    `due[N]`: what the nation owes for the quarter; `rules[RULES, N]` of the month.
    """

    balance: FloatArray
    backstop: FloatArray
    flow: FloatArray
    contributions: FloatArray
    spending: FloatArray
    handed: FloatArray
    receipts: FloatArray
    expenditure: FloatArray
    subsidy: FloatArray
    moved: FloatArray
    paid: FloatArray
    spent: FloatArray
    all_spent: FloatArray
    first: FloatArray
    covered: FloatArray
    due: FloatArray
    rules: FloatArray


@njit
def last_year(sums, first, whole, before):  # type: ignore[no-untyped-def]
    """Last calendar year's sum; for the first year the figure of the year before the run."""
    return sums if whole else first / max(first, SMALL) * before


@njit
def merge(books, frame, t):  # type: ignore[no-untyped-def]
    """Move at the start of a merged month what the closing ledger holds."""
    for m in range(frame.closing.shape[0]):
        if frame.merged[m, t]:
            closing, into = frame.closing[m], frame.into[m]
            for n in range(books.due.shape[0]):
                held = books.balance[closing, n]
                books.flow[closing, n] -= held
                books.flow[into, n] += held
                books.expenditure[closing, n] += held
                books.receipts[into, n] += held
                books.moved[closing, n] -= held
                books.moved[into, n] += held


@njit
def help_pension(books, frame, t):  # type: ignore[no-untyped-def]
    """Ordinary subsidy in instalments, then what the nation settles at the end of a quarter."""
    x = frame.places[PENSION]
    pays = (frame.calendar[t] + 1) % (12 // frame.parts) == 0
    settles = (frame.calendar[t] + 1) % 3 == 0
    for n in range(books.due.shape[0]):
        rules = books.rules[:, n]
        if pays:
            spent = last_year(books.spent[1, x, n], books.first[1, x, n], frame.whole[t], rules[SPENT_BEFORE])
            given = spent * rules[PENSION_SUBSIDY] / frame.parts
            books.flow[x, n] += given
            books.receipts[x, n] += given
            books.subsidy[x, n] += given
        books.due[n] -= rules[NATIONAL] * books.flow[x, n]
        if settles:
            due = books.due[n]
            books.flow[x, n] += due
            books.receipts[x, n] += max(due, 0.0)
            books.expenditure[x, n] -= min(due, 0.0)
            books.due[n] = 0.0


@njit
def meet_gap(books, frame):  # type: ignore[no-untyped-def]
    """The budget pays what the public ledger lacks this month after its balance is used."""
    x = frame.places[PUBLIC]
    for n in range(books.due.shape[0]):
        total = books.balance[x, n] + books.flow[x, n]
        if total < -FEN:
            books.flow[x, n] -= total
            books.receipts[x, n] -= total
            books.subsidy[x, n] -= total


@njit
def stabilise(books, frame, t):  # type: ignore[no-untyped-def]
    """Stabilisation payments in the months of a year at whose start the fund held enough."""
    x = frame.places[UNEMPLOYMENT]
    reads = t == 0 or frame.calendar[t] == 0
    for n in range(books.due.shape[0]):
        rules = books.rules[:, n]
        if reads:
            before = rules[UNEMPLOYED_BEFORE]
            spent = last_year(books.all_spent[1, x, n], books.first[2, x, n], frame.whole[t], before)
            books.covered[n] = books.balance[x, n] / spent * 12.0 if spent > 0.0 else np.inf
        if rules[STABILISATION] != 0.0 and books.covered[n] >= rules[STABILISATION_MONTHS]:
            paid = last_year(books.paid[1, x, n], books.first[0, x, n], frame.whole[t], rules[PAID_BEFORE])
            given = paid * rules[STABILISATION] * rules[TAKE_UP] / 12.0
            books.flow[x, n] -= given
            books.spending[x, n] += given
            books.expenditure[x, n] += given


@njit
def set_aside(books, frame, t):  # type: ignore[no-untyped-def]
    """The reserve of work injury: set aside in December up to its cap, drawn before the pool closes below nought."""
    x, aside = frame.places[INJURY], frame.places[RESERVE]
    december = frame.calendar[t] == 11
    for n in range(books.due.shape[0]):
        rules = books.rules[:, n]
        if december and rules[RESERVE_SHARE] > 0.0:
            year = books.paid[0, x, n] + books.contributions[x, n]
            room = year * rules[RESERVE_CAP] - (books.balance[aside, n] + books.flow[aside, n])
            room = min(room, books.balance[x, n] + books.flow[x, n])
            amount = max(min(year * rules[RESERVE_SHARE], room), 0.0) if year > 0.0 else 0.0
            books.flow[x, n] -= amount
            books.flow[aside, n] += amount
        lacking = max(-(books.balance[x, n] + books.flow[x, n]), 0.0)
        drawn = min(lacking, max(books.balance[aside, n] + books.flow[aside, n], 0.0))
        if drawn > FEN:
            books.flow[x, n] += drawn
            books.flow[aside, n] -= drawn


@njit
def note_first(books):  # type: ignore[no-untyped-def]
    """Remember the first month, place by place: over whole arrays the compiler takes seconds."""
    for x in range(books.balance.shape[0]):
        for n in range(books.due.shape[0]):
            books.first[0, x, n], books.first[1, x, n] = books.contributions[x, n], books.spending[x, n]
            books.first[2, x, n] = books.spending[x, n] + books.handed[x, n]


@njit
def act(books, frame, t):  # type: ignore[no-untyped-def]
    """All that depends on balances, in the order in which it happens in a month."""
    if t == 0:
        note_first(books)
    merge(books, frame, t)
    if frame.places[PENSION] >= 0:
        help_pension(books, frame, t)
    if frame.places[PUBLIC] >= 0:
        meet_gap(books, frame)
    if frame.places[UNEMPLOYMENT] >= 0:
        stabilise(books, frame, t)
    if frame.places[INJURY] >= 0 and frame.places[RESERVE] >= 0:
        set_aside(books, frame, t)


@njit
def close(books, frame):  # type: ignore[no-untyped-def]
    """Interest on what was there (none on a deficit), closing and backstop."""
    for x in range(books.balance.shape[0]):
        rate = INVESTED if frame.entrusted[x] else INTEREST
        for n in range(books.due.shape[0]):
            earning = books.balance[x, n] + books.moved[x, n]
            earned = earning * books.rules[rate, n] if earning > FEN else 0.0
            books.receipts[x, n] += earned
            closing = books.balance[x, n] + (books.flow[x, n] + earned)
            if closing < -FEN:
                books.backstop[x, n] -= closing
                closing = 0.0
            books.balance[x, n] = closing


@njit
def remember(books, frame, t):  # type: ignore[no-untyped-def]
    """Add the month to its calendar year; with December the year becomes the last."""
    ends = frame.calendar[t] == 11
    for x in range(books.balance.shape[0]):
        for n in range(books.due.shape[0]):
            paid = books.paid[0, x, n] + books.contributions[x, n]
            spent = books.spent[0, x, n] + books.spending[x, n]
            everything = books.all_spent[0, x, n] + books.spending[x, n] + books.handed[x, n]
            if ends:
                books.paid[1, x, n], books.spent[1, x, n], books.all_spent[1, x, n] = paid, spent, everything
                paid, spent, everything = 0.0, 0.0, 0.0
            books.paid[0, x, n], books.spent[0, x, n], books.all_spent[0, x, n] = paid, spent, everything


@njit
def books_of(opening, ledgers, count, rules):  # type: ignore[no-untyped-def]
    """Books before the first month; `opening[L, N]` [yuan]."""
    shape, years = (ledgers, count), (2, ledgers, count)
    return Books(
        opening.copy(),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(shape),
        np.zeros(years),
        np.zeros(years),
        np.zeros(years),
        np.zeros((3, ledgers, count)),
        np.zeros(count),
        np.zeros(count),
        np.zeros((rules, count)),
    )


@njit
def new_month(books):  # type: ignore[no-untyped-def]
    """Nothing has happened in the month yet."""
    books.flow[:] = 0.0
    books.contributions[:] = 0.0
    books.spending[:] = 0.0
    books.handed[:] = 0.0
    books.receipts[:] = 0.0
    books.expenditure[:] = 0.0
    books.subsidy[:] = 0.0
    books.moved[:] = 0.0
