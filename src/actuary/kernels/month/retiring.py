"""Awards of one cell (退休与待遇核定): employee, public and resident pension; the short of years in closed form."""

import math

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import add, at, holds, level, most, pick, put, read, take, write
from actuary.kernels.layout import (
    ACCOUNT,
    ACCOUNT_PART,
    ACCRUAL,
    BASIC,
    BOUGHT_INDEX,
    BUY,
    DEEMED,
    EVERY_TOTAL,
    HAS_DEEMED,
    HAS_PENSION,
    HAS_RESIDENT_ACCOUNT,
    HAS_SAVED_PENSION,
    INDEX,
    LANES,
    MINIMUM_YEARS,
    OUTCOMES,
    PUBLIC_CAP,
    PUBLIC_GUARANTEE,
    PUBLIC_OLD,
    PUBLIC_SIGMA,
    RESIDENT_ACCOUNT,
    RESIDENT_AGE,
    RESIDENT_DIVISOR,
    SIGMA,
    TO_RESIDENT,
    TOTALS,
    TRANSITIONAL,
    TRANSITIONAL_RATE,
    WIDTH,
    YEARS,
    J,
)


@njit
def normal_cdf(z):  # type: ignore[no-untyped-def]
    """Standard normal distribution function."""
    return 0.5 * math.erfc(-z * 0.7071067811865476)


@njit
def short_shares(persons, years, minimum, sigma):  # type: ignore[no-untyped-def]
    """Share of persons, and of their years, below the minimum: years log-normal about the cell's mean."""
    if persons <= 0.0 or years <= 0.0 or minimum <= 0.0:
        return 0.0, 0.0
    z = (math.log(minimum * persons / years) + 0.5 * sigma * sigma) / sigma
    return normal_cdf(z), normal_cdf(z - sigma)


@njit
def short_by_lane(persons, years, minimum, sigma):  # type: ignore[no-untyped-def]
    """`short_shares` of every lane."""
    short, short_years = persons, years
    for lane in range(LANES):
        heads, loads = short_shares(pick(persons, lane), pick(years, lane), pick(minimum, lane), pick(sigma, lane))
        short, short_years = put(short, lane, heads), put(short_years, lane, loads)
    return short, short_years


@njit
def excess(mean, floor, sigma):  # type: ignore[no-untyped-def]
    """Mean of what exceeds `floor` where amounts are log-normal about `mean`; sigma 0: all are the mean."""
    if mean <= 0.0 or floor <= 0.0 or sigma <= 0.0:
        return max(mean - floor, 0.0)
    z = math.log(mean / floor) / sigma + 0.5 * sigma
    return mean * normal_cdf(z) - floor * normal_cdf(z - sigma)


@njit
def excess_by_lane(mean, floor, sigma):  # type: ignore[no-untyped-def]
    """`excess` of every lane."""
    above = mean
    for lane in range(LANES):
        above = put(above, lane, excess(pick(mean, lane), pick(floor, lane), pick(sigma, lane)))
    return above


@njit
def award_public(state, new, old, before, share, n, divisor, out, row):  # type: ignore[no-untyped-def]
    """Public pension of the middle people (中人): while the old method is guaranteed, that and a share of what the
    new method gives above it; then the new method alone, as for the new people (新人)."""
    persons, fund = read(old, before) * share, read(old, before + ACCOUNT) * share
    served = (read(old, before + YEARS) + read(old, before + INDEX)) * share
    deemed = read(old, before + DEEMED) * share
    first = persons * at(n, PUBLIC_OLD)
    after = served * (at(n, J) * 0.5 * at(n, ACCRUAL)) + deemed * (at(n, J) * at(n, TRANSITIONAL_RATE)) + fund / divisor
    guaranteed = at(n, PUBLIC_GUARANTEE)
    top_up = excess_by_lane(after, first, at(n, PUBLIC_SIGMA)) * (guaranteed * at(n, PUBLIC_CAP))
    basic = first * guaranteed + after * (1.0 - guaranteed)
    add(state, new, persons)
    add(state, new + BASIC, basic)
    add(state, new + TRANSITIONAL, top_up)
    add(state, new + ACCOUNT, fund)
    add(out, row, persons)
    add(out, row + BASIC, basic)
    add(out, row + TRANSITIONAL, top_up)
    add(out, row + ACCOUNT, fund)


@njit
def award_resident(state, new, old, before, share, n, out, row):  # type: ignore[no-untyped-def]
    """Resident pension begins: both accounts over the scheme's divisor."""
    persons = read(old, before) * share
    fund, saved = read(old, before + ACCOUNT) * share, read(old, before + RESIDENT_ACCOUNT) * share
    part = (fund + saved) / at(n, RESIDENT_DIVISOR)
    add(state, new, persons)
    add(state, new + ACCOUNT_PART, part)
    add(state, new + RESIDENT_ACCOUNT, fund + saved)
    add(out, row, persons)
    add(out, row + ACCOUNT_PART, part)
    add(out, row + ACCOUNT, fund)
    add(out, row + RESIDENT_ACCOUNT, saved)


@njit
def blank(old, before, bits):  # type: ignore[no-untyped-def]
    """Noughts for the totals that a status of the survivors does not hold."""
    for total in range(TOTALS):
        if bits >> total & 1 == 0:
            write(old, before + total * LANES, level(0.0))


@njit
def retiring(state, here, old, before, bits, head, load):  # type: ignore[no-untyped-def]
    """Take a share of the persons, and of what they carry, out of the status at `here`: persons, years, index-years,
    deemed index-years, both accounts. Persons and savings go by `head`, what grows with years by `load`; `bits` tell
    which are there."""
    who, served = read(old, before) * head, read(old, before + YEARS) * load
    index, fund = read(old, before + INDEX) * load, read(old, before + ACCOUNT) * load
    deemed = saved = level(0.0)
    take(state, here, who)
    take(state, here + YEARS, served)
    take(state, here + INDEX, index)
    take(state, here + ACCOUNT, fund)
    if bits & HAS_DEEMED:
        deemed = read(old, before + DEEMED) * load
        take(state, here + DEEMED, deemed)
    if bits & HAS_RESIDENT_ACCOUNT:
        saved = read(old, before + RESIDENT_ACCOUNT) * head
        take(state, here + RESIDENT_ACCOUNT, saved)
    return who, served, index, deemed, fund, saved


@njit
def award_employee(state, new, who, served, index, deemed, fund, saved, n, divisor, out, row):  # type: ignore[no-untyped-def]
    """Employee pension begins: basic, transitional and account part, with both accounts as its record."""
    basic = (served + index) * (at(n, J) * 0.5 * at(n, ACCRUAL))
    extra, part = deemed * (at(n, J) * at(n, TRANSITIONAL_RATE)), (fund + saved) / divisor
    add(state, new, who)
    add(state, new + BASIC, basic)
    add(state, new + TRANSITIONAL, extra)
    add(state, new + ACCOUNT_PART, part)
    add(state, new + ACCOUNT, fund + saved)
    add(out, row, who)
    add(out, row + BASIC, basic)
    add(out, row + TRANSITIONAL, extra)
    add(out, row + ACCOUNT_PART, part)
    add(out, row + ACCOUNT, saved)


@njit
def to_resident(state, cell, has, g, old_enough, who, fund, saved, pensioned, n, out, row):  # type: ignore[no-untyped-def]
    """Those short of years move to the resident scheme with both accounts: to draw, or to wait for its age."""
    status = pensioned[1] if old_enough else pensioned[2]
    has[g, status] |= HAS_SAVED_PENSION
    other = cell + status * WIDTH
    add(state, other, who)
    add(state, other + RESIDENT_ACCOUNT, fund + saved)
    add(out, row, who)
    add(out, row + ACCOUNT, fund)
    add(out, row + RESIDENT_ACCOUNT, saved)
    if old_enough:
        part = (fund + saved) / at(n, RESIDENT_DIVISOR)
        add(state, other + ACCOUNT_PART, part)
        add(out, row + ACCOUNT_PART, part)


@njit
def may_retire(g, had, retirement):  # type: ignore[no-untyped-def]
    """Whether a tile has anybody of a status from which people retire."""
    bits = 0
    for k in range(retirement.source.shape[0]):
        bits |= had[g, retirement.source[k]]
    return bits != 0


@njit
def retire(state, cell, old, survivors, had, has, g, a, retirement, pensioned, out, place, noted):  # type: ignore[no-untyped-def]
    """Retirement of one cell on the survivors, whose cell of `old` begins at `survivors`: award, award after buying the
    missing years, or move to the resident scheme; `out[K, OUTCOMES, Q * L]` at `place` takes what was awarded,
    `noted[G, K]` whether anything was."""
    due, ready, n = at(retirement.due, g, a), at(retirement.ready, g, a), retirement.numbers
    divisor, new = at(retirement.divisor, a), cell + pensioned[0] * WIDTH
    for k in range(retirement.source.shape[0]):
        source = retirement.source[k]
        bits = had[g, source]
        if bits == 0:
            continue
        if noted[g, k] == 0:
            noted[g, k] = EVERY_TOTAL
            for value in range(OUTCOMES * TOTALS):
                write(out, place + k * OUTCOMES * WIDTH + value * LANES, level(0.0))
        has[g, pensioned[0]] |= HAS_PENSION
        here, before, row = cell + source * WIDTH, survivors + source * WIDTH, place + k * OUTCOMES * WIDTH
        blank(old, before, bits)
        if not holds(due):
            who, served, index, deemed, fund, saved = retiring(state, here, old, before, bits, ready, ready)
            award_employee(state, new, who, served, index, deemed, fund, saved, n, divisor, out, row)
        else:
            test_years(state, cell, here, old, before, bits, has, g, a, due, ready, divisor, n, pensioned, out, row)


@njit
def test_years(state, cell, here, old, before, bits, has, g, a, due, ready, divisor, n, pensioned, out, row):  # type: ignore[no-untyped-def]
    """Retirement of one status of a cell whose month it is: those with the minimum years are awarded, the others buy
    what is missing, move to the resident scheme, or wait."""
    new = cell + pensioned[0] * WIDTH
    short, short_years = short_by_lane(read(old, before), read(old, before + YEARS), at(n, MINIMUM_YEARS), at(n, SIGMA))
    head, load = (1.0 - short) * due + ready, (1.0 - short_years) * due + ready
    who, served, index, deemed, fund, saved = retiring(state, here, old, before, bits, head, load)
    award_employee(state, new, who, served, index, deemed, fund, saved, n, divisor, out, row)
    row += WIDTH
    buy = due * at(n, BUY)
    who, served, index, deemed, fund, saved = retiring(state, here, old, before, bits, short * buy, short_years * buy)
    bought = most(who * at(n, MINIMUM_YEARS) - served, 0.0)
    index += bought * at(n, BOUGHT_INDEX)
    award_employee(state, new, who, served + bought, index, deemed, fund, saved, n, divisor, out, row)
    add(out, row + RESIDENT_ACCOUNT, bought)  # years, not yuan
    row += WIDTH
    leave = due * at(n, TO_RESIDENT)
    who, _, _, _, fund, saved = retiring(state, here, old, before, bits, short * leave, short_years * leave)
    to_resident(state, cell, has, g, a + 1 >= pick(at(n, RESIDENT_AGE), 0), who, fund, saved, pensioned, n, out, row)
