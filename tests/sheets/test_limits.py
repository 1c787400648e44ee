"""Tables that ask for more than a machine has: refused before anything is laid out."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from actuary.errors import Problem
from actuary.sheets import reading
from actuary.sheets.extent import cells_of
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
        assert cells_of(path) == 2_000_000 * 28
        path.unlink()


def test_an_ordinary_sheet_is_read(tmp_path: Path) -> None:
    """Two columns, two rows."""
    rows = b'<row r="1">' + cell("A1", "id") + cell("B1", "n") + b'</row><row r="2">' + cell("A2", "甲") + b"</row>"
    assert read_grid(book(tmp_path / "plain.xlsx", [HEAD, rows, TAIL])).frame["id"].to_list() == ["甲"]
