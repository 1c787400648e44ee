"""A run folder as the baseline: its learned coverage is read, and gives what learning it again gives."""

from pathlib import Path

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.runs import write_run
from actuary.scenarios.sides import baseline
from actuary.scenarios.study import Study, same
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


def test_a_run_longer_than_the_table_is_refused(folder: Path) -> None:
    prepared, coverage = baseline(str(folder), {"to": "2017-12"})
    with pytest.raises(Problem) as caught:
        Study(prepared, coverage)
    assert caught.value.letters[0].code == "coverage"
