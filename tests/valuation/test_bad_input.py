"""Bad input leaves as letters (错误来信), never as a traceback or a silent default."""

import re
import shutil

import pytest

from actuary import data
from actuary.errors import Problem
from tests.valuation.runs import ran, run


@pytest.fixture
def own(tmp_path):
    """A copy of the shipped data, in use until the test ends."""
    root = data.root()
    for folder in data.FOLDERS:
        shutil.copytree(root / folder, tmp_path / folder)
    data.set_root(tmp_path)
    yield tmp_path
    data.set_root(None)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"basis": "nonesuch"}, "basis"),
        ({"to": "2016-13"}, "month"),
        ({"to": "2071-01"}, "horizon"),
        ({"to": "2015-12"}, "horizon"),
    ],
)
def test_bad_options_are_letters(options, code):
    """Each fault has its code and a remedy."""
    with pytest.raises(Problem) as told:
        run("wuhan-2015", **options)
    assert [letter.code for letter in told.value.letters] == [code]
    assert all(letter.remedy for letter in told.value.letters)


def test_an_unknown_valuation_is_a_letter():
    """Neither a shipped name nor a file."""
    with pytest.raises(Problem) as told:
        run("nonesuch")
    assert "wuhan-2015" in told.value.letters[0].remedy


@pytest.mark.parametrize("option", ["rules", "pooling"])
def test_an_unknown_word_is_a_letter(option):
    """A misspelt rule set must not run as another one."""
    with pytest.raises(Problem):
        run("wuhan-2015", to="2016-01", **{option: "hindsigth"})


def test_an_empty_basis_is_a_letter():
    """`--basis ''` names no basis."""
    with pytest.raises(Problem):
        run("wuhan-2015", to="2016-01", basis="")


def test_a_coverage_table_that_is_too_short_is_a_letter():
    """The table of a run to 2018-06 cannot serve 2018-12."""
    with pytest.raises(Problem):
        run("wuhan-2015", to="2018-12", coverage=ran(to="2018-06").movement.coverage)


def rewrite(path, name, value):
    """Put another number in the first row of a parameter."""
    text = path.read_text(encoding="utf-8")
    pattern = rf"(\n  {name}:.*?value: )[\d.e_]+"
    changed, count = re.subn(pattern, rf"\g<1>{value}", text, count=1, flags=re.DOTALL)
    assert count == 1
    path.write_text(changed, encoding="utf-8")


def test_a_replaced_figure_is_used_and_reconciled(own):
    """A user who replaces one file: the opening's printed count follows it, and the run still balances."""
    rewrite(own / "cohorts/wuhan-2015/insured.yaml", "work_injury", 2_700_000)
    result = run("wuhan-2015", to="2016-02")
    row = next(row for row in result.verdict["reconciliation"] if row["name"] == "work_injury")
    assert row["printed"] == 2_700_000
    assert row["difference"] == pytest.approx(0, abs=0.5)
    assert all(identity["passed"] for identity in result.certificate["identities"])


def test_more_insured_than_people_is_a_letter(own):
    """Ten million insured do not fit the ages; the letter must name the figure."""
    rewrite(own / "cohorts/wuhan-2015/insured.yaml", "employee_pension", 9_937_500)
    try:
        run("wuhan-2015", to="2016-02")
    except Problem:
        return
    raise AssertionError("no letter")
