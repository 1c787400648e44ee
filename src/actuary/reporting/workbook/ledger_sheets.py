"""The sheets of the ledgers (台账): blocks of months, every column a formula but for what the engine gives."""

from math import ceil
from typing import Any

import numpy as np

from actuary.months import text
from actuary.reporting.workbook.desk import Desk
from actuary.reporting.workbook.sheets import EXPOSURE, RESULT, STEP, TOP, Made, Sheet

PARTS = (RESULT, STEP, EXPOSURE)
HEAD = TOP - 1
WIDTH = 15
ACROSS = 12
"""Columns of figures that a page of A4 holds in readable type."""


def write_ledger(desk: Desk, made: Sheet) -> None:
    """One sheet: headings, blocks, names of the city's columns, and the set-up for print."""
    sheet = desk.open(made.name, made.name, desk.say("ledger.note"))
    sheet.write_string(HEAD, 0, desk.say("pool"), desk.styles.heading)
    sheet.write_string(HEAD, 1, desk.say("month"), desk.styles.heading)
    sheet.set_row(HEAD, 62)
    sheet.set_column(0, 0, 9)
    sheet.set_column(1, 1, 9)
    for block in range(len(made.blocks)):
        for t, month in enumerate(made.run.months):
            sheet.write_string(made.row(t, block), 0, desk.block_name(made, block), desk.styles.text)
            sheet.write_string(made.row(t, block), 1, text(month), desk.styles.text)
    for part in PARTS:
        columns = list(made.of(part))
        if columns:
            sheet.write_string(HEAD - 1, columns[0].at, desk.say(part), desk.styles.of(bold=True))
        for column in columns:
            _write(desk, sheet, made, column)
    _set_up(sheet, made)


def _write(desk: Desk, sheet: Any, made: Sheet, column: Made) -> None:
    """Heading, cells and name of one column."""
    word = desk.of(column.zh, column.en)
    heading = f"{word}\n{desk.unit(column.unit)}" if column.unit else word
    sheet.write_string(HEAD, column.at, heading, desk.styles.heading)
    sheet.set_column(column.at, column.at, WIDTH, None, {} if column.part == RESULT else {"level": 1})
    given = column.part == EXPOSURE
    style = desk.styles.number(column.unit, **({"font_color": "#1F4E79"} if given else {}))
    if column.expression is None:
        for (t, block), figure in np.ndenumerate(column.values):
            sheet.write_number(made.row(t, block), column.at, float(figure), style)
    else:
        for t, block, formula in made.formulas(column):
            value = float(column.values[t, block])
            told = "" if np.isnan(value) else value
            sheet.write_formula(made.row(t, block), column.at, f"={formula}", style, told)
    place = column.letters
    first, last = made.row(0, 0) + 1, made.row(made.steps - 1, 0) + 1
    desk.define(f"{made.name}_{word}", made.name, f"${place}${first}:${place}${last}")


def _set_up(sheet: Any, made: Sheet) -> None:
    """Frozen headings, filter, print area of the results, headings repeated, a new page for each block."""
    last = made.row(made.steps - 1, len(made.blocks) - 1)
    results = [column.at for column in made.of(RESULT)] or [column.at for column in made.of(STEP)]
    sheet.freeze_panes(TOP, 2)
    sheet.autofilter(HEAD, 0, last, max(column.at for column in made.columns.values()))
    sheet.print_area(0, 0, last, max(results))
    sheet.repeat_rows(HEAD - 1, HEAD)
    sheet.repeat_columns(0, 1)
    sheet.fit_to_pages(ceil(len(results) / ACROSS), len(made.blocks))
    sheet.set_h_pagebreaks([made.row(0, block) for block in range(1, len(made.blocks))])
