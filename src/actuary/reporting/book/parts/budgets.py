"""The five budget forms in the report (预算表): the workbook's own figures, a table a form, the budget's name above."""

from collections.abc import Iterator

from rich.text import Text

from actuary.errors import Problem
from actuary.reporting.book.blocks import Block, Heading, Missing, Tabular
from actuary.reporting.book.making import Making
from actuary.reporting.selection import shown_years
from actuary.reporting.workbook.budget_tables import BudgetTable, budget_tables

YEARS = 9
"""Years that have room."""


def budgets(making: Making) -> Iterator[Block]:
    """Every budget's forms; where the run cannot give them, why, and the command that makes a run that can."""
    words = making.words
    try:
        found = budget_tables(making.material.run, words.language)
    except Problem as refused:
        why = refused.letters[0].message.said(words.language)
        yield Missing(words("missing.budgets", why=why), making.material.command("budgets"))
        return
    yield Heading(words("book.budgets"))
    for table in found:
        yield _form(making, table)


def _form(making: Making, told: BudgetTable) -> Tabular:
    years = shown_years(told.years, YEARS)
    heads = [(making.words("head.item"), "name"), (making.words("head.unit"), "word")]
    table = making.page.table(*heads, *((str(year), "figure") for year in years))
    for row in told.rows:
        figures = dict(zip(told.years, row.figures, strict=True))
        style = "bold" if row.depth == 0 else ""
        cells = (Text(figures[year], style=style) for year in years)
        table.add_row(Text(f"{'　' * row.depth}{row.words}", style=style), row.unit, *cells)
    title = f"{told.budget} · {told.title}"
    return Tabular(title, table, making.caption(scope=making.words("scope.city")))
