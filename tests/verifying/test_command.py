"""`actuary verify`: one yuan or one person moved is found, a changed input is found, and the run comes out again."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import polars as pl
import pytest
from click.testing import CliRunner, Result

from actuary import data
from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.runs import registry
from actuary.runs.registry import VARIABLE

SHORT = ("run", "toy", "--to", "2016-06")
REFORM = """schema: actuary.reform/1
name: mine
zh: 自备方案
source: {tag: judgement, note: a test, range: [0.1, 0.3]}
changes:
  - {set: law.employee_pension.employer_rate, value: 0.17, from: 2016-03}
"""


def ask(*words: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, list(words))


def errors(result: Result, status: int = 1) -> list[dict[str, str]]:
    """The letters of a run that does not verify."""
    assert result.exit_code == status, result.output
    return list(json.loads(result.stdout)["errors"])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short run of the toy city."""
    folder = tmp_path_factory.mktemp("runs") / "toy"
    assert ask(*SHORT, "--out", str(folder)).exit_code == 0
    return folder


@pytest.fixture
def run(written: Path, tmp_path: Path) -> Path:
    """A copy of it to spoil."""
    return Path(shutil.copytree(written, tmp_path / "run"))


def signed_again(run: Path, name: str, table: pl.DataFrame) -> None:
    """Put another table into a run and its digest into the manifest: only the identities can tell."""
    table.write_parquet(run / f"{name}.parquet")
    sign(run, f"{name}.parquet")


def sign(run: Path, file: str) -> None:
    """Write the digest of a file into the manifest."""
    manifest = json.loads((run / "manifest.json").read_bytes())
    for row in manifest["outputs"]:
        if row["file"] == file:
            row["sha256"] = hashlib.sha256((run / file).read_bytes()).hexdigest()
    (run / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_run_verifies_and_comes_out_again(run: Path) -> None:
    """Status 0 in both languages; made again it is the same byte for byte."""
    assert "全部成立。\n" in ask("verify", str(run), "--lang", "zh").stdout
    told = json.loads(ask("verify", str(run), "--repeat", "--json").stdout)
    assert (told["schema"], told["holds"], told["repeated"], told["same_program"]) == (
        "actuary.verify/1",
        True,
        True,
        True,
    )


def test_documents_have_their_shape(run: Path) -> None:
    """verify, tag and runs print what `actuary schema` says."""
    for kind, words in {
        "verify": ("verify", str(run)),
        "tag": ("tag", str(run), "reviewed", "--by", "王工"),
        "runs": ("runs", str(run.parent)),
    }.items():
        jsonschema.validate(json.loads(ask(*words, "--json").stdout), printed_schema(kind))


@pytest.mark.parametrize(("name", "column"), [("ledger", "yuan"), ("people", "persons"), ("people_flows", "closing")])
def test_one_yuan_or_one_person_is_found(run: Path, name: str, column: str) -> None:
    """Whether or not who moved it wrote the digest anew."""
    table = pl.read_parquet(run / f"{name}.parquet")
    one = pl.when(pl.int_range(pl.len()) == table.height // 2).then(1.0).otherwise(0.0)
    moved = table.with_columns(pl.col(column) + one)
    moved.write_parquet(run / f"{name}.parquet")
    assert "verify_digests" in {letter["code"] for letter in errors(ask("verify", str(run), "--json"))}
    signed_again(run, name, moved)
    found = {letter["code"] for letter in errors(ask("verify", str(run), "--json"))}
    assert found
    assert "verify_digests" not in found


def one_more(file: Path) -> None:
    """The first figure of a file made larger by one; of a table, and of each of its columns that hold figures."""
    if file.suffix == ".parquet":
        table = pl.read_parquet(file)
        first = pl.int_range(pl.len()) == 0
        columns = [
            pl.when(first).then(pl.col(name) + 1).otherwise(pl.col(name)) for name in table.select(NUMBERS).columns
        ]
        table.with_columns(columns or pl.lit(1).alias("more")).write_parquet(file)
    else:
        text = file.read_text(encoding="utf-8-sig")
        file.write_text(re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), text, count=1), encoding="utf-8")


NUMBERS = pl.selectors.numeric()


def test_a_change_of_any_file_signed_anew_is_found_by_the_register(run: Path) -> None:
    """Of members, exposures, memoranda, verdict and the rest, which no identity binds, too; and it is not reviewed."""
    registry.register(run)
    assert json.loads(ask("verify", str(run), "--json").stdout)["registered"] is True
    files = sorted(path for path in run.iterdir() if path.name != "manifest.json")
    assert len(files) > 30
    manifest = (run / "manifest.json").read_bytes()
    silent = []
    for file in files:
        before = file.read_bytes()
        one_more(file)
        assert file.read_bytes() != before, file
        sign(run, file.name)
        for words in (("verify", str(run)), ("tag", str(run), "reviewed", "--by", "王工")):
            found = {letter["code"] for letter in errors(ask(*words, "--json"))}
            assert found, file
            assert "verify_digests" not in found
        silent += [file.name] if found == {"verify_registry"} else []
        file.write_bytes(before)
        (run / "manifest.json").write_bytes(manifest)
    assert {"members.parquet", "verdict.json", "members.csv"} <= set(silent)
    assert ask("verify", str(run)).exit_code == 0


def test_what_nobody_registered_is_said_to_be_so(run: Path) -> None:
    """In both languages and in the document; another run of the same folder is no forgery."""
    for language, words in (("zh", "登记簿里没有这次运行"), ("en", "does not hold it")):
        assert words in ask("verify", str(run), "--lang", language).stdout
    assert json.loads(ask("verify", str(run), "--json").stdout)["registered"] is False
    registry.register(run)
    manifest = json.loads((run / "manifest.json").read_bytes())
    (run / "manifest.json").write_text(json.dumps(manifest | {"created": "2027-01-01T00:00:00+00:00"}))
    assert json.loads(ask("verify", str(run), "--json").stdout)["registered"] is False


def test_a_forger_who_has_the_list_of_runs_made_again_is_found_too(run: Path) -> None:
    """`actuary runs` enters what it finds; the first entry of a run is the one that counts."""
    registry.register(run)
    one_more(run / "members.parquet")
    sign(run, "members.parquet")
    assert ask("runs", str(run.parent)).exit_code == 0
    (letter,) = errors(ask("verify", str(run), "--json"))
    assert letter["code"] == "verify_registry"


def test_a_forger_of_every_table_is_found_by_repeating(run: Path) -> None:
    """A change that keeps every identity, signed anew, is none that the inputs bring about."""
    inputs = pl.read_parquet(run / "inputs.parquet")
    signed_again(run, "inputs", inputs.with_columns(source=pl.lit("N1")))
    assert ask("verify", str(run)).exit_code == 0
    (letter,) = errors(ask("verify", str(run), "--repeat", "--json"))
    assert letter["code"] == "verify_repeat"
    assert letter["file"].endswith("inputs.parquet")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A copy of the shipped data."""
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, tmp_path / "data" / folder)
    yield tmp_path / "data"
    data.set_root(None)


def test_a_changed_input_is_found_and_named(run: Path, own: Path) -> None:
    """With the data as they were it verifies; a sign more in one file, and it does not, nor is it made again."""
    assert ask("--data", str(own), "verify", str(run)).exit_code == 0
    changed = own / "assumptions/basis/toy/cash.yaml"
    changed.write_text(changed.read_text(encoding="utf-8") + "# seen\n", encoding="utf-8")
    (letter,) = errors(ask("--data", str(own), "verify", str(run), "--repeat", "--json"))
    assert (letter["code"], letter["file"]) == ("verify_input", "assumptions/basis/toy/cash.yaml")


def test_a_run_of_ones_own_files_comes_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reform and a valuation of the user's own are looked for where --own says."""
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "my-reform.yaml").write_text(REFORM, encoding="utf-8")
    shipped = (data.shipped() / "assumptions/valuations/toy.yaml").read_text(encoding="utf-8")
    (mine / "city.yaml").write_text(shipped.replace("name: toy", "name: city"), encoding="utf-8")
    monkeypatch.chdir(mine)
    done = ask("run", "city.yaml", "--to", "2016-06", "--reform", "my-reform.yaml", "--out", str(tmp_path / "run"))
    assert done.exit_code == 0, done.output
    monkeypatch.chdir(tmp_path / "run")
    refused = errors(ask("verify", str(tmp_path / "run"), "--repeat", "--json"))
    assert {letter["file"] for letter in refused} <= {"city.yaml", "my-reform.yaml"}
    assert ask("verify", str(tmp_path / "run"), "--repeat", "--own", str(mine)).exit_code == 0


def test_what_is_no_run_is_refused(tmp_path: Path, run: Path) -> None:
    """No folder, a manifest of another shape, one that points outside: status 2 and a letter."""
    assert errors(ask("verify", str(tmp_path / "nowhere"), "--json"), 2)[0]["code"] == "run_folder"
    good = json.loads((run / "manifest.json").read_bytes())
    outside = {"file": "../x", "sha256": "0", "rows": None}
    for other in ([], {}, {**good, "outputs": [outside]}, {**good, "inputs": 3}, {**good, "options": None}):
        (run / "manifest.json").write_text(json.dumps(other), encoding="utf-8")
        assert errors(ask("verify", str(run), "--json"), 2)[0]["code"] == "run_document"


def test_only_a_verified_run_is_reviewed(run: Path) -> None:
    """A spoiled run stays what it was."""
    (run / "ledger.csv").write_bytes(b"")
    assert errors(ask("tag", str(run), "reviewed", "--by", "王工", "--json"))[0]["code"] == "verify_digests"
    assert json.loads(ask("runs", str(run.parent), "--json").stdout)["runs"][0]["standing"] == "draft"


AROUND = {
    "one_thread": {"NUMBA_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1", "PYTHONHASHSEED": "1"},
    "two_threads": {"NUMBA_NUM_THREADS": "2", "POLARS_MAX_THREADS": "2", "PYTHONHASHSEED": "77"},
    "china": {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai"},
    "bare": {"LANG": "C", "LC_ALL": "C", "TZ": "America/New_York", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
}


@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND.keys())
def test_every_file_has_the_same_bytes_in_other_surroundings(
    around: dict[str, str], written: Path, tmp_path: Path
) -> None:
    """Threads, hash seed, locale, time zone, working folder and place: all but `created` is the same."""
    call = [sys.executable, "-c", "from actuary.cli import main; main()", *SHORT, "--out", "运行"]
    subprocess.run(call, cwd=tmp_path, env={**os.environ, **around}, check=True, capture_output=True)
    manifests = [json.loads((folder / "manifest.json").read_bytes()) for folder in (written, tmp_path / "运行")]
    assert manifests[0] | {"created": ""} == manifests[1] | {"created": ""}


def test_a_cold_cache_gives_the_same_bytes(written: Path, tmp_path: Path) -> None:
    """Kernels compiled for this run, and data that nobody kept: all but `created` is the same."""
    call = [sys.executable, "-c", "from actuary.cli import main; main()", *SHORT, "--out", "run"]
    around = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    subprocess.run(call, cwd=tmp_path, env=around, check=True, capture_output=True)
    assert (tmp_path / "cache").is_dir()
    manifests = [json.loads((folder / "manifest.json").read_bytes()) for folder in (written, tmp_path / "run")]
    assert manifests[0] | {"created": ""} == manifests[1] | {"created": ""}


def test_the_register_is_beside_the_run(written: Path) -> None:
    """`run --out` enters what it has written."""
    if VARIABLE not in os.environ:
        assert (written.parent / "runs.sqlite").is_file()
    assert json.loads(ask("runs", str(written.parent), "--json").stdout)["runs"][0]["folder"] == str(written)
