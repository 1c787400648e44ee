"""The memoranda (备查) of a verdict: pensioners by class, and the occupational annuity beside the funds."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import Page, Section
from actuary.reporting.selection import shown_years

NAMES, YEAR = 48, 9
"""Columns of the names, and of a year's figure."""


def memoranda(page: Page) -> Section:
    """Opening and last year of each class of pensioners, then the annuity due in the last year."""
    told: Mapping[str, Any] = page.verdict.get("memoranda") or {}
    columns = page.heads(
        ("name", "name"),
        ("memo_members", "figure"),
        ("memo_mean", "figure"),
        ("memo_members_then", "figure"),
        ("memo_mean_then", "figure"),
        ("memo_paid", "figure"),
    )
    table = page.table(*columns)
    for row in told.get("pensioners") or ():
        then = row["years"][-1] if row["years"] else {}
        cells = [*_stock(row["opening"]), *_stock(then), figures.money(then.get("pensions"))]
        table.add_row(Text(page.words(f"memo.{row['class']}")), *cells)
    annuity: Sequence[Mapping[str, Any]] = told.get("occupational_annuity") or ()
    blank = [figures.MISSING] * 4
    for payer in ("employer", "employee") if annuity else ():
        cells = [*blank, figures.money(annuity[-1][payer])]
        table.add_row(Text(page.words(f"memo.annuity_{payer}")), *cells)
    return Section(page.words("title.memoranda"), page.words("memo.unit"), table)


def work_injury(page: Page) -> Section:
    """What employers bear, and the cover of projects not yet used, by year."""
    told: Mapping[str, Any] = page.verdict.get("memoranda") or {}
    years = shown_years(page.entries.years(), max(2, (page.width - NAMES) // YEAR))
    table = page.table(*page.heads(("name", "name")), *((str(year), "figure") for year in years))
    for row in told.get("work_injury") or ():
        values = {int(each["year"]): each["value"] for each in row["years"]}
        cells = (figures.amount(values.get(year), str(row["unit"])) for year in years)
        table.add_row(Text(page.words.of(row, "item", "item")), *cells)
    return Section(page.words("title.work_injury"), page.words.unit("yuan"), table)


def _stock(moment: Mapping[str, Any]) -> list[str]:
    return [figures.persons(moment.get("persons")), figures.plain(moment.get("mean_pension"))]
