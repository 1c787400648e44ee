"""Two NumPy twins of the monthly step on the kernel's own state `[C, G, S, Q * L]`.

`Banded`: in place, one status after the other and then one transition after the other, on slices of the ages at
which each lives or acts; every large intermediate has its buffer. `Dense`: for every age and category the
S x S matrix of transitions, applied by one matrix product to all totals and lanes. Both take weighted sums
over ages by BLAS. Rows run from the oldest cohort to the youngest, so tables by age are read backwards.
"""

import math

import numpy as np

from actuary.kernels.month import (
    ACCOUNT,
    ACCOUNT_PART,
    ACCRUAL,
    AWARD_PUBLIC,
    BASIC,
    BOUGHT_INDEX,
    BUY,
    CARRY,
    DEEMED,
    ENTER,
    INDEX,
    INSURED,
    LANES,
    MINIMUM_YEARS,
    PENSIONER,
    PERSONS,
    PUBLIC_CAP,
    PUBLIC_GUARANTEE,
    PUBLIC_INSURED,
    PUBLIC_OLD,
    PUBLIC_SIGMA,
    RESIDENT_ACCOUNT,
    RESIDENT_AGE,
    RESIDENT_DIVISOR,
    RESIDENT_INSURED,
    RESIDENT_PENSIONER,
    SIGMA,
    TO_RESIDENT,
    TOTALS,
    TRANSITIONAL,
    TRANSITIONAL_RATE,
    WIDTH,
    YEARS,
    J,
    Month,
)
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G, S
from actuary.people.movement import nothing
from actuary.schemes.exposure import ASKS
from actuary.vocabulary import Status

from .city import FloatArray, Told

ERFC = np.frompyfunc(math.erfc, 1, 1)
SALARY_BANDS = ((0, 36 * 12), (36 * 12, 46 * 12), (46 * 12, AGES))
OLD_STATUS = 7


def rows_of(from_age: int, to_age: int) -> slice:
    """Rows of the ages `from_age <= a < to_age`, oldest first."""
    return slice(AGES - to_age, AGES - from_age)


def band(status: int) -> slice:
    """Rows at which a status can be held."""
    return rows_of(0 if status == 0 else WORKING_FROM, WORKING_TO if status < OLD_STATUS else AGES)


def acting(table: FloatArray) -> slice | None:
    """Shortest range of rows that holds all ages at which `table[A]` is not nought."""
    ages = np.flatnonzero(table)
    return None if len(ages) == 0 else rows_of(int(ages[0]), int(ages[-1]) + 1)


def total(status: FloatArray, first: int) -> FloatArray:
    """The lanes of one total."""
    return status[..., first : first + LANES]


class Twin:
    """What both twins have in common: sums before the move, pay, accounts, awards, arrivals."""

    def __init__(self) -> None:
        self.old = np.empty((S, AGES, G, WIDTH))
        self.moved = np.empty((AGES, G, WIDTH))
        self.paid = np.empty((AGES, G, LANES))
        self.spare = np.empty((AGES, G, LANES))
        self.sum = np.empty(WIDTH)
        self.asking: Told | None = None

    def __call__(self, state: FloatArray, newest: int, told: Told) -> Month:
        """One month in place; what happened."""
        rows = state[newest - AGES + 1 : newest + 1]
        out = nothing(len(ASKS))
        for s in range(S):
            here = band(s)
            self.watch(rows[here, :, s], s, told, out)
            grown = slice(max(here.start, 0), min(here.stop, AGES - WORKING_FROM))
            self.pay(rows, s, told, out)
            self.keep(rows[grown, :, s], int(told.marks[s]), told, out.account)
        self.move(rows, told, out)
        self.retire(rows, told, out)
        self.arrive(rows, told, out)
        return out

    def move(self, rows: FloatArray, told: Told, out: Month) -> None:
        raise NotImplementedError

    def watch(self, status: FloatArray, s: int, told: Told, out: Month) -> None:
        """Persons, records, births and exposures before anything moves."""
        if told is not self.asking:
            self.asking, self.asks = told, [self.weights(told, k) for k in range(S)]
        heads, others, tables, rest = self.asks[s]
        for g in range(G):
            sums = tables[g] @ status[:, g, :LANES]
            out.people[g, s] = sums[0]
            out.birth[:] += sums[1]
            out.exposure[heads] += sums[2:]
            for e, table in zip(others, rest, strict=True):
                out.exposure[e] += table[g] @ total(status[:, g], told.exposure.total[e])
            if told.marks[s] < PUBLIC_INSURED:
                records = tables[g][0] @ status[:, g, ACCOUNT:]
                out.record[0] += records[:LANES]
                out.record[1] += records[LANES:]

    def weights(self, told: Told, s: int) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Asks of persons of a status and of its other totals; weights of one, of births and of the former
        `[G, 2 + asks, ages]`, and of the latter `[asks, G, ages]`."""
        asked = told.exposure.status == s
        of_persons = told.exposure.total == PERSONS
        heads, others = np.flatnonzero(asked & of_persons), np.flatnonzero(asked & ~of_persons)
        ages = told.exposure.weights[:, :, ::-1][:, :, band(s)]
        births = told.life.birth[:, ::-1][:, band(s)]
        tables = np.stack((np.ones_like(births), births, *ages[told.exposure.weight[heads]]), axis=1)
        return heads, others, tables, ages[told.exposure.weight[others]].copy()

    def pay(self, rows: FloatArray, s: int, told: Told, out: Month) -> None:
        """One month of paying."""
        accrual = told.accrual
        for p in np.flatnonzero(accrual.payers == s):
            here = rows_of(WORKING_FROM, WORKING_TO)
            status = rows[here, :, s]
            paid, spare = self.paid[here], self.spare[here]
            base = np.repeat(accrual.base[p][::-1], 12, axis=0)[here, None]
            np.multiply(total(status, PERSONS), base, out=paid)
            for k, (low, high) in enumerate(SALARY_BANDS):
                cells = self.paid[rows_of(max(low, WORKING_FROM), min(high, WORKING_TO))]
                np.add.reduce(cells, axis=(0, 1), out=out.base[p, k])
            credit = out.account[6 if accrual.public[p] else 0]
            credit += out.base[p].sum(axis=0) * accrual.account_rate[p]
            np.divide(total(status, PERSONS), 12.0, out=spare)
            np.add(total(status, YEARS), spare, out=total(status, YEARS))
            np.multiply(paid, 1.0 / (accrual.reference * 12.0), out=spare)
            np.add(total(status, INDEX), spare, out=total(status, INDEX))
            np.multiply(paid, accrual.account_rate[p], out=paid)
            np.add(total(status, ACCOUNT), paid, out=total(status, ACCOUNT))

    def keep(self, status: FloatArray, mark: int, told: Told, account: FloatArray) -> None:
        """Pensions charged to records, credits, interest."""
        charged = self.spare[: len(status)]
        rates = told.accrual
        if mark in (PENSIONER, RESIDENT_PENSIONER):
            first, slot = (ACCOUNT, 2) if mark == PENSIONER else (RESIDENT_ACCOUNT, 5)
            np.maximum(total(status, first), 0.0, out=charged)
            np.minimum(charged, total(status, ACCOUNT_PART), out=charged)
            np.subtract(total(status, first), charged, out=total(status, first))
            account[slot] += np.add.reduce(charged, axis=(0, 1))
        if mark == RESIDENT_INSURED:
            np.multiply(total(status, PERSONS), rates.resident_credit, out=charged)
            np.add(total(status, RESIDENT_ACCOUNT), charged, out=total(status, RESIDENT_ACCOUNT))
            account[3] += np.add.reduce(charged, axis=(0, 1))
        both = mark in (INSURED, RESIDENT_INSURED, RESIDENT_PENSIONER)
        records = status[..., ACCOUNT : RESIDENT_ACCOUNT + LANES * both]
        rate = np.repeat((rates.crediting, rates.resident_crediting), LANES)[: records.shape[2]]
        earned = sum(np.ones(len(status)) @ records[:, g] for g in range(G)) * rate
        account[7 if mark >= PUBLIC_INSURED else 1] += earned[:LANES]
        if both:
            account[4] += earned[LANES:]
        np.multiply(records, 1.0 + rate, out=records)

    def award(self, rows: FloatArray, told: Told, r: int, g: int, here: slice, out: FloatArray) -> None:
        """Awards of one transition to the public or the resident pension."""
        motion, n = told.motion, told.retirement.numbers
        moved = self.moved[here, g]
        new = rows[here, g, motion.target[r]]
        persons, fund = total(moved, PERSONS), total(moved, ACCOUNT)
        if motion.rule[r] == AWARD_PUBLIC:
            before = persons * n[PUBLIC_OLD]
            after = n[J] * 0.5 * n[ACCRUAL] * (total(moved, YEARS) + total(moved, INDEX))
            after += n[J] * n[TRANSITIONAL_RATE] * total(moved, DEEMED)
            after += fund / told.retirement.divisor[::-1][here, None]
            guaranteed = n[PUBLIC_GUARANTEE]
            top_up = guaranteed * n[PUBLIC_CAP] * excess(after, before, n[PUBLIC_SIGMA])
            before = guaranteed * before + (1.0 - guaranteed) * after
            parts = ((PERSONS, persons), (BASIC, before), (TRANSITIONAL, top_up), (ACCOUNT, fund))
            kept = parts
        else:
            saved = total(moved, RESIDENT_ACCOUNT)
            part = (fund + saved) / n[RESIDENT_DIVISOR]
            kept = ((PERSONS, persons), (ACCOUNT_PART, part), (RESIDENT_ACCOUNT, fund + saved))
            parts = ((PERSONS, persons), (ACCOUNT_PART, part), (ACCOUNT, fund), (RESIDENT_ACCOUNT, saved))
        for first, amount in kept:
            total(new, first)[:] += amount
        for first, amount in parts:
            total(out, first)[:] += amount.sum(axis=0)

    def retire(self, rows: FloatArray, told: Told, out: Month) -> None:
        """Retirement of the employee scheme: all who are ready, then those who reach their month."""
        rule = told.retirement
        for g in range(G):
            for k, s in enumerate(rule.source):
                for table, outcome in ((rule.ready[g], None), (rule.due[g], 0), (rule.due[g], 1), (rule.due[g], 2)):
                    here = acting(table)
                    if here is not None:
                        share = table[::-1][here, None]
                        self.one_outcome(rows, told, (g, k, int(s)), here, share, outcome, out.retired)

    def one_outcome(
        self,
        rows: FloatArray,
        told: Told,
        who: tuple[int, int, int],
        here: slice,
        share: FloatArray,
        outcome: int | None,
        retired: FloatArray,
    ) -> None:
        """Take those with one outcome out of a status and award them."""
        g, k, s = who
        before, n = self.old[s, here, g], told.retirement.numbers
        head = load = share
        if outcome is not None:
            short, short_years = short_shares(before, n)
            head, load = (
                (share * (1.0 - short), share * (1.0 - short_years)),
                (share * short * n[BUY], share * short_years * n[BUY]),
                (share * short * n[TO_RESIDENT], share * short_years * n[TO_RESIDENT]),
            )[outcome]
        moved = self.moved[here, g]
        for first in (YEARS, INDEX, DEEMED, ACCOUNT):
            np.multiply(total(before, first), load, out=total(moved, first))
        for first in (PERSONS, RESIDENT_ACCOUNT):
            np.multiply(total(before, first), head, out=total(moved, first))
        rows[here, g, s] -= moved
        persons, served, index = total(moved, PERSONS), total(moved, YEARS), total(moved, INDEX)
        fund, saved = total(moved, ACCOUNT), total(moved, RESIDENT_ACCOUNT)
        record = retired[g, k, outcome or 0]
        if outcome == 2:
            other, waiting = rows[here, g, Status.RESIDENT_PENSIONER], rows[here, g, Status.RESIDENT_WAITING]
            old_enough = np.arange(AGES, 0, -1)[here, None] >= n[RESIDENT_AGE]
            part = (fund + saved) * old_enough / n[RESIDENT_DIVISOR]
            for first, amount in ((PERSONS, persons), (RESIDENT_ACCOUNT, fund + saved)):
                total(waiting, first)[:] += amount * ~old_enough
            kept = ((PERSONS, persons * old_enough), (ACCOUNT_PART, part))
            kept = (*kept, (RESIDENT_ACCOUNT, (fund + saved) * old_enough))
            parts = ((PERSONS, persons), (ACCOUNT_PART, part), (ACCOUNT, fund), (RESIDENT_ACCOUNT, saved))
        else:
            other = rows[here, g, Status.NEW_RETIREE]
            if outcome == 1:
                bought = np.maximum(persons * n[MINIMUM_YEARS] - served, 0.0)
                served, index = served + bought, index + bought * n[BOUGHT_INDEX]
                total(record, RESIDENT_ACCOUNT)[:] += bought.sum(axis=0)
            basic = n[J] * 0.5 * n[ACCRUAL] * (served + index)
            extra = n[J] * n[TRANSITIONAL_RATE] * total(moved, DEEMED)
            part = (fund + saved) / told.retirement.divisor[::-1][here, None]
            first_four = ((PERSONS, persons), (BASIC, basic), (TRANSITIONAL, extra), (ACCOUNT_PART, part))
            kept, parts = (*first_four, (ACCOUNT, fund + saved)), (*first_four, (ACCOUNT, saved))
        for first, amount in kept:
            total(other, first)[:] += amount
        for first, amount in parts:
            total(record, first)[:] += amount.sum(axis=0)

    def arrive(self, rows: FloatArray, told: Told, out: Month) -> None:
        """People who come in."""
        for s, persons, lane, entering in zip(*told.arrivals, strict=True):
            here = acting(persons.sum(axis=0))
            if here is not None:
                came = self.spare[here]
                np.multiply(persons[:, ::-1].T[here, :, None], lane, out=came)
                np.add(rows[here, :, s, :LANES], came, out=rows[here, :, s, :LANES])
                out.arrival[:] += persons.sum(axis=1)[:, None] * lane
                if entering:
                    self.bring(rows[here, :, s], here, came, told, out)

    def bring(self, status: FloatArray, here: slice, came: FloatArray, told: Told, out: Month) -> None:
        """What entrants `came[ages, categories, L]` bring from elsewhere."""
        for first, each in zip((YEARS, INDEX, ACCOUNT), told.motion.brought[:, ::-1], strict=True):
            total(status, first)[:] += came * each[here, None, None]
        out.account[8] += np.add.reduce(came * told.motion.brought[2, ::-1][here, None, None], axis=(0, 1))


def excess(mean: FloatArray, floor: FloatArray, sigma: float) -> FloatArray:
    """Mean of what exceeds the floor, of log-normal amounts."""
    some = (mean > 0.0) & (floor > 0.0)
    ratio = np.divide(mean, floor, out=np.ones(mean.shape), where=some)
    z = np.log(ratio) / sigma + 0.5 * sigma
    above, below = (0.5 * ERFC(-x * math.sqrt(0.5)).astype(float) for x in (z, z - sigma))
    return np.where(some, mean * above - floor * below, np.maximum(mean - floor, 0.0))


def short_shares(before: FloatArray, numbers: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Share of persons, and of their years, below the minimum."""
    persons, years = total(before, PERSONS), total(before, YEARS)
    some = (persons > 0.0) & (years > 0.0) & (numbers[MINIMUM_YEARS] > 0.0)
    ratio = np.divide(persons, years, out=np.ones(persons.shape), where=some)
    sigma = numbers[SIGMA]
    z = (np.log(numbers[MINIMUM_YEARS] * ratio) + 0.5 * sigma * sigma) / sigma
    heads, loads = (0.5 * ERFC(-x * math.sqrt(0.5)).astype(float) * some for x in (z, z - sigma))
    return heads, loads


class Banded(Twin):
    """One transition at a time on the ages at which it acts, in blocks of ages that stay in the cache."""

    def __init__(self, block: int = 222) -> None:
        super().__init__()
        self.blocks = [slice(start, min(start + block, AGES)) for start in range(0, AGES, block)]
        self.sums = np.empty((G, WIDTH))

    def move(self, rows: FloatArray, told: Told, out: Month) -> None:
        """Deaths of every status, then every transition on the survivors, block by block."""
        motion = told.motion
        alive = np.ascontiguousarray(1.0 - told.life.death[:, ::-1].T)[:, :, None]
        dying = np.ascontiguousarray(told.life.death[:, ::-1])
        alike = (motion.lane == motion.lane[:, :, :1]).all(axis=2)
        folded = motion.probability * np.where(alike, motion.lane[:, :, 0], 1.0)[:, :, None]
        share = np.ascontiguousarray(folded[:, :, ::-1].transpose(0, 2, 1))[:, :, :, None]
        lanes = np.tile(np.where(alike[:, :, None], 1.0, motion.lane), TOTALS)
        leaving = {*motion.source, *told.retirement.source}
        plan = [
            (r, who, here)
            for r in range(len(motion.source))
            for who, here in together([acting(motion.probability[r, g]) for g in range(G)])
        ]
        for block in self.blocks:
            for s in range(S):
                here = common(band(s), block)
                if here is not None:
                    self.die(rows[here, :, s], s, here, dying, alive, out.death, s in leaving)
            for r, who, acts in plan:
                here = common(acts, block)
                if here is not None:
                    self.transit(rows, told, r, who, here, share[r], lanes[r], out)

    def die(
        self,
        status: FloatArray,
        s: int,
        here: slice,
        dying: FloatArray,
        alive: FloatArray,
        death: FloatArray,
        kept: bool,
    ) -> None:
        """Deaths of one status; the survivors are kept where a transition starts from them."""
        for g in range(G):
            np.dot(dying[g, here], status[:, g], out=self.sum)
            np.add(death[g, s], self.sum, out=death[g, s])
        np.multiply(status, alive[here], out=status)
        if kept:
            np.copyto(self.old[s, here], status)

    def transit(
        self,
        rows: FloatArray,
        told: Told,
        r: int,
        who: slice,
        here: slice,
        share: FloatArray,
        lanes: FloatArray,
        out: Month,
    ) -> None:
        """One transition of some categories at some ages."""
        motion = told.motion
        source, target, flow = motion.source[r], motion.target[r], out.flow
        moved, left = self.moved[here, who], rows[here, who, source]
        np.multiply(self.old[source, here, who], share[here, who], out=moved)
        if (lanes[who] != 1.0).any():
            np.multiply(moved, lanes[who], out=moved)
        np.subtract(left, moved, out=left)
        if motion.rule[r] not in (CARRY, ENTER):
            for g in range(G)[who]:
                self.award(rows, told, r, g, here, flow[g, r])
            return
        np.add.reduce(moved, axis=0, out=self.sums[who])
        np.add(flow[who, r], self.sums[who], out=flow[who, r])
        if target >= 0:
            np.add(rows[here, who, target], moved, out=rows[here, who, target])
        if motion.rule[r] == ENTER:
            self.bring(rows[here, who, target], here, total(moved, PERSONS), told, out)


def common(one: slice, other: slice) -> slice | None:
    """Rows that two ranges share."""
    start, stop = max(one.start, other.start), min(one.stop, other.stop)
    return slice(start, stop) if start < stop else None


def together(ranges: list[slice | None]) -> list[tuple[slice, slice]]:
    """Categories with the ages at which a transition acts; all at once where they agree."""
    if ranges[0] is not None and all(here == ranges[0] for here in ranges):
        return [(slice(0, G), ranges[0])]
    return [(slice(g, g + 1), here) for g, here in enumerate(ranges) if here is not None]


class Dense(Twin):
    """All transitions of an age and category as one matrix; those with a factor by lane one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self.matrix = np.empty((AGES, G, S, S))
        self.alive = np.empty((AGES, G, S, WIDTH))

    def move(self, rows: FloatArray, told: Told, out: Month) -> None:
        """Deaths, the matrix product, and what no matrix can hold: awards and factors by lane."""
        motion, matrix, alive = told.motion, self.matrix, self.alive
        q = np.ascontiguousarray(told.life.death[:, ::-1].T)
        np.einsum("ag,agsx->gsx", q, rows, out=out.death)
        np.multiply(rows, (1.0 - q)[:, :, None, None], out=alive)
        self.old = alive.transpose(2, 0, 1, 3)
        matrix[:] = np.eye(S)
        alike = (motion.lane == motion.lane[:, :, :1]).all(axis=(1, 2))
        p = (motion.probability * motion.lane[:, :, :1])[:, :, ::-1].transpose(0, 2, 1)
        for r in np.flatnonzero(alike):
            source, target = motion.source[r], motion.target[r]
            matrix[:, :, source, source] -= p[r]
            if motion.rule[r] in (CARRY, ENTER) and target >= 0:
                matrix[:, :, target, source] += p[r]
        np.matmul(matrix, alive, out=rows)
        lanes = np.tile(motion.lane, TOTALS)
        for r, (source, target) in enumerate(zip(motion.source, motion.target, strict=True)):
            for g in range(G):
                share = motion.probability[r, g, ::-1]
                carried = motion.rule[r] in (CARRY, ENTER)
                if carried:
                    out.flow[g, r] = share @ alive[:, g, source] * lanes[r, g]
                if motion.rule[r] == ENTER:
                    came = alive[:, g, source, :LANES] * share[:, None] * motion.lane[r, g]
                    self.bring(rows[:, g : g + 1, target], slice(0, AGES), came[:, None], told, out)
                if alike[r] and carried:
                    continue
                moved = self.moved[:, g]
                np.multiply(alive[:, g, source], share[:, None], out=moved)
                np.multiply(moved, lanes[r, g], out=moved)
                if not carried:
                    self.award(rows, told, r, g, slice(0, AGES), out.flow[g, r])
                else:
                    rows[:, g, source] -= moved
                    if target >= 0:
                        rows[:, g, target] += moved
