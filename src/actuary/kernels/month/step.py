"""The monthly step of all cohorts (月度推移核), and what it would do: plain arrays in, plain arrays out."""

import numpy as np
from numba import njit, prange

from actuary.kernels.lanes import add, at, fetch, holds, read, write
from actuary.kernels.layout import (
    ACCOUNTS,
    BLOCKS,
    LANES,
    MINIMUM_YEARS,
    OUTCOMES,
    SIGMA,
    TO_RESIDENT,
    WIDTH,
    YEARS,
)
from actuary.kernels.month.accounts import accrue, keep_accounts
from actuary.kernels.month.moving import arrive, die, move
from actuary.kernels.month.observing import bear, count, expose
from actuary.kernels.month.retiring import retire, short_by_lane

TURNS = (0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15)
"""Order in which blocks are dealt out: neighbours, which cost alike, go to different threads."""
assert sorted(TURNS) == list(range(BLOCKS))


@njit
def live_statuses(a, working_from, working_to, statuses):  # type: ignore[no-untyped-def]
    """Range of statuses that people of this age can hold (children first, pensioners last in the list)."""
    if a < working_from:
        return 0, 1
    if a < working_to:
        return 0, statuses
    return 7, statuses


@njit
def one_block(  # type: ignore[no-untyped-def]
    state, newest, ages, bands, marks, life, motion, retirement, accrual, exposure, arrivals, sums, block
):
    """One month of the ages of one block, all categories, into its sums; from the oldest to the youngest, as they lie
    in memory."""
    clear(sums, block)
    groups, statuses, moves = state.shape[1], state.shape[2], motion.source.shape[0]
    awards, whole = retirement.source.shape[0] * OUTCOMES * WIDTH, statuses * WIDTH
    record, exposed = block * 2 * LANES, block * exposure.status.shape[0] * LANES
    base, account = block * accrual.payers.shape[0] * 3 * LANES, block * ACCOUNTS * LANES
    old = np.empty(whole)
    for a in range((block + 1) * ages // BLOCKS - 1, block * ages // BLOCKS - 1, -1):
        low, high = live_statuses(a, bands[0], bands[1], statuses)
        for g in range(groups):
            cell, group = ((newest - a) * groups + g) * whole, block * groups + g
            count(state, cell, low, high, marks, sums.people, group * statuses * LANES, sums.record, record)
            expose(state, cell, low, high, g, a, exposure, sums.exposure, exposed)
            births = at(life.birth, g, a)
            if holds(births):
                bear(state, cell, low, high, births, sums.birth, block * LANES)
            if high - low > 1:
                if low == 0:
                    accrue(state, cell, a, accrual, sums.base, base, sums.account, account)
                keep_accounts(state, cell, low, high, accrual, marks, sums.account, account)
            die(state, cell, low, high, at(life.death, g, a), old, sums.death, group * whole, cell + groups * whole)
            flow = group * moves * WIDTH
            move(state, cell, old, low, high, g, a, motion, retirement, sums.flow, flow, sums.account, account)
            if holds(at(retirement.due, g, a)) or holds(at(retirement.ready, g, a)):
                retire(state, cell, old, g, a, retirement, bands, sums.retired, group * awards)
            came = group * LANES
            arrive(state, cell, g, a, arrivals, motion.brought, sums.arrival, came, sums.account, account)


@njit
def clear(sums, block):  # type: ignore[no-untyped-def]
    """Sums of nought for one block."""
    sums.people[block] = 0.0
    sums.record[block] = 0.0
    sums.exposure[block] = 0.0
    sums.base[block] = 0.0
    sums.death[block] = 0.0
    sums.flow[block] = 0.0
    sums.retired[block] = 0.0
    sums.arrival[block] = 0.0
    sums.birth[block] = 0.0
    sums.account[block] = 0.0


@njit
def together(sums, whole, part):  # type: ignore[no-untyped-def]
    """Add the blocks of one field in their order: `sums[BLOCKS, ...]` into `whole`, one part of BLOCKS of it."""
    lanes = whole.size // LANES
    for lane in range(part * lanes // BLOCKS * LANES, (part + 1) * lanes // BLOCKS * LANES, LANES):
        total = read(sums, lane)
        for block in range(1, BLOCKS):
            total += read(sums, block * whole.size + lane)
        write(whole, lane, total)


@njit
def add_up(sums, month, part):  # type: ignore[no-untyped-def]
    """Add the blocks of every field, one part of BLOCKS of each."""
    together(sums.people, month.people, part)
    together(sums.record, month.record, part)
    together(sums.exposure, month.exposure, part)
    together(sums.base, month.base, part)
    together(sums.death, month.death, part)
    together(sums.flow, month.flow, part)
    together(sums.retired, month.retired, part)
    together(sums.arrival, month.arrival, part)
    together(sums.birth, month.birth, part)
    together(sums.account, month.account, part)


@njit(parallel=True, cache=True)
def step(  # type: ignore[no-untyped-def]
    state, newest, ages, bands, marks, life, motion, retirement, accrual, exposure, arrivals, sums, month
):
    """One month of all cohorts in place; `month` takes what happened. `newest` is the row of the youngest cohort, age
    0 months; row newest - a has a months of age. `ages` months of age are live. `bands`: ages between which people can
    work, and the statuses of new retirees, of resident pensioners and of those who wait for that. `sums` is scratch:
    a `Month` whose arrays lead with an axis of BLOCKS, each block a fixed range of ages; they are added in order, so
    that any number of threads gives the same bytes."""
    for turn in prange(BLOCKS):
        one_block(
            state,
            newest,
            ages,
            bands,
            marks,
            life,
            motion,
            retirement,
            accrual,
            exposure,
            arrivals,
            sums,
            TURNS[turn],
        )
    for part in prange(BLOCKS):
        add_up(sums, month, part)


@njit
def would_move(state, newest, ages, bands, life, motion, retirement, moves, heads, short, block):  # type: ignore[no-untyped-def]
    """`potential` of the ages of one block."""
    moves[block], heads[block], short[block] = 0.0, 0.0, 0.0
    groups, statuses, kinds = state.shape[1], state.shape[2], motion.source.shape[0]
    whole, n = statuses * WIDTH, retirement.numbers
    row, living = block * kinds * LANES, block * 2 * statuses * LANES
    alive = np.empty(statuses * LANES)
    for a in range((block + 1) * ages // BLOCKS - 1, block * ages // BLOCKS - 1, -1):
        low, high = live_statuses(a, bands[0], bands[1], statuses)
        for g in range(groups):
            cell = ((newest - a) * groups + g) * whole
            for s in range(low, high):
                fetch(state, cell + groups * whole + s * WIDTH)
                persons = read(state, cell + s * WIDTH)
                died = persons * life.death[g, a]
                write(alive, s * LANES, persons - died)
                add(heads, living + s * LANES, persons)
                add(heads, living + (statuses + s) * LANES, died)
            for r in range(kinds):
                p, source = motion.probability[r, g, a], motion.source[r]
                if p != 0.0 and low <= source < high:
                    factor = read(motion.lane, (r * groups + g) * LANES) * p
                    add(moves, row + r * LANES, read(alive, source * LANES) * factor)
            if retirement.due[g, a] > 0.0:
                for k in range(retirement.source.shape[0]):
                    here = cell + retirement.source[k] * WIDTH
                    heads_short, _ = short_by_lane(
                        read(state, here), read(state, here + YEARS), n[MINIMUM_YEARS], n[SIGMA]
                    )
                    leaving = read(alive, retirement.source[k] * LANES) * (retirement.due[g, a] * n[TO_RESIDENT])
                    add(short, block * LANES, heads_short * leaving)


@njit(parallel=True, cache=True)
def potential(state, newest, ages, bands, life, motion, retirement, moves, heads, short):  # type: ignore[no-untyped-def]
    """What the month would do, before anything moves: persons that each transition would move,
    `moves[BLOCKS, R, L]`; persons and deaths of each status, `heads[BLOCKS, 2, S, L]`; persons who would move to the
    resident scheme for want of years, `short[BLOCKS, L]`. Arguments as of `step`."""
    for turn in prange(BLOCKS):
        would_move(state, newest, ages, bands, life, motion, retirement, moves, heads, short, TURNS[turn])
