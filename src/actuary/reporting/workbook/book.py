"""The workbook's ledgers (工作簿的台账): one sheet a line of the verdict, all reckoned before anything is written."""

from collections.abc import Callable

from actuary.reporting.workbook import common, declared, medical, pensions, short_term
from actuary.reporting.workbook.run_data import RunData
from actuary.reporting.workbook.sheets import Drivers, Sheet
from actuary.vocabulary.declared import ACCOUNT, DECLARED

LINES: dict[str, Callable[[Sheet], None]] = {
    "employee_pension.enterprise": pensions.enterprise,
    "employee_pension.public": pensions.public,
    "resident_pension.all": pensions.residents,
    "maternity.pooled": short_term.maternity,
    "employee_medical.pooled": medical.pooled,
    "employee_medical.individual": medical.individual,
    "employee_medical.large_amount": medical.large_amount,
    "resident_medical.rural_cooperative": medical.rural,
    "resident_medical.urban": medical.urban,
    "resident_medical.serious_illness": medical.serious_illness,
    "unemployment.pooled": short_term.unemployment,
    "work_injury.all": short_term.work_injury,
    **{f"{fund.name.key}.{ACCOUNT}": declared.fund for fund in DECLARED},
}
"""In the order in which they are reckoned: a ledger that another moves into comes after it."""


class Book:
    """All sheets that are reckoned, the common one first."""

    def __init__(self, run: RunData) -> None:
        self.run, self.drivers = run, Drivers(run)
        self.sheets: dict[str, Sheet] = {}
        shared = Sheet(common.COMMON, run, self.drivers, None, self.sheets)
        self.sheets[common.COMMON] = shared
        common.define(shared)
        for key, define in LINES.items():
            sheet = Sheet(key, run, self.drivers, key.split(".")[0], self.sheets)
            self.sheets[key] = sheet
            define(sheet)
        for sheet in self.sheets.values():
            sheet.reckon()
            sheet.lay_out()

    @property
    def lines(self) -> dict[str, Sheet]:
        """The sheets of the lines."""
        return {key: sheet for key, sheet in self.sheets.items() if key != common.COMMON}
