"""Once a year (年初与年末): pensions in payment rise, and persons are counted by completed age; people set apart."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import add, at, level, read, write
from actuary.kernels.layout import ACCOUNT_PART, BASIC, BLOCKS, LANES, TOTALS, WIDTH


@njit
def rise(state, held, newest, ages, fresh, pensioners, rises, block, worker):  # type: ignore[no-untyped-def]
    """The ages of one block: those of status `fresh` join the first of `pensioners[N]`, then each of these has the
    parts of its pension times `rises[N, L]`."""
    groups, statuses = state.shape[1], state.shape[2]
    for a in range(block * ages // BLOCKS, (block + 1) * ages // BLOCKS):
        row = newest - a
        for g in range(groups):
            cell, joined = (row * groups + g) * statuses * WIDTH, pensioners[0]
            bits = held[row, g, fresh]
            for total in range(TOTALS):
                if bits >> total & 1:
                    here = cell + fresh * WIDTH + total * LANES
                    add(state, cell + joined * WIDTH + total * LANES, read(state, here))
                    write(state, here, level(0.0))
            held[row, g, joined] |= bits
            held[row, g, fresh] = 0
            for n in range(pensioners.shape[0]):
                if held[row, g, pensioners[n]]:
                    for part in range(BASIC, ACCOUNT_PART + LANES, LANES):
                        here = cell + pensioners[n] * WIDTH + part
                        write(state, here, read(state, here) * at(rises, n))


@njit
def completed(state, held, newest, out, block, worker):  # type: ignore[no-untyped-def]
    """Persons by completed years of age, into `out[G, S, years, L]`, the years of one block; the youngest first."""
    groups, statuses, years, _ = out.shape
    for year in range(block * years // BLOCKS, (block + 1) * years // BLOCKS):
        for g in range(groups):
            for s in range(statuses):
                persons = level(0.0)
                for a in range(12 * year, 12 * year + 12):
                    if held[newest - a, g, s]:
                        persons += read(state, (((newest - a) * groups + g) * statuses + s) * WIDTH)
                write(out, ((g * statuses + s) * years + year) * LANES, persons)


@njit
def put(state, held, there, has, block, worker):  # type: ignore[no-untyped-def]
    """One block of the rows of `state[C, G, S, Q * L]` into `there`, of which `has[C, G, S]` is not nought before, and
    is what is `held[C, G, S]` afterwards."""
    rows, groups, statuses = held.shape
    for row in range(block * rows // BLOCKS, (block + 1) * rows // BLOCKS):
        for g in range(groups):
            for s in range(statuses):
                bits, before = held[row, g, s], has[row, g, s]
                for total in range(TOTALS):
                    here = ((row * groups + g) * statuses + s) * WIDTH + total * LANES
                    if bits >> total & 1:
                        write(there, here, read(state, here))
                    elif before >> total & 1:
                        write(there, here, level(0.0))
                has[row, g, s] = bits
