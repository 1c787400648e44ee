"""Deaths, moves between statuses and arrivals of a tile (死亡、状态转移、迁入); what a tile is, `observing` tells.

`old[I, S, Q * L]`, from its place `first` on, keeps the survivors of one category of the tile before they move, of the
totals `had[G, S]`.
"""

from actuary.kernels.compiler import njit, within
from actuary.kernels.lanes import add, at, fetch, gathered, holds, level, read, same, take, vary, varying, write
from actuary.kernels.layout import (
    AWARD_PUBLIC,
    CARRY,
    ENTER,
    EVERY_TOTAL,
    HAS_PENSION,
    HAS_PERSONS,
    HAS_RECORD,
    HAS_SAVED_PENSION,
    LANES,
    OF_RESIDENTS,
    OF_WORKERS,
    RESIDENT_AGE,
    TOTALS,
    WIDTH,
)
from actuary.kernels.month.accounts import bring
from actuary.kernels.month.observing import close_to, within_ages
from actuary.kernels.month.retiring import award_public, award_resident, blank


@within
def die(state, row, span, top, g, has, death, old, first, out, place, noted, leaving, cold):  # type: ignore[no-untyped-def]
    """Deaths of one category, all totals in proportion to `death[G, A]`; `out[S, Q * L]` at `place` takes what died,
    and `noted[G, S]` of which totals; `old` those who live on, of a status that somebody may leave, `leaving[S]`.
    Meanwhile the cache is asked for the next tile, where that is `cold`."""
    groups, statuses = has.shape
    stride = groups * statuses * WIDTH
    for s in range(statuses):
        bits, kept = has[g, s], leaving[s] != 0
        begin(out, place + s * WIDTH, noted, g, s, bits)
        for total in range(TOTALS):
            if bits >> total & 1 == 0:
                continue
            inside = s * WIDTH + total * LANES
            here, lost = (row * groups + g) * statuses * WIDTH + inside, read(out, place + inside)
            for i in range(span):
                if cold:
                    fetch(state, here + (i + span) * stride)
                lived = read(state, here + i * stride)
                died = lived * at(death, g, top - i)
                lost += died
                lived -= died
                if kept:
                    write(old, first + i * statuses * WIDTH + inside, lived)
                write(state, here + i * stride, lived)
            write(out, place + inside, lost)


@njit
def begin(out, place, noted, g, k, bits):  # type: ignore[no-untyped-def]
    """Begin sums of some totals at `place` that have none yet, and note it in `noted[G, K]`."""
    missing = bits & ~noted[g, k]
    if missing:
        noted[g, k] |= missing
        for total in range(TOTALS):
            if missing >> total & 1:
                write(out, place + total * LANES, level(0.0))


@njit
def reaching(retirement, age, g, a):  # type: ignore[no-untyped-def]
    """One where the month is that of an age of workers, or ends with that of residents, else nought; by lane where they
    are told apart."""
    if age == OF_WORKERS:
        return at(retirement.reached, g, a)
    return same(at(retirement.numbers, RESIDENT_AGE), a + 1.0)


@njit
def come_of_age(retirement, g, top, span):  # type: ignore[no-untyped-def]
    """Bits of the ages that anybody of one category of a tile reaches."""
    bits = 0
    for i in range(span):
        if holds(reaching(retirement, OF_WORKERS, g, top - i)):
            bits |= 1 << OF_WORKERS
        if holds(reaching(retirement, OF_RESIDENTS, g, top - i)):
            bits |= 1 << OF_RESIDENTS
    return bits


@njit
def ends(motion, r, reached):  # type: ignore[no-untyped-def]
    """The age that ends a transition for some of a tile, whose bits are `reached`; -1: none."""
    if reached == 0 or motion.ending.shape[0] == 0 or motion.ending[r] < 0:
        return -1
    return motion.ending[r] if reached >> motion.ending[r] & 1 else -1


@njit
def moves_any(motion, r, g, top, span):  # type: ignore[no-untyped-def]
    """Whether a transition that no age ends may move anybody of the tile."""
    _, groups, ages = motion.probability.shape
    if motion.acts.shape[0]:
        return within_ages(motion.acts, r * groups + g, top, span)
    place = close_to(top, r * groups + g, ages)
    return holds(read(motion.probability, place)) or vary(motion.where, place)


@njit
def share_of(motion, retirement, r, g, a, lane, age):  # type: ignore[no-untyped-def]
    """Share of those of an age whom a transition moves, by lane; `lane` its lane factor, `age` that ends it, or -1."""
    own = varying(motion.where, r, g, a)
    share = lane * at(motion.probability, r, g, a) if own < 0 else lane * read(motion.own, own * LANES)
    if age < 0:
        return share
    reached = level(1.0) * reaching(retirement, age, g, a)
    return share * (1.0 - reached) + lane * (reached * motion.then[r])


@njit
def factor(motion, claims, r, g, exhausting, worker):  # type: ignore[no-untyped-def]
    """Lane factor of a transition; of that by which a claimant's right ends the ring has told it."""
    groups = motion.lane.shape[1]
    if r == claims.exhaust:
        return read(exhausting, (worker * groups + g) * LANES)
    return read(motion.lane, (r * groups + g) * LANES)


@within
def carry(  # type: ignore[no-untyped-def]
    state, here, there, old, before, stride, kept, span, top, bits, motion, retirement, r, g, lane, age, out, place
):
    """A share of every total that is held goes from the status at `here` to that at `there`, or leaves the city
    (`there` negative), of each cell; `out[Q * L]` at `place` takes what moved."""
    for total in range(TOTALS):
        if bits >> total & 1 == 0:
            continue
        inside = total * LANES
        gone = read(out, place + inside)
        for i in range(span):
            moved = read(old, before + i * kept + inside) * share_of(motion, retirement, r, g, top - i, lane, age)
            take(state, here + i * stride + inside, moved)
            gone += moved
            if there >= 0:
                add(state, there + i * stride + inside, moved)
        write(out, place + inside, gone)


@within
def move(  # type: ignore[no-untyped-def]
    state,
    row,
    span,
    top,
    g,
    had,
    has,
    old,
    first,
    motion,
    retirement,
    claims,
    room,
    worker,
    flow,
    place,
    noted,
    account,
    credited,
):
    """All transitions of one category at the same time; `has[G, S]` notes what those hold to whom people go.
    `flow[R, Q * L]` at `place` takes what moved, and `noted[G, R]` of which totals; `account[ACCOUNTS, L]` at
    `credited` the accounts that entrants bring."""
    groups, statuses = has.shape
    kept, stride, cell = statuses * WIDTH, groups * statuses * WIDTH, (row * groups + g) * statuses * WIDTH
    reached = come_of_age(retirement, g, top, span)
    for r in range(motion.source.shape[0]):
        source, target, rule = motion.source[r], motion.target[r], motion.rule[r]
        bits, age = had[g, source], ends(motion, r, reached)
        if bits == 0 or (age < 0 and not moves_any(motion, r, g, top, span)):
            continue
        lane = factor(motion, claims, r, g, room.exhausting, worker)
        if not holds(lane):
            continue
        before, out = first + source * WIDTH, place + r * WIDTH
        here, there = cell + source * WIDTH, cell + target * WIDTH if target >= 0 else -1
        begin(flow, out, noted, g, r, bits if rule == CARRY or rule == ENTER else EVERY_TOTAL)
        if rule == CARRY or rule == ENTER:
            told = (motion, retirement, r, g, lane, age)
            carry(state, here, there, old, before, stride, kept, span, top, bits, *told, flow, out)
            if target >= 0:
                has[g, target] |= bits
            if rule == ENTER:
                has[g, target] |= HAS_RECORD
                for i in range(span):
                    came = read(old, before + i * kept) * share_of(motion, retirement, r, g, top - i, lane, age)
                    bring(state, there + i * stride, top - i, came, motion.brought, account, credited)
            continue
        has[g, target] |= HAS_PENSION if rule == AWARD_PUBLIC else HAS_SAVED_PENSION
        for i in range(span):
            share, on, was = share_of(motion, retirement, r, g, top - i, lane, age), i * stride, before + i * kept
            if holds(share):
                blank(old, was, bits)
                leave(state, here + on, old, was, bits, share)
                award(state, there + on, old, was, share, rule, retirement, top - i, flow, out)


@njit
def award(state, there, old, before, share, rule, retirement, a, flow, row):  # type: ignore[no-untyped-def]
    """Pensions of those who retire by a transition, by its rule."""
    if rule == AWARD_PUBLIC:
        award_public(state, there, old, before, share, retirement.numbers, at(retirement.divisor, a), flow, row)
    else:
        award_resident(state, there, old, before, share, retirement.numbers, flow, row)


@njit
def leave(state, here, old, before, bits, share):  # type: ignore[no-untyped-def]
    """A share of every total that is held leaves the status at `here`."""
    for total in range(TOTALS):
        if bits >> total & 1:
            inside = total * LANES
            take(state, here + inside, read(old, before + inside) * share)


@njit
def left(old, survivors, g, a, had, motion, retirement, reached, arrivals):  # type: ignore[no-untyped-def]
    """Persons of a cell whom others of their age replace, by lane; its survivors begin at `survivors`, and some of the
    tile come of the ages `reached`."""
    gone = level(0.0)
    for n in range(arrivals.leavers.shape[0]):
        r = arrivals.leavers[n]
        if had[g, motion.source[r]]:
            lane = read(motion.lane, (r * had.shape[0] + g) * LANES)
            share = share_of(motion, retirement, r, g, a, lane, ends(motion, r, reached))
            gone += read(old, survivors + motion.source[r] * WIDTH) * share
    return gone * read(arrivals.counted, 0)


@njit
def some_leave(g, had, motion, arrivals):  # type: ignore[no-untyped-def]
    """Whether a tile has anybody of a status from which others of their age replace those who leave."""
    bits = 0
    for n in range(arrivals.leavers.shape[0]):
        bits |= had[g, motion.source[arrivals.leavers[n]]]
    return bits != 0


@njit
def arrive(  # type: ignore[no-untyped-def]
    state, row, span, top, g, had, has, old, first, motion, retirement, arrivals, out, place, account, credited
):
    """People who come into the cells of one category; `out[L]` at `place` takes the persons, `account[ACCOUNTS, L]` at
    `credited` the accounts that they bring."""
    groups, statuses = has.shape
    leave, gone = some_leave(g, had, motion, arrivals), gathered(arrivals.persons, level(0.0))
    reached = come_of_age(retirement, g, top, span) if leave else 0
    for i in range(span):
        cell = ((row + i) * groups + g) * statuses * WIDTH
        if leave:
            survivors = first + i * statuses * WIDTH
            going = left(old, survivors, g, top - i, had, motion, retirement, reached, arrivals)
            gone = gathered(arrivals.persons, going)
        for k in range(arrivals.status.shape[0]):
            persons, status = at(arrivals.persons, k, g, top - i), arrivals.status[k]
            if arrivals.replacing[k]:
                persons += gone
            if holds(persons):
                came = read(arrivals.lane, k * LANES) * persons
                add(state, cell + status * WIDTH, came)
                add(out, place, came)
                has[g, status] |= HAS_PERSONS
                if arrivals.entering[k]:
                    has[g, status] |= HAS_RECORD
                    bring(state, cell + status * WIDTH, top - i, came, motion.brought, account, credited)
