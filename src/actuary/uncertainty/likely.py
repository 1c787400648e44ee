"""Probability targets (概率目标): the least of a lever with which a fund keeps so many months, as likely as asked for.

Each setting is run by the engine, district by district; on the central run that it gives, the same paths as ever are
composed, what each cause does being told as on the baseline. The answer is then simulated on dice of their own.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from actuary.kernels.paths.contracts import BALANCE, EXPENDITURE
from actuary.scenarios.levers import ACCOUNTS, Lever
from actuary.scenarios.outcome import Case, valued
from actuary.scenarios.solving import OUT_OF_REACH, Solver
from actuary.uncertainty.cash import central_rows, frame_of
from actuary.uncertainty.path_model import Model, beside
from actuary.uncertainty.reads import dates_of
from actuary.uncertainty.simulating import ALL, NEVER, Drawn, Paths, simulate
from actuary.valuation.lines import LINES
from actuary.valuation.measures import figure
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
STEPS = 3
"""Steps beyond a root that are tried for an answer on the safe side."""
NORMAL, SAFE = 1.96, 2.0
"""Standard errors on either side that hold 95 of 100; those on the safe side by which an answer is looked for."""


class Wanted(NamedTuple):
    """What a fund must do (概率目标): from a lever's first month on hold `months` of spending at each year's end and
    always pay, so likely."""

    fund: str
    months: float
    probability: float

    @property
    def account(self) -> str:
        """The line that the fund's rate feeds."""
        return ACCOUNTS.get(self.fund, "pooled")

    @property
    def line(self) -> int:
        """Its place among the lines."""
        return next(i for i, each in enumerate(LINES) if (each.fund, each.account) == (self.fund, self.account))


class Sure(NamedTuple):
    """An answer (解): the lever's value with the error that so few paths leave, the probability on fresh dice with its
    error, whether that is what was asked for, or why there is none and what comes nearest."""

    value: float | None
    error: float | None
    probability: float | None
    probability_error: float | None
    meets: bool
    why: str
    nearest: float | None = None


def under(model: Model, case: Case) -> Model:
    """The model on another central run: its flows, rules, openings and law; what causes do stays as it was told."""
    cash, outcome = model.layout.cash(case), valued(*case)
    rows = model.rows._replace(base=central_rows(model.layout, outcome, cash), free=cash.rows)
    frame, dates = frame_of(model.layout, outcome), dates_of(model.layout.reads, case.assembled)
    other = replace(model, rows=rows, frame=frame, dates=dates, opening=cash.opening, reads=cash.reads)
    return beside(other, outcome)


def above(paths: Paths, months: NDArray[np.int64], wanted: Wanted, start: int = 0) -> FloatArray:
    """What each path has above the target at its leanest year's end `[N]` [month], below nought where it cannot pay in
    some month; `months`: of the run, of which whole years count, from that of month `start` on. A path that could not
    pay before is held to the ends of years alone."""
    whole = np.bincount(months // 12 - months[0] // 12) == 12
    whole &= months[0] // 12 + np.arange(len(whole)) >= start // 12
    spent, held = paths.yearly[wanted.line, EXPENDITURE][whole], paths.yearly[wanted.line, BALANCE][whole]
    cover = np.divide(12.0 * held, spent, out=np.full_like(held, np.inf), where=spent > 0.0)
    least, first = cover.min(axis=0, initial=np.inf) - wanted.months, paths.first[wanted.line]
    return np.asarray(np.where((first == NEVER) | (first < start), least, np.minimum(least, -1e-9)))


def at(values: FloatArray, share: float) -> float:
    """The value below which no more than a share of all lie: the next in order above it."""
    place = min(max(int(np.floor(share * len(values) + 1e-9)), 0), len(values) - 1)
    return float(np.sort(values)[place])


class Chances:
    """Values levers on many paths; each setting once."""

    def __init__(self, model: Model, solver: Solver, seed: int, count: int, drawn: Drawn = ALL) -> None:
        """`seed`: of the dice on which levers are looked for; the answer is told on those of the next."""
        self.model, self.solver, self.seed, self.drawn = model, solver, seed, drawn
        self.numbers = np.arange(count)
        self._known: dict[tuple[str, float, int], Paths] = {}

    def paths(self, by: Lever, x: float, seed: int) -> Paths:
        """All paths with a lever at `x`."""
        key = by.name, x, seed
        if key not in self._known:
            case = self.solver.sure.case([by.reform(x, self.solver.start)] if x else [])
            self._known[key] = simulate(under(self.model, case), seed, self.numbers, self.drawn)
        return self._known[key]

    def margins(self, by: Lever, x: float, wanted: Wanted, seed: int) -> FloatArray:
        """What each path has above the target with a lever at `x` `[N]` [month]."""
        return above(self.paths(by, x, seed), self.model.layout.months, wanted, self.solver.start)

    def meet(self, by: Lever, wanted: Wanted) -> Sure:
        """The least of a lever that meets a target, told on fresh dice: it is looked for two standard errors of so many
        paths beyond the target, so that fresh ones hardly ever miss it."""
        spread = np.sqrt(wanted.probability * (1.0 - wanted.probability) / len(self.numbers))
        missed = max(1.0 - wanted.probability - SAFE * float(spread), 0.0)

        def margin(x: float) -> float:
            return at(self.margins(by, x, wanted, self.seed), missed)

        worst, best = by.ends
        bad, good = by.at(worst), by.at(best)
        if margin(good) < 0.0:
            kept = float(np.mean(self.margins(by, good, wanted, self.seed + 1) >= 0.0))
            return Sure(None, None, kept, None, False, OUT_OF_REACH, good)
        if margin(bad) >= 0.0:
            root = bad
        elif by.step >= 1.0:
            root = _whole(margin, worst, best)
        else:
            root = float(brentq(margin, min(good, bad), max(good, bad), xtol=by.step / 2.0))
        steps = round(root / by.step)
        tried = [by.at(sorted((worst, steps + by.better * more, best))[1]) for more in range(STEPS)]
        x = next((each for each in tried if margin(each) >= 0.0), tried[-1])
        return self._told(by, x, wanted)

    def _told(self, by: Lever, x: float, wanted: Wanted) -> Sure:
        """The answer with its errors: of the probability by the binomial law; of the value, what moves the quantile by
        as much as the paths leave open."""
        fresh = self.margins(by, x, wanted, self.seed + 1)
        kept, count = float(np.mean(fresh >= 0.0)), len(fresh)
        error = float(np.sqrt(max(kept * (1.0 - kept), 1.0 / count) / count))
        spread = float(np.sqrt(wanted.probability * (1.0 - wanted.probability) / count))
        here, missed = self.margins(by, x, wanted, self.seed), 1.0 - wanted.probability
        wide = at(here, missed + NORMAL * spread) - at(here, missed - NORMAL * spread)
        aside = max(by.step, (by.high - by.low) / 100.0)
        there = at(self.margins(by, x + by.better * aside, wanted, self.seed), missed)
        slope = (there - at(here, missed)) / aside
        own = wide / (2.0 * NORMAL) / slope if slope > 0.0 and np.isfinite(wide) else None
        return Sure(x, own, kept, error, kept >= wanted.probability, "")


def _whole(margin: Any, bad: int, good: int) -> float:
    """The whole number nearest to `bad` that meets the target, by halving."""
    while abs(good - bad) > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if margin(float(middle)) >= 0.0 else (good, middle)
    return float(good)


def likely(
    chances: Chances,
    funds: Sequence[str],
    names: Sequence[str],
    months: float,
    probability: float,
    told: ProgressTold = lambda done, total: None,
) -> dict[str, Any]:
    """The document `actuary.likely/1`: each lever alone for each fund."""
    rows = []
    for done, fund in enumerate(funds, start=1):
        rows.append(_of_fund(chances, Wanted(fund, months, probability), names))
        told(done, len(funds))
    return {
        "schema": "actuary.likely/1",
        **chances.model.study.prepared.options,
        "months": months,
        "probability": probability,
        "seed": chances.seed,
        "fresh_seed": chances.seed + 1,
        "paths": len(chances.numbers),
        "inputs": len(chances.model.inputs),
        "tags": chances.solver.study.inputs,
        "short_ends": [each._asdict() for each in chances.model.short],
        "funds": rows,
    }


def _of_fund(chances: Chances, wanted: Wanted, names: Sequence[str]) -> dict[str, Any]:
    """A fund as it is on fresh dice, and each lever alone."""
    paths = simulate(chances.model, chances.seed + 1, chances.numbers, chances.drawn)
    now = above(paths, chances.model.layout.months, wanted, chances.solver.start)
    levers = [lever for name in names if (lever := chances.solver.lever(name, wanted.fund)) is not None]
    answers = [
        {
            "lever": lever.name.rpartition(".")[2],
            "zh": lever.zh,
            "unit": lever.unit,
            **chances.meet(lever, wanted)._asdict(),
        }
        for lever in levers
    ]
    return {
        "fund": wanted.fund,
        "account": wanted.account,
        "probability": float(np.mean(now >= 0.0)),
        "months": figure(at(now, 1.0 - wanted.probability) + wanted.months),
        "levers": answers,
    }
