"""What the NumPy twins of the monthly step have in common (共用部分), on the kernel's own state `[C, G, S, Q * L]`.

Weighted sums over ages are taken by BLAS. Rows run from the oldest cohort to the youngest, so tables by age are read
backwards.
"""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.bench.city import FloatArray
from actuary.kernels.month import (
    ACCOUNT,
    ACCOUNT_PART,
    ACCRUAL,
    AWARD_PUBLIC,
    BASIC,
    BOUGHT_INDEX,
    BUY,
    DEEMED,
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
    TRANSITIONAL,
    TRANSITIONAL_RATE,
    WIDTH,
    YEARS,
    J,
    Month,
    Told,
)
from actuary.people.axes import AGES, WORKING_FROM, WORKING_TO, G, S
from actuary.people.cohorts import MARKS
from actuary.people.movement import nothing
from actuary.schemes.exposure import ASKS
from actuary.vocabulary import Status

IntArray = NDArray[np.int64]
ERFC: Any = np.frompyfunc(math.erfc, 1, 1)
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
            self.keep(rows[grown, :, s], int(MARKS[s]), told, out.account)
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
            if MARKS[s] < PUBLIC_INSURED:
                records = tables[g][0] @ status[:, g, ACCOUNT:]
                out.record[0] += records[:LANES]
                out.record[1] += records[LANES:]

    def weights(self, told: Told, s: int) -> tuple[IntArray, IntArray, FloatArray, FloatArray]:
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
            kept = parts = [(PERSONS, persons), (BASIC, before), (TRANSITIONAL, top_up), (ACCOUNT, fund)]
        else:
            saved = total(moved, RESIDENT_ACCOUNT)
            part = (fund + saved) / n[RESIDENT_DIVISOR]
            kept = [(PERSONS, persons), (ACCOUNT_PART, part), (RESIDENT_ACCOUNT, fund + saved)]
            parts = [(PERSONS, persons), (ACCOUNT_PART, part), (ACCOUNT, fund), (RESIDENT_ACCOUNT, saved)]
        for first, amount in kept:
            total(new, first)[:] += amount
        noted(out, parts)

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
        record = retired[g, k, outcome or 0]
        if outcome == 2:
            self.to_resident(rows, told, g, here, record)
        else:
            self.to_pension(rows, told, g, here, record, bought=outcome == 1)

    def to_resident(self, rows: FloatArray, told: Told, g: int, here: slice, record: FloatArray) -> None:
        """Those short of years draw the resident pension, or wait for its age."""
        moved, n = self.moved[here, g], told.retirement.numbers
        persons, fund, saved = (total(moved, first) for first in (PERSONS, ACCOUNT, RESIDENT_ACCOUNT))
        other, waiting = rows[here, g, Status.RESIDENT_PENSIONER], rows[here, g, Status.RESIDENT_WAITING]
        old_enough = np.arange(AGES, 0, -1)[here, None] >= n[RESIDENT_AGE]
        part = (fund + saved) * old_enough / n[RESIDENT_DIVISOR]
        for first, amount in ((PERSONS, persons), (RESIDENT_ACCOUNT, fund + saved)):
            total(waiting, first)[:] += amount * ~old_enough
            total(other, first)[:] += amount * old_enough
        total(other, ACCOUNT_PART)[:] += part
        noted(record, ((PERSONS, persons), (ACCOUNT_PART, part), (ACCOUNT, fund), (RESIDENT_ACCOUNT, saved)))

    def to_pension(
        self, rows: FloatArray, told: Told, g: int, here: slice, record: FloatArray, *, bought: bool
    ) -> None:
        """The employee pension, of some after they bought the missing years."""
        moved, n = self.moved[here, g], told.retirement.numbers
        persons, served, index = (total(moved, first) for first in (PERSONS, YEARS, INDEX))
        fund, saved = total(moved, ACCOUNT), total(moved, RESIDENT_ACCOUNT)
        if bought:
            years = np.maximum(persons * n[MINIMUM_YEARS] - served, 0.0)
            served, index = served + years, index + years * n[BOUGHT_INDEX]
            noted(record, ((RESIDENT_ACCOUNT, years),))
        basic = n[J] * 0.5 * n[ACCRUAL] * (served + index)
        extra = n[J] * n[TRANSITIONAL_RATE] * total(moved, DEEMED)
        part = (fund + saved) / told.retirement.divisor[::-1][here, None]
        both = ((PERSONS, persons), (BASIC, basic), (TRANSITIONAL, extra), (ACCOUNT_PART, part))
        for first, amount in (*both, (ACCOUNT, fund + saved)):
            total(rows[here, g, Status.NEW_RETIREE], first)[:] += amount
        noted(record, (*both, (ACCOUNT, saved)))

    def arrive(self, rows: FloatArray, told: Told, out: Month) -> None:
        """People who come in."""
        for s, persons, lane, entering in zip(*told.arrivals[:4], strict=True):
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


def noted(record: FloatArray, parts: Iterable[tuple[int, FloatArray]]) -> None:
    """Add sums over ages to what is said of the month."""
    for first, amount in parts:
        total(record, first)[:] += amount.sum(axis=0)


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
