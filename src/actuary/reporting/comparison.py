"""A comparison on the terminal (对比结果): what each alternative does to the pooled city, fund by fund."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.selection import CITY, shown_years
from actuary.reporting.sharing import sharing_table
from actuary.reporting.terminal import show_line

FIRSTS = ("first_current_deficit", "first_cannot_pay")
YEARS = 6
"""Years that are shown at most."""
Entry = Mapping[str, Any]


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print each alternative: the balance's change by year, payable months, first bad months before and after."""
    words = Words(language)
    for entry in document["reforms"]:
        page = Page({**document, "funds": entry["funds"]}, words, console.width)
        name = entry["zh"] if language == "zh" else entry["name"]
        show_line(console, words("compare.title", name=name, valuation=document["valuation"]), "bold")
        show_line(console, page.heading)
        for twin in entry["identical_to"]:
            show_line(console, words("compare.twin", name=twin), "bold red")
        table = _table(page)
        if table.row_count:
            console.print(table)
        same = [page.ledger(*key) for key in ledgers(page) if not differs(page.entries.find(*key, CITY))]
        if same:
            show_line(console, words("compare.same", names=words("compare.joint").join(same)), "dim")
        show_line(console, words("page.unit", unit=words("compare.unit")) + " · " + page.frame, "dim")
        _share(page, console, entry)
        console.print()


def _share(page: Page, console: Console, entry: Entry) -> None:
    """Who shares, where it differs."""
    table = sharing_table(page, entry["sharing"])
    if table is None:
        return
    words = page.words
    years = page.entries.years()
    show_line(console, words("sharing.title", first=years[0], last=years[-1]), "bold")
    console.print(table)
    show_line(console, words("sharing.note"), "dim")


def _table(page: Page) -> Any:
    """Three lines a ledger that differs: balance of the baseline, of the reform, and the difference."""
    years = shown_years(page.entries.years(), YEARS)
    table = page.table(*page.heads(("fund", "name"), ("measure", "word")), *((f"{year}", "figure") for year in years))
    for fund, account in ledgers(page):
        entry = page.entries.find(fund, account, CITY)
        if entry is not None and differs(entry):
            _lines(page, table, page.ledger(fund, account), entry, years)
            table.add_section()
    return table


def ledgers(page: Page) -> list[tuple[str, str]]:
    """The headline ledgers of every fund, in the registry's order."""
    return [(fund, account) for fund in page.entries.funds() for account in page.entries.headlines(fund)]


def differs(entry: Entry | None) -> bool:
    """Whether the balance of any year, or its first bad months, differ as printed."""
    if entry is None:
        return False
    moved = any(entry[key]["baseline"] != entry[key]["reform"] for key in FIRSTS)
    nothing = figures.money(0.0)
    return moved or any(figures.money(abs(year["balance"]["difference"])) != nothing for year in entry["years"])


def _lines(page: Page, table: Any, name: str, entry: Entry, years: Sequence[int]) -> None:
    shown = [year for year in entry["years"] if year["year"] in years]
    labels = [name]
    for key in FIRSTS:
        before, after = (figures.month(entry[key][side]) for side in ("baseline", "reform"))
        labels.append(f"  {page.words(f'compare.{key}')} " + (before if before == after else f"{before} → {after}"))
    rows = (
        ("compare.baseline", "balance", "baseline", "yuan"),
        ("compare.reform", "balance", "reform", "yuan"),
        ("compare.difference", "balance", "difference", "yuan"),
        ("compare.months", "payable_months", "reform", "month"),
    )
    for label, (word, measure, side, unit) in zip([*labels, ""], rows, strict=True):
        table.add_row(label, page.words(word), *(amount_text(year[measure][side], unit) for year in shown))
