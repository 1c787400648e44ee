"""The run folder: whole or not at all, the same bytes for the same tables, and never written over."""

import errno
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from actuary.errors import EnvironmentProblem, Problem
from actuary.runs import folder as runs
from actuary.runs import open_run
from actuary.runs import write_run as write_finished
from actuary.runs.folder import RunFolder, write_run

LEDGER = pl.DataFrame(
    {
        "month": ["2016-02", "2016-01", "2016-01"],
        "district": ["wuchang", "wuchang", "jiangan"],
        "fund": ["maternity"] * 3,
        "account": ["pooled"] * 3,
        "item": ["=1+1", "interest", "interest"],
        "yuan": [-1.5, 2.0, 3.0],
        "entitlement_month": ["2016-01", None, None],
    }
)
VERDICT = {"schema": "actuary.verdict/1", "valuation": "武汉"}
OPTIONS = {"valuation": "toy", "rules": "hindsight", "basis": "plan"}


def write(folder: Path, tables: dict[str, pl.DataFrame] | None = None, **options: Any) -> RunFolder:
    """A run of one ledger, read from one input file."""
    read = folder.parent / "assumptions.yaml"
    read.write_text("a: 1\n", encoding="utf-8")
    given = {"ledger": LEDGER} if tables is None else tables
    return write_run(folder, given, {"verdict": VERDICT}, [read], {**OPTIONS, **options}, root=folder.parent)


def entries(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_rows_are_sorted_by_key_and_nothing_is_lost(tmp_path: Path) -> None:
    """Parquet holds the same rows in the order of month, district, ... and item."""
    write(tmp_path / "run")
    read = pl.read_parquet(tmp_path / "run" / "ledger.parquet")
    assert read["district"].to_list() == ["jiangan", "wuchang", "wuchang"]
    assert read["yuan"].to_list() == [3.0, 2.0, -1.5]
    assert read["entitlement_month"].to_list() == [None, None, "2016-01"]


def test_csv_twin_is_safe_for_a_spreadsheet(tmp_path: Path) -> None:
    """UTF-8 with BOM; text like a formula has an apostrophe before it, negative numbers have none."""
    write(tmp_path / "run")
    content = (tmp_path / "run" / "ledger.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmonth,district")
    assert content.decode("utf-8-sig").splitlines()[-1] == ("2016-02,wuchang,maternity,pooled,'=1+1,-1.5,2016-01")


@pytest.mark.parametrize("text", ["=a", "+a", "-a", "@a", "\ta", "\ra", "\na", "＝a", "＋a", "－a", "＠a"])
def test_every_dangerous_beginning_is_escaped(tmp_path: Path, text: str) -> None:
    """The signs with which a cell becomes a formula, full-width ones in a Chinese spreadsheet."""
    write(tmp_path / "run", {"notes": pl.DataFrame({"name": [text]})})
    assert pl.read_csv(tmp_path / "run" / "notes.csv")["name"].to_list() == ["'" + text]
    assert pl.read_parquet(tmp_path / "run" / "notes.parquet")["name"].to_list() == [text]


def test_long_tables_have_no_twin_and_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of as many rows as a sheet holds has no CSV, and the manifest says so."""
    monkeypatch.setattr(runs, "CSV_ROWS", 3)
    run = write(tmp_path / "run", {"ledger": LEDGER, "balances": LEDGER.head(2)})
    assert run.manifest["csv_left_out"] == ["ledger"]
    names = set(entries(tmp_path / "run"))
    assert "ledger.csv" not in names
    assert "balances.csv" in names


def test_manifest_says_what_was_read_and_written(tmp_path: Path) -> None:
    """Digests of every output and input, rows of tables, options; inputs by their place in the data folder."""
    manifest = write(tmp_path / "run").manifest
    files = entries(tmp_path / "run")
    assert list(manifest)[:2] == ["schema", "run"]
    assert json.loads(files.pop("manifest.json")) == manifest
    told = {row["file"]: (row["sha256"], row["rows"]) for row in manifest["outputs"]}
    rows = {"ledger.parquet": 3, "ledger.csv": 3, "verdict.json": None}
    assert told == {name: (hashlib.sha256(files[name]).hexdigest(), rows[name]) for name in rows}
    assert manifest["inputs"] == [{"file": "assumptions.yaml", "sha256": hashlib.sha256(b"a: 1\n").hexdigest()}]
    assert (manifest["options"], manifest["rules"], manifest["basis"]) == (OPTIONS, "hindsight", "plan")


def test_same_run_has_the_same_bytes_and_digest_in_another_place(tmp_path: Path) -> None:
    """Two folders, rows handed over in two orders: only `created` may differ."""
    (tmp_path / "other").mkdir()
    one = write(tmp_path / "one")
    two = write(tmp_path / "other" / "two", {"ledger": LEDGER.reverse()})
    first, second = entries(one.folder), entries(two.folder)
    del first["manifest.json"], second["manifest.json"]
    assert first == second
    assert one.manifest | {"created": ""} == two.manifest | {"created": ""}


def test_bytes_do_not_depend_on_threads(tmp_path: Path) -> None:
    """One thread and many write the same Parquet, more than one row group long."""
    script = (
        "import sys, polars as pl; from pathlib import Path; from actuary.runs.folder import write_run;"
        "n = 600_000; t = pl.DataFrame({'month': [f'2016-{i % 12 + 1:02d}' for i in range(n)], 'x': range(n)});"
        "write_run(Path(sys.argv[1]), {'free': t.with_columns(pl.col('x') / 7)}, {}, [], {}, root=Path('.'))"
    )
    for threads in ("1", "4"):
        settings = {**os.environ, "POLARS_MAX_THREADS": threads}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / threads)], check=True, env=settings)
    assert entries(tmp_path / "1")["free.parquet"] == entries(tmp_path / "4")["free.parquet"]


@pytest.mark.parametrize("change", [{"basis": "trend"}, {"seed": 7}])
def test_what_decides_the_result_decides_the_digest(tmp_path: Path, change: dict[str, Any]) -> None:
    """Another option is another run."""
    assert write(tmp_path / "a").manifest["run"] != write(tmp_path / "b", **change).manifest["run"]


def test_an_existing_target_is_refused(tmp_path: Path) -> None:
    """Even an empty folder is not written over: exit 2, with a remedy, and nothing changes."""
    (tmp_path / "run").mkdir()
    with pytest.raises(Problem, match="never written over") as refused:
        write(tmp_path / "run")
    assert refused.value.exit_status == 2
    assert refused.value.letters[0].remedy
    assert not any((tmp_path / "run").iterdir())


@pytest.mark.parametrize("after", [0, 1, 3])
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Space that ends at any file: exit 3, no run folder, no temporary one."""
    calls = iter(range(99))

    def full(_handle: int) -> None:
        if next(calls) >= after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "place").mkdir()
    with pytest.raises(EnvironmentProblem, match="No space left") as refused:
        write(tmp_path / "place" / "run")
    assert refused.value.exit_status == 3
    assert set(os.listdir(tmp_path / "place")) == {"assumptions.yaml"}


def test_a_place_that_cannot_be_written_is_the_environments_fault(tmp_path: Path) -> None:
    """A file stands where a folder should be: exit 3."""
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem):
        write_run(tmp_path / "file" / "run", {"ledger": LEDGER}, {}, [], {}, root=tmp_path)
    assert os.listdir(tmp_path) == ["file"]


def test_an_interruption_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control-C while the last file is written."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(runs, "manifest", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "run")
    assert os.listdir(tmp_path) == ["assumptions.yaml"]


def test_opening_scans_lazily(tmp_path: Path) -> None:
    """Tables are lazy frames; documents are read; brackets in the folder's name are only a name."""
    write(tmp_path / "run [1]")
    run = open_run(tmp_path / "run [1]")
    assert run.tables == ("ledger",)
    assert isinstance(run.table("ledger"), pl.LazyFrame)
    assert run.table("ledger").select(pl.col("yuan").sum()).collect().item() == 3.5
    assert run.document("verdict") == VERDICT


def test_opening_what_is_no_run_is_refused(tmp_path: Path) -> None:
    """A folder without a manifest, a table that the run has not, a broken manifest."""
    with pytest.raises(Problem, match="not a run folder"):
        open_run(tmp_path)
    with pytest.raises(Problem, match="no table 'paths'"):
        write(tmp_path / "run").table("paths")
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(Problem, match="cannot be read"):
        open_run(tmp_path)


def test_a_finished_run_is_written_with_its_documents(tmp_path: Path) -> None:
    """The short door takes what a valuation returns."""

    class Finished:
        options = OPTIONS
        verdict = VERDICT
        certificate: dict[str, Any] = {"schema": "actuary.certificate/1", "identities": []}  # noqa: RUF012
        inputs: tuple[Path, ...] = ()
        reforms: dict[str, Path] = {}  # noqa: RUF012

        def tables(self) -> dict[str, pl.DataFrame]:
            return {"ledger": LEDGER}

    run = write_finished(tmp_path / "run", Finished())
    assert run.document("certificate") == Finished.certificate
    assert run.document("verdict") == VERDICT
