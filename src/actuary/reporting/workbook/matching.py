"""Whether the reckoned ledgers are the engine's (与引擎核对), to the fen: every item of every pool by month, and the
pooled city by year. A workbook that says something else than its run is never written."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from actuary.errors import Both, Problem, problem
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.sheets import Sheet

FEN = 0.01
BY_YEAR = ("receipts", "expenditure", "balance")


class Difference(NamedTuple):
    """A figure on which workbook and engine differ by a fen or more: where, and by how much [yuan]."""

    where: str
    yuan: float


def differences(book: Book) -> Iterator[Difference]:
    """Every figure on which the two differ."""
    for key, sheet in book.lines.items():
        yield from _of_pools(key, sheet)
    yield from _of_city(book)


def _of_pools(key: str, sheet: Sheet) -> Iterator[Difference]:
    """Items of each pool by month; nothing where pools change within the run, whose months no block follows."""
    run = sheet.run
    own = run.pools.get(str(sheet.fund), [])
    blocks = range(1, len(sheet.blocks)) if len(sheet.blocks) > 1 else range(len(own) == 1)
    for account in _accounts(sheet):
        ours = {name.split(".", 1)[1] for name in sheet.columns if name.startswith(f"{account}.")}
        theirs = {(i, late) for f, a, i, late in run.ledger if (f, a) == (sheet.fund, account)}
        for item in sorted({item for item, _ in theirs}):
            cash = sum(run.ledger[str(sheet.fund), account, i, late] for i, late in theirs if i == item)
            for b in blocks:
                engine = cash @ sheet.blocks[b].members
                found = sheet.columns[f"{account}.{item}"].values[:, b] if item in ours else np.zeros(sheet.steps)
                worst = float(np.abs(found - engine).max())
                if not worst < FEN:
                    yield Difference(f"{key} {account} {item} {sheet.blocks[b].pool}", worst)


def _of_city(book: Book) -> Iterator[Difference]:
    """Receipts, expenditure and balance of the pooled city by year."""
    for row in book.run.verdict["funds"]:
        if row["pool"] != "city" or row.get("subsidy") == "without":
            continue
        sheet = book.sheets[f"{row['fund']}.{row['account']}"]
        years = {year["year"]: year for year in row["years"]}
        for year, last in book.run.closing_of_years():
            for name in BY_YEAR:
                values = sheet.columns[name].values[:, 0]
                ours = float(values[last] if name == "balance" else values[last - 11 : last + 1].sum())
                theirs = float(years[year][name])
                if not abs(ours - theirs) < FEN:
                    yield Difference(f"{sheet.key} {name} {year}", abs(ours - theirs))


def _accounts(sheet: Sheet) -> list[str]:
    return [name.removesuffix(".closing") for name in sheet.columns if name.endswith(".closing")]


def check(book: Book) -> None:
    """Raise Problem, naming the first figures, where workbook and engine differ."""
    found = list(differences(book))
    if found:
        first = "；".join(f"{each.where} {each.yuan:,.2f}" for each in found[:3])
        raise Problem(
            problem(
                "workbook_differs",
                message=Both(
                    f"工作簿有{len(found)}处与引擎不一致，没有写出：{first}。",
                    f"The workbook differs from the engine in {len(found)} places and was not written: {first}.",
                ),
                remedy=Both("请报告这次运行的设定。", "Please report the options of this run."),
                field="RUN",
            )
        )
