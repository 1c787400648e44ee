"""Pools of a comparison (对比中的统筹区): whose first bad months move, or which the city hides."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import Page, amount_text
from actuary.reporting.selection import CITY

FIRSTS = ("first_current_deficit", "first_cannot_pay")
SIDES = ("baseline", "reform", "difference")
Entry = Mapping[str, Any]


def differs(entry: Entry | None, sides: Sequence[str]) -> bool:
    """Whether the balance of any year, or its first bad months, differ from the baseline as printed, in the static case
    or on the `sides` where payers answer."""
    return entry is not None and (months_move(entry, sides) or _money_moves(entry, sides))


def months_move(entry: Entry, sides: Sequence[str]) -> bool:
    """Whether a first bad month is another than on the baseline."""
    return any(entry[key]["baseline"] != entry[key][side] for key in FIRSTS for side in ("reform", *sides))


def _money_moves(entry: Entry, sides: Sequence[str]) -> bool:
    nothing = figures.money(0.0)
    balances = [year["balance"] for year in entry["years"]]
    return any(
        figures.money(abs(each[side] - each["baseline"])) != nothing for each in balances for side in ("reform", *sides)
    )


def moves(page: Page, ledger: tuple[str, str], sides: Sequence[str]) -> bool:
    """Whether a balance of a ledger, as a city or in any pool, is another at all, however little."""
    entries = [entry for entry in (page.entries.find(*ledger, CITY), *pools_of(page, ledger)) if entry is not None]
    balances = [year["balance"] for entry in entries for year in entry["years"]]
    return any(each[side] != each["baseline"] for each in balances for side in ("reform", *sides))


def pools_of(page: Page, ledger: tuple[str, str]) -> list[Entry]:
    """The pools of a ledger but the city itself."""
    found = (page.entries.find(*ledger, pool) for pool in page.entries.pools(*ledger) if pool != CITY)
    return [entry for entry in found if entry is not None]


def pools_move(page: Page, ledger: tuple[str, str], sides: Sequence[str]) -> bool:
    """Whether any pool of a ledger differs as printed."""
    return any(differs(entry, sides) for entry in pools_of(page, ledger))


def pools_table(page: Page, ledgers: Sequence[tuple[str, str]], sides: Sequence[str]) -> Table:
    """A row a pool whose first bad months move, or that differs though the city as a whole does not: those months
    before and after, and the last year's balance."""
    words, year = page.words, page.entries.years()[-1]
    heads = [(words(f"compare.{key}"), "name") for key in FIRSTS]
    heads += [(words(f"pools.{side}", year=year), "figure") for side in SIDES]
    table = page.table((words("head.pool"), "name"), *heads)
    for ledger in ledgers:
        stays = not differs(page.entries.find(*ledger, CITY), sides)
        shown = [e for e in pools_of(page, ledger) if months_move(e, sides) or (stays and differs(e, sides))]
        if shown:
            table.add_section()
            table.add_row(Text(page.ledger(*ledger), style="bold"))
        for entry in shown:
            cells = (amount_text(entry["years"][-1]["balance"][side], "yuan") for side in SIDES)
            table.add_row(f"  {words.pool(entry['pool'])}", *(first(entry, key) for key in FIRSTS), *cells)
    return table


def first(entry: Entry, key: str) -> str:
    """A first bad month, before and after where it moves, and with what payers answer where that is another."""
    before, after, answer = (figures.month(entry[key][side]) for side in ("baseline", "reform", "responded"))
    told = before if before == after else f"{before} → {after}"
    return told + (f" / {answer}" if answer != after else "")
