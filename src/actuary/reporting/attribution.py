"""An attribution on the terminal (归因结果): one line a ledger of the pooled city, one column a cause."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.reporting.comparison import noise_word
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.selection import CITY
from actuary.reporting.terminal import show_line

BESIDE = 3
"""Up to so many causes stand side by side."""
Rows = Sequence[Mapping[str, Any]]


def render(document: Mapping[str, Any], measure: str, language: Language, console: Console) -> None:
    """Print the split of one measure at the last year, and that of pension spending by factor."""
    words = Words(language)
    page = Page({**document["to"], "inputs": document["inputs"], "funds": ()}, words, console.width)
    show_line(console, words("attribute.title", before=_named(document["from"]), after=_named(document["to"])), "bold")
    show_line(console, page.heading)
    moved = [row for row in document["measures"] if row["measure"] == measure and row["subsidy"] == "with"]
    rows = [row for row in moved if row["pool"] == CITY] or moved
    last = max((row["year"] for row in rows), default=None)
    rows = [row for row in rows if row["year"] == last]
    if rows:
        causes = [cause["zh"] if language == "zh" else cause["name"] for cause in document["causes"]]
        console.print((_beside if len(causes) <= BESIDE else _below)(page, rows, causes, exact=document["exact"]))
        show_line(console, words("page.unit", unit=words.unit(rows[0]["unit"])) + f" · {last} · " + page.frame, "dim")
        show_line(console, page.inputs, "dim")
        show_line(console, words("noise.note") + words("noise.part"), "dim")
    else:
        show_line(console, words("attribute.nothing"), "bold")
    for side, end in document.get("cut", {}).items():
        show_line(console, words(f"attribute.cut_{side}", end=end, to=document["to"]["to"]), "dim")
    comma = "、" if language == "zh" else ", "
    for side, pools in document["apart"].items():
        if pools:
            show_line(console, words(f"attribute.only_{side}", pools=comma.join(map(words.pool, pools))), "dim")
    if document.get("pooled"):
        show_line(console, words("pooled.note"), "dim")
    if any(cause["name"] == "pooling" for cause in document["causes"]) and rows and rows[0]["pool"] == CITY:
        show_line(console, words("attribute.pooling"), "dim")
    show_line(console, words("attribute.exact" if document["exact"] else "attribute.sampled", runs=document["runs"]))
    if document["measures"]:
        _expenditure(document, page, console)


def _beside(page: Page, rows: Rows, causes: Sequence[str], *, exact: bool) -> Table:
    """A line a ledger, a column a cause."""
    words = page.words
    heads = [*(words(f"attribute.{name}") for name in ("from", "to", "change")), words("noise.size")]
    table = page.table(
        *page.heads(("fund", "name")), *((head, "figure") for head in heads), (words("noise.told"), "word")
    )
    for cause in causes:
        table.add_column(Text(cause), justify="right")
    for row in rows:
        whole = (amount_text(row[key], row["unit"]) for key in ("from", "to", "change", "error"))
        parts = (_part(row, place) for place in range(len(causes)))
        table.add_row(_ledger(page, row), *whole, noise_word(words, row["distinguishable"]), *parts)
    return table


def _below(page: Page, rows: Rows, causes: Sequence[str], *, exact: bool) -> Table:
    """A line a ledger and below it a line a cause, with the error of sampling where the split is sampled."""
    words = page.words
    heads = [*(words(f"attribute.{name}") for name in ("from", "to", "change")), words("noise.size")]
    sampled = [] if exact else [(words("attribute.error"), "figure")]
    told = (words("noise.told"), "word")
    table = page.table(*page.heads(("fund", "name")), *((head, "figure") for head in heads), told, *sampled)
    for row in rows:
        whole = (amount_text(row[key], row["unit"]) for key in ("from", "to", "change", "error"))
        table.add_row(_ledger(page, row), *whole, noise_word(words, row["distinguishable"]), *([""] * len(sampled)))
        for place, cause in enumerate(causes):
            errors = [amount_text(row["standard_error"][place], row["unit"])] * len(sampled)
            table.add_row(f"  {cause}", "", "", _part(row, place), "", "", *errors)
        table.add_section()
    return table


def _ledger(page: Page, row: Mapping[str, Any]) -> str:
    """Fund and account, and the pool where it is not the city."""
    name = f"{page.words.fund(row['fund'])}·{page.words.account(row['fund'], row['account'])}"
    return name if row["pool"] == CITY else f"{name} · {page.words.pool(row['pool'])}"


def _expenditure(document: Mapping[str, Any], page: Page, console: Console) -> None:
    """Pension spending of the last year by factor."""
    rows = document["expenditure"]
    if not rows:
        return
    words, last = page.words, max(row["year"] for row in rows)
    whole, parts = ("from", "to", "change"), ("dependency", "coverage", "benefit_ratio", "labour")
    heads = [(words(f"attribute.{name}"), "figure") for name in (*whole, *parts)]
    told = [(words("noise.size"), "figure"), (words("noise.told"), "word")]
    table = page.table(*page.heads(("fund", "name")), *heads[:3], *told, *heads[3:])
    for row in (row for row in rows if row["year"] == last):
        name = f"{words.fund(row['fund'])}·{words.account(row['fund'], row['account'])}"
        size = amount_text(row["error"], "yuan"), noise_word(words, row["distinguishable"])
        amounts = ([amount_text(row[key], "yuan") for key in keys] for keys in (whole, parts))
        table.add_row(name, *next(amounts), *size, *next(amounts))
    console.print()
    show_line(console, words("attribute.spending", year=last), "bold")
    console.print(table)
    show_line(console, words("page.unit", unit=words.unit("yuan")) + " · " + page.frame, "dim")


def _part(row: Mapping[str, Any], place: int) -> Text:
    """A cause's part, marked where it is not distinguishable from noise."""
    part = amount_text(row["parts"][place], row["unit"])
    return part + Text("~") if row["parts_distinguishable"][place] is False else part


def _named(run: Mapping[str, Any]) -> str:
    """Valuation and reforms, with the options in which two runs may differ."""
    options = ", ".join(str(run[key]) for key in ("rules", "basis", "pooling", "given") if run.get(key) is not None)
    options += ", closed" if run.get("group") == "closed" else ""
    return f"{'+'.join([str(run['valuation']), *run['reforms']])} ({options})"
