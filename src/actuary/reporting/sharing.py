"""Who shares (统筹分担表): aid that pools draw, effort lost, and who meets what is lacking, over the whole run."""

from collections.abc import Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import Page

FIGURES = ("mutual_aid", "paid_in", "from_nation", "effort_lost", "city_budget", "district_budget")
Row = Mapping[str, Any]


def sharing_table(page: Page, rows: list[Row]) -> Table | None:
    """A row a ledger and pool in which anything differs, `before → after`, without what is nought everywhere; None
    without any."""
    differing = [row for row in rows if _differs(row)]
    if not differing:
        return None
    shown = [name for name in FIGURES if any({*_sides(row, name)} != {figures.money(0.0)} for row in differing)]
    heads = [(page.words(f"sharing.{name}"), "figure") for name in shown]
    table = page.table((page.words("head.pool"), "name"), *heads)
    before = None
    for row in differing:
        ledger = row["fund"], row["account"]
        if ledger != before:
            if before is not None:
                table.add_section()
            table.add_row(Text(page.ledger(*ledger), style="bold"))
            before = ledger
        table.add_row(f"  {page.words.pool(row['pool'])}", *(_both(row, name) for name in shown))
    return table


def _differs(row: Row) -> bool:
    """Whether a figure of the row differs as printed."""
    return any(len(set(_sides(row, name))) > 1 for name in FIGURES)


def _sides(row: Row, name: str) -> list[str]:
    """A figure over all years as printed: baseline, reform, and with what is answered where the row has it."""
    sides = [side for side in ("baseline", "reform", "responded") if side in row["years"][0][name]]
    return [figures.money(float(sum(year[name][side] for year in row["years"]))) for side in sides]


def _both(row: Row, name: str) -> str:
    """`before → after`, and below, after a slash, what it is with what is answered; one figure where nothing
    differs."""
    before, after, *answered = _sides(row, name)
    told = after if before == after else f"{before} → {after}"
    return told + "".join(f"\n/ {other}" for other in answered if other != after)
