"""The months of a register (名册逐月核): sixteen ages at a time, in one pass over its cells a month; none where nobody
is yet."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import level, over_lanes, read, write
from actuary.kernels.layout import LANES


@njit
def peopled(totals, entry, k):  # type: ignore[no-untyped-def]
    """The first age at which anybody of a kind of `totals[X, K, G, A]` is or enters, and the age behind the last."""
    first, last = entry.shape[2], 0
    for a in range(entry.shape[2]):
        for g in range(entry.shape[1]):
            held = entry[k, g, a] != 0.0
            for x in range(totals.shape[0]):
                held |= totals[x, k, g, a] != 0.0
            if held:
                first, last = min(first, a), a + 1
    return first, last


@njit
def weighed(cells, x, k, weights, n, w, g, start, end):  # type: ignore[no-untyped-def]
    """Sum of `cells[x, k, g]` by `weights[n, w, g]` over the ages from `start` to before `end`, outside which nobody
    is."""
    kinds, groups, ages = cells.shape[1:]
    first, place = ((x * kinds + k) * groups + g) * ages, ((n * weights.shape[1] + w) * groups + g) * ages
    sums, whole = level(0.0), ages // LANES * LANES
    for a in range(start, min(end, whole), LANES):
        sums = sums + read(cells, first + a) * read(weights, place + a)
    total = over_lanes(sums)
    for a in range(whole, ages):
        total += cells[x, k, g, a] * weights[n, w, g, a]
    return total


@njit
def oldest(now, closing, more, death, d, leaving, e, entered, entry, flows, t, x, k, g):  # type: ignore[no-untyped-def]
    """The ages that fill no sixteen lanes; the last is open, and nobody leaves it by age."""
    ages = now.shape[3]
    for a in range((ages - 1) // LANES * LANES, ages):
        held, older = now[x, k, g, a], min(a + 1, ages - 1)
        dead = held * more * death[d, g, a]
        gone = (held * more - dead) * leaving[e, k, g, a]
        if older > a:
            comes = entered * entry[k, g, older]
            closing[x, k, g, older] = comes
            flows.new[t, x, k, g] += comes
        closing[x, k, g, older] += held * more - dead - gone
        flows.stock[t, x, k, g] += held
        flows.deaths[t, x, k, g] += dead
        flows.leavers[t, x, k, g] += gone


@njit
def step(now, closing, start, end, rise, death, d, leaving, e, weights, n, new, entry, flows, t, k):  # type: ignore[no-untyped-def]
    """Month `t` of kind `k` of `now[X, K, G, A]` into `closing`: amounts (all totals but the first) rise by `rise`, the
    month's benefits see the stock by `weights[n]`, then deaths by `death[d]`, leavers by `leaving[e]` of those who live
    on, a month of age more, and `new[T, X, K]` who enter by `entry[K, G, A]`. Nobody is or enters outside the ages from
    behind `start` to before `end`."""
    totals, kinds, groups, ages = now.shape
    for x in range(totals):
        more = 1.0 + rise if x > 0 else 1.0
        for g in range(groups):
            cell, row = ((x * kinds + k) * groups + g) * ages, (k * groups + g) * ages
            dying, quitting = (d * groups + g) * ages, e * kinds * groups * ages + row
            for w in range(weights.shape[1]):
                flows.asked[t, x, k, w] += more * weighed(now, x, k, weights, n, w, g, start, end)
            entered, stock = new[t, x, k], level(0.0)
            deaths = leavers = added = stock
            for a in range(start, min(end, (ages - 1) // LANES * LANES), LANES):
                held = read(now, cell + a)
                here = held * more
                dead = here * read(death, dying + a)
                gone = (here - dead) * read(leaving, quitting + a)
                comes = read(entry, row + a + 1) * entered
                write(closing, cell + a + 1, comes + (here - dead - gone))
                stock, deaths, leavers, added = stock + held, deaths + dead, leavers + gone, added + comes
            first = entered * entry[k, g, 0]
            closing[x, k, g, 0] = first
            flows.stock[t, x, k, g] = over_lanes(stock)
            flows.deaths[t, x, k, g] = over_lanes(deaths)
            flows.leavers[t, x, k, g] = over_lanes(leavers)
            flows.new[t, x, k, g] = first + over_lanes(added)
            oldest(now, closing, more, death, d, leaving, e, entered, entry, flows, t, x, k, g)
            flows.raised[t, x, k, g] = flows.stock[t, x, k, g] * (more - 1.0)


@njit
def note(persons, k, noted, year):  # type: ignore[no-untyped-def]
    """Persons of a kind of `persons[K, G, A]` by completed year of age into `noted[Y, K, G, A / 12]`, twelve months
    added up in pairs, as NumPy adds them."""
    for g in range(noted.shape[2]):
        for age in range(noted.shape[3]):
            m = persons[k, g, age * 12 : age * 12 + 12]
            total = ((m[0] + m[1]) + (m[2] + m[3])) + ((m[4] + m[5]) + (m[6] + m[7]))
            noted[year, k, g, age] = total + m[8] + m[9] + m[10] + m[11]


@njit
def follow(stock, rules, new, entry, flows, noted, k, worker):  # type: ignore[no-untyped-def]
    """All months of one kind of `stock[2, X, K, G, A]`, whose halves take turns, the first the opening's;
    `noted[Y, K, G, A / 12]` takes the persons by completed age after the months that `rules.which` tells."""
    now, closing = stock[0], stock[1]
    first, last = peopled(now, entry, k)
    start = max(first - 1, 0) // LANES * LANES
    for t in range(rules.rise.shape[0]):
        d, e, n, year, rise = rules.which[0, t], rules.which[1, t], rules.which[2, t], rules.which[3, t], rules.rise[t]
        death, leaving, weights = rules.death, rules.leaving, rules.weights
        step(now, closing, start, last + t, rise, death, d, leaving, e, weights, n, new, entry, flows, t, k)
        if year >= 0:
            note(closing[0], k, noted, year)
        now, closing = closing, now
