"""How time and memory grow, on the terminal (规模增长): a line for each size, then the fits."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting.language import Language, Words
from actuary.reporting.layout import plain_table
from actuary.reporting.terminal import show_line

COLUMNS = ("size", "seconds", "memory")
MEGA = 1e-6


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print what was measured and on what."""
    words = Words(language)
    machine = document["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in machine["versions"].items())
    show_line(console, words("growth.title"), "bold")
    show_line(console, words("bench.machine", **machine | {"versions": versions}), "dim")
    for grown in document["growth"]:
        table = plain_table()
        for name in COLUMNS:
            head = words(f"growth.{grown['axis']}" if name == "size" else f"growth.{name}")
            table.add_column(Text(head), justify="right", no_wrap=True)
        for size, seconds, memory in zip(
            grown["sizes"], grown["processor_seconds"], grown["memory_bytes"], strict=True
        ):
            table.add_row(f"{size:,}", f"{seconds:.3f}", f"{memory * MEGA:,.1f}")
        console.print(table)
        for of in ("time", "memory"):
            told = {name: f"{grown[of][name]:.{places}f}" for name, places in (("exponent", 2), ("explained", 4))}
            show_line(console, words(f"growth.fit_{of}", **told), "dim")
    show_line(console, words("growth.note"))
