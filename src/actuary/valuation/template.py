"""The template (输入模板): every number that a user may replace, with unit, range and source, and room for the own."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import polars as pl

from actuary.dated import DatedParameter, DatedValue, Table
from actuary.dated.values import Source
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
    "document": "文号",
    "article": "条款",
    "new_value": "新值",
    "new_source": "新来源",
    "new_tag": "新标签",
}
TYPES = {**dict.fromkeys(HEADINGS, pl.String), **dict.fromkeys(("value", "low", "high", "new_value"), pl.Float64)}


def template(prepared: Prepared) -> pl.DataFrame:
    """Every number of law, of the chosen beliefs and of the opening, a row each; a table has a row an entry."""
    stores = (prepared.assumptions.law, prepared.assumptions.bases[prepared.options["basis"]], prepared.cohort)
    seen = partial(DatedValue.seen, hindsight=prepared.options["rules"] == "hindsight", known_at=prepared.file.known_at)
    sources = prepared.assumptions.sources
    rows = [row for store in stores for name in sorted(store) for row in _rows(store[name], seen, sources)]
    return pl.DataFrame(rows, schema=TYPES, orient="row")


def _rows(
    parameter: DatedParameter, seen: Callable[[DatedValue], bool], sources: Mapping[str, Source]
) -> Iterator[tuple[object, ...]]:
    """Rows of a parameter; words and formulas, and what nothing computes with, are not for replacing."""
    if parameter.memorandum is not None:
        return
    for row in _told(parameter, seen):
        if isinstance(row.value, str):
            continue
        head = (parameter.name, parameter.zh, parameter.unit, text(row.from_))
        source = sources.get(row.source)
        title, number = (row.source, None) if source is None else (source.title, source.number)
        tail = (row.low, row.high, row.tag, title, number, row.article, None, None, None)
        if isinstance(row.value, Table):
            for key, figure in zip(row.value.keys, row.value.values, strict=True):
                yield (*head, key, float(figure), *tail)
        else:
            yield (*head, None, float(row.value), *tail)


def _told(parameter: DatedParameter, seen: Callable[[DatedValue], bool]) -> Iterator[DatedValue]:
    """One row a month of effect: of several that were known one after the other, the last that the rules see."""
    for month in dict.fromkeys(row.from_ for row in parameter.values):
        rows = sorted((row for row in parameter.values if row.from_ == month), key=lambda row: row.known)
        yield ([row for row in rows if seen(row)] or rows[:1])[-1]
