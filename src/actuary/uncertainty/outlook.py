"""Outlook (展望): what a report's first page asks beside its run: how likely each fund pays to the end by chance alone,
and what would mend it, one lever at a time.

The documents are those of `actuary simulate` and `actuary solve` on the very run that is reported, whose figures must
come out again before anything is said of it. They are kept in the user's cache by the digests of run and program.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from actuary.dated.kept import EVERYTHING, kept
from actuary.errors import Both, Problem, problem
from actuary.scenarios.answers import answers
from actuary.scenarios.comparing import KEYS, rows_of
from actuary.scenarios.levers import RATED, UNRATED
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.solving import Solver
from actuary.scenarios.study import Study
from actuary.uncertainty.likelihood import simulation
from actuary.uncertainty.path_model import model
from actuary.valuation.run import ProgressTold
from actuary.written import written

Document = dict[str, Any]
Balances = dict[tuple[str, ...], list[float]]
KINDS = {"simulate": 15.0, "solve": 20.0}
"""The documents, and how long each takes in times of a study's baseline (measured)."""
PATHS, SEED, CHECKED = 1000, 1, 2
"""Paths of chance, their dice, and how many of them the whole engine runs again."""
MONTHS, LEVERS = 3.0, ("delay", "indexation", "subsidy", "rate", "benefits", "credits", "premium", "funding")
"""Reserve that the solver looks for [month], and its levers."""
PLACE = "outlooks"
LANES_KEPT, DISTRICTS_KEPT = 17, 3
"""Sets of moved people in memory: a run of lanes, and of those moved by district the latest."""
MADE_UNDER_REFORMS = 3
"""Baselines that a study under reforms takes: without them, under them, and its own."""
FEN = 0.01


class Outlook:
    """The documents of one run by kind (运行的展望): kept, else computed when it is asked for them."""

    def __init__(
        self,
        run: str,
        said: Balances,
        study: Callable[[], Study],
        ready: Callable[[], None] = lambda: None,
        told: ProgressTold = lambda done, total: None,
        wait: Callable[[str, float], None] = lambda kind, seconds: None,
    ) -> None:
        """`run`: digest of the run's manifest; `said`: what it says; `study`: makes a study whose baseline it is,
        once `ready` has loaded the kernels; `wait` hears what is being made, and about how many seconds that takes."""
        self.run, self.said, self._make, self.ready, self.told, self.wait = run, said, study, ready, told, wait

    def document(self, kind: str) -> Document:
        """`simulate` or `solve`, as those commands say it; raises Problem where it cannot be made of this run."""
        making = {"simulate": self._simulate, "solve": self._solve}[kind]
        asked = f"{kind} {self.run} {PATHS} {SEED} {CHECKED} {MONTHS} {LEVERS}"
        found: Document = json.loads(kept((), Path(), asked, lambda: written(making()), EVERYTHING, PLACE))
        return found

    @cached_property
    def _study(self) -> Study:
        self.ready()
        begun = perf_counter()
        study = self._make()
        study.kept = DISTRICTS_KEPT
        self._seconds = (perf_counter() - begun) / (MADE_UNDER_REFORMS if study.prepared.reforms else 1)
        _refuse_another(balances(rows_of(study.base)), self.said)
        return study

    def _simulate(self) -> Document:
        study = PackedStudy.of(self._study)
        study.kept = LANES_KEPT
        self.wait("simulate", KINDS["simulate"] * self._seconds)
        return simulation(model(study, "", self.told), SEED, np.arange(PATHS), CHECKED)[0]

    def _solve(self) -> Document:
        solver = Solver(self._study, self._study.prepared.file.opening + 1)
        self.wait("solve", KINDS["solve"] * self._seconds)
        return answers(solver, (*RATED, *UNRATED), MONTHS, LEVERS, self.told)


def balances(rows: Sequence[Mapping[str, Any]]) -> Balances:
    """Balances at the ends of years of a verdict's rows [yuan], by fund, account, pool and subsidy."""
    return {tuple(row[key] for key in KEYS): [float(year["balance"]) for year in row["years"]] for row in rows}


def _refuse_another(ours: Balances, said: Balances) -> None:
    """Refuse a run that does not come out again, to the fen."""
    if ours.keys() == said.keys() and all(_same(ours[key], said[key]) for key in said):
        return
    message = Both(
        "这次运行用现有的程序和数据重算，结果不同。", "Made again with this program and its data, the run differs."
    )
    remedy = Both("请重新估值。", "Run the valuation again.")
    raise Problem(problem("another_run", message=message, remedy=remedy))


def _same(ours: list[float], said: list[float]) -> bool:
    return len(ours) == len(said) and all(abs(one - other) < FEN for one, other in zip(ours, said, strict=True))
