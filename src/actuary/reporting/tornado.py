"""Sensitivities on the terminal (龙卷风图): for each ledger the inputs whose ranges move it most, as bars."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.terminal import show_line
from actuary.uncertainty.gauging import FIRSTS, GAUGED
from actuary.uncertainty.sensitivity import known_ledgers, ranking

HALF = 14
"""Width of a bar on either side."""


def render(document: Mapping[str, Any], measure: str, top: int, language: Language, console: Console) -> None:
    """Print a tornado for every ledger that any input moves."""
    words = Words(language)
    page = Page({**document, "funds": (), "inputs": {}}, words, console.width)
    unit = "month" if measure in FIRSTS else GAUGED[measure].unit
    show_line(console, words("tornado.title", valuation=document["valuation"], count=len(document["inputs"])), "bold")
    show_line(console, page.heading)
    for fund, account in known_ledgers(document):
        rows = [row for row in ranking(document, fund, account, measure) if visible(row, unit)][:top]
        if rows:
            console.print()
            show_line(console, f"{ledger(words, fund, account)} · {measure_name(words, measure)}", "bold")
            console.print(_table(page, rows, unit))
    show_line(console, words("page.unit", unit=words.unit(unit)) + " · " + page.frame, "dim")
    show_line(console, words("tornado.months" if measure in FIRSTS else "tornado.note"), "dim")
    for entry in document["inputs"]:
        for end, why in entry["refused"].items():
            told = {"name": entry["name"], "end": words(f"tornado.{end}"), "why": why[words.language]}
            show_line(console, words("tornado.refused", **told), "dim")


def measure_name(words: Words, measure: str) -> str:
    """A measure's name as it is registered."""
    return GAUGED[measure].zh if words.language == "zh" else GAUGED[measure].en


def visible(row: Mapping[str, Any], unit: str) -> bool:
    """Whether either end prints as more than nought."""
    return any(figures.amount(abs(row[end]), unit) != figures.amount(0.0, unit) for end in ("low", "high"))


def ledger(words: Words, fund: str, account: str) -> str:
    """A ledger's name, the account after its fund."""
    return f"{words.fund(fund)} · {words.account(fund, account)}"


def _table(page: Page, rows: list[dict[str, Any]], unit: str) -> Any:
    words = page.words
    longest = max(max(abs(row["low"]), abs(row["high"])) for row in rows)
    table = page.table(
        (words("head.series"), "name"), (words("head.tag"), "word"), (words("tornado.low"), "figure"), ("", "word"),
        (words("tornado.high"), "figure"),
    )  # fmt: skip
    for row in rows:
        name = row["zh"] if words.language == "zh" else row["name"]
        low, high = (amount_text(row[end], unit) for end in ("low", "high"))
        table.add_row(Text(name), Text(words.term("tag", row["tag"])), low, bars(row, longest), high)
    return table


def bars(row: Mapping[str, Any], longest: float) -> Text:
    """The low end's bar hatched, the high end's full, to the left of the middle where the measure falls."""
    left, right = [" "] * HALF, [" "] * HALF
    for end, mark in (("low", "░"), ("high", "█")):
        length = round(HALF * abs(row[end]) / longest) if longest else 0
        side = left if row[end] < 0 else right
        for i in range(length):
            side[i] = mark if side[i] == " " else "▓"
    return Text("".join(reversed(left)) + "│" + "".join(right))
