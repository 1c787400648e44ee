"""The monthly step of a block of ages (月度推移核), and what it would do: plain arrays in, plain arrays out."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import add, at, fetch, holds, read, write
from actuary.kernels.layout import (
    ACCOUNTS,
    BLOCKS,
    LANES,
    MINIMUM_YEARS,
    OUTCOMES,
    PARTS,
    SIGMA,
    TILE,
    TO_RESIDENT,
    WIDTH,
    YEARS,
)
from actuary.kernels.month.accounts import accrue, keep_accounts
from actuary.kernels.month.moving import arrive, brought_along, die, move
from actuary.kernels.month.observing import bear, count, expose, holdings, note, record
from actuary.kernels.month.retiring import retire, short_by_lane


@njit
def one_block(  # type: ignore[no-untyped-def]
    state,
    held,
    newest,
    ages,
    pensioned,
    marks,
    life,
    motion,
    retirement,
    accrual,
    exposure,
    arrivals,
    sums,
    room,
    block,
    worker,
):
    """One month of the ages of one block, all categories, into its sums; tile by tile from the oldest to the youngest,
    as they lie in memory."""
    clear(sums, block)
    groups, statuses = state.shape[1], state.shape[2]
    old, first, had, has = (
        room.old,
        worker * TILE * groups * statuses * WIDTH,
        room.had[2 * worker],
        room.has[2 * worker],
    )
    top, last = (block + 1) * ages // BLOCKS - 1, block * ages // BLOCKS
    while top >= last:
        row, span = newest - top, min(TILE, top - last + 1)
        holdings(held, row, span, has)
        watch(state, row, span, top, has, marks, life, accrual, exposure, sums, block)
        for g in range(groups):
            die(
                state,
                row,
                span,
                top,
                g,
                has,
                life.death,
                old,
                first,
                sums.death,
                (block * groups + g) * statuses * WIDTH,
            )
        for g in range(groups):
            for s in range(statuses):
                had[g, s] = has[g, s]
        for g in range(groups):
            change(state, row, span, top, g, had, has, old, first, motion, retirement, arrivals, pensioned, sums, block)
        brought_along(old, first, span, top, had, motion, arrivals, sums.account, block * ACCOUNTS * LANES)
        note(state, row, span, has, held)
        top -= span


@njit
def watch(state, row, span, top, has, marks, life, accrual, exposure, sums, block):  # type: ignore[no-untyped-def]
    """What is seen of a tile before anybody moves; then records grow by paying and interest."""
    groups, statuses = has.shape
    for g in range(groups):
        count(state, row, span, g, has, sums.people, (block * groups + g) * statuses * LANES)
    record(state, row, span, has, marks, sums.record, block * 2 * LANES)
    expose(state, row, span, top, has, exposure, sums.exposure, block * exposure.status.shape[0] * LANES)
    bear(state, row, span, top, has, life.birth, sums.birth, block * LANES)
    base, account = block * accrual.payers.shape[0] * 3 * LANES, block * ACCOUNTS * LANES
    for i in range(span):
        for g in range(groups):
            cell = ((row + i) * groups + g) * statuses * WIDTH
            accrue(state, cell, has, g, top - i, accrual, sums.base, base, sums.account, account)
            keep_accounts(state, cell, has, g, accrual, marks, sums.account, account)


@njit
def change(  # type: ignore[no-untyped-def]
    state, row, span, top, g, had, has, old, first, motion, retirement, arrivals, pensioned, sums, block
):
    """Moves, retirements and arrivals of one category of a tile."""
    groups, statuses = has.shape
    group = block * groups + g
    flow = group * motion.source.shape[0] * WIDTH
    move(state, row, span, top, g, had, has, old, first, motion, retirement, sums.flow, flow)
    out = group * retirement.source.shape[0] * OUTCOMES * WIDTH
    for i in range(span):
        if holds(at(retirement.due, g, top - i)) or holds(at(retirement.ready, g, top - i)):
            cell, survivors = ((row + i) * groups + g) * statuses * WIDTH, first + (i * groups + g) * statuses * WIDTH
            retire(state, cell, old, survivors, had, has, g, top - i, retirement, pensioned, sums.retired, out)
    arrive(state, row, span, top, g, had, has, old, first, motion, arrivals, sums.arrival, group * LANES)


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
    """Add the blocks of a part of one field in their order: `sums[BLOCKS, ...]` into `whole`."""
    values = whole.size // LANES
    for lane in range(part * values // PARTS * LANES, (part + 1) * values // PARTS * LANES, LANES):
        total = read(sums, lane)
        for block in range(1, BLOCKS):
            total += read(sums, block * whole.size + lane)
        write(whole, lane, total)


@njit
def add_up(sums, month, part, worker):  # type: ignore[no-untyped-def]
    """Add the blocks of a part of every field."""
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


@njit
def would_move(  # type: ignore[no-untyped-def]
    state, held, newest, ages, life, motion, retirement, moves, heads, short, alive, block, worker
):
    """What the month would do to the ages of one block; `alive[W, S * L]` is scratch by worker."""
    moves[block], heads[block], short[block] = 0.0, 0.0, 0.0
    groups, statuses, kinds = state.shape[1], state.shape[2], motion.source.shape[0]
    whole, n = statuses * WIDTH, retirement.numbers
    row, living = block * kinds * LANES, block * 2 * statuses * LANES
    mine = worker * statuses * LANES
    for a in range((block + 1) * ages // BLOCKS - 1, block * ages // BLOCKS - 1, -1):
        c = newest - a
        for g in range(groups):
            cell = (c * groups + g) * whole
            for s in range(statuses):
                if held[c + 1, g, s]:
                    fetch(state, cell + groups * whole + s * WIDTH)
                if held[c, g, s] == 0:
                    continue
                persons = read(state, cell + s * WIDTH)
                died = persons * life.death[g, a]
                write(alive, mine + s * LANES, persons - died)
                add(heads, living + s * LANES, persons)
                add(heads, living + (statuses + s) * LANES, died)
            for r in range(kinds):
                p, source = motion.probability[r, g, a], motion.source[r]
                if p != 0.0 and held[c, g, source]:
                    factor = read(motion.lane, (r * groups + g) * LANES) * p
                    add(moves, row + r * LANES, read(alive, mine + source * LANES) * factor)
            if retirement.due[g, a] > 0.0:
                for k in range(retirement.source.shape[0]):
                    if held[c, g, retirement.source[k]] == 0:
                        continue
                    here = cell + retirement.source[k] * WIDTH
                    heads_short, _ = short_by_lane(
                        read(state, here), read(state, here + YEARS), n[MINIMUM_YEARS], n[SIGMA]
                    )
                    leaving = read(alive, mine + retirement.source[k] * LANES) * (retirement.due[g, a] * n[TO_RESIDENT])
                    add(short, block * LANES, heads_short * leaving)
