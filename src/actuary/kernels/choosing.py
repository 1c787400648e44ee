"""Who retires in a month (当月退休核), by category, month of age and lane: who reaches the age, and who chooses to."""

from actuary.kernels.compiler import njit
from actuary.kernels.layout import EARLY, LATE, PAYING_ON, SPECIAL, SPECIAL_MONTHS, WAITING


@njit
def chosen(choice, reaches, earliest, latest, month):  # type: ignore[no-untyped-def]
    """Share of a cell that chooses to retire in a month where the schedule lets people choose."""
    share, early, late = 0.0, choice[EARLY], choice[LATE]
    if early != 0.0 and earliest <= month < reaches:
        share += 1.0 - (1.0 - early) ** (1.0 / max(reaches - earliest, 1))
    if late != 0.0 and latest > reaches and month == latest:
        share += late / (late + (1.0 - late) * choice[WAITING])
    return share


@njit
def retire(tables, choices, which, month, youngest, working, ending, due, ready, reached, part, worker):  # type: ignore[no-untyped-def]
    """`due[G, A, N]` and `ready[G, A, N]` of those from `working` to before `ending` months of age, who were born
    `youngest - a`, by `tables[4, G, B, N]` of months: reached, earliest, latest, and reached without a delay, before
    which special jobs and illness retire; `which[N]` of `choices[C, ...]` a lane makes. `reached[G, A, N]` tells where
    the month is that of the age."""
    for g in range(due.shape[0]):
        for a in range(working, ending):
            born = youngest - a
            for lane in range(which.shape[0]):
                choice, reaches = choices[which[lane]], tables[0, g, born, lane]
                out, goes = 0.0, 0.0
                if month > reaches:
                    goes = choice[PAYING_ON] if a < ending - 1 else 0.0
                elif month == reaches:
                    out = 1.0
                elif choice[SPECIAL] != 0.0:
                    before = tables[3, g, born, lane] - month
                    goes = choice[SPECIAL] if 0 < before <= choice[SPECIAL_MONTHS] else 0.0
                if choice[EARLY] != 0.0 or choice[LATE] != 0.0:
                    latest = tables[2, g, born, lane]
                    if month == reaches and latest > reaches:
                        out = 1.0 - choice[LATE]
                    goes += chosen(choice, reaches, tables[1, g, born, lane], latest, month) * (1.0 - goes)
                due[g, a, lane], ready[g, a, lane], reached[g, a, lane] = out, goes, month == reaches
