"""The monthly step of all cohorts (月度推移), and what is seen of them: blocks of ages dealt to threads."""

import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from actuary.kernels import threads
from actuary.kernels.contracts import (
    Accrual,
    Arrivals,
    Exposure,
    FloatArray,
    IntArray,
    Life,
    Month,
    Motion,
    Retirement,
    Room,
    aligned,
)
from actuary.kernels.layout import ADDING, BLOCKS, LANES, TILE, WIDTH
from actuary.kernels.native import Kernel

TURNS = (7, 4, 6, 3, 5, 8, 2, 9, 10, 11, 12, 13, 14, 15, 1, 0)
"""Order in which blocks are dealt out: those that cost most, of working age, first, so that threads end together."""
assert sorted(TURNS) == list(range(BLOCKS))
SHARES = range(BLOCKS, BLOCKS + ADDING)
"""Parts of the step in which the sums of the blocks are added."""
MOVE = Kernel("actuary.kernels.month.blocks", "a_month")
WOULD_MOVE = Kernel("actuary.kernels.month.blocks", "would_move")
LOOK = Kernel("actuary.kernels.month.observing", "look")
RISE = Kernel("actuary.kernels.month.yearly", "rise")
COMPLETED = Kernel("actuary.kernels.month.yearly", "completed")
PUT = Kernel("actuary.kernels.month.yearly", "put")
KERNELS = (MOVE, WOULD_MOVE, LOOK, RISE, COMPLETED, PUT)
_kept = threading.local()


def step(
    state: FloatArray,
    held: Any,
    newest: int,
    ages: int,
    pensioned: IntArray,
    marks: IntArray,
    life: Life,
    motion: Motion,
    retirement: Retirement,
    accrual: Accrual,
    exposure: Exposure,
    arrivals: Arrivals,
    sums: Month,
    month: Month,
    meanwhile: Callable[[], None] | None = None,
) -> None:
    """One month of all cohorts in place; `month` takes what happened. `held[C, G, S]`: bits of the totals that are not
    nought, before and after. `newest` is the row of the youngest cohort, age 0 months; row newest - a has a months of
    age. `ages` months of age are live. `pensioned`: the statuses of new retirees, of resident pensioners and of those
    who wait for that. `sums` is scratch: a `Month` whose arrays lead with an axis of BLOCKS, each block a fixed range
    of ages; they are added in order, so that any number of threads gives the same bytes. `meanwhile` is done while
    people move, and must leave alone what the step is told."""
    groups, statuses = state.shape[1:3]
    room = _room(threads.workers(), groups, statuses, len(motion.source), len(retirement.source))
    room.leaving[:] = 0
    room.leaving[motion.source] = room.leaving[retirement.source] = 1
    told = (life, motion, retirement, accrual, exposure, arrivals, sums, room, month)
    MOVE(TURNS, state, held, newest, ages, pensioned, marks, *told, then=SHARES, meanwhile=meanwhile)


def _room(workers: int, groups: int, statuses: int, moves: int, retiring: int) -> Room:
    """Scratch of the thread that steps, kept from month to month: memory asked for anew is slow. Workers write apart
    from one another."""
    room: Room | None = getattr(_kept, "room", None)
    of_worker, of_block = (2 * workers, groups), (BLOCKS, groups)
    shapes: tuple[tuple[int, ...], ...] = (
        (*of_worker, statuses),
        (*of_worker, statuses),
        (*of_block, statuses),
        (*of_block, moves),
        (*of_block, retiring),
        (statuses,),
    )
    if room is None or tuple(bits.shape for bits in room[1:]) != shapes:
        bits = (np.zeros(shape, np.int64) for shape in shapes)
        room = _kept.room = Room(aligned((workers, TILE * statuses * WIDTH)), *bits)
    return room


def potential(
    state: FloatArray,
    held: Any,
    newest: int,
    ages: int,
    life: Life,
    motion: Motion,
    retirement: Retirement,
    moves: FloatArray,
    heads: FloatArray,
    short: FloatArray,
) -> None:
    """What the month would do, before anything moves: persons that each transition would move,
    `moves[BLOCKS, R, L]`; persons and deaths of each status, `heads[BLOCKS, 2, S, L]`; persons who would move to the
    resident scheme for want of years, `short[BLOCKS, L]`. Arguments as of `step`."""
    alive = aligned((threads.workers(), state.shape[2] * LANES))
    WOULD_MOVE(TURNS, state, held, newest, ages, life, motion, retirement, moves, heads, short, alive)


def look(state: FloatArray, held: Any) -> None:
    """Note in `held[C, G, S]` which totals every cell of `state` holds."""
    LOOK(range(BLOCKS), state, held, np.full(state.shape[1:3], -1))


def rise(
    state: FloatArray, held: Any, newest: int, ages: int, fresh: int, pensioners: IntArray, rises: FloatArray
) -> None:
    """1 January: those of status `fresh` join the first of `pensioners[N]`, each of which then has the parts of its
    pension times `rises[N, L]`."""
    RISE(range(BLOCKS), state, held, newest, ages, fresh, pensioners, rises)


def completed(state: FloatArray, held: Any, newest: int, out: FloatArray) -> None:
    """Persons by completed years of age, into `out[G, S, years, L]`."""
    COMPLETED(range(BLOCKS), state, held, newest, out)


def put(state: FloatArray, held: Any, there: FloatArray, has: Any) -> None:
    """Copy people into `there`, of which `has[C, G, S]` is not nought before, and is what is `held` afterwards."""
    PUT(range(BLOCKS), state, held, there, has)
