"""The sheets of inputs and of parameters by month (输入与逐月参数)."""

from math import ceil
from typing import Any

from actuary.months import text
from actuary.reporting.workbook.desk import Desk
from actuary.reporting.workbook.inputs import FIRST_ROW, Input, span
from actuary.reporting.workbook.sheets import letters

HEADS = (
    *("name", "key", "from", "to", "value", "unit", "tag"),
    *("number", "title", "article", "low", "high", "way", "moves", "code"),
)
WIDTHS = (34, 18, 9, 9, 18, 14, 9, 22, 34, 9, 18, 18, 10, 22, 42)
VALUE = 4
SHARE = "share"
ACROSS = 12
"""Columns of figures that a page of A4 holds in readable type."""


def write_inputs(desk: Desk) -> None:
    """Every dated value on which the formulas rest, with its tag, document and range."""
    name = desk.sheet_name("inputs")
    sheet = desk.open(name, name, desk.say("inputs.note"))
    for column, (key, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(FIRST_ROW - 1, column, desk.say(f"input.{key}"), desk.styles.heading)
    for row in desk.inputs.rows:
        _write(desk, sheet, row)
    last = FIRST_ROW + len(desk.inputs.rows) - 1
    sheet.autofilter(FIRST_ROW - 1, 0, last, len(HEADS) - 1)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.print_area(0, 0, last, HEADS.index("moves"))
    sheet.fit_to_pages(1, 0)


def _write(desk: Desk, sheet: Any, each: Input) -> None:
    """One input: its words, its value framed in the colour of its tag, its comment and its name."""
    held, row, plain = each.held, each.row, desk.styles.text
    first, last = span(held)
    tag = desk.words.term("tag", held.tag)
    words = (
        desk.parameter(held.name if held.key is None else each.entry) if desk.language == "zh" else held.name,
        desk.words.key(held.key) if held.key else "",
        first,
        last,
        None,
        desk.unit(held.unit),
        tag,
        held.number or "",
        held.title or held.source or "",
        held.article or "",
        None,
        None,
        desk.say(f"way.{held.way}"),
        desk.say(f"moves.{held.moves}"),
        each.entry,
    )
    for column, word in enumerate(words):
        if word:
            sheet.write_string(row, column, word, plain)
    style = desk.styles.input(held.tag, held.unit, follows=each.formula is not None)
    value = 0.0 if held.value is None else held.value
    if each.formula is None:
        sheet.write_number(row, VALUE, value, style)
    else:
        sheet.write_formula(row, VALUE, f"={each.formula}", style, value)
    for column, limit in ((HEADS.index("low"), held.low), (HEADS.index("high"), held.high)):
        if limit is not None:
            sheet.write_number(row, column, limit, desk.styles.number("" if held.key else held.unit))
    sheet.write_comment(row, VALUE, comment(desk, each), {"x_scale": 2.2, "y_scale": 1.2, "author": "actuary"})
    if held.unit == SHARE:
        limits = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        sheet.data_validation(row, VALUE, row, VALUE, {**limits, "error_message": desk.say("bad_input")})
    desk.define(f"{desk.parameter(each.entry)}_{first}", desk.sheet_name("inputs"), f"$E${row + 1}")


def comment(desk: Desk, each: Input) -> str:
    """Tag, source, document, article, range and months of an input, in words."""
    held = each.held
    first, last = span(held)
    number = desk.say("comment.number", number=held.number) if held.number else ""
    article = desk.say("comment.article", article=held.article) if held.article else ""
    limits = ""
    if held.low is not None and held.high is not None:
        limits = desk.say("comment.table" if held.key else "comment.range", low=f"{held.low:g}", high=f"{held.high:g}")
    return desk.say(
        "comment",
        tag=desk.words.term("tag", held.tag),
        title=held.title or held.source or held.row or "",
        number=number,
        article=article,
        range=limits,
        from_=first,
        to=last,
    )


def write_months(desk: Desk) -> None:
    """What every parameter says in every month that a formula asks for: the row of the inputs in force in it."""
    name, inputs = desk.sheet_name("months"), desk.sheet_name("inputs")
    sheet = desk.open(name, name, desk.say("months.note"))
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, len(desk.drivers), 15)
    sheet.set_row(FIRST_ROW - 1, 60)
    sheet.write_string(FIRST_ROW - 1, 0, desk.say("month"), desk.styles.heading)
    for t in desk.months:
        sheet.write_string(desk.month_row(t), 0, text(desk.book.run.months[0] + t), desk.styles.text)
    drivers = desk.book.drivers
    for entry, column in desk.drivers.items():
        unit = desk.book.run.in_force[entry][0].unit
        heading = f"{desk.parameter(entry)}\n{desk.unit(unit)}"
        sheet.write_string(FIRST_ROW - 1, column, heading, desk.styles.heading)
        for t in sorted(drivers.asked[entry]):
            held = drivers.row(entry, t)
            cell = f"='{inputs}'!{desk.inputs.at(entry, held)}"
            sheet.write_formula(desk.month_row(t), column, cell, desk.styles.number(unit), held.value)
        place = letters(column)
        first, last = (desk.month_row(t) + 1 for t in (desk.months[0], desk.months[-1]))
        prefix = desk.of("逐月", "monthly")
        desk.define(f"{prefix}_{desk.parameter(entry)}", name, f"${place}${first}:${place}${last}")
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.repeat_columns(0)
    sheet.fit_to_pages(ceil(len(desk.drivers) / ACROSS), 1)
