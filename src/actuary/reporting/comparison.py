"""A comparison on the terminal (对比结果): what each alternative does to the pooled city, fund by fund."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.months import parse
from actuary.reporting import figures
from actuary.reporting.cohorts import show_cohorts
from actuary.reporting.compared_pools import FIRSTS, differs, first, moves, pools_move, pools_table
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.selection import CITY, TOTALS, shown_years
from actuary.reporting.sharing import sharing_table
from actuary.reporting.terminal import show_line

YEARS = 6
"""Years that are shown at most."""
INDIVIDUAL = "individual"
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
        for word, twins in (("compare.twin", "identical_to"), ("compare.twin_static", "identical_static")):
            for twin in entry[twins]:
                show_line(console, words(word, name=twin), "bold red")
        sides = responded(document, entry)
        table = compared_table(page, sides)
        if table.row_count:
            console.print(table)
        _unchanged(page, console, sides)
        show_line(console, words("page.unit", unit=words("compare.unit")) + " · " + page.frame, "dim")
        show_line(console, page.inputs, "dim")
        if table.row_count:
            show_line(console, words("noise.note"), "dim")
        if sides:
            believed = document["response"]["central"]
            show_line(console, words("compare.response", **{key: f"{x:g}" for key, x in believed.items()}), "dim")
        _stated(page, console, entry)
        _late(page, console, entry)
        _pools(page, console, sides)
        _beside(page, console, entry)
        _share(page, console, entry)
        show_cohorts(page, console, entry)
        for row in entry["triggers"]:
            show_line(console, _trigger(page, row), "bold")
        console.print()


def _unchanged(page: Page, console: Console, sides: Sequence[str]) -> None:
    """Ledgers in which nothing moves, those in which pools alone do, and those in which less does than is printed."""
    stay = [key for key in ledgers(page) if not differs(page.entries.find(*key, CITY), sides)]
    kinds = {"compare.same": [], "compare.same_city": [], "compare.little": []}  # type: dict[str, list[str]]
    for key in stay:
        alone = "compare.little" if moves(page, key, sides) else "compare.same"
        kinds["compare.same_city" if pools_move(page, key, sides) else alone].append(page.ledger(*key))
    until = page.words("compare.until", last=page.last) if page.last else ""
    for text, names in kinds.items():
        if names:
            show_line(console, page.words(text, names=page.words("page.and").join(names), until=until), "dim")


def _pools(page: Page, console: Console, sides: Sequence[str]) -> None:
    """Pools, where their first bad months move or the city hides what they do."""
    table = pools_table(page, ledgers(page), sides)
    if table.row_count:
        show_line(console, page.words("pools.title"), "bold")
        console.print(table)
        show_line(console, page.words("pools.note"), "dim")


def _stated(page: Page, console: Console, entry: Entry) -> None:
    """That a reform states itself how payers or agencies answer, which then stands in every series."""
    names = [change["name"] for change in entry["changes"] if change["name"].startswith("basis.response.")]
    if names:
        told = page.words("page.and").join(dict.fromkeys(names))
        show_line(console, page.words("compare.stated", names=told), "dim")


def _late(page: Page, console: Console, entry: Entry) -> None:
    """Changes that act a year or more after their stated month, and what law states until then."""
    for change in entry["changes"]:
        acts = change.get("acts_from")
        if acts is not None and parse(acts) - parse(change["from"]) >= 12:
            names = page.words("page.and").join(change["until_then"])
            key = "compare.late_stated" if names else "compare.late"
            told = {"name": change["name"], "from_": change["from"], "acts": acts, "names": names}
            show_line(console, page.words(key, **told), "bold")


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
    """The headline ledgers of every fund, and those that these do not hold, in the registry's order."""
    found = []
    for fund in page.entries.funds():
        heads = page.entries.headlines(fund)
        apart = [] if "all" in heads else [each for each in page.entries.accounts(fund) if each not in TOTALS]
        if "all_without_individual" in heads:
            apart = [each for each in apart if each == INDIVIDUAL]
        found += [(fund, account) for account in dict.fromkeys((*heads, *apart))]
    return found


def _lines(page: Page, table: Any, name: str, entry: Entry, years: Sequence[int], sides: Sequence[str]) -> None:
    shown = [year for year in entry["years"] if year["year"] in years]
    labels = [name]
    labels += [f"  {page.words(f'compare.{key}')} {first(entry, key)}" for key in FIRSTS]
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
