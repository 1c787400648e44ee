"""A measurement beside others on the terminal (对比测试): the machine, then one line for each writing of the model."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import plain_table
from actuary.reporting.terminal import show_line

COLUMNS = ("name", "persons", "each", "difference", "ratio", "goal")
STEP_COLUMNS = ("name", "threads", "month", "processor", "step_difference", "beside", "step_ratio", "goal")
NANO, GIGA, MILLI, MEGA = 1e9, 1e9, 1e3, 1e-6


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print what was measured and on what."""
    words = Words(language)
    machine, roofs, lines = document["machine"], document["roofs"], document["liabilities"]
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    show_line(console, words("bench.title"), "bold")
    show_line(console, words("bench.machine", **machine | {"versions": versions}), "dim")
    told = {"bandwidth": f"{roofs['triad_bytes_per_second'] / GIGA:.1f}"}
    told["flops"] = f"{roofs['multiply_add_flops_per_second'] / GIGA:.0f}"
    show_line(console, words("bench.roofs", **told), "dim")
    table = plain_table()
    for place, name in enumerate(COLUMNS):
        table.add_column(Text(words(f"bench.{name}")), justify="right" if place else "left", no_wrap=True)
    for line in lines:
        table.add_row(*_cells(line, words))
    console.print(table)
    show_line(console, words("bench.note", tables=f"{lines[0]['tables_seconds']:.2f}"))
    _steps(document, words, console)


def _steps(document: Mapping[str, Any], words: Words, console: Console) -> None:
    """The monthly step beside others, and below the machine's roof."""
    show_line(console, words("bench.step_title"), "bold")
    table = plain_table()
    for place, name in enumerate(STEP_COLUMNS):
        table.add_column(Text(words(f"bench.{name}")), justify="right" if place else "left", no_wrap=True)
    for line in document["steps"]:
        table.add_row(*_step_cells(line, words))
    console.print(table)
    roof = document["step_roof"]
    told = {name: figures.share(roof[name]) for name in ("of_bandwidth", "of_roof")}
    show_line(console, words("bench.step_note", bytes=f"{roof['bytes_per_month'] * MEGA:.1f}", **told))
    if "operations_per_month" in roof:
        shares = {"of_multiply_adds": figures.share(roof["of_multiply_adds"])}
        millions = f"{roof['operations_per_month'] * MEGA:.1f}"
        show_line(console, words("bench.step_operations", operations=millions, **shares))


def _step_cells(line: Mapping[str, Any], words: Words) -> list[str]:
    if not line.get("installed", True):
        return [line["name"], words("bench.absent"), *[figures.MISSING] * (len(STEP_COLUMNS) - 2)]
    return [
        line["name"],
        str(line["threads"]),
        f"{line['seconds_per_month'] * MILLI:.2f}",
        f"{line['processor_seconds_per_month'] * MILLI:.2f}",
        f"{line['difference']:.0e}",
        str(line["beside"]),
        f"{line['ratio']:.2f}",
        figures.MISSING if line["goal"] is None else f"{line['goal']:g}",
    ]


def _cells(line: Mapping[str, Any], words: Words) -> list[str]:
    if not line.get("installed", True):
        return [line["name"], words("bench.absent"), *[figures.MISSING] * (len(COLUMNS) - 2)]
    difference = line.get("difference")
    return [
        line["name"],
        f"{line['persons']:,}",
        f"{line['seconds_per_person'] * NANO:,.1f}",
        figures.MISSING if difference is None else f"{difference:.0e}",
        f"{line['ratio']:,.0f}",
        figures.MISSING if line.get("goal") is None else f"{line['goal']:,.0f}",
    ]
