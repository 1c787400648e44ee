"""Tables that ask for more than a machine has: refused before anything is laid out."""

import json
import resource
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from actuary.errors import Problem
from actuary.sheets import reading
from actuary.sheets.extent import measured
from actuary.sheets.reading import read_grid
from tests.sheets.books import HEAD, TAIL, book, cell

GIB = 1 << 30


def refused(path: Path, *words: str) -> dict[str, str]:
    """The letter that the command gives in 2 GiB of address space and a minute."""
    code = "from actuary.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *words, str(path), "--json"],
        capture_output=True,
        check=False,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (2 * GIB, 2 * GIB)),
    )
    assert done.returncode == 2, done.stderr[-500:]
    assert b"Traceback" not in done.stderr
    (letter,) = json.loads(done.stdout)["errors"]
    return dict(letter)


@pytest.mark.parametrize("place", ["XFD1048576", "B4294967295", "ZZZZZ2", "A999999999"])
def test_one_cell_in_the_far_corner(tmp_path: Path, place: str) -> None:
    """A workbook of a few hundred bytes whose last cell makes seventeen milliards of them."""
    last = "".join(sign for sign in place if sign.isdigit())
    rows = b'<row r="1">' + cell("A1", "id") + f'</row><row r="{last}">'.encode() + cell(place, "1") + b"</row>"
    assert refused(book(tmp_path / "far.xlsx", [HEAD, rows, TAIL]), "award")["code"] == "size"


def test_a_workbook_that_unpacks_to_gigabytes(tmp_path: Path) -> None:
    """Two of them, of blanks."""
    path = book(tmp_path / "bomb.xlsx", [HEAD, *[b" " * (1 << 20)] * 2050, TAIL])
    assert refused(path, "award")["code"] == "size"


def test_sizes_that_a_workbook_states_are_not_believed(tmp_path: Path) -> None:
    """Half a gigabyte that says it is two thousand bytes."""
    path = book(tmp_path / "liar.xlsx", [HEAD, *[b" " * (1 << 20)] * 500, TAIL])
    content, name = bytearray(path.read_bytes()), b"xl/worksheets/sheet1.xml"
    central = content.rfind(name) - 46
    struct.pack_into("<I", content, central + 24, 2000)
    path.write_bytes(content)
    assert refused(path, "award")["code"] == "excel"


@pytest.mark.parametrize("name", ["worksheets/other.xml", "worksheets/sheet1.bin", "anything"])
def test_a_sheet_may_be_called_anything(tmp_path: Path, name: str) -> None:
    """It is measured wherever it is kept."""
    far = b'<row r="2">' + cell("XFD1048576", "1") + b"</row>"
    assert refused(book(tmp_path / "far.xlsx", [HEAD, far, TAIL], sheet=name), "award")["code"] == "size"


def test_a_place_behind_a_thousand_blanks(tmp_path: Path) -> None:
    """Written so that a reader in parts of one MiB would see half of it."""
    before = b" " * ((1 << 20) - len(HEAD) - 20)
    far = b"<row><c r" + b" " * 2000 + b'="XFD1048576" t="inlineStr"><is><t>1</t></is></c></row>'
    assert refused(book(tmp_path / "far.xlsx", [HEAD, before, far, TAIL]), "award")["code"] == "size"


def test_a_long_note_beside_many_short_words(tmp_path: Path) -> None:
    """What cells hold is counted text by text: one note of three thousand characters makes nothing large."""
    rows = [b'<row><c t="s"><v>1</v></c></row>'] * 900_000
    texts = b"<sst><si><t>" + b"a" * 3_000 + b"</t></si><si><t>yes</t></si></sst>"
    content = [HEAD, b'<row><c t="s"><v>0</v></c></row>', *rows, TAIL]
    assert measured(book(tmp_path / "note.xlsx", content, texts=texts)).text < 100_000_000


def test_one_long_text_in_a_million_cells(tmp_path: Path) -> None:
    """A shared text is stored once, and is as long in every cell that names it."""
    rows = [b'<row><c t="s"><v>0</v></c></row>'] * 900_000
    texts = b"<sst><si><t>" + b"a" * 32_000 + b"</t></si></sst>"
    assert refused(book(tmp_path / "fan.xlsx", [HEAD, *rows, TAIL], texts=texts), "award")["code"] == "size"


def test_the_old_format_is_refused_by_its_name(tmp_path: Path) -> None:
    """An .xls may place a cell where no sheet has one, and its reader would ask for all before it."""
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" * 200)
    assert "XLSX" in refused(tmp_path / "old.xls", "award")["remedy"]


def test_rows_that_differ_in_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What polars does not read is told row by row only while it is short."""
    (tmp_path / "uneven.csv").write_text("id\n1\n2,3\n", encoding="utf-8")
    assert read_grid(tmp_path / "uneven.csv").ragged == (3,)
    monkeypatch.setattr(reading, "UNEVEN_LIMIT", 5)
    with pytest.raises(Problem, match="rows differ"):
        read_grid(tmp_path / "uneven.csv")


def test_more_cells_than_memory_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commas alone make cells."""
    monkeypatch.setattr(reading, "CELLS_LIMIT", 10)
    (tmp_path / "blank.csv").write_text("a,b,c\n1,2,3\n" + ",,\n" * 4, encoding="utf-8")
    with pytest.raises(Problem, match="10 cells"):
        read_grid(tmp_path / "blank.csv")


def test_more_columns_than_any_table_has(tmp_path: Path) -> None:
    """Two hundred thousand."""
    wide = ",".join(f"c{number}" for number in range(200_000))
    (tmp_path / "wide.csv").write_text(f"{wide}\n{wide}\n", encoding="utf-8")
    assert refused(tmp_path / "wide.csv", "award")["code"] == "size"


def test_a_milliard_rows(tmp_path: Path) -> None:
    """A file of two gigabytes, all of it holes: refused by its size alone."""
    with (tmp_path / "long.csv").open("wb") as file:
        file.truncate(2 * 1_000_000_000)
    assert refused(tmp_path / "long.csv", "award")["code"] == "size"


def test_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more than is read."""
    monkeypatch.setattr(reading, "ROWS_LIMIT", 10)
    (tmp_path / "rows.csv").write_text("id\n" + "1\n" * 9, encoding="utf-8")
    assert len(read_grid(tmp_path / "rows.csv").rows) == 9
    (tmp_path / "rows.csv").write_text("id\n" + "1\n" * 10, encoding="utf-8")
    with pytest.raises(Problem, match="too large"):
        read_grid(tmp_path / "rows.csv")


def test_the_extent_is_that_of_the_last_cell(tmp_path: Path) -> None:
    """Rows times columns, whichever sign stands around a place, across the parts in which the sheet is read."""
    filler = b"<!--" + b"x" * ((1 << 20) - len(HEAD) - 12) + b"-->"
    for text in (b'<c r="AB2000000"/>', b"<c r='AB2000000'/>", b'<c r = "AB7"/><row r="2000000"/>'):
        path = book(tmp_path / "extent.xlsx", [HEAD, filler, text, TAIL])
        assert measured(path).cells == 2_000_000 * 28
        path.unlink()


def test_an_ordinary_sheet_is_read(tmp_path: Path) -> None:
    """Two columns, two rows."""
    rows = b'<row r="1">' + cell("A1", "id") + cell("B1", "n") + b'</row><row r="2">' + cell("A2", "甲") + b"</row>"
    assert read_grid(book(tmp_path / "plain.xlsx", [HEAD, rows, TAIL])).frame["id"].to_list() == ["甲"]
