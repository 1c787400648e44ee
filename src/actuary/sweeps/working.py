"""One task done (完成一项任务): its verdict, or paths, as the bytes of a Parquet table, the same wherever worked."""

import io
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.scenarios.comparing import FIRSTS, MEASURES, rows_of
from actuary.scenarios.outcome import Case
from actuary.scenarios.study import Study
from actuary.sweeps.tasks import SHORT, Block, Done, File, Refused, Task, ground

if TYPE_CHECKING:
    from actuary.dated import Reform
    from actuary.uncertainty.path_model import Model

ORDER = ("fund", "account", "pool", "subsidy", "year")


def done(tasks: Sequence[Task]) -> list[Done | Refused]:
    """Some tasks one after the other; raises EnvironmentProblem where no task could be done here."""
    return [_done(task) for task in tasks]


def _done(task: Task) -> Done | Refused:
    started = time.process_time()
    try:
        part = worked(task)
    except EnvironmentProblem:
        raise
    except Problem as refused:
        return Refused(task.key, tuple(replace(each, file=each.file or task.city) for each in refused.letters))
    return Done(task.key, part, time.process_time() - started, _most_memory())


def worked(task: Task) -> bytes:
    """The part of a task: every fund, account, pool and year, with the first bad months; of paths, every path's own
    years of the pooled city."""
    if ground() != task.ground:
        raise _other_program()
    study = _study(task.valuation, task.options, task.inputs)
    reforms = _reforms(study, task.reforms)
    outcome = study.under(reforms, part=True) if reforms else study.base
    if task.paths is not None:
        return _paths(task, study.case(reforms) if reforms else None, task.paths)
    return _parquet([_told(row, year) for row in rows_of(outcome) for year in row["years"]])


def _reforms(study: Study, names: Sequence[str | File]) -> "tuple[Reform, ...]":
    """The reforms of a scenario, none for the baseline."""
    from actuary.dated import load_reforms

    prepared = study.prepared
    with _laid() as folder:
        told = [_named(each, folder) for each in names]
        return load_reforms(told, prepared.assumptions, prepared.options["basis"], prepared.root)


def _paths(task: Task, case: Case | None, block: Block) -> bytes:
    """Yearly results of a block of paths, on the central run of a scenario or of the baseline."""
    import numpy as np

    from actuary.uncertainty.likelihood import table
    from actuary.uncertainty.likely import under
    from actuary.uncertainty.simulating import simulate

    model = _model(task.valuation, task.options, task.inputs, block.only, block.people)
    if case is not None:
        model = under(model, case)
    numbers = np.arange(block.first, block.first + block.size)
    stream = io.BytesIO()
    short = json.dumps([each._asdict() for each in model.short], ensure_ascii=False)
    table(model, simulate(model, block.seed, numbers), numbers).write_parquet(stream, metadata={SHORT: short})
    return stream.getvalue()


@lru_cache(maxsize=1)
def _model(
    valuation: str, options: tuple[tuple[str, str], ...], inputs: File | None, only: str, people: int
) -> "Model":
    """What every cause does to a city, kept for its next paths."""
    from actuary.scenarios.packed import PackedStudy
    from actuary.uncertainty.path_model import model

    study = PackedStudy.of(_study(valuation, options, inputs))
    with _laid() as folder:
        if inputs is not None:  # what causes do is kept under the content of the city's own inputs
            study.prepared = replace(study.prepared, given=(Path(_named(inputs, folder)),))
        return model(study, only, people=people)


def _most_memory() -> int | None:
    """Most memory that this process ever held [byte]; None where the system does not say."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@lru_cache(maxsize=1)
def _study(valuation: str, options: tuple[tuple[str, str], ...], inputs: File | None) -> Study:
    """The baseline of a city, kept for its next scenario."""
    from actuary.kernels.cache import configure
    from actuary.valuation.prepare import prepare, yearly

    configure()
    with _laid() as folder:
        given = None if inputs is None else _named(inputs, folder)
        return Study(yearly(prepare(valuation, given=given, **dict(options))))


@contextmanager
def _laid() -> Iterator[Path]:
    """A folder for files that came with a task; a letter about one of them names it as it was sent."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            yield Path(folder)
        except Problem as refused:
            inside = f"{folder}{os.sep}"
            letters = (replace(each, file=each.file and each.file.removeprefix(inside)) for each in refused.letters)
            raise type(refused)(*letters) from None


def _named(file: str | File, folder: Path) -> str:
    """A shipped name, or the file laid into a folder under its own name."""
    if isinstance(file, str):
        return file
    path = folder / Path(file.name).name
    path.write_bytes(file.content)
    return str(path)


def _told(row: dict[str, object], year: dict[str, object]) -> dict[str, object]:
    whole, yearly = (*ORDER[:-1], *FIRSTS), ("year", *MEASURES)
    return {name: row[name] for name in whole} | {name: year[name] for name in yearly}


def _parquet(rows: Sequence[dict[str, object]]) -> bytes:
    numbers = dict.fromkeys(MEASURES, pl.Float64)
    texts = dict.fromkeys((*ORDER[:-1], *FIRSTS), pl.String)
    stream = io.BytesIO()
    pl.DataFrame(rows, schema_overrides={**numbers, **texts, "year": pl.Int64}).sort(ORDER).write_parquet(stream)
    return stream.getvalue()


def _other_program() -> EnvironmentProblem:
    return EnvironmentProblem(
        problem(
            "other_program",
            message=Both(
                "计算节点上的程序版本或数据与本机不同。", "A worker has another version of the program or other data."
            ),
            remedy=Both("请在各节点安装同一版本、同一数据。", "Install the same version and data on every worker."),
            field="--scheduler",
        )
    )
