"""`people.csv`: every bad row is a letter with line, cell and column; encodings do not matter."""

from pathlib import Path

import numpy as np
import pytest

from actuary.errors import Letter, Problem
from actuary.kernels.month import ACCOUNT, BASIC, DEEMED, INDEX, PERSONS, RESIDENT_ACCOUNT, YEARS
from actuary.months import parse
from actuary.people.axes import OUTSIDE
from actuary.people.listed import COLUMNS, RESIDENCE, listed_people
from actuary.people.opening import OpeningPeople
from actuary.vocabulary import Category, Status

OPENING = parse("2015-12")
HEADER = ",".join((*COLUMNS, RESIDENCE))
GOOD = {
    "district": "jiangan",
    "category": "male60",
    "birth_month": "1957-01",
    "status": "enterprise_employee",
    "persons": "60",
    "years": "24",
    "index": "0.5",
    "deemed_years": "6",
    "account": "48000",
    "resident_account": "10",
}


def line(**cells: str) -> str:
    """A good row with some cells replaced."""
    row = GOOD | cells
    return ",".join(row.get(name, "") for name in (*COLUMNS, RESIDENCE))


def read(folder: Path, text: str, encoding: str = "utf-8") -> OpeningPeople:
    """The people of a file."""
    path = folder / "cohorts/small/people.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return listed_people(path, OPENING)


def letters(folder: Path, *rows: str, header: str = HEADER) -> tuple[Letter, ...]:
    """The letters about a file."""
    with pytest.raises(Problem) as caught:
        read(folder, "\n".join((header, *rows)) + "\n")
    return caught.value.letters


def test_a_row_becomes_totals(tmp_path: Path) -> None:
    """Means times persons, in the row of the age at the first month; index-years are years x index."""
    people = read(tmp_path, f"{HEADER}\n{line()}\n")
    cell = people.state[OPENING - parse("1957-01"), Category.MALE60, Status.ENTERPRISE_EMPLOYEE]
    starts = (PERSONS, YEARS, INDEX, DEEMED, ACCOUNT, RESIDENT_ACCOUNT)
    assert [cell[start] for start in starts] == [60, 1440, 720, 180, 2_880_000, 600]
    assert cell.sum() == people.state.sum()
    assert people.active[0, 0] == people.active.sum() == 60


def test_a_pensioner_outside_draws_where_insured(tmp_path: Path) -> None:
    """`residence: outside` is the last lane, and the matrix of the retired tells the district."""
    row = line(status="employee_retiree", years="", index="", deemed_years="", pension_basic="1500")
    row = row.removesuffix(",") + ",outside"
    people = read(tmp_path, f"{HEADER}\n{row}\n")
    assert people.state[:, 0, Status.EMPLOYEE_RETIREE, BASIC + OUTSIDE].sum() == 60 * 1500
    assert people.retired[OUTSIDE, 0] == people.retired.sum() == 60


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with and without mark, and GB18030; line ends of any system, blank lines left out."""
    people = read(tmp_path, f"{HEADER}\r\n\r\n{line()}\r\n", encoding)
    assert people.state[:, :, :, PERSONS].sum() == 60


@pytest.mark.parametrize(
    ("column", "cell", "says"),
    [
        ("district", "江岸", "not a district"),
        ("category", "men", "not a category"),
        ("status", "worker", "not a status"),
        ("residence", "beijing", "not a residence"),
        ("persons", "", "not a number"),
        ("persons", "-1", "below nought"),
        ("persons", "3.2万", "not a number"),
        ("persons", "1２", "not a number"),
        ("persons", "NaN", "not a number"),
        ("persons", "inf", "not a number"),
        ("persons", "1e999", "too large"),
        ("account", "12 000", "not a number"),
        ("years", "-0.5", "below nought"),
        ("birth_month", "1957-13", "not a month"),
        ("birth_month", "１957-01", "not a month"),
        ("birth_month", "1957-01-31", "not a month"),
        ("birth_month", "2016-01", "after the opening"),
        ("birth_month", "1905-11", "more than 110 years"),
        ("pension_basic", "100", "would not be read"),
    ],
)
def test_a_bad_cell_is_a_letter(tmp_path: Path, column: str, cell: str, says: str) -> None:
    """File, line, cell, column, what is wrong and what to write instead."""
    good = line(birth_month="1957-02")
    (letter,) = letters(tmp_path, good, line(**{column: cell}))
    assert letter.file == "cohorts/small/people.csv"
    assert (letter.line, letter.field) == (3, column)
    assert letter.column == (*COLUMNS, RESIDENCE).index(column) + 1
    assert says in letter.message
    assert letter.remedy


def test_ages_that_a_status_cannot_have(tmp_path: Path) -> None:
    """Nobody works at 76, and a contributor of the residents' scheme is below 60."""
    rows = (
        line(birth_month="1939-12"),
        line(birth_month="1955-12", status="resident_contributor"),
        line(birth_month="2005-01", status="employee_retiree", years="", index="", deemed_years=""),
    )
    assert [letter.field for letter in letters(tmp_path, *rows)] == ["status"] * 3


def test_the_same_group_twice(tmp_path: Path) -> None:
    """The key is district, category, month of birth, status and residence."""
    (letter,) = letters(tmp_path, line(), line(persons="5"))
    assert (letter.code, letter.line) == ("duplicate", 3)
    assert "Line 2" in letter.message


def test_columns_missing_unknown_and_twice(tmp_path: Path) -> None:
    """All faults of the heading at once, before any row is read."""
    heading = HEADER.replace("index", "idx").replace("resident_account", "account")
    found = [(letter.code, letter.field) for letter in letters(tmp_path, line(), header=heading)]
    assert sorted(found, key=str) == [
        ("column", "account"),
        ("column", "idx"),
        ("column", "index"),
        ("column", "resident_account"),
    ]


def test_cells_of_a_short_row(tmp_path: Path) -> None:
    """A row with a cell too few does not shift the others."""
    (letter,) = letters(tmp_path, line().rsplit(",", 1)[0])
    assert letter.code == "cells"


def test_all_letters_together(tmp_path: Path) -> None:
    """Every bad row of the file is told, not only the first."""
    found = letters(tmp_path, line(persons="x"), line(district="y", status="z"))
    assert [(letter.line, letter.field) for letter in found] == [(2, "persons"), (3, "district"), (3, "status")]


def test_nobody_listed(tmp_path: Path) -> None:
    """A heading alone is an empty city, and shares of districts stay defined."""
    people = read(tmp_path, HEADER + "\n")
    assert people.state.sum() == 0
    assert np.all(people.active.sum(axis=0) > 0)
