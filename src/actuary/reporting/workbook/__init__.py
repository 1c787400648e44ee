"""The report as a workbook (报告工作簿): the run's ledgers in live formulas, from inputs and what the engine gives."""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from actuary.reporting.language import Language
from actuary.runs.folder import RunFolder


def workbook(folder: RunFolder, language: Language) -> bytes:
    """The workbook of a run; raises Problem where the run has no exposures, or where formulas and engine differ."""
    import xlsxwriter

    from actuary.reporting.workbook.book import Book
    from actuary.reporting.workbook.budget_sheets import sheet_title, write_budget
    from actuary.reporting.workbook.budgets import budgets
    from actuary.reporting.workbook.desk import Desk
    from actuary.reporting.workbook.input_sheets import write_inputs, write_months
    from actuary.reporting.workbook.ledger_sheets import write_ledger
    from actuary.reporting.workbook.matching import check
    from actuary.reporting.workbook.run_data import RunData
    from actuary.reporting.workbook.summary_sheets import write_about, write_checks, write_yearly

    book = Book(RunData(folder))
    check(book)
    found = budgets(book)
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as file:
        file.set_properties(_properties(folder.manifest))
        desk = Desk(file, book, folder.manifest, language)
        desk.names[-1:-1] = [sheet_title(desk, budget) for budget in found]
        write_about(desk)
        write_yearly(desk)
        write_inputs(desk)
        write_months(desk)
        for sheet in book.sheets.values():
            write_ledger(desk, sheet)
        for budget in found:
            write_budget(desk, budget)
        write_checks(desk)
    return content.getvalue()


def _properties(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The document's properties: dated as the run, so that the same run gives the same bytes."""
    created = datetime.fromisoformat(manifest["created"])
    return {"title": "actuary", "comments": str(manifest["run"]), "created": created}
