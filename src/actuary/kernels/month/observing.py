"""What is seen of a cell before anything moves (月初观测): persons, account records, births, weighted sums."""

from numba import njit

from actuary.kernels.lanes import add, over_lanes, read, write
from actuary.kernels.layout import ACCOUNT, LANES, PUBLIC_INSURED, RESIDENT_ACCOUNT, WIDTH


@njit
def count(state, cell, low, high, marks, people, place, records, record):  # type: ignore[no-untyped-def]
    """Add the persons of one cell to `people[S, L]` at `place`, and the accounts of all but public staff to
    `records[2, L]` at `record`."""
    own, saved = read(records, record), read(records, record + LANES)
    for s in range(low, high):
        here = cell + s * WIDTH
        add(people, place + s * LANES, read(state, here))
        if marks[s] < PUBLIC_INSURED:
            own += read(state, here + ACCOUNT)
            saved += read(state, here + RESIDENT_ACCOUNT)
    write(records, record, own)
    write(records, record + LANES, saved)


@njit(cache=True)
def heads(state, newest, from_age, to_age, statuses, weight, out):  # type: ignore[no-untyped-def]
    """Persons of some statuses `[K]` by months of age, `from_age <= a < to_age`, over the lanes by `weight[L]`, into
    `out[K, G, A]`."""
    groups, whole = state.shape[1], state.shape[2] * WIDTH
    counted = read(weight, 0)
    for a in range(to_age - 1, from_age - 1, -1):
        for g in range(groups):
            cell = ((newest - a) * groups + g) * whole
            for k in range(statuses.shape[0]):
                out[k, g, a] = over_lanes(read(state, cell + statuses[k] * WIDTH) * counted)


@njit
def bear(state, cell, low, high, births, out, place):  # type: ignore[no-untyped-def]
    """Add the births of one cell's women to `out[L]` at `place`; `births` per woman and month."""
    born = read(out, place)
    for s in range(low, high):
        born += read(state, cell + s * WIDTH) * births
    write(out, place, born)


@njit
def expose(state, cell, low, high, g, a, exposure, out, place):  # type: ignore[no-untyped-def]
    """Add the weighted totals of one cell to `out[E, L]` at `place`; statuses but `low <= s < high` hold nothing."""
    for e in range(exposure.status.shape[0]):
        if exposure.status[e] < low or exposure.status[e] >= high:
            continue
        w = exposure.weights[exposure.weight[e], g, a]
        if w != 0.0:
            here = cell + exposure.status[e] * WIDTH + exposure.total[e]
            add(out, place + e * LANES, read(state, here) * w)
