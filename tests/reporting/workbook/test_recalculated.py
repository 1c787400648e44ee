"""The workbook recalculated by LibreOffice, beside the engine to the fen: untouched, and after a lever has moved."""

import re
import zipfile

import pytest
from tests.reporting.workbook.recalculated import cells, needs_libreoffice, recalculated

from actuary.dated import load_reforms
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.inputs import Inputs
from actuary.reporting.workbook.run_data import RunData
from actuary.runs import write_run
from actuary.scenarios.running import run_under
from actuary.valuation.prepare import prepare

FEN = 0.01
CARRIED_ELSEWHERE = {"enterprise.benefit.inheritance"}
"""What a change of indexation does not carry to, as the first sheet says."""

pytestmark = needs_libreoffice


@pytest.fixture(scope="module")
def book(written):
    """The ledgers as the workbook reckons them."""
    return Book(RunData(written))


def numbers(workbook, made, names):
    """Columns of a recalculated ledger over all blocks, by name."""
    rows = cells(workbook, made.name)
    first, last = made.row(0, 0), made.row(made.steps - 1, len(made.blocks) - 1)
    return {name: [float(row[made.columns[name].at] or "nan") for row in rows[first : last + 1]] for name in names}


def named(book):
    """The book with its Chinese sheet names, as the workbook has them."""
    from actuary.reporting.workbook.texts import LINES

    for sheet in book.sheets.values():
        sheet.name = LINES[sheet.key][0]
    return book


def same(workbook, theirs, but=()):
    """Every result of every ledger and pool, month by month, against a book of the engine's own run."""
    worst = {}
    for made in named(theirs).lines.values():
        results = [c for c in made.of("result") if c.name not in ("payable_months", "trailing")]
        found = numbers(workbook, made, [c.name for c in results])
        for column in results:
            engine = column.values.T.ravel()
            gap = max(abs(a - b) for a, b in zip(found[column.name], engine, strict=True))
            if not gap < FEN and column.name not in but:
                worst[made.key, column.name] = gap
    assert not worst


def input_cell(book, entry, month):
    """The cell of the inputs that is in force in a month of the run."""
    inputs = Inputs(book)
    held = book.run.held(entry, month)
    return "输入", inputs.at(entry, held)


def under(reform, tmp_path):
    """The engine's own run under a reform, as a book."""
    prepared = prepare("wuhan-2015")
    found = load_reforms([reform], prepared.assumptions, prepared.options["basis"], prepared.root)
    return Book(RunData(write_run(tmp_path / "reformed", run_under(prepared, found))))


def test_untouched_it_says_what_the_engine_says(shipped, book, tmp_path):
    """Every ledger, item, pool and month, recalculated from nothing, is the engine's to the fen, and no check fails."""
    again = recalculated(shipped, tmp_path)
    same(again, book)
    verdicts = [row[4] for row in cells(again, "核对")]
    assert verdicts.count("通过") > 200
    assert "不符" not in verdicts
    assert "已改动" not in verdicts


def test_a_rate_changed_in_a_cell_is_the_engine_under_the_same_reform(shipped, book, tmp_path):
    """Employers of enterprises pay 16 % from 2017-01: the two rows in force from then on set to it, month by month."""
    month = 2017 * 12
    rows = [held for held in book.run.in_force["law.employee_pension.employer_rate"] if held.last >= month]
    assert len(rows) == 2
    reform = tmp_path / "rate.yaml"
    first = rows[0].first
    reform.write_text(
        "schema: actuary.reform/1\nname: rate\nzh: 费率\nsource: {tag: judgement, note: test, range: [0.1, 0.2]}\n"
        "changes:\n  - {set: law.employee_pension.employer_rate, value: 0.16, "
        f"from: {first // 12}-{first % 12 + 1:02d}}}\n"
    )
    changes = {input_cell(book, "law.employee_pension.employer_rate", row.first): 0.16 for row in rows}
    same(recalculated(shipped, tmp_path, changes), under(str(reform), tmp_path))


def test_an_opening_balance_changed_in_a_cell_is_the_engine_with_that_figure(shipped, book, tmp_path):
    """The pension fund opens with 30 billion, the unemployment fund with one: every pool, interest, subsidy, backstop
    and stabilisation payment follows."""
    given = {"opening.balance.pension": 30e9, "opening.balance.unemployment": 1e9}
    table = tmp_path / "inputs.csv"
    rows = "".join(f"{name},2015-12,,{value},test,\n" for name, value in given.items())
    table.write_text("parameter,from,key,new_value,new_source,new_tag\n" + rows)
    changes = {input_cell(book, name, book.run.months[0] - 1): value for name, value in given.items()}
    from actuary.valuation import run

    theirs = Book(RunData(write_run(tmp_path / "given", run("wuhan-2015", given=str(table)))))
    same(recalculated(shipped, tmp_path, changes), theirs)


def test_a_rise_of_pensions_changed_in_a_cell_is_the_engine_under_the_same_reform(shipped, book, tmp_path):
    """Pensions rise by 3 % a year from 2017: every part in payment, with arrears and new awards, and the credits of the
    retired to their medical accounts are the engine's; what accounts leave to heirs is not carried, and is named."""
    entry = "basis.path.pension_indexation"
    rows = [held for held in book.run.in_force[entry] if held.last >= 2017 * 12 and held.first < 2021 * 12]
    changes = {input_cell(book, entry, max(row.first, 2017 * 12)): 0.03 for row in rows}
    theirs = under("indexation-3-percent-2017", tmp_path)
    again = recalculated(shipped, tmp_path, changes)
    for made in named(theirs).lines.values():
        names = [c.name for c in made.of("result") if ".benefit." in c.name or ".transfer.accounts" in c.name]
        names = [name for name in names if name not in CARRIED_ELSEWHERE and "pension_difference" not in name]
        found = numbers(again, made, names)
        for name in names:
            engine = made.columns[name].values.T.ravel()
            assert max(abs(a - b) for a, b in zip(found[name], engine, strict=True)) < FEN, (made.key, name)


def test_nothing_but_inputs_and_what_the_engine_gives_is_a_plain_number(shipped, book):
    """On the sheet of a ledger every cell of the results and steps is a formula."""
    with zipfile.ZipFile(shipped) as content:
        names = re.findall(r'<sheet name="([^"]+)" sheetId="(\d+)"', content.read("xl/workbook.xml").decode())
        for made in named(book).lines.values():
            number = dict(names)[made.name]
            text = content.read(f"xl/worksheets/sheet{number}.xml").decode()
            formulas = set(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>', text))
            wanted = {
                made.cell(column.name, t, block)
                for column in made.columns.values()
                if column.expression is not None
                for block in range(len(made.blocks))
                for t in range(made.steps)
            }
            assert formulas == wanted
