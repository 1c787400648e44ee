"""The text of the formulas, computed in plain Python on the toy city: what the engine says, untouched and changed."""

from pathlib import Path

import numpy as np
import pytest
from tests.reporting.workbook.spelled_out import Spelled

from actuary.dated import load_reforms
from actuary.reporting.workbook import workbook
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.inputs import Inputs
from actuary.reporting.workbook.run_data import RunData
from actuary.reporting.workbook.texts import LINES
from actuary.runs import write_run
from actuary.scenarios.running import run_under
from actuary.valuation import run
from actuary.valuation.prepare import prepare

FEN = 0.01
OPENING = "opening.balance.pension"


@pytest.fixture(scope="module")
def toy(tmp_path_factory):
    """The toy city as a run folder."""
    return write_run(tmp_path_factory.mktemp("toy") / "run", run("toy"))


@pytest.fixture(scope="module")
def file(toy, tmp_path_factory) -> Path:
    """Its Chinese workbook."""
    path = tmp_path_factory.mktemp("toy") / "book.xlsx"
    path.write_bytes(workbook(toy, "zh"))
    return path


def worst(spelled: Spelled, theirs: Book) -> dict[tuple[str, str], float]:
    """Results of ledgers on which text and book differ by a fen or more."""
    found = {}
    for made in theirs.lines.values():
        name = LINES[made.key][0]
        for column in made.of("result"):
            for block in range(len(made.blocks)):
                for t in range(made.steps):
                    ours = spelled.at(name, made.cell(column.name, t, block))
                    engine = column.values[t, block]
                    if not (ours == "" if np.isnan(engine) else abs(ours - engine) < FEN):
                        found[made.key, column.name] = ours
    return found


def test_the_text_of_every_formula_says_what_the_engine_says(toy, file):
    """Every result of every ledger, pool and month, and no identity fails."""
    spelled = Spelled(file)
    assert not worst(spelled, Book(RunData(toy)))
    verdicts = [
        spelled.at("核对", cell) for sheet, cell in list(spelled.formulas) if sheet == "核对" and cell[0] == "E"
    ]
    assert len(verdicts) > 100
    assert set(verdicts) == {"通过", "一致"}


def test_a_changed_opening_balance_runs_through_to_the_end(toy, file, tmp_path):
    """A cell of the inputs set to another balance is the engine given that balance."""
    book = Book(RunData(toy))
    cell = Inputs(book).at(OPENING, book.run.in_force[OPENING][0])
    table = tmp_path / "own.csv"
    table.write_text(f"parameter,from,key,new_value,new_source\n{OPENING},2015-12,,123456789,test\n")
    theirs = Book(RunData(write_run(tmp_path / "run", run("toy", given=str(table)))))
    assert not worst(Spelled(file, {("输入", cell): 123456789.0}), theirs)


def test_calendars_of_cash_change_with_the_year_and_the_quarter(tmp_path):
    """A rise paid in May from 2017 on, subsidy to residents in the third month of a quarter: the book is the run's."""
    page = tmp_path / "mine.yaml"
    changes = (
        "set: basis.cash.pension_rise_month, value: 5",
        "set: basis.cash.resident_subsidy_month_of_quarter, value: 3",
    )
    lines = "".join(f"  - {{{change}, from: 2017-01}}\n" for change in changes)
    head = "schema: actuary.reform/1\nname: mine\nsource: {tag: judgement, note: a test}\nchanges:\n"
    page.write_text(head + lines, encoding="utf-8")
    prepared = prepare("toy")
    reforms = load_reforms([str(page)], prepared.assumptions, prepared.options["basis"], prepared.root)
    folder = write_run(tmp_path / "run", run_under(prepared, reforms))
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(folder, "zh"))
    assert not worst(Spelled(path), Book(RunData(folder)))


def test_mergers_help_between_pools_and_waivers_are_in_the_text(tmp_path):
    """The toy city with an adjustment fund, maternity merged into medical, and town with country, which the law seen
    with hindsight merges itself: ledgers that move, and pools that help each other, are formulas too."""
    prepared = prepare("toy", pooling="adjustment", rules="hindsight")
    names = ["maternity-into-medical-2017"]
    reforms = load_reforms(names, prepared.assumptions, prepared.options["basis"], prepared.root)
    folder = write_run(tmp_path / "run", run_under(prepared, reforms))
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(folder, "zh"))
    book = Book(RunData(folder))
    assert "pooled.transfer.maternity" in book.sheets["employee_medical.pooled"].columns
    assert not worst(Spelled(path), book)
