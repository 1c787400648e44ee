"""Dates at which law reads a fund on each path (路径内触发): what it reads before the run, its lines, what follows.

Every trigger on a rate is decided on the path itself: later ones inside the kernel on the months of cover that the path
has come to, those of before the run on what the path says of the opening, or of the province.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Trigger
from actuary.funds.pools import Pooling
from actuary.kernels import paths as kernel
from actuary.valuation.acting import Effects, dates, positions_of
from actuary.valuation.assemble import Assembled
from actuary.valuation.lines import LINES
from actuary.valuation.triggers import Positions, Term

FloatArray = NDArray[np.float64]
HELD, SPENT, AT_LEAST, UNDER = range(4)
"""What a read is told by: what is held before the run and what a year costs [yuan], lines of law [month]."""
TOLD = 4
BEFORE, YEAR = -1, 12


class Read(NamedTuple):
    """A date (触发测定): the trigger and its term, line, month of the run at whose end it is read, BEFORE for none."""

    trigger: Trigger
    term: Term
    line: int
    month: int


def reads_of(a: Assembled, triggers: Iterable[Trigger], positions: Positions) -> tuple[Read, ...]:
    """Dates on which something hangs; within the first year there is no position to read."""
    found = []
    for term, trigger in dates(triggers, positions):
        if not Effects(trigger, term, a).any:
            continue
        line = next(i for i, line in enumerate(LINES) if (line.fund, line.account) == (trigger.fund, trigger.account))
        told = positions.before(trigger, term)
        month = term.measured - positions.first if told is None else BEFORE
        if told is not None or month >= YEAR - 1:
            found.append(Read(trigger, term, line, month))
    return tuple(found)


def told(reads: Iterable[Read], positions: Positions) -> FloatArray:
    """What each read is told by `[J, TOLD]`."""
    rows = []
    for each in reads:
        held, spent = positions.before(each.trigger, each.term) or (0.0, 0.0)
        at_least, under = positions.lines(each.trigger, each.term)
        rows.append((held, spent, -np.inf if at_least is None else at_least, np.inf if under is None else under))
    return np.array(rows, dtype=float).reshape(-1, TOLD)


def positions_at(a: Assembled, balances: Mapping[tuple[str, str], FloatArray], pooling: Pooling) -> Positions:
    """Where law reads what no run decides; opening `balances[D]` [yuan]."""
    return positions_of(a, balances, pooling, None)


def dates_of(reads: tuple[Read, ...], a: Assembled) -> kernel.Dates:
    """Dates as the kernel asks for them; lines of law and what the central path decides are told later."""
    effects = [Effects(each.trigger, each.term, a) for each in reads]
    shape = len(reads), a.months
    return kernel.Dates(
        np.array([each.line for each in reads], dtype=np.int64),
        np.array([each.month for each in reads], dtype=np.int64),
        np.zeros((len(reads), 0)),
        np.zeros((len(reads), 0)),
        np.array([each.fired for each in effects], dtype=float).reshape(shape),
        np.array([each.idle for each in effects], dtype=float).reshape(shape),
        np.zeros(len(reads), dtype=bool),
    )


def decided_before(read: NDArray[np.int64], told: FloatArray) -> NDArray[np.bool_]:
    """What law decides before the run `[J, N]`, of what is told on each path `[J, TOLD, N]`; nought of later reads."""
    held, spent = told[:, HELD], told[:, SPENT]
    with np.errstate(divide="ignore", invalid="ignore"):
        cover = held / spent * YEAR
    return np.asarray(
        (cover >= told[:, AT_LEAST]) & (cover < told[:, UNDER]) & (spent > 0.0) & (read == BEFORE)[:, None]
    )
