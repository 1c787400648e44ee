"""The same run gives the same bytes, whatever stands around it."""

import json
import os
import subprocess
import sys

import pytest

from tests.valuation.runs import ran, run

AROUND = {
    "one_thread": {"NUMBA_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "1"},
    "two_threads": {"NUMBA_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "PYTHONHASHSEED": "77"},
    "china": {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "0"},
    "bare": {"LANG": "C", "LC_ALL": "C", "TZ": "America/New_York", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
}


@pytest.fixture(scope="module")
def document():
    """The verdict as this process prints it."""
    return json.dumps(ran(to="2018-06").verdict, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND.keys())
def test_bytes_do_not_depend_on_the_surroundings(around, tmp_path, document):
    """Threads, hash seed, locale, time zone and working folder leave `--json` as it is."""
    done = subprocess.run(
        [sys.executable, "-c", "from actuary.cli import main; main()", "run", "--to", "2018-06", "--json"],
        cwd=tmp_path,
        env={**os.environ, **around},
        capture_output=True,
        check=True,
    )
    assert done.stdout == document


def test_a_second_run_is_the_first():
    """Two runs in one process: equal verdicts and certificates; no state is carried from run to run."""
    first, second = ran(to="2018-06"), run("wuhan-2015", to="2018-06")
    assert json.dumps(second.verdict) == json.dumps(first.verdict)
    assert json.dumps(second.certificate) == json.dumps(first.certificate)
    for name, table in first.tables().items():
        assert second.tables()[name].equals(table), name


def test_being_told_of_progress_changes_nothing():
    """Progress hears each month once, in order, and leaves the result alone."""
    told = []
    result = run("wuhan-2015", to="2018-06", progress=lambda done, months: told.append((done, months)))
    assert told == [(month, 30) for month in range(1, 31)]
    assert result.verdict == ran(to="2018-06").verdict
