"""The solver's answers on the terminal (求解结果): rates by fund, what each pool can bear, remedies."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page
from actuary.reporting.terminal import show_line

Row = Mapping[str, Any]


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print the rate that each fund needs, the cut that each pool bears, and each remedy alone."""
    words = Words(language)
    page = Page({**document, "funds": ()}, words, console.width)
    show_line(console, words("solve.title", valuation=document["valuation"]), "bold")
    show_line(console, page.heading)
    for section, table in (("rates", _rates), ("pools", _pools), ("remedies", _remedies)):
        console.print()
        show_line(console, words(f"solve.{section}", months=figures.months(document["months"])), "bold")
        console.print(table(page, document["funds"]))
    show_line(console, words("solve.note", runs=document["runs"]) + " · " + page.frame, "dim")


def _rates(page: Page, funds: list[Row]) -> Any:
    years = [answer["year"] for answer in funds[0]["break_even"]] if funds else []
    names = [(page.words(f"solve.{key}"), "figure") for key in ("rate", "level", "premium", "least")]
    table = page.table(*page.heads(("fund", "name")), *names, *((str(year), "figure") for year in years))
    for row in funds:
        found = [row["level_seven_years"], row["average_premium"], row["least_rate"]]
        even = [answer["added"] for answer in row["break_even"]]
        cells = [_whole(row, answer["value"]) for answer in found] + [_whole(row, x) for x in even]
        table.add_row(page.words.fund(row["fund"]), figures.share(row["rate"]), *cells)
    return table


def _pools(page: Page, funds: list[Row]) -> Any:
    table = page.table(*page.heads(("fund", "name"), ("pool", "name")), (page.words("solve.change"), "figure"))
    for row in funds:
        for pool, answer in row["least_rate_by_pool"].items():
            table.add_row(page.words.fund(row["fund"]), page.words.pool(pool), _points(answer["value"]))
        table.add_section()
    return table


def _remedies(page: Page, funds: list[Row]) -> Any:
    words = page.words
    heads = (("lever", "name"), ("value", "figure"), ("gives", "figure"))
    table = page.table(*page.heads(("fund", "name")), *((words(f"solve.{key}"), kind) for key, kind in heads))
    for row in funds:
        for remedy in row["remedies"]:
            found = remedy["value"]
            value = words("solve.none") if found is None else _amount(found, remedy["unit"])
            name = words(f"solve.by.{remedy['lever']}")
            table.add_row(words.fund(row["fund"]), name, value, figures.months(remedy["achieved"]))
    return table


def _whole(row: Row, added: float | None) -> Text:
    """The rate itself: what the law says at the start and what is added to it."""
    return Text(figures.MISSING if added is None else f"{(row['rate'] + added) * 100:z.2f}%")


def _points(added: float | None) -> str:
    return figures.MISSING if added is None else f"{added * 100:+z.2f}"


def _amount(value: float, unit: str) -> str:
    return f"{value:+.0f}" if unit == "month" else f"{value * 100:+z.2f}%"
