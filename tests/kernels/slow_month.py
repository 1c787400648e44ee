"""An obvious slow twin of the monthly step: one cell, one lane, one total at a time, in the order of the
specification, written from the model and not from the kernel."""

import math

import numpy as np

Q, L = 6, 16
PERSONS, YEARS, INDEX, DEEMED, ACCOUNT, RESIDENT = range(6)


def normal(z):
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))


def one_month(state, newest, ages, bands, marks, life, motion, retirement, accrual, arrivals):
    """Next state, and what happened; `state[C, G, S, Q, L]`."""
    state = state.copy()
    seen = {"birth": np.zeros(L), "deaths": np.zeros(state.shape[1:]), "retired": {}, "account": np.zeros((9, L))}
    for a in range(ages):
        for g in range(state.shape[1]):
            cell = state[newest - a, g]
            coming = arrivals.persons[:, g, a] + arrivals.replacing * left(cell, a, g, life, motion, arrivals)
            for lane in range(L):
                one_cell(cell, a, g, lane, bands, marks, life, motion, retirement, accrual, arrivals, coming, seen)
    return state, seen


def left(cell, a, g, life, motion, arrivals):
    """Persons of a cell whom others replace."""
    return sum(
        cell[motion.source[r], PERSONS, lane]
        * (1 - life.death[g, a])
        * motion.probability[r, g, a]
        * motion.lane[r, g, lane]
        * arrivals.counted[lane]
        for r in arrivals.leavers
        for lane in range(L)
    )


def live(a, bands, statuses):
    """Statuses in which the tests' cities have people of an age."""
    if a < bands[0]:
        return range(0, 1)
    return range(0, statuses) if a < bands[1] else range(7, statuses)


def one_cell(cell, a, g, lane, bands, marks, life, motion, retirement, accrual, arrivals, coming, seen):
    statuses = range(cell.shape[0])
    for s in statuses:
        seen["birth"][lane] += cell[s, PERSONS, lane] * life.birth[g, a]
    pay(cell, a, lane, accrual, seen["account"])
    for s in statuses:
        keep(cell[s], marks[s], lane, accrual, seen["account"])
    for s in statuses:
        for q in range(Q):
            seen["deaths"][g, s, q, lane] += cell[s, q, lane] * life.death[g, a]
            cell[s, q, lane] *= 1 - life.death[g, a]
    before = {s: cell[s, :, lane].copy() for s in statuses}
    for r in range(len(motion.source)):
        p = motion.probability[r, g, a] * motion.lane[r, g, lane]
        if motion.probability[r, g, a] == 0:
            continue
        moved = before[motion.source[r]] * p
        cell[motion.source[r], :, lane] -= moved
        if motion.target[r] < 0:
            continue
        target = cell[motion.target[r], :, lane]
        if motion.rule[r] in (0, 3):
            target += moved
            if motion.rule[r] == 3:
                bring(target, moved[PERSONS], a, lane, motion.brought, seen["account"])
        elif motion.rule[r] == 1:
            fund = moved[ACCOUNT] + moved[RESIDENT]
            target += [moved[PERSONS], 0, 0, fund / retirement.numbers[7], 0, fund]
        else:
            n = retirement.numbers
            old = moved[PERSONS] * n[8]
            new = n[0] / 2 * n[1] * (moved[YEARS] + moved[INDEX]) + n[0] * n[2] * moved[DEEMED]
            new += moved[ACCOUNT] / retirement.divisor[a]
            top_up = n[9] * above(new, old, n[11])
            parts = (old, top_up) if n[12] == 1 else (new, 0)
            target += [moved[PERSONS], *parts, 0, moved[ACCOUNT], 0]
    if retirement.due[g, a] or retirement.ready[g, a]:
        for k, s in enumerate(retirement.source):
            retire(cell, before[s], s, k, a, g, lane, bands, retirement, seen)
    for k, s in enumerate(arrivals.status):
        came = coming[k] * arrivals.lane[k, lane]
        cell[s, PERSONS, lane] += came
        if arrivals.entering[k]:
            bring(cell[s, :, lane], came, a, lane, motion.brought, seen["account"])


def bring(target, persons, a, lane, brought, account):
    target[YEARS] += persons * brought[0, a]
    target[INDEX] += persons * brought[1, a]
    target[ACCOUNT] += persons * brought[2, a]
    account[8, lane] += persons * brought[2, a]


def above(mean, floor, sigma):
    """What a log-normal amount exceeds the floor by, on average."""
    if mean == 0 or sigma == 0:
        return max(mean - floor, 0)
    d1 = (math.log(mean) - math.log(floor) + sigma**2 / 2) / sigma
    return mean * normal(d1) - floor * normal(d1 - sigma)


def pay(cell, a, lane, accrual, account):
    for p, s in enumerate(accrual.payers):
        base = cell[s, PERSONS, lane] * accrual.base[p, a // 12, lane]
        cell[s, YEARS, lane] += cell[s, PERSONS, lane] / 12
        cell[s, INDEX, lane] += base / accrual.reference / 12
        cell[s, ACCOUNT, lane] += base * accrual.account_rate[p]
        account[6 if accrual.public[p] else 0, lane] += base * accrual.account_rate[p]


def keep(status, mark, lane, accrual, account):
    if mark in (2, 4):
        slot = ACCOUNT if mark == 2 else RESIDENT
        charged = min(max(status[slot, lane], 0), status[DEEMED, lane])
        status[slot, lane] -= charged
        account[2 if mark == 2 else 5, lane] += charged
    if mark == 3:
        status[RESIDENT, lane] += status[PERSONS, lane] * accrual.resident_credit
        account[3, lane] += status[PERSONS, lane] * accrual.resident_credit
    account[7 if mark >= 5 else 1, lane] += status[ACCOUNT, lane] * accrual.crediting
    status[ACCOUNT, lane] *= 1 + accrual.crediting
    if mark in (1, 3, 4):
        account[4, lane] += status[RESIDENT, lane] * accrual.resident_crediting
        status[RESIDENT, lane] *= 1 + accrual.resident_crediting


def retire(cell, before, s, k, a, g, lane, bands, retirement, seen):
    n = retirement.numbers
    due, ready = retirement.due[g, a], retirement.ready[g, a]
    short = short_years = 0.0
    if before[PERSONS] > 0 and before[YEARS] > 0 and n[3] > 0:
        mean = before[YEARS] / before[PERSONS]
        z = (math.log(n[3]) - math.log(mean) + n[4] ** 2 / 2) / n[4]
        short, short_years = normal(z), normal(z - n[4])
    outcomes = (
        (ready + due * (1 - short), ready + due * (1 - short_years)),
        (due * short * n[5], due * short_years * n[5]),
        (due * short * n[6], due * short_years * n[6]),
    )
    for outcome, (head, load) in enumerate(outcomes):
        who, years, index, deemed, fund = before[:5] * [head, load, load, load, load]
        saved = before[RESIDENT] * head
        cell[s, :, lane] -= [who, years, index, deemed, fund, saved]
        if outcome == 2:
            if a + 1 >= n[13]:
                cell[bands[3], :, lane] += [who, 0, 0, (fund + saved) / n[7], 0, fund + saved]
            else:
                cell[bands[4], :, lane] += [who, 0, 0, 0, 0, fund + saved]
        else:
            bought = max(who * n[3] - years, 0) if outcome == 1 else 0.0
            years, index = years + bought, index + bought * n[10]
            basic = n[0] / 2 * n[1] * (years + index)
            extra, part = n[0] * n[2] * deemed, (fund + saved) / retirement.divisor[a]
            cell[bands[2], :, lane] += [who, basic, extra, part, fund + saved, 0]
        seen["retired"][k, outcome] = seen["retired"].get((k, outcome), 0.0) + who


def month_of_a_row(state, newest, ages, bounds, bands, marks, told, ring):
    """Next state, its newborn, and the ring of claimants in place `ring[K, M, B, G, L]`: a class of birth at a time."""
    claims, after, births = told.claims, state.copy(), np.zeros(L)
    for k in range(len(bounds) - 1):
        begin, end = max(bounds[k], newest + 1 - ages), min(bounds[k + 1], newest + 1)
        mine = np.zeros_like(state)
        mine[begin:end] = state[begin:end]
        lane = told.motion.lane.copy()
        lane[claims.exhaust] = [
            [exhausting(ring[k, :, :, g, j], claims, j) for j in range(L)] for g in range(state.shape[1])
        ]
        stopped = (told.motion.ending == 0)[:, None, None] & (told.retirement.reached > 0)  # those who reach their age
        motion = told.motion._replace(lane=lane, probability=np.where(stopped, 0.0, told.motion.probability))
        parts = told.life, motion, told.retirement, told.accrual, told.arrivals
        moved, seen = one_month(mine, newest, ages, bands, marks, *parts)
        after[begin:end] = moved[begin:end]
        births += seen["birth"]
        draw_on(ring[k], claims, mine, moved, motion, told.life, newest)
    born = births * told.turning.share
    after[newest + 1, :, told.turning.status, PERSONS] = born
    after[newest + 2 - ages] += after[newest + 1 - ages]
    after[newest + 1 - ages] = 0
    return after, born


def exhausting(drawn, claims, lane):
    """Share of the claimants `drawn[M, B]` of a cell whose right ends."""
    ending = sum(drawn[m, b] for m, b in np.ndindex(drawn.shape) if claims.last[m, b, lane])
    return ending / drawn.sum() * (1 - claims.back[lane]) if drawn.sum() > 0 else 0.0


def draw_on(ring, claims, before, after, motion, life, newest):
    """A month more of drawing, scaled to the claimants of the class: the new are those who lost a job."""
    for g, lane in np.ndindex(ring.shape[2:]):
        source, fresh = motion.source[claims.begin], 0.0
        for a in range(motion.probability.shape[2]):
            living = before[newest - a, g, source, PERSONS, lane] * (1 - life.death[g, a])
            fresh += living * motion.probability[claims.begin, g, a] * motion.lane[claims.begin, g, lane]
        claimants = after[:, g, claims.status, PERSONS, lane].sum()
        old = np.zeros(ring.shape[:2])
        for m, b in np.ndindex(len(ring) - 1, ring.shape[1]):
            old[m + 1, b] = ring[m, b, g, lane] * claims.drawing[m + 1, b, lane]
        ring[:, :, g, lane] = old * (max(claimants - fresh, 0.0) / old.sum() if old.sum() > 0 else 0.0)
        ring[0, :, g, lane] = claims.shares[:, lane] * (claimants - ring[1:, :, g, lane].sum())
