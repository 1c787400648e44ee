"""A file as a grid of text (读取表格): headings, cells and the row of each in the file.

Rules. The first row that is not blank holds the headings; blank rows and columns without any cell are left out;
rows are counted as a spreadsheet counts them. CSV is UTF-8, with or without byte order mark, else GB18030 (which
holds GBK); it is parted by commas, by tabs where its headings hold no comma. Of an Excel file the first sheet is
read: a date as a date, a formula as the value stored with it, an error or a formula without value as blank.
"""

import csv
import io
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple, NoReturn

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.dated.faults import Faults, FileFaults
from actuary.dated.text import decode
from actuary.errors import Both, Problem, problem
from actuary.sheets.extent import BROKEN, measured, unpacked

HEAD = 100_000
"""Where the headings are looked for [characters]."""
SIZE_LIMIT = 1_000_000_000
"""Largest file, unpacked, that is read [bytes]."""
RATIO_LIMIT, RATIO_FROM = 100, 50_000_000
"""A workbook that unpacks to more times its size, and to more bytes, is no workbook of an office."""
COLUMNS_LIMIT = 1000
ROWS_LIMIT = 20_000_000
CELLS_LIMIT, SHEET_LIMIT = 200_000_000, 40_000_000
"""Cells of the largest table that is read, and of a workbook's, which counts to its last cell, however empty before."""
UNEVEN_LIMIT = 100_000_000
"""Longest text whose rows may differ in length [characters]."""
EXCEL = (".xlsx", ".xlsm")
TEXT = (".csv", ".txt", ".tsv")


class Grid(NamedTuple):
    """Cells as text by heading (表格), with the row of each in the file."""

    frame: pl.DataFrame
    """Text or null, one column a heading as it stands in the file."""
    rows: NDArray[np.int64]
    file: str | None
    ragged: tuple[int, ...] = ()
    """Rows that hold more cells than there are headings."""


def one_row(cells: Mapping[str, str | None]) -> Grid:
    """A single case as a grid of one row (单个个案)."""
    given = {name: [text.strip()] for name, text in cells.items() if text is not None and text.strip()}
    return Grid(pl.DataFrame(given, schema=dict.fromkeys(given, pl.String)), np.ones(1, dtype=np.int64), None)


def read_grid(path: Path) -> Grid:
    """The grid of a CSV or Excel file; raises Problem where the file as a whole cannot be used."""
    suffix = path.suffix.lower()
    if not path.is_file():
        _refuse(path, "file", Both("没有这个文件。", "There is no such file."), Both("请检查路径。", "Check the path."))
    if suffix not in (*EXCEL, *TEXT):
        message = Both(f"不支持后缀 {suffix!r}。", f"Files of suffix {suffix!r} are not read.")
        _refuse(path, "suffix", message, Both("请另存为 CSV 或 XLSX。", "Save it as CSV or XLSX."))
    if path.stat().st_size > SIZE_LIMIT:
        _too_large(path)
    ragged: tuple[int, ...] = ()
    if suffix in EXCEL:
        frame = _excel(path)
    else:
        frame, ragged = _delimited(path)
    return _headed(frame, path, ragged)


def _excel(path: Path) -> pl.DataFrame:
    import fastexcel

    try:
        if unpacked(path) > min(SIZE_LIMIT, max(RATIO_LIMIT * path.stat().st_size, RATIO_FROM)):
            _too_large(path)
        workbook = measured(path)
        if workbook.cells > SHEET_LIMIT:
            _too_wide(path, SHEET_LIMIT)
        if workbook.text > 2 * SIZE_LIMIT:
            _too_long(path)
        book = fastexcel.read_excel(workbook.content)
        sheet = book.load_sheet(0, header_row=None, skip_rows=0, dtypes="string", whitespace_as_null=True)
    except (fastexcel.FastExcelError, *BROKEN):
        message = Both("这不是可以读取的 Excel 文件。", "This is not an Excel file that can be read.")
        _refuse(
            path, "excel", message, Both("请在 Excel 中打开并另存为 XLSX。", "Open it in Excel and save it as XLSX.")
        )
    return sheet.to_polars()


def _delimited(path: Path) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """The cells of a CSV file; polars reads it, and Python's own reader where rows are uneven."""
    text = _text(path)
    first = next((line for line in text[:HEAD].splitlines() if line.strip()), "")
    separator = "," if "," in first or "\t" not in first else "\t"
    if first.count(separator) >= COLUMNS_LIMIT or text.count("\n") > ROWS_LIMIT or text.count(separator) > CELLS_LIMIT:
        _too_wide(path, CELLS_LIMIT)
    if text.count('"') % 2 == 0:
        try:
            content = io.BytesIO(text.encode())
            frame = pl.read_csv(content, has_header=False, infer_schema=False, separator=separator)
            return frame, ()
        except pl.exceptions.PolarsError:
            pass
    return _uneven(path, text, separator)


def _text(path: Path) -> str:
    faults = Faults()
    text = decode(path.read_bytes(), FileFaults(str(path), faults), SIZE_LIMIT)
    faults.raise_all()
    return text or ""


def _uneven(path: Path, text: str, separator: str) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Rows of different lengths: those longer than the headings are told and not used."""
    if len(text) > UNEVEN_LIMIT:
        message = Both(
            f"引号不成对，或各行的单元格数不同；超过 {UNEVEN_LIMIT} 个字符的文件不能如此。",
            f"Quotes are not paired, or rows differ in length, which a file above {UNEVEN_LIMIT} characters may not.",
        )
        _refuse(path, "csv", message, Both("请检查引号，或拆分文件。", "Check the quotes, or split it."))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as fault:
        message = Both(f"CSV 格式有误：{fault}。", f"This is not CSV: {fault}.")
        _refuse(path, "csv", message, Both("请检查引号，或另存为 CSV。", "Check the quotes, or save it as CSV again."))
    headings = next((row for row in rows if any(cell.strip() for cell in row)), [])
    width = len(headings)
    ragged = tuple(place for place, row in enumerate(rows, 1) if any(cell.strip() for cell in row[width:]))
    columns = list(zip_longest(*(row[:width] for row in rows), fillvalue=None)) or [()]
    frame = pl.DataFrame({str(place): list(cells) for place, cells in enumerate(columns)}, strict=False)
    return frame.cast(pl.String), ragged


def _headed(cells: pl.DataFrame, path: Path, ragged: tuple[int, ...]) -> Grid:
    """Headings from the first row that is not blank; blank rows and columns left out."""
    cells = cells.with_columns(pl.all().str.strip_chars().replace("", None))
    filled = np.flatnonzero(cells.select(pl.any_horizontal(pl.all().is_not_null())).to_series().to_numpy())
    if len(filled) < 2:
        message = Both("文件里没有数据行。", "The file holds no row of data.")
        _refuse(path, "empty", message, Both("第一行写列名，以下每行一条。", "Headings first, then one row a line."))
    heads, body = cells.row(int(filled[0])), cells[filled[1:].tolist()]
    kept = {}
    for place, head in enumerate(heads):
        column = body.to_series(place)
        if head is None and column.null_count() == len(column):
            continue
        if head is None or head in kept:
            what = Both("没有列名", "has no heading") if head is None else Both("列名重复", "repeats a heading")
            message = Both(f"第{place + 1}列{what.zh}。", f"Column {place + 1} {what.en}.")
            remedy = Both("每列写一个列名，不合并单元格。", "Give each column one heading, without merged cells.")
            _refuse(path, "heading", message, remedy, (int(filled[0]) + 1, place + 1))
        kept[head] = column
    return Grid(pl.DataFrame(kept), filled[1:] + 1, str(path), ragged)


def _too_large(path: Path) -> NoReturn:
    message = Both("文件过大（解压后）。", "The file is too large, unpacked.")
    _refuse(path, "size", message, Both("请拆分文件。", "Split it."))


def _too_wide(path: Path, cells: int) -> NoReturn:
    message = Both(
        f"表格过大：最多 {COLUMNS_LIMIT} 列、{ROWS_LIMIT} 行、{cells} 个单元格。",
        f"The table is too large: at most {COLUMNS_LIMIT} columns, {ROWS_LIMIT} rows and {cells} cells.",
    )
    remedy = Both(
        "请删去空白的行列，拆分文件，或另存为 CSV。", "Delete empty rows and columns, split it, or save it as CSV."
    )
    _refuse(path, "size", message, remedy)


def _too_long(path: Path) -> NoReturn:
    message = Both(
        f"各单元格的文字合计超过 {2 * SIZE_LIMIT} 字节。", f"Its cells hold more than {2 * SIZE_LIMIT} bytes of text."
    )
    _refuse(path, "size", message, Both("请拆分文件，或另存为 CSV。", "Split it, or save it as CSV."))


def _refuse(path: Path, code: str, message: Both, remedy: Both, at: tuple[int, int] | None = None) -> NoReturn:
    """`at`: line and column."""
    line, column = at or (None, None)
    raise Problem(problem(code, message=message, remedy=remedy, file=str(path), line=line, column=column))
