"""Stress tests and named paths on the terminal (压力测试表): a column a case, what it does to each ledger."""

from collections.abc import Mapping, Sequence
from math import ceil
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.terminal import show_line
from actuary.reporting.tornado import ledger, measure_name
from actuary.uncertainty.gauging import FIRSTS, GAUGED

WIDTHS = {"zh": 5, "en": 10}
"""Characters of a heading's line."""
COLUMNS = 6
"""Cases of a table at most."""
FIRST = "first_cannot_pay"


def render(document: Mapping[str, Any], measure: str, language: Language, console: Console) -> None:
    """Print what each case does to the measure, and to the first month that cannot be paid."""
    words = Words(language)
    page = Page({**document, "funds": (), "inputs": {}}, words, console.width)
    kind = document["kind"]
    show_line(console, words(f"stress.{kind}", valuation=document["valuation"], count=len(document["cases"])), "bold")
    show_line(console, page.heading)
    for each in (measure,) if measure == FIRST else (measure, FIRST):
        for cases in parts(document["cases"]):
            console.print()
            show_line(console, measure_name(words, each), "bold")
            console.print(_table(page, document["baseline"], cases, each))
    unit = GAUGED[measure].unit
    show_line(console, words("page.unit", unit=words.unit(unit)) + " · " + page.frame, "dim")
    show_line(console, words("stress.note"), "dim")
    if _scored(document["cases"], measure):
        show_line(console, words("noise.note") + words("stress.noise"), "dim")


def parts(cases: Sequence[Mapping[str, Any]]) -> list[Sequence[Mapping[str, Any]]]:
    """Cases by table, as many in each."""
    size = ceil(len(cases) / ceil(len(cases) / COLUMNS)) if cases else 1
    return [cases[begin : begin + size] for begin in range(0, len(cases), size)]


def _table(page: Page, baseline: Sequence[Any], cases: Sequence[Mapping[str, Any]], measure: str) -> Table:
    words = page.words
    heads = [heading(words, case) for case in cases]
    told = [(words("stress.baseline"), "figure")] + (
        [(words("noise.size"), "figure")] if _scored(cases, measure) else []
    )
    table = page.table((words("head.fund"), "name"), *told, *((head, "figure") for head in heads))
    for row, base in enumerate(baseline):
        others = [case["funds"][row] for case in cases]
        if any(_shown(base, other, measure) for other in others):
            name = Text(ledger(words, base["fund"], base["account"]))
            error = (
                [amount_text(others[0][f"{measure}_error"], GAUGED[measure].unit)] if _scored(cases, measure) else []
            )
            table.add_row(name, _value(base, measure), *error, *(_change(base, other, measure) for other in others))
    return table


def _scored(cases: Sequence[Mapping[str, Any]], measure: str) -> bool:
    """Whether back-tests tell an error of the measure."""
    return any(f"{measure}_error" in row for case in cases for row in case["funds"])


def heading(words: Words, case: Mapping[str, Any]) -> str:
    """What a case is called above its column."""
    if words.language == "zh":
        told = str(case["zh"]).split("：")[-1]
        return "\n".join(told[i : i + WIDTHS["zh"]] for i in range(0, len(told), WIDTHS["zh"]))
    return "\n".join(wrap(case["name"].removeprefix("stress-").replace("-", " "), WIDTHS["en"]))


def _shown(base: Mapping[str, Any], other: Mapping[str, Any], measure: str) -> bool:
    """Whether a case changes what is printed of a ledger."""
    if measure in FIRSTS:
        return bool(base[measure] != other[measure])
    gap, unit = other.get(f"{measure}_change"), GAUGED[measure].unit
    return gap is not None and figures.amount(abs(gap), unit) != figures.amount(0.0, unit)


def _value(base: Mapping[str, Any], measure: str) -> Text:
    if measure in FIRSTS:
        return Text(figures.month(base[measure]))
    return amount_text(base.get(measure), GAUGED[measure].unit)


def _change(base: Mapping[str, Any], other: Mapping[str, Any], measure: str) -> Text:
    if measure in FIRSTS:
        return Text("=" if base[measure] == other[measure] else figures.month(other[measure]))
    change = amount_text(other.get(f"{measure}_change"), GAUGED[measure].unit)
    told = _shown(base, other, measure) and other.get(f"{measure}_distinguishable") is False
    return change + Text("~") if told else change
