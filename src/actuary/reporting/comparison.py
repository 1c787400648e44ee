"""A comparison on the terminal (对比结果): what each alternative does to the pooled city, fund by fund."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.cohorts import show_cohorts
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
    baseline = " + ".join([document["valuation"], *document["baseline_reforms"]])
    for entry in document["reforms"]:
        page = Page({**document, "funds": entry["funds"]}, words, console.width)
        name = entry["zh"] if language == "zh" else entry["name"]
        show_line(console, words("compare.title", name=name, valuation=baseline), "bold")
        show_line(console, page.heading)
        if document.get("pooled"):
            show_line(console, words("pooled.note"), "dim")
        for twin in entry["identical_to"]:
            show_line(console, words("compare.twin", name=twin), "bold red")
        sides = responded(document, entry)
        table = compared_table(page, sides)
        same = [page.ledger(*key) for key in ledgers(page) if not differs(page.entries.find(*key, CITY), sides)]
        if table.row_count:
            console.print(table)
        if same:
            show_line(console, words("compare.same", names=words("compare.joint").join(same)), "dim")
        show_line(console, words("page.unit", unit=words("compare.unit")) + " · " + page.frame, "dim")
        show_line(console, page.inputs, "dim")
        if table.row_count:
            show_line(console, words("noise.note"), "dim")
        if sides:
            believed = document["response"]["central"]
            show_line(console, words("compare.response", **{key: f"{x:g}" for key, x in believed.items()}), "dim")
        _beside(page, console, entry)
        _share(page, console, entry)
        show_cohorts(page, console, entry)
        for row in entry["triggers"]:
            show_line(console, _trigger(page, row), "bold")
        console.print()


def _beside(page: Page, console: Console, entry: Entry) -> None:
    """What stands beside the funds, where its last year differs."""
    for row in entry["memoranda"]:
        told = {side: figures.money(row["years"][-1][side]) for side in ("baseline", "reform")} if row["years"] else {}
        if len(set(told.values())) > 1:
            item, year = page.words.of(row, "item", "item"), row["years"][-1]["year"]
            show_line(console, page.words("compare.beside", item=item, year=year, **told))


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


def _trigger(page: Page, row: Entry) -> str:
    """A line on a rule of law that fires on one side alone."""
    words = page.words
    key = "compare.fires" if row["reform"] else "compare.fires_not"
    named = {"month": row["month"], "pool": words.pool(row["pool"]), "rule": words.of(row, "rule", "rule")}
    return words(key, effect=figures.money(row["effect"]), **named)


def compared_table(page: Page, sides: Sequence[str]) -> Any:
    """A few lines a ledger that differs: balance of the baseline, of the reform, the difference, and what payers answer
    on the `sides` asked for."""
    years = shown_years(page.entries.years(), YEARS)
    table = page.table(*page.heads(("fund", "name"), ("measure", "word")), *((f"{year}", "figure") for year in years))
    for fund, account in ledgers(page):
        entry = page.entries.find(fund, account, CITY)
        if entry is not None and differs(entry, sides):
            _lines(page, table, page.ledger(fund, account), entry, years, sides)
            table.add_section()
    return table


def responded(document: Mapping[str, Any], entry: Entry) -> list[str]:
    """Series in which payers answer, that an alternative has; none where they have nothing to answer."""
    ends = (("central", "responded"), ("weak", "responded_weak"), ("strong", "responded_strong"))
    return [side for end, side in ends if entry["responds"] and end in document["response"]]


def ledgers(page: Page) -> list[tuple[str, str]]:
    """The headline ledgers of every fund, in the registry's order."""
    return [(fund, account) for fund in page.entries.funds() for account in page.entries.headlines(fund)]


def differs(entry: Entry | None, sides: Sequence[str]) -> bool:
    """Whether the balance of any year, or its first bad months, differ from the baseline as printed, in the static case
    or on the `sides` where payers answer."""
    if entry is None:
        return False
    shown, nothing = ("reform", *sides), figures.money(0.0)
    if any(entry[key]["baseline"] != entry[key][side] for key in FIRSTS for side in shown):
        return True
    balances = [year["balance"] for year in entry["years"]]
    return any(figures.money(abs(each[side] - each["baseline"])) != nothing for each in balances for side in shown)


def _lines(page: Page, table: Any, name: str, entry: Entry, years: Sequence[int], sides: Sequence[str]) -> None:
    shown = [year for year in entry["years"] if year["year"] in years]
    labels = [name]
    for key in FIRSTS:
        before, after, answer = (figures.month(entry[key][side]) for side in ("baseline", "reform", "responded"))
        told = before if before == after else f"{before} → {after}"
        labels.append(f"  {page.words(f'compare.{key}')} {told}" + (f" / {answer}" if answer != after else ""))
    rows = [
        ("compare.baseline", "balance", "baseline", "yuan"),
        ("compare.reform", "balance", "reform", "yuan"),
        ("compare.difference", "balance", "difference", "yuan"),
        ("noise.error", "balance", "error", "yuan"),
        ("noise.word", "balance", "distinguishable", "word"),
        *((f"compare.{side}", "balance", side, "yuan") for side in sides),
        ("compare.months", "payable_months", "reform", "month"),
        *(("compare.months_responded", "payable_months", side, "month") for side in sides[:1]),
    ]
    labels += [""] * (len(rows) - len(labels))
    for label, (word, measure, side, unit) in zip(labels, rows, strict=True):
        cells = (_cell(page, year[measure], side, unit) for year in shown)
        table.add_row(label, page.words(word), *cells)


def _cell(page: Page, figure: Mapping[str, Any], side: str, unit: str) -> Any:
    """One figure; an error past the longest horizon as at least that, a comparison with noise in a word."""
    if unit == "word":
        return noise_word(page.words, figure[side])
    shown = amount_text(figure[side], unit)
    return Text("≥") + shown if side == "error" and figure["error_at_least"] else shown


def noise_word(words: Words, distinguishable: bool | None) -> str:
    """Distinguishable from noise, or not (可区分、不可区分)."""
    if distinguishable is None:
        return figures.MISSING
    return words("noise.yes" if distinguishable else "noise.no")
