"""The result tables (结果): the pooled city, each ledger, each pool beside the city, and the tests."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import FAILED, WIDE, Page, Section, amount_text
from actuary.reporting.selection import (
    CITY,
    MEASURE_UNITS,
    MEASURES,
    Entry,
    figures_of,
    same_test,
    same_years,
    shown_years,
)

SUMMARY = ("current_balance", "balance", "payable_months")
WITHOUT = ("receipts", "current_balance", "balance", "payable_months")
RATIOS = ("dependency_paying", "compliance", "replacement_rate", "contribution_rate", "cost_rate", "break_even_rate")
HORIZON = ("general_average_premium", "actuarial_balance")
LABELS = 44  # columns of the name and the measure
YEAR_WIDTH = 9
NARROW_YEAR_WIDTH = 7
INDENT = "  "

Line = tuple[str, list[float | None]]  # a measure and its value at each shown year


def summary(page: Page) -> Section:
    """Seven funds on one page: balances and payable months by year, first deficit, first cannot pay."""
    years = _years(page)
    table = _year_table(page, years)
    for fund in page.entries.funds():
        for account in page.entries.headlines(fund):
            entry = page.entries.find(fund, account)
            if entry is not None:
                labels = [page.ledger(fund, account), *_first_months(page, entry)]
                _rows(page, table, labels, _lines(entry, SUMMARY, years))
                table.add_section()
    return Section(page.words("title.summary"), _money_and_months(page), table)


def funds(page: Page) -> Section:
    """Every ledger of the pooled city: five measures, then the four that ordinary subsidy changes."""
    years = _years(page)
    table = _year_table(page, years)
    for fund in page.entries.funds():
        for account in page.entries.accounts(fund):
            _ledger_block(page, table, fund, account, years)
    return Section(page.words("title.funds"), _money_and_months(page), table)


def pools(page: Page) -> Section | None:
    """Each pool beside the pooled city at the end of the last year, by headline ledger."""
    years = page.entries.years()
    if not years:
        return None
    heads = [(page.words(f"short.{measure}"), "figure") for measure in MEASURES]
    first = page.heads(("first_deficit", "word"), ("first_cannot_pay", "word"))
    table = page.table((page.words("head.pool"), "name"), *heads, *first)
    for fund in page.entries.funds():
        for account in page.entries.headlines(fund):
            present = page.entries.pools(fund, account)
            if present == [CITY]:
                continue
            table.add_row(Text(page.ledger(fund, account), style="bold"))
            for pool in present:
                _pool_row(page, table, page.entries.find(fund, account, pool), pool, years[-1])
            table.add_section()
    return Section(page.words("title.pools", year=years[-1]), _money_and_months(page), table)


def ratios(page: Page) -> Section:
    """Main ratios of every line of the pooled city by year, and the rates over the whole run."""
    years = _years(page)
    table = _year_table(page, years)
    for entry in page.rows("measures"):
        lines = [(name, figures_of(entry, name, years)) for name in RATIOS]
        whole = entry.get("horizon") or {}
        before: list[float | None] = [None] * (len(years) - 1)
        lines += [(name, [*before, whole.get(name)]) for name in HORIZON if years]
        told = [(name, values) for name, values in lines if any(value is not None for value in values)]
        for index, (name, values) in enumerate(told):
            label = page.ledger(str(entry["fund"]), str(entry["account"])) if index == 0 else ""
            written = figures.ratio if name == "dependency_paying" else figures.share
            cells = (Text(written(value)) for value in values)
            table.add_row(Text(label, style="bold"), Text(page.words(f"measure.{name}")), *cells)
        if told:
            table.add_section()
    return Section(page.words("title.ratios"), "", table)


def tests(page: Page) -> Section:
    """Named tests of the pooled city, the same without subsidy, and how many pools fail each."""
    columns = page.heads(
        ("test", "name"),
        ("unit", "word"),
        ("threshold", "figure"),
        ("value", "figure"),
        ("passed", "word"),
        ("without", "word"),
        ("first_failing", "word"),
        ("pools_failing", "word"),
    )
    table = page.table(*columns)
    for fund in page.entries.funds():
        for account in page.entries.accounts(fund):
            found = (page.entries.find(fund, account) or {}).get("tests", ())
            if found:
                table.add_row(Text(page.ledger(fund, account), style="bold"))
            for test in found:
                _test_row(page, table, fund, account, test)
    return Section(page.words("title.tests"), "", table)


def _ledger_block(page: Page, table: Table, fund: str, account: str, years: Sequence[int]) -> None:
    entry = page.entries.find(fund, account)
    bare = page.entries.find(fund, account, CITY, "without")
    if entry is None:
        return
    same = same_years(entry, bare)
    label = "" if bare is None else page.words("page.same" if same else "subsidy.with")
    _rows(page, table, [page.ledger(fund, account), label], _lines(entry, MEASURES, years))
    if bare is not None and not same:
        _rows(page, table, [f"{INDENT}{page.words('subsidy.without')}"], _lines(bare, WITHOUT, years))
    table.add_section()


def _lines(entry: Entry, measures: Sequence[str], years: Sequence[int]) -> list[Line]:
    return [(measure, figures_of(entry, measure, years)) for measure in measures]


def _rows(page: Page, table: Table, labels: Sequence[str], lines: Sequence[Line]) -> None:
    """One row a measure; the labels run down the first column beside them, a name that begins them bold."""
    for index, (measure, values) in enumerate(lines):
        label = labels[index] if index < len(labels) else ""
        if index and label:
            label = f"{INDENT}{label}"
        table.add_row(
            Text(label, style="" if label.startswith(INDENT) else "bold"),
            Text(page.words(f"measure.{measure}")),
            *(amount_text(value, MEASURE_UNITS[measure]) for value in values),
        )


def _pool_row(page: Page, table: Table, entry: Entry | None, pool: str, year: int) -> None:
    if entry is None:
        return
    figures_there = (amount_text(figures_of(entry, measure, [year])[0], MEASURE_UNITS[measure]) for measure in MEASURES)
    first = (figures.month(entry.get(key)) for key in ("first_current_deficit", "first_cannot_pay"))
    stands = entry.get("stands_to")
    own = page.words("page.stands_to", month=stands) if stands else ""
    table.add_row(Text(f"  {page.words.pool(pool)}{own}"), *figures_there, *first)


def _test_row(page: Page, table: Table, fund: str, account: str, test: Entry) -> None:
    unit = str(test.get("unit", ""))
    bare = same_test(page.entries.find(fund, account, CITY, "without"), test)
    table.add_row(
        Text(f"  {page.words.test(str(test['test']))}"),
        Text(page.words.unit(unit)),
        amount_text(test.get("threshold"), unit),
        amount_text(test.get("value"), unit),
        page.verdict_word(test.get("passed")),
        page.verdict_word(bare.get("passed") if bare else None),
        Text(figures.month(test.get("first_failing_month"))),
        _pools_failing(page, fund, account, test),
    )


def _pools_failing(page: Page, fund: str, account: str, test: Entry) -> Text:
    others = [pool for pool in page.entries.pools(fund, account) if pool != CITY]
    found = [same_test(page.entries.find(fund, account, pool), test) for pool in others]
    tested = [one for one in found if one is not None]
    failing = sum(one.get("passed") is False for one in tested)
    if not tested:
        return Text(figures.MISSING)
    return Text(f"{failing}/{len(tested)}", style=FAILED if failing else "")


def _first_months(page: Page, entry: Entry) -> list[str]:
    return [
        page.words("page.first_deficit", month=figures.month(entry.get("first_current_deficit"))),
        page.words("page.first_cannot_pay", month=figures.month(entry.get("first_cannot_pay"))),
    ]


def _years(page: Page) -> list[int]:
    each = YEAR_WIDTH if page.width >= WIDE else NARROW_YEAR_WIDTH
    return shown_years(page.entries.years(), max(2, (page.width - LABELS) // each))


def _year_table(page: Page, years: Sequence[int]) -> Table:
    labels = page.heads(("fund", "name"), ("measure", "name"))
    return page.table(*labels, *((str(year), "figure") for year in years))


def _money_and_months(page: Page) -> str:
    return page.words("page.and").join((page.words.unit("yuan"), page.words.unit("month")))
