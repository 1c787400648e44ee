"""The toy city's run, once for all tests, and the data folder with other people in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actuary import data
from actuary.valuation.run import RunResult, run


@pytest.fixture(scope="session")
def toy() -> RunResult:
    """The run of `actuary run toy`."""
    return run("toy")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Makes a data folder whose toy city has the given people, and reads it from then on."""

    def with_people(people: str) -> Path:
        for folder in data.FOLDERS:
            shutil.copytree(data.shipped() / folder, tmp_path / folder)
        (tmp_path / "cohorts/toy/people.csv").write_text(people, encoding="utf-8")
        data.set_root(tmp_path)
        return tmp_path

    yield with_people
    data.set_root(None)
