"""The monthly step of a block of ages (月度推移核), and what it would do: plain arrays in, plain arrays out."""

from actuary.kernels.claiming import exhaust, follow
from actuary.kernels.compiler import njit, within
from actuary.kernels.lanes import add, at, holds, level, read, write
from actuary.kernels.layout import (
    ACCOUNTS,
    ADDING,
    BLOCKS,
    HAS_PERSONS,
    LANES,
    MINIMUM_YEARS,
    OUTCOMES,
    SIGMA,
    TILE,
    TO_RESIDENT,
    TOTALS,
    WIDTH,
    YEARS,
)
from actuary.kernels.month.accounts import accrue, keep_accounts
from actuary.kernels.month.moving import arrive, come_of_age, die, ends, factor, move, share_of
from actuary.kernels.month.observing import bear, count, expose, holdings, note, record
from actuary.kernels.month.retiring import may_retire, retire, short_by_lane


@njit
def a_month(  # type: ignore[no-untyped-def]
    state,
    held,
    newest,
    bounds,
    ages,
    pensioned,
    marks,
    cold,
    told,
    sums,
    room,
    month,
    part,
    worker,
):
    """One month of a block, which may be `cold`, not in the cache; of the parts after the blocks, when these are done,
    a share of their sums."""
    if part < BLOCKS:
        one_block(state, held, newest, bounds, ages, pensioned, marks, cold, told, sums, room, part, worker)
        end(state, held, newest, ages, told, sums, room, part)
    else:
        add_up(sums, room, month, part - BLOCKS)


@within
def one_block(  # type: ignore[no-untyped-def]
    state,
    held,
    newest,
    bounds,
    ages,
    pensioned,
    marks,
    cold,
    told,
    sums,
    room,
    block,
    worker,
):
    """One month of the cohorts of one block, all categories, into its sums; tile by tile from the oldest to the
    youngest, as they lie in memory."""
    clear(sums, room, block)
    exhaust(told.claims, block, room.exhausting, worker * state.shape[1] * LANES)
    groups, statuses = state.shape[1], state.shape[2]
    died, had, has = room.died[block], room.had[2 * worker], room.has[2 * worker]
    old, first = room.old, worker * TILE * statuses * WIDTH
    row, end = first_row(bounds, newest, ages, block), end_row(bounds, newest, block)
    while row < end:
        top, span = newest - row, min(TILE, end - row)
        holdings(held, row, span, has)
        for g in range(groups):
            watch(state, row, span, top, g, has, marks, told.life, told.accrual, told.exposure, sums, block)
            place = (block * groups + g) * statuses * WIDTH
            die(state, row, span, top, g, has, told.life.death, old, first, sums.death, place, died, room.leaving, cold)
            for s in range(statuses):
                had[g, s] = has[g, s]
            change(state, row, span, top, g, had, has, old, first, told, pensioned, sums, room, block, worker)
            note(state, row, span, g, has, held, told.turning.looks)
        row += span


@njit
def first_row(bounds, newest, ages, block):  # type: ignore[no-untyped-def]
    """The oldest cohort of a block that is followed."""
    return max(bounds[block], newest - ages + 1)


@njit
def end_row(bounds, newest, block):  # type: ignore[no-untyped-def]
    """The cohort after the youngest of a block that is born."""
    return min(bounds[block + 1], newest + 1)


@njit
def end(state, held, newest, ages, told, sums, room, block):  # type: ignore[no-untyped-def]
    """Month end of a block: claimants draw a month more; in that of the oldest the open age folds one row, and in that
    of the youngest, when all others are through the month, the newborn take theirs."""
    follow(told.claims, block, sums, room.died, room.moved, room.retired)
    turning, groups, statuses = told.turning, state.shape[1], state.shape[2]
    if turning.share.shape[0] == 0:
        return
    if block == 0:
        fold(state, held, newest - ages + 1)
    if block == BLOCKS - 1:
        born = level(0.0)
        for other in range(BLOCKS):
            born += read(sums.birth, other * LANES)
        for g in range(groups):
            mine, cell = born * read(turning.share, g * LANES), ((newest + 1) * groups + g) * statuses + turning.status
            write(state, cell * WIDTH, mine)
            write(turning.born, g * LANES, mine)
            held[newest + 1, g, turning.status] = HAS_PERSONS


@njit
def fold(state, held, row):  # type: ignore[no-untyped-def]
    """The oldest cohort, all totals, joins the next."""
    groups, statuses = state.shape[1], state.shape[2]
    for g in range(groups):
        for s in range(statuses):
            bits, here = held[row, g, s], ((row * groups + g) * statuses + s) * WIDTH
            for total in range(TOTALS):
                if bits >> total & 1:
                    place = here + total * LANES
                    add(state, place + groups * statuses * WIDTH, read(state, place))
                    write(state, place, level(0.0))
            held[row + 1, g, s] |= bits
            held[row, g, s] = 0


@within
def watch(state, row, span, top, g, has, marks, life, accrual, exposure, sums, block):  # type: ignore[no-untyped-def]
    """What is seen of one category of a tile before anybody moves; then records grow by paying and interest."""
    groups, statuses = has.shape
    count(state, row, span, g, has, sums.people, (block * groups + g) * statuses * LANES)
    record(state, row, span, g, has, marks, sums.record, block * 2 * LANES)
    expose(state, row, span, top, g, has, exposure, sums.exposure, block * exposure.status.shape[0] * LANES)
    bear(state, row, span, top, g, has, life.birth, sums.birth, block * LANES)
    base, account = block * accrual.payers.shape[0] * 3 * LANES, block * ACCOUNTS * LANES
    for i in range(span):
        cell = ((row + i) * groups + g) * statuses * WIDTH
        accrue(state, cell, has, g, top - i, accrual, sums.base, base, sums.account, account)
        keep_accounts(state, cell, has, g, accrual, marks, sums.account, account)


@within
def change(  # type: ignore[no-untyped-def]
    state, row, span, top, g, had, has, old, first, told, pensioned, sums, room, block, worker
):
    """Moves, retirements and arrivals of one category of a tile."""
    motion, retirement, arrivals = told.motion, told.retirement, told.arrivals
    moved, retired = room.moved[block], room.retired[block]
    groups, statuses = has.shape
    group, account = block * groups + g, block * ACCOUNTS * LANES
    flow, by = group * motion.source.shape[0] * WIDTH, (motion, retirement, told.claims, room, worker)
    move(state, row, span, top, g, had, has, old, first, *by, sums.flow, flow, moved, sums.account, account)
    out = group * retirement.source.shape[0] * OUTCOMES * WIDTH
    for i in range(span if may_retire(g, had, retirement) else 0):
        if holds(at(retirement.due, g, top - i)) or holds(at(retirement.ready, g, top - i)):
            cell, survivors = ((row + i) * groups + g) * statuses * WIDTH, first + i * statuses * WIDTH
            retire(state, cell, old, survivors, had, has, g, top - i, retirement, pensioned, sums.retired, out, retired)
    coming = sums.arrival, group * LANES, sums.account, account
    arrive(state, row, span, top, g, had, has, old, first, motion, retirement, arrivals, *coming)


@njit
def clear(sums, room, block):  # type: ignore[no-untyped-def]
    """Sums of nought for one block; of who died, moved and retired there are none yet."""
    sums.people[block] = 0.0
    sums.record[block] = 0.0
    sums.exposure[block] = 0.0
    sums.base[block] = 0.0
    room.died[block] = 0
    room.moved[block] = 0
    room.retired[block] = 0
    sums.arrival[block] = 0.0
    sums.birth[block] = 0.0
    sums.account[block] = 0.0


@njit
def together(sums, whole, share):  # type: ignore[no-untyped-def]
    """Add the blocks of one field in their order: a share of `sums[BLOCKS, ...]` into `whole`."""
    units = whole.size // LANES
    for lane in range(share * units // ADDING * LANES, (share + 1) * units // ADDING * LANES, LANES):
        total = read(sums, lane)
        for block in range(1, BLOCKS):
            total += read(sums, block * whole.size + lane)
        write(whole, lane, total)


@njit
def together_where(sums, noted, whole, rows, share):  # type: ignore[no-untyped-def]
    """The same of a field whose blocks hold only the totals that `noted[BLOCKS, G, K]` tells, in so many rows each."""
    blocks, groups, kinds = noted.shape
    for g in range(groups):
        for k in range(share * kinds // ADDING, (share + 1) * kinds // ADDING):
            for row in range((g * kinds + k) * rows * WIDTH, (g * kinds + k + 1) * rows * WIDTH, WIDTH):
                for q in range(TOTALS):
                    lane, total = row + q * LANES, level(0.0)
                    for block in range(blocks):
                        if noted[block, g, k] >> q & 1:
                            total += read(sums, block * whole.size + lane)
                    write(whole, lane, total)


@njit
def add_up(sums, room, month, share):  # type: ignore[no-untyped-def]
    """Add the blocks of every field, one of the shares of each."""
    together(sums.people, month.people, share)
    together(sums.record, month.record, share)
    together(sums.exposure, month.exposure, share)
    together(sums.base, month.base, share)
    together_where(sums.death, room.died, month.death, 1, share)
    together_where(sums.flow, room.moved, month.flow, 1, share)
    together_where(sums.retired, room.retired, month.retired, OUTCOMES, share)
    together(sums.arrival, month.arrival, share)
    together(sums.birth, month.birth, share)
    together(sums.account, month.account, share)


@njit
def would_move(  # type: ignore[no-untyped-def]
    state,
    held,
    newest,
    bounds,
    ages,
    life,
    motion,
    retirement,
    claims,
    moves,
    heads,
    short,
    alive,
    exhausting,
    block,
    worker,
):
    """What the month would do to the cohorts of one block; `alive[W, S * L]` and `exhausting[W, G, L]` are scratch by
    worker."""
    moves[block], heads[block], short[block] = 0.0, 0.0, 0.0
    groups, statuses, kinds = state.shape[1], state.shape[2], motion.source.shape[0]
    whole, n = statuses * WIDTH, retirement.numbers
    row, living = block * kinds * LANES, block * 2 * statuses * LANES
    mine = worker * statuses * LANES
    exhaust(claims, block, exhausting, worker * groups * LANES)
    for c in range(first_row(bounds, newest, ages, block), end_row(bounds, newest, block)):
        a = newest - c
        for g in range(groups):
            cell = (c * groups + g) * whole
            for s in range(statuses):
                if held[c, g, s] == 0:
                    continue
                persons = read(state, cell + s * WIDTH)
                died = persons * life.death[g, a]
                write(alive, mine + s * LANES, persons - died)
                add(heads, living + s * LANES, persons)
                add(heads, living + (statuses + s) * LANES, died)
            reached = come_of_age(retirement, g, a, 1)
            for r in range(kinds):
                source, age = motion.source[r], ends(motion, r, reached)
                if (age >= 0 or motion.probability[r, g, a] != 0.0) and held[c, g, source]:
                    share = share_of(motion, retirement, r, g, a, factor(motion, claims, r, g, exhausting, worker), age)
                    add(moves, row + r * LANES, read(alive, mine + source * LANES) * share)
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
