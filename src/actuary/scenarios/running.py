"""A run under reforms (方案运行): verdict, certificate and tables of an alternative, on the baseline's coverage."""

from collections.abc import Sequence

from actuary.dated import Reform
from actuary.people.coverage import Coverage
from actuary.scenarios.study import Study
from actuary.valuation.prepare import Prepared
from actuary.valuation.run import ProgressTold, RunResult, execute


def run_under(prepared: Prepared, reforms: Sequence[Reform], progress: ProgressTold | None = None) -> RunResult:
    """Everything that a run says, under reforms in their order; raises Problem where they cannot act."""
    coverage = _learned(prepared, reforms, progress)
    return execute(prepared.under(reforms), coverage=coverage, progress=progress)


def study_under(prepared: Prepared, reforms: Sequence[Reform]) -> Study:
    """A study whose baseline is that run: what it is asked comes on top of the reforms; raises the same."""
    if not reforms:
        return Study(prepared)
    return Study(prepared.under(reforms), _learned(prepared, reforms))


def _learned(prepared: Prepared, reforms: Sequence[Reform], progress: ProgressTold | None = None) -> Coverage:
    """The coverage table of a run under reforms: learned on the baseline, so that a reform is never undone by fitting
    the participants again."""
    study = Study(prepared, progress=progress)
    outcome = study.under(reforms)
    study.refuse_idle_parts(outcome)
    return outcome.movement.coverage
