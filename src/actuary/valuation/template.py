"""The template (输入模板): every number that a user may replace, with unit, range and source, and room for the own."""

from collections.abc import Iterator

import polars as pl

from actuary.dated import DatedParameter, Table
from actuary.months import text
from actuary.valuation.prepare import Prepared

HEADINGS = {
    "parameter": "参数",
    "name": "名称",
    "unit": "单位",
    "from": "起始年月",
    "key": "分项",
    "value": "现值",
    "low": "下限",
    "high": "上限",
    "tag": "标签",
    "source": "来源",
    "article": "条款",
    "new_value": "新值",
    "new_source": "新来源",
    "new_tag": "新标签",
}
TYPES = {**dict.fromkeys(HEADINGS, pl.String), **dict.fromkeys(("value", "low", "high", "new_value"), pl.Float64)}


def template(prepared: Prepared, language: str) -> pl.DataFrame:
    """Every number of law, of the chosen beliefs and of the opening, a row each; a table has a row an entry."""
    stores = (prepared.assumptions.law, prepared.assumptions.bases[prepared.options["basis"]], prepared.cohort)
    rows = [row for store in stores for name in sorted(store) for row in _rows(store[name])]
    table = pl.DataFrame(rows, schema=TYPES, orient="row")
    return table.rename(HEADINGS) if language == "zh" else table


def _rows(parameter: DatedParameter) -> Iterator[tuple[object, ...]]:
    """Rows of a parameter; words and formulas, and what nothing computes with, are not for replacing."""
    if parameter.memorandum is not None:
        return
    for row in parameter.values:
        if isinstance(row.value, str):
            continue
        head = (parameter.name, parameter.zh, parameter.unit, text(row.from_))
        tail = (row.low, row.high, row.tag, row.source, row.article, None, None, None)
        if isinstance(row.value, Table):
            for key, number in zip(row.value.keys, row.value.values, strict=True):
                yield (*head, key, float(number), *tail)
        else:
            yield (*head, None, float(row.value), *tail)
