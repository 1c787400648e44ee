"""A printed document read (公布文件的读取): every cell becomes a dated figure with its place."""

from collections.abc import Collection, Iterator

from actuary.dated.advice import nearest
from actuary.dated.documents import Document
from actuary.dated.published import PREFIX, Figure, Published
from actuary.dated.published_shapes import CellShape, ColumnShape, LineShape, PrintedTableShape, PublishedShape
from actuary.dated.relating import relations_of
from actuary.dated.scalars import is_name
from actuary.dated.validate import validate
from actuary.errors import Both


def published_of(document: Document, sources: Collection[str] | None) -> Published | None:
    """A printed document; None after letters were added. `sources` None: its key is not checked."""
    shape = validate(PublishedShape, document.node, document.faults)
    if shape is None:
        return None
    before = len(document.faults)
    if sources is not None and shape.source not in sources:
        place = document.node.value["source"].place
        message = Both(f"来源{shape.source!r}没有登记。", f"The source {shape.source!r} is not listed.")
        advice = nearest(shape.source, list(sources)) or Both("请先登记来源。", "Add it to the file of sources.")
        document.faults.add("source", place, message, advice, "source")
    for name, cell in _cited(shape):
        if sources is not None and cell not in sources:
            message = Both(f"来源{cell!r}没有登记。", f"The source {cell!r} is not listed.")
            advice = nearest(cell, list(sources)) or Both("请先登记来源。", "Add it to the file of sources.")
            document.faults.add("source", document.node.find(name).place, message, advice, ".".join(name[1::2]))
    figures = {figure.name: figure for table in shape.tables for figure in _figures(document, shape, table)}
    relations = tuple(relations_of(document, shape.relations, figures))
    if len(document.faults) > before:
        return None
    line = document.node.place[0]
    return Published(shape.name, shape.both(), shape.people, figures, relations, document.file, line)


def _cited(shape: PublishedShape) -> Iterator[tuple[tuple[str, ...], str]]:
    """Place in the document and source of every cell that has one of its own."""
    for table, found in shape.tables.items():
        for row, line in found.rows.items():
            for column, cell in line.cells.items():
                if cell.source is not None:
                    yield ("tables", table, "rows", row, "cells", column), cell.source


def _figures(document: Document, shape: PublishedShape, table: str) -> Iterator[Figure]:
    """Every cell of one table that is free of faults."""
    for row, line in shape.tables[table].rows.items():
        node = document.node.find(("tables", table, "rows", row))
        if not (is_name(table) and is_name(row)):
            message = Both(f"{table}.{row}不是合用的名称。", f"{table}.{row} is not a name.")
            remedy = Both("请用小写英文字母、数字和下划线。", "Use lower snake_case ASCII.")
            document.faults.add("name", node.place, message, remedy, f"tables.{table}")
        for column, cell in line.cells.items():
            if column not in shape.tables[table].columns:
                _no_column(document, shape, table, row, column)
                continue
            yield _figure(document, shape, (table, row, column), cell)


def _no_column(document: Document, shape: PublishedShape, table: str, row: str, column: str) -> None:
    known = list(shape.tables[table].columns)
    cells = document.node.find(("tables", table, "rows", row, "cells"))
    message = Both(f"表{table}没有{column!r}列。", f"The table {table} has no column {column!r}.")
    remedy = nearest(column, known) or Both(f"现有：{'、'.join(known)}。", f"It has {', '.join(known)}.")
    document.faults.add("column", cells.keys.get(column), message, remedy, f"{PREFIX}{table}.{row}.{column}")


def _figure(document: Document, shape: PublishedShape, at: tuple[str, str, str], cell: CellShape) -> Figure:
    table, line = shape.tables[at[0]], shape.tables[at[0]].rows[at[1]]
    column = table.columns[at[2]]
    last = cell.to if cell.to is not None else column.to
    first = cell.from_ if cell.from_ is not None else (column.from_ if line.measured == "flow" else last)
    scope = cell.scope or line.scope
    node = document.node.find(("tables", at[0], "rows", at[1], "cells", at[2]))
    if first > last:
        message = Both("“from”在“to”之后。", "`from` lies after `to`.")
        document.faults.add("order", node.place, message, Both("请对调。", "Exchange them."), ".".join(at))
    return Figure(
        name=PREFIX + ".".join(at),
        label=line.both(),
        place=_place(table, line, column, cell),
        printed=cell.printed,
        unit=line.unit,
        first=first,
        last=last,
        bound=cell.bound,
        scope=scope.both() if scope else None,
        tag=cell.tag,
        trust=cell.trust or shape.trust,
        source=cell.source or shape.source,
        known_from=shape.known_from if column.known_from is None else column.known_from,
        file=document.file,
        line=node.place[0],
    )


def _place(table: PrintedTableShape, line: LineShape, column: ColumnShape, cell: CellShape) -> Both:
    """Where on the page: table, row or section, column."""
    zh, en = [table.zh], [table.en]
    section = cell.place or line.place
    if section is not None:
        zh.append(section.zh)
        en.append(section.en)
    if line.row is not None:
        zh.append(f"第{line.row}行")
        en.append(f"row {line.row}")
    return Both("，".join([*zh, column.zh]), ", ".join([*en, column.en]))
