"""Premiums (费率): what is added to a fund's rate so that a fund balances, year by year or over several years."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from scipy.optimize import brentq

from actuary.dated import Change, Reform
from actuary.dated.changes import ADD
from actuary.scenarios.levers import RATED, Lever
from actuary.scenarios.solving import Found, Row, Solver, Target

PROBE, ROUNDS, YUAN = 100, 20, 1.0
"""Steps of the rate over which its first slope is measured, corrections at most, what a year may be out by [yuan]."""
PERIOD = 5
"""Years for which a scaled premium holds, as a five-year plan does."""


def break_even(solver: Solver, fund: str, account: str, pool: str = "city") -> list[dict[str, Any]]:
    """The rate that makes receipts equal spending, year by year (逐年平衡费率) [added to the law's].

    One reform sets every year's rate; each is corrected by its own slope until no year is out by a yuan. A year in
    which it brings the ledger nothing, because that has moved into another, has no such rate and is left out.
    """
    target, by = Target(fund, account, pool), solver.rate(fund)
    slopes, row = _slopes(solver, by, target), solver.row([(by, 0.0)], target)
    added = dict.fromkeys(slopes, 0.0)
    for _ in range(ROUNDS):
        gaps = {year["year"]: year["current_balance"] for year in row["years"] if year["year"] in added}
        if max(map(abs, gaps.values()), default=0.0) < YUAN:
            break
        added = {year: x - gaps[year] / slopes[year] for year, x in added.items()}
        row = solver.row_of([yearly(fund, added)], target)
    left = {year["year"]: year["current_balance"] for year in row["years"]}
    return [{"year": year, "added": x, "current_balance": left[year]} for year, x in added.items()]


def _slopes(solver: Solver, by: Lever, target: Target) -> dict[int, float]:
    """What a unit of the rate brings the ledger [yuan], in each year from the levers' start in which it brings any."""
    step = PROBE * by.step
    base, probe = solver.row([(by, 0.0)], target), solver.row([(by, step)], target)
    pairs = zip(base["years"], probe["years"], strict=True)
    found = {y["year"]: (n["receipts"] - y["receipts"]) / step for y, n in pairs if solver.start < (y["year"] + 1) * 12}
    return {year: slope for year, slope in found.items() if slope}


def yearly(fund: str, added: dict[int, float]) -> Reform:
    """A rate of its own in each calendar year."""
    changes = tuple(
        Change(ADD, RATED[fund], x, year * 12, year * 12 + 11, reform="solver") for year, x in added.items() if x
    )
    return Reform("yearly", "逐年费率", "judgement", "solver", changes, {}, None, Path("yearly"))


def level(solver: Solver, fund: str, account: str, of: Callable[[Row], float], pool: str = "city") -> Found:
    """The constant addition to the rate at which `of` a row is nought (均衡费率): receipts are all but linear in it."""
    target, by, before = Target(fund, account, pool), solver.rate(fund), solver.runs

    def worth(x: float) -> float:
        return of(solver.row([(by, x)], target))

    low, high = worth(by.low), worth(by.high)
    if not low < 0 < high:
        return Found(None, high if high < 0 else low, False, "out of reach", solver.runs - before)
    root = float(brentq(worth, by.low, by.high, xtol=1e-12, rtol=1e-12))
    return Found(root, worth(root), True, "", solver.runs - before)


def scaled(solver: Solver, fund: str, account: str, pool: str = "city", span: int = PERIOD) -> list[dict[str, Any]]:
    """Scaled premium (阶梯保费率): in each period of `span` years the lowest constant rate by which no year spends more
    than it receives, the periods before it at theirs [added to the law's]; years to which the rate brings nothing are
    left out, as of break-even."""
    target, by = Target(fund, account, pool), solver.rate(fund)
    years = list(_slopes(solver, by, target))
    before: dict[int, float] = {}
    steps = []
    for first in range(0, len(years), span):
        period = years[first : first + span]
        leanest = partial(_leanest, solver, target, before, period)
        reach = leanest(by.low) < 0.0 < leanest(by.high)
        x = float(brentq(leanest, by.low, by.high, xtol=1e-9)) if reach else None
        steps.append({"first": period[0], "last": period[-1], "added": x, "leanest": None if x is None else leanest(x)})
        before = {**before, **dict.fromkeys(period, 0.0 if x is None else x)}
    return steps


def _leanest(solver: Solver, target: Target, before: dict[int, float], period: list[int], x: float) -> float:
    """Receipts less spending of the leanest year of a period at a rate of its own [yuan]."""
    row = solver.row_of([yearly(target.fund, {**before, **dict.fromkeys(period, x)})], target)
    return min(float(year["current_balance"]) for year in row["years"] if year["year"] in period)


def over_seven_years(row: Row) -> float:
    """Receipts less spending of the first seven years, or of all when there are fewer [yuan]."""
    return float(sum(year["current_balance"] for year in row["years"][:7]))


def at_the_end(row: Row) -> float:
    """Balance at the last year's end [yuan]: the average premium uses the opening reserve up."""
    return float(row["years"][-1]["balance"])
