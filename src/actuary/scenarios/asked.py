"""A run as it is asked for (按选项运行): of a valuation as it is, or under reforms; each imports what it needs."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from actuary.dated import Reform
    from actuary.scenarios.study import Study
    from actuary.valuation.prepare import Prepared
    from actuary.valuation.run import ProgressTold, RunResult


class Asked(NamedTuple):
    """What a run is made of (运行的要素): a valuation by name or file, options of `prepare`, reforms by name or file in
    their order. `written`: it is that of a run folder."""

    valuation: str
    options: Mapping[str, str | None]
    reforms: Sequence[str]
    written: bool = False


def result_of(asked: Asked, progress: "ProgressTold | None" = None) -> "RunResult":
    """Everything that the run says."""
    from actuary.valuation.run import execute

    prepared, reforms = _prepared(asked)
    if not reforms:
        return execute(prepared, progress=progress)
    from actuary.scenarios.running import run_under

    return run_under(prepared, reforms, progress)


def study_of(asked: Asked) -> "Study":
    """A study whose baseline is the run; raises Problem where the run holds no whole year."""
    from actuary.scenarios.running import study_under
    from actuary.valuation.prepare import yearly

    prepared, reforms = _prepared(asked)
    return study_under(yearly(prepared), reforms)


def _prepared(asked: Asked) -> "tuple[Prepared, list[Reform]]":
    """The valuation and its reforms, read."""
    from actuary.valuation.prepare import prepare

    prepared = prepare(asked.valuation, **asked.options)
    if not asked.reforms:
        return prepared, []
    from actuary.dated import load_reforms

    basis, root = prepared.options["basis"], prepared.root
    return prepared, list(load_reforms(asked.reforms, prepared.assumptions, basis, root, written=asked.written))
