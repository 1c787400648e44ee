"""The data folder: a user's own by option, then by environment, else the shipped one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actuary import data
from actuary.errors import Problem


@pytest.fixture(autouse=True)
def _shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(data.VARIABLE, raising=False)
    yield
    data.set_root(None)


def _copy(folder: Path) -> Path:
    for name in data.FOLDERS:
        (folder / name).mkdir(parents=True)
    return folder


def test_shipped_by_default() -> None:
    """Without option or variable the shipped folders are read."""
    assert data.root() == data.shipped()
    assert all((data.root() / name).is_dir() for name in data.FOLDERS)


def test_environment_then_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The variable names a folder; the option comes before it."""
    by_variable, by_option = _copy(tmp_path / "variable"), _copy(tmp_path / "option")
    monkeypatch.setenv(data.VARIABLE, str(by_variable))
    assert data.root() == by_variable
    data.set_root(by_option)
    assert data.root() == by_option
    data.set_root(None)
    assert data.root() == by_variable


def test_a_folder_without_the_data_is_refused(tmp_path: Path) -> None:
    """The letter names what is missing and the option that named the folder."""
    (tmp_path / "assumptions").mkdir()
    with pytest.raises(Problem) as caught:
        data.set_root(tmp_path)
    (letter,) = caught.value.letters
    assert letter.code == "data_folder"
    assert letter.field == "--data"
    assert "cohorts/" in letter.message
    assert "assumptions/" not in letter.message
