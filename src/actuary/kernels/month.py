"""The monthly step of all cohorts (月度推移核): plain arrays in, plain arrays out.

Layout `state[C, G, S, Q * L]`: month of birth, category, status, carried total x lane (16 lanes: districts
and the insured who live outside; or paths; or reforms); PERSONS, YEARS ... are where a total's lanes begin.
Totals are carried, never means.

Totals of the insured and of residents: persons, contribution years, index-years, deemed index-years,
account of the employee scheme [yuan], account of the resident scheme [yuan].
Totals of pensioners: persons, basic, transitional, account part [yuan a month], account record [yuan], 0.
"""

import math
from typing import NamedTuple

import numpy as np
from numba import njit, prange
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

LANES = 16
LANE_COUNT = np.uint64(LANES)
"""Unsigned: an index of a start and a lane is then not tested for a negative, and the loop vectorises."""
TOTALS = 6
BLOCKS = 16
WIDTH = TOTALS * LANES
PERSONS, YEARS, INDEX, DEEMED, ACCOUNT, RESIDENT_ACCOUNT = range(0, WIDTH, LANES)
BASIC, TRANSITIONAL, ACCOUNT_PART = YEARS, INDEX, DEEMED

CARRY, AWARD_RESIDENT, AWARD_PUBLIC, ENTER = range(4)
INSURED, PENSIONER, RESIDENT_INSURED, RESIDENT_PENSIONER, PUBLIC_INSURED, PUBLIC_PENSIONER = range(1, 7)


class Motion(NamedTuple):
    """Transitions of a month as data: source and target status (-1 leaves), rule, probability, lane factor.

    `probability[R, G, A]` by months of age; `lane[R, G, L]` multiplies it. Those of one source act at the
    same time on the survivors of the month, so their probabilities add to at most one. `brought[3, A]`: years,
    index-years and account [yuan] that one who enters (rule ENTER) brings from elsewhere.
    """

    source: IntArray
    target: IntArray
    rule: IntArray
    probability: FloatArray
    lane: FloatArray
    brought: FloatArray


class Retirement(NamedTuple):
    """Retirement of the employee scheme in a month.

    `due[G, A]`: share that reaches its month and is tested for the minimum years; `ready[G, A]`: share that
    retires without the test (early by special job or illness, or after paying on).
    `source[K]`: statuses that retire. `numbers`: J, J as paid provisionally is the ledger's affair; basic
    accrual, transitional rate, minimum years, sigma of the logarithm of years, share of the short who buy
    the missing years, share who move to the resident scheme, divisor of the resident scheme, public
    pension by the old method [yuan a month], share of the new method's excess that is paid, index credited
    for bought years, sigma of the logarithm of public pensions by the new method, whether the old method is
    still guaranteed (1) or gone (0), age from which the resident scheme pays [month]. `divisor[A]` by months
    of age.
    """

    due: FloatArray
    ready: FloatArray
    source: IntArray
    numbers: FloatArray
    divisor: FloatArray


J, ACCRUAL, TRANSITIONAL_RATE, MINIMUM_YEARS, SIGMA = 0, 1, 2, 3, 4
BUY, TO_RESIDENT, RESIDENT_DIVISOR, PUBLIC_OLD, PUBLIC_CAP, BOUGHT_INDEX = 5, 6, 7, 8, 9, 10
PUBLIC_SIGMA, PUBLIC_GUARANTEE, RESIDENT_AGE = 11, 12, 13
NUMBERS = 14
OUTCOMES = 3  # awarded, awarded after buying years, moved to the resident scheme


class Accrual(NamedTuple):
    """What a month of paying adds and what accounts earn.

    `payers[P]`: statuses that pay, `public[P]` those of public staff; `base[P, Y, L]` [yuan a month] by
    completed age; `reference` wage
    [yuan a month]; `account_rate[P]` share of base; `crediting` and `resident_crediting` a month [share];
    `resident_credit` [yuan a month] to each resident contributor's account.
    """

    payers: IntArray
    public: NDArray[np.bool_]
    base: FloatArray
    reference: float
    account_rate: FloatArray
    crediting: float
    resident_crediting: float
    resident_credit: float


class Exposure(NamedTuple):
    """Weighted sums asked of the start-of-month state: status, total, weight `[E]`, weights `[W, G, A]`."""

    status: IntArray
    total: IntArray
    weight: IntArray
    weights: FloatArray


class Arrivals(NamedTuple):
    """People who come in a month: status `[K]`, persons `[K, G, A]`, share of each lane `[K, L]`, whether they enter
    the funds and bring what entrants bring `[K]`."""

    status: IntArray
    persons: FloatArray
    lane: FloatArray
    entering: NDArray[np.bool_]


class Life(NamedTuple):
    """Monthly probability of death `[G, A]` and births per woman and month `[G, A]` by months of age."""

    death: FloatArray
    birth: FloatArray


class Month(NamedTuple):
    """What a month did, summed over cohorts.

    people `[G, S, L]` persons, record `[2, L]` accounts of the employee and the resident scheme [yuan] and
    exposure `[E, L]` before anything moved; base `[P, 3, L]` [yuan a month] by age band to 35, to 45, over;
    death `[G, S, Q * L]`; flow `[G, R, Q * L]` as it left the source, or as awarded for award rules;
    retired `[G, K, OUTCOMES, Q * L]` as awarded, where ACCOUNT holds the resident account merged (or the account
    moved) and RESIDENT_ACCOUNT the years bought (or the resident account of those who move);
    arrival `[G, L]` persons; birth `[L]`; account `[9, L]`: credits, crediting, charged of the employee
    scheme, credits, crediting, charged of the resident scheme, credits, crediting of public staff, brought to
    the employee scheme from elsewhere [yuan].
    """

    people: FloatArray
    record: FloatArray
    exposure: FloatArray
    base: FloatArray
    death: FloatArray
    flow: FloatArray
    retired: FloatArray
    arrival: FloatArray
    birth: FloatArray
    account: FloatArray


@njit(inline="always")
def normal_cdf(z):  # type: ignore[no-untyped-def]
    """Standard normal distribution function."""
    return 0.5 * math.erfc(-z * 0.7071067811865476)


@njit(cache=True)
def count(cell, s_from, s_to, marks, g, out, records):  # type: ignore[no-untyped-def]
    """Add the persons of one cell to `out[G, S, L]`, and the accounts of all but public staff to `records[2, L]`.

    Here and below arrays are indexed and not sliced: a slice in an inner loop costs two atomic operations."""
    for s in range(s_from, s_to):
        for lane in range(LANES):
            out[g, s, lane] += cell[s, lane]
        if marks[s] < PUBLIC_INSURED:
            for lane in range(LANES):
                records[0, lane] += cell[s, ACCOUNT + lane]
            for lane in range(LANES):
                records[1, lane] += cell[s, RESIDENT_ACCOUNT + lane]


@njit(cache=True)
def bear(cell, s_from, s_to, births, out):  # type: ignore[no-untyped-def]
    """Add the births of one cell's women to `out[L]`."""
    for s in range(s_from, s_to):
        for lane in range(LANES):
            out[lane] += cell[s, PERSONS + lane] * births


@njit(cache=True)
def bring(cell, s, a, came, brought, account_out):  # type: ignore[no-untyped-def]
    """What entrants `came[L]` to a status bring from elsewhere; `account_out[8]` takes their accounts."""
    for lane in range(LANES):
        cell[s, YEARS + lane] += came[lane] * brought[0, a]
    for lane in range(LANES):
        cell[s, INDEX + lane] += came[lane] * brought[1, a]
    for lane in range(LANES):
        cell[s, ACCOUNT + lane] += came[lane] * brought[2, a]
    for lane in range(LANES):
        account_out[8, lane] += came[lane] * brought[2, a]


@njit(cache=True)
def arrive(cell, g, a, arrivals, brought, came, out, account_out):  # type: ignore[no-untyped-def]
    """People who come into one cell; `out[G, L]` takes the persons; `came[L]` is scratch."""
    for k in range(arrivals.status.shape[0]):
        persons = arrivals.persons[k, g, a]
        if persons != 0.0:
            s = arrivals.status[k]
            for lane in range(LANES):
                came[lane] = persons * arrivals.lane[k, lane]
            for lane in range(LANES):
                cell[s, PERSONS + lane] += came[lane]
            for lane in range(LANES):
                out[g, lane] += came[lane]
            if arrivals.entering[k]:
                bring(cell, s, a, came, brought, account_out)


@njit(cache=True)
def expose(cell, g, a, exposure, out):  # type: ignore[no-untyped-def]
    """Add the weighted totals of one cell `[S, Q * L]` to `out[E, L]`."""
    for e in range(exposure.status.shape[0]):
        w = exposure.weights[exposure.weight[e], g, a]
        if w != 0.0:
            s, first = exposure.status[e], np.uint64(exposure.total[e])
            for lane in range(LANE_COUNT):
                out[e, lane] += w * cell[s, first + lane]


@njit(cache=True)
def accrue(cell, a, accrual, paid, base_out, account_out):  # type: ignore[no-untyped-def]
    """One month of paying: years, index-years and account of each payer; bases by age band."""
    age = a // 12
    band = 0 if age <= 35 else (1 if age <= 45 else 2)
    for p in range(accrual.payers.shape[0]):
        s, rate = accrual.payers[p], accrual.account_rate[p]
        credit = 6 if accrual.public[p] else 0
        for lane in range(LANES):
            paid[lane] = cell[s, PERSONS + lane] * accrual.base[p, age, lane]
        for lane in range(LANES):
            base_out[p, band, lane] += paid[lane]
        for lane in range(LANES):
            account_out[credit, lane] += paid[lane] * rate
        for lane in range(LANES):
            cell[s, YEARS + lane] += cell[s, PERSONS + lane] / 12.0
        for lane in range(LANES):
            cell[s, INDEX + lane] += paid[lane] / (accrual.reference * 12.0)
        for lane in range(LANES):
            cell[s, ACCOUNT + lane] += paid[lane] * rate


@njit(cache=True)
def charge(cell, s, account, scratch, slot, out):  # type: ignore[no-untyped-def]
    """Account pension charged to the record while it lasts; after that the pool pays on."""
    first = np.uint64(account)
    for lane in range(LANE_COUNT):
        scratch[lane] = min(max(cell[s, first + lane], 0.0), cell[s, np.uint64(ACCOUNT_PART) + lane])
    for lane in range(LANE_COUNT):
        cell[s, first + lane] -= scratch[lane]
    for lane in range(LANE_COUNT):
        out[slot, lane] += scratch[lane]


@njit(cache=True)
def earn(cell, s, account, rate, slot, out):  # type: ignore[no-untyped-def]
    """Interest credited to the record for one month."""
    first = np.uint64(account)
    for lane in range(LANE_COUNT):
        out[slot, lane] += cell[s, first + lane] * rate
    for lane in range(LANE_COUNT):
        cell[s, first + lane] += cell[s, first + lane] * rate


@njit(cache=True)
def keep_accounts(cell, s_from, s_to, accrual, marks, scratch, out):  # type: ignore[no-untyped-def]
    """Pensions charged to the records, then interest; `marks[S]` tells whose account a status holds."""
    for s in range(s_from, s_to):
        mark = marks[s]
        if mark == PENSIONER:
            charge(cell, s, ACCOUNT, scratch, 2, out)
        elif mark == RESIDENT_PENSIONER:
            charge(cell, s, RESIDENT_ACCOUNT, scratch, 5, out)
        elif mark == RESIDENT_INSURED:
            for lane in range(LANES):
                scratch[lane] = cell[s, PERSONS + lane] * accrual.resident_credit
            for lane in range(LANES):
                cell[s, RESIDENT_ACCOUNT + lane] += scratch[lane]
            for lane in range(LANES):
                out[3, lane] += scratch[lane]
        earn(cell, s, ACCOUNT, accrual.crediting, 7 if mark >= PUBLIC_INSURED else 1, out)
        if mark == INSURED or mark == RESIDENT_INSURED or mark == RESIDENT_PENSIONER:
            earn(cell, s, RESIDENT_ACCOUNT, accrual.resident_crediting, 4, out)


@njit(cache=True)
def die(cell, s_from, s_to, q, died, old, g, out):  # type: ignore[no-untyped-def]
    """Deaths of one cell, all totals in proportion; `out[G, S, Q * L]` takes what died, `old` the survivors."""
    for s in range(s_from, s_to):
        for i in range(WIDTH):
            died[i] = cell[s, i] * q
        for i in range(WIDTH):
            out[g, s, i] += died[i]
        for i in range(WIDTH):
            old[s, i] = cell[s, i] - died[i]
        for i in range(WIDTH):
            cell[s, i] = old[s, i]


@njit(inline="always")
def excess(mean, floor, sigma):  # type: ignore[no-untyped-def]
    """Mean of what exceeds `floor` where amounts are log-normal about `mean`; sigma 0: all are the mean."""
    if mean <= 0.0 or floor <= 0.0 or sigma <= 0.0:
        return max(mean - floor, 0.0)
    z = math.log(mean / floor) / sigma + 0.5 * sigma
    return mean * normal_cdf(z) - floor * normal_cdf(z - sigma)


@njit(cache=True)
def award_public(old, shares, numbers, divisor, new, out):  # type: ignore[no-untyped-def]
    """Public pension of the middle people (中人): while the old method is guaranteed, that and a share of what the
    new method gives above it; then the new method alone, as for the new people (新人)."""
    for lane in range(LANES):
        share = shares[lane]
        persons = old[PERSONS + lane] * share
        fund = old[ACCOUNT + lane] * share
        before = persons * numbers[PUBLIC_OLD]
        after = (
            numbers[J] * 0.5 * numbers[ACCRUAL] * share * (old[YEARS + lane] + old[INDEX + lane])
            + numbers[J] * numbers[TRANSITIONAL_RATE] * share * old[DEEMED + lane]
            + fund / divisor
        )
        guaranteed = numbers[PUBLIC_GUARANTEE]
        top_up = guaranteed * numbers[PUBLIC_CAP] * excess(after, before, numbers[PUBLIC_SIGMA])
        before = guaranteed * before + (1.0 - guaranteed) * after
        new[PERSONS + lane] += persons
        new[BASIC + lane] += before
        new[TRANSITIONAL + lane] += top_up
        new[ACCOUNT + lane] += fund
        out[PERSONS + lane] += persons
        out[BASIC + lane] += before
        out[TRANSITIONAL + lane] += top_up
        out[ACCOUNT + lane] += fund


@njit(cache=True)
def leave(old, source, share, moved, cell, r, out):  # type: ignore[no-untyped-def]
    """Take a share of every total out of a status, and record it in `out[r]`; `moved[Q * L]` keeps it.

    One array is written in each loop: with more the compiler fears aliases and does not vectorise."""
    for total in range(TOTALS):
        for lane in range(LANES):
            moved[total * LANES + lane] = old[source, total * LANES + lane] * share[lane]
    for i in range(WIDTH):
        cell[source, i] -= moved[i]
    for i in range(WIDTH):
        out[r, i] += moved[i]


@njit(cache=True)
def award_resident(before, share, numbers, new, out):  # type: ignore[no-untyped-def]
    """Resident pension begins: both accounts over the scheme's divisor."""
    for lane in range(LANES):
        persons = before[PERSONS + lane] * share[lane]
        moved, saved = before[ACCOUNT + lane] * share[lane], before[RESIDENT_ACCOUNT + lane] * share[lane]
        part = (moved + saved) / numbers[RESIDENT_DIVISOR]
        new[PERSONS + lane] += persons
        new[ACCOUNT_PART + lane] += part
        new[RESIDENT_ACCOUNT + lane] += moved + saved
        out[PERSONS + lane] += persons
        out[ACCOUNT_PART + lane] += part
        out[ACCOUNT + lane] += moved
        out[RESIDENT_ACCOUNT + lane] += saved


@njit(cache=True)
def move(  # type: ignore[no-untyped-def]
    cell, old, s_from, s_to, g, a, motion, retirement, share, moved, scrap, out, account_out
):
    """All transitions of one cell at the same time, on the survivors `old[S, Q * L]`, of which only the statuses
    `s_from <= s < s_to` hold anything; `scrap[1, Q * L]` is not read."""
    for r in range(motion.source.shape[0]):
        p, source = motion.probability[r, g, a], motion.source[r]
        if p == 0.0 or source < s_from or source >= s_to:
            continue
        for lane in range(LANES):
            share[lane] = p * motion.lane[r, g, lane]
        target, rule = motion.target[r], motion.rule[r]
        if rule == CARRY or rule == ENTER:
            leave(old, source, share, moved, cell, r, out)
            if target >= 0:
                for i in range(WIDTH):
                    cell[target, i] += moved[i]
            if rule == ENTER:
                bring(cell, target, a, moved, motion.brought, account_out)
        else:
            leave(old, source, share, moved, cell, 0, scrap)
            if rule == AWARD_PUBLIC:
                award_public(old[source], share, retirement.numbers, retirement.divisor[a], cell[target], out[r])
            else:
                award_resident(old[source], share, retirement.numbers, cell[target], out[r])


@njit(cache=True)
def short_shares(persons, years, minimum, sigma):  # type: ignore[no-untyped-def]
    """Share of persons, and of their years, below the minimum: years log-normal about the cell's mean."""
    if persons <= 0.0 or years <= 0.0 or minimum <= 0.0:
        return 0.0, 0.0
    z = (math.log(minimum * persons / years) + 0.5 * sigma * sigma) / sigma
    return normal_cdf(z), normal_cdf(z - sigma)


@njit(cache=True)
def award_employee(before, share, n, divisor, moved, left, new, out):  # type: ignore[no-untyped-def]
    """Employee pension without the test of the minimum years, for the same share of every lane and total.

    One array is written in each loop, as in `leave`."""
    for i in range(WIDTH):
        moved[i] = before[i] * share
    for i in range(WIDTH):
        left[i] -= moved[i]
    for lane in range(LANES):
        moved[INDEX + lane] = n[J] * 0.5 * n[ACCRUAL] * (moved[YEARS + lane] + moved[INDEX + lane])
    for lane in range(LANES):
        moved[YEARS + lane] = moved[ACCOUNT + lane] + moved[RESIDENT_ACCOUNT + lane]
    for i in range(LANES):
        new[PERSONS + i] += moved[PERSONS + i]
        new[BASIC + i] += moved[INDEX + i]
        new[TRANSITIONAL + i] += n[J] * n[TRANSITIONAL_RATE] * moved[DEEMED + i]
        new[ACCOUNT_PART + i] += moved[YEARS + i] / divisor
        new[ACCOUNT + i] += moved[YEARS + i]
    for i in range(LANES):
        out[PERSONS + i] += moved[PERSONS + i]
        out[BASIC + i] += moved[INDEX + i]
        out[TRANSITIONAL + i] += n[J] * n[TRANSITIONAL_RATE] * moved[DEEMED + i]
        out[ACCOUNT_PART + i] += moved[YEARS + i] / divisor
        out[ACCOUNT + i] += moved[RESIDENT_ACCOUNT + i]


@njit(cache=True)
def to_resident(cell, lane, who, fund, saved, old_enough, bands, divisor, record):  # type: ignore[no-untyped-def]
    """Those short of years move to the resident scheme with both accounts: to draw, or to wait for its age."""
    record[PERSONS + lane] += who
    record[ACCOUNT + lane] += fund
    record[RESIDENT_ACCOUNT + lane] += saved
    other = cell[bands[3] if old_enough else bands[4]]
    other[PERSONS + lane] += who
    other[RESIDENT_ACCOUNT + lane] += fund + saved
    if old_enough:
        other[ACCOUNT_PART + lane] += (fund + saved) / divisor
        record[ACCOUNT_PART + lane] += (fund + saved) / divisor


@njit(cache=True)
def retire(cell, old, g, a, retirement, bands, moved, out):  # type: ignore[no-untyped-def]
    """Retirement of one cell: award, award after buying the missing years, or move to the resident scheme."""
    due, ready = retirement.due[g, a], retirement.ready[g, a]
    n = retirement.numbers
    divisor = retirement.divisor[a]
    new, old_enough = cell[bands[2]], a + 1 >= n[RESIDENT_AGE]
    for k in range(retirement.source.shape[0]):
        before = old[retirement.source[k]]
        left = cell[retirement.source[k]]
        if due == 0.0:
            award_employee(before, ready, n, divisor, moved, left, new, out[k, 0])
            continue
        for lane in range(LANES):
            persons, years = before[PERSONS + lane], before[YEARS + lane]
            short, short_years = short_shares(persons, years, n[MINIMUM_YEARS], n[SIGMA])
            for outcome in range(OUTCOMES):
                if outcome == 0:
                    head = ready + due * (1.0 - short)
                    load = ready + due * (1.0 - short_years)
                elif outcome == 1:
                    head, load = due * short * n[BUY], due * short_years * n[BUY]
                else:
                    head, load = due * short * n[TO_RESIDENT], due * short_years * n[TO_RESIDENT]
                if head == 0.0:
                    continue
                who = persons * head
                served, index = years * load, before[INDEX + lane] * load
                deemed, fund = before[DEEMED + lane] * load, before[ACCOUNT + lane] * load
                saved = before[RESIDENT_ACCOUNT + lane] * head
                left[PERSONS + lane] -= who
                left[YEARS + lane] -= served
                left[INDEX + lane] -= index
                left[DEEMED + lane] -= deemed
                left[ACCOUNT + lane] -= fund
                left[RESIDENT_ACCOUNT + lane] -= saved
                record = out[k, outcome]
                if outcome == 2:
                    to_resident(cell, lane, who, fund, saved, old_enough, bands, n[RESIDENT_DIVISOR], record)
                    continue
                record[PERSONS + lane] += who
                if outcome == 1:
                    bought = max(who * n[MINIMUM_YEARS] - served, 0.0)
                    served += bought
                    index += bought * n[BOUGHT_INDEX]
                    record[RESIDENT_ACCOUNT + lane] += bought  # years, not yuan
                basic = n[J] * 0.5 * n[ACCRUAL] * (served + index)
                extra = n[J] * n[TRANSITIONAL_RATE] * deemed
                part = (fund + saved) / divisor
                new[PERSONS + lane] += who
                new[BASIC + lane] += basic
                new[TRANSITIONAL + lane] += extra
                new[ACCOUNT_PART + lane] += part
                new[ACCOUNT + lane] += fund + saved
                record[BASIC + lane] += basic
                record[TRANSITIONAL + lane] += extra
                record[ACCOUNT_PART + lane] += part
                record[ACCOUNT + lane] += saved


@njit(cache=True)
def live_statuses(a, working_from, working_to, statuses):  # type: ignore[no-untyped-def]
    """Range of statuses that people of this age can hold (children first, pensioners last in the list)."""
    if a < working_from:
        return 0, 1
    if a < working_to:
        return 0, statuses
    return 7, statuses


@njit(parallel=True, cache=True)
def step(  # type: ignore[no-untyped-def]
    state, newest, ages, bands, marks, life, motion, retirement, accrual, exposure, arrivals, result
):
    """One month of all cohorts in place. `newest` is the row of the youngest cohort, age 0 months; row
    newest - a has a months of age. `ages` months of age are live. `bands`: ages between which people can work, and
    the statuses of new retirees, of resident pensioners and of those who wait for that. `result` arrays lead
    with an axis of BLOCKS, each block a fixed range of ages, so that sums come out the same on any number of
    threads."""
    statuses = state.shape[2]
    for block in prange(BLOCKS):
        start = block * ages // BLOCKS
        stop = (block + 1) * ages // BLOCKS
        old = np.empty((statuses, WIDTH))
        share, moved, scrap = np.empty(WIDTH), np.empty(WIDTH), np.zeros((1, WIDTH))
        people, record, exposed = result.people[block], result.record[block], result.exposure[block]
        base, account, birth = result.base[block], result.account[block], result.birth[block]
        death, arrival = result.death[block], result.arrival[block]
        for a in range(start, stop):
            s_from, s_to = live_statuses(a, bands[0], bands[1], statuses)
            for g in range(state.shape[1]):
                cell = state[newest - a, g]
                count(cell, s_from, s_to, marks, g, people, record)
                expose(cell, g, a, exposure, exposed)
                if life.birth[g, a] > 0.0:
                    bear(cell, s_from, s_to, life.birth[g, a], birth)
                if s_to - s_from > 1:
                    if s_from == 0:
                        accrue(cell, a, accrual, moved, base, account)
                    keep_accounts(cell, s_from, s_to, accrual, marks, moved, account)
                die(cell, s_from, s_to, life.death[g, a], moved, old, g, death)
                flow = result.flow[block, g]
                move(cell, old, s_from, s_to, g, a, motion, retirement, share, moved, scrap, flow, account)
                if retirement.due[g, a] > 0.0 or retirement.ready[g, a] > 0.0:
                    retired = result.retired[block, g]
                    retire(cell, old, g, a, retirement, bands, moved, retired)
                arrive(cell, g, a, arrivals, motion.brought, moved, arrival, account)


@njit(parallel=True, cache=True)
def potential(state, newest, ages, bands, life, motion, moves, heads):  # type: ignore[no-untyped-def]
    """What the month would do, before anything moves: persons that each transition would move,
    `moves[BLOCKS, R]`; persons and deaths of each status, `heads[BLOCKS, 2, S]`."""
    statuses = state.shape[2]
    for block in prange(BLOCKS):
        start = block * ages // BLOCKS
        stop = (block + 1) * ages // BLOCKS
        persons = np.zeros(statuses)
        weighted = np.zeros((statuses, LANES))
        for a in range(start, stop):
            s_from, s_to = live_statuses(a, bands[0], bands[1], statuses)
            for g in range(state.shape[1]):
                cell = state[newest - a, g]
                alive = 1.0 - life.death[g, a]
                for s in range(s_from, s_to):
                    row = cell[s]
                    persons[s] = 0.0
                    for lane in range(LANES):
                        persons[s] += row[lane]
                    for lane in range(LANES):
                        weighted[s, lane] = row[lane] * alive
                    heads[block, 0, s] += persons[s]
                    heads[block, 1, s] += persons[s] * life.death[g, a]
                for r in range(motion.source.shape[0]):
                    p = motion.probability[r, g, a]
                    source = motion.source[r]
                    if p != 0.0 and s_from <= source < s_to:
                        row, factor = weighted[source], motion.lane[r, g]
                        total = 0.0
                        for lane in range(LANES):
                            total += row[lane] * factor[lane]
                        moves[block, r] += total * p
