"""What stands where a data file should and is none: a device, a pipe, a file of gigabytes, brackets without end."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from actuary import data
from actuary.cli import main


def of_gigabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40_000_000_000)


PUT: dict[str, Callable[[Path], object]] = {
    "device": lambda path: path.symlink_to("/dev/zero"),
    "pipe": os.mkfifo,
    "gigabytes": of_gigabytes,
    "brackets": lambda path: path.write_text("[" * 100_000),
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the shipped data."""
    place = tmp_path_factory.mktemp("own")
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, place / folder)
    yield place
    data.set_root(None)


@pytest.mark.parametrize("what", PUT)
@pytest.mark.parametrize("folder", ["assumptions/schemes", "assumptions/law/employee_pension", "cohorts/toy"])
def test_it_is_a_letter_and_is_not_waited_for(own: Path, what: str, folder: str) -> None:
    """Neither read to its end nor waited for: status 2, and the file is named."""
    path = own / folder / "other.yaml"
    path.parent.mkdir(exist_ok=True)
    PUT[what](path)
    try:
        result = CliRunner().invoke(main, ["--data", str(own), "check", "--lang", "en"])
    finally:
        path.unlink()
    assert result.exit_code == 2, result.exception
    assert f"{folder}/other.yaml" in result.stderr
