"""Who shares (统筹分担表): aid that pools draw, effort lost, and who meets what is lacking, over the whole run."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import Page

FIGURES = ("mutual_aid", "from_nation", "effort_lost", "city_budget", "district_budget")
Row = Mapping[str, Any]


def sharing_table(page: Page, rows: list[Row]) -> Table | None:
    """A row a ledger and pool in which anything differs, `before → after`; None without any."""
    differing = [row for row in rows if _differs(row)]
    if not differing:
        return None
    heads = [(page.words(f"sharing.{name}"), "figure") for name in FIGURES]
    table = page.table((page.words("head.pool"), "name"), *heads)
    before = None
    for row in differing:
        ledger = row["fund"], row["account"]
        if ledger != before:
            if before is not None:
                table.add_section()
            table.add_row(Text(page.ledger(*ledger), style="bold"))
            before = ledger
        table.add_row(f"  {page.words.pool(row['pool'])}", *(_both(row, name) for name in FIGURES))
    return table


def _differs(row: Row) -> bool:
    """Whether a figure of the row differs as printed."""
    return any(
        figures.money(_total(row, name, "baseline")) != figures.money(_total(row, name, "reform")) for name in FIGURES
    )


def _total(row: Row, name: str, side: str) -> float:
    return float(sum(year[name][side] for year in row["years"]))


def _both(row: Row, name: str) -> str:
    old, new = (figures.money(_total(row, name, side)) for side in ("baseline", "reform"))
    return new if old == new else f"{old} → {new}"
