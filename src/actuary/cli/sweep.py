"""`actuary sweep`: many cities under many scenarios, on this machine or a cluster (批量测算)."""

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from actuary.cli import aside
from actuary.cli.usage import needs, pooling_option, rules_option
from actuary.errors import Both, Problem, problem

TABLES = {".csv", ".xlsx"}
PATHS: dict[str, Any] = {"size": 10_000, "seed": 1, "only": "*", "people": 256}
"""What is drawn where nothing else is said."""


@click.command("sweep")
@click.argument("cities", nargs=-1, required=True, metavar="CITY...")
@click.option("--valuation", default="wuhan-2015", show_default=True, help="What tables of inputs are laid over.")
@click.option("--scenario", "scenarios", multiple=True, metavar="REFORMS", help="baseline [default], or reforms a+b.")
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@pooling_option()
@click.option("--to", metavar="YYYY-MM", help="Last month of the runs.")
@click.option("--paths", type=click.IntRange(1, 1_000_000), help="Simulate so many paths of each [none].")
@click.option("--block", type=click.IntRange(1, 100_000), help="Paths of one task [default: 10000].")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Of the paths [default: 1].")
@click.option("--only", metavar="PATTERN", help="Inputs whose ranges paths draw [default: all; '' for none].")
@click.option("--people", type=click.IntRange(1, 10_000), help="Paths of people [default: 256].")
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="Parts and results.")
@click.option("--workers", type=click.IntRange(1, 1024), help="Processes on this machine [default: its cores].")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster that is there: tcp://… or tls://….")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(
    cities: Sequence[str],
    valuation: str,
    scenarios: Sequence[str],
    paths: int | None,
    block: int | None,
    seed: int | None,
    only: str | None,
    people: int | None,
    out: Path,
    workers: int | None,
    scheduler: str | None,
    lang: str | None,
    **options: str | None,
) -> None:
    """Run every CITY (a valuation, a table of inputs, or a folder of tables) under every scenario, or simulate it.

    Each part is kept in FOLDER under a digest of all it rests on: a sweep that is stopped goes on where it was when the
    same command is given, and what did not change is not computed again. FOLDER/results.parquet is the whole,
    FOLDER/costs.parquet what each part took.
    """
    from actuary.cli.progress import progress_bar
    from actuary.cli.texts import say
    from actuary.reporting.language import choose
    from actuary.sweeps.keeping import Parts
    from actuary.sweeps.running import sweep
    from actuary.sweeps.tasks import BASELINE, blocks, tasks_of

    given = {name: value for name, value in options.items() if value is not None}
    of_paths = {"size": block, "seed": seed, "only": only, "people": people}
    stated = {name: value for name, value in of_paths.items() if value is not None}
    if stated and paths is None:
        raise needs(", ".join("--block" if name == "size" else f"--{name}" for name in stated), "--paths")
    asked = blocks(paths, **{**PATHS, **stated}) if paths else []
    tasks = tasks_of(_listed(cities), valuation, scenarios or (BASELINE,), given, asked)
    parts, started = Parts(out), time.perf_counter()
    missing = len(parts.missing(tasks))
    with progress_bar() as told:
        sweep(tasks, parts, workers or os.cpu_count() or 1, scheduler, told)
    seconds = time.perf_counter() - started
    table = parts.gather(tasks)
    language = choose(lang)
    for each in parts.short(tasks):
        end, why = say(f"sweep.{each['end']}", language), each[f"why_{language}"]
        aside(say("sweep.short", language, **{**each, "end": end, "why": why}))
    words = {"tasks": len(tasks), "missing": missing, "seconds": f"{seconds:.1f}", "file": table}
    aside(say("sweep.written", language, **words))


def _listed(cities: Sequence[str]) -> list[str | Path]:
    """Cities by name or file; a folder stands for its tables in order of their names."""
    found: list[str | Path] = []
    for city in cities:
        path = Path(city)
        if path.is_dir():
            tables = sorted(each for each in path.iterdir() if each.suffix.lower() in TABLES)
            if not tables:
                raise _no_table(path)
            found += tables
        else:
            found.append(path if path.is_file() else city)
    return found


def _no_table(folder: Path) -> Problem:
    message = Both("文件夹里没有城市的输入表。", "The folder holds no table of a city's inputs.")
    remedy = Both(
        "请用 `actuary synth` 或 `actuary template` 写出，再放入这里。", "Write some by `actuary synth` or `template`."
    )
    return Problem(problem("no_table", message=message, remedy=remedy, file=str(folder), field="CITY"))
