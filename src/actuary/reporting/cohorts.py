"""Who pays and who gains on the terminal (谁多缴、谁多得): by class of birth, all funds together, and by category."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from actuary.reporting import figures
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.terminal import show_line
from actuary.vocabulary import CATEGORIES

PAID = ("own", "employer", "benefits")
Row = Mapping[str, Any]


def show_cohorts(page: Page, console: Console, entry: Row) -> None:
    """A row a class of birth; the last lines say what is laid on nobody. Nothing where cohorts were not asked for
    or nobody pays or draws anything else."""
    words = page.words
    told = entry.get("cohorts", {"rows": ()})
    if not told["rows"]:
        return
    show_line(console, words("cohorts.title", at=told["at"]), "bold")
    heads = [(words(f"cohorts.{name}"), "figure") for name in (*PAID, "net")]
    heads += [(words(f"cohorts.{name.key}"), "figure") for name in CATEGORIES]
    table = page.table((words("cohorts.born"), "word"), *heads)
    classes = sorted({(row["born_from"], row["born_to"]) for row in told["rows"]})
    for born_from, born_to in classes:
        rows = [row for row in told["rows"] if row["born_from"] == born_from]
        shown = _figures(rows)
        if any(figures.money(abs(value)) != figures.money(0.0) for value in shown):
            table.add_row(f"{born_from[:4]}–{born_to[:4]}", *(amount_text(value, "yuan") for value in shown))
    table.add_section()
    table.add_row(words("cohorts.all"), *(amount_text(value, "yuan") for value in _figures(told["rows"])))
    console.print(table)
    rest = {page.words.fund(fund["fund"]): sum(fund["on_nobody"].values()) for fund in told["funds"]}
    named = [
        f"{name} {figures.money(gap)}" for name, gap in rest.items() if figures.money(abs(gap)) != figures.money(0.0)
    ]
    if named:
        show_line(console, words("cohorts.rest", funds=words("page.and").join(named)), "dim")
    show_line(console, words("cohorts.note"), "dim")


def _figures(rows: Sequence[Row]) -> list[float]:
    """Own and employers' contributions, benefits in cash; net gain at present value, of all and by category."""
    cash = [sum(row[side]["difference"] for row in rows) for side in PAID]
    by_category = [sum(_net(row) for row in rows if row["category"] == name.key) for name in CATEGORIES]
    return [*cash, sum(by_category), *by_category]


def _net(row: Row) -> float:
    """What people of a row gain at present value: benefits less their own contributions [yuan]."""
    return float(row["benefits"]["present_value"] - row["own"]["present_value"])
