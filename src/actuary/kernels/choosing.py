"""Who retires in a month (当月退休核), by category, month of age and lane: who reaches the age, and who chooses to."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import below, level, put, read, same, write
from actuary.kernels.layout import EARLY, LANES, LATE, PAYING_ON, SPECIAL, SPECIAL_MONTHS, WAITING


@njit
def chosen(choices, k, reaches, earliest, latest, month):  # type: ignore[no-untyped-def]
    """Share of a cell that chooses to retire in a month where the schedule lets people choose, by the `k`th choice."""
    share, early, late = 0.0, choices[k, EARLY], choices[k, LATE]
    if early != 0.0 and earliest <= month < reaches:
        share += 1.0 - (1.0 - early) ** (1.0 / max(reaches - earliest, 1))
    if late != 0.0 and latest > reaches and month == latest:
        share += late / (late + (1.0 - late) * choices[k, WAITING])
    return share


@njit
def retire(tables, acting, choices, which, month, youngest, working, ending, written, into, part, worker):  # type: ignore[no-untyped-def]
    """Shares `into[0, G, A, N]` tested for the minimum years and `into[1]` that retire without, of those from `working`
    to before `ending` months of age, who were born `youngest - a`, and one in `into[2]` where the month is that of the
    age; by `tables[4, G, B, N]` of months: reached, earliest, latest, and reached without a delay, before which special
    jobs and illness retire; `acting[2, G, B]`: the first and the last of them of any lane, so long before and after
    which nobody chooses. `which[N]` of `choices[C, ...]` a lane makes. `written[G]`: to before which age all three are
    noughts, before and afterwards."""
    longest, chooses = 0.0, 0.0
    for k in range(choices.shape[0]):
        longest = max(longest, choices[k, SPECIAL_MONTHS])
        chooses = max(chooses, choices[k, EARLY], choices[k, LATE])
    together = which.shape[0] == LANES and chooses == 0.0
    special, months = column(choices, which, SPECIAL, together), column(choices, which, SPECIAL_MONTHS, together)
    paying = column(choices, which, PAYING_ON, together)
    for g in range(written.shape[0]):
        first = ending
        for a in range(working, ending):
            born, works = youngest - a, a < ending - 1
            before, after = month < acting[0, g, born] - longest, month > acting[1, g, born]
            if before and a < written[g]:
                continue
            first = first if before else min(first, a)
            if together:
                all_lanes(tables, special, months, paying, month, g, born, a, works, into)
                continue
            for lane in range(which.shape[0]):
                k, told = which[lane], (0.0, 0.0, 0.0)
                if after:
                    told = (0.0, choices[k, PAYING_ON] if works else 0.0, 0.0)
                elif not before:
                    told = one_lane(tables, choices, k, month, g, born, lane, works)
                into[0, g, a, lane], into[1, g, a, lane], into[2, g, a, lane] = told
        written[g] = first


@njit
def column(choices, which, kind, together):  # type: ignore[no-untyped-def]
    """What sixteen lanes choose of one kind, where they are told together."""
    told = level(0.0)
    for lane in range(LANES if together else 0):
        told = put(told, lane, choices[which[lane], kind])
    return told


@njit
def all_lanes(tables, special, months, paying, month, g, born, a, works, into):  # type: ignore[no-untyped-def]
    """`one_lane` of sixteen, where nobody chooses: who reaches the age is tested."""
    _, groups, births, _ = tables.shape
    reaches, now = read(tables, (g * births + born) * LANES), float(month)
    left = read(tables, ((3 * groups + g) * births + born) * LANES) - level(now)
    goes = special * (below(now, reaches) * below(0.0, left) * (1.0 - below(months, left)))
    if works:
        goes = goes + paying * below(reaches, now)
    place, field = (g * into.shape[2] + a) * LANES, groups * into.shape[2] * LANES
    write(into, place, same(reaches, now))
    write(into, place + field, goes)
    write(into, place + 2 * field, same(reaches, now))


@njit
def one_lane(tables, choices, k, month, g, born, lane, works):  # type: ignore[no-untyped-def]
    """Shares of one lane of a cell, whose people may work on if it `works`: tested for the minimum years, not tested;
    one where the month is that of the age."""
    out, goes, reaches = 0.0, 0.0, tables[0, g, born, lane]
    if month > reaches:
        goes = choices[k, PAYING_ON] if works else 0.0
    elif month == reaches:
        out = 1.0
    elif choices[k, SPECIAL] != 0.0:
        left = tables[3, g, born, lane] - month
        goes = choices[k, SPECIAL] if 0 < left <= choices[k, SPECIAL_MONTHS] else 0.0
    if choices[k, EARLY] != 0.0 or choices[k, LATE] != 0.0:
        latest = tables[2, g, born, lane]
        if month == reaches and latest > reaches:
            out = 1.0 - choices[k, LATE]
        goes += chosen(choices, k, reaches, tables[1, g, born, lane], latest, month) * (1.0 - goes)
    return out, goes, 1.0 if month == reaches else 0.0
