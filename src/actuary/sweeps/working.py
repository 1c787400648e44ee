"""One task done (完成一项任务): its verdict as the bytes of a Parquet table, the same wherever it is worked."""

import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import polars as pl

from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.scenarios.comparing import FIRSTS, MEASURES, rows_of
from actuary.scenarios.study import Study
from actuary.sweeps.tasks import File, Task, ground

ORDER = ("fund", "account", "pool", "subsidy", "year")


def worked(task: Task) -> bytes:
    """The part of a task: every fund, account, pool and year, with the first bad months."""
    from actuary.dated import load_reforms

    if ground() != task.ground:
        raise _other_program()
    study = _study(task.valuation, task.options, task.inputs)
    prepared = study.prepared
    with _laid() as folder:
        names = [_named(each, folder) for each in task.reforms]
        reforms = load_reforms(names, prepared.assumptions, prepared.options["basis"], prepared.root)
        outcome = study.under(reforms, part=True) if reforms else study.base
    return _parquet([_told(row, year) for row in rows_of(outcome) for year in row["years"]])


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
