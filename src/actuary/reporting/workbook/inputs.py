"""Inputs of a workbook (输入): every dated value that its formulas rest on, a row each.

A tail rests on the value before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from actuary.months import parse, text, year_of
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.run_data import InForce

TAIL = "tail"
VALUE_COLUMN = "E"
FIRST_ROW = 4
"""Row of the first input, counted from nought; title, note and headings stand above."""


@dataclass(frozen=True)
class Input:
    """A row of the sheet: the parameter's entry, what is in force, its place, and its formula where it has one."""

    entry: str
    held: InForce
    row: int
    formula: str | None = None

    @property
    def cell(self) -> str:
        """Where its value stands."""
        return f"{VALUE_COLUMN}{self.row + 1}"


class Inputs:
    """Rows in the order of law, belief and opening, and where the sheet of months finds each."""

    def __init__(self, book: Book) -> None:
        self.book, self.run = book, book.run
        wanted = self._wanted()
        places: dict[tuple[str, int], int] = {}
        for entry in sorted(wanted, key=_order):
            for held in sorted(wanted[entry], key=lambda each: each.first):
                places[entry, held.first] = FIRST_ROW + len(places)
        self._places = places
        self.rows = [
            Input(entry, held, places[entry, held.first], self._formula(entry, held))
            for entry in sorted(wanted, key=_order)
            for held in sorted(wanted[entry], key=lambda each: each.first)
        ]

    def at(self, entry: str, held: InForce) -> str:
        """The cell of a row in force."""
        return f"{VALUE_COLUMN}{self._places[entry, held.first] + 1}"

    def _wanted(self) -> dict[str, set[InForce]]:
        """Rows that the formulas read, those that tails rest on, and what they grow with."""
        drivers = self.book.drivers
        wanted = {name: {drivers.row(name, t) for t in months} for name, months in drivers.asked.items()}
        wanted |= {name: {self.run.in_force[name][0]} for name in drivers.given}
        for name, rows in list(wanted.items()):
            for held in list(rows):
                base = self._base(name, held)
                if base is not None:
                    rows.add(base)
                    for series, row in self._growth(held, base):
                        wanted.setdefault(series, set()).add(row)
        return wanted

    def _base(self, entry: str, held: InForce) -> InForce | None:
        """The row that a tail rests on: the value that was stated last, else the first month of the tail."""
        if held.way != TAIL:
            return None
        rows = [row for row in self.run.in_force[entry] if row.row == held.row and row.first < held.first]
        rows = [row for row in rows if row.way in (TAIL, "stated")]
        return min(rows, key=lambda row: row.first) if rows else None

    def _steps(self, held: InForce) -> int:
        """How many years of growth a row of a tail has behind it."""
        if held.way != TAIL or held.stated_to is None:
            return 0
        return max(-(-(held.first - parse(held.stated_to)) // 12), 0)

    def _growth(self, held: InForce, base: InForce) -> Iterator[tuple[str, InForce]]:
        """The yearly rates that lead from the row that a tail rests on to it."""
        if held.grows_with is None or held.stated_to is None:
            return
        first = year_of(parse(held.stated_to) - 6)
        for step in range(self._steps(base), self._steps(held)):
            row = self.run.held(held.grows_with, (first + step) * 12)
            assert row is not None, f"{held.grows_with} is not stated in {first + step}"
            yield held.grows_with, row

    def _formula(self, entry: str, held: InForce) -> str | None:
        """A tail as a formula on the value that it rests on; None of a value that stands by itself."""
        base = self._base(entry, held)
        if base is None:
            return None
        grown = [f"(1+{self.at(series, row)})" for series, row in self._growth(held, base)]
        return "*".join([self.at(entry, base), *grown])


def _order(entry: str) -> tuple[int, str]:
    return ("law", "basis", "opening").index(entry.partition(".")[0]), entry


def span(held: InForce) -> tuple[str, str]:
    """First and last month of a row as text."""
    return text(held.first), text(held.last)
