"""The monthly step of all cohorts (月度推移), months in a row, and what is seen of them: blocks dealt to threads."""

import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from actuary.kernels import threads
from actuary.kernels.contracts import FloatArray, IntArray, Month, Room, Told, aligned
from actuary.kernels.layout import ADDING, BLOCKS, LANES, TILE, WIDTH
from actuary.kernels.native import Kernel, Work

YOUNGEST = BLOCKS - 1
TURNS = (13, 12, 11, 14, 10, 15, 16, 9, 17, 8, 7, 6, 5, 4, 3, 2, 1, 0, 18, 19, 20)
"""Order in which blocks are dealt out: those that cost most, of working age, first, so that threads end together; the
youngest, whom the newborn join, when all others are done."""
assert sorted(TURNS) == list(range(YOUNGEST))
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


class Rows(NamedTuple):
    """Where cohorts stand in `state[C, G, S, Q * L]` and `held[C, G, S]`, bits of the totals that are not nought before
    and after: row `newest` is of age 0 months, row newest - a has `a` months of age, and `ages` of them are followed;
    block `b` begins with row `bounds[b]`, the oldest first, and ends before `bounds[b + 1]`."""

    state: FloatArray
    held: Any
    newest: int
    bounds: IntArray
    ages: int

    @classmethod
    def even(cls, state: FloatArray, held: Any, newest: int, ages: int) -> "Rows":
        """Blocks of as many ages each."""
        return cls(state, held, newest, newest + 1 - ages + np.arange(BLOCKS + 1) * ages // BLOCKS, ages)


class Scratch:
    """Scratch of the threads that step (草稿区), by month: sums of the blocks, and what workers need, who write apart
    from one another. A thread keeps its own from one call to the next: memory asked for anew is slow."""

    def __init__(self) -> None:
        self._key: tuple[int, ...] = ()
        self._months: list[tuple[Month, Room]] = []

    @classmethod
    def kept(cls) -> "Scratch":
        """That of this thread."""
        if not hasattr(_kept, "scratch"):
            _kept.scratch = cls()
        return _kept.scratch  # type: ignore[no-any-return]  # threads keep what they like

    def of(self, i: int, statuses: int, told: Told) -> tuple[Month, Room]:
        """That of the `i`th month, of which is told."""
        motion, retirement, payers = told.motion, told.retirement, told.accrual.payers
        kinds = len(motion.source), len(retirement.source), len(payers), len(told.exposure.status)
        key = threads.workers(), told.life.death.shape[0], statuses, *kinds
        if key != self._key:
            self._key, self._months = key, []
        if i == len(self._months):
            like = self._months[0][1] if self._months else None
            self._months.append(_sums(like, *key))
        leaving = self._months[0][1].leaving
        leaving[motion.source] = leaving[retirement.source] = 1
        return self._months[i]


def _sums(like: Room | None, workers: int, *shape: int) -> tuple[Month, Room]:
    """Scratch of one month, which shares what is not of a month with another's."""
    groups, statuses, moves, sources, *_ = shape
    if like is None:
        had, has = (np.zeros((2 * workers, groups, statuses), np.int64) for _ in range(2))
        old, exhausting = aligned((workers, TILE * statuses * WIDTH)), aligned((workers, groups, LANES))
        none = np.zeros(0, np.int64)
        like = Room(old, had, has, exhausting, np.zeros(statuses, np.int64), none, none, none)
    noted = (np.zeros((BLOCKS, groups, kinds), np.int64) for kinds in (statuses, moves, sources))
    return Month.empty(*shape, BLOCKS), Room(*like[:5], *noted)


def months(
    rows: Rows,
    pensioned: IntArray,
    marks: IntArray,
    told: Sequence[Told],
    happened: Sequence[Month],
    scratch: Scratch | None = None,
) -> Work:
    """Months of all cohorts in a row, to be moved in place, as each of them is told; `happened` take what happens. More
    than one is told how each of them ends, and every row that is followed meanwhile lies between the bounds.
    `pensioned`: the statuses of new retirees, of resident pensioners and of those who wait for that; `marks[S]`: whose
    account a status holds. `scratch`: that of the thread that moves them, where another lays them out."""
    scratch = scratch or Scratch.kept()
    where = (rows.bounds, rows.ages, pensioned, marks)
    each = [
        (
            rows.state,
            rows.held,
            rows.newest + i,
            *where,
            int(i == 0),
            this,
            *scratch.of(i, rows.state.shape[2], this),
            month,
        )
        for i, (this, month) in enumerate(zip(told, happened, strict=True))
    ]
    return MOVE.laid_out(each)


def move(work: Work, meanwhile: Callable[[], None] | None = None) -> None:
    """Move people through months. Every block moves through all of them before the next, while it is in the cache;
    blocks are added in order, so that any number of threads gives the same bytes. `meanwhile` is done while people
    move, and must leave alone what was told."""
    MOVE.over(work, TURNS, (YOUNGEST,), SHARES, meanwhile=meanwhile)


def potential(rows: Rows, told: Told, moves: FloatArray, heads: FloatArray, short: FloatArray) -> None:
    """What the month would do, before anything moves: persons that each transition would move,
    `moves[BLOCKS, R, L]`; persons and deaths of each status, `heads[BLOCKS, 2, S, L]`; persons who would move to the
    resident scheme for want of years, `short[BLOCKS, L]`."""
    workers, (groups, statuses) = threads.workers(), rows.state.shape[1:3]
    scratch = aligned((workers, statuses * LANES)), aligned((workers, groups, LANES))
    by = told.life, told.motion, told.retirement, told.claims
    WOULD_MOVE((*TURNS, YOUNGEST), *rows, *by, moves, heads, short, *scratch)


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


def put(state: FloatArray, held: Any, there: FloatArray, has: Any, meanwhile: Callable[[], None] | None = None) -> None:
    """Copy people into `there`, of which `has[C, G, S]` is not nought before, and is what is `held` afterwards;
    something is done `meanwhile`."""
    PUT.over(PUT.laid_out([(state, held, there, has)]), range(BLOCKS), meanwhile=meanwhile)
