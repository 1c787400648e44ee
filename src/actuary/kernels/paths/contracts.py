"""What the funds of many paths are kept from, and what is said of them (多路径台账的数据约定): tuples of plain arrays.

`N` paths, `R` rows of flows, `L` ledgers, `K` causes, `T` months, `Y` calendar years.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

MULTIPLIED, ADDED, GAPS = 0, (1, 2), 3
"""Groups of causes: effects whose logarithms add up; two kinds that add up in themselves and multiply with the
others; amounts that are added at the end."""
GROUPS = 4
INTEREST, INVESTED, PENSION_SUBSIDY, STABILISATION, TAKE_UP, STABILISATION_MONTHS = range(6)
RESERVE_SHARE, RESERVE_CAP, NATIONAL, SPENT_BEFORE, PAID_BEFORE, UNEMPLOYED_BEFORE = range(6, 12)
RULES = 12
"""Rules of the ledgers, rows of their own behind the flows: interest of a month, that of pension funds, subsidy to the
pension, share and take-up of stabilisation and the months it asks for, share and cap of the reserve, the nation's
share, spending of the pension and contributions and spending of unemployment in the year before the run."""
CONTRIBUTION, BENEFIT, TRANSFER, SPENT, SUBSIDY, EMPLOYER = range(6)
FLAGS = 6
"""What a row is: a contribution, a benefit, a transfer, spending, ordinary subsidy, what employers pay."""
PENSION, PUBLIC, UNEMPLOYMENT, INJURY, RESERVE = range(5)
"""Ledgers on which something acts, in `places`; -1 where there is none."""
RECEIPTS, EXPENDITURE, BALANCE, SUBSIDIES = range(4)
COLUMNS = 4


class Rows(NamedTuple):
    """Flows and rules on the central path (现金流与规则), and what causes do to them.

    base `[R + RULES, T]` [yuan a month], and `free` the same before law reads any ledger; ledger, lag `[R]`; flags
    `[R, FLAGS]`; the pairs of row r and group g are `starts[r, g] <= p < starts[r, g + 1]`: cause `causes[p]`, effect
    `effects[T, p]` at full weight.
    """

    base: FloatArray
    free: FloatArray
    ledger: IntArray
    lag: IntArray
    flags: BoolArray
    starts: IntArray
    causes: IntArray
    effects: FloatArray


class Frame(NamedTuple):
    """Ledgers, lines and calendar (台账框架).

    line `[L]`: the line that a ledger belongs to, -1 for none; entrusted `[L]`: earns what is invested; places `[5]`;
    calendar `[T]`: month of the year from 0; year `[T]`: its place among the years; whole `[T]`: the year before lies
    wholly in the run; parts: payments of subsidy a year; closing, into `[M]` and merged `[M, T]`: ledgers that merge;
    paid_on `[L]`: whether what leaves with a merger is spending.
    """

    line: IntArray
    entrusted: BoolArray
    places: IntArray
    calendar: IntArray
    year: IntArray
    whole: BoolArray
    parts: int
    closing: IntArray
    into: IntArray
    merged: BoolArray


class Dates(NamedTuple):
    """Dates at which law reads a line's months of cover (触发测定) `[J]`: line, month of the run at whose end it is
    read, -1 before it; lines of law (at least, below) on each path `[J, N]`; factor `[J, T]` on what employers pay
    where it fires and where it does not; what the path without deviations decides `[J]`."""

    line: IntArray
    read: IntArray
    at_least: FloatArray
    under: FloatArray
    fired: FloatArray
    idle: FloatArray
    decided: BoolArray


class Found(NamedTuple):
    """What the paths say: yearly `[line, COLUMNS, Y, N]` [yuan], first month of the run in which a line cannot pay
    `[line, N]`, -1 for none; what was decided at each date `[J, N]`, given of those before the run; balances before the
    backstop by month
    `[line, T, N]`, kept where that axis is as long."""

    yearly: FloatArray
    first: IntArray
    decided: BoolArray
    monthly: FloatArray


class Central(NamedTuple):
    """Balances before the backstop of the central run and of a path without deviations `[line, T]` [yuan]."""

    run: FloatArray
    path: FloatArray
