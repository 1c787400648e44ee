"""An attribution on the terminal (归因结果): a line a ledger of the pooled city, or of pools where only they differ,
its causes beside it or below; what is not split; pension spending by factor."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from actuary.reporting.comparison import noise_word
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.selection import CITY
from actuary.reporting.terminal import show_line
from actuary.vocabulary.measures import DEBT, MEASURES
from actuary.vocabulary.registry import item_name

BESIDE = 3
"""Up to so many causes stand side by side."""
HEADING = 14
"""Columns of the terminal that the heading of a cause may have; longer names are numbered, and stand below."""
NAME = 16
"""Columns that the name of a ledger has at least; more of it is wrapped."""
Rows = Sequence[Mapping[str, Any]]


def render(document: Mapping[str, Any], measures: Sequence[str], language: Language, console: Console) -> None:
    """Print the split of measures at the last year that has one, and that of pension spending by factor."""
    words = Words(language)
    page = _page(document, words, console.width)
    show_line(console, words("attribute.title", before=_named(document["from"]), after=_named(document["to"])), "bold")
    show_line(console, _heading(document, page))
    shown = [_measure(document, page, console, measure) for measure in dict.fromkeys(measures)]
    if any(row["error"] is not None for row in document["measures"] if row["measure"] in measures):
        show_line(console, words("noise.note") + words("noise.part"), "dim")
    for side, end in document.get("cut", {}).items():
        show_line(console, words(f"attribute.cut_{side}", end=end, to=document["to"]["to"]), "dim")
    for key, said in (("apart", "only"), ("in_parts", "parts")):
        for side, pools in document.get(key, {}).items():
            if pools:
                names = _joined(words, map(words.pool, pools))
                show_line(console, words(f"attribute.{said}_{side}", pools=names), "dim")
    if document.get("pooled"):
        show_line(console, words("pooled.note"), "dim")
    pooling = any(cause["name"] == "pooling" for cause in document["causes"])
    if pooling and not _only_pooling(document) and CITY in shown:
        by_pool = any(row["pool"] != CITY for row in document["measures"])
        show_line(console, words("attribute.pooling" if by_pool else "attribute.pooling_alone"), "dim")
    show_line(console, words("attribute.exact" if document["exact"] else "attribute.sampled", runs=document["runs"]))
    if document["measures"]:
        _expenditure(document, page, console)


def _measure(document: Mapping[str, Any], page: Page, console: Console, measure: str) -> str | None:
    """Print the split of one measure; the pool of its first line, None without any."""
    words, name = page.words, _name(page.words, measure)
    moved = _with(document["measures"], measure)
    of_city = [row for row in moved if row["pool"] == CITY]
    rows = moved if _only_pooling(document) else of_city or moved
    last = max((row["year"] for row in rows), default=None)
    rows = [row for row in rows if row["year"] == last]
    console.print()
    if rows:
        show_line(console, f"{name} · {last}", "bold")
        causes = [cause["zh"] if words.language == "zh" else cause["name"] for cause in document["causes"]]
        (_beside if len(causes) <= BESIDE else _below)(page, console, rows, causes, exact=document["exact"])
        unit = words("page.unit", unit=words.unit(rows[0]["unit"]))
        show_line(console, " · ".join([unit, str(last), _frame(document, page)]), "dim")
        _inputs(document, page, console)
        show_line(console, words("attribute.unlisted", year=last), "dim")
    else:
        show_line(console, words("attribute.nothing", measure=name), "bold")
    _unsplit(document, page, console, measure, last)
    return rows[0]["pool"] if rows else None


def _unsplit(document: Mapping[str, Any], page: Page, console: Console, measure: str, last: int | None) -> None:
    """Which figures of the last year, of the city if any, are not split, and how many there are in all."""
    words, rows = page.words, _with(document.get("unsplit", ()), measure)
    of_city = [row for row in rows if row["pool"] == CITY] or rows
    year = max((row["year"] for row in of_city), default=None) if last is None else last
    now = [row for row in of_city if row["year"] == year]
    for why in dict.fromkeys(row["why"] for row in now):
        names = _joined(words, (_ledger(page, row) for row in now if row["why"] == why))
        show_line(console, words(f"attribute.{why}", year=year, names=names))
    count = sum(row["measure"] == measure for row in document.get("unsplit", ()))
    if count:
        show_line(console, words("attribute.unsplit", count=f"{count:,}"), "dim")


def _only_pooling(document: Mapping[str, Any]) -> bool:
    """Whether pools are all that differs: then every pool has a row, the city too where law acts on pools' reserves."""
    return [cause["name"] for cause in document["causes"]] == ["pooling"]


def _with(rows: Rows, measure: str) -> list[Mapping[str, Any]]:
    """Rows of a measure, ordinary subsidy included."""
    return [row for row in rows if row["measure"] == measure and row["subsidy"] == "with"]


def _page(document: Mapping[str, Any], words: Words, width: int) -> Page:
    """The page of both runs: where they differ, `from → to`."""
    before, after = document["from"], document["to"]
    told = {key: _either(str(before.get(key)), str(after.get(key))) for key in ("rules", "basis", "pooling", "to")}
    group = after.get("group") if before.get("group") == after.get("group") else None
    return Page({**told, "group": group, "funds": ()}, words, width)


def _either(one: str, other: str) -> str:
    return one if one == other else f"{one} → {other}"


def _heading(document: Mapping[str, Any], page: Page) -> str:
    """The frame of both runs, with the pooling in words where it is one."""
    same = document["from"]["pooling"] == document["to"]["pooling"]
    return (page.heading if same else page.frame) + _groups(document, page)


def _frame(document: Mapping[str, Any], page: Page) -> str:
    return page.frame + _groups(document, page)


def _groups(document: Mapping[str, Any], page: Page) -> str:
    """Whose people are followed, where the runs differ in it."""
    before, after = (document[side].get("group") for side in ("from", "to"))
    return "" if before == after else page.words("attribute.group", group=_either(str(before), str(after)))


def _inputs(document: Mapping[str, Any], page: Page, console: Console) -> None:
    """Shares of the tags of both runs: one line where they are the same."""
    pages = {side: Page({"inputs": document["inputs"][side]}, page.words, page.width) for side in ("from", "to")}
    if pages["from"].inputs == pages["to"].inputs:
        show_line(console, pages["to"].inputs, "dim")
        return
    for side, each in pages.items():
        show_line(console, f"{page.words(f'attribute.{side}')} · {each.inputs}", "dim")


def _name(words: Words, measure: str) -> str:
    """A measure in words: of the register, or an item of receipts or spending."""
    known = {each.key: each for each in (*MEASURES, *DEBT)}
    if measure in known:
        return known[measure].zh if words.language == "zh" else known[measure].en
    side, _, item = measure.partition(".")
    told = item_name(item)
    return f"{words.term('measure', side)} · {told.zh if words.language == 'zh' else told.en}"


def _joined(words: Words, names: Iterable[str]) -> str:
    """Names, each once, as a list."""
    return words("page.and").join(dict.fromkeys(names))


def _beside(page: Page, console: Console, rows: Rows, causes: Sequence[str], *, exact: bool) -> None:
    """A line a ledger, a column a cause; causes with long names are numbered, and named below."""
    numbered = any(cell_len(cause) > HEADING for cause in causes)
    marks = [f"[{place}]" for place in range(1, len(causes) + 1)] if numbered else causes
    words = page.words
    heads = [*(words(f"attribute.{name}") for name in ("from", "to", "change")), words("noise.size")]
    table = page.table(
        *page.heads(("fund", "name")), *((head, "figure") for head in heads), (words("noise.told"), "word")
    )
    for mark in marks:
        table.add_column(Text(mark), justify="right", no_wrap=True)
    for row in rows:
        whole = (amount_text(row[key], row["unit"]) for key in ("from", "to", "change", "error"))
        parts = (_part(row, place) for place in range(len(causes)))
        table.add_row(_ledger(page, row), *whole, noise_word(words, row["distinguishable"]), *parts)
    console.print(table)
    if numbered:
        for mark, cause in zip(marks, causes, strict=True):
            show_line(console, f"{mark} {cause}")


def _below(page: Page, console: Console, rows: Rows, causes: Sequence[str], *, exact: bool) -> None:
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
    console.print(table)


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
    console.print()
    show_line(console, words("attribute.spending", year=last), "bold")
    for table in _factors(page, console, [row for row in rows if row["year"] == last]):
        console.print(table)
    show_line(console, words("page.unit", unit=words.unit("yuan")) + " · " + _frame(document, page), "dim")
    _inputs(document, page, console)


def _factors(page: Page, console: Console, rows: Rows) -> list[Table]:
    """Spending and its factors side by side, or below one another where that leaves the ledgers' names no room."""
    words, whole, parts = page.words, ("from", "to", "change"), ("dependency", "coverage", "benefit_ratio", "labour")
    told = [(words("noise.size"), "figure"), (words("noise.told"), "word")]
    heads = {keys: [(words(f"attribute.{name}"), "figure") for name in keys] for keys in (whole, parts)}
    names, beside, below = page.heads(("fund", "name")), [], []
    for row in rows:
        name = f"{words.fund(row['fund'])}·{words.account(row['fund'], row['account'])}"
        size = amount_text(row["error"], "yuan"), noise_word(words, row["distinguishable"])
        spent, split = ([amount_text(row[key], "yuan") for key in keys] for keys in (whole, parts))
        beside.append((name, *spent, *size, *split))
        below.append(((name, *spent, *size), (name, *split)))
    one = _filled(page.table(*names, *heads[whole], *told, *heads[parts]), beside)
    longest = max(cell_len(str(row[0])) for row in beside)
    unbound = console.options.update(width=10 * console.width)
    if Measurement.get(console, unbound, one).maximum - max(longest - NAME, 0) <= console.width:
        return [one]
    columns = [*names, *heads[whole], *told], [*names, *heads[parts]]
    return [_filled(page.table(*each), rows) for each, rows in zip(columns, zip(*below, strict=True), strict=True)]


def _filled(table: Table, rows: Iterable[Sequence[Any]]) -> Table:
    """The table with its rows."""
    for row in rows:
        table.add_row(*row)
    return table


def _part(row: Mapping[str, Any], place: int) -> Text:
    """A cause's part, marked where it is not distinguishable from noise."""
    part = amount_text(row["parts"][place], row["unit"])
    return part + Text("~") if row["parts_distinguishable"][place] is False else part


def _named(run: Mapping[str, Any]) -> str:
    """Valuation and reforms, with the options in which two runs may differ."""
    options = ", ".join(str(run[key]) for key in ("rules", "basis", "pooling", "given") if run.get(key) is not None)
    options += ", closed" if run.get("group") == "closed" else ""
    return f"{'+'.join([str(run['valuation']), *run['reforms']])} ({options})"
