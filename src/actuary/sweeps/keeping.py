"""Where parts are kept (分项结果存放): a file a task under its key, whole or not there; the table of all."""

import io
import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from actuary.sheets.writing import write_bytes
from actuary.sweeps.tasks import SHORT, Done, Task

PARTS, COSTS = "parts", "costs"
TABLE, COST_TABLE, LIST = "results.parquet", "costs.parquet", "sweep.json"
_COST = {"city": pl.String, "scenario": pl.String, "first_path": pl.Int64, "paths": pl.Int64, "part": pl.String}
_COST |= {"bytes": pl.Int64, "processor_seconds": pl.Float64, "memory_bytes": pl.Int64}


class Parts:
    """The folder of a sweep (批量结果文件夹)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in (PARTS, COSTS):
            (folder / name).mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        """File of a part."""
        return self.folder / PARTS / f"{key}.parquet"

    def missing(self, tasks: Sequence[Task]) -> list[Task]:
        """Tasks whose part is not there yet, each key once."""
        first = {task.key: task for task in reversed(tasks)}
        return [task for task in tasks if first[task.key] is task and not self.path(task.key).is_file()]

    def keep(self, done: Done) -> None:
        """Write what a part cost, then the part whole: to a name of its own, to the disk, then under its key."""
        told = {"processor_seconds": done.seconds, "memory_bytes": done.memory}
        write_bytes(self.folder / COSTS / f"{done.key}.json", json.dumps(told).encode())
        write_bytes(self.path(done.key), done.part)

    def gather(self, tasks: Sequence[Task]) -> Path:
        """The table of all tasks in their order, city and scenario before each part's rows, and the list of tasks."""
        frames = [
            pl.scan_parquet(self.path(task.key), glob=False).select(
                pl.lit(task.city).alias("city"), pl.lit(task.scenario).alias("scenario"), pl.all()
            )
            for task in tasks
        ]
        table = self.folder / TABLE
        made = table.with_name(f".{table.name}.{secrets.token_hex(8)}")
        try:
            pl.concat(frames).sink_parquet(made, maintain_order=True)
            _settle(made, table)
        finally:
            made.unlink(missing_ok=True)
        costs = [self._cost(task) for task in tasks]
        stream = io.BytesIO()
        pl.DataFrame(costs, schema=_COST, orient="row").write_parquet(stream)
        write_bytes(self.folder / COST_TABLE, stream.getvalue())
        told = [{"city": task.city, "scenario": task.scenario, "part": task.key} for task in tasks]
        document = {"schema": "actuary.sweep/1", "tasks": told, SHORT: self.short(tasks)}
        write_bytes(self.folder / LIST, json.dumps(document, ensure_ascii=False, indent=1).encode())
        return table

    def short(self, tasks: Sequence[Task]) -> list[dict[str, Any]]:
        """Ends of ranges that the paths of a city do not reach: each once, with the city before it."""
        found = {task.city: pl.read_parquet_metadata(self.path(task.key)).get(SHORT, "[]") for task in tasks}
        return [{"city": city, **each} for city, told in found.items() for each in json.loads(told)]

    def _cost(self, task: Task) -> tuple[str | int | float | None, ...]:
        """What a part took, nothing where nobody noted it."""
        try:
            told = json.loads((self.folder / COSTS / f"{task.key}.json").read_bytes())
        except (OSError, ValueError):
            told = {}
        paths = (None, None) if task.paths is None else (task.paths.first, task.paths.size)
        size = self.path(task.key).stat().st_size
        cost = told.get("processor_seconds"), told.get("memory_bytes")
        return task.city, task.scenario, *paths, task.key, size, *cost


def _settle(made: Path, path: Path) -> None:
    """Bring a written file to the disk and give it its name."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)
