"""A simulation on the terminal (随机模拟页): each fund's last balance in quantiles, whether it pays, what is chance."""

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.terminal import show_line
from actuary.reporting.tornado import ledger
from actuary.uncertainty.likelihood import disagreement

RATES = ("basis.wage", "basis.path", "basis.medical", "basis.interest")
"""Parameters that are rates of a year."""


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print funds, processes with their figures, and how far the whole engine agrees."""
    words = Words(language)
    page = Page({**document, "funds": (), "inputs": {}}, words, console.width)
    named = {key: document[key] for key in ("valuation", "seed")}
    counted = {"paths": f"{document['paths']:,}", "inputs": len(document["inputs"])}
    show_line(console, words("simulate.title", **named, **counted), "bold")
    show_line(console, page.heading)
    console.print()
    console.print(_funds(page, document))
    worst = max(row["error"] for row in document["funds"])
    show_line(console, words("page.unit", unit=words.unit("yuan")) + " · " + page.frame, "dim")
    show_line(console, words("simulate.note", error=figures.share(worst)), "dim")
    short_ends(document, words, console)
    console.print()
    console.print(_processes(page, document))
    gap = disagreement(document)
    if gap is not None:
        count = len({row["path"] for row in document["agreement"]})
        show_line(console, words("simulate.agreement", count=count, gap=figures.ratio(gap)), "dim")


def short_ends(document: Mapping[str, Any], words: Words, console: Console) -> None:
    """Say which ends of ranges paths do not reach, how far they go, and why no further."""
    for each in document.get("short_ends", ()):
        told = {"name": each["name"], "end": words(f"short.{each['end']}"), "share": figures.share(each["share"])}
        show_line(console, words("simulate.short", **told, why=each[f"why_{words.language}"]), "dim")


def _funds(page: Page, document: Mapping[str, Any]) -> Any:
    words = page.words
    keys = ("central", "low", "middle", "high", "pays", "first", "chance", "estimation", "ranges")
    table = page.table((words("head.fund"), "name"), *((words(f"simulate.{key}"), "figure") for key in keys))
    for row in document["funds"]:
        last, variance = row["years"][-1], row["variance"]
        amounts = [amount_text(last[key], "yuan") for key in ("central", "p05", "p50", "p95")]
        table.add_row(
            Text(ledger(words, row["fund"], row["account"])),
            *amounts,
            figures.share(last["pays"]),
            figures.month(row["first_cannot_pay"]["p05"]),
            figures.share(variance["share_chance"]),
            figures.share(variance["share_estimation"]),
            figures.share(variance["share_ranges"]),
        )
    return table


def _processes(page: Page, document: Mapping[str, Any]) -> Any:
    words = page.words
    keys = ("volatility", "spread", "persistence", "spread")
    heads = [(words(f"simulate.{key}"), "figure") for key in keys]
    table = page.table((words("simulate.process"), "name"), *heads, (words("head.tag"), "word"))
    for row in document["processes"]:
        cells = []
        for name in ("volatility", "persistence"):
            told = figures.share if name == "volatility" and row["moves"] == "scale" else figures.ratio
            if name == "volatility" and row["parameter"].startswith(RATES):
                told = figures.share
            cells += [_small(row[name]["value"], told), _spread(row[name], told)]
        years = row["volatility"]["years"]
        tag = words.term("tag", row["volatility"]["tag"])
        tag = tag if years is None else words("simulate.years", tag=tag, years=years)
        table.add_row(Text(words(f"simulate.{row['name']}")), *cells, tag)
    return table


def _small(value: float, told: Callable[[float], str]) -> str:
    """A figure that may be far below a hundredth."""
    return f"{value:.2g}" if 0.0 < abs(value) < 0.001 and told is figures.ratio else told(value)


def _spread(figure: Mapping[str, Any], told: Callable[[float], str]) -> str:
    """What is not known of a figure: its standard error, or its range."""
    if figure["error"] is not None:
        return "± " + _small(figure["error"], told)
    low, high = figure["range"]
    return "" if low is None or high is None else "–".join(_small(end, told) for end in (low, high))
