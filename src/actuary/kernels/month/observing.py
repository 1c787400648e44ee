"""What is seen of the people before anything moves (月初观测): what cells hold, persons, account records, births,
weighted sums.

A tile is `span` cohorts from row `row` on, the oldest first, of all categories, one of which is seen at a time: so many
cells stay in the fastest cache. `has[G, S]` tells which totals any of them holds.
"""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import at, holds, read, write
from actuary.kernels.layout import (
    ACCOUNT,
    BLOCKS,
    HAS_ACCOUNT,
    HAS_RESIDENT_ACCOUNT,
    LANES,
    PUBLIC_INSURED,
    RESIDENT_ACCOUNT,
    TOTALS,
    WIDTH,
)


@njit
def close_to(top, row, ages):  # type: ignore[no-untyped-def]
    """Place in a table, in a row of so many months of age, of sixteen that have those of a tile among them: they end
    with its oldest, `top`, or are the first."""
    return row * ages + max(top + 1 - LANES, 0)


@njit
def within_ages(acts, row, top, span):  # type: ignore[no-untyped-def]
    """Whether any of a tile is of the ages between two of a row of `acts[N * 2]`."""
    return acts[2 * row] <= top and top - span + 1 < acts[2 * row + 1]


@njit
def holdings(held, row, span, has):  # type: ignore[no-untyped-def]
    """Which totals any cell of the tile holds, into `has[G, S]`."""
    for g in range(has.shape[0]):
        for s in range(has.shape[1]):
            bits = 0
            for i in range(span):
                bits |= held[row + i, g, s]
            has[g, s] = bits


@njit
def look(state, held, everything, block, worker):  # type: ignore[no-untyped-def]
    """Note in `held[C, G, S]` which totals every cell of a block holds; `everything[G, S]`: each may be held."""
    first, end = block * state.shape[0] // BLOCKS, (block + 1) * state.shape[0] // BLOCKS
    for g in range(state.shape[1]):
        note(state, first, end - first, g, everything, held, 1)


@njit
def note(state, row, span, g, has, held, looks):  # type: ignore[no-untyped-def]
    """Note in `held[C, G, S]` which of the totals `has[G, S]` each cell of one category of the tile holds, if it
    `looks`; else that each may hold all of them."""
    groups, statuses = has.shape
    for i in range(span):
        if looks == 0:
            for s in range(statuses):
                held[row + i, g, s] = has[g, s]
            continue
        cell = ((row + i) * groups + g) * statuses * WIDTH
        for s in range(statuses):
            bits, here = 0, cell + s * WIDTH
            for total in range(TOTALS):
                if has[g, s] >> total & 1 and holds(read(state, here + total * LANES)):
                    bits |= 1 << total
            held[row + i, g, s] = bits


@njit
def count(state, row, span, g, has, people, place):  # type: ignore[no-untyped-def]
    """Add the persons of one category to `people[S, L]` at `place`."""
    groups, statuses = has.shape
    for s in range(statuses):
        if has[g, s]:
            here, counted = ((row * groups + g) * statuses + s) * WIDTH, read(people, place + s * LANES)
            for i in range(span):
                counted += read(state, here + i * groups * statuses * WIDTH)
            write(people, place + s * LANES, counted)


@njit
def record(state, row, span, g, has, marks, records, place):  # type: ignore[no-untyped-def]
    """Add the accounts of all of one category but public staff to `records[2, L]` at `place`."""
    groups, statuses = has.shape
    own, saved = read(records, place), read(records, place + LANES)
    for s in range(statuses):
        if marks[s] < PUBLIC_INSURED:
            for i in range(span):
                here = (((row + i) * groups + g) * statuses + s) * WIDTH
                if has[g, s] & HAS_ACCOUNT:
                    own += read(state, here + ACCOUNT)
                if has[g, s] & HAS_RESIDENT_ACCOUNT:
                    saved += read(state, here + RESIDENT_ACCOUNT)
    write(records, place, own)
    write(records, place + LANES, saved)


@njit
def bear(state, row, span, top, g, has, births, out, place):  # type: ignore[no-untyped-def]
    """Add the births of the women of one category of a tile to `out[L]` at `place`; `births[G, A]` per woman and month,
    `top` the age of the oldest."""
    groups, statuses = has.shape
    born = read(out, place)
    for i in range(span):
        each = at(births, g, top - i)
        if holds(each):
            cell = ((row + i) * groups + g) * statuses * WIDTH
            for s in range(statuses):
                if has[g, s]:
                    born += read(state, cell + s * WIDTH) * each
    write(out, place, born)


@njit
def sees_any(exposure, row, top, span):  # type: ignore[no-untyped-def]
    """Whether a weight of a category, by its row, sees anybody of the tile."""
    if exposure.sees.shape[0]:
        return within_ages(exposure.sees, row, top, span)
    return holds(read(exposure.weights, close_to(top, row, exposure.weights.shape[2])))


@njit
def expose(state, row, span, top, g, has, exposure, out, place):  # type: ignore[no-untyped-def]
    """Add the weighted totals of one category of a tile to `out[E, L]` at `place`; `top` the age of the oldest."""
    groups, statuses = has.shape
    for e in range(exposure.status.shape[0]):
        s, total, weight = exposure.status[e], exposure.total[e], exposure.weight[e]
        if has[g, s] >> total // LANES & 1 == 0:
            continue
        if sees_any(exposure, weight * groups + g, top, span):
            asked = read(out, place + e * LANES)
            for i in range(span):
                here = (((row + i) * groups + g) * statuses + s) * WIDTH + total
                asked += read(state, here) * at(exposure.weights, weight, g, top - i)
            write(out, place + e * LANES, asked)
