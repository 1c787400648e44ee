"""Impulses (脉冲响应): what one cause alone does to every flow, rule and opening balance, by the engine itself.

A cause is a year of a process off its path, or an input at an end of its range. Effects of several causes at once are
composed from these: a flow's logarithm adds up, so products of causes are exact and sums of them nearly so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Change, Reform
from actuary.funds.ledgers import FundRules, Key
from actuary.paths.economy import PROCESSES, Process
from actuary.scenarios.sensitivity import ENDS, Ranged, at, varied
from actuary.scenarios.study import Outcome, Study
from actuary.schemes.postings import Posting
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
RATIO = (0.2, 5.0)
"""Between these a changed flow is told as a multiple of the flow it was; beyond, or across nought, as a difference."""


class Basis(NamedTuple):
    """What a run's ledgers are kept from, pooled (全市合并口径): flows `[R, T]`, opening balances, rules."""

    postings: tuple[Posting, ...]
    flows: FloatArray
    openings: dict[Key, float]
    rules: FundRules


@dataclass(frozen=True)
class Response:
    """What one cause does at full weight (单一因素的响应): logarithms and differences of flows `[R, T]`, and the
    differences of openings and of rules that differ."""

    logs: FloatArray
    gaps: FloatArray
    openings: dict[Key, float]
    rules: dict[str, FloatArray]


def basis_of(outcome: Outcome, postings: Sequence[Posting] | None = None) -> Basis:
    """The pooled flows of a run; `postings`: the rows, those of the run itself when None."""
    found = dict(outcome.evaluation.setting.postings.items())
    rows = tuple(found if postings is None else postings)
    months = len(outcome.evaluation.setting.months)
    flows = np.array([found[row].sum(axis=1) if row in found else np.zeros(months) for row in rows])
    openings = {key: float(held.sum()) for key, held in outcome.evaluation.opening_balances.items()}
    return Basis(rows, flows, openings, outcome.evaluation.rules)


def response(base: Basis, changed: Basis) -> Response:
    """What is different, told as logarithms where that has a meaning."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = changed.flows / base.flows
    multiple = np.isfinite(ratio) & (ratio > RATIO[0]) & (ratio < RATIO[1])
    logs = np.log(np.where(multiple, ratio, 1.0))
    gaps = np.where(multiple, 0.0, changed.flows - base.flows)
    openings = {key: changed.openings[key] - held for key, held in base.openings.items()}
    rules = {}
    for name in numbers(base.rules):
        gap = np.asarray(getattr(changed.rules, name), dtype=float) - np.asarray(getattr(base.rules, name), dtype=float)
        if gap.any():
            rules[name] = gap
    return Response(logs, gaps, {key: gap for key, gap in openings.items() if gap}, rules)


def numbers(rules: FundRules) -> list[str]:
    """Rules of the ledgers in force that are numbers by month, or one number."""
    names = [field.name for field in fields(FundRules) if field.name not in ("months", "subsidy_parts", "mergers")]
    return [name for name in names if getattr(rules, name) is not None]


def years_of(study: Study) -> IntArray:
    """Calendar years of the run, in part or whole `[Y]`."""
    months = study.base.evaluation.setting.months
    return np.unique(months // 12)


def deviation(process: Process, year: int, x: float) -> Change:
    """A year of a process that is off its path by `x`."""
    value = float(np.exp(x)) if process.verb == "scale" else x
    return Change(process.verb, process.parameter, value, 12 * year, 12 * year + 11, reform="simulation")


def reform(changes: Sequence[Change]) -> Reform:
    """Deviations as a reform, which the whole engine can run."""
    return Reform("simulation", "随机路径", "judgement", "", tuple(changes), {}, None, Path("simulation"))


def process_responses(study: Study, volatility: FloatArray, told: ProgressTold) -> Iterator[Response]:
    """By process, year and side: one standard deviation of a year's surprise below and above, in that year alone."""
    base, years = basis_of(study.base), years_of(study)
    for p, process in enumerate(PROCESSES):
        for y, year in enumerate(years):
            for side in (-1.0, 1.0):
                if volatility[p] == 0.0 or not acts(study, process):
                    yield response(base, base)
                else:
                    change = deviation(process, int(year), side * float(volatility[p]))
                    yield response(base, basis_of(study.outcome([reform([change])]), base.postings))
            told(2 * (p * len(years) + y + 1), 2 * len(PROCESSES) * len(years))


def acts(study: Study, process: Process) -> bool:
    """Whether anything in the run reads what the process moves."""
    return any(process.parameter in group.used for group in study.base.seen.groups)


def range_responses(study: Study, inputs: Sequence[Ranged], told: ProgressTold) -> Iterator[Response]:
    """By input, then end: the input at that end, as if the file said so."""
    base = basis_of(study.base)
    for i, each in enumerate(inputs):
        for e, end in enumerate(ENDS):
            yield response(base, basis_of(varied(study, at(each.parameter, end)), base.postings))
            told(2 * i + e + 1, 2 * len(inputs))
