"""The register of runs: nothing is lost among writers, bases are found, what was said stays said."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from click.testing import CliRunner, Result

from actuary.cli import main
from actuary.errors import EnvironmentProblem, Problem
from actuary.runs import registry
from actuary.runs.folder import write_run
from actuary.runs.registry import listed, register, registry_of, tag

TABLE = pl.DataFrame({"month": ["2016-01"], "x": [1]})
WRITERS, EACH = 4, 25
OPTIONS = {"valuation": "toy", "rules": "hindsight", "basis": "plan"}


def write(folder: Path, *reforms: str, **options: str) -> Path:
    """A run, under reforms whose files lie beside it."""
    given = dict(OPTIONS, **options) | ({"reforms": list(reforms)} if reforms else {})
    files = {name: folder.parent / f"{name}.yaml" for name in reforms}
    for name, file in files.items():
        file.write_text(f"name: {name}\n", encoding="utf-8")
    verdict = {"verdict": {"schema": "actuary.verdict/1"}}
    return write_run(
        folder, {"free": TABLE}, verdict, files.values(), given, root=Path("/nowhere"), reforms=files
    ).folder


@pytest.fixture(autouse=True)
def _no_register_of_ones_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(registry.VARIABLE, raising=False)


def ask(*words: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, list(words))


def names(place: Path) -> list[str]:
    """Names of the registered folders."""
    return [line.folder.name for line in listed(place)]


def test_four_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    """Every run and every tag of each is there; the file is written ahead and sound."""
    code = (
        "import sys; from pathlib import Path; from tests.runs.test_registry import write\n"
        "from actuary.runs.registry import register, tag\n"
        "place, who = Path(sys.argv[1]), sys.argv[2]\n"
        f"for number in range({EACH}):\n"
        "    folder = write(place / f'{who}-{number}')\n"
        "    register(folder)\n"
        "    tag(folder, 'reviewed', who)\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path), f"w{number}"], cwd=Path(__file__).parents[2])
        for number in range(WRITERS)
    ]
    assert [writer.wait(timeout=300) for writer in started] == [0] * WRITERS
    lines = {line.folder.name: line for line in listed(tmp_path)}
    assert set(lines) == {f"w{who}-{number}" for who in range(WRITERS) for number in range(EACH)}
    assert {(line.standing, line.tags[0].by) for line in lines.values()} == {
        ("reviewed", f"w{n}") for n in range(WRITERS)
    }
    with sqlite3.connect(registry_of(tmp_path)) as base:
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_every_commit_is_put_on_the_disk(tmp_path: Path) -> None:
    """synchronous = FULL in the connection that writes."""
    with registry._writing(tmp_path / "runs.sqlite") as base:
        assert base.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_whole_run_that_nobody_entered_is_listed(tmp_path: Path) -> None:
    """Death between the folder's name and the register costs nothing; half a run is never listed."""
    write(tmp_path / "run")
    shutil.copytree(tmp_path / "run", tmp_path / ".other.0123456789abcdef")
    assert names(tmp_path) == ["run"]
    assert register(tmp_path / "run") == tmp_path / "runs.sqlite"
    assert names(tmp_path) == ["run"]


def test_the_base_of_a_run_is_what_differs_by_reforms_alone(tmp_path: Path) -> None:
    """Another basis is no base; a run without reforms has none; a base that is not there yet is found later."""
    write(tmp_path / "other", basis="trend")
    write(tmp_path / "reform", "later", "smaller")
    assert [line.base for line in listed(tmp_path)] == [None, None]
    write(tmp_path / "base")
    bases = {line.folder.name: line.base for line in listed(tmp_path)}
    assert bases == {"other": None, "base": None, "reform": tmp_path / "base"}
    told = json.loads(ask("runs", str(tmp_path / "base"), "--json").stdout)
    assert [Path(run["folder"]).name for run in told["runs"]] == ["reform", "base"]
    assert told["runs"][0]["reforms"] == ["later", "smaller"]


def test_what_is_gone_or_replaced_stays_on_record(tmp_path: Path) -> None:
    """The folder removed: said so. Another run in its place: the old tags are not its own."""
    tag(write(tmp_path / "run"), "reviewed", "王工", "初审")
    shutil.rmtree(tmp_path / "run")
    (gone,) = listed(tmp_path)
    assert (gone.here, gone.standing) == (False, "reviewed")
    write(tmp_path / "run", basis="trend")
    assert [(line.here, line.standing) for line in listed(tmp_path)] == [(False, "reviewed"), (True, "draft")]


def test_runs_and_register_can_be_moved_together(tmp_path: Path) -> None:
    """Folders are named relative to the register."""
    tag(write(tmp_path / "here" / "run"), "reviewed", "王工")
    (tmp_path / "here").rename(tmp_path / "there")
    (line,) = listed(tmp_path / "there")
    assert (line.here, line.folder, line.standing) == (True, tmp_path / "there" / "run", "reviewed")


def test_issued_comes_after_reviewed(tmp_path: Path) -> None:
    """Who and when are kept for each step; a draft is not issued, and can be made a draft again."""
    run = write(tmp_path / "run")
    with pytest.raises(Problem, match="nobody has reviewed"):
        tag(run, "issued", "李")
    for standing in ("reviewed", "issued", "draft"):
        line = tag(run, standing, "李")
    assert [said.standing for said in line.tags] == ["reviewed", "issued", "draft"]
    assert all(said.by == "李" and said.at for said in line.tags)
    with pytest.raises(Problem, match="nobody has reviewed"):
        tag(run, "issued", "李")


def test_the_register_may_be_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACTUARY_RUNS names the file; runs of several places stand in it."""
    monkeypatch.setenv(registry.VARIABLE, str(tmp_path / "all.sqlite"))
    for place in ("a", "b"):
        register(write(tmp_path / place / "run"))
    assert [line.folder for line in listed(tmp_path)] == [tmp_path / "a" / "run", tmp_path / "b" / "run"]
    assert not (tmp_path / "a" / "runs.sqlite").exists()


@pytest.mark.parametrize("name", ["'; DROP TABLE runs; --", '" OR 1=1', "%_", "运行 甲"])
def test_names_are_no_sql(tmp_path: Path, name: str) -> None:
    """A folder and a person of any name are only names."""
    run = write(tmp_path / name)
    tag(run, "reviewed", name, name)
    write(tmp_path / "plain")
    assert {line.folder.name: line.standing for line in listed(tmp_path)} == {name: "reviewed", "plain": "draft"}


def test_a_file_that_is_no_register_is_left_alone(tmp_path: Path) -> None:
    """Text, and another program's data base: status 2 with what to do, not a byte changed."""
    write(tmp_path / "run")
    other = tmp_path / "runs.sqlite"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE theirs (x)")
    for content in (other.read_bytes(), b"this is text, and long enough to be none" * 100):
        other.write_bytes(content)
        result = ask("runs", str(tmp_path), "--json", "--lang", "zh")
        assert result.exit_code == 2
        assert "移走" in json.loads(result.stdout)["errors"][0]["remedy"]
        assert other.read_bytes() == content


def test_a_register_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 3; the run stands."""
    monkeypatch.setenv(registry.VARIABLE, str(tmp_path / "nowhere" / "all.sqlite"))
    run = write(tmp_path / "run")
    with pytest.raises(EnvironmentProblem, match="cannot be written"):
        register(run)
    assert (run / "manifest.json").is_file()


def test_a_register_that_may_only_be_read_is_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it stands, with the runs that nobody entered; the file is not touched."""
    tag(write(tmp_path / "run"), "reviewed", "王工")
    write(tmp_path / "second")
    before = (tmp_path / "runs.sqlite").read_bytes()
    monkeypatch.setattr(registry, "_writable", lambda _: False)
    assert [(line.folder.name, line.standing) for line in listed(tmp_path)] == [
        ("run", "reviewed"),
        ("second", "draft"),
    ]
    assert (tmp_path / "runs.sqlite").read_bytes() == before
    assert set(os.listdir(tmp_path)) == {"run", "second", "runs.sqlite"}


def test_the_page_in_both_languages(tmp_path: Path) -> None:
    """Standing, base, reviewer; unfinished folders on standard error; an empty folder says so."""
    assert "没有运行" in ask("runs", str(tmp_path), "--lang", "zh").stdout
    write(tmp_path / "base")
    tag(write(tmp_path / "reform", "later"), "reviewed", "王工")
    (tmp_path / ".third.0123456789abcdef").mkdir()
    told = ask("runs", str(tmp_path), "--lang", "zh")
    assert "方案 later，对照运行 base" in told.stdout
    assert "已复核" in told.stdout
    assert "可以删除" in told.stderr
    assert "reforms later, base base" in ask("runs", str(tmp_path), "--lang", "en").stdout
    assert ask("runs", str(tmp_path / "nowhere")).exit_code == 2


@pytest.mark.parametrize(("words", "field"), [(("draft", "--by", " "), "--by"), (("final", "--by", "x"), "STANDING")])
def test_what_cannot_be_said_of_a_run(tmp_path: Path, words: tuple[str, ...], field: str) -> None:
    """Nobody's word, and a standing that there is not."""
    result = ask("tag", str(write(tmp_path / "run")), *words, "--json")
    assert result.exit_code == 2
    assert field.lower() in str(json.loads(result.stdout)["errors"][0]).lower()
    assert listed(tmp_path)[0].tags == ()


def test_a_register_that_another_makes_meanwhile_is_a_register(tmp_path: Path) -> None:
    """Another process makes tables and mark between the first question about the file and the second."""
    place = tmp_path / "runs.sqlite"

    class Interrupted(sqlite3.Connection):
        asked = 0

        def execute(self, *asked):
            answer = super().execute(*asked)
            Interrupted.asked += 1
            if Interrupted.asked == 1:
                answer = iter([answer.fetchone()])
                with closing(sqlite3.connect(place, isolation_level=None)) as other:
                    registry._opened(other, place)
                return Row(answer)
            return answer

    class Row(NamedTuple):
        rows: Iterator[tuple]

        def fetchone(self):
            return next(self.rows)

    with closing(sqlite3.connect(place, isolation_level=None, factory=Interrupted)) as base:
        registry._opened(base, place)
    assert Interrupted.asked > 1
