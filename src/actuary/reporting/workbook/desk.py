"""The desk at which a workbook is written (书写台): the open file, language, styles, and what every sheet shares."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from actuary.months import text
from actuary.reporting.language import Language, Words
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.inputs import FIRST_ROW, Inputs
from actuary.reporting.workbook.sheets import Sheet, letters
from actuary.reporting.workbook.styles import Styles
from actuary.reporting.workbook.texts import LINES, SHEETS, WORDS, unit_word
from actuary.vocabulary import FUNDS

LANDSCAPE_A4 = 9
_NOT_A_NAME = re.compile(r"[^\w]+")


class Desk:
    """The open workbook with all that its sheets share."""

    def __init__(self, file: Any, book: Book, manifest: Mapping[str, Any], language: Language) -> None:
        self.file, self.book, self.manifest, self.language = file, book, manifest, language
        self.styles, self.inputs = Styles(file), Inputs(book)
        self.words = Words(language)
        self._names: set[str] = set()
        self.months = self._months()
        self.drivers = {name: 1 + place for place, name in enumerate(sorted(book.drivers.asked, key=self._by_room))}
        """Columns of the sheet of months by parameter."""
        for sheet in book.sheets.values():
            sheet.name = self.line(sheet.key)
        self._place()
        self.names = [self.sheet_name(key) for key in ("about", "yearly", "inputs", "months")]
        self.names += [*(sheet.name for sheet in book.sheets.values()), self.sheet_name("checks")]
        """Of all sheets, in their order."""

    def say(self, key: str, **values: object) -> str:
        """A text of the workbook."""
        return WORDS[key][self.language == "en"].format(**values)

    def sheet_name(self, key: str, **values: object) -> str:
        """The name of a sheet that is no ledger."""
        return SHEETS[key][self.language == "en"].format(**values)

    def line(self, key: str) -> str:
        """The name of a line, which is that of its sheet."""
        if key in LINES:
            return LINES[key][self.language == "en"]
        fund = key.partition(".")[0]
        name = next(name for name in FUNDS if name.key == fund)
        return (name.zh if self.language == "zh" else name.en)[:31]

    def unit(self, key: str) -> str:
        """The unit of a cell, not the public one of the report."""
        return unit_word(key, self.language)

    def of(self, zh: str, en: str) -> str:
        """The word of the language."""
        return zh if self.language == "zh" else en

    def open(self, name: str, title: str, note: str, *, landscape: bool = True) -> Any:
        """A new sheet with title and note, set up for A4 with page numbers and the digest of its run."""
        sheet = self.file.add_worksheet(name, worksheet_class=plain_sheet())
        sheet.set_paper(LANDSCAPE_A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        digest = self.say("digest", digest=str(self.manifest["run"])[:16])
        sheet.set_footer(f"&L&8{digest}&C&8&A&R&8{self.say('page')}")
        sheet.write_string(0, 0, title, self.styles.title)
        sheet.write_string(1, 0, note, self.styles.note)
        return sheet

    def define(self, name: str, sheet: str, cells: str) -> None:
        """A defined name, made lawful and told apart from those before."""
        plain = _NOT_A_NAME.sub("_", name).strip("_")
        plain = plain if re.match(r"[^\W\d]", plain) else f"_{plain}"
        found, more = plain, 2
        while found.lower() in self._names:
            found, more = f"{plain}_{more}", more + 1
        self._names.add(found.lower())
        self.file.define_name(found, f"='{sheet}'!{cells}")

    def parameter(self, entry: str) -> str:
        """The name of a parameter's entry for readers: its Chinese name with fund, or the name itself."""
        held = self.book.run.in_force[entry][0]
        if self.language == "en":
            return entry
        group = held.name.split(".")[1]
        fund = next((name.zh for name in FUNDS if name.key == group), "")
        key = "" if held.key is None else f"·{self.words.key(held.key)}"
        return f"{fund}{'·' if fund else ''}{held.zh}{key}"

    def _months(self) -> range:
        """Rows of the sheet of months: every month that a formula asks for."""
        asked = {t for months in self.book.drivers.asked.values() for t in months}
        return range(min(asked), max(asked) + 1)

    def _by_room(self, entry: str) -> tuple[int, str]:
        return ("law", "basis", "opening").index(entry.partition(".")[0]), entry

    def month_row(self, t: int) -> int:
        """The row of a month on the sheet of months, counted from nought."""
        return FIRST_ROW + t - self.months[0]

    def _place(self) -> None:
        """Tell the ledgers where parameters and opening figures stand."""
        drivers, months, inputs = self.book.drivers, self.sheet_name("months"), self.sheet_name("inputs")
        for name, asked in drivers.asked.items():
            column = letters(self.drivers[name])
            for t in asked:
                drivers.cells[name, t] = f"'{months}'!{column}{self.month_row(t) + 1}"
        for name in drivers.given:
            drivers.opened_cells[name] = f"'{inputs}'!{inputs_cell(self.inputs, name)}"

    def month_text(self, t: int) -> str:
        """A month of the run as text."""
        return text(self.book.run.months[0] + t)

    def block_name(self, sheet: Sheet, block: int) -> str:
        """The name of a pool."""
        return self.words.pool(sheet.blocks[block].pool)


@cache
def plain_sheet() -> type:
    """A sheet that takes a formula as it is: these use no function younger than Excel 2007, and looking for sixty of
    them in each of a hundred thousand formulas takes longer than all the rest."""
    from xlsxwriter.worksheet import Worksheet

    class Plain(Worksheet):  # type: ignore[misc]  # the library has no types
        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
            return formula.removeprefix("=")

    return Plain


def inputs_cell(inputs: Inputs, name: str) -> str:
    """Where a figure of the opening stands."""
    return inputs.at(name, inputs.run.in_force[name][0])
