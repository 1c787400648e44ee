"""`actuary bench`: the engine beside others on this machine (同机对比测试)."""

import json
from collections.abc import Callable
from typing import Any

import click

PERSONS = 1_000_000
"""How many persons are valued where nothing else is said."""


@click.command("bench")
@click.argument("valuation", default="wuhan-2015")
@click.option("--persons", type=click.IntRange(1_000, 100_000_000), help="How many [default: 1000000].")
@click.option("--growth", is_flag=True, help="Instead: how time and memory grow with size.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(valuation: str, persons: int | None, growth: bool, as_json: bool, lang: str | None) -> None:
    """Measure accrued pensions of so many PERSONS beside modelx, cashflower, JAX, Polars and NumPy, and the monthly
    step beside NumPy, C and the machine's roof (对比测试).

    Each must give the engine's answer before it is timed; who is not installed is named and left out
    (pip install "actuary[peers]"; C needs gcc). Exit 1 where an answer differs.
    """
    from actuary.kernels.threads import one_for_linear_algebra

    one_for_linear_algebra()
    from actuary.cli.progress import prepare_kernels, progress_bar
    from actuary.cli.usage import clash
    from actuary.reporting.language import Words, choose

    if growth and persons is not None:
        raise clash("--persons", "--growth")
    language = choose(lang)
    prepare_kernels(Words(language)("page.compiling"))
    with progress_bar() as told:
        document = _growth(valuation, told) if growth else _beside(valuation, persons or PERSONS, told)
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False).encode())
    else:
        from actuary.reporting import bench
        from actuary.reporting import growth as grown
        from actuary.reporting.terminal import console_for

        (grown if growth else bench).render(document, language, console_for())
    if not all(line.get("agrees", True) for line in (*document.get("liabilities", ()), *document.get("steps", ()))):
        raise SystemExit(1)


def _beside(valuation: str, persons: int, told: Callable[[int, int], None]) -> dict[str, Any]:
    """The engine beside others."""
    from actuary.bench.liabilities import PEERS, measured
    from actuary.bench.machine import described, roofs
    from actuary.bench.steps import beneath
    from actuary.bench.steps import measured as stepped
    from actuary.liability.valued import conditions
    from actuary.valuation.prepare import prepare

    lines = measured(conditions(prepare(valuation)), told, persons)
    steps, highest = stepped(told), roofs()
    packages = sorted({"numba", *(peer.package for peer in PEERS)})
    document = {"schema": "actuary.bench/1", "machine": described(packages), "roofs": highest, "liabilities": lines}
    return document | {"steps": steps, "step_roof": beneath(highest, steps)}


def _growth(valuation: str, told: Callable[[int, int], None]) -> dict[str, Any]:
    """How the engine grows."""
    from actuary.bench.growth import axes, measured
    from actuary.bench.machine import described

    grown = [measured(axis, told) for axis in axes(valuation)]
    return {"schema": "actuary.growth/1", "machine": described(["numba", "numpy"]), "growth": grown}
