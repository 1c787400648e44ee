"""A writer that is killed (被中断的写入): `python writer.py PLACE KILLS`; children write, and die by SIGKILL.

Children are forked before polars has started its threads, so that a hundred of them cost seconds. The moments of death
are spread over the time that a whole write takes, each drawn anew within its share of it.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

import polars as pl

from actuary.runs.folder import write_run

ROWS = 3000


def write(folder: Path, ready: int | None = None) -> None:
    """One run of prepared tables; says on `ready` when it begins, and that it has ended."""
    table = pl.DataFrame({"month": [f"2016-{row % 12 + 1:02d}" for row in range(ROWS)], "x": range(ROWS)})
    tables = {name: table.with_columns(x=pl.col("x") * 7) for name in ("ledger", "balances", "people")}
    tables["people"].write_csv()  # the threads of polars start here
    if ready is not None:
        os.write(ready, b"b")
    write_run(folder, tables, {"verdict": {"schema": "actuary.verdict/1"}}, [], {"basis": folder.name}, root=Path("/"))
    if ready is not None:
        os.write(ready, b"e")


def child(folder: Path) -> tuple[int, int]:
    """A process about to write, and the pipe on which it speaks."""
    heard, said = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            write(folder, said)
        finally:
            os._exit(0)
    os.close(said)
    assert os.read(heard, 1) == b"b"
    return process, heard


def duration(folder: Path) -> float:
    """How long a write that nobody kills takes [s]."""
    process, heard = child(folder)
    began = time.perf_counter()
    assert os.read(heard, 1) == b"e"
    took = time.perf_counter() - began
    os.waitpid(process, 0)
    os.close(heard)
    return took


def main(place: Path, kills: int) -> None:
    """Write whole runs first, then kill one writer after another."""
    took = max(duration(place / f"earlier-{number}") for number in range(3))
    dice = random.Random(7)
    for number in range(kills):
        process, heard = child(place / f"killed-{number}")
        time.sleep(took * 1.2 * (number + dice.random()) / kills)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(heard)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
