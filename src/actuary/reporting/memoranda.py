"""The memoranda (备忘项目) of a verdict: pensioners by class, and the occupational annuity beside the funds."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import Page, Section


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


def _stock(moment: Mapping[str, Any]) -> list[str]:
    return [figures.persons(moment.get("persons")), figures.plain(moment.get("mean_pension"))]
