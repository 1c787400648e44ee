"""Who retires in a month (当月退休核), by category, month of age and lane: who reaches the age, and who chooses to."""

from actuary.kernels.compiler import njit
from actuary.kernels.layout import EARLY, LATE, PAYING_ON, SPECIAL, SPECIAL_MONTHS, WAITING


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
def retire(tables, acting, choices, which, month, youngest, working, ending, due, ready, reached, part, worker):  # type: ignore[no-untyped-def]
    """`due[G, A, N]` and `ready[G, A, N]` of those from `working` to before `ending` months of age, who were born
    `youngest - a`, by `tables[4, G, B, N]` of months: reached, earliest, latest, and reached without a delay, before
    which special jobs and illness retire; `acting[2, G, B]`: the first and the last of them of any lane, so long before
    and after which nobody chooses. `which[N]` of `choices[C, ...]` a lane makes.
    `reached[G, A, N]` is one where the month is that of the age."""
    longest = 0.0
    for k in range(choices.shape[0]):
        longest = max(longest, choices[k, SPECIAL_MONTHS])
    for g in range(due.shape[0]):
        for a in range(working, ending):
            born = youngest - a
            before, after = month < acting[0, g, born] - longest, month > acting[1, g, born]
            for lane in range(which.shape[0]):
                k, out, goes, comes = which[lane], 0.0, 0.0, 0.0
                if after:
                    goes = choices[k, PAYING_ON] if a < ending - 1 else 0.0
                elif not before:
                    out, goes, comes = one_lane(tables, choices, k, month, g, born, lane, a < ending - 1)
                due[g, a, lane], ready[g, a, lane], reached[g, a, lane] = out, goes, comes


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
