"""Cases on the terminal (个案页): one case a page, many as totals, the first rows and the first errors."""

import sys
from typing import Any, Literal

import polars as pl
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.errors import Both
from actuary.persons.answer import Answer
from actuary.persons.texts import YES_NO
from actuary.reporting.layout import plain_table
from actuary.reporting.terminal import console_for

ROWS = 20
WORD = 14
"""A heading breaks at the width of what stands below it, but within no word up to this width."""
_HEADS = (Both("项目", "part"), Both("结果", "value"), Both("计算与规则", "working and rule"), Both("依据", "article"))
_TITLE = Both("{} · 规则 {} · {}", "{} · rules {} · {}")
_COUNTS = Both("计算 {cases} 例，未计入 {rejected} 行", "computed {cases}, left out {rejected} rows")
_MORE = Both("……另有 {} 行，见 --json 或 --out", "... {} more: see --json or --out")
_ERRORS = Both("未计入合计的行：", "Left out of the totals:")
_IGNORED = Both("未使用的列：{}", "Columns not used: {}")
_CELL = Both("第{row}行 {column}：{message}", "row {row}, {column}: {message}")


def show(answer: Answer, single: bool) -> None:
    """Print the answer on standard output, what was left out on standard error."""
    console, language = console_for(), answer.language
    schedule = (answer.head.get("schedule") or "") if answer.schema == "actuary.award/1" else ""
    ages = schedule if isinstance(schedule, str) else " → ".join(schedule)
    frame = _TITLE.said(language).format(answer.title.said(language), answer.head["rule_set"], ages)
    console.print(frame.removesuffix(" · "), style="bold")
    if single and answer.count:
        console.print(_page(answer))
    elif answer.count:
        console.print(_list(answer, answer.figures, console.width))
        console.print(" · ".join(_sums(answer, answer.figures)))
    _tell_errors(answer)


def _page(answer: Answer) -> Table:
    """One case, a line a part."""
    table = plain_table()
    for head, right in zip(_HEADS, (False, True, False, False), strict=True):
        table.add_column(head.said(answer.language), justify="right" if right else "left", overflow="fold")
    for line in answer.page():
        table.add_row(*(Text(cell) for cell in line))
    return table


def _list(answer: Answer, frame: pl.DataFrame, width: int) -> Table:
    """The first cases, a row each; without the columns in which none of them has anything."""
    first = frame.select([name for name in answer.columns if name in frame.columns]).head(ROWS)
    shown = first.select([name for name in first.columns if first[name].null_count() < first.height])
    table = plain_table()
    cells = [[_cell(value, answer.language) for value in column] for column in shown]
    heads = [answer.columns[name].said(answer.language) for name in shown.columns]
    widths = [max(min(WORD, _word(head)), *map(cell_len, column)) for head, column in zip(heads, cells, strict=True)]
    whole = sum(widths) + 2 * len(widths) <= width
    for heading, kind, least in zip(heads, shown.dtypes, widths, strict=True):
        head = Text("\n").join(Text(heading).wrap(Console(), least)) if whole else Text(heading)
        justify: Literal["left", "right"] = "right" if kind.is_numeric() else "left"
        table.add_column(head, justify=justify, overflow="fold", no_wrap=whole)
    for row in zip(*cells, strict=True):
        table.add_row(*map(Text, row))
    if frame.height > ROWS:
        table.caption = Text(_MORE.said(answer.language).format(frame.height - ROWS))
    return table


def _word(head: str) -> int:
    """Width of the longest word of a heading."""
    return max(map(cell_len, head.split()))


def _cell(value: Any, language: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return YES_NO[value].said(language)
    return f"{value:,.2f}" if isinstance(value, float) else str(value)


def _sums(answer: Answer, frame: pl.DataFrame) -> list[str]:
    counted = _COUNTS.said(answer.language).format(**answer.totals)
    there = [name for name in answer.columns if name in answer.sums and frame[name].null_count() < frame.height]
    shown = {name: answer.columns[name].said(answer.language) for name in there}
    return [counted, *(f"{head} {_cell(answer.sums[name], answer.language)}" for name, head in shown.items())]


def _tell_errors(answer: Answer) -> None:
    """The first errors and the columns that were not used, on standard error."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False, file=sys.stderr)
    if answer.cells.ignored:
        console.print(_IGNORED.said(answer.language).format("、".join(answer.cells.ignored[:ROWS])))
    errors: pl.DataFrame = answer.errors
    if errors.height == 0:
        return
    console.print(_ERRORS.said(answer.language))
    for row in errors.head(ROWS).iter_rows(named=True):
        heading = answer.cells.headings.get(row["column"], row["column"]) or "—"
        console.print(_CELL.said(answer.language).format(**row | {"column": heading}), soft_wrap=True)
    if errors.height > ROWS:
        console.print(_MORE.said(answer.language).format(errors.height - ROWS))
