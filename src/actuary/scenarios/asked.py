"""A run as it is asked for (按选项运行): of a valuation as it is, or under reforms; each imports what it needs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from actuary.valuation.run import ProgressTold, RunResult


def result_of(
    valuation: str, options: Mapping[str, str | None], reforms: Sequence[str], progress: "ProgressTold | None" = None
) -> "RunResult":
    """The run of a valuation (name or file) with options of `prepare`, under reforms by name or file in their order."""
    from actuary.valuation.prepare import prepare
    from actuary.valuation.run import execute

    prepared = prepare(valuation, **options)
    if not reforms:
        return execute(prepared, progress=progress)
    from actuary.dated import load_reforms
    from actuary.scenarios.running import run_under

    found = load_reforms(reforms, prepared.assumptions, prepared.options["basis"], prepared.root)
    return run_under(prepared, found, progress)
