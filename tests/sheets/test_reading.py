"""Tables of persons as offices have them: encodings, headings, cells, and files that are no table."""

import datetime
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from actuary.errors import Both, Problem
from actuary.months import month, text
from actuary.sheets.cells import NONE, Cells
from actuary.sheets.columns import Column
from actuary.sheets.reading import one_row, read_grid
from actuary.sheets.writing import check_target, write_table

HELP = Both("甲", "a")
COLUMNS = (
    Column("who", "text", HELP, ("编号",)),
    Column("born", "month", HELP, ("出生年月",), required=True, low=month(1900, 1), high=month(2026, 11)),
    Column("amount", "number", HELP, ("金额",), low=0, high=1000),
    Column("count", "count", HELP, ("月数",)),
    Column("kind", "choice", HELP, ("类别",), choices={"one": ("甲",), "two": ("乙", "第二")}),
)
TABLE = "编号,出生年月,金额（元）,月数,类别\r\nA,1965-01,12.5,3,甲\r\nB,1966-12,0,,第二\r\n"


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(content: bytes | str, name: str = "t.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def cells(path: Path) -> Cells:
    return Cells(read_grid(path), COLUMNS)


def codes(found: Cells) -> list[tuple[int, str, str]]:
    """Everything read; what is wrong as row, column and code."""
    for column in COLUMNS:
        reader = {"month": found.month, "choice": found.choice, "text": found.text}.get(column.kind, found.number)
        reader(column.name)
    return [(row["row"], row["column"], row["code"]) for row in found.errors("en").iter_rows(named=True)]


@pytest.mark.parametrize(
    "content",
    [TABLE.encode(), b"\xef\xbb\xbf" + TABLE.encode(), TABLE.encode("gbk"), TABLE.encode("gb18030"),
     TABLE.replace("\r\n", "\n").encode(), TABLE.replace(",", "\t").encode(), ("\r\n\r\n" + TABLE).encode()],
    ids=["utf-8", "bom", "gbk", "gb18030", "lf", "tabs", "blank-lines-first"],
)  # fmt: skip
def test_the_same_table_in_every_encoding(written, content: bytes) -> None:
    """Chinese headings, with a unit in brackets; the same figures whatever the bytes."""
    found = cells(written(content))
    assert found.month("born").tolist() == [month(1965, 1), month(1966, 12)]
    assert found.number("amount").tolist() == [12.5, 0.0]
    assert found.choice("kind").tolist() == [0, 1]
    assert codes(found) == []
    assert found.ignored == []


def test_rows_are_counted_as_a_spreadsheet_counts_them(written) -> None:
    """Blank rows are left out and still counted."""
    found = cells(written("born,amount\n1965-01,1\n\n,,\n1965-02,x\n"))
    assert codes(found) == [(5, "amount", "number")]
    assert found.grid.rows.tolist() == [2, 5]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("12.5", 12.5), (" 12.5 ", 12.5), ("１２．５", 12.5), ("1,000", 1000.0), ("+7", 7.0), ("0.30", 0.3)],
)
def test_numbers(cell: str, value: float) -> None:
    """Full-width signs, blanks, and commas between thousands."""
    found = Cells(one_row({"born": "1965-01", "amount": cell}), COLUMNS)
    assert found.number("amount").tolist() == [value]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("3.2万", "unit"), ("12元", "unit"), ("16%", "percentage"), ("１６％", "percentage"), ("inf", "number"),
     ("nan", "number"), ("1e400", "number"), ("1e3", "number"), ("12,34", "number"), ("--1", "number"),
     ("=1+1", "number"), ("-1", "range"), ("1001", "range"), ("0x10", "number"), ("１２ａ", "number")],
)  # fmt: skip
def test_what_is_no_number(cell: str, code: str) -> None:
    """Units, shares, infinities, other bases, signs out of place, and what lies outside the column's bounds."""
    assert codes(Cells(one_row({"born": "1965-01", "amount": cell}), COLUMNS)) == [(1, "amount", code)]


@pytest.mark.parametrize("cell", ["1965-01", "1965-1", "1965/01/31", "1965年1月", "1965年01月31日", "196501",
                                  "19650131", "１９６５－０１", "1965-01-01 00:00:00"])  # fmt: skip
def test_months(cell: str) -> None:
    """As offices write them."""
    assert Cells(one_row({"born": cell}), COLUMNS).month("born").tolist() == [month(1965, 1)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("23743", "serial_date"), ("1965-13", "month"), ("1965-00", "month"), ("1965-02-29", "month"), ("65-01", "month"),
     ("1965.1", "month"), ("1965", "month"), ("2065-01", "range"), ("1899-12", "range"), ("soon", "month")],
)  # fmt: skip
def test_what_is_no_month(cell: str, code: str) -> None:
    """A spreadsheet's serial date, months and days that do not exist, the future, and what is ambiguous."""
    found = Cells(one_row({"born": cell}), COLUMNS)
    assert codes(found) == [(1, "born", code)]


@given(st.integers(month(1900, 1), month(2026, 11)))
def test_every_month_is_read_back(index: int) -> None:
    """YYYY-MM of any month gives the month."""
    assert Cells(one_row({"born": text(index)}), COLUMNS).month("born").tolist() == [index]


def test_days_and_leap_years() -> None:
    """A day that is there, one that is not, and none."""
    assert Cells(one_row({"born": "1964-02-29"}), COLUMNS).day("born").tolist() == [29]
    assert Cells(one_row({"born": "1964-02"}), COLUMNS).day("born").tolist() == [0]


def test_faults_keep_the_good_rows(written) -> None:
    """One bad cell takes its own row out and no other; counts must be whole."""
    found = cells(written("born,count,kind\n1965-01,3,one\n1965-02,3.5,one\n1965-03,4,three\n,4,one\n"))
    assert codes(found) == [(3, "count", "count"), (4, "kind", "choice"), (5, "born", "missing")]
    assert found.good.tolist() == [True, False, False, False]


def test_rows_longer_than_the_headings(written) -> None:
    """They are told and left out; shorter ones are blank at their end."""
    found = cells(written("born,amount\n1965-01,1\n1965-02,2,9\n1965-03\n"))
    assert codes(found) == [(3, None, "ragged")]
    assert np.isnan(found.number("amount")[2])


@pytest.mark.parametrize(
    ("content", "code"),
    [("", "empty"), ("born,amount\n", "empty"), ("born,born\n1965-01,1965-01\n", "heading"),
     ("born,出生年月\n1965-01,1965-01\n", "heading"), ("born,,amount\n1965-01,x,1\n", "heading"),
     ("amount\n1\n", "missing"), ('born,amount\n"1965-01,1\n', "csv"), (b"\x00\x01\x02", "character"),
     (b"born\n\xff\xfe\xff\n", "encoding")],
)  # fmt: skip
def test_files_that_are_no_table(written, content: bytes | str, code: str) -> None:
    """Refused as a whole, with a letter in both languages."""
    with pytest.raises(Problem) as caught:
        cells(written(content))
    letter = caught.value.letters[0]
    assert letter.code == code
    assert letter.message.zh != letter.message.en


@pytest.mark.parametrize(("name", "code"), [("t.pdf", "suffix"), ("t.xlsx", "excel")])
def test_files_of_another_kind(written, name: str, code: str) -> None:
    """By suffix, and by what is inside."""
    with pytest.raises(Problem) as caught:
        read_grid(written("born\n1965-01\n", name))
    assert caught.value.letters[0].code == code


def workbook(path: Path, **options: bool) -> None:
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(2, 1, ["编号", "出生年月", "金额"])
        sheet.write_row(3, 1, ["甲", "1965-01", 12.5])
        sheet.write(5, 1, "乙")
        sheet.write_datetime(5, 2, datetime.datetime(1966, 12, 31), book.add_format({"num_format": "yyyy-mm"}))
        sheet.write_formula(5, 3, "=SUM(1,2)", value=3)
        sheet.write_row(6, 1, ["丙", 23743])
        sheet.write_formula(6, 3, "=1/0", value="#DIV/0!")


@pytest.mark.parametrize("date_1904", [False, True])
def test_excel(tmp_path: Path, date_1904: bool) -> None:
    """Dates of both systems, formulas by their values, errors as blank; rows as Excel numbers them."""
    workbook(tmp_path / "t.xlsx", date_1904=date_1904)
    found = cells(tmp_path / "t.xlsx")
    assert found.month("born").tolist() == [month(1965, 1), month(1966, 12), NONE]
    assert found.number("amount").tolist()[:2] == [12.5, 3.0]
    assert found.grid.rows.tolist() == [4, 6, 7]
    assert (7, "born", "serial_date") in codes(found)


def test_a_heading_over_two_columns_is_refused(tmp_path: Path) -> None:
    """Of merged cells the first holds the text: the second column has figures and no name."""
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 1, "出生年月", book.add_format({"bold": True}))
        sheet.write_row(1, 0, ["1965-01", 12.5])
    with pytest.raises(Problem, match="Column 2 has no heading"):
        read_grid(tmp_path / "t.xlsx")


def test_a_column_without_a_heading_is_told_by_its_line_and_column(written) -> None:
    """After a blank line; the place is read as line, then column."""
    with pytest.raises(Problem) as caught:
        cells(written("\nborn,,amount\n1965-01,x,1\n"))
    (letter,) = caught.value.letters
    assert (letter.line, letter.column) == (2, 2)
    assert "t.csv:2:2: " in str(letter)


def test_cells_under_a_merged_one_and_formulas_never_computed_are_blank(tmp_path: Path) -> None:
    """And where a figure is due, a blank is told with its row."""
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["编号", "出生年月"])
        sheet.merge_range(1, 1, 2, 1, "1965-01", book.add_format({"bold": True}))
        sheet.write_column(1, 0, ["甲", "乙", "丙"])
        sheet.write_formula(3, 1, '="1965-"&"01"', value="")
    assert codes(cells(tmp_path / "t.xlsx")) == [(3, "born", "missing"), (4, "born", "missing")]


def test_a_workbook_that_swells_is_refused(tmp_path: Path) -> None:
    """By what its parts unpack to, before they are unpacked."""
    with zipfile.ZipFile(tmp_path / "t.xlsx", "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(Problem) as caught:
        read_grid(tmp_path / "t.xlsx")
    assert caught.value.letters[0].code == "size"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_written_and_read_back(tmp_path: Path, suffix: str) -> None:
    """Text that begins like a formula stays text; the old file is replaced whole."""
    path = tmp_path / f"t{suffix}"
    path.write_bytes(b"old")
    signs = ["=1+1", "+1", "-1", "@A1", "plain"]
    write_table(path, {"cases": pl.DataFrame({"编号": signs, "出生年月": ["1965-01"] * 5, "金额": [1.25] * 5})})
    found = cells(path)
    guard = "'" if suffix == ".csv" else ""
    assert found.text("who").to_list() == [*(guard + sign for sign in signs[:4]), "plain"]
    assert found.number("amount").tolist() == [1.25] * 5
    if suffix == ".csv":
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(tmp_path.iterdir()) == [path]


def test_targets_are_refused_before_anything_is_computed(tmp_path: Path, written) -> None:
    """An unknown suffix, and the file that is read."""
    for target, source in ((tmp_path / "t.txt", None), (written("x"), written("x"))):
        with pytest.raises(Problem):
            check_target(target, source)


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path) -> None:
    """Exit status 3, and no half file."""
    with pytest.raises(Problem) as caught:
        write_table(tmp_path / "none" / "t.csv", {"cases": pl.DataFrame({"a": [1]})})
    assert caught.value.exit_status == 3
    assert list(tmp_path.iterdir()) == []
