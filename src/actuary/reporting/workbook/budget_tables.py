"""The budget forms as tables of words (预算表的表格), for a page or paper: the same figures as the workbook's cells."""

from typing import NamedTuple

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.budgets import Cells, Row, budgets
from actuary.reporting.workbook.matching import check
from actuary.reporting.workbook.run_data import RunData
from actuary.runs.folder import RunFolder

YEARLY_BASE = "yuan_per_month"


class BudgetRow(NamedTuple):
    """A row of a form (预算表的行): words, how deep it stands, the public unit, and a figure a year as it prints."""

    words: str
    depth: int
    unit: str
    figures: tuple[str, ...]


class BudgetTable(NamedTuple):
    """One form of one budget (预算表): whose, which of the five, its years, its rows."""

    budget: str
    form: str
    title: str
    years: tuple[int, ...]
    rows: tuple[BudgetRow, ...]


def budget_tables(folder: RunFolder, language: Language) -> list[BudgetTable]:
    """The five forms of every budget of a run, of the pooled city before the backstop; raises Problem as the workbook
    does."""
    book = Book(RunData(folder))
    check(book)
    words, years = Words(language), list(book.run.closing_of_years())
    return [
        BudgetTable(
            budget.zh if language == "zh" else budget.en,
            form.key,
            form.zh if language == "zh" else form.en,
            tuple(year for year, _ in years),
            tuple(_row(book, row, [last for _, last in years], words) for row in form.rows),
        )
        for budget in budgets(book)
        for form in budget.forms()
    ]


def _row(book: Book, row: Row, ends: list[int], words: Words) -> BudgetRow:
    """A row in public units; bases of a whole year are money."""
    unit = "yuan" if is_money(row) else row.unit
    told = tuple(figures.amount(row.measure.value(book, last), unit) for last in ends)
    return BudgetRow(row.zh if words.language == "zh" else row.en, row.depth, words.unit(unit), told)


def is_money(row: Row) -> bool:
    """Whether figures of a row are amounts of money: yuan, or bases of the months of a year added up."""
    summed = isinstance(row.measure, Cells) and row.measure.how == "sum"
    return row.unit == "yuan" or (row.unit == YEARLY_BASE and summed)
