"""Figures of the user's own (替换输入): cells of a table in the place of shipped values, each with its source.

A table is a file of CSV or Excel, or a folder of them, as `actuary template` writes it; only rows with a new value
count. What is wrong is told by file, row and column, all of it at once, and then nothing is replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.dated import Assumptions, DatedParameter, DatedValue, Table
from actuary.dated.plausible import implausible
from actuary.dated.values import Source
from actuary.errors import Both, Letter, Problem, problem
from actuary.months import parse
from actuary.sheets.cells import NONE, Cells
from actuary.sheets.columns import Column
from actuary.sheets.reading import EXCEL, TEXT, read_grid

TAGS = {"published": ("已公布",), "derived": ("推导",)}
"""What a figure of the user's own may be; a guess belongs into a file of beliefs, with its range."""
FIRST, LAST = parse("1949-01"), parse("2070-12")
COLUMNS = (
    Column("parameter", "text", Both("参数", "name of the parameter"), ("参数", "参数名")),
    Column("from", "month", Both("起始年月", "first month of the value"), ("起始年月", "自"), low=FIRST, high=LAST),
    Column("key", "text", Both("分项", "entry of a table"), ("分项", "键")),
    Column("new_value", "number", Both("新值", "value in its place"), ("新值",)),
    Column("new_source", "text", Both("新来源", "who says so"), ("新来源", "新值来源")),
    Column("new_tag", "choice", Both("新标签", "what it is"), ("新标签",), choices=TAGS),
)
"""Further columns, as the template has them, are not read."""
NO_VALUE = Both(
    "填写了新来源或新标签，却没有新值；公式若没有保存计算结果，读来也是空白，请粘贴为数值。",
    "A new source or tag is given, but no new value; a formula saved without its result is read as blank too: paste it "
    "as a value.",
)
TWICE = Both(
    "同一取值前面已填了另一个新值，这里又填“{value}”。", "The same cell has another new value above; here {value}."
)


class Replaced(NamedTuple):
    """A value that the user replaced (被替换的输入)."""

    name: str
    zh: str
    unit: str
    from_: int
    key: str | None
    old: float
    new: float
    tag: str
    source: str


def replacing(
    path: Path, stores: Mapping[str, DatedParameter]
) -> tuple[dict[str, DatedParameter], tuple[Replaced, ...]]:
    """Parameters with the cells of a table or of a folder's tables in them, and what was replaced.

    Raises Problem with a letter for every bad cell, and where nothing is replaced.
    """
    changed: dict[str, DatedParameter] = {}
    rows: list[Replaced] = []
    letters: list[Letter] = []
    for file in tables_of(path):
        cells = Cells(read_grid(file), COLUMNS)
        found = list(_rows(cells, {**stores, **changed}))
        letters += _letters(cells, file)
        if not letters:
            for each in found:
                changed[each.name] = _with(changed.get(each.name, stores[each.name]), each)
        rows += found
    if letters:
        raise Problem(*letters)
    if not rows:
        raise Problem(
            problem(
                "nothing_replaced",
                message=Both("没有填写任何新值。", "No new value is filled in."),
                remedy=Both("请在“新值”和“新来源”两列填写。", "Fill in the columns new_value and new_source."),
                file=str(path),
                field="--inputs",
            )
        )
    return changed, tuple(rows)


def with_parameters(
    assumptions: Assumptions,
    cohort: Mapping[str, DatedParameter],
    basis: str,
    changed: Mapping[str, DatedParameter],
    rows: tuple[Replaced, ...] = (),
) -> tuple[Assumptions, dict[str, DatedParameter]]:
    """Law, beliefs of a basis and opening with these parameters in the place of their own."""
    law = {**assumptions.law, **{name: each for name, each in changed.items() if name in assumptions.law}}
    own = assumptions.bases[basis]
    believed = {**own, **{name: each for name, each in changed.items() if name in own}}
    sources = {row.source: Source(row.source, row.source, None, None, "official") for row in rows}
    replaced = replace(
        assumptions,
        law=law,
        bases={**assumptions.bases, basis: believed},
        sources={**assumptions.sources, **sources},
    )
    return replaced, {**cohort, **{name: each for name, each in changed.items() if name in cohort}}


def tables_of(path: Path) -> list[Path]:
    """The file, or every table of a folder by name."""
    if not path.is_dir():
        return [path]
    found = sorted(each for each in path.iterdir() if each.suffix.lower() in (*EXCEL, *TEXT))
    if not found:
        message = Both("文件夹里没有表格。", "The folder holds no table.")
        remedy = Both("请放入 CSV 或 XLSX。", "Put CSV or XLSX files there.")
        raise Problem(problem("file", message=message, remedy=remedy, file=str(path), field="--inputs"))
    return found


def _rows(cells: Cells, known: Mapping[str, DatedParameter]) -> Iterator[Replaced]:
    """Rows with a new value, each checked against the parameter that it names; faults go to the cells."""
    new, months, tags = cells.number("new_value"), cells.month("from"), cells.choice("new_tag")
    names, keys, sources = (cells.text(name).to_list() for name in ("parameter", "key", "new_source"))
    half = cells.blank("new_value") & ~(cells.blank("new_source") & cells.blank("new_tag"))
    cells.fault("new_value", "missing", NO_VALUE, half)
    told: dict[tuple[str, int, str | None], float] = {}
    unreadable = ~cells.blank("from") & (months == NONE)
    for place in np.flatnonzero(~cells.blank("new_value") & np.isfinite(new) & ~unreadable):
        name = (names[place] or "").strip()
        fault = _fault(known.get(name), int(months[place]), keys[place], sources[place], float(new[place]))
        if fault is not None:
            column, code, message = fault
            cells.fault(column, code, message, np.arange(len(cells)) == place)
            continue
        parameter, month = known[name], int(months[place])
        place_of = name, month, keys[place]
        if told.setdefault(place_of, float(new[place])) != new[place]:
            cells.fault("new_value", "repeated", TWICE, np.arange(len(cells)) == place)
            continue
        old = _number(next(row for row in parameter.values if row.from_ == month), keys[place])
        tag = "published" if tags[place] == NONE else list(TAGS)[int(tags[place])]
        source = str(sources[place]).strip()
        yield Replaced(name, parameter.zh, parameter.unit, month, keys[place], old, float(new[place]), tag, source)


def _fault(
    parameter: DatedParameter | None, month: int, key: str | None, source: str | None, value: float
) -> tuple[str, str, Both] | None:
    """Column, code and words of what is wrong with a row; None where nothing is."""
    if parameter is None:
        return "parameter", "unknown_name", Both("没有参数“{value}”。", "There is no parameter {value}.")
    row = next((row for row in parameter.values if row.from_ == month), None)
    if row is None:
        return "from", "no_such_row", Both("该参数没有自“{value}”起的取值。", "It has no value from {value} on.")
    if source is None or not source.strip():
        return "new_source", "missing", Both("新值没有来源。", "A new value needs its source.")
    wrong = implausible(value, parameter.unit, parameter.name)
    if wrong is None:
        return _kind_fault(row, key)
    code, what, _ = wrong
    named = what if parameter.name in what else Both(f"{parameter.name}：{what.zh}", f"{parameter.name}: {what.en}")
    return "new_value", code, named


def _kind_fault(row: DatedValue, key: str | None) -> tuple[str, str, Both] | None:
    """Whether a number with this entry can stand where the row's value stands."""
    if isinstance(row.value, str):
        return "parameter", "kind", Both("“{value}”不是数值型参数。", "{value} does not hold numbers.")
    entries = row.value.keys if isinstance(row.value, Table) else (None,)
    if key in entries:
        return None
    return "key", "table", Both("该参数没有分项“{value}”。", "The parameter has no entry {value}.")


def _number(row: DatedValue, key: str | None) -> float:
    if isinstance(row.value, Table):
        return float(row.value.values[row.value.keys.index(str(key))])
    return float(row.value)


def _with(parameter: DatedParameter, each: Replaced) -> DatedParameter:
    """A parameter with one cell replaced; a value of the user's own has no range."""
    return replace(parameter, values=tuple(_put(row, each) for row in parameter.values))


def _put(row: DatedValue, each: Replaced) -> DatedValue:
    if row.from_ != each.from_:
        return row
    value: float | Table = each.new
    if isinstance(row.value, Table):
        values = np.array(row.value.values)
        values[row.value.keys.index(str(each.key))] = each.new
        value = row.value._replace(values=values)
    return replace(row, value=value, tag=each.tag, trust="official", source=each.source, low=None, high=None)


def _letters(cells: Cells, file: Path) -> list[Letter]:
    """Every fault of a table by file, row and column."""
    told = [cells.errors(language).iter_rows(named=True) for language in ("zh", "en")]
    remedy = Both("请改正后重试；没有替换任何数值。", "Mend it and try again; nothing was replaced.")
    return [
        problem(
            zh["code"],
            message=Both(zh["message"], en["message"]),
            remedy=remedy,
            file=str(file),
            line=int(zh["row"]),
            field=zh["column"] or None,
        )
        for zh, en in zip(*told, strict=True)
    ]
