"""Probability targets on the terminal (概率目标页): each fund as it is, and each lever alone with its errors."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page
from actuary.reporting.simulation import short_ends
from actuary.reporting.solution import lever_of
from actuary.reporting.terminal import show_line
from actuary.reporting.tornado import ledger

IN_MONTHS = "month"


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print what each lever would have to do, and how sure the answer is."""
    words = Words(language)
    page = Page({**document, "funds": (), "inputs": document.get("tags", {})}, words, console.width)
    told = {"months": figures.months(document["months"]), "probability": figures.share(document["probability"])}
    show_line(console, words("likely.title", valuation=document["valuation"], **told), "bold")
    show_line(console, page.heading)
    console.print()
    names = (words(f"likely.{key}") for key in ("now", "kept", "value", "error", "fresh", "fresh_error"))
    heads = [(name, "figure") for name in names]
    table = page.table((words("head.fund"), "name"), *heads[:2], (words("solve.lever"), "name"), *heads[2:])
    for row in document["funds"]:
        head = [Text(ledger(words, row["fund"], row["account"])), figures.share(row["probability"])]
        kept = "—" if row["months"] is None else figures.months(row["months"])
        for place, answer in enumerate(row["levers"]):
            first = [*head, kept] if place == 0 else ["", "", ""]
            table.add_row(*first, lever_of(words, answer["lever"], answer["unit"]), *_answer(words, answer))
    console.print(table)
    if any(answer["value"] is None for row in document["funds"] for answer in row["levers"]):
        show_line(console, words("likely.none"))
    counted = {"paths": f"{document['paths']:,}", "inputs": document["inputs"]}
    show_line(console, words("likely.note", seed=document["seed"], fresh=document["fresh_seed"], **counted), "dim")
    show_line(console, page.inputs, "dim")
    short_ends(document, words, console)


def _answer(words: Words, answer: Mapping[str, Any]) -> list[str]:
    if answer["value"] is None:
        return [words("solve.none"), "", figures.share(answer["probability"]), ""]
    whole, own = answer["unit"] == IN_MONTHS, answer["unit"] == IN_MONTHS or answer["unit"].startswith("yuan")
    value = f"{answer['value']:.0f}" if whole else f"{(1.0 if own else 100.0) * answer['value']:+.2f}"
    error = "" if answer["error"] is None else f"± {answer['error'] * (1.0 if own else 100.0):.2f}"
    fresh = figures.share(answer["probability"]) + ("" if answer["meets"] else words("likely.missed"))
    return [value, error, fresh, "± " + figures.share(answer["probability_error"])]
