"""The budget forms as sheets (预算表): five forms a fund, every figure a formula on the ledgers."""

from math import isnan
from typing import Any

from actuary.reporting.workbook.budget_tables import is_money
from actuary.reporting.workbook.budgets import Budget, Form, Row
from actuary.reporting.workbook.desk import Desk

HEAD = 3
LEVEL = "#,##0.00"
YI = 100_000_000


def sheet_title(desk: Desk, budget: Budget) -> str:
    """The name of a budget's sheet."""
    return desk.sheet_name("forms", line=desk.of(budget.zh.removesuffix("基金"), budget.en))[:31]


def write_budget(desk: Desk, budget: Budget) -> None:
    """One sheet: the five forms below each other, a year a column, and what the workbook has changed."""
    sheet = desk.open(sheet_title(desk, budget), desk.of(budget.zh, budget.en), desk.say("forms.note"), landscape=False)
    years = list(desk.book.run.closing_of_years())
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 1 + len(years), 13)
    row = HEAD
    for form in budget.forms():
        row = _form(desk, sheet, form, years, row) + 1
    _revised(desk, sheet, budget, years, row)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(HEAD, 1)


def _form(desk: Desk, sheet: Any, form: Form, years: list[tuple[int, int]], row: int) -> int:
    """One form from a row on; the row after it."""
    heads = (desk.of(form.zh, form.en), desk.say("input.unit"), *(str(year) for year, _ in years))
    for column, word in enumerate(heads):
        sheet.write_string(row, column, word, desk.styles.heading)
    for each in form.rows:
        row += 1
        _row(desk, sheet, each, years, row)
    return row + 1


def _row(desk: Desk, sheet: Any, each: Row, years: list[tuple[int, int]], row: int) -> None:
    sheet.write_string(row, 0, desk.of(each.zh, each.en), desk.styles.of(indent=each.depth, text_wrap=True))
    money = is_money(each)
    sheet.write_string(row, 1, desk.say("yi") if money else desk.unit(each.unit), desk.styles.text)
    style = desk.styles.of(num_format=LEVEL) if money else desk.styles.number(each.unit)
    for column, (_, last) in enumerate(years, start=2):
        value = each.measure.value(desk.book, last) / (YI if money else 1)
        told = each.measure.text(desk.book, last)
        formula = f"({told})/{YI}" if money and told != '""' else told
        sheet.write_formula(row, column, f"={formula}", style, "" if isnan(value) else value)


def _revised(desk: Desk, sheet: Any, budget: Budget, years: list[tuple[int, int]], row: int) -> None:
    """What the changes made in the workbook do to the budget: revised less the run's own figures."""
    sheet.write_string(row, 0, desk.say("forms.revised"), desk.styles.heading)
    for column, (year, _) in enumerate(years, start=2):
        sheet.write_string(row, column, str(year), desk.styles.heading)
    money = desk.styles.of(num_format=LEVEL)
    for key, found in (
        ("receipts", budget.receipts()),
        ("expenditure", budget.spending()),
        ("balance", budget.balance()),
    ):
        for word in ("original", "adjusted", "adjustment"):
            row += 1
            sheet.write_string(row, 0, f"{desk.say(key)}·{desk.say(f'forms.{word}')}", desk.styles.text)
            sheet.write_string(row, 1, desk.say("yi"), desk.styles.text)
            for column, (_, last) in enumerate(years, start=2):
                value = found.value(desk.book, last) / YI
                if word == "original":
                    sheet.write_number(row, column, value, money)
                elif word == "adjusted":
                    sheet.write_formula(row, column, f"=({found.text(desk.book, last)})/{YI}", money, value)
                else:
                    letter = chr(ord("A") + column)
                    sheet.write_formula(row, column, f"={letter}{row}-{letter}{row - 1}", money, 0.0)
