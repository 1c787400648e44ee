"""Faults of the machine while a run is written: death at any moment, no space, no permission."""

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from actuary.errors import EnvironmentProblem
from actuary.runs.folder import check_free, open_run, unfinished, write_run, written_runs

KILLS = 100
TABLE = pl.DataFrame({"month": ["2016-01"] * 50_000, "x": [number * 7 % 50_021 for number in range(50_000)]})
NOBODY = 65534


def whole(folder: Path) -> bool:
    """Whether a run holds every file of its manifest, with its digest."""
    told = {row["file"]: row["sha256"] for row in json.loads((folder / "manifest.json").read_bytes())["outputs"]}
    here = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    return {**told, "manifest.json": here["manifest.json"]} == here


def test_a_writer_killed_at_any_moment_leaves_no_half_run(tmp_path: Path) -> None:
    """A hundred deaths by SIGKILL, spread over a write: what is listed is whole."""
    script = Path(__file__).with_name("writer.py")
    subprocess.run([sys.executable, str(script), str(tmp_path), str(KILLS)], check=True, timeout=600)
    listed = {path.name for path in written_runs(tmp_path)}
    assert [name for name in listed if not whole(tmp_path / name)] == []
    assert {"earlier-0", "earlier-1", "earlier-2"} <= listed
    left = unfinished(tmp_path)
    assert left, "no writer died while it wrote"
    assert len(listed) + len(left) <= KILLS + 3
    assert {path.name for path in tmp_path.iterdir()} == listed | {path.name for path in left}
    died = next(f"killed-{number}" for number in range(KILLS) if f"killed-{number}" not in listed)
    check_free(tmp_path / died)
    assert write_run(tmp_path / died, {"ledger": TABLE}, {}, [], {}, root=tmp_path).folder in written_runs(tmp_path)


def test_an_unfinished_folder_with_a_manifest_is_not_listed(tmp_path: Path) -> None:
    """Death between the last file and the name: everything is there but the run."""
    write_run(tmp_path / "run", {"ledger": TABLE}, {}, [], {}, root=tmp_path)
    shutil.copytree(tmp_path / "run", tmp_path / ".run.0123456789abcdef")
    assert written_runs(tmp_path) == [tmp_path / "run"]
    assert unfinished(tmp_path) == [tmp_path / ".run.0123456789abcdef"]


def limited(place: Path, most: int) -> subprocess.CompletedProcess[str]:
    """A toy run in a process whose files may not grow beyond `most` bytes."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    words = ["run", "toy", "--to", "2016-03", "--out", str(place / "new"), "--json", "--lang", "zh"]
    code = "from actuary.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *words], check=False, capture_output=True, text=True, preexec_fn=limit
    )


@pytest.mark.parametrize("most", [0, 1000, 60_000])
def test_files_that_may_not_grow(tmp_path: Path, most: int) -> None:
    """RLIMIT_FSIZE at the first, a middle or a large file: status 3, a letter, the earlier run as it was."""
    place = tmp_path / "runs"
    write_run(place / "earlier", {"ledger": TABLE}, {}, [], {}, root=tmp_path)
    refused = limited(place, most)
    assert refused.returncode == 3, refused.stderr
    (letter,) = json.loads(refused.stdout)["errors"]
    assert "腾出空间" in letter["remedy"]
    assert "Traceback" not in refused.stderr
    assert os.listdir(place) == ["earlier"]
    assert whole(place / "earlier")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A file system of 256 KiB; skipped where none can be mounted."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(place)]
    if os.geteuid() != 0 or shutil.which("mount") is None or subprocess.run(mount, check=False).returncode != 0:
        pytest.skip("no file system can be mounted here")
    return place


def test_a_disk_that_is_full(tiny: Path) -> None:
    """The first run fits, the second does not: it is not there, and the first is as it was."""
    try:
        write_run(tiny / "first", {"ledger": TABLE.head(10)}, {}, [], {}, root=tiny)
        with pytest.raises(EnvironmentProblem, match="No space left") as refused:
            write_run(tiny / "second", {"ledger": TABLE}, {}, [], {}, root=tiny)
        assert "Free some space" in refused.value.letters[0].remedy.en
        assert os.listdir(tiny) == ["first"]
        assert whole(tiny / "first")
    finally:
        subprocess.run(["umount", str(tiny)], check=True)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that nobody in particular may only read, with a run in it."""
    above = Path(tempfile.mkdtemp())
    above.chmod(0o755)
    write_run(above / "shelf" / "earlier", {"ledger": TABLE}, {}, [], {}, root=above)
    (above / "shelf").chmod(0o555)
    yield above / "shelf"
    (above / "shelf").chmod(0o755)
    shutil.rmtree(above)


def test_a_place_that_may_only_be_read(shelf: Path) -> None:
    """A folder without the right to write: status 3, what to do, and nothing in it."""
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(NOBODY)
        with pytest.raises(EnvironmentProblem, match="Permission denied") as refused:
            write_run(shelf / "new", {"ledger": TABLE}, {}, [], {}, root=shelf)
    finally:
        if root:
            os.seteuid(0)
    assert refused.value.exit_status == 3
    assert "that you may write to; nothing was left behind" in refused.value.letters[0].remedy.en
    assert os.listdir(shelf) == ["earlier"]
    assert whole(shelf / "earlier")


def test_two_writers_of_one_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slower one is told that the name is taken; the quicker one's run stays."""
    from actuary.errors import Problem
    from actuary.runs import folder

    synced = folder._sync_folder

    def quicker(path: Path) -> None:
        synced(path)
        monkeypatch.setattr(folder, "_sync_folder", synced)
        monkeypatch.setattr(folder, "check_free", lambda _: None)
        write_run(tmp_path / "run", {"ledger": TABLE.head(3)}, {}, [], {}, root=tmp_path)

    monkeypatch.setattr(folder, "_sync_folder", quicker)
    with pytest.raises(Problem, match="never written over") as refused:
        write_run(tmp_path / "run", {"ledger": TABLE}, {}, [], {}, root=tmp_path)
    assert refused.value.exit_status == 2
    assert open_run(tmp_path / "run").table("ledger").collect().height == 3
    assert unfinished(tmp_path) == []
