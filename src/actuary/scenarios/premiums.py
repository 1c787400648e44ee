"""Premiums (费率): what is added to a fund's rate so that a fund balances, year by year or over several years.

A rate is looked for from nought to the end of its range, and every answer is put back; where none there balances, the
reason is named. Points come off each month's rate alike, so that the month in which law asks least ends them; where
more would have to come off, a rate that takes the place of law's in all the months is looked for. Money counts from
the first month in which the rate may move, to the month in which the ledger moves into another.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from actuary.dated import Change, Reform
from actuary.dated.changes import ADD, SET
from actuary.months import text
from actuary.scenarios.levers import RATED
from actuary.scenarios.solving import JUMP, MERGED, NEEDLESS, OUT_OF_REACH, UNMOVED, Found, Solver
from actuary.valuation.lines import Series

PROBE, GUESSES, YUAN = 100, 6, 1.0
"""Steps of the rate over which its slope is measured, guesses along it at most, what a year may be out by [yuan]."""
PERIOD, LEVEL = 5, 7
"""Years for which a scaled premium holds, as a five-year plan does; years over which a rate is level."""
Worth = Callable[[float], float]


class Span(NamedTuple):
    """Months that an answer is about (期间), first and last."""

    first: int
    last: int

    @property
    def months(self) -> NDArray[np.int64]:
        """Every month of it `[T]`."""
        return np.arange(self.first, self.last + 1)


class Step(NamedTuple):
    """A rate of its own in a span (一段费率): points added to the law's, or the rate itself."""

    span: Span
    x: float
    how: str = ADD


class Root(NamedTuple):
    """What was found (根): the addition or the rate itself, or the one that comes nearest, what it leaves [yuan], and
    why it is none."""

    x: float
    left: float
    why: str = ""
    how: str = ADD


def years_of(solver: Solver, fund: str, account: str) -> list[Span]:
    """The calendar years in which the levers may act, the first from their first month; none after the ledger has moved
    into another."""
    base = solver.study.base
    first, months = base.assembled.first, base.assembled.months
    stands = solver.city([], fund, account).stands
    last = first + (months if stands is None else stands) - 1
    years = range(solver.start // 12, last // 12 + 1)
    return [Span(max(solver.start, year * 12), min(last, year * 12 + 11)) for year in years]


def break_even(solver: Solver, fund: str, account: str) -> list[dict[str, Any]]:
    """The rate that makes receipts equal spending, year by year (逐年平衡费率) [added to the law's, in its unit].

    A year knows nothing of later ones, so they are settled in their order, those before at theirs. A year without such
    a rate keeps the law's.
    """
    settled: list[Step] = []
    rows = []
    for span, slope in _slopes(solver, fund, account).items():
        root = _sought(solver, fund, span, partial(_beside, solver, (fund, account), settled), slope)
        settled += [] if root.why else [Step(span, root.x, root.how)]
        rows.append({"year": span.first // 12, **answered(solver, fund, span, root), "current_balance": root.left})
    return rows


def _slopes(solver: Solver, fund: str, account: str) -> dict[Span, float]:
    """What a unit of the rate leaves the ledger more [yuan], in each year."""
    spans, step = years_of(solver, fund, account), PROBE * solver.rate(fund).step
    probe = solver.city([stepwise(fund, [Step(span, step) for span in spans])], fund, account)
    base = solver.city([], fund, account)
    return {span: (left(solver, probe, span) - left(solver, base, span)) / step for span in spans}


def _beside(solver: Solver, ledger: tuple[str, str], settled: list[Step], step: Step) -> float:
    """What a span leaves with a rate of its own beside those of the spans before it [yuan]."""
    return left(solver, solver.city([stepwise(ledger[0], [*settled, step])], *ledger), step.span)


def _sought(solver: Solver, fund: str, span: Span, worth: Callable[[Step], float], slope: float | None) -> Root:
    """Where `worth` is nought: by points, along their slope if there is one; else by the rate itself, where points
    would take some month's below nought and a surplus is left all the same."""
    ends, worth = reach(solver, fund, span), cache(worth)

    def points(x: float) -> float:
        return worth(Step(span, x))

    root = _between(points, ends) if slope is None else _root(points, ends, slope)
    if root.why != OUT_OF_REACH or root.x > ends[0] or root.left < 0.0:
        return root
    highest = float(solver.law_rate(fund, span.months).max())
    itself = _between(lambda x: worth(Step(span, x, SET)), (0.0, highest))
    if itself.why == OUT_OF_REACH and not itself.x and itself.left > 0.0:
        return Root(root.x, itself.left, NEEDLESS)
    return root if itself.why else itself._replace(how=SET)


def answered(solver: Solver, fund: str, span: Span, root: Root) -> dict[str, Any]:
    """An addition with the law's rate and the rate that comes of it, lowest and highest of its months."""
    law = solver.law_rate(fund, span.months)
    ends = {"law_low": float(law.min()), "law_high": float(law.max())}
    law_of = {end: 0.0 if root.how == SET else ends[f"law_{end}"] for end in ("low", "high")}
    rate = {f"rate_{end}": None if root.why else law_of[end] + root.x for end in ("low", "high")}
    added = None if root.why or root.how == SET else root.x
    value = {"added": added, "nearest": root.x if root.why else None, "why": root.why}
    return {"from": text(span.first), "to": text(span.last), **value, **ends, **rate}


def reach(solver: Solver, fund: str, span: Span) -> tuple[float, float]:
    """The additions between which a rate is looked for in a span: from where it is nought in some month."""
    law = solver.law_rate(fund, span.months)
    return -float(law.min()), solver.rate(fund).high


def _root(worth: Worth, ends: tuple[float, float], slope: float) -> Root:
    """Where `worth` is nought between two ends: along its slope, which each guess tells anew, else by bracketing."""
    x, value = 0.0, worth(0.0)
    if not slope:
        return Root(x, value, UNMOVED)
    for _ in range(GUESSES):
        if abs(value) < YUAN:
            return Root(x, value)
        guess = min(max(x - value / slope, ends[0]), ends[1])
        there = worth(guess)
        if there == value:
            break
        x, value, slope = guess, there, (there - value) / (guess - x)
    return Root(x, value) if abs(value) < YUAN else _between(worth, ends)


def _between(worth: Worth, ends: tuple[float, float]) -> Root:
    """The same by Brent's method (SciPy); the nearest where the ends are of one sign, or where it jumps over nought."""
    low, high = (worth(end) for end in ends)
    if low * high > 0.0:
        x, value = min(zip(ends, (low, high), strict=True), key=lambda end: abs(end[1]))
        return Root(x, value, UNMOVED if abs(high - low) < YUAN else OUT_OF_REACH)
    x = float(brentq(worth, *ends, xtol=1e-13, rtol=1e-12))
    value = worth(x)
    return Root(x, value, "" if abs(value) < YUAN else JUMP)


def stepwise(fund: str, steps: Sequence[Step]) -> Reform:
    """A rate of its own in each span of months."""
    changes = tuple(
        Change(step.how, RATED[fund], step.x, step.span.first, step.span.last, reform="solver")
        for step in steps
        if step.x or step.how == SET
    )
    return Reform("stepwise", "分期费率", "judgement", "solver", changes, {}, None, Path("stepwise"))


def left(solver: Solver, series: Series, span: Span) -> float:
    """Receipts less spending of a span [yuan]."""
    first = solver.study.base.assembled.first
    part = slice(span.first - first, span.last + 1 - first)
    return float((series.receipts[part] - series.expenditure[part]).sum())


def level(solver: Solver, fund: str, account: str) -> dict[str, Any]:
    """The constant addition to the rate by which seven years, or as many as there are, receive what they spend together
    (均衡费率)."""
    return _constant(solver, fund, account, LEVEL, left)


def average(solver: Solver, fund: str, account: str) -> dict[str, Any]:
    """The constant addition to the rate by which the reserve is used up at the end (平均保费率)."""

    def at_the_end(solver: Solver, series: Series, span: Span) -> float:
        return float(series.balance[span.last + 1 - solver.study.base.assembled.first])

    return _constant(solver, fund, account, None, at_the_end)


def _constant(
    solver: Solver, fund: str, account: str, years: int | None, of: Callable[[Solver, Series, Span], float]
) -> dict[str, Any]:
    """One addition for the first years, or for all, with which `of` them is nought."""
    before, spans = solver.runs, years_of(solver, fund, account)[:years]
    if not spans:
        none = Span(solver.start, solver.start)
        merged = Found(None, None, False, MERGED, 0)
        return {**merged._asdict(), **answered(solver, fund, none, Root(0.0, 0.0, MERGED))}
    span = Span(spans[0].first, spans[-1].last)

    def worth(step: Step) -> float:
        return of(solver, solver.city([stepwise(fund, [step])], fund, account), span)

    by = PROBE * solver.rate(fund).step
    root = _sought(solver, fund, span, worth, (worth(Step(span, by)) - worth(Step(span, 0.0))) / by)
    x = None if root.why else root.x
    found = Found(x, root.left, not root.why, root.why, solver.runs - before, how=root.how)
    return {**found._asdict(), **answered(solver, fund, span, root)}


def scaled(solver: Solver, fund: str, account: str, size: int = PERIOD) -> list[dict[str, Any]]:
    """Scaled premium (阶梯保费率): in each period of `size` years the lowest constant rate by which no year spends more
    than it receives, the periods before it at theirs [added to the law's]; years to which the rate brings nothing are
    left out."""
    spans = [span for span, slope in _slopes(solver, fund, account).items() if slope]
    settled: list[Step] = []
    steps = []
    for place in range(0, len(spans), size):
        years = spans[place : place + size]
        period = Span(years[0].first, years[-1].last)
        leanest = partial(_leanest, solver, (fund, account), settled, years)
        root = _sought(solver, fund, period, leanest, None)
        settled += [] if root.why else [Step(period, root.x, root.how)]
        told = answered(solver, fund, period, root)
        steps.append({"first": period.first // 12, "last": period.last // 12, **told, "leanest": root.left})
    return steps


def _leanest(solver: Solver, ledger: tuple[str, str], settled: list[Step], years: list[Span], step: Step) -> float:
    """What the leanest year of a period leaves at a rate of its own [yuan]."""
    series = solver.city([stepwise(ledger[0], [*settled, step])], *ledger)
    return min(left(solver, series, year) for year in years)
