"""One name means one reform: among those that act together, among alternatives, and beside those that ship."""

from pathlib import Path

import pytest

from actuary import data
from actuary.dated import Reform, check_path, load_assumptions, load_reforms
from actuary.dated.namesakes import distinct
from actuary.errors import Letter, Problem

SHIPPED = "employer-rate-16-from-2017"
RATE = "set: law.employee_pension.employer_rate, value: 0.1{}, from: 2017-01"
HEAD = """schema: actuary.reform/1
# of a user
name: {}
source: {{tag: judgement, note: a test}}
changes:
"""


@pytest.fixture(scope="module")
def assumptions():
    return load_assumptions(data.root())


@pytest.fixture
def load(assumptions):
    def loaded(*names: Path | str, written: bool = False) -> tuple[Reform, ...]:
        return load_reforms([str(name) for name in names], assumptions, "plan", data.root(), written=written)

    return loaded


@pytest.fixture
def page(tmp_path: Path):
    """A file of a folder, called `same.yaml`, with lines of a reform."""

    def write(folder: str, *lines: str, name: str = "same") -> Path:
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / "same.yaml"
        path.write_text(HEAD.format(name) + "".join(f"  - {{{line}}}\n" for line in lines), encoding="utf-8")
        return path

    return write


def the_one(caught: pytest.ExceptionInfo[Problem]) -> Letter:
    (letter,) = caught.value.letters
    return letter


def test_alternatives_that_differ_under_one_name_are_refused(load, page):
    files = page("a", RATE.format(6)), page("b", RATE.format(5))
    one, other = (load(file) for file in files)
    with pytest.raises(Problem) as caught:
        distinct([one, other])
    letter = the_one(caught)
    assert (letter.code, letter.file, letter.line, letter.field) == ("one_name", str(files[1]), 3, "name")
    for file in files:
        assert str(file) in letter.message.en
        assert str(file) in letter.message.zh
    assert "another name" in letter.remedy.en


def test_one_reform_named_twice_is_one_alternative(load, page):
    one, copy = load(page("a", RATE.format(6))), load(page("b", RATE.format(6)))
    more = load(SHIPPED)
    assert distinct([one, copy, more, one, [*one, *more], more]) == [one, more, (*one, *more)]


@pytest.mark.parametrize(("second", "code"), [(5, "one_name"), (6, "named_twice")])
def test_together_two_of_one_name_are_never_told_to_follow_themselves(load, page, second, code):
    with pytest.raises(Problem) as caught:
        load(page("a", RATE.format(6)), page("b", RATE.format(second)))
    letter = the_one(caught)
    assert letter.code == code
    assert "after" not in letter.remedy.en


@pytest.mark.parametrize(
    "line",
    [
        "set: law.employee_pension.employer_rate, value: 0.16, from: 2018-01",
        "set: law.employee_pension.employer_rate, value: 0.16, from: 2017-01, to: 2018-01",
        "add: law.employee_pension.employer_rate, amount: -0.03, from: 2017-01",
        'schedule: "2024", begins: 2017-01, from: 2017-01',
    ],
)
def test_a_shipped_name_on_something_else_is_refused_where_it_is_run_and_where_it_is_checked(load, page, line):
    path = page("a", line, name=SHIPPED)
    with pytest.raises(Problem) as caught:
        load(path)
    letter = the_one(caught)
    assert (letter.code, letter.file, letter.line, letter.field) == ("one_name", str(path), 3, "name")
    assert f"assumptions/reforms/{SHIPPED}.yaml" in letter.message.en
    with pytest.raises(Problem) as checked:
        check_path(path)
    assert the_one(checked).code == "one_name"


def test_a_copy_of_a_shipped_reform_and_the_reforms_of_a_written_run_keep_their_names(load, tmp_path, page):
    copy = tmp_path / "copy.yaml"
    copy.write_bytes((data.root() / "assumptions/reforms" / f"{SHIPPED}.yaml").read_bytes())
    assert load(copy)[0].name == SHIPPED
    assert check_path(copy).reforms[0].name == SHIPPED
    assert load(page("a", RATE.format(5), name=SHIPPED), written=True)[0].name == SHIPPED


def test_two_schedules_of_one_name_are_refused(load, page):
    ages = "{name: mine, categories: {male60: {old_age_months: 720, start: 2017-01, step: STEP, cap: 36}}}"
    line = f"schedule: {ages}, from: YEAR-01"
    first = page("a", line.replace("STEP", "4").replace("YEAR", "2017"), name="first")
    second = page("b", line.replace("STEP", "2").replace("YEAR", "2018"), name="second")
    with pytest.raises(Problem) as caught:
        load(first, second)
    assert (the_one(caught).code, the_one(caught).field) == ("one_name", "schedule")
    assert "'mine'" in the_one(caught).message.en
