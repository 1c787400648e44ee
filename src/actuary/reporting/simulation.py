"""A simulation on the terminal (随机模拟页): each fund's last balance in quantiles, whether it pays, what is chance."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.terminal import show_line
from actuary.reporting.tornado import ledger
from actuary.scenarios.likelihood import disagreement


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
    console.print()
    console.print(_processes(page, document))
    gap = disagreement(document)
    if gap is not None:
        count = len({row["path"] for row in document["agreement"]})
        show_line(console, words("simulate.agreement", count=count, gap=figures.ratio(gap)), "dim")
    if document["held"]:
        joint = "、" if language == "zh" else ", "
        show_line(console, words("simulate.held", names=joint.join(document["held"])), "dim")


def _funds(page: Page, document: Mapping[str, Any]) -> Any:
    words = page.words
    keys = ("central", "low", "middle", "high", "pays", "first", "chance", "ranges")
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
            figures.share(variance["share_ranges"]),
        )
    return table


def _processes(page: Page, document: Mapping[str, Any]) -> Any:
    words = page.words
    table = page.table(
        (words("simulate.process"), "name"), (words("simulate.volatility"), "figure"), (words("head.range"), "figure"),
        (words("simulate.persistence"), "figure"), (words("head.range"), "figure"), (words("head.tag"), "word"),
    )  # fmt: skip
    for row in document["processes"]:
        volatility, persistence = row["volatility"], row["persistence"]
        table.add_row(
            Text(words(f"simulate.{row['name']}")),
            figures.share(volatility["value"]),
            "–".join(figures.share(end) for end in volatility["range"]),
            figures.ratio(persistence["value"]),
            "–".join(figures.ratio(end) for end in persistence["range"]),
            words.term("tag", volatility["tag"]),
        )
    return table
