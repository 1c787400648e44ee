"""What the sheet of inputs says a change reaches is so: where it says everything, a changed cell is the engine with
that figure, in every ledger, pool and month; where in part, the engine read the parameter for something else too."""

from dataclasses import dataclass

import pytest

from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.run_data import RunData
from actuary.runs import write_run
from actuary.valuation import run
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute
from actuary.valuation.template import template

FEN = 0.01
TO = "2017-12"
FACTOR = 0.9
EVERY = 8
"""One in so many of the inputs is tried each time; all were, when this was written."""


@dataclass(frozen=True)
class Toy:
    """The toy city, its run folder, and every parameter whose change reaches everything."""

    folder: object
    names: tuple[str, ...]


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """The toy city to the end of its second year."""
    folder = write_run(tmp_path_factory.mktemp("toy") / "run", run("toy", to=TO))
    book = Book(RunData(folder))
    rows = [book.run.in_force[entry][0] for entry in (*book.drivers.asked, *book.drivers.given)]
    return Toy(folder, tuple(sorted({row.name for row in rows if row.moves is None})))


def changed(folder, name: str) -> Book:
    """The workbook's ledgers with every value of a parameter changed in its cells."""
    data = RunData(folder)
    for entry, rows in data.in_force.items():
        if rows[0].name == name:
            data.in_force[entry] = [row._replace(value=row.value and row.value * FACTOR) for row in rows]
    return Book(data)


def given(name: str, tmp_path) -> Book:
    """The engine's own ledgers with every value of a parameter replaced by a table."""
    prepared = prepare("toy", to=TO)
    table = template(prepared)
    own = [row for row in table.iter_rows(named=True) if row["parameter"] == name]
    lines = [f"{name},{row['from']},{row['key'] or ''},{row['value'] * FACTOR!r},test" for row in own]
    tmp_path.mkdir(exist_ok=True)
    path = tmp_path / "own.csv"
    path.write_text("\n".join(["parameter,from,key,new_value,new_source", *lines]) + "\n")
    return Book(RunData(write_run(tmp_path / "given", execute(prepared.with_figures(path)))))


def apart(ours: Book, theirs: Book) -> dict[tuple[str, str], float]:
    """Results of ledgers that differ by a fen or more."""
    return {
        (key, column.name): worst
        for key, sheet in ours.lines.items()
        for column in sheet.of("result")
        if column.name not in ("payable_months", "trailing")
        and not (worst := float(abs(column.values - theirs.lines[key].columns[column.name].values).max())) < FEN
    }


def test_what_is_said_to_reach_everything_does(toy, tmp_path):
    """A sample of the inputs, each a tenth smaller: workbook and engine agree to the fen."""
    assert len(toy.names) > 80
    for place, name in enumerate(toy.names[::EVERY]):
        assert not apart(changed(toy.folder, name), given(name, tmp_path / str(place))), name


def test_people_and_bases_are_told_as_what_a_change_leaves(toy):
    """The growth of wages moves bases, the price of care what is paid of a stay: both are said to stay in part."""
    book = Book(RunData(toy.folder))
    assert book.run.in_force["basis.wage.growth"][0].moves == "people"
    assert book.run.in_force["basis.path.cpi"][0].moves == "exposures"
    assert book.run.in_force["law.employee_pension.employer_rate"][0].moves is None
