"""A run folder as the baseline: its learned coverage is read, and gives what learning it again gives."""

from pathlib import Path

import numpy as np
import pytest

from actuary.dated import load_reforms
from actuary.errors import Problem
from actuary.runs import write_run
from actuary.scenarios.outcome import same
from actuary.scenarios.running import run_under
from actuary.scenarios.sides import baseline, side
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.valuation.run import RunResult, run


@pytest.fixture(scope="module")
def result() -> RunResult:
    return run("wuhan-2015", to="2016-12")


@pytest.fixture(scope="module")
def folder(result: RunResult, tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("runs") / "base"
    write_run(place, result)
    return place


def test_the_table_of_the_run_folder_is_the_one_that_was_learned(result: RunResult, folder: Path) -> None:
    prepared, coverage = baseline(str(folder), {})
    assert prepared.options == result.options
    assert coverage is not None
    for group, series in result.movement.coverage.multiplier.items():
        assert np.array_equal(series, coverage.multiplier[group])
    assert np.array_equal(result.movement.coverage.outside, coverage.outside)
    assert same(Study(prepared, coverage).base, Study(prepared).base)


def test_a_valuation_has_no_table_yet() -> None:
    prepared, coverage = baseline("toy", {"to": "2016-12"})
    assert (prepared.options["valuation"], coverage) == ("toy", None)


def test_a_run_longer_than_the_folders_is_refused_with_its_option(folder: Path) -> None:
    with pytest.raises(Problem) as caught:
        baseline(str(folder), {"to": "2018-12"})
    (letter,) = caught.value.letters
    assert (letter.code, letter.file, letter.field) == ("coverage", str(folder), "--to")
    for said in (letter.message, letter.remedy):
        assert "2018-12" in said.zh
        assert "2018-12" in said.en
        assert "2016-12" in said.en
    assert "actuary run wuhan-2015 --to 2018-12 --out" in letter.remedy.en
    prepared, coverage = baseline(str(folder), {"to": "2016-12"})
    assert Study(prepared, coverage).base.assembled.months == 12


def test_a_run_under_reforms_stays_under_them(tmp_path: Path) -> None:
    """To the last yuan of the last month: what the folder's own ledger holds."""
    alone = prepare("toy", to="2017-12")
    reforms = load_reforms(
        ["employer-rate-16-from-2017", "delay-2024-from-2016"], alone.assumptions, "plan", alone.root
    )
    under = run_under(alone, reforms)
    write_run(tmp_path / "base", under)
    prepared, coverage = baseline(str(tmp_path / "base"), {})
    assert [reform.name for reform in prepared.reforms] == [reform.name for reform in reforms]
    again = Study(prepared, coverage).base
    for key, ledger in under.ledgers.items():
        assert np.array_equal(ledger.balance, again.ledgers[key].balance), key
    assert [reform.name for reform in side(str(tmp_path / "base"), {}).reforms] == [reform.name for reform in reforms]


def test_a_folder_whose_own_reform_begins_later_is_compared_to_an_earlier_month(tmp_path: Path) -> None:
    alone = prepare("toy", to="2018-12")
    reforms = load_reforms(["employer-rate-16-from-2017"], alone.assumptions, "plan", alone.root)
    write_run(tmp_path / "base", run_under(alone, reforms))
    study = Study(*baseline(str(tmp_path / "base"), {"to": "2016-12"}))
    (asked,) = load_reforms(["rates-not-cut-2016"], alone.assumptions, "plan", alone.root)
    assert study.under([asked]).reforms == (asked,)
    with pytest.raises(Problem, match="is changed from 2017-01"):
        study.under(reforms)


def test_a_run_under_a_name_that_ships_by_now_stays_readable(tmp_path: Path) -> None:
    own, name = tmp_path / "own.yaml", "employer-rate-16-from-2017"
    own.write_text(
        f"schema: actuary.reform/1\nname: {name}\nsource: {{tag: judgement, note: a test}}\n"
        "changes:\n  - {set: law.employee_pension.employer_rate, value: 0.15, from: 2016-07}\n",
        encoding="utf-8",
    )
    alone = prepare("toy", to="2016-12")
    reforms = load_reforms([str(own)], alone.assumptions, "plan", alone.root, written=True)
    write_run(tmp_path / "base", run_under(alone, reforms))
    for found in (baseline(str(tmp_path / "base"), {}, tmp_path)[0], side(str(tmp_path / "base"), {}, tmp_path)):
        assert [reform.changes[0].value for reform in found.reforms] == [0.15]


@pytest.mark.parametrize(("option", "value"), [("basis", "trend"), ("rules", "hindsight"), ("group", "closed")])
def test_a_written_run_is_no_other_run(folder: Path, option: str, value: str) -> None:
    """Its coverage was learned under its own rules, beliefs and group."""
    for ask in (baseline, side):
        with pytest.raises(Problem) as caught:
            ask(str(folder), {option: value})
        (letter,) = caught.value.letters
        assert (letter.code, letter.field) == ("another_run", f"--{option}")


def test_a_closed_group_stays_closed(tmp_path: Path) -> None:
    write_run(tmp_path / "closed", run("toy", to="2016-12", group="closed"))
    assert side(str(tmp_path / "closed"), {}).prepared.closed
    assert baseline(str(tmp_path / "closed"), {})[0].closed


def test_own_figures_stay_and_are_looked_for(tmp_path: Path) -> None:
    """A file of one's own that is not where it was is asked for; where it is, the run is the same again."""
    place = tmp_path / "figures" / "own.csv"
    place.parent.mkdir()
    place.write_text(
        "参数,起始年月,分项,新值,新来源\nopening.balance.unemployment,2015-12,,777000,决算\n", encoding="utf-8"
    )
    result = run("toy", to="2016-12", given=str(place))
    write_run(tmp_path / "own", result)
    with pytest.raises(Problem) as caught:
        baseline(str(tmp_path / "own"), {}, tmp_path / "elsewhere")
    assert "own.csv" in caught.value.letters[0].message.en
    prepared, coverage = baseline(str(tmp_path / "own"), {}, place.parent)
    again = Study(prepared, coverage).base
    for key, ledger in result.ledgers.items():
        assert np.array_equal(ledger.balance, again.ledgers[key].balance), key
    assert not same(again, Study(prepare("toy", to="2016-12")).base)
