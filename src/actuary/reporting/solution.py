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
BAR = 20
"""Width of the longest bar of a frontier."""


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print the rate that each fund needs, the cut that each pool bears, and each remedy alone."""
    words = Words(language)
    page = Page({**document, "funds": ()}, words, console.width)
    show_line(console, words("solve.title", valuation=document["valuation"]), "bold")
    show_line(console, page.heading)
    if document.get("pooled"):
        show_line(console, words("solve.pooled"), "dim")
    kept = figures.months(document["months"])
    if "funds" in document:
        for section, table in (("rates", _rates), ("pools", _pools), ("remedies", _remedies)):
            console.print()
            show_line(console, words(f"solve.{section}", months=kept), "bold")
            others = document.get("without_rate", []) if section == "remedies" else []
            console.print(table(page, [*document["funds"], *others]))
    if "mix" in document:
        show_line(console, words("solve.mix", months=kept), "bold")
        console.print(_mix(page, document["mix"]["levers"]))
        if not document["mix"]["meets"]:
            show_line(console, words("solve.unmet"), "bold red")
        show_line(console, words("solve.reserves"), "bold")
        console.print(_reserves(page, document["mix"]["reserves"]))
    if "frontier" in document:
        told = document["frontier"]
        show_line(console, words("solve.frontier", fund=words.fund(told["fund"]), months=kept), "bold")
        console.print(_frontier(page, told))
    note = "solve.note" if "funds" in document else "solve.checked"
    show_line(console, words(note, runs=document["runs"]) + " · " + page.frame, "dim")


def _rates(page: Page, funds: list[Row]) -> Any:
    years = sorted({answer["year"] for row in funds for answer in row["break_even"]})
    names = [(page.words(f"solve.{key}"), "figure") for key in ("rate", "level", "premium", "scaled", "least")]
    table = page.table(*page.heads(("fund", "name")), *names, *((str(year), "figure") for year in years))
    for row in funds:
        found = [row["level_seven_years"]["value"], row["average_premium"]["value"]]
        found += [row["scaled_premium"][0]["added"] if row["scaled_premium"] else None, row["least_rate"]["value"]]
        even = {answer["year"]: answer["added"] for answer in row["break_even"]}
        cells = [_whole(page.words, row, x) for x in (*found, *(even.get(year) for year in years))]
        table.add_row(page.words.fund(row["fund"]), _rate(page.words, row["rate"], row["unit"]), *cells)
    return table


def _pools(page: Page, funds: list[Row]) -> Any:
    table = page.table(*page.heads(("fund", "name"), ("pool", "name")), (page.words("solve.change"), "figure"))
    for row in funds:
        for pool, answer in row["least_rate_by_pool"].items():
            table.add_row(
                page.words.fund(row["fund"]), page.words.pool(pool), _change(page.words, answer["value"], row["unit"])
            )
        table.add_section()
    return table


def _remedies(page: Page, funds: list[Row]) -> Any:
    words = page.words
    heads = (("lever", "name"), ("value", "figure"), ("gives", "figure"), ("yuan", "figure"))
    table = page.table(*page.heads(("fund", "name")), *((words(f"solve.{key}"), kind) for key, kind in heads))
    for row in funds:
        for remedy in row["remedies"]:
            found = remedy["value"]
            value = words("solve.none") if found is None else amount(words, found, remedy["unit"])
            name = lever_of(words, remedy["lever"], remedy["unit"])
            cost = figures.money(remedy["yuan"])
            table.add_row(
                page.ledger(row["fund"], row["account"]), name, value, figures.months(remedy["achieved"]), cost
            )
    return table


def _mix(page: Page, levers: list[Row]) -> Any:
    """What each lever does, and what money it moves."""
    words = page.words
    heads = (("lever", "name"), ("value", "figure"), ("weight", "figure"), ("yuan", "figure"))
    table = page.table(*((words(f"solve.{key}"), kind) for key, kind in heads))
    for row in levers:
        value = figures.MISSING if row["value"] is None else amount(words, row["value"], row["unit"])
        table.add_row(_lever(words, row["lever"], row["unit"]), value, f"{row['weight']:g}", figures.money(row["yuan"]))
    moved = [row["yuan"] for row in levers if row["yuan"] is not None]
    table.add_section()
    table.add_row(words("solve.whole"), "", "", figures.money(sum(moved) if moved else None))
    return table


def _reserves(page: Page, reserves: list[Row]) -> Any:
    table = page.table(*page.heads(("fund", "name")), (page.words("solve.gives"), "figure"))
    for row in reserves:
        table.add_row(page.words.fund(row["fund"]), figures.months(row["months"]))
    return table


def _frontier(page: Page, told: Row) -> Any:
    """Settings of the first lever, the least of the second, and a bar as long as that."""
    words, (first, second) = page.words, told["levers"]
    names = [_lever(words, axis["lever"], axis["unit"]) for axis in (first, second)]
    longest = max((abs(point["second"]) for point in told["points"] if point["second"] is not None), default=0.0)
    heads = ((names[0], "name"), (names[1], "name"), ("", "word"), (words("solve.gives"), "name"))
    table = page.table(*heads)
    for point in told["points"]:
        found = point["second"]
        value = words("solve.none") if found is None else amount(words, found, second["unit"])
        bar = "█" * round(BAR * abs(found) / longest) if found and longest else ""
        table.add_row(amount(words, point["first"], first["unit"]), value, bar, figures.months(point["months"]))
    return table


def _lever(words: Words, name: str, unit: str) -> str:
    """A lever's name, with its fund where a fund has its own."""
    fund, _, own = name.rpartition(".")
    label = lever_of(words, own, unit)
    return f"{words.fund(fund)} · {label}" if fund else label


def lever_of(words: Words, own: str, unit: str) -> str:
    """A lever's name by what it is solved for as: a rate in yuan is a contribution."""
    return words(f"solve.by.{'contribution' if own == 'rate' and unit != 'share' else own}")


def _whole(words: Words, row: Row, added: float | None) -> Text:
    """The rate itself: what the law says at the start and what is added to it."""
    return Text(figures.MISSING if added is None else _rate(words, row["rate"] + added, row["unit"], digits=2))


def _rate(words: Words, rate: float, unit: str, digits: int | None = None) -> str:
    """A rate in its own unit: per cent, or yuan."""
    if unit == "share":
        return figures.share(rate) if digits is None else f"{rate * 100:z.{digits}f}%"
    return words("solve.in_yuan", amount=f"{rate:z,.2f}")


def _change(words: Words, added: float | None, unit: str) -> str:
    """By how much a rate moves: points of a share, or yuan."""
    if added is None:
        return figures.MISSING
    return f"{added * 100:+z.2f}" if unit == "share" else amount(words, added, unit)


def amount(words: Words, value: float, unit: str) -> str:
    """Where a lever stands, with its sign."""
    if unit == "month":
        return f"{value:+.0f}"
    if unit.startswith("yuan"):
        return words("solve.in_yuan", amount=f"{value:+z,.2f}")
    return f"{value * 100:+z.2f}%"
