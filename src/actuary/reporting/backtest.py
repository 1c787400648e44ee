"""A back-test on the terminal (回溯检验): projected against what came, what stood in, errors by horizon."""

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import plain_table
from actuary.reporting.terminal import show_line

HEADS = ("item", "year", "horizon", "projected", "actual", "percent", "error")
ERRORS = ("item", "horizon", "number", "mean", "mean_absolute", "root_mean_square")
WORDED = ("item",)


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print every back-test, and the errors of all by horizon."""
    words = Words(language)
    for each in document["valuations"]:
        show_line(console, words("backtest.title", **_named(each, "valuation", "known_at")), "bold")
        console.print(scores_table(words, each["scores"]))
        show_line(console, words("backtest.frame", **_named(each, "rules", "basis", "to")), "dim")
        _stood_in(words, each["stand_ins"], console)
        console.print()
    show_line(console, words("backtest.errors"), "bold")
    console.print(errors_table(words, document["errors"]))
    show_line(console, words("backtest.note"), "dim")


def _named(entry: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: entry[name] for name in names}


def scores_table(words: Words, scores: list[dict[str, Any]]) -> Any:
    """A line a figure, the fund named once."""
    table = plain_table()
    table.add_column(Text(words("head.fund")), no_wrap=True)
    for name in HEADS:
        table.add_column(Text(words(f"backtest.{name}")), justify="left" if name in WORDED else "right", no_wrap=True)
    for fund, rows in groupby(scores, itemgetter("fund")):
        for place, row in enumerate(rows):
            table.add_row(words.fund(fund) if place == 0 else "", *_cells(words, row))
        table.add_section()
    return table


def _cells(words: Words, row: Mapping[str, Any]) -> list[str]:
    values = [figures.amount(row[name], row["unit"]) for name in ("projected", "actual")]
    error = "" if row["error"] is None else f"{row['error']:z.2f}"
    percent = "" if row["percent"] is None else f"{100 * row['percent']:+.1f}"
    star = "" if row["scored"] else "*"
    return [words(f"backtest.{row['item']}"), str(row["year"]), str(row["horizon"]), *values, percent, error + star]


def _stood_in(words: Words, rows: list[dict[str, str]], console: Console) -> None:
    """How many parameters stood in, by reason."""
    reason = f"reason_{words.language}"
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        by_reason.setdefault(row[reason], []).append(row["known_from"])
    if rows:
        show_line(console, words("backtest.stood_in", count=len(rows), reasons=len(by_reason)))
    for why, known in by_reason.items():
        show_line(console, words("backtest.reason", count=len(known), first=min(known), reason=why), "dim")


def errors_table(words: Words, errors: list[dict[str, Any]]) -> Any:
    """Errors of all funds together, by item and horizon."""
    table = plain_table()
    for name in ERRORS:
        table.add_column(Text(words(f"backtest.{name}")), justify="left" if name in WORDED else "right", no_wrap=True)
    for item, rows in groupby((row for row in errors if row["fund"] is None), itemgetter("item")):
        for place, row in enumerate(rows):
            sizes = [f"{row[name]:z.2f}" for name in ERRORS[3:]]
            named = words(f"backtest.{item}") if place == 0 else ""
            table.add_row(named, str(row["horizon"]), str(row["number"]), *sizes)
        table.add_section()
    return table
