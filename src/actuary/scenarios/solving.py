"""Solvers (反解): what would have to change so that a fund meets a target, put back into the engine and shown to.

The least of a lever is looked for step by step of its range, from the end that misses; the answer is valued once more,
and a step less with it. On a study of the pooled city, levers that move people are looked
for sixteen settings at a time, and the answer is settled by district.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Reform
from actuary.dated.changes import ADD, SET, STATUTORY_AGE
from actuary.errors import Both, Problem, problem
from actuary.kernels.month import LANES
from actuary.months import parse
from actuary.people.response import DEGREE
from actuary.scenarios.comparing import rows_of
from actuary.scenarios.levers import ACCOUNTS, LEVERS, OF_LEDGERS, RATED, WITHOUT_RATE, Lever, in_place, rate_lever
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.response import FULL, Answers, answered, asks_rate
from actuary.scenarios.study import Study
from actuary.valuation.acting import rate_in_force
from actuary.valuation.lines import LINES, Series, city_series, line_series
from actuary.valuation.measures import figure, payable_months

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Row = dict[str, Any]
Key = tuple[str, float]
"""A lever's name and where it stands."""
Settings = Sequence[tuple[Lever, float]]
PROBE, STEEPER, TRIES = 3.0, 1.25, 4
"""Steps of a lever over which its slope is measured, and how much steeper it may go on; steps from a root
that are tried for the answer."""
LEAST, AT_END = "least_balance", "months_at_end"
"""Least balance of a row since the levers act [yuan], and payable months at the run's end [month], where levers do not
act from the first month on or the run ends within a year."""
OUT_OF_REACH, UNMOVED, MERGED, JUMP = "out of reach", "nothing moves", "merged", "jump"
NEEDLESS = "needless"
"""Why there is no answer: the range ends before it; nothing comes of the lever; the ledger has moved into another
before; law that acts at a line makes the result jump over it; a surplus is left with no rate at all."""


class Target(NamedTuple):
    """What a ledger must do (目标): at least `months` of spending in hand at each year's end, and always pay."""

    fund: str
    account: str
    pool: str = "city"
    months: float = 0.0


class Found(NamedTuple):
    """An answer (解): the lever's value, what it gives, or why there is none; a fund that spends nothing keeps no
    number of months.

    `nearest`: where there is none, the setting that comes nearest, which gives `achieved`; `at_bound`: the range ends
    at the answer, and more might be borne; `how`: whether a rate is added to the law's, or takes its place.
    """

    value: float | None
    achieved: float | None
    meets: bool
    why: str
    runs: int
    nearest: float | None = None
    at_bound: bool = False
    how: str = ADD


class Solver:
    """Values levers on one study; each valuation is counted."""

    def __init__(self, study: Study, start: int, sure: Study | None = None) -> None:
        """`start`: month from which levers act; `sure`: the study in which answers are settled, by district, where
        `study` is of the pooled city."""
        self.study, self.start, self.runs, self.sure = study, start, 0, sure or study
        self._reforms: dict[Key, Reform] = {}
        self._rows: dict[tuple[bool, tuple[Key, ...]], list[Row]] = {}
        self.held: Settings = ()

    def lever(self, name: str, fund: str, account: str | None = None) -> Lever | None:
        """The lever of a name for a ledger, by default the one that the fund's rate feeds, no rate below nought; None
        where there is none."""
        ledger = fund, account or ACCOUNTS.get(fund, "pooled")
        if name in OF_LEDGERS.get(ledger, ()):
            return OF_LEDGERS[ledger][name]
        if name == "rate" and fund in RATED and ledger not in WITHOUT_RATE:
            parameters = self.study.base.seen.law.parameters.parameters
            return rate_lever(fund, parameters[RATED[fund]], *self._law_of(fund))
        if name == "delay" and self.study.prepared.changes(STATUTORY_AGE):
            return None  # its ages would take the place of those that the run's reforms set
        return LEVERS.get(name) if fund == "employee_pension" else None

    def rate(self, fund: str) -> Lever:
        """The rate of a fund as a lever; raises Problem for a fund that has none."""
        found = self.lever("rate", fund)
        if found is None:
            raise Problem(
                problem(
                    "no_rate",
                    message=Both(f"{fund} 没有费率。", f"{fund} has no rate."),
                    remedy=Both(f"可选：{'、'.join(RATED)}。", f"Choose one of {', '.join(RATED)}."),
                    field="--fund",
                )
            )
        return found

    def rate_in_place(self, fund: str) -> Lever | None:
        """One rate in place of the law's in all the months; None where the law's is one already, so that points do."""
        lowest, highest = self._law_of(fund)
        return in_place(self.rate(fund), RATED[fund], highest) if lowest < highest else None

    def _law_of(self, fund: str) -> tuple[float, float]:
        """The law's rate of a fund in the months in which levers act, lowest and highest."""
        a = self.study.base.assembled
        rates = self.law_rate(fund, np.arange(self.start, a.first + a.months))
        return float(rates.min()), float(rates.max())

    def law_rate(self, fund: str, months: IntArray) -> FloatArray:
        """The law's rate of a fund `[T]`, after what triggers of all pools alike have decided of it."""
        base = self.study.base
        return rate_in_force(base.assembled, base.evaluation.decided, RATED[fund], months)

    def row(self, levers: Settings, target: Target, *, settle: bool = False) -> Row:
        """The verdict's row of the target's ledger and pool, subsidy included; what was valued once is looked up.
        `settle`: by district, whatever the study."""
        whole = [*self.held, *levers]
        study = self.sure if settle and self.approximate(levers) else self.study
        key = study is self.sure, tuple((lever.name, x) for lever, x in whole)
        if key not in self._rows:
            self._rows[key] = self._valued(self._set(levers), study)
        return _of(self._rows[key], target)

    def approximate(self, levers: Settings) -> bool:
        """Whether the study is of the pooled city and the levers move people."""
        return self.study.pooled and self.moves_people(levers)

    def moves_people(self, levers: Settings) -> bool:
        """Whether the levers move people, and not money alone."""
        return self.study.moves_people(self._set(levers))

    def expect(self, settings: Sequence[Settings]) -> None:
        """Hear which settings will be asked for: on the pooled city their people move together."""
        self.study.expect([self._set(levers) for levers in settings])

    def _set(self, levers: Settings) -> list[Reform]:
        """What is held, and levers where they stand, as reforms."""
        return [self._reform(lever, x) for lever, x in (*self.held, *levers)]

    def city(self, reforms: Sequence[Reform], fund: str, account: str) -> Series:
        """A ledger of the pooled city month by month under any reforms, subsidy included."""
        self.runs += 1
        line = next(line for line in LINES if (line.fund, line.account) == (fund, account))
        return city_series(line, self.study.outcome(reforms).pooled, subsidy=True)

    def _valued(self, reforms: Sequence[Reform], study: Study) -> list[Row]:
        self.runs += 1
        outcome = study.outcome(reforms)
        before, part = self.start - outcome.assembled.first, (outcome.assembled.first + outcome.assembled.months) % 12
        return _by_month(outcome, before) if before or part else rows_of(outcome)

    def answering(self, levers: Settings, target: Target) -> float | None:
        """The months that a target's row keeps where payers answer what levers ask of them, as believed [month]; None
        where there is nothing to answer, or the run's own reforms say how far it is answered."""
        study, reforms = self.sure, self._set(levers)
        if not asks_rate(reforms) or study.prepared.changes(DEGREE):
            return None
        self.runs += 1
        central = Answers(FULL).strengths(study)["central"]
        outcome = study.outcome([*reforms, answered(central, self.start, reforms)])
        return months_kept(_of(_by_month(outcome, self.start - outcome.assembled.first), target))

    def _reform(self, lever: Lever, x: float) -> Reform:
        """A lever's setting as one and the same reform each time, so that the study moves its people once."""
        if (lever.name, x) not in self._reforms:
            self._reforms[lever.name, x] = lever.reform(x, self.start)
        return self._reforms[lever.name, x]

    def beside(self, held: Settings) -> "Solver":
        """A solver under levers that are held; it shares what this one has valued."""
        other = Solver(self.study, self.start, self.sure)
        other._reforms, other._rows, other.held = self._reforms, self._rows, tuple(held)
        return other

    def meet(self, by: Lever, target: Target) -> Found:
        """The least of a lever that meets a target: the smallest addition, or the largest cut that can be borne.

        A ledger that opens with nothing never has more than nothing at its least: such a target, met anywhere, is met
        with no margin.
        """
        before, now = self.runs, self.row([], target)
        if gone(now, self.start):
            return Found(None, None, False, MERGED, self.runs - before)
        if not any(year["receipts"] or year["expenditure"] for year in now["years"]):
            return Found(None, None, False, UNMOVED, self.runs - before)

        def margin(x: float) -> float:
            return above(self.row([(by, x)], target), target)

        ends = by.ends
        bad, good = map(by.at, ends)
        best = self.row([(by, good)], target)
        if abs((most := above(best, target)) - margin(bad)) <= 1e-9 and most < 0:
            return Found(None, months_kept(best), False, UNMOVED, self.runs - before, good)
        if margin(bad) >= 0:
            return self._safe(by, target, ends[0], before)
        packed = self.approximate([(by, good)]) and most >= 0
        steps = self._whole(by, margin, *ends) if packed else least(lambda k: margin(by.at(k)), *ends)
        if steps is None:
            return Found(None, months_kept(best), False, OUT_OF_REACH, self.runs - before, good)
        return self._safe(by, target, steps, before)

    def _whole(self, by: Lever, margin: Callable[[float], float], bad: int, good: int) -> int:
        """The whole number of steps nearest to `bad` that meets the target, by halving; in a pooled study the settings
        at each sixteenth move together beforehand."""
        sign, steps = (1 if good > bad else -1), abs(good - bad)
        while steps > 1:
            parts = min(LANES, steps)
            marks = [bad + sign * (steps * i // parts) for i in range(parts + 1)]
            self.expect([[(by, by.at(k))] for k in marks[1:-1]])
            low, high = 0, parts
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (low, middle) if margin(by.at(marks[middle])) >= 0 else (middle, high)
            bad, steps = marks[low], abs(marks[high] - marks[low])
        return bad + sign * steps

    def _safe(self, by: Lever, target: Target, steps: int, before: int) -> Found:
        """The root in whole steps, valued again; on the safe side of it where it does not hold, within the range."""
        worst, good = by.ends

        def at(more: int) -> tuple[int, Row]:
            k = sorted((worst, steps + by.better * more, good))[1]
            return k, self.row([(by, by.at(k))], target, settle=True)

        tried = [at(0)]
        if not holds(tried[0][1], target):
            tried += [at(1)]
            while not holds(tried[-1][1], target) and len(tried) < TRIES:
                tried.append(at(len(tried)))
        elif self.approximate([(by, by.at(steps))]):
            while len(tried) < TRIES and holds((less := at(-len(tried)))[1], target):
                tried.append(less)
        k, row = tried[-1]
        meets, kept, x = holds(row, target), months_kept(row), by.at(k)
        if not meets:
            return Found(None, kept, False, JUMP, self.runs - before, x)
        return Found(x, kept, True, "", self.runs - before, None, bool(worst) and k == worst)


def least(margin: Callable[[int], float], bad: int, good: int) -> int | None:
    """The first whole number from `bad` towards `good` at which a margin is not below nought; None where there is none.

    From `bad`, which misses, it goes on by less than what the margin is short of at its last slope: law that acts at a
    line makes a margin fall as a lever helps more, so that there may be a stretch that meets the target, one that does
    not, and another that does.
    """
    sign, span = (1 if good > bad else -1), abs(good - bad)
    at, short, slope, to = 0, margin(bad), 0.0, min(round(PROBE), span)
    while at < span:
        there = margin(bad + sign * to)
        if there >= 0.0:
            while to - at > 1:
                middle = (at + to) // 2
                at, to = (at, middle) if margin(bad + sign * middle) >= 0.0 else (middle, to)
            return bad + sign * to
        slope = max((there - short) / (to - at), slope / 2.0)
        at, short = to, there
        further = int(-short / (STEEPER * slope)) if slope > 0.0 else span
        to = min(at + max(further, 1), span)
    return None


def _by_month(outcome: Outcome, before: int) -> list[Row]:
    """The verdict's rows without the years that end before the levers act, with the least balance since [yuan] and the
    payable months at the run's end [month]."""
    start = outcome.assembled.first + before
    series = (each for line in LINES for each in line_series(line, outcome.ledgers, outcome.pooled, outcome.pooling))
    told = {(each.line.fund, each.line.account, each.pool, each.subsidy): _since(each, before) for each in series}
    return [
        {
            **row,
            "years": [year for year in row["years"] if (year["year"] + 1) * 12 > start],
            **told[row["fund"], row["account"], row["pool"], row["subsidy"]],
        }
        for row in rows_of(outcome)
    ]


def _since(series: Series, before: int) -> dict[str, float]:
    """What no year-end tells: the least balance of any month since levers act, and the months at the end."""
    at_the_end = float(payable_months(series)[-1]) if series.stands is None else np.nan
    least = float(series.standing().balance[before + 1 :].min(initial=np.inf))
    return {LEAST: least, AT_END: np.inf if np.isnan(at_the_end) else at_the_end}


def _of(rows: Sequence[Row], target: Target) -> Row:
    key = (target.fund, target.account, target.pool, "with")
    return next(row for row in rows if (row["fund"], row["account"], row["pool"], row["subsidy"]) == key)


def standing(row: Row) -> list[Row]:
    """The years at whose end the row is still a ledger or a pool of its own."""
    last = row.get("stands_to")
    return [year for year in row["years"] if last is None or f"{year['year']}-12" <= last]


def gone(row: Row, start: int) -> bool:
    """Whether the row's ledger or pool is one of its own in no month from a month on."""
    last = row.get("stands_to")
    return last is not None and parse(last) < start


def reserve(row: Row) -> float:
    """Least payable months over the year-ends, and at the end of a run that ends within a year [month]; a ledger that
    spends nothing is never short."""
    ends = [y["payable_months"] for y in standing(row) if y["payable_months"] is not None]
    return float(min([*ends, row.get(AT_END, np.inf)]))


def lowest(row: Row) -> float:
    """Least balance at any month's end since levers act [yuan]: of a whole run, what the test of paying reads."""
    if LEAST in row:
        return float(row[LEAST])
    return next(float(test["value"]) for test in row["tests"] if test["test"] == "can_pay")


def between(row: Row) -> float:
    """The least balance of any month's end, in months of the dearest year's spending [month]."""
    spent = max((year["expenditure"] for year in standing(row)), default=0.0)
    return lowest(row) / spent * 12.0 if spent > 0 else float("inf")


def above(row: Row, target: Target) -> float:
    """What a row has above its target [month]: at the year-ends, and above nought in every month between."""
    return min(reserve(row) - target.months, between(row))


def months_kept(row: Row) -> float | None:
    """The months that a row keeps at the year-ends [month]; fewer than none where it cannot pay in a month between."""
    return figure(min(reserve(row), between(row)) if between(row) < 0.0 else reserve(row))


def holds(row: Row, target: Target) -> bool:
    """Whether a row meets its target in every month."""
    return above(row, target) >= 0


def alone(solver: Solver, by: Lever, target: Target) -> tuple[Lever, Found]:
    """The least of one lever for a target, and the lever that does it: where points off the law's rate end at nought in
    some month and more could be borne, one rate in place of the law's in all of them."""
    found = solver.meet(by, target)
    ended = by.name == f"{target.fund}.rate" and found.value == by.at(by.ends[0])
    instead = solver.rate_in_place(target.fund) if ended else None
    if instead is None:
        return by, found
    lower = solver.meet(instead, target)
    if not lower.meets:
        return by, found._replace(at_bound=True, runs=found.runs + lower.runs)
    return instead, lower._replace(how=SET, at_bound=not lower.value, runs=found.runs + lower.runs)


def remedies(solver: Solver, target: Target, names: Sequence[str]) -> list[dict[str, Any]]:
    """What each lever would have to do alone for the target (各杠杆单独的解)."""
    rows = []
    for name in names:
        by = solver.lever(name, target.fund, target.account)
        if by is not None:
            by, found = alone(solver, by, target)
            told = {"lever": name, "zh": by.zh, "unit": by.unit, **found._asdict()}
            yuan = None if found.value is None else together(solver, [(by, found.value)], [target])
            rows.append({**told, "yuan": yuan})
    return rows


def differing(before: Sequence[Row], after: Sequence[Row]) -> float:
    """What is received or spent otherwise over the years of a ledger (动用资金) [yuan]."""
    sides = ("receipts", "expenditure")
    pairs = [(old[side], new[side]) for old, new in zip(before, after, strict=True) for side in sides]
    return float(sum(abs(new - old) for old, new in pairs))


def together(solver: Solver, settings: Settings, targets: Sequence[Target]) -> float:
    """What levers move through the targets' ledgers to the last year, put back together [yuan]."""
    before = [solver.row([], target, settle=True)["years"] for target in targets]
    after = [solver.row(settings, target, settle=True)["years"] for target in targets]
    return sum(map(differing, before, after))
