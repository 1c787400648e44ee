"""Where parts are kept (分项结果存放): a file a task under its key, whole or not there; the table of all."""

import json
import os
import secrets
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from actuary.sweeps.tasks import Task

PARTS = "parts"
TABLE, LIST = "results.parquet", "sweep.json"


class Parts:
    """The folder of a sweep (批量结果文件夹)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / PARTS).mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        """File of a part."""
        return self.folder / PARTS / f"{key}.parquet"

    def missing(self, tasks: Sequence[Task]) -> list[Task]:
        """Tasks whose part is not there yet, each key once."""
        first = {task.key: task for task in reversed(tasks)}
        return [task for task in tasks if first[task.key] is task and not self.path(task.key).is_file()]

    def keep(self, key: str, part: bytes) -> None:
        """Write a part whole: to a name of its own, to the disk, then under its key."""
        _write(self.path(key), part)

    def gather(self, tasks: Sequence[Task]) -> Path:
        """The table of all tasks in their order, city and scenario before each part's rows, and the list of tasks."""
        frames = [
            pl.scan_parquet(self.path(task.key), glob=False).select(
                pl.lit(task.city).alias("city"), pl.lit(task.scenario).alias("scenario"), pl.all()
            )
            for task in tasks
        ]
        table = self.folder / TABLE
        made = _beside(table)
        pl.concat(frames).sink_parquet(made, maintain_order=True)
        _settle(made, table)
        told = [{"city": task.city, "scenario": task.scenario, "part": task.key} for task in tasks]
        document = {"schema": "actuary.sweep/1", "tasks": told}
        _write(self.folder / LIST, json.dumps(document, ensure_ascii=False, indent=1).encode())
        return table


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(8)}")


def _write(path: Path, content: bytes) -> None:
    made = _beside(path)
    made.write_bytes(content)
    _settle(made, path)


def _settle(made: Path, path: Path) -> None:
    """Bring a written file to the disk and give it its name."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)
