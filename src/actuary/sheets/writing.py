"""A table as a file (写出表格): CSV or Excel by the suffix, whole or not at all, text never a formula."""

import io
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from actuary.errors import Both, EnvironmentProblem, Problem, problem

SUFFIXES = (".csv", ".xlsx")
EXCEL_ROWS = 1_048_575
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Signs that make a spreadsheet take a text for a formula; a Chinese one takes the full-width ones too."""


def check_target(path: Path, source: Path | None = None) -> None:
    """Refuse a target before anything is computed: an unknown suffix, or the file that is read."""
    if path.suffix.lower() not in SUFFIXES:
        message = Both(f"不能写出后缀为 {path.suffix!r} 的文件。", f"Files of suffix {path.suffix!r} are not written.")
        remedy = Both("请用 .csv 或 .xlsx。", "Name a .csv or .xlsx file.")
        raise Problem(problem("suffix", message=message, remedy=remedy, file=str(path), field="--out"))
    if source is not None and path.exists() and path.samefile(source):
        message = Both("输出文件就是输入文件。", "The file to write is the file that is read.")
        remedy = Both("请换一个文件名。", "Choose another name.")
        raise Problem(problem("same_file", message=message, remedy=remedy, file=str(path), field="--out"))


def write_table(path: Path, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write tables by name: the first as CSV (UTF-8 with byte order mark), or all as sheets of one workbook.

    Raises Problem where a sheet cannot hold the rows, EnvironmentProblem where the disk refuses; a file that
    stood there stays until the new one is complete.
    """
    write_bytes(path, _workbook(path, tables) if path.suffix.lower() == ".xlsx" else _csv(next(iter(tables.values()))))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, in the place of one that stood there; EnvironmentProblem where the disk
    refuses."""
    making = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with making.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        making.replace(path)
    except OSError as fault:
        message = Both(
            f"文件没有写成：{fault.strerror or fault}。", f"The file was not written: {fault.strerror or fault}."
        )
        remedy = Both(
            "请检查磁盘空间与权限；没有留下半个文件。", "Check disk space and permissions; nothing was left behind."
        )
        letter = problem("not_written", message=message, remedy=remedy, file=str(path), field="--out")
        raise EnvironmentProblem(letter) from fault
    finally:
        making.unlink(missing_ok=True)


def harmless(table: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would take for a formula, with an apostrophe before it (防公式注入)."""
    text = pl.col(pl.String)
    return table.with_columns(
        pl.when(text.str.slice(0, 1).is_in(FORMULA)).then(pl.lit("'") + text).otherwise(text).name.keep()
    )


def _csv(table: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    harmless(table).write_csv(content, include_bom=True)
    return content.getvalue()


def _workbook(path: Path, tables: Mapping[str, pl.DataFrame]) -> bytes:
    import xlsxwriter

    if any(table.height > EXCEL_ROWS for table in tables.values()):
        message = Both("行数超过一张工作表的上限1048575。", "A sheet holds at most 1,048,575 rows.")
        remedy = Both("请写成 .csv。", "Write a .csv file.")
        raise Problem(problem("rows", message=message, remedy=remedy, file=str(path), field="--out"))
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                sheet.write_string(0, place, column)
                sheet.write_column(1, place, table[column].to_list())
    return content.getvalue()
