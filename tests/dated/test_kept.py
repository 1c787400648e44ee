"""What has passed the door is kept: the same values come back, and never those of other bytes or another's making."""

import pickle
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from actuary import data
from actuary.cli import main
from actuary.dated import Assumptions, DatedParameter, kept, load_assumptions, load_cohort
from actuary.errors import Problem


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folder of the entries of this test alone."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "actuary" / kept.FOLDER


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the shipped data."""
    for name in data.FOLDERS:
        shutil.copytree(data.shipped() / name, tmp_path / "data" / name)
    return tmp_path / "data"


def flat(loaded: Assumptions) -> dict[str, object]:
    """Every field of every parameter, tables as lists."""

    def row(parameter: DatedParameter) -> list[object]:
        rows = [dict(vars(value)) for value in parameter.values]
        for each in rows:
            if hasattr(each["value"], "values"):
                each["value"] = (*each["value"][:2], each["value"].values.tolist())
        return [{**vars(parameter), "values": None}, rows]

    parts = {"law": loaded.law, **loaded.bases}
    return {part: {name: row(p) for name, p in found.items()} for part, found in parts.items()} | {
        name: getattr(loaded, name)
        for name in ("schedules", "pooling", "valuations", "sources", "basis_files", "published", "triggers", "files")
    }


def test_what_comes_back_is_what_was_read(home: Path, root: Path) -> None:
    """Every field of every value is the same after it was kept; tables stay read-only; bases share what they share."""
    read, again = load_assumptions(root), load_assumptions(root)
    assert len(list(home.iterdir())) == 1
    assert flat(read) == flat(again)
    assert read is not again
    table = again.bases["plan"]["basis.wage.age_profile"].values[0].value
    assert not isinstance(table, str | float)
    with pytest.raises(ValueError, match="read-only"):
        table.values[0] = 1.0
    assert again.bases["trend"]["basis.wage.age_profile"] is again.bases["plan"]["basis.wage.age_profile"]


def test_one_byte_makes_another_entry(home: Path, root: Path) -> None:
    """A figure that is edited is read at once, and what was wrong is told each time, however often it was read."""
    path = root / "assumptions" / "law" / "work_injury" / "rates.yaml"
    path = path if path.is_file() else next((root / "assumptions" / "law" / "work_injury").glob("*.yaml"))
    before = load_assumptions(root)
    words = path.read_text(encoding="utf-8")
    path.write_text(words + "# a remark\n", encoding="utf-8")
    assert flat(load_assumptions(root)) == flat(before)
    path.write_text(words + "values: 1\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Problem, match="values"):
            load_assumptions(root)
    assert len(list(home.iterdir())) == 2


def test_sources_of_an_opening_count(home: Path, root: Path) -> None:
    """An opening read with other sources is another one: its trust comes from them."""
    sources = load_assumptions(root).sources
    folder = root / "cohorts" / "toy"
    load_cohort(folder, sources)
    load_cohort(folder, None)
    assert len(list(home.iterdir())) == 3


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "foreign"])
def test_damaged_entry_only_costs_the_reading(home: Path, root: Path, damage: str) -> None:
    """An entry that is cut, altered, empty or holds anything but values of the door is read past, and made again."""
    before = flat(load_assumptions(root))
    (entry,) = home.iterdir()
    whole = entry.read_bytes()
    foreign = kept.closed("x").replace(b"x", b"y")
    entry.write_bytes({"cut": whole[:-9], "bit": whole[:-1] + b"!", "empty": b"", "foreign": foreign}[damage])
    assert flat(load_assumptions(root)) == before
    assert entry.read_bytes() == whole


def test_nothing_but_values_is_let_in() -> None:
    """A sealed entry that names a function, or a class from elsewhere, is refused before anything is called."""
    for foreign in (print, Path("x"), kept.kept):
        with pytest.raises((ValueError, TypeError, pickle.PicklingError)):
            kept.opened(kept.closed(foreign))


def test_folder_that_cannot_be_written_only_costs_the_reading(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file where the folder should be: the values are read as ever."""
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_assumptions(root).files


def test_only_the_youngest_entries_stay(home: Path, tmp_path: Path) -> None:
    """However many folders are read, no more than a few entries lie about."""
    for number in range(kept.ENTRIES + 3):
        folder = tmp_path / f"f{number}"
        folder.mkdir()
        assert kept.kept([folder], folder, "", lambda n=number: n) == number
    assert len(list(home.iterdir())) == kept.ENTRIES


def test_a_check_is_kept_until_anything_changes(home: Path, root: Path) -> None:
    """The same answer from what was kept; a byte of the data, and a fault in them, are met at once."""
    runner = CliRunner()

    def check() -> tuple[int, str]:
        result = runner.invoke(main, ["--data", str(root), "check", "--json"])
        data.set_root(None)
        return result.exit_code, result.stdout

    first = check()
    assert first[0] == 0
    assert len(list(home.iterdir())) == 1
    assert check() == first
    path = next((root / "cohorts" / "toy").glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8") + "values: 1\n", encoding="utf-8")
    assert check()[0] == 2
