"""The five budget forms of every fund (预算表): whole, from the run's own figures, and the same for page and cell."""

import pytest

from actuary.reporting import figures
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.budget_tables import budget_tables
from actuary.reporting.workbook.budgets import FORMS, budgets
from actuary.reporting.workbook.run_data import RunData

FEN = 0.01


@pytest.fixture(scope="module")
def book(written):
    """The ledgers as the workbook reckons them."""
    return Book(RunData(written))


def test_every_line_of_the_verdict_is_in_one_budget(book):
    """No ledger is left out of the budgets, and none is in two."""
    lines = [sheet.key for budget in budgets(book) for sheet in budget.sheets]
    assert sorted(lines) == sorted(book.lines)


def test_a_budget_moves_by_receipts_less_spending(book):
    """Last year's balance with the year's receipts, less its spending, is this year's, in every budget and year: what
    moves between ledgers of one budget is neither."""
    for budget in budgets(book):
        held = None
        for _, last in book.run.closing_of_years():
            before = held if held is not None else budget.opened().value(book, last)
            held = budget.balance().value(book, last)
            assert abs(before + budget.current().value(book, last) - held) < FEN, budget.key


def test_the_main_form_adds_up_by_source_and_kind(book):
    """Receipts are the sum of their sources, expenditure that of its kinds: no item is left out or counted twice."""
    for budget in budgets(book):
        rows = budget.forms()[0].rows
        for _, last in book.run.closing_of_years():
            figure = [row.measure.value(book, last) for row in rows]
            heads = [place for place, row in enumerate(rows) if row.depth == 0]
            for start, end in (heads[:2], heads[1:3]):
                assert abs(figure[start] - sum(figure[start + 1 : end])) < FEN, budget.key


def test_the_balance_of_one_line_budgets_is_the_verdict_s(book, written):
    """Receipts, expenditure and balance of a budget of one ledger line are those the run printed."""
    found = 0
    for budget in budgets(book):
        if len(budget.sheets) == 1 and budget.key != "work_injury":
            fund, account = budget.sheets[0].key.split(".")
            rows = [r for r in written.document("verdict")["funds"] if (r["fund"], r["account"]) == (fund, account)]
            row = next(r for r in rows if r["pool"] == "city" and r.get("subsidy") != "without")
            for year, last in book.run.closing_of_years():
                printed = next(each for each in row["years"] if each["year"] == year)
                assert abs(budget.receipts().value(book, last) - printed["receipts"]) < FEN
                assert abs(budget.spending().value(book, last) - printed["expenditure"]) < FEN
                assert abs(budget.balance().value(book, last) - printed["balance"]) < FEN
                found += 1
    assert found >= 25


@pytest.mark.parametrize("language", ["zh", "en"])
def test_tables_say_what_cells_say(book, written, language):
    """A page's table has five forms a budget, a figure a year, in the public unit."""
    tables = budget_tables(written, language)
    assert len(tables) == 5 * len(budgets(book))
    assert {table.form for table in tables} == set(FORMS)
    enterprise = next(table for table in tables if table.form == "balance")
    last = list(book.run.closing_of_years())[-1][1]
    held = budgets(book)[0].balance().value(book, last)
    assert figures.money(held) in [row.figures[-1] for row in enterprise.rows]
    assert all(len(row.figures) == len(table.years) for table in tables for row in table.rows)
    assert all(len(table.rows) > 0 for table in tables if table.form != "expenditure")
