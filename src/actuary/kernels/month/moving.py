"""Deaths, moves between statuses and arrivals of one cell (死亡、状态转移、迁入)."""

from numba import njit

from actuary.kernels.lanes import add, at, fetch, holds, read, take, varying, write
from actuary.kernels.layout import AWARD_PUBLIC, CARRY, ENTER, LANES, WIDTH
from actuary.kernels.month.accounts import bring
from actuary.kernels.month.retiring import award_public, award_resident


@njit
def die(state, cell, low, high, q, old, out, place, following):  # type: ignore[no-untyped-def]
    """Deaths of one cell, all totals in proportion; `out[S, Q * L]` at `place` takes what died, `old[S, Q * L]` keeps
    the survivors. Meanwhile the cache is asked for the cell at `following`, that of the next cohort."""
    for i in range(low * WIDTH, high * WIDTH, LANES):
        fetch(state, following + i)
        lived = read(state, cell + i)
        died = lived * q
        add(out, place + i, died)
        lived -= died
        write(old, i, lived)
        write(state, cell + i, lived)


@njit
def carry(state, here, there, old, before, share, out, place):  # type: ignore[no-untyped-def]
    """A share of every total goes from the status at `here` to that at `there`, or leaves the city (`there` negative);
    `out[Q * L]` at `place` takes what moved."""
    for i in range(0, WIDTH, LANES):
        moved = read(old, before + i) * share
        take(state, here + i, moved)
        add(out, place + i, moved)
        if there >= 0:
            add(state, there + i, moved)


@njit
def leave(state, here, old, before, share):  # type: ignore[no-untyped-def]
    """A share of every total leaves the status at `here`."""
    for i in range(0, WIDTH, LANES):
        take(state, here + i, read(old, before + i) * share)


@njit
def move(  # type: ignore[no-untyped-def]
    state, cell, old, low, high, g, a, motion, retirement, flow, place, account, accounts
):
    """All transitions of one cell at the same time, on the survivors `old[S, Q * L]`, of which only the statuses
    `low <= s < high` hold anything; `flow[R, Q * L]` at `place` takes what moved, `account[9, L]` at `accounts` what
    entrants bring."""
    groups = motion.probability.shape[1]
    for r in range(motion.source.shape[0]):
        p, source, target, rule = motion.probability[r, g, a], motion.source[r], motion.target[r], motion.rule[r]
        own = varying(motion.where, r, g, a)
        if (p == 0.0 and own < 0) or source < low or source >= high:
            continue
        share = read(motion.lane, (r * groups + g) * LANES)
        if own < 0:
            share *= p
        else:
            share *= read(motion.own, own * LANES)
        before, row = source * WIDTH, place + r * WIDTH
        here, there = cell + before, cell + target * WIDTH if target >= 0 else -1
        if rule == CARRY or rule == ENTER:
            carry(state, here, there, old, before, share, flow, row)
            if rule == ENTER:
                bring(state, there, a, read(old, before) * share, motion.brought, account, accounts)
            continue
        leave(state, here, old, before, share)
        if rule == AWARD_PUBLIC:
            award_public(state, there, old, before, share, retirement.numbers, at(retirement.divisor, a), flow, row)
        else:
            award_resident(state, there, old, before, share, retirement.numbers, flow, row)


@njit
def arrive(state, cell, g, a, arrivals, brought, out, place, account, accounts):  # type: ignore[no-untyped-def]
    """People who come into one cell; `out[L]` at `place` takes the persons, `account[9, L]` at `accounts` what entrants
    bring."""
    for k in range(arrivals.status.shape[0]):
        persons = at(arrivals.persons, k, g, a)
        if holds(persons):
            here = cell + arrivals.status[k] * WIDTH
            came = read(arrivals.lane, k * LANES) * persons
            add(state, here, came)
            add(out, place, came)
            if arrivals.entering[k]:
                bring(state, here, a, came, brought, account, accounts)
