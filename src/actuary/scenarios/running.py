"""A run under reforms (方案运行): verdict, certificate and tables of an alternative, on the baseline's coverage."""

from collections.abc import Sequence
from dataclasses import replace

from actuary.dated import Reform
from actuary.scenarios.study import Study
from actuary.valuation.prepare import Prepared
from actuary.valuation.run import ProgressTold, RunResult, execute


def run_under(prepared: Prepared, reforms: Sequence[Reform], progress: ProgressTold | None = None) -> RunResult:
    """Everything that a run says, under reforms in their order; raises Problem where they cannot act.

    The coverage table is learned on the baseline, so that a reform is never undone by fitting the participants again.
    """
    study = Study(prepared, progress=progress)
    coverage = study.under(reforms).movement.coverage
    named = replace(prepared, options={**prepared.options, "reforms": [reform.name for reform in reforms]})
    result = execute(named, coverage=coverage, reforms=reforms, progress=progress)
    result.reforms = {reform.name: reform.path for reform in reforms}
    result.inputs = sorted({*result.inputs, *result.reforms.values()})
    return result
